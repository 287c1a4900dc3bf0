//! What every code and word of a report means, for readers: one entry each, found by its code.
//!
//! Each text lies beside what it explains: checks, words, caveats and dialects tell of themselves. Only pages that
//! belong to no code stand here. Not here: any analysis.

mod content;
mod law;
mod near;
mod page;
mod render;
mod words;

pub use near::near;
pub use page::view;
pub use render::{index, markdown, text};

use crate::check::{self, Check, Family};
use crate::dialect::{self, Dialect, Known};
use crate::summary::{CAVEATS, Caveat};

/// What is told of one code.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// The code or word, as reports write it.
    pub code: &'static str,
    /// What sort of thing it is.
    pub kind: Kind,
    /// In a few words.
    pub title: String,
    /// Headings and what stands under them; a part without a heading comes first.
    pub parts: Vec<Part>,
}

/// A part of an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Part {
    /// Its heading, if it has one.
    pub heading: Option<&'static str>,
    /// A few sentences.
    pub text: String,
}

/// What sort of thing a code stands for, in the order of the reference.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// The one word about the boundary.
    Outcome,
    /// What a line shows of TLS.
    TlsState,
    /// Why a line has its state.
    Basis,
    /// How far a version and cipher are still recommended.
    Strength,
    /// What is said of the client's certificate.
    ClientCertificate,
    /// How far a line can be relied on.
    TrustClass,
    /// How the boundary was placed.
    BoundaryRule,
    /// What part of the journey a step is.
    Leg,
    /// How well a writer was recognised.
    Confidence,
    /// The weight of a finding.
    Effect,
    /// Whether a partner's agreement was kept.
    PartnerResult,
    /// What limits an answer, and what would show more.
    Caveat,
    /// What a check finds.
    Check,
    /// A page of its own.
    Page,
    /// What headers give for a law.
    Law,
    /// A program that writes lines.
    Writer,
}

impl Kind {
    /// Every kind, in the order of the reference.
    pub const ALL: &'static [Self] = &[
        Self::Outcome,
        Self::TlsState,
        Self::Basis,
        Self::Strength,
        Self::ClientCertificate,
        Self::TrustClass,
        Self::BoundaryRule,
        Self::Leg,
        Self::Confidence,
        Self::Effect,
        Self::PartnerResult,
        Self::Caveat,
        Self::Check,
        Self::Page,
        Self::Law,
        Self::Writer,
    ];

    /// Its name for one entry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::TlsState => "TLS state",
            Self::Basis => "basis",
            Self::Strength => "strength",
            Self::ClientCertificate => "client certificate",
            Self::TrustClass => "trust class",
            Self::BoundaryRule => "boundary rule",
            Self::Leg => "leg",
            Self::Confidence => "confidence",
            Self::Effect => "effect",
            Self::PartnerResult => "partner result",
            Self::Caveat => "caveat",
            Self::Check => "finding",
            Self::Page => "page",
            Self::Law => "law",
            Self::Writer => "writer",
        }
    }

    /// What the chapter of this kind is about, and where in the report its codes stand.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Outcome => "The answer in one word, about the boundary hop (`summary.outcome`).",
            Self::TlsState => "What a line shows of TLS on its step (`hops[].tls.state`).",
            Self::Basis => "Why a step has its TLS state (`hops[].tls.basis`).",
            Self::Strength => {
                "How far version and cipher are recommended by today's rules (`hops[].tls.strength`)."
            }
            Self::ClientCertificate => {
                "What a line says of the client's certificate (`hops[].tls.client_certificate`). It is never about the server's."
            }
            Self::TrustClass => "How far a line can be relied on (`hops[].trust.class`).",
            Self::BoundaryRule => {
                "How the boundary was placed: the line by which your own system took the message over (`boundary.rule`)."
            }
            Self::Leg => "What part of the journey a step is (`hops[].leg`).",
            Self::Confidence => {
                "How well the program that wrote a line was recognised (`hops[].writer.confidence`). To recognise a form \
                 is not to believe it."
            }
            Self::Effect => "The weight of a finding (`findings[].effect`).",
            Self::PartnerResult => {
                "Whether the boundary line records what was agreed with a partner (`partners[].result`)."
            }
            Self::Caveat => {
                "What limits an answer, and what would show more (`caveats[].code`). Each stands beside what it limits."
            }
            Self::Check => "What stands out about lines and other fields (`findings[].code`).",
            Self::Page => "Pages that a report points to.",
            Self::Law => {
                "What evidence headers give for a few laws, and what they never give. This is no legal advice."
            }
            Self::Writer => {
                "The programs whose lines are recognised (`hops[].writer.software`), and what their silence means."
            }
        }
    }
}

/// The entries of a code: several where one word has several meanings. `writers` and `laws` give all of their kind.
pub fn find(code: &str) -> Vec<Entry> {
    let code = code.trim().to_ascii_lowercase();
    let kind = GROUPS.iter().find(|(group, _)| *group == code).map(|&(_, kind)| kind);
    all().into_iter().filter(|entry| entry.code == code || Some(entry.kind) == kind).collect()
}

/// Words that stand for all entries of a kind.
pub const GROUPS: [(&str, Kind); 4] =
    [("writers", Kind::Writer), ("laws", Kind::Law), ("caveats", Kind::Caveat), ("findings", Kind::Check)];

/// Every entry, by kind and in each kind in its own order.
pub fn all() -> Vec<Entry> {
    let mut list = words::entries();
    list.extend(CAVEATS.iter().map(|caveat| of_caveat(caveat)));
    list.extend(check::all().map(of_check));
    list.push(content::entry());
    list.extend(law::entries());
    list.extend(dialect::ALL.iter().map(|dialect| of_writer(dialect)));
    list
}

impl Entry {
    fn new(code: &'static str, kind: Kind, title: impl Into<String>) -> Self {
        Self { code, kind, title: title.into(), parts: Vec::new() }
    }

    fn say(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part { heading: None, text: text.into() });
        self
    }

    fn part(mut self, heading: &'static str, text: impl Into<String>) -> Self {
        self.parts.push(Part { heading: Some(heading), text: text.into() });
        self
    }
}

fn of_check(check: &Check) -> Entry {
    Entry::new(check.code, Kind::Check, check.title)
        .say(format!("{} Family: {}.", weight(check), family(check.family)))
        .part("What it looks at", check.looks_at)
        .part("Why it matters", check.why)
        .part("Example", check.example)
        .part("What it cannot tell", check.cannot_tell)
        .part("How often on honest mail", check.base_rate)
        .part("Source", check.source)
}

fn weight(check: &Check) -> &'static str {
    use crate::terms::Effect;
    match check.effect {
        Effect::Contradiction => "Weight: contradiction.",
        Effect::Caution => "Weight: caution.",
        Effect::Note => "Weight: note.",
    }
}

const fn family(family: Family) -> &'static str {
    match family {
        Family::Structure => "the shape of lines and of the header",
        Family::Links => "how one line joins the next",
        Family::Time => "dates",
        Family::Ids => "queue ids",
        Family::Addresses => "addresses and names",
        Family::Tls => "TLS facts",
        Family::Fields => "other fields",
        Family::Invention => "patterns of invention",
    }
}

fn of_caveat(caveat: &Caveat) -> Entry {
    Entry::new(caveat.code, Kind::Caveat, caveat.text)
        .say(caveat.why)
        .part("Told when", caveat.applies)
        .part("Source", caveat.source)
}

fn of_writer(dialect: &Dialect) -> Entry {
    let about = &dialect.about;
    Entry::new(dialect.id, Kind::Writer, dialect.name)
        .part("How a line is recognised", about.recognised)
        .part("How TLS is stated", about.states_tls)
        .part("What silence means", about.silence)
        .part("How well this is known", known(dialect.known))
        .part("Source", about.source)
}

const fn known(known: Known) -> &'static str {
    match known {
        Known::Source => "Read in the writer's source.",
        Known::Samples => "From twenty or more independent samples, or the vendor's own text.",
        Known::Few => {
            "From few samples, or second-hand. A line of it is never recognised as more than likely."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::{Basis, Outcome, TrustClass};

    #[test]
    fn every_code_has_its_entry() {
        let codes: Vec<&str> = all().iter().map(|e| e.code).collect();
        let wanted = (check::all().map(|c| c.code))
            .chain(CAVEATS.iter().map(|c| c.code))
            .chain(dialect::ALL.iter().map(|d| d.id))
            .chain(Outcome::ALL.iter().map(|w| w.as_str()))
            .chain(Basis::ALL.iter().map(|w| w.as_str()))
            .chain(TrustClass::ALL.iter().map(|w| w.as_str()));
        for code in wanted {
            assert!(codes.contains(&code), "{code}");
        }
        let kinds: Vec<Kind> = all().iter().map(|e| e.kind).collect();
        assert!(kinds.is_sorted(), "the order of the reference is that of the kinds");
        assert!(Kind::ALL.iter().all(|kind| kinds.contains(kind)));
    }

    #[test]
    fn entries_are_found_by_code_and_by_group() {
        let kinds = |code: &str| find(code).iter().map(|e| e.kind).collect::<Vec<_>>();
        assert_eq!(kinds("encrypted"), [Kind::Outcome, Kind::TlsState]);
        assert_eq!(kinds("Postfix "), [Kind::Writer]);
        assert_eq!(kinds("weekday-does-not-fit-date"), [Kind::Check]);
        assert_eq!(kinds("writers").len(), dialect::ALL.len());
        assert_eq!(kinds("hipaa"), [Kind::Law]);
        assert!(kinds("no-such-code").is_empty() && kinds("").is_empty());
    }

    #[test]
    fn nothing_is_left_empty() {
        for entry in all() {
            assert!(!entry.title.is_empty() && !entry.parts.is_empty(), "{}", entry.code);
            for part in entry.parts {
                assert!(!part.text.trim().is_empty(), "{}: {:?}", entry.code, part.heading);
            }
        }
    }
}
