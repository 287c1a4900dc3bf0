//! debbugs, the bug tracker of Debian and GNU (`scripts/receive`, `scripts/process`).
//!
//! ```text
//! (at NUMBER|submit) by bugs.debian.org; D
//! via spool by ADDRESS id=Q
//!  (code B[ ref n]); D
//! ```
//! - A message piped from the MTA into the tracker and out of its spool. No zone name, no weekday in the first form.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "debbugs",
    name: "debbugs",
    signature: &[
        (Mark::Leads("at"), 4),
        (Mark::Host("bugs.debian.org"), 6),
        (Mark::Host("debbugs.gnu.org"), 6),
        (Mark::Product("code"), 6),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(at NUMBER) by bugs.debian.org` or `debbugs.gnu.org`; `via spool by ADDRESS id=Q \
                     (code B)`.",
        states_tls: "Never.",
        silence: "A step on the same host.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.take_comment(clauses.lead, b"at");
    reading.take_comment(clauses.by, b"code");
    // Only where the form is the tracker's: these hosts have MTAs of their own too.
    reading.facts.process = !clauses.has_from && !clauses.has_with;
    for i in clauses.by.iter().skip(1) {
        let Some(token) = reading.token(i) else { continue };
        if let Some(id) = reading.text(token.span).strip_prefix(b"id=") {
            let start = token.span.end as usize - id.len();
            reading.facts.id = Some(Span::new(start, token.span.end as usize));
            reading.take(i);
        }
    }
}
