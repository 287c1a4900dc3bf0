//! Agreements with partners, held against the boundary stamp of one message.
//!
//! Only what the reader's own system recorded can show an agreement kept or broken; everything else is not shown, with
//! the reason. Not here: who the partners are, and what stands in stamps below the boundary.

use crate::chain::{Chain, Hop};
use crate::message::Message;
use crate::options::Partner;
use crate::terms::{BoundaryRule, PartnerResult, TlsState, TrustClass};
use crate::trust::{Boundary, Trust};
use crate::vocab::version::TlsVersion;

/// What one agreement came to.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub(crate) name: String,
    pub(crate) result: PartnerResult,
    pub(crate) reasons: Vec<String>,
}

/// Judges every partner, in the order given.
pub(crate) fn judge(
    partners: &[Partner],
    message: &Message,
    chain: &Chain<'_>,
    boundary: Boundary,
    trust: &[Trust],
) -> Vec<Judgement> {
    let hop = boundary.hop.and_then(|number| chain.hops.iter().find(|h| h.number == number));
    let contradicted = hop
        .and_then(|h| trust.get(h.number.saturating_sub(1) as usize))
        .is_some_and(|t| t.class == TrustClass::Contradicted);
    let stamp = match hop {
        None => Err("No line shows the handover to your system."),
        Some(_) if contradicted => {
            Err("The line of your system does not fit how such lines are written, so it is not used.")
        }
        Some(_) if boundary.rule == BoundaryRule::Topmost => {
            Err("Which line is your system's is only assumed. Name your own systems first.")
        }
        Some(hop) => Ok(hop),
    };
    partners.iter().map(|partner| one(partner, message, hop, stamp)).collect()
}

fn one(
    partner: &Partner,
    message: &Message,
    hop: Option<&Hop<'_>>,
    stamp: Result<&Hop<'_>, &str>,
) -> Judgement {
    let mut found = Found::default();
    if !is_theirs(partner, message, hop) {
        return found.judgement(partner, Some(PartnerResult::NotApplicable));
    }
    match stamp {
        Err(reason) => found.unknown(reason),
        Ok(hop) => {
            handed_over(partner, hop, &mut found);
            tls(partner, hop, &mut found);
        }
    }
    found.judgement(partner, None)
}

/// What was agreed and is recorded, is recorded otherwise, or is not told.
#[derive(Default)]
struct Found {
    kept: Vec<String>,
    broken: Vec<String>,
    unknown: Vec<String>,
}

impl Found {
    fn kept(&mut self, reason: impl Into<String>) {
        self.kept.push(reason.into());
    }

    fn broken(&mut self, reason: impl Into<String>) {
        self.broken.push(reason.into());
    }

    fn unknown(&mut self, reason: impl Into<String>) {
        self.unknown.push(reason.into());
    }

    /// One broken point breaks the agreement; one that is not told leaves it open.
    fn judgement(self, partner: &Partner, fixed: Option<PartnerResult>) -> Judgement {
        let (result, reasons) = match fixed {
            Some(result) => (
                result,
                vec!["Neither the sender's domain nor the connecting side is one of theirs.".to_owned()],
            ),
            None if !self.broken.is_empty() => (PartnerResult::NotMet, [self.broken, self.unknown].concat()),
            None if !self.unknown.is_empty() => (PartnerResult::NotShown, [self.unknown, self.kept].concat()),
            None => (PartnerResult::Met, self.kept),
        };
        Judgement { name: partner.name.clone(), result, reasons }
    }
}

fn is_theirs(partner: &Partner, message: &Message, hop: Option<&Hop<'_>>) -> bool {
    let domain = |domain: &Option<String>| domain.as_ref().is_some_and(|d| partner.covers(d.as_bytes()));
    domain(&message.from_domain)
        || domain(&message.return_path_domain)
        || hop.is_some_and(|hop| hop.stamp.from.rdns.is_some_and(|name| partner.covers(hop.text(name))))
}

/// Who connected counts only where the agreement names who may. A name that was looked up is needed: HELO is free text.
fn handed_over(partner: &Partner, hop: &Hop<'_>, found: &mut Found) {
    if partner.relays.is_empty() {
        return;
    }
    let Some(name) = hop.stamp.from.rdns else {
        found.unknown("The line names no looked-up host for the connecting side.");
        return;
    };
    let host = String::from_utf8_lossy(hop.text(name));
    if partner.covers(host.as_bytes()) || partner.is_relay(host.as_bytes()) {
        found.kept(format!("It was handed over by {host}."));
    } else {
        found.broken(format!(
            "It was handed over by {host}, who is not among those agreed. The message may not be theirs."
        ));
    }
}

fn tls(partner: &Partner, hop: &Hop<'_>, found: &mut Found) {
    match hop.stamp.tls.state {
        TlsState::Plain => return found.broken("The line of your system records no TLS."),
        TlsState::Unrecorded => {
            return found.unknown("The line of your system does not show whether TLS was used.");
        }
        TlsState::Local => return found.unknown("The line of your system is about no network step."),
        TlsState::Encrypted => {}
    }
    version(partner, hop, found);
    forward_secrecy(partner, hop, found);
}

/// A suite tells the lowest version it exists in where no version is named.
fn version(partner: &Partner, hop: &Hop<'_>, found: &mut Found) {
    let tls = &hop.stamp.tls;
    let Some(minimum) = partner.minimum else {
        return found.kept("The line of your system records TLS.");
    };
    let asked = minimum.spoken();
    let range = tls.version.map(|v| (v, v)).or_else(|| tls.suite.map(crate::vocab::suite::Suite::versions));
    match range {
        Some((lowest, _)) if lowest >= minimum => found.kept(match tls.version {
            Some(version) => format!("The line of your system records {}.", version.spoken()),
            None => format!("The cipher it records needs {} or later.", lowest.spoken()),
        }),
        Some((_, highest)) if highest < minimum => {
            let most = if tls.version.is_none() { "at most " } else { "" };
            found.broken(format!(
                "The line of your system records {most}{}, below {asked}.",
                highest.spoken()
            ));
        }
        _ => found.unknown(format!("The line names no TLS version, so {asked} is not shown.")),
    }
}

fn forward_secrecy(partner: &Partner, hop: &Hop<'_>, found: &mut Found) {
    if !partner.forward_secrecy {
        return;
    }
    let tls = &hop.stamp.tls;
    // Every suite of TLS 1.3 has it, but for keys agreed before (RFC 8446 §2.2), which mail does not use.
    match (tls.version, tls.suite) {
        (Some(TlsVersion::Tls13), _) => found.kept("TLS 1.3 has forward secrecy."),
        (_, Some(suite)) if suite.forward_secrecy() => found.kept("The cipher has forward secrecy."),
        (_, Some(_)) => found.broken("The cipher has no forward secrecy."),
        (_, None) => {
            found.unknown("The line names no cipher that is known, so forward secrecy is not shown.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    fn acme() -> Partner {
        let mut partner = Partner::new("Acme");
        partner.add_domain("acme.example").unwrap();
        partner.set_minimum("TLS1.2").unwrap();
        partner.forward_secrecy = true;
        partner
    }

    fn judged(partner: Partner, stamp: &str, from: &str) -> (PartnerResult, String) {
        let input =
            format!("Received: {stamp};\r\n Mon, 23 Nov 2026 17:19:20 +0000\r\nFrom: u@{from}\r\n\r\n");
        let report = crate::analyze(input.as_bytes(), &Options::default().with_partners(vec![partner]));
        let judged = &report.partners[0];
        (judged.result, judged.reasons.join(" "))
    }

    fn stamp(tls: &str, keyword: &str) -> String {
        format!(
            "from m.acme.example (m.acme.example [203.0.113.9]) {tls}by mx.b.example (Postfix) with {keyword} id 4355A9A8AD6"
        )
    }

    #[test]
    fn the_boundary_stamp_decides() {
        let using = |version, suite| {
            stamp(&format!("(using {version} with cipher {suite} (256/256 bits)) "), "ESMTPS")
        };
        let table = [
            (using("TLSv1.3", "TLS_AES_256_GCM_SHA384"), PartnerResult::Met, "records TLS 1.3"),
            (using("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384"), PartnerResult::Met, "has forward secrecy"),
            (using("TLSv1.2", "AES256-GCM-SHA384"), PartnerResult::NotMet, "no forward secrecy"),
            (using("TLSv1", "ECDHE-RSA-AES256-SHA"), PartnerResult::NotMet, "TLS 1.0, below TLS 1.2"),
            (stamp("", "ESMTPS"), PartnerResult::NotShown, "names no TLS version"),
            (stamp("", "ESMTP"), PartnerResult::NotMet, "records no TLS"),
            (stamp("", "SMTP"), PartnerResult::NotShown, "does not show whether"),
        ];
        for (stamp, result, words) in table {
            let (found, reasons) = judged(acme(), &stamp, "acme.example");
            assert_eq!(found, result, "{stamp}: {reasons}");
            assert!(reasons.contains(words), "{reasons}");
        }
    }

    #[test]
    fn it_is_theirs_by_sender_or_by_the_connecting_side() {
        let plain = stamp("", "ESMTP");
        assert_eq!(
            judged(acme(), &plain, "other.example").0,
            PartnerResult::NotMet,
            "by the connecting side"
        );
        let foreign = plain.replace("acme", "other");
        assert_eq!(judged(acme(), &foreign, "acme.example").0, PartnerResult::NotMet, "by the sender");
        assert_eq!(judged(acme(), &foreign, "other.example").0, PartnerResult::NotApplicable);
        let claimed = foreign.replacen("m.other.example", "m.acme.example", 1);
        assert_eq!(
            judged(acme(), &claimed, "other.example").0,
            PartnerResult::NotApplicable,
            "HELO is free text"
        );
    }

    #[test]
    fn relays_count_where_they_are_named() {
        let good = "(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) ";
        let mut partner = acme();
        partner.add_relay("relay.example").unwrap();
        let by = |host: &str| stamp(good, "ESMTPS").replace("m.acme.example", host);
        for (host, result) in [
            ("m.acme.example", PartnerResult::Met),
            ("out.relay.example", PartnerResult::Met),
            ("out.other.example", PartnerResult::NotMet),
        ] {
            assert_eq!(judged(partner.clone(), &by(host), "acme.example").0, result, "{host}");
            assert_eq!(judged(acme(), &by(host), "acme.example").0, PartnerResult::Met, "{host}, no relays");
        }
        let unnamed = by("x").replacen("(x [", "(unknown [", 1);
        assert_eq!(judged(partner, &unnamed, "acme.example").0, PartnerResult::NotShown);
    }

    #[test]
    fn without_a_boundary_nothing_is_shown() {
        let input = b"From: u@acme.example\r\n\r\n";
        let report = crate::analyze(input, &Options::default().with_partners(vec![acme()]));
        assert_eq!(report.partners[0].result, PartnerResult::NotShown);
    }
}
