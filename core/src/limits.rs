//! How much of one input is read.
//!
//! Not here: what is told when a limit is hit. Every reader that stops at one says so in the report; nothing is
//! dropped silently.

/// Caps on what is read of one input.
///
/// The defaults are far above honest mail: among 8,000 messages of 2022-26 the longest chain had 15 stamps, and
/// RFC 5321 §6.3 lets a server take 100 for a loop.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the header section, with any text pasted in front of it.
    pub header_bytes: usize,
    /// Header fields.
    pub fields: usize,
    /// `Received` fields.
    pub stamps: usize,
    /// Comments within comments in one stamp.
    pub comment_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { header_bytes: 16 << 20, fields: 100_000, stamps: 10_000, comment_depth: 64 }
    }
}
