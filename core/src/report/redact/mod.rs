//! Placeholders in place of what points to persons: mailbox local parts, the subject, users who signed in, and private
//! addresses, everywhere in a report. One value has one placeholder in a report, so that steps can still be compared.
//!
//! Domains and hosts stay: they are what a report is about. So do queue ids and what the caller said of the source.
//! Not here: how such values are found in text (`find`).

mod find;

use super::{Hop, Report};
use crate::input::Input;
use crate::limits::LIMITS;
use crate::vocab::field_name::FieldName;
use find::{Edit, Names, apply, moved};

/// Redacts a whole report; `input` gives names that stand outside of stamps.
pub(crate) fn redact(report: &mut Report, input: &Input<'_>) {
    let mut names = Names::default();
    collect(&mut names, report, input);
    let before = report.message.message_id.clone().unwrap_or_default();
    let after = names.message_id(&before);
    let prose = Prose { before: &before, after: &after };

    let Report { message, summary, hops, findings, caveats, partners, input, .. } = report;
    let edits: Vec<Vec<Edit>> = hops.iter_mut().map(|hop| one_hop(&mut names, hop, &prose)).collect();
    for finding in findings.iter_mut() {
        let at = finding.hop.and_then(|number| (number as usize).checked_sub(1));
        if let (Some(at), Some(span)) = (at, finding.span)
            && let (Some(hop), Some(edits)) = (hops.get(at), edits.get(at))
        {
            let (span, text) = recut(&hop.raw, edits, span);
            (finding.span, finding.quote) = (Some(span), Some(text));
        }
        prose.redact(&mut names, &mut finding.detail);
        if finding.span.is_none() || finding.hop.is_none() {
            header(&mut names, finding.quote.iter_mut());
        }
    }
    let texts = summary.sentences.iter_mut().chain(&mut input.repairs);
    let texts = texts.chain(caveats.iter_mut().map(|c| &mut c.text));
    for text in texts.chain(partners.iter_mut().flat_map(|p| &mut p.reasons)) {
        prose.redact(&mut names, text);
    }
    header(&mut names, message.markers.iter_mut().map(|m| &mut m.value));
    header(&mut names, message.tls_required.iter_mut());
    if !before.is_empty() {
        message.message_id = Some(after);
    }
    if names.are_too_many() {
        let kept = LIMITS.redacted_names;
        input
            .repairs
            .push(format!("Only the first {kept} names of several words were replaced in all places."));
    }
}

/// Further fields whose left of an `@` is no mailbox.
const ID_FIELDS: [&[u8]; 2] = [b"Resent-Message-ID", b"Content-ID"];

fn collect(names: &mut Names, report: &Report, input: &Input<'_>) {
    for &field in &input.fields {
        let value = String::from_utf8_lossy(input.value(field));
        match field.kind {
            FieldName::Subject => names.add_subject(&value),
            FieldName::Received | FieldName::MessageId | FieldName::References | FieldName::InReplyTo => {}
            _ if ID_FIELDS.iter().any(|id| input.name(field).eq_ignore_ascii_case(id)) => {}
            _ => names.add_mailboxes(&value),
        }
    }
    for hop in &report.hops {
        names.add_mailboxes(&without(&hop.raw, hop.id.as_deref()));
        for user in hop.authenticated.user.iter().chain(&hop.for_).chain(&hop.envelope_from) {
            names.add_user(user);
        }
    }
}

/// Text with an id left out that looks like a mailbox.
fn without(raw: &str, id: Option<&str>) -> String {
    match id.filter(|id| id.contains('@')) {
        Some(id) => raw.replace(id, " "),
        None => raw.to_owned(),
    }
}

/// Gives what was replaced in the hop's stamp.
fn one_hop(names: &mut Names, hop: &mut Hop, prose: &Prose<'_>) -> Vec<Edit> {
    let own: Vec<String> =
        [&hop.authenticated.user, &hop.for_, &hop.envelope_from].into_iter().flatten().cloned().collect();
    let id = hop.id.clone();
    let edits = names.edits(&hop.raw, id.as_deref(), &own);
    hop.raw = apply(&hop.raw, &edits);
    for quote in &mut hop.tls.quotes {
        (quote.span, quote.text) = recut(&hop.raw, &edits, quote.span);
    }
    let parts = [
        &mut hop.from.helo,
        &mut hop.from.rdns,
        &mut hop.from.ip,
        &mut hop.by.host,
        &mut hop.by.ip,
        &mut hop.via,
        &mut hop.for_,
        &mut hop.envelope_from,
        &mut hop.authenticated.user,
        &mut hop.protocol.as_written,
        &mut hop.writer.version,
        &mut hop.tls.group,
        &mut hop.tls.signature,
    ];
    let texts = parts.into_iter().flatten().chain(&mut hop.unread);
    for text in texts.chain(hop.tls.cipher.iter_mut().filter_map(|c| c.as_written.as_mut())) {
        let edits = names.edits(text, id.as_deref(), &own);
        *text = apply(text, &edits);
    }
    if let Some(text) = &mut hop.id {
        let edits = names.edits(text, id.as_deref(), &[]);
        *text = apply(text, &edits);
    }
    for why in &mut hop.trust.why {
        prose.redact(names, why);
    }
    edits
}

/// The place of words that stood at `span`, and the words that stand there now.
fn recut(raw: &str, edits: &[Edit], span: [u32; 2]) -> ([u32; 2], String) {
    let span = moved(edits, span);
    let text = raw.get(span[0] as usize..span[1] as usize).unwrap_or_default().to_owned();
    (span, text)
}

fn header<'t>(names: &mut Names, texts: impl Iterator<Item = &'t mut String>) {
    for text in texts {
        let edits = names.edits(text, None, &[]);
        *text = apply(text, &edits);
    }
}

/// Sentences of the program, which name values of the header and the Message-ID.
struct Prose<'p> {
    before: &'p str,
    after: &'p str,
}

impl Prose<'_> {
    fn redact(&self, names: &mut Names, text: &mut String) {
        if self.before != self.after && text.contains(self.before) {
            *text = text.replace(self.before, self.after);
        }
        let keep = (!self.after.is_empty()).then_some(self.after);
        let edits = names.edits(text, keep, &[]);
        *text = apply(text, &edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::options::{Options, Own};
    use crate::report::{json, markdown, text};

    const HEADER: &str = "\
Received: from mx.b.example (mx.b.example [10.20.30.40])\r
\tby store.b.example (Postfix) with ESMTPS id 4355A9A8AD6\r
\tfor <Bob.Builder@b.example>; Tue, 23 Nov 2026 17:19:22 +0000 (UTC)\r
Received: from mail.a.example ([203.0.113.9] helo=zelda)\r
\tby mx.b.example with esmtpsa (TLS1.3) tls TLS_AES_256_GCM_SHA384\r
\t(Exim 4.96) (envelope-from <zelda+news@a.example>) id 1xVXvT-0003kP-0c\r
\tfor bob.builder@b.example; Mon, 23 Nov 2026 17:19:21 +0000\r
Received: from [192.168.77.5] (ip-192-168-77-5.lan [192.168.77.5])\r
\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r
\t(Authenticated sender: corp\\zelda)\r
\tby mail.a.example (Postfix) with ESMTPSA id 4355A9A8AD7\r
\tfor <bob.builder@b.example>; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)\r
Subject: Quarterly figures\r
From: \"Z\" <zelda@a.example>\r
To: bob.builder@b.example\r
X-TLS: seen by zelda@a.example from 192.168.77.5\r
Message-ID: <zelda.20261123@a.example>\r
\r
";

    #[test]
    fn no_personal_string_is_left_in_any_format() {
        let own = ["b.example"].iter().map(|v| Own::parse(v).unwrap()).collect::<Own>();
        for options in [Options::default(), Options::default().with_own(own)] {
            let plain = json(&crate::analyze(HEADER.as_bytes(), &options));
            let report = crate::analyze(HEADER.as_bytes(), &options.with_redact(true));
            let shown =
                [json(&report), text(&report, crate::report::TextStyle::default()), markdown(&report)];
            let personal = [
                "zelda",
                "bob.builder",
                "10.20.30.40",
                "192.168.77.5",
                "192-168-77-5",
                "quarterly",
                "corp\\\\",
            ];
            for word in personal {
                let in_plain = plain.to_lowercase().contains(word);
                assert!(in_plain || word == "quarterly", "{word} is in the header");
                for format in &shown {
                    assert!(!format.to_lowercase().contains(word), "{word} is left in {format}");
                }
            }
            for kept in ["a.example", "b.example", "4355A9A8AD6", "203.0.113.9", "1xVXvT-0003kP-0c"] {
                assert!(shown[0].contains(kept), "{kept} is what a report is about");
            }
        }
    }

    #[test]
    fn one_value_has_one_placeholder_and_spans_still_fit() {
        let report = crate::analyze(HEADER.as_bytes(), &Options::default().with_redact(true));
        let to: Vec<&str> = report.hops.iter().filter_map(|h| h.for_.as_deref()).collect();
        assert_eq!(to.len(), 3);
        assert!(to.iter().all(|address| *address == to[0]), "{to:?}");
        assert_eq!(report.hops[0].from.ip.as_deref(), Some("private-1"));
        let mut quotes = 0;
        for hop in &report.hops {
            for quote in &hop.tls.quotes {
                assert_eq!(hop.raw[quote.span[0] as usize..quote.span[1] as usize], quote.text);
                quotes += 1;
            }
        }
        for finding in &report.findings {
            let (Some(hop), Some(span)) = (finding.hop, finding.span) else { continue };
            let raw = &report.hops[hop as usize - 1].raw;
            assert_eq!(raw.get(span[0] as usize..span[1] as usize), finding.quote.as_deref());
            quotes += 1;
        }
        assert!(quotes > 3, "there is something to cut: {quotes}");
    }

    /// What the answer rests on stays the same: only the words change.
    #[test]
    fn the_answer_is_that_of_the_header_as_it_was() {
        let options = Options::default();
        let plain = crate::analyze(HEADER.as_bytes(), &options);
        let redacted = crate::analyze(HEADER.as_bytes(), &options.with_redact(true));
        assert_eq!(plain.summary.outcome, redacted.summary.outcome);
        assert_eq!(plain.boundary, redacted.boundary);
        let classes = |report: &crate::report::Report| {
            report.hops.iter().map(|h| (h.trust.class, h.tls.state, h.leg)).collect::<Vec<_>>()
        };
        assert_eq!(classes(&plain), classes(&redacted));
    }

    /// A mailbox called like a word of the program leaves the program's sentences as they are.
    #[test]
    fn ordinary_words_are_left() {
        let header = "Received: from m.a.example (m.a.example [203.0.113.9]) by mx.b.example (Postfix) with ESMTP id \
                      4355A9A8AD6 for <system@b.example>; Mon, 23 Nov 2026 17:19:20 +0000\r\nFrom: from@a.example\r\n";
        let plain = crate::analyze(header.as_bytes(), &Options::default());
        let redacted = crate::analyze(header.as_bytes(), &Options::default().with_redact(true));
        assert_eq!(plain.summary.sentences, redacted.summary.sentences);
        let raw = &redacted.hops[0].raw;
        assert!(
            raw.starts_with("from m.a.example") && raw.contains("for <mailbox-") && !raw.contains("system"),
            "{raw}"
        );
    }

    #[test]
    fn hostile_text_neither_panics_nor_takes_long() {
        let long = format!(
            "Received: {} by x; 1 Nov 2026 00:00:00 +0000\r\n",
            "a@b é@\u{202e} \"@ 10.0.0.1 ".repeat(20_000)
        );
        let report = crate::analyze(long.as_bytes(), &Options::default().with_redact(true));
        assert!(!report.hops[0].raw.contains("10.0.0.1"));
    }
}
