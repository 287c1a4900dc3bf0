//! Entries of the words of `terms`, whose meanings stand beside the words, and of `Strength`, whose table is dated.

use super::{Entry, Kind};
use crate::terms::{
    Basis, BoundaryRule, ClientCertificate, Confidence, Effect, Leg, Outcome, PartnerResult, TlsState,
    TrustClass,
};
use crate::vocab::rules::RULES_DATE;
use crate::vocab::strength::Strength;

/// One entry for each word of a list.
macro_rules! entries {
    ($list:ident, $($kind:ident),+) => {
        $($list.extend($kind::ALL.iter().map(|word| word_entry(word.as_str(), Kind::$kind, word.meaning())));)+
    };
}

pub(super) fn entries() -> Vec<Entry> {
    let mut list = Vec::new();
    entries!(list, Outcome, TlsState, Basis);
    list.extend(Strength::ALL.iter().rev().map(|&strength| of_strength(strength)));
    entries!(list, ClientCertificate, TrustClass, BoundaryRule, Leg, Confidence, Effect, PartnerResult);
    list
}

fn word_entry(code: &'static str, kind: Kind, meaning: &'static str) -> Entry {
    let title = format!("{} \"{code}\"", kind.name());
    Entry::new(code, kind, title).say(meaning).part("Source", source(kind))
}

fn of_strength(strength: Strength) -> Entry {
    let meaning = match strength {
        Strength::Recommended => "Version and cipher are what RFC 9325 recommends.",
        Strength::Sufficient => {
            "Allowed, and not what is recommended: RFC 9325 says SHOULD NOT, or recommends another. A version without a \
             named cipher counts by the weakest cipher it allows."
        }
        Strength::Outdated => {
            "Below today's minimum: a retired version (TLS 1.0 and 1.1, RFC 8996), a key below 128 bits, or a session \
             without any certificate. No practical attack that reads such a session is known here."
        }
        Strength::Broken => {
            "Far below the minimum: practical attacks are known, or nothing is encrypted. RFC 9325, RFC 7465, RFC 7568 \
             and RFC 6176 say MUST NOT."
        }
    };
    Entry::new(strength.as_str(), Kind::Strength, format!("strength \"{strength}\""))
        .say(meaning)
        .part(
            "Retrospect",
            format!("It is a judgement by the table of {RULES_DATE}. On the day of the message it may have been another."),
        )
        .part("Source", source(Kind::Strength))
}

const fn source(kind: Kind) -> &'static str {
    match kind {
        Kind::TlsState | Kind::Basis => {
            "RFC 5321 section 4.4, RFC 3848, RFC 6531, RFC 8314; each writer's own form."
        }
        Kind::Strength => "RFC 9325, RFC 8996, RFC 7465, RFC 7568, RFC 6176.",
        Kind::ClientCertificate => "RFC 8446 section 4.3.2: a server may ask the client for a certificate.",
        Kind::TrustClass | Kind::BoundaryRule => {
            "RFC 5321 section 4.4: each server adds its line on top. RFC 5598 on administrative domains (ADMD)."
        }
        Kind::Leg => "RFC 5598 section 5 and RFC 6409 (submission).",
        _ => "The report's own word, kept by its schema version.",
    }
}
