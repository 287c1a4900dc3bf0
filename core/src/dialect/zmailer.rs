//! ZMailer (samples, 2003 to 2023), the server of vger.kernel.org until November 2023.
//!
//! ```text
//! from R|[IP] ([IP]:port \"EHLO|HELO H\" rhost-flags-OK-OK-OK-OK) by B with P id S… [convert x-to-y] (ORCPT <rfc822;RC>); D
//! (majordomo@B) by B via listexpand id S… (ORCPT <rfc822;RC>); D
//! by B id <S…>; D                                                        its own step
//! ```
//! - `rhost-flags` are the results of four checks of the client's name. Some old builds put the id in `<>`.
//! - vger wrote `ESMTP` and `SMTP` only; another site's `ESMTPSA` shows that the keyword can carry the letters.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits, find};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "zmailer",
    name: "ZMailer",
    signature: &[
        (Mark::Product("ORCPT"), 5),
        (Mark::Id(IdKind::ZMailer), 5),
        (Mark::Shape(Shape::EximInfo), 2),
        (Mark::Shape(Shape::NoFrom), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::ZMailer],
    about: About {
        recognised: "An id of S, digits and letters; `([IP]:port \"EHLO H\" rhost-flags-…)`; `(ORCPT <rfc822;RC>)`.",
        states_tls: "Hardly ever: the S of the keyword at some sites.",
        silence: "Nothing: vger never recorded TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if reading.facts.via.is_some_and(|v| reading.text(v) == b"listexpand") {
        // The list's own step: no network between.
        reading.facts.process = true;
        clauses.lead.iter().for_each(|i| reading.take(i));
    }
    if !clauses.has_from && !clauses.has_with {
        reading.facts.process = true;
    }
    // `convert rfc822-to-8bit`
    reading.take_words(clauses.id, |w| w == b"convert" || find(w, b"-to-").is_some());
    reading.take_comment(clauses.id, b"ORCPT");
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for (raw, state, basis, helo, rdns) in [
            (
                "from r.example ([192.0.2.1]:40124 \"EHLO h.example\" rhost-flags-OK-OK-OK-FAIL) by b.example with ESMTP id S1234568AbfIXBCD convert rfc822-to-8bit (ORCPT <rfc822;l@example.org>); Tue, 24 Sep 2019 01:02:03 -0400",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
                Some("h.example"),
                Some("r.example"),
            ),
            (
                "from [192.0.2.1] ([192.0.2.1]:40123 \"EHLO\n\th.example\" rhost-flags-FAIL-FAIL-OK-OK) by b.example with ESMTP id S1234567AbgJHBCD (ORCPT <rfc822;l@example.org>); Thu, 8 Oct 2020 01:02:03 -0400",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
                Some("h.example"),
                None,
            ),
            (
                "by b.example id <S123456AbQKCBCD>; Fri, 3 Nov 2000 01:02:03 -0800",
                TlsState::Local,
                Basis::Process,
                None,
                None,
            ),
            (
                "(majordomo@b.example) by b.example via listexpand id S1234569AbfDEBCD (ORCPT <rfc822;l@example.org>); Thu, 4 Apr 2019 01:02:03 -0400",
                TlsState::Local,
                Basis::Process,
                None,
                None,
            ),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("zmailer"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(stamp.from.helo.map(|h| h.of(raw.as_bytes())), helo.map(str::as_bytes), "{raw}");
            assert_eq!(stamp.from.rdns.map(|h| h.of(raw.as_bytes())), rdns.map(str::as_bytes), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
