//! hMailServer (`Server/SMTP/SMTPMessageHeaderCreator.cpp`), 5.x.
//!
//! ```text
//! from H (R|Unknown [IP]) by B with ESMTP[S][A] [(version=V cipher=C bits=N)] ; D
//! ```
//! - No product and no id. A fold stands before the semicolon. `ESMTP` for HELO too.
//! - TLS text, and the `S`, came with 5.5 (October 2014). `AuthUserReplacementIP` prints another address for authenticated clients.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use chrono::Datelike;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "hmailserver",
    name: "hMailServer",
    signature: &[
        // All of these together with a keyword, or it is another's.
        (Mark::Shape(Shape::BlankSemicolon), 2),
        (Mark::Shape(Shape::HostAlone), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::With("ESMTP"), 2),
        (Mark::With("ESMTPS"), 2),
        (Mark::With("ESMTPA"), 2),
        (Mark::With("ESMTPSA"), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(name [address])` or `(Unknown [address])`, no product, no id, and a lone semicolon before \
                     the date.",
        states_tls: "The S of the keyword, and `(version= cipher= bits=)` behind it.",
        silence: "From 5.5 (October 2014) a plain connection, HELO included. Before, nothing can be said.",
        source: "hmailserver Server/SMTP/SMTPMessageHeaderCreator.cpp",
    },
    refine,
    ..Dialect::UNSAID
};

/// The month of the first release that tells TLS.
const TELLS_SINCE: (i32, u32) = (2014, 10);

fn refine(reading: &mut Reading<'_>) {
    let month = reading.clauses.date.map(|date| (date.local.year(), date.local.month()));
    reading.facts.mute = month.is_none_or(|month| month < TELLS_SINCE);
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn silence_counts_since_the_release_that_tells_tls() {
        for (rest, state, basis) in [
            (
                "with ESMTP\r\n\t; Tue, 30 Sep 2014 01:02:03 +0000",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            ("with ESMTP\r\n\t; Wed, 1 Oct 2014 01:02:03 +0000", TlsState::Plain, Basis::WriterWouldSay),
            ("with ESMTPS\r\n\t; Tue, 30 Sep 2014 01:02:03 +0000", TlsState::Encrypted, Basis::Keyword),
        ] {
            let raw = format!("from h.example.net (Unknown [192.0.2.7]) by mx.example.com {rest}");
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("hmailserver"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
        }
    }

    #[test]
    fn another_form_is_another_writers() {
        for line in [
            "(r.example.net [192.0.2.7]) by mx.example.com (Some Gateway 1.0) with ESMTP ;",
            "(r.example.net [192.0.2.7]) by mx.example.com with ESMTP id ;",
            "(r.example.net [192.0.2.7]) by mx.example.com with ESMTP id zz99zz ;",
            "(/192.0.2.3) by mx.example.com with ESMTP ;",
            "([198.51.100.6]) by mx.example.com with ESMTP ;",
            "(r.example.net [192.0.2.7]) by mx.example.com with ESMTP;",
        ] {
            let raw = format!("from h.example.net {line} Wed, 31 Aug 2022 07:05:27 +0000");
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, None, "{raw}");
            assert_eq!(stamp.tls.state, TlsState::Unrecorded, "{raw}");
        }
    }
}
