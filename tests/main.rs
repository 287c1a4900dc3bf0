//! Tests that cross packages, in one binary.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod any;
mod below;
mod chosen_text;
mod cli;
mod dependencies;
mod documents;
mod formats;
mod layering;
mod limits;
mod parity;
mod picture;
mod pipeline;
mod properties;
mod readme;
mod redaction;
mod registry;
mod scan;
mod wording;
