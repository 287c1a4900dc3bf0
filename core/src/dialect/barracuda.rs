//! Barracuda: Email Security Gateway (Spam Firewall) and its cloud service. No source; few samples, 2006 to 2024.
//!
//! ```text
//! from H (R [IP]) by B [(Spam [& Virus ]Firewall)] with ESMTP id 16chars [(version=V cipher=C bits=N verify=X)] [for <RC>]; D
//! from H (R [IP]) by mxN.ess.sfj.cudaops.com [(version=V cipher=C bits=N verify=X)]; D                  cloud
//! ```
//! - The keyword has no `S`. The cipher stands in `X-Barracuda-Encrypted` too.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "barracuda",
    name: "Barracuda",
    signature: &[
        (Mark::Product("Spam Firewall"), 8),
        (Mark::Product("Spam"), 8),
        (Mark::Host("cudaops.com"), 12),
        (Mark::Host("ess.barracuda.com"), 12),
        (Mark::Host("barracudanetworks.com"), 10),
        (Mark::Id(IdKind::Base16), 3),
        (Mark::Product("version"), 2),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::BY.and(Slots::ID)),
    silence: Silence::Detail,
    known: Known::Few,
    ids: &[IdKind::Base16, IdKind::None],
    about: About {
        recognised: "`(Spam Firewall)`, `(Spam & Virus Firewall)`, hosts of cudaops.com and ess.barracuda.com, or an id \
                     of 16 characters with the TLS comment behind it.",
        states_tls: "`(version= cipher= bits= verify=)` behind the id, in the cloud behind the by host.",
        silence: "No comment: a plain connection.",
        source: "few samples, 2006 to 2024",
    },
    ..Dialect::UNSAID
};
