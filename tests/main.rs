//! Tests that cross packages, in one binary.

#[cfg(test)]
mod cli;
#[cfg(test)]
mod parity;
