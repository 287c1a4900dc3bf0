//! Yandex (nwsmtp and its kin): exchangers, submission, inner relays.
//!
//! ```text
//! [from H (R [IP])] by B (nwsmtp/Yandex) with ESMTPSA id Q; D[ (using V with cipher C (n/m bits)) (Client certificate not present)]
//! by B (smtp/Yandex) with HTTP id Q; D
//! from H (R [IP]) by B (Yandex) with ESMTP id Q for <RC>; D
//! from H ([IP]) by B with LMTP id Q; D
//! ```
//! - Until 2022 the TLS text stands behind the date; since 2023 there is only the keyword.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "yandex",
    name: "Yandex Mail",
    signature: &[
        (Mark::Product("Yandex"), 12),
        (Mark::Host("yandex.net"), 7),
        (Mark::Host("yandex.ru"), 7),
        (Mark::Host("yandex-team.ru"), 7),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::TAIL.and(Slots::FROM)),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Samples,
    about: About {
        recognised: "`(nwsmtp/Yandex)`, `(smtp/Yandex)`, `(mxback/Yandex)`, `(Yandex)`; a by host of yandex.net.",
        states_tls: "The S of the keyword; until 2022 details behind the date.",
        silence: "A keyword without S is a plain connection; `SMTP` cannot tell.",
        source: "samples, 2012 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading
        .each_comment(reading.clauses.by, |reading, token| reading.text(token.inner()).ends_with(b"Yandex"));
}
