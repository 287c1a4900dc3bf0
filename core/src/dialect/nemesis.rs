//! Nemesis, the mail system of United Internet: GMX, WEB.DE, mail.com, IONOS (1&1, kundenserver.de, perfora.net).
//!
//! ```text
//! from H ([IP]) by mail.gmx.net (mrgmx105 [IP]) with ESMTPSA (Nemesis) id 1MbzuH-1mZx9n2Iqn-00dXEM [for <RC>]; D
//! from [IP] (R [IP]) by mrelay.perfora.net (node=mrus1) with ESMTP (Nemesis) id 0MabC1-1NXyZ23DeF-00pQRs; D
//! from [IP] ([IP]) by 3c-app-gmx-bs01.server.lan [IP] (via HTTP); D
//! from mda by mogmx12 id 0MbzuH-… D
//! ```
//! - The comment behind the by host names the node. No version, no suite.
//! - The last form, the step into the store, has no semicolon before the date.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::address;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "nemesis",
    name: "Nemesis (GMX, WEB.DE, IONOS)",
    signature: &[
        (Mark::Product("Nemesis"), 12),
        (Mark::Product("via HTTP"), 10),
        // Each needs the other.
        (Mark::First("mda"), 5),
        (Mark::Shape(Shape::NoWith), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Samples,
    about: About {
        recognised: "`(Nemesis)` behind the keyword; `(via HTTP)` behind the by host.",
        states_tls: "The S of the keyword.",
        silence: "A keyword without S is a plain connection; `SMTP` cannot tell.",
        source: "samples, 2009 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.each_comment(clauses.by, |reading, token| {
        let inside = token.inner();
        if reading.words(inside).begin_with(b"via HTTP") {
            reading.facts.not_smtp = true;
            return false;
        }
        // `mrgmx105 [IP]`, `node=mrus1`: the node and its address.
        let literal = reading.words(inside).last().and_then(|w| address::read(reading.text(w)));
        reading.facts.by_ip = reading.facts.by_ip.or(literal.map(|l| l.ip));
        true
    });
    if reading.facts.helo.is_some_and(|h| reading.text(h) == b"mda") && !clauses.has_with {
        // The delivery agent puts the message into the store.
        reading.facts.helo = None;
        reading.facts.store = true;
    }
}
