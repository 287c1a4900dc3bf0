//! Alibaba Cloud: Alibaba Mail and Direct Mail.
//!
//! ```text
//! from H(mailfrom:S fp:SMTPD_---0AbCdEfG_1614679000 cluster:ay36…) by smtp.aliyun-inc.com(127.0.0.1); D
//! ```
//! - No client address, no keyword, no id; brackets follow without a blank. The address behind the by host is its own.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "aliyun",
    name: "Alibaba Mail",
    signature: &[
        (Mark::Host("aliyun-inc.com"), 10),
        (Mark::Host("aliyun.com"), 10),
        (Mark::Shape(Shape::NoWith), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "A by host of aliyun-inc.com or aliyun.com.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 2018 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

/// `(mailfrom:S fp:F cluster:C)`: the envelope sender, and marks of the service.
fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.from, |reading, token| {
        let word = token.word();
        let Some(sender) = reading.text(word).strip_prefix(b"mailfrom:") else { return false };
        let start = word.end as usize - sender.len();
        reading.facts.envelope_from = (!sender.is_empty()).then(|| Span::new(start, word.end as usize));
        true
    });
}
