//! vSMTP (`create_received_stamp`), 1.x and 2.x.
//!
//! ```text
//! from H by B with SMTP id UUID; D
//! ```
//! - Neither address nor product: the keyword and a UUID are all that points to it, so it is never more than likely.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "vsmtp",
    name: "vSMTP",
    signature: &[(Mark::Id(IdKind::Uuid), 5), (Mark::With("SMTP"), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    ids: &[IdKind::Uuid],
    about: About {
        recognised: "`with SMTP id` and a UUID, without product.",
        states_tls: "Never.",
        silence: "Nothing: TLS leaves no trace in this form.",
        source: "vSMTP src/vsmtp/vsmtp-server, create_received_stamp",
    },
    ..Dialect::UNSAID
};
