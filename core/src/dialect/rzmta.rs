//! RZmta, STRATO's mail server (smtp.strato.de, post.strato.de), versions 18 to 51.
//!
//! ```text
//! from H by smtp.strato.de (RZmta 47.28.1 [DYNA|]AUTH) with ESMTPSA id Q
//!    (using V with cipher C (n bits)) | (using V with cipher C (curve G with n ECDH bits, eq. m bits RSA))
//!    (Client did not present a certificate) [for <RC>]; D (CEST)
//! from H (R [IP]) by post.strato.de (jimi mo11) (RZmta 18.31) with [C encrypted ]ESMTP id Q [for <RC>]; D (MEST)[ (envelope-from: <S>)]
//! ```
//! - Submission does not show the client's address. `DYNA` is a dial-up address, `AUTH` a login.
//! - The words before the product are the host's inner names.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "rzmta",
    name: "RZmta (STRATO)",
    signature: &[(Mark::Product("RZmta"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID.and(Slots::WITH)),
    silence: Silence::Plain,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(RZmta v)`.",
        states_tls: "`(using V with cipher C …)` behind the id; before about 2012 `with C encrypted ESMTP`.",
        silence: "A plain connection.",
        source: "samples, 2009 to 2025",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.by, |reading, token| {
        let inside = token.inner();
        if reading.text(token.word()) == b"RZmta" {
            reading.facts.auth |= reading.text(inside).ends_with(b"AUTH");
            return false;
        }
        reading.words(inside).count() == 2
    });
}
