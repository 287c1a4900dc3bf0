//! How much of one input is read, kept and shown: every cap of the library, in one place.
//!
//! Not here: what is told when a limit is hit. Who stops at one says so; nothing is dropped silently. Comments may nest
//! as deep as they like: their depth is a number, and nothing that reads an input calls itself.

/// Caps on what is read of one input, and on what is kept of it.
///
/// They are far above honest mail: among 8,000 messages of 2022-26 the longest chain had 15 stamps, and RFC 5321 §6.3
/// lets a server take 100 for a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the header section, with any text pasted in front of it.
    pub header_bytes: usize,
    /// Header fields.
    pub fields: usize,
    /// `Received` fields.
    pub stamps: usize,
    /// Bytes read of one other field. RFC 5322 §2.1.1 allows 998 in a line; an encoded word that never ends costs the
    /// square.
    pub field_bytes: usize,
    /// Statements about sessions, and signatures, kept of other fields. Honest mail has a dozen.
    pub statements: usize,
    /// Sentences on fields that were too long.
    pub sentences: usize,
    /// Bytes of the body that are looked at: enough for its first line behind empty lines.
    pub body_bytes: usize,
    /// Names of more than one word that redaction looks for wherever they stand; further ones are looked for in the stamp
    /// that gives them.
    pub redacted_names: usize,
    /// Bytes of a stamp that a page shows. A line of honest mail has fewer than a thousand.
    pub shown_bytes: usize,
    /// Ids that are compared over many messages.
    pub ids: usize,
    /// Messages of a mailbox that the page lists.
    pub listed: usize,
}

/// The limits that hold.
pub const LIMITS: Limits = Limits {
    header_bytes: 16 << 20,
    fields: 100_000,
    stamps: 10_000,
    field_bytes: 8 << 10,
    statements: 64,
    sentences: 9,
    body_bytes: 256,
    redacted_names: 64,
    shown_bytes: 16 << 10,
    ids: 50_000,
    listed: 10_000,
};

impl Default for Limits {
    fn default() -> Self {
        LIMITS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the architecture page has a row for each limit, with its value.
    #[test]
    fn the_table_tells_the_limits_that_hold() {
        let page = include_str!("../README.md");
        let rows: Vec<(&str, String)> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
            .filter_map(|(name, rest)| Some((name, rest.split_once(" |")?.0.replace(',', ""))))
            .collect();
        let fields = format!("{LIMITS:?}");
        let fields = fields.trim_start_matches("Limits { ").trim_end_matches(" }");
        for field in fields.split(", ") {
            let (name, value) = field.split_once(": ").unwrap();
            assert!(rows.contains(&(name, value.to_owned())), "core/README.md has no row of {name}, {value}");
        }
    }
}
