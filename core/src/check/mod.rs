//! What stands out: contradictions, cautions and notes about stamps and about the fields beside them.
//!
//! Checks are grouped by family, one file each. A check is a constant and a function; general checks ask the dialect
//! for facts and name no product. Not here: what follows for the summary, and how a finding is shown.

mod time;

use crate::chain::{Chain, Hop};
use crate::input::Input;
use crate::message::Message;
use crate::options::Moment;
use crate::span::Span;
use crate::terms::{Effect, TrustClass};
use crate::trust::{Boundary, Trust};

/// Every check, by family and in the order of its file.
static FAMILIES: [&[Check]; 1] = [&time::CHECKS];

/// What a check belongs to. Two cautions of different families weigh as much as one contradiction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Family {
    /// Shape of the header section and of single stamps.
    Structure,
    /// How one stamp's names join the next one's.
    Links,
    /// Dates.
    Time,
    /// Queue ids and the clocks in them.
    Ids,
    /// Addresses and names.
    Addresses,
    /// TLS facts against each other and against their date.
    Tls,
    /// Other fields.
    Fields,
    /// Patterns of invention.
    Invention,
}

/// A check and everything that `explain` tells of it.
#[derive(Debug)]
pub(crate) struct Check {
    /// Kebab-case, names the fault, never changes.
    pub(crate) code: &'static str,
    pub(crate) family: Family,
    pub(crate) effect: Effect,
    /// One line for a list of findings.
    pub(crate) title: &'static str,
    /// For `explain`, each a few short sentences.
    pub(crate) looks_at: &'static str,
    pub(crate) why: &'static str,
    pub(crate) example: &'static str,
    pub(crate) cannot_tell: &'static str,
    /// How often it fires on honest mail, with the unit.
    pub(crate) base_rate: &'static str,
    pub(crate) source: &'static str,
    pub(crate) run: fn(&Context<'_, '_>, &mut Report<'_>),
}

/// What a check may look at.
pub(crate) struct Context<'c, 'a> {
    pub(crate) input: &'c Input<'c>,
    pub(crate) message: &'c Message,
    pub(crate) chain: &'c Chain<'a>,
    pub(crate) boundary: Boundary,
    /// The moment of analysis, where the caller gave one.
    pub(crate) now: Option<Moment>,
}

/// One thing that a check found.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) check: &'static Check,
    /// Number of the hop it speaks of; nothing where it is about the message.
    pub(crate) hop: Option<u32>,
    /// What was found, in a sentence or two, with the values.
    pub(crate) detail: String,
    /// The words it speaks of, in the hop's raw value.
    pub(crate) span: Option<Span>,
    /// Its own weight, where the check's is not fixed.
    pub(crate) effect: Effect,
}

/// Takes what one check finds.
pub(crate) struct Report<'f> {
    check: &'static Check,
    found: &'f mut Vec<Finding>,
}

impl Report<'_> {
    /// A finding about a hop.
    pub(crate) fn hop(&mut self, hop: &Hop<'_>, span: Option<Span>, detail: impl Into<String>) {
        self.push(Some(hop.number), span, detail.into(), self.check.effect);
    }

    /// A finding about a hop, with a weight of its own.
    pub(crate) fn graded(
        &mut self,
        hop: &Hop<'_>,
        span: Option<Span>,
        effect: Effect,
        detail: impl Into<String>,
    ) {
        self.push(Some(hop.number), span, detail.into(), effect);
    }

    /// A finding about the message.
    pub(crate) fn message(&mut self, detail: impl Into<String>) {
        self.push(None, None, detail.into(), self.check.effect);
    }

    fn push(&mut self, hop: Option<u32>, span: Option<Span>, detail: String, effect: Effect) {
        self.found.push(Finding { check: self.check, hop, detail, span, effect });
    }
}

/// Runs every check. Findings come in the order of the checks, and of hops within one.
pub(crate) fn run(context: &Context<'_, '_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for check in all() {
        (check.run)(context, &mut Report { check, found: &mut found });
    }
    found
}

/// Every check.
pub(crate) fn all() -> impl Iterator<Item = &'static Check> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// The rule of combination: a stamp contradicts itself where one contradiction speaks of it, or two cautions of
/// different families. Below the boundary its class becomes `contradicted`; the boundary stamp's too; other own stamps
/// keep theirs, and the finding stands beside them.
pub(crate) fn contradict(findings: &[Finding], trust: &mut [Trust]) {
    for (place, trust) in trust.iter_mut().enumerate() {
        let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let about = || findings.iter().filter(move |f| f.hop == Some(number));
        let contradiction = about().find(|f| f.effect == Effect::Contradiction);
        let mut cautions = about().filter(|f| f.effect == Effect::Caution);
        let first = cautions.next();
        let second = first.and_then(|one| cautions.find(|other| other.check.family != one.check.family));
        let reason = match (contradiction, first, second) {
            (Some(found), _, _) => format!("{} ({}).", found.check.title, found.check.code),
            (None, Some(one), Some(two)) => {
                format!("{} ({}). {} ({}).", one.check.title, one.check.code, two.check.title, two.check.code)
            }
            _ => continue,
        };
        if trust.class == TrustClass::Own {
            trust.why.push(reason);
        } else {
            trust.class = TrustClass::Contradicted;
            trust.why = vec!["The line does not fit how such lines are written.".to_owned(), reason];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut codes: Vec<&str> = all().map(|c| c.code).collect();
        let count = codes.len();
        for code in &codes {
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
