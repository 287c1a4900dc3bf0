//! The words for how far a session is still recommended.
//!
//! Not here: which session has which (`rules`), nor what follows for a hop or a message.

use std::fmt;

/// The worth of a session today, weakest first. It is a retrospective judgement: a suite outdated now may have been
/// the best there was on the day of the hop.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Strength {
    /// Practical attacks, or no encryption: a MUST NOT of RFC 9325, RFC 7465, RFC 7568 or RFC 6176.
    Broken,
    /// Retired, below 128 bits, or without any certificate.
    Outdated,
    /// Allowed, though RFC 9325 says SHOULD NOT or recommends another.
    Sufficient,
    /// What RFC 9325 recommends.
    Recommended,
}

impl Strength {
    /// Every word, weakest first.
    pub const ALL: &'static [Self] = &[Self::Broken, Self::Outdated, Self::Sufficient, Self::Recommended];

    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Outdated => "outdated",
            Self::Sufficient => "sufficient",
            Self::Recommended => "recommended",
        }
    }

    /// True for what RFC 9325 no longer allows.
    pub const fn is_below_minimum(self) -> bool {
        matches!(self, Self::Broken | Self::Outdated)
    }
}

impl serde::Serialize for Strength {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for Strength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
