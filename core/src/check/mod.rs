//! What stands out: contradictions, cautions and notes about stamps and about the fields beside them.
//!
//! Checks are grouped by family, one file each. A check is a constant and a function; general checks ask the dialect
//! for facts and name no product. Not here: what follows for the summary, and how a finding is shown.

mod addresses;
mod content;
mod fields;
mod ids;
mod invention;
mod links;
mod structure;
mod time;
mod tls;
mod tls_age;
mod tls_worth;

use crate::chain::{Chain, Hop};
use crate::input::Input;
use crate::message::Message;
use crate::options::{Moment, Own};
use crate::span::Span;
use crate::terms::{Effect, TrustClass};
use crate::trust::{Boundary, Trust};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Every check, by family and in the order of its file.
static FAMILIES: [&[Check]; 11] = [
    &structure::CHECKS,
    &links::CHECKS,
    &time::CHECKS,
    &ids::CHECKS,
    &addresses::CHECKS,
    &tls::CHECKS,
    &tls_age::CHECKS,
    &tls_worth::CHECKS,
    &fields::CHECKS,
    &content::CHECKS,
    &invention::CHECKS,
];

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
    /// What the reader named as the own ADMD.
    pub(crate) own: &'c Own,
    /// The moment of analysis, where the caller gave one.
    pub(crate) now: Option<Moment>,
}

impl<'a> Context<'_, 'a> {
    /// The stamp by which the reader's own ADMD took the message over.
    pub(crate) fn boundary_hop(&self) -> Option<&Hop<'a>> {
        let number = self.boundary.hop?;
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.chain.hops.get(place)
    }

    /// True below the boundary.
    pub(crate) fn is_outside(&self, hop: &Hop<'_>) -> bool {
        self.boundary.hop.is_some_and(|border| hop.number < border)
    }
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
    /// It counts against the hop. Not where two stamps differ and nothing tells which of them is the wrong one: then
    /// a change of one would change what the other is taken for. Nor where another check counts the same fact.
    pub(crate) counts: bool,
}

/// Takes what one check finds.
pub(crate) struct Report<'f> {
    check: &'static Check,
    found: &'f mut Vec<Finding>,
}

impl Report<'_> {
    /// A finding about a hop.
    pub(crate) fn hop(&mut self, hop: &Hop<'_>, span: Option<Span>, detail: impl Into<String>) {
        self.graded(hop, span, self.check.effect, detail);
    }

    /// A finding told at a hop and counted against none: two hops differ, or another check counts the same fact.
    pub(crate) fn uncounted(
        &mut self,
        hop: &Hop<'_>,
        span: Option<Span>,
        effect: Effect,
        detail: impl Into<String>,
    ) {
        self.graded(hop, span, effect, detail);
        if let Some(finding) = self.found.last_mut() {
            finding.counts = false;
        }
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

    /// A finding about the message, with a weight of its own.
    pub(crate) fn message_graded(&mut self, effect: Effect, detail: impl Into<String>) {
        self.push(None, None, detail.into(), effect);
    }

    fn push(&mut self, hop: Option<u32>, span: Option<Span>, detail: String, effect: Effect) {
        self.found.push(Finding { check: self.check, hop, detail, span, effect, counts: true });
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
///
/// What a client said is no fault of the line in which an own system wrote it down: there, cautions about names and
/// addresses of clients do not count. What counts against neither of two hops is left out.
pub(crate) fn contradict(findings: &[Finding], trust: &mut [Trust]) {
    let mut weights: Vec<Weight<'_>> = trust.iter().map(|_| Weight::default()).collect();
    for finding in findings.iter().filter(|f| f.counts) {
        let Some(place) = finding.hop.and_then(|number| number.checked_sub(1)).map(|place| place as usize)
        else {
            continue;
        };
        if let (Some(weight), Some(trust)) = (weights.get_mut(place), trust.get(place)) {
            weight.add(finding, matches!(trust.class, TrustClass::Own | TrustClass::Boundary));
        }
    }
    for (weight, trust) in weights.iter().zip(trust) {
        let Some(reason) = weight.reason() else { continue };
        if trust.class == TrustClass::Own {
            trust.why.push(reason);
        } else {
            trust.class = TrustClass::Contradicted;
            trust.why = vec!["The line does not fit how such lines are written.".to_owned(), reason];
        }
    }
}

/// Values met so far, each with the place in the chain where it stood. One type serves all, because each of these adds
/// to the page's module.
struct Seen<'a> {
    compare: Compare,
    places: BTreeMap<Key<'a>, usize>,
}

/// How two values are compared.
#[derive(Clone, Copy)]
enum Compare {
    Exactly,
    /// Host names: case does not count (RFC 5321 §2.3.5).
    Folded,
}

struct Key<'a> {
    value: &'a [u8],
    compare: Compare,
}

impl<'a> Seen<'a> {
    fn new(compare: Compare) -> Self {
        Self { compare, places: BTreeMap::new() }
    }

    /// Notes that a value stands at a place; gives the place noted before.
    fn put(&mut self, value: &'a [u8], place: usize) -> Option<usize> {
        self.places.insert(Key { value, compare: self.compare }, place)
    }

    /// The same, but a place noted before stays.
    fn put_first(&mut self, value: &'a [u8], place: usize) -> usize {
        *self.places.entry(Key { value, compare: self.compare }).or_insert(place)
    }
}

impl Ord for Key<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let letters = |key: &Self| key.value.iter().map(u8::to_ascii_lowercase);
        // Length first: most values differ in it, and no order is shown.
        self.value.len().cmp(&other.value.len()).then_with(|| match self.compare {
            Compare::Exactly => self.value.cmp(other.value),
            Compare::Folded => letters(self).cmp(letters(other)),
        })
    }
}

impl PartialOrd for Key<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Key<'_> {}

/// A time span in words: `3 days`, `2 hours`.
fn ago(seconds: i64) -> String {
    const UNITS: [(i64, &str); 4] = [(31_557_600, "year"), (86_400, "day"), (3_600, "hour"), (60, "minute")];
    // From two of a unit on.
    let unit = UNITS.into_iter().find(|(length, _)| seconds >= 2 * length);
    let (count, unit) = unit.map_or((seconds, "second"), |(length, unit)| (seconds / length, unit));
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// What speaks against one stamp.
#[derive(Clone, Copy, Default)]
struct Weight<'f> {
    contradiction: Option<&'f Finding>,
    first: Option<&'f Finding>,
    /// A caution of another family than the first.
    second: Option<&'f Finding>,
}

impl<'f> Weight<'f> {
    fn add(&mut self, finding: &'f Finding, own: bool) {
        let family = finding.check.family;
        match finding.effect {
            Effect::Contradiction => self.contradiction = self.contradiction.or(Some(finding)),
            Effect::Caution if own && matches!(family, Family::Links | Family::Addresses) => {}
            Effect::Caution => match self.first {
                None => self.first = Some(finding),
                Some(first) if first.check.family != family => self.second = self.second.or(Some(finding)),
                Some(_) => {}
            },
            Effect::Note => {}
        }
    }

    fn reason(&self) -> Option<String> {
        let said = |f: &Finding| format!("{} ({}).", f.check.title, f.check.code);
        match (self.contradiction, self.first, self.second) {
            (Some(found), _, _) => Some(said(found)),
            (None, Some(one), Some(two)) => Some(format!("{} {}", said(one), said(two))),
            _ => None,
        }
    }
}

/// True where a finding with weight speaks of the hop.
pub(crate) fn speaks_against(findings: &[Finding], hop: u32) -> bool {
    findings.iter().any(|f| f.hop == Some(hop) && f.counts && f.effect != Effect::Note)
}

/// What the tests of every family need.
#[cfg(test)]
mod test_support {
    use super::{Check, Context, Finding, run};
    use crate::chain::Chain;
    use crate::limits::Limits;
    use crate::options::{Own, parse_moment};
    use crate::stamp::Stamp;
    use crate::terms::Effect;

    /// Code, hop and effect of a finding.
    pub(super) type Told = (&'static str, Option<u32>, Effect);

    /// What the checks of a family find in a header section that is read at a moment.
    pub(super) fn told(family: &[Check], header: &str, now: Option<&str>) -> Vec<Told> {
        let found = found_by(header, &Own::default(), now).into_iter();
        found
            .filter(|f| family.iter().any(|check| check.code == f.check.code))
            .map(|f| (f.check.code, f.hop, f.effect))
            .collect()
    }

    /// What every check finds in a header section.
    pub(super) fn found(header: &str) -> Vec<Finding> {
        found_by(header, &Own::default(), None)
    }

    /// What one check finds for a reader with own systems.
    pub(super) fn of_own(code: &str, header: &str, own: &Own) -> Vec<(Effect, Option<u32>)> {
        let found = found_by(header, own, None).into_iter();
        found.filter(|f| f.check.code == code).map(|f| (f.effect, f.hop)).collect()
    }

    /// Effect of what one check finds, and at which hop.
    pub(super) fn of(code: &str, header: &str) -> Vec<(Effect, Option<u32>)> {
        found(header).into_iter().filter(|f| f.check.code == code).map(|f| (f.effect, f.hop)).collect()
    }

    /// One Postfix stamp.
    pub(super) fn line(helo: &str, rdns: &str, ip: &str, by: &str) -> String {
        format!(
            "Received: from {helo} ({rdns} [{ip}])\r\n\tby {by} (Postfix) with ESMTP id 4355A9A8AD6; \
             Mon, 23 Nov 2026 17:00:00 +0000 (UTC)\r\n"
        )
    }

    fn found_by(header: &str, own: &Own, now: Option<&str>) -> Vec<Finding> {
        let input = crate::input::read(header.as_bytes(), &Limits::default());
        let message = crate::message::read(&input);
        let chain = Chain::new(input.received().map(Stamp::parse).collect());
        let boundary = crate::trust::boundary(&chain, &message, own);
        let now = now.map(|text| parse_moment(text).unwrap());
        run(&Context { input: &input, message: &message, chain: &chain, boundary, own, now })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_time_spans() {
        for (seconds, want) in [
            (1, "1 second"),
            (119, "119 seconds"),
            (120, "2 minutes"),
            (7_200, "2 hours"),
            (172_800, "2 days"),
            (5 * 31_557_600, "5 years"),
        ] {
            assert_eq!(ago(seconds), want);
        }
    }

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

    #[test]
    fn one_contradiction_or_cautions_of_two_families_contradict() {
        let of = |family: Family| all().find(|check| check.family == family).unwrap();
        let (tls, fields) = (of(Family::Tls), of(Family::Fields));
        let finding = |check, hop, effect| Finding {
            check,
            hop,
            detail: String::new(),
            span: None,
            effect,
            counts: true,
        };
        for (findings, want) in [
            (vec![finding(tls, Some(2), Effect::Contradiction)], TrustClass::Contradicted),
            (
                vec![finding(tls, Some(2), Effect::Caution), finding(fields, Some(2), Effect::Caution)],
                TrustClass::Contradicted,
            ),
            (
                vec![finding(tls, Some(2), Effect::Caution), finding(tls, Some(2), Effect::Caution)],
                TrustClass::Asserted,
            ),
            (
                vec![finding(tls, Some(1), Effect::Caution), finding(fields, Some(2), Effect::Caution)],
                TrustClass::Asserted,
            ),
            (vec![finding(tls, None, Effect::Contradiction)], TrustClass::Asserted),
            (vec![finding(tls, Some(9), Effect::Contradiction)], TrustClass::Asserted),
        ] {
            let asserted = Trust { class: TrustClass::Asserted, why: Vec::new() };
            let mut trust = vec![asserted.clone(), asserted];
            contradict(&findings, &mut trust);
            assert_eq!(trust[1].class, want, "{findings:?}");
            assert_eq!(trust[0].class, TrustClass::Asserted);
        }
    }

    #[test]
    fn what_counts_against_neither_of_two_hops_contradicts_none() {
        let of = |family: Family| all().find(|check| check.family == family).unwrap();
        for (counts, want) in [(true, TrustClass::Contradicted), (false, TrustClass::Asserted)] {
            let finding = |family, counts| Finding {
                check: of(family),
                hop: Some(1),
                detail: String::new(),
                span: None,
                effect: Effect::Caution,
                counts,
            };
            let findings = [finding(Family::Time, counts), finding(Family::Ids, true)];
            let mut trust = vec![Trust { class: TrustClass::Asserted, why: Vec::new() }];
            contradict(&findings, &mut trust);
            assert_eq!(trust[0].class, want);
        }
    }
}
