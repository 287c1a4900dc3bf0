//! What the report's words mean, in words for a reader. Every statement names who made it.
//!
//! Not here: layout. These phrases never call a step or a message by a verdict: they say what is recorded, by whom.

use super::{
    Basis, BoundaryRule, ClientCertificate, Counts, Effect, Hop, Leg, Outcome, PartnerResult, Report,
    Strength, TlsReport, TlsState, TrustClass,
};
use crate::summary::silence;

/// The answer in the weakest words, for a report without sentences of its own.
pub(super) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Encrypted => "Your system recorded TLS for the delivery to it.",
        Outcome::EncryptedOutdated => {
            "Your system recorded TLS below today's minimum for the delivery to it."
        }
        Outcome::Plain => {
            "Your system recorded no TLS for the delivery to it, although its line normally would."
        }
        Outcome::Unrecorded => {
            "The line of your system does not show whether TLS was used for the delivery to it."
        }
        Outcome::Internal => "No line shows that the message ever left one organisation.",
        Outcome::Contradicted => {
            "The line of your system does not fit how such lines are written. It is not used here."
        }
        Outcome::NoTrace => "The headers do not show how the message reached your system.",
    }
}

pub(super) const fn rule(rule: BoundaryRule) -> &'static str {
    match rule {
        BoundaryRule::Configured => "placed by what you named as your own",
        BoundaryRule::PlatformMarker => {
            "placed by a marker that the mail platform puts just below its own lines"
        }
        BoundaryRule::FieldPosition => "placed by where your system put its other fields",
        BoundaryRule::Organisation => "placed where the organisation that wrote the lines changes",
        BoundaryRule::Inferred => "inferred from private addresses and signed-in sessions",
        BoundaryRule::Topmost => "assumed: the topmost line is taken as yours",
        BoundaryRule::None => "not placed",
    }
}

/// What a hop's stamp shows of TLS.
pub(super) fn tls(hop: &Hop) -> String {
    let tls = &hop.tls;
    match tls.state {
        TlsState::Encrypted => encrypted(hop),
        TlsState::Plain => match tls.basis {
            Basis::Phrase => "No TLS for this step: the line itself says so.".into(),
            Basis::Details => format!(
                "No encryption for this step: the line names a TLS cipher that does not encrypt: {}.",
                tls_details(tls)
            ),
            _ => "No TLS is recorded for this step. The line's format normally records it.".into(),
        },
        TlsState::Unrecorded => {
            format!("This line does not show whether TLS was used: {}.", silence(tls.basis))
        }
        TlsState::Local => format!("No network between: {}.", nearness(tls.basis)),
    }
}

/// Fixed words: people take these remarks for statements about the connection.
pub(super) const fn client_certificate(certificate: ClientCertificate) -> &'static str {
    match certificate {
        ClientCertificate::NoneRequested => {
            "The line says: the receiving server asked for no client certificate. This is usual."
        }
        ClientCertificate::NotPresented => {
            "The line says: the sending side showed no certificate of its own. This is usual."
        }
        ClientCertificate::Unverified => {
            "The line says: the sending side's own certificate was not verified. This is usual."
        }
        ClientCertificate::Verified => {
            "The line says: the receiving server verified the sending side's certificate. It says nothing of the server's own."
        }
    }
}

/// The judgement and the date of its table: a version that is outdated now may have been good then.
pub(super) fn strength(strength: Strength, rules: Option<&str>) -> String {
    let words = match strength {
        Strength::Recommended => "recommended",
        Strength::Sufficient => "sufficient: at or above the minimum, not what is recommended",
        Strength::Outdated => "outdated: below the minimum",
        Strength::Broken => "broken: far below the minimum",
    };
    match rules {
        Some(date) => format!("By the rule table of {date}: {words}."),
        None => format!("By the rule table: {words}."),
    }
}

/// Where the reader's own side begins, and by which rule.
pub(super) fn boundary(report: &Report) -> String {
    let rule = rule(report.boundary.rule);
    let Some(number) = report.boundary.hop else {
        if report.summary.outcome == Outcome::Internal {
            return "Boundary: none. No line shows that the message came from outside.".to_owned();
        }
        return format!("Boundary: {rule}. No line can be called your system's own.");
    };
    let is_local = report.boundary_hop().is_some_and(|hop| hop.tls.state == TlsState::Local);
    let what =
        if is_local { "the oldest line of your system" } else { "where your system took the message over" };
    format!("Boundary: hop {number} of {}, {what} ({rule}).", report.hops.len())
}

/// What part of the way a hop is. A step inside one machine is told as such by its state; whose machine it is, nobody
/// looked up.
pub(super) fn way(hop: &Hop) -> Option<&'static str> {
    let is_told = hop.leg == Leg::Internal && hop.tls.state == TlsState::Local;
    leg(hop.leg).filter(|_| !is_told)
}

const fn leg(leg: Leg) -> Option<&'static str> {
    match leg {
        Leg::Submission => Some("handed in by the author's side"),
        Leg::Internal => Some("inside one organisation"),
        Leg::Between => Some("from one organisation to another"),
        Leg::Delivery => Some("into the mailbox"),
        Leg::Retrieval => Some("fetched from a mailbox"),
        Leg::Unknown => None,
    }
}

pub(super) const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Contradiction => "Contradiction",
        Effect::Caution => "Caution",
        Effect::Note => "Note",
    }
}

pub(super) const fn partner(result: PartnerResult) -> &'static str {
    match result {
        PartnerResult::Met => "the line of your system records what was agreed",
        PartnerResult::NotMet => "the line of your system does not record what was agreed",
        PartnerResult::NotShown => "the headers do not show it",
        PartnerResult::NotApplicable => "this message is not theirs",
    }
}

pub(super) fn counts(counts: Counts) -> String {
    let Counts { encrypted, plain, unrecorded, local } = counts;
    format!("{encrypted} with TLS, {plain} without, {unrecorded} not shown, {local} with no network between")
}

/// The step's delay by the two clocks.
pub(super) fn delay(seconds: i64) -> String {
    if seconds < 0 {
        return format!("stamped {} before the previous hop", duration(seconds.unsigned_abs()));
    }
    format!("{} after the previous hop", duration(seconds.unsigned_abs()))
}

/// The step's delay in a few words, beside its time.
pub(super) fn later(seconds: i64) -> String {
    let way = if seconds < 0 { "earlier" } else { "later" };
    format!("{} {way}", duration(seconds.unsigned_abs()))
}

/// `TLS1.2` as people write it.
pub(super) fn version(version: &str) -> String {
    version.strip_prefix("TLS").map_or_else(|| version.to_owned(), |number| format!("TLS {number}"))
}

/// `2026-11-23T17:19:20+00:00` as people write it; anything else as it is.
pub(super) fn time(time: &str) -> String {
    match (time.get(..10), time.get(10..11), time.get(11..19), time.get(19..)) {
        (Some(day), Some("T"), Some(clock), Some(offset)) => format!("{day} {clock} {offset}"),
        _ => time.to_owned(),
    }
}

fn encrypted(hop: &Hop) -> String {
    // What others wrote is their statement, not a record of the reader's own.
    let verb =
        if matches!(hop.trust.class, TrustClass::Own | TrustClass::Boundary) { "recorded" } else { "stated" };
    let how = match (hop.tls.basis, &hop.protocol.as_written) {
        (Basis::Keyword, Some(keyword)) => format!("TLS {verb}, by the keyword {keyword}"),
        (Basis::Clause, _) => format!("TLS {verb}, by the tls clause"),
        (Basis::Phrase, _) => format!("TLS {verb}, in words"),
        _ => format!("TLS {verb}"),
    };
    let details = tls_details(&hop.tls);
    if details.is_empty() {
        format!("{how}. Version and cipher are not named.")
    } else {
        format!("{how}: {details}.")
    }
}

fn tls_details(tls: &TlsReport) -> String {
    let mut parts = Vec::new();
    parts.extend(tls.version.as_deref().map(version));
    let cipher = tls.cipher.as_ref().and_then(|c| c.as_written.as_ref().or(c.iana.as_ref()));
    parts.extend(cipher.cloned());
    parts.extend(tls.bits.map(|bits| format!("{bits} bits")));
    parts.extend(tls.group.as_ref().map(|group| format!("key exchange {group}")));
    parts.extend(tls.signature.as_ref().map(|signature| format!("server signature {signature}")));
    parts.join(", ")
}

const fn nearness(basis: Basis) -> &'static str {
    match basis {
        Basis::Loopback => "both ends are one machine",
        Basis::Store => "moved inside one mail store",
        _ => "handed from program to program on one machine",
    }
}

fn duration(seconds: u64) -> String {
    let parts = [(86400, "d"), (3600, "h"), (60, "min"), (1, "s")];
    let from = parts.iter().position(|&(unit, _)| seconds >= unit).unwrap_or(parts.len() - 1);
    let mut left = seconds;
    let mut shown = Vec::new();
    for &(unit, name) in parts.iter().skip(from).take(2) {
        let count = left / unit;
        left %= unit;
        if count > 0 || shown.is_empty() {
            shown.push(format!("{count} {name}"));
        }
    }
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn delays_read_as_people_say_them() {
        let table = [
            (0, "0 s after the previous hop"),
            (59, "59 s after the previous hop"),
            (60, "1 min after the previous hop"),
            (3661, "1 h 1 min after the previous hop"),
            (90_000, "1 d 1 h after the previous hop"),
            (-75, "stamped 1 min 15 s before the previous hop"),
        ];
        for (seconds, words) in table {
            assert_eq!(delay(seconds), words);
        }
        assert!(delay(i64::MIN).starts_with("stamped "));
        assert_eq!((later(61).as_str(), later(-1).as_str()), ("1 min 1 s later", "1 s earlier"));
    }

    #[test]
    fn versions_and_times_read_as_people_write_them() {
        assert_eq!(version("TLS1.3"), "TLS 1.3");
        assert_eq!(version("SSLv3"), "SSLv3");
        assert_eq!(time("2026-11-23T17:19:20+01:00"), "2026-11-23 17:19:20 +01:00");
        for odd in ["", "yesterday", "2026-11-23é17:19:20+01:00"] {
            assert_eq!(time(odd), odd);
        }
    }

    #[test]
    fn each_state_and_basis_has_its_own_words() {
        let hop = |state, basis| {
            let mut hop = example::report().hops.remove(0);
            hop.tls = TlsReport::bare(state, basis);
            hop.protocol.as_written = Some("ESMTPS".into());
            hop
        };
        let table = [
            (
                TlsState::Encrypted,
                Basis::Keyword,
                "TLS stated, by the keyword ESMTPS. Version and cipher are not named.",
            ),
            (
                TlsState::Plain,
                Basis::WriterWouldSay,
                "No TLS is recorded for this step. The line's format normally records it.",
            ),
            (TlsState::Plain, Basis::Phrase, "No TLS for this step: the line itself says so."),
            (
                TlsState::Unrecorded,
                Basis::KeywordCannotSay,
                "This line does not show whether TLS was used: its word for the protocol is the same with TLS and without.",
            ),
            (TlsState::Local, Basis::Loopback, "No network between: both ends are one machine."),
        ];
        for (state, basis, words) in table {
            assert_eq!(tls(&hop(state, basis)), words);
        }
        let mut silences: Vec<&str> = Basis::ALL.iter().map(|&basis| silence(basis)).collect();
        silences.sort_unstable();
        silences.dedup();
        assert_eq!(silences.len(), 6, "five reasons and one for the rest");
    }

    #[test]
    fn no_phrase_gives_a_verdict() {
        let all = [
            Outcome::ALL.iter().map(|&w| outcome(w).to_owned()).collect::<Vec<_>>(),
            BoundaryRule::ALL.iter().map(|&w| rule(w).to_owned()).collect(),
            Strength::ALL.iter().map(|&w| strength(w, None)).collect(),
            Leg::ALL.iter().filter_map(|&w| leg(w)).map(str::to_owned).collect(),
            PartnerResult::ALL.iter().map(|&w| partner(w).to_owned()).collect(),
            Basis::ALL.iter().flat_map(|&w| [silence(w), nearness(w)]).map(str::to_owned).collect(),
        ]
        .concat();
        for phrase in all {
            let lower = phrase.to_lowercase();
            for verdict in [
                "secure",
                "verified",
                "safe",
                "compliant",
                "unencrypted",
                "fake",
                "genuine",
                "spoof",
                "confirm",
            ] {
                assert!(!lower.contains(verdict), "{phrase}");
            }
        }
    }
}
