//! The words of a stamp and the facts that were read from them, so that a page can show either by the other.
//!
//! Not here: the facts' values. A place is found by reading the text of the stamp once more, so it fits the text that
//! the report shows, whatever was replaced in it.

use super::node::{Element, el};
use crate::limits::LIMITS;
use crate::report::{Finding, Hop};
use crate::span::Span;
use crate::stamp::Stamp;

/// Where one fact stands.
struct Said {
    fact: String,
    start: usize,
    end: usize,
}

/// The places of the facts of one stamp.
pub(super) struct Words<'h> {
    raw: &'h str,
    said: Vec<Said>,
}

impl<'h> Words<'h> {
    /// For what is about no stamp.
    pub(super) const fn none() -> Self {
        Self { raw: "", said: Vec::new() }
    }

    pub(super) fn new(hop: &'h Hop, findings: &[(String, &Finding)]) -> Self {
        let mut words = Self { raw: &hop.raw, said: Vec::new() };
        let stamp = Stamp::parse(hop.raw.as_bytes());
        let facts: [(&str, Option<Span>); 14] = [
            ("helo", stamp.from.helo),
            ("rdns", stamp.from.rdns),
            ("ip", stamp.from.ip_span),
            ("by", stamp.by.host),
            ("with", stamp.protocol.as_written),
            ("via", stamp.via),
            ("id", stamp.id),
            ("for", stamp.recipient),
            ("envelope-from", stamp.envelope_from),
            ("user", stamp.authenticated.user),
            ("writer", stamp.writer.version.or(stamp.product)),
            ("cipher", stamp.tls.cipher),
            ("group", stamp.tls.group),
            ("signature", stamp.tls.signature),
        ];
        for (fact, span) in facts {
            words.add(fact, span);
        }
        words.add("time", stamp.date.as_ref().map(|date| date.span));
        for span in &stamp.unread {
            words.add("unread", Some(*span));
        }
        let quoted = hop.tls.quotes.iter().map(|quote| ("tls", quote.span));
        let found = findings.iter().filter_map(|(id, finding)| Some((id.as_str(), finding.span?)));
        for (fact, [start, end]) in quoted.chain(found) {
            words.add(fact, Some(Span::new(start as usize, end as usize)));
        }
        words
    }

    fn add(&mut self, fact: &str, span: Option<Span>) {
        let Some(Span { start, end }) = span else { return };
        let (start, end) = (start as usize, end as usize);
        if start < end && self.raw.get(start..end).is_some() {
            self.said.push(Said { fact: fact.to_owned(), start, end });
        }
    }

    /// True where words of the stamp say this.
    pub(super) fn has(&self, fact: &str) -> bool {
        self.said.iter().any(|said| said.fact == fact)
    }

    /// The stamp, cut where a fact begins or ends; each piece names the facts that it says.
    pub(super) fn shown(&self) -> Element {
        let end = floor(self.raw, LIMITS.shown_bytes);
        let mut cuts = vec![0, end];
        cuts.dedup();
        for at in self.said.iter().flat_map(|said| [said.start, said.end]).filter(|&at| at <= end) {
            if let Err(place) = cuts.binary_search(&at) {
                cuts.insert(place, at);
            }
        }
        let mut pre = el("pre").class("stamp");
        for pair in cuts.windows(2) {
            let [from, to] = *pair else { continue };
            let text = self.raw.get(from..to).unwrap_or_default();
            let mut facts: Vec<&str> = (self.said.iter())
                .filter(|said| said.start <= from && to <= said.end)
                .map(|said| said.fact.as_str())
                .collect();
            facts.dedup();
            pre = if facts.is_empty() {
                pre.verbatim(text)
            } else {
                pre.child(el("mark").attr("data-says", facts.join(" ")).verbatim(text))
            };
        }
        if end < self.raw.len() {
            let left = format!("({} bytes more are not shown here)", self.raw.len() - end);
            pre = pre.child(el("em").text(&left));
        }
        pre
    }
}

/// The last place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::node::Node;
    use super::*;
    use crate::Options;

    fn marks(stamp: &str) -> Vec<(String, String)> {
        let input = format!("Received: {stamp}\r\n\r\n");
        let report = crate::analyze(input.as_bytes(), &Options::default());
        let shown = Words::new(&report.hops[0], &[]).shown();
        let text = |e: &Element| match e.children.as_slice() {
            [Node::Text(text)] => text.clone(),
            other => panic!("{other:?}"),
        };
        let marks = shown.children.iter().filter_map(|child| match child {
            Node::Element(e) if e.tag == "mark" => Some((e.attributes[0].1.clone(), text(e))),
            _ => None,
        });
        marks.collect()
    }

    #[test]
    fn each_fact_is_at_its_words() {
        let marks = marks(
            "from helo.example (rdns.example [203.0.113.7])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 \
             (256/256 bits))\r\n\tby mx.b.example (Postfix) with ESMTPS id 4355A9A8AD6\r\n\tfor <u@b.example>; Mon, \
             23 Nov 2026 17:19:20 +0000 (UTC)",
        );
        for (fact, words) in [
            ("helo", "helo.example"),
            ("rdns", "rdns.example"),
            ("ip", "203.0.113.7"),
            ("cipher tls", "TLS_AES_256_GCM_SHA384"),
            ("by", "mx.b.example"),
            ("id", "4355A9A8AD6"),
            ("for", "u@b.example"),
        ] {
            assert!(marks.contains(&(fact.into(), words.into())), "{fact}: {marks:?}");
        }
        assert!(marks.iter().any(|(facts, words)| facts == "time" && words.starts_with("Mon, 23 Nov 2026")));
    }

    #[test]
    fn a_huge_stamp_is_cut_and_says_so() {
        let stamp =
            format!("from {} by b.example; Mon, 23 Nov 2026 17:19:20 +0000", "é".repeat(LIMITS.shown_bytes));
        let input = format!("Received: {stamp}\r\n\r\n");
        let report = crate::analyze(input.as_bytes(), &Options::default());
        let mut html = String::new();
        Words::new(&report.hops[0], &[]).shown().write_html(&mut html);
        assert!(
            html.len() < LIMITS.shown_bytes + 200 && html.contains("bytes more are not shown here"),
            "{}",
            html.len()
        );
    }
}
