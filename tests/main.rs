//! Tests that cross packages, in one binary.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod chosen_text;
mod cli;
mod layering;
mod parity;
mod registry;
