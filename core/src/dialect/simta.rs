//! simta of the University of Michigan (`receive.c`, `q_file` ids of `queue.c`), 2002 to 2025.
//!
//! ```text
//! from H (R [IP]) by B with [E]SMTP[S][A] id X; D
//! old:  FROM H (R [IP]) BY B ID X ; [Authuser U;] D
//! ```
//! - The id is three hex numbers joined by dots: seconds, microseconds, process. Old dates have no weekday and a zone in
//!   letters.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "simta",
    name: "simta",
    signature: &[
        (Mark::Id(IdKind::HexDotsLoose), 6),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Shape(Shape::NoWeekday), 1),
        (Mark::Shape(Shape::NoWith), 1),
        (Mark::Shape(Shape::BlankSemicolon), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Source,
    ids: &[IdKind::HexDotsLoose],
    clock: Some(Clock::HexDot),
    about: About {
        recognised: "An id of three hex numbers of different length joined by dots.",
        states_tls: "The S of the keyword alone; old releases never.",
        silence: "A keyword without S is a plain connection. The old form without `with`, and `SMTP` after HELO, cannot tell.",
        source: "simta receive.c",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    // `Authuser U;`
    let range = reading.clauses.before_date;
    let start = range.start as usize;
    let word = |i: usize| reading.token(i).filter(|_| range.iter().contains(&i)).map(|t| t.span);
    if let (Some(first), Some(user)) = (word(start), word(start + 1))
        && reading.text(first) == b"Authuser"
    {
        reading.facts.auth = true;
        reading.facts.user = Some(user);
        reading.take(start);
        reading.take(start + 1);
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for (raw, state, basis, user) in [
            (
                "from h.example (r.example [192.0.2.1])\n\tby b.example with ESMTPS id 66B0A2A0.D1A69.14711;\n\tMon, 05 Aug 2024 06:00:00 -0400",
                TlsState::Encrypted,
                Basis::Keyword,
                None,
            ),
            (
                "from h.example (r.example [192.0.2.1])\n\tby b.example with ESMTP id 66B0A2A0.D1A69.14711;\n\tMon, 05 Aug 2024 06:00:00 -0400",
                TlsState::Plain,
                Basis::WriterWouldSay,
                None,
            ),
            (
                "FROM h.example (r.example [192.0.2.1])\n\tBY b.example ID 4E4C2DFC.C0DE1.1F2E ;\n\t17 Aug 2011 17:09:16 EDT",
                TlsState::Unrecorded,
                Basis::WriterUnknown,
                None,
            ),
            (
                "FROM h.example (r.example [192.0.2.1])\n\tBy b.example ID 4E4C2DFC.C0DE1.1F2E ;\n\tAuthuser alice;\n\t17 Aug 2011 17:09:16 EDT",
                TlsState::Unrecorded,
                Basis::WriterUnknown,
                Some("alice"),
            ),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("simta"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(
                stamp.authenticated.user.map(|u| u.of(raw.as_bytes())),
                user.map(str::as_bytes),
                "{raw}"
            );
            assert!(stamp.date.is_some() && stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
