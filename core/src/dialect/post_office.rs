//! Post.Office (Software.com, Openwave), 2 to 4.
//!
//! ```text
//! from H|[IP][ ([IP])] by B
//!           (Post.Office MTA v3.5.3 release 223 ID# 0-64039U1000L100S0V35)
//!           with SMTP id XXX for <RC>; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "post-office",
    name: "Post.Office",
    signature: &[(Mark::Product("Post.Office"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(Post.Office MTA v …)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"Post.Office") {
        reading.facts.version = reading.words(inside).nth(2);
    }
}
