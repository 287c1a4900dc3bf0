//! Coremail: NetEase (163.com, 126.com, yeah.net) and many Chinese firms and universities; and NetEase's Hmail (qiye.163.com).
//!
//! ```text
//! from H (unknown [IP]) by gzga-smtp-mta-g0-1 (Coremail) with SMTP id _____wD3H1i….1234S2; D (CST)
//! from u$example.com ( [IP] ) by ajax-webmail-wmsvr-40-101 (Coremail) ; D (CST)
//! from u@example.com( [IP) ] by ajax-webmail ( [IP] ) ; D (GMT+08:00)
//! from H (R [IP]) by B (Hmail) with ESMTPA id X; D
//! ```
//! - Always `SMTP`. The second and third form are web mail: the user, with `$` for `@` or not, and the address of the
//!   browser, whose brackets the third form mixes up.

use super::{About, Dialect, Known, Mark, Silence};
use crate::address;
use crate::clause::Token;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "coremail",
    name: "Coremail",
    signature: &[
        (Mark::Product("Coremail"), 12),
        (Mark::Product("Hmail"), 10),
        (Mark::Host("ajax-webmail"), 8),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(Coremail)`, `(Hmail)`, `by ajax-webmail`.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 2008 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let is_user = |h: &Span| reading.text(*h).iter().any(|b| matches!(b, b'$' | b'@'));
    if !reading.clauses.has_with
        && let Some(user) = reading.facts.helo.filter(is_user)
    {
        reading.facts.not_smtp = true;
        reading.facts.user = Some(user);
        reading.facts.helo = None;
        browser(reading);
    }
}

/// `( [IP) ]`
fn browser(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    let mut comments = from.iter().filter_map(|i| reading.token(i)).filter(Token::is_comment);
    let Some(info) = comments.next().filter(|_| reading.facts.ip.is_none()) else { return };
    let Some(word) = reading.words(info.inner()).next() else { return };
    let place = Span { start: word.start + 1, ..word };
    if reading.text(word).starts_with(b"[")
        && let Some(ip) = address::parse(reading.text(place))
    {
        reading.facts.ip = Some(ip);
        reading.facts.ip_span = Some(place);
        reading.take_words(from, |w| w == b"]");
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_web_mail_with_mixed_brackets() {
        let raw = b"from user@example.com( [192.0.2.67) ] by ajax-webmail ( [127.0.0.1] ) ; \
                    Wed, 31 Aug 2022 07:05:27 +0800 (GMT+08:00)";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.writer.software, Some("coremail"));
        assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Unrecorded, Basis::NotSmtp));
        assert_eq!(stamp.from.ip, "192.0.2.67".parse().ok());
        assert_eq!(stamp.authenticated.user.map(|u| stamp.text(u)), Some(&b"user@example.com"[..]));
        assert_eq!(stamp.from.helo, None);
        assert!(stamp.unread.is_empty());
    }
}
