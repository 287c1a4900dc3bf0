//! Novell NetMail and its forerunner NIMS, later Messaging Architects and Hula, 3 to 6.
//!
//! ```text
//! from H [U ][IP] by B
//!  with NetMail SMTP Agent|Novell NIMS $Revision: n $ on SYSTEM
//!  [via secured & encrypted transport (TLS)]; D
//! ```
//! - `H` is what the client said, blanks included: only the address is sure. A word before it may be a login or part of
//!   that name, and stays unread.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsFacts, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "netmail",
    name: "NetMail",
    signature: &[(Mark::With("NetMail SMTP"), 12), (Mark::With("Novell NIMS"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    about: About {
        recognised: "`with NetMail SMTP Agent`, `with Novell NIMS`.",
        states_tls: "`via secured & encrypted transport (TLS)`.",
        silence: "NetMail: a plain connection. Whether NIMS told TLS is not known.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// The address is the last word of the clause.
fn refine(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    if let Some(last) = from.iter().next_back() {
        reading.peer(last);
    }
    reading.facts.mute = reading.facts.protocol.is_some_and(|p| reading.text(p).starts_with(b"Novell NIMS"));
    // A second `by`: the first one and what follows it can be part of the client's name.
    if !reading.clauses.extra.is_empty() {
        reading.facts.tls = TlsFacts::default();
        reading.facts.doubtful = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::TlsState;

    #[test]
    fn ok_address_behind_other_words() {
        let tls = " via secured & encrypted transport (TLS)";
        for (from, agent, tls, state, unread) in [
            ("h.example.net bob@example.net", "NetMail SMTP Agent", tls, TlsState::Encrypted, 1),
            ("[127.0.0.1] bob", "NetMail SMTP Agent", "", TlsState::Plain, 1),
            ("h.example.net", "Novell NIMS", "", TlsState::Unrecorded, 0),
        ] {
            let raw = format!(
                "from {from} [192.0.2.16] by smtp.example.net with {agent} $Revision: 3.11 $ on Novell NetWare{tls}; \
                 Tue, 04 Mar 2008 02:15:02 -0700"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("netmail"), "{raw}");
            assert_eq!(stamp.tls.state, state, "{raw}");
            assert_eq!(stamp.from.ip, "192.0.2.16".parse().ok(), "{raw}");
            assert!(!stamp.authenticated.stated, "{raw}");
            assert_eq!(stamp.unread.len(), unread, "{raw}");
        }
    }

    #[test]
    fn a_name_that_a_client_gave_tells_nothing() {
        let raw = b"from x by y.example with NetMail SMTP Agent via secured & encrypted transport (TLS) [192.0.2.1] \
                    by mx.example.org with NetMail SMTP Agent $Revision: 3.11 $ on Linux; \
                    Tue, 04 Mar 2008 02:15:02 -0700";
        assert_eq!(Stamp::parse(raw).tls.state, TlsState::Unrecorded);
    }
}
