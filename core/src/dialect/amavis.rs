//! amavis, earlier amavisd-new (`amavisd`, `lib/Amavis/…`), 2.0 to 2.13, a content filter beside the MTA.
//!
//! ```text
//! from H ([IP]|[UNIX:path])[ (using TLS with cipher C)]
//!  by localhost (NAME [IP]) (PRODUCT, port n|unix socket) with P id Q [for <RC>]; D
//! ```
//! - `PRODUCT` is `amavisd-new` or `amavis`, and freely renamed (MailRoute: `mroute_mailscanner`).
//! - The hop is the way into the filter: nearly always loopback.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::address;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "amavis",
    name: "amavis",
    signature: &[
        (Mark::Product("amavisd-new"), 12),
        (Mark::Product("amavis"), 12),
        (Mark::Product("amavisd"), 12),
        (Mark::Shape(Shape::FilterPort), 9),
        (Mark::Host("localhost"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Plain,
    known: Known::Source,
    about: About {
        recognised: "`(amavis, port n)` behind `by localhost (NAME [IP])`; the name may be another.",
        states_tls: "The S of the keyword and `(using TLS with cipher C)`; rare.",
        silence: "A plain connection; none where both addresses are the same, as a rule those of loopback.",
        source: "amavisd (sub received_line), laboratory",
    },
    refine,
    ..Dialect::UNSAID
};

/// `(NAME [IP])` is the filter's own address; the next comment is the product with its port or socket.
fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.by, |reading, token| {
        let inside = reading.text(token.inner());
        let mut words = reading.words(token.inner()).map(|word| reading.text(word));
        if let Some(open) = inside.iter().position(|&b| b == b'[') {
            let own = inside.get(open..).unwrap_or_default();
            reading.facts.by_ip = reading.facts.by_ip.or(address::literal(own).map(|l| l.ip));
        } else if words.any(|word| word == b"unix") && words.eq([b"socket"]) {
            reading.facts.process = true;
        }
        true
    });
    // The filter met a client with its own address: no network lies between. Loopback is told as such.
    let client = reading.facts.ip.filter(|ip| !ip.is_loopback());
    reading.facts.process |= client.is_some() && client == reading.facts.by_ip;
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::TlsState;

    #[test]
    fn a_renamed_filter_is_known_by_its_port() {
        let raw = b"from mx ([127.0.0.1]) by localhost (mx.example [127.0.0.1]) (other_name, port 10026) with ESMTP id a";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.writer.software, Some("amavis"));
        assert!(stamp.unread.is_empty());
    }

    #[test]
    fn a_peer_with_the_filters_own_address_is_local() {
        for (peer, own, state) in [
            ("192.168.12.234", "192.168.12.234", TlsState::Local),
            ("IPv6:2001:db8::1", "2001:db8::1", TlsState::Local),
            ("192.168.12.233", "192.168.12.234", TlsState::Plain),
        ] {
            let raw = format!(
                "from relay.example.org ([{peer}]) by localhost (relay.example.org [{own}]) (amavisd-new, port 10024) \
                 with ESMTP id X; Wed, 31 Aug 2022 07:05:27 +0000"
            );
            assert_eq!(Stamp::parse(raw.as_bytes()).tls.state, state, "{raw}");
        }
    }
}
