//! Reads every sample.
