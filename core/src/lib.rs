//! Reads `Received:` header fields into a hop chain with the TLS evidence of each hop.
//!
//! The modules stand in the order in which a message passes through them; each imports only from those above it.

pub mod span;
pub mod address;
pub mod organisation;
