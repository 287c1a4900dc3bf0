//! WP-SMTPD of wp.pl, o2.pl and tlen.pl, of the qmail family (samples, 2006 to 2026).
//!
//! ```text
//! (wp-smtpd B PID invoked from network); D                     to about 2019
//! from R|unknown (HELO H) (U@[IP]) (envelope-sender <S>) by B (WP-SMTPD) with [C encrypted ]SMTP for <RC>; D
//! ```
//! - Always `SMTP`. The date has no weekday and the local zone. The login stands before `@`, though no word says AUTH.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "wp-smtpd",
    name: "WP-SMTPD",
    signature: &[
        (Mark::Product("WP-SMTPD"), 12),
        (Mark::Leads("wp-smtpd"), 5),
        (Mark::Shape(Shape::NoClauses), 5),
        (Mark::Shape(Shape::NoWeekday), 1),
        (Mark::Shape(Shape::Encrypted), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Samples,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(WP-SMTPD)` behind the by host.",
        states_tls: "`C encrypted` before `SMTP`.",
        silence: "A plain connection: the same hosts write both forms.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if !reading.queue_line(b"wp-smtpd") {
        reading.family_peer();
    }
}
