//! What a caveat is. It stands beside what it limits, so each names its place.
//!
//! Not here: the caveats themselves (`limit`, `stronger`), nor how places are laid out.

use std::borrow::Cow;

/// A limit of what headers can show, and everything that `explain` tells of it.
#[derive(Debug)]
pub(crate) struct Caveat {
    /// Stable, in kebab-case.
    pub(crate) code: &'static str,
    /// What it limits.
    pub(crate) place: Place,
    /// What the report says; where the report names hosts and dates, the general form of it.
    pub(crate) text: &'static str,
    /// For `explain`: a few short sentences more.
    pub(crate) why: &'static str,
    /// When it is told.
    pub(crate) applies: &'static str,
    pub(crate) source: &'static str,
}

/// What a caveat limits, and so where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// What the boundary stamp recorded.
    Answer,
    /// The message's whole way.
    Journey,
    /// Where the boundary was placed.
    Boundary,
    /// Stamps below the boundary.
    Outside,
    /// No limit: what would be stronger evidence, and what does not depend on hops.
    Stronger,
}

/// A caveat that applies to a report.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) caveat: &'static Caveat,
    pub(crate) text: Cow<'static, str>,
}

impl Said {
    /// A caveat in its own words.
    pub(super) const fn plainly(caveat: &'static Caveat) -> Self {
        Self { caveat, text: Cow::Borrowed(caveat.text) }
    }

    /// A caveat that names what it speaks of.
    pub(super) fn of(caveat: &'static Caveat, text: String) -> Self {
        Self { caveat, text: Cow::Owned(text) }
    }
}
