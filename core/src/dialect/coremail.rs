//! Coremail: NetEase (163.com, 126.com, yeah.net) and many Chinese firms and universities; and NetEase's Hmail (qiye.163.com).
//!
//! ```text
//! from H (unknown [IP]) by gzga-smtp-mta-g0-1 (Coremail) with SMTP id _____wD3H1i….1234S2; D (CST)
//! from u$example.com ( [IP] ) by ajax-webmail-wmsvr-40-101 (Coremail) ; D (CST)
//! from H (R [IP]) by B (Hmail) with ESMTPA id X; D
//! ```
//! - Always `SMTP`. The second form is web mail: the user, with `$` for `@`, and the address of the browser.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "coremail",
    name: "Coremail",
    signature: &[(Mark::Product("Coremail"), 12), (Mark::Product("Hmail"), 10)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(Coremail)`, `(Hmail)`.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 2008 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let is_user = |h: &Span| reading.text(*h).contains(&b'$');
    if !reading.clauses.has_with
        && let Some(user) = reading.facts.helo.filter(is_user)
    {
        reading.facts.not_smtp = true;
        reading.facts.user = Some(user);
        reading.facts.helo = None;
    }
}
