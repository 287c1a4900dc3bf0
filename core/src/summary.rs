//! The answer: one outcome about the boundary hop, counts, sentences for a lay reader, and the caveats that apply.
//!
//! Sentences take the weakest form that is true. They say who recorded what, and where the evidence ends. Not here:
//! layout, and words for single hops.

use crate::chain::{Chain, Hop};
use crate::terms::{BoundaryRule, Outcome, TlsState, TrustClass};
use crate::trust::{Boundary, Trust};
use crate::vocab::strength::Strength;
use crate::vocab::version::TlsVersion;

/// Hops by TLS state.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) encrypted: u32,
    pub(crate) plain: u32,
    pub(crate) unrecorded: u32,
    pub(crate) local: u32,
}

/// The answer.
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    pub(crate) outcome: Outcome,
    pub(crate) boundary_tls: Option<TlsState>,
    pub(crate) hops: Count,
    pub(crate) outside: Count,
    pub(crate) weakest_version: Option<TlsVersion>,
    pub(crate) sentences: Vec<String>,
    pub(crate) caveats: Vec<&'static Caveat>,
}

/// A limit of what headers can show.
#[derive(Debug)]
pub(crate) struct Caveat {
    /// Stable, in kebab-case.
    pub(crate) code: &'static str,
    pub(crate) text: &'static str,
}

/// Sums up a chain whose boundary is placed.
pub(crate) fn summarise(chain: &Chain<'_>, boundary: Boundary, trust: &[Trust]) -> Summary {
    let border = boundary.hop.and_then(|number| chain.hops.iter().find(|h| h.number == number));
    let contradicted = border
        .and_then(|hop| trust.get(hop.number.saturating_sub(1) as usize))
        .is_some_and(|t| t.class == TrustClass::Contradicted);
    let outcome = outcome(chain, boundary, border, contradicted);
    let outside_hops = || chain.hops.iter().filter(|h| border.is_some_and(|b| h.number < b.number));
    let outside = count(outside_hops());
    let mut summary = Summary {
        outcome,
        boundary_tls: border.map(|h| h.stamp.tls.state),
        hops: count(chain.hops.iter()),
        outside,
        weakest_version: chain
            .hops
            .iter()
            .filter(|h| h.stamp.tls.state == TlsState::Encrypted)
            .filter_map(|h| h.stamp.tls.version)
            .min(),
        sentences: sentences(chain, boundary, border, outcome, outside),
        caveats: Vec::new(),
    };
    summary.caveats = caveats(&summary, boundary, chain);
    summary
}

fn outcome(chain: &Chain<'_>, boundary: Boundary, border: Option<&Hop<'_>>, contradicted: bool) -> Outcome {
    let Some(hop) = border else {
        return if boundary.all_inside && !chain.hops.is_empty() {
            Outcome::Internal
        } else {
            Outcome::NoTrace
        };
    };
    if contradicted {
        return Outcome::Contradicted;
    }
    match hop.stamp.tls.state {
        TlsState::Encrypted if hop.stamp.tls.strength.is_some_and(|s| s <= Strength::Outdated) => {
            Outcome::EncryptedOutdated
        }
        TlsState::Encrypted => Outcome::Encrypted,
        TlsState::Plain => Outcome::Plain,
        TlsState::Unrecorded => Outcome::Unrecorded,
        TlsState::Local if boundary.rule == BoundaryRule::Topmost && chain.hops.len() > 1 => {
            Outcome::Unrecorded
        }
        TlsState::Local => Outcome::Internal,
    }
}

fn count<'h, 'a: 'h>(hops: impl Iterator<Item = &'h Hop<'a>>) -> Count {
    let mut found = Count::default();
    for hop in hops {
        match hop.stamp.tls.state {
            TlsState::Encrypted => found.encrypted += 1,
            TlsState::Plain => found.plain += 1,
            TlsState::Unrecorded => found.unrecorded += 1,
            TlsState::Local => found.local += 1,
        }
    }
    found
}

/// W1 to W3 of the wording table, and what the boundary stamp names.
fn sentences(
    chain: &Chain<'_>,
    boundary: Boundary,
    border: Option<&Hop<'_>>,
    outcome: Outcome,
    outside: Count,
) -> Vec<String> {
    let mut said = Vec::new();
    let yours =
        if boundary.rule == BoundaryRule::Topmost { "The system taken as yours" } else { "Your system" };
    match outcome {
        Outcome::NoTrace => {
            said.push("The headers do not show how the message reached your system.".to_owned());
            return said;
        }
        Outcome::Internal => {
            said.push("No line shows that the message came from outside. Every step lies inside one mail system.".to_owned());
            return said;
        }
        Outcome::Contradicted => {
            said.push("One line contradicts itself. It and everything below it is not used in this summary.".to_owned());
            return said;
        }
        Outcome::Encrypted | Outcome::EncryptedOutdated => {
            said.push(format!("{yours} recorded TLS for the delivery to it."));
            said.extend(border.and_then(named));
        }
        Outcome::Plain => said.push(format!(
            "{yours} recorded no TLS for the delivery to it, although its line normally would. Treat the message as \
             having crossed that step unprotected unless its log shows otherwise."
        )),
        Outcome::Unrecorded => {
            said.push("The headers do not show whether TLS was used for the delivery to your system.".to_owned());
        }
    }
    if outcome == Outcome::EncryptedOutdated {
        said.extend(border.and_then(outdated));
    }
    said.push(earlier(chain, border, outside));
    said
}

/// `The server B recorded TLS 1.2 for the connection from IP.`
fn named(hop: &Hop<'_>) -> Option<String> {
    let stamp = &hop.stamp;
    let host = String::from_utf8_lossy(hop.text(stamp.by.host?)).into_owned();
    let from = stamp.from.ip.map(|ip| format!(" for the connection from {ip}")).unwrap_or_default();
    match stamp.tls.version {
        Some(version) => Some(format!("The server {host} recorded {}{from}.", spoken(version))),
        None => Some(format!("The server {host} recorded TLS{from}, without the version.")),
    }
}

fn spoken(version: TlsVersion) -> String {
    version.as_str().replacen("TLS", "TLS ", 1)
}

fn outdated(hop: &Hop<'_>) -> Option<String> {
    let tls = &hop.stamp.tls;
    match tls.version {
        Some(TlsVersion::Tls10 | TlsVersion::Tls11) => Some(format!(
            "{} was used. It has been deprecated since March 2021 (RFC 8996).",
            spoken(tls.version?)
        )),
        Some(TlsVersion::Ssl2 | TlsVersion::Ssl3) => {
            Some(format!("{} was used. It must not be used since 2015 (RFC 7568).", spoken(tls.version?)))
        }
        _ => Some("The cipher suite is below today's minimum (RFC 9325).".to_owned()),
    }
}

fn earlier(chain: &Chain<'_>, border: Option<&Hop<'_>>, outside: Count) -> String {
    let below = border.map_or(0, |b| b.number.saturating_sub(1));
    if below == 0 || chain.hops.is_empty() {
        return "The headers hold no line about any earlier step.".to_owned();
    }
    let Count { encrypted, plain, unrecorded, local } = outside;
    let mut parts = vec![
        format!("{encrypted} with TLS"),
        format!("{plain} without"),
        format!("{unrecorded} that do not say"),
    ];
    if local > 0 {
        parts.push(format!("{local} inside one machine"));
    }
    let last = parts.pop().unwrap_or_default();
    format!("For earlier steps there are only statements by others: {} and {last}.", parts.join(", "))
}

macro_rules! caveat {
    ($name:ident, $code:literal, $text:literal) => {
        static $name: Caveat = Caveat { code: $code, text: $text };
    };
}

caveat!(
    PER_HOP,
    "tls-is-per-hop",
    "TLS protects one step at a time. Each server on the way can read the message."
);
caveat!(
    SERVER_CERTIFICATE,
    "server-certificate-not-shown",
    "The line does not show whether the sender checked the server's certificate. TLS to a wrong server looks the same."
);
caveat!(
    DOWNGRADE,
    "silent-downgrade",
    "Mail falls back to plain text where TLS fails. Someone on the path can force this. The line then just lacks TLS."
);
caveat!(
    INVENTED,
    "stamps-can-be-invented",
    "The lines below this point could have been written by the sender or changed by a later server."
);
caveat!(
    ENDS,
    "first-and-last-mile",
    "How the author reached the first server, and how you read the mail, is mostly not in the headers."
);
caveat!(
    NOT_RECORDED,
    "not-recorded-is-not-plain",
    "Where a line does not tell, TLS may or may not have been used. From these headers alone, this cannot be known."
);
caveat!(
    AT_REST,
    "readable-at-rest",
    "Servers and mailboxes can read the message unless its content itself is encrypted."
);

/// The caveats that limit something this report says.
fn caveats(summary: &Summary, boundary: Boundary, chain: &Chain<'_>) -> Vec<&'static Caveat> {
    let mut list = Vec::new();
    if chain.hops.is_empty() {
        return list;
    }
    if summary.hops.encrypted > 0 {
        list.extend([&PER_HOP, &SERVER_CERTIFICATE]);
    }
    if summary.outcome == Outcome::Plain {
        list.push(&DOWNGRADE);
    }
    if boundary.hop.is_some_and(|n| n > 1) {
        list.push(&INVENTED);
    }
    if summary.hops.unrecorded > 0 {
        list.push(&NOT_RECORDED);
    }
    list.extend([&ENDS, &AT_REST]);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caveats_have_their_own_codes_and_give_no_verdict() {
        let all = [&PER_HOP, &SERVER_CERTIFICATE, &DOWNGRADE, &INVENTED, &ENDS, &NOT_RECORDED, &AT_REST];
        let mut codes: Vec<&str> = all.iter().map(|c| c.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all.len());
        for caveat in all {
            assert!(caveat.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", caveat.code);
            for word in [
                "secure",
                "verified",
                "safe",
                "compliant",
                "fake",
                "genuine",
                "spoof",
                "insecure",
                "legal proof",
            ] {
                assert!(!caveat.text.to_lowercase().contains(word), "{}", caveat.text);
            }
        }
    }
}
