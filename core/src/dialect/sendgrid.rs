//! SendGrid (Twilio), `geopod-ismtpd`, `ismtpd` and the filter hosts, 2012 to now.
//!
//! ```text
//! from ACCOUNT (unknown) by geopod-ismtpd-N (SG) with HTTP id Q D.mmm
//! from H (unknown[ [IP]]) by ismtpdN.sendgrid.net (SG) with ESMTP id Q for <RC>; D.mmm
//! by filterN.sendgrid.net with SMTP id Q YYYY-MM-DD hh:mm:ss.nnnnnnnnn +0000 UTC[ m=+n]
//! ```
//! - `ACCOUNT` is an account number in base 64 (API); with `ESMTP` the word is the client's HELO.
//! - The semicolon stands only where `for` does.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "sendgrid",
    name: "SendGrid",
    signature: &[(Mark::Product("SG"), 12), (Mark::Host("sendgrid.net"), 10), (Mark::Id(IdKind::Base22), 1)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    clock: Some(Clock::HexDot),
    about: About {
        recognised: "`(SG)` behind the by host, or a by host under `sendgrid.net`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// With an SMTP keyword the first word is what the client said; an address in it is a claim too.
fn refine(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    reading.take_comment(from, b"unknown");
    if reading.facts.keyword.is_some()
        && let Some(first) =
            reading.token(from.start as usize).filter(|t| !from.is_empty() && !t.is_comment())
    {
        reading.facts.helo = Some(first.span);
        if reading.facts.ip_span.is_some_and(|ip| first.span.covers(ip)) {
            reading.facts.ip = None;
            reading.facts.ip_span = None;
            reading.facts.port = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;

    #[test]
    fn an_account_number_is_no_name_and_a_literal_is_a_claim() {
        let raw = b"from MTIzNDU2Nzg (unknown) by geopod-ismtpd-3 (SG) with HTTP id aB3dE5gH7jK9mN1pQrStUv";
        assert_eq!(Stamp::parse(raw).from.helo, None);
        let raw = b"from [127.0.0.1] (unknown) by geopod-ismtpd-3 (SG) with ESMTP id aB3dE5gH7jK9mN1pQrStUv";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.from.helo.map(|h| stamp.text(h)), Some(&b"[127.0.0.1]"[..]));
        assert_eq!(stamp.from.ip, None);
        let raw = b"from desk (unknown [192.0.2.25]) by ismtpd-3 (SG) with ESMTP id aB3dE5gH7jK9mN1pQrStUv";
        assert_eq!(Stamp::parse(raw).from.ip.map(|ip| ip.to_string()).as_deref(), Some("192.0.2.25"));
    }
}
