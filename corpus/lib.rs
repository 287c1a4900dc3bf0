//! Samples of stamps and whole messages, with the readings that a person reviewed.
