//! getmail 4 to 6 (`getmailcore/message.py`, `retrievers.py`, `_retrieverbases.py`).
//!
//! ```text
//! from SERVER (IP:port) by B with PROTOCOL [getmail6 [msgid:X]] for <U>; DD Mon YYYY hh:mm:ss -0000
//! ```
//! - `PROTOCOL` is `POP3`, `POP3-SSL`, `IMAP4`, `IMAP4-SSL` or `SDPS`; `-SSL` is TLS from the first byte.
//! - `getmail6` stands there since version 6.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "getmail",
    name: "getmail",
    signature: &[
        (Mark::With("POP3-SSL"), 8),
        (Mark::With("IMAP4-SSL"), 8),
        (Mark::With("IMAP4"), 5),
        (Mark::With("SDPS"), 5),
        (Mark::With("POP3"), 3),
        (Mark::With("POP3 getmail6"), 10),
        (Mark::With("POP3-SSL getmail6"), 10),
        (Mark::With("IMAP4 getmail6"), 10),
        (Mark::With("IMAP4-SSL getmail6"), 10),
        (Mark::With("SDPS getmail6"), 10),
        (Mark::Shape(Shape::NoWeekday), 1),
        (Mark::Shape(Shape::ZoneUnknown), 1),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    about: About {
        recognised: "`with POP3-SSL`, `with IMAP4`, or `getmail6` behind the protocol.",
        states_tls: "The word `POP3-SSL` or `IMAP4-SSL`.",
        silence: "`POP3` and `IMAP4` do not tell whether STLS or STARTTLS followed.",
        source: "getmail6 getmailcore/message.py, retrievers.py",
    },
    refine,
    ..Dialect::UNSAID
};

/// `getmail6` and `msgid:X` behind the protocol.
fn refine(reading: &mut Reading<'_>) {
    for i in reading.clauses.with.iter() {
        let text = reading.token(i).map(|t| reading.text(t.span)).unwrap_or_default();
        if [&b"getmail"[..], b"msgid:", b"[msgid:"].iter().any(|known| text.starts_with(known)) {
            reading.take(i);
        }
    }
}
