//! KumoMTA (`crates/kumod/src/smtp_server.rs`, `http_server/inject_v1.rs`), 2023 to 2025.
//!
//! ```text
//! from H (IP) by B (KumoMTA localIP) with P [(V:C)] id 32hex for <RC>; D
//! by B (KumoMTA localIP) with HTTP id 32hex for <RC>; D          API
//! ```
//! - `V` is rustls's: `TLSv1_3`. `P` is `ESMTP`, `ESMTPS` or `ESMTPSA`: SMTP AUTH without TLS is `ESMTP`, HELO too.
//! - The id is a UUID of version 1, so it holds a time. The trace line can be switched off.

use super::{About, Dialect, Known, Mark, Silence};
use crate::address;
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "kumomta",
    name: "KumoMTA",
    signature: &[(Mark::Product("KumoMTA"), 12), (Mark::Id(IdKind::Hex32), 3)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Source,
    ids: &[IdKind::Hex32],
    clock: Some(Clock::Uuid),
    about: About {
        recognised: "`(KumoMTA IP)` behind the by host, an id of 32 hex digits.",
        states_tls: "The S of the keyword, and `(V:C)` behind it.",
        silence: "A plain connection.",
        source: "kumomta crates/kumod/src/smtp_server.rs, http_server/inject_v1.rs",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"KumoMTA")
        && let Some(word) = reading.words(inside).nth(1)
    {
        reading.facts.by_ip = address::parse(reading.text(word));
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::vocab::version::TlsVersion;

    #[test]
    fn the_own_address_is_read() {
        let raw = b"from h.example (192.0.2.1)\n  by b.example (KumoMTA 198.51.100.2)\n  with ESMTPS (TLSv1_3:TLS13_AES_256_GCM_SHA384)  id 0123456789abcdef0123456789abcdef for <u@example.org>;\n  Mon, 23 Nov 2026 17:19:49 +0000";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.by.ip, Some("198.51.100.2".parse().unwrap()));
        assert_eq!(stamp.from.ip, Some("192.0.2.1".parse().unwrap()));
        assert_eq!(stamp.tls.version.map(TlsVersion::as_str), Some("TLS1.3"));
        assert!(stamp.unread.is_empty());
    }
}
