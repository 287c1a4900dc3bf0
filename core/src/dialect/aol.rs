//! AOL's older engines and its web mail. AOL's newer exchangers are Postfix with another product word (`postfix`).
//!
//! ```text
//! from H (R [IP]) by rly-xx01.mx.aol.com (v98.5) with ESMTP id MAILRELAYINXX14-7ab…; D
//! from S by imo-m01.mx.aol.com (mail_out_v27.9.) id 7.11a.6a1c2d3 (4012); D
//! from IP by webprd-m01.mail.aol.com (IP) with HTTP (WebMailUI); D
//! ```

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "aol",
    name: "AOL",
    signature: &[
        (Mark::Host("mx.aol.com"), 7),
        (Mark::Host("mail.aol.com"), 7),
        (Mark::Product("WebMailUI"), 8),
        (Mark::Shape(Shape::NoWith), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "A by host of mx.aol.com or mail.aol.com without Postfix's shape; `(WebMailUI)`.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 1998 to 2022",
    },
    refine,
    ..Dialect::UNSAID
};

/// `(v98.5)` and `(mail_out_v27.9.)` are the release; the number behind the id is a count of the relay's.
fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    // `from SCREENNAME@aol.com`: the author, not a host.
    if let Some(helo) = reading.facts.helo.filter(|h| reading.text(*h).contains(&b'@')) {
        reading.facts.user = Some(helo);
        reading.facts.helo = None;
    }
    reading.each_comment(clauses.by, |reading, token| {
        let word = reading.text(token.inner());
        let known = word.starts_with(b"v") || word.starts_with(b"mail_out_v");
        if known {
            reading.facts.version = Some(token.inner());
        }
        known
    });
    reading.each_comment(clauses.id, |reading, token| {
        reading.text(token.inner()).iter().all(u8::is_ascii_digit)
    });
}
