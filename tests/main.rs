//! Tests that cross packages, in one binary.
