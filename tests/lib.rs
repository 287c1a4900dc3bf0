//! What tests and fuzz targets share: what holds for any bytes, and the command run in this process.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test fails by panicking"
)]

pub mod any_bytes;
pub mod command;
