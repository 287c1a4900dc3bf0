//! Web mail programs that write a stamp for what a browser handed in: Horde, IMP, SquirrelMail, Roundcube.
//!
//! ```text
//! from IP ([IP]) by B (Horde Framework|Horde MIME library|IMP) with HTTP[ for <U>]; D
//! from IP[ (proxying for IP)] (SquirrelMail authenticated user U) by B with HTTP; D
//! from [IP]|R ([IP])[ via R ([IP])] by B with HTTP (HTTP/1.1 POST); D          Roundcube
//! ```
//! - Roundcube can write name and address of the client encrypted, in base 64; `via` is a proxy in front.
//! - The hop is the browser's: no mail transport, whatever the web server used.

use super::{About, Dialect, Known, Mark, Silence};
use crate::address;
use crate::clause::Kind;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "webmail",
    name: "Webmail (Horde, IMP, SquirrelMail, Roundcube)",
    signature: &[
        (Mark::Product("Horde"), 10),
        (Mark::Product("IMP"), 10),
        (Mark::Product("Roundcube"), 10),
        (Mark::Product("HTTP"), 6),
        (Mark::Opens("SquirrelMail"), 6),
        (Mark::Opens("NaSMail"), 6),
        (Mark::Opens("RisuMail"), 6),
        (Mark::With("HTTP"), 2),
        (Mark::With("HTTPS"), 2),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(Horde Framework)`, `(IMP)`, `(SquirrelMail authenticated user U)` or `(HTTP/1.1 \
                     POST)` beside `with HTTP`.",
        states_tls: "Never: the hop is not mail transport.",
        silence: "Says nothing of mail transport.",
        source: "samples; SpamAssassin Received.pm",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    // The first word is a name looked up, where it is one at all: a browser says none.
    let first = reading.token(from.start as usize).filter(|t| t.kind == Kind::Word && !from.is_empty());
    let name = first.map(|t| t.span).filter(|w| {
        let text = reading.text(*w);
        text.contains(&b'.') && address::read(text).is_none()
    });
    reading.facts.rdns = reading.facts.rdns.or(name);
    user(reading);
    // What stands beside it is of the web program's making: a user, a proxy, an encrypted address.
    reading.take_words(from, |_| true);
    reading.each_comment(from, |_, _| true);
}

/// `(SquirrelMail authenticated user U)`, and what is built on it: the last word.
fn user(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.from, |reading, token| {
        let mut words = reading.words(token.inner());
        words.next();
        if words.clone().begin_with(b"authenticated user") {
            reading.facts.user = words.nth(2);
        }
        false
    });
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::Basis;

    #[test]
    fn ok_user_of_the_web_page() {
        for from in [
            "192.0.2.5 (SquirrelMail authenticated user bob)",
            "192.0.2.5 (proxying for 198.51.100.2)\n\t(SquirrelMail authenticated user\n\tbob)",
        ] {
            let raw = format!("from {from} by mail.example.com with HTTP; Wed, 31 Aug 2022 07:05:27 +0000");
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.tls.basis, Basis::NotSmtp, "{raw}");
            assert_eq!(stamp.authenticated.user.map(|u| stamp.text(u)), Some(&b"bob"[..]), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }
}
