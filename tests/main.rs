//! Tests that cross packages, in one binary.

mod cli;
mod layering;
mod parity;
mod registry;
