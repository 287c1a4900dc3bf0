//! One hop as a link of the journey: its state in words, and, opened, its facts beside the words that say them.

use super::node::{Element, el};
use super::words::Words;
use crate::report::by_hop::ByHop;
use crate::report::text::{is_outside, receiver, sender, sentences, writer};
use crate::report::{Effect, Finding, Hop, Report, Strength, TlsState, TrustClass, phrase};

/// The hop, closed, and what stands out about it. Notes show when it is opened.
pub(super) fn link(report: &Report, found: &ByHop<'_>, hop: &Hop, before: Option<&Hop>) -> Element {
    let findings: Vec<(String, &Finding)> =
        found.of(Some(hop.number)).map(|(at, finding)| (format!("finding-{at}"), finding)).collect();
    let words = Words::new(hop, &findings);
    let body = el("div")
        .class("evidence")
        .child(facts(report, hop, &words))
        .child(el("div").class("words").child(el("h4").text("The words of the header")).child(words.shown()));
    let list = |notes: bool| {
        let wanted = findings.iter().filter(|(_, found)| (found.effect == Effect::Note) == notes);
        let list = el("ul").class("findings").each(wanted.map(|(id, f)| finding(f, Some(id), &words)));
        (!list.is_empty()).then_some(list)
    };
    let details = el("details")
        .child(summary(hop, before))
        .child(el("p").class("believe").text(&sentences(&hop.trust.why)))
        .child(body)
        .each(list(true));
    el("div")
        .class("link")
        .child(el("p").class("told").text(&phrase::tls(hop)))
        .child(details)
        .each(list(false))
}

fn summary(hop: &Hop, before: Option<&Hop>) -> Element {
    let (from, to) = (sender(hop), receiver(hop));
    let mut line = el("summary")
        .child(el("span").class("number").text(&format!("Hop {}", hop.number)))
        .blank()
        .child(el("span").class("state").text(&state(hop)))
        .blank()
        .child(el("span").class("unseen").text(&format!("from {from} to {to},")))
        .blank()
        .child(el("span").class("who").text(who(hop)));
    if let Some(time) = hop.time.as_deref() {
        let shown = phrase::time(time);
        let day = before.and_then(|hop| hop.time.as_deref()).and_then(|time| time.get(..10));
        let same_day = day.is_some_and(|day| shown.starts_with(day));
        let clock = if same_day { shown.get(11..).unwrap_or_default() } else { &shown };
        line = line.blank().child(el("span").class("when").text(clock));
    }
    if let Some(seconds) = hop.seconds_after_previous {
        line = line.blank().child(el("span").class("delay").text(&phrase::later(seconds)));
    }
    line
}

/// The state in as few words as carry it.
fn state(hop: &Hop) -> String {
    let named = || hop.tls.version.as_deref().map(phrase::version);
    match hop.tls.state {
        TlsState::Encrypted => {
            let version = named().unwrap_or_else(|| "TLS".to_owned());
            match hop.tls.strength {
                Some(Strength::Outdated) => format!("{version}, outdated"),
                Some(Strength::Broken) => format!("{version}, broken"),
                _ => version,
            }
        }
        TlsState::Plain => "No TLS".to_owned(),
        TlsState::Unrecorded => "Not shown".to_owned(),
        TlsState::Local => "No network".to_owned(),
    }
}

fn who(hop: &Hop) -> &'static str {
    match hop.trust.class {
        TrustClass::Own => "recorded by your system",
        TrustClass::Boundary => "recorded by your system at the handover",
        TrustClass::Corroborated => "stated by others, fits other facts",
        TrustClass::Contradicted => "stated by others, contradicted",
        _ if is_outside(hop) => "stated by others",
        _ => "recorded by your system",
    }
}

/// One thing that stands out. `id` ties it to words of the header.
pub(super) fn finding(finding: &Finding, id: Option<&str>, words: &Words<'_>) -> Element {
    let mut item = el("li").class(format!("finding {}", finding.effect));
    let quote = finding.quote.as_ref().map(|quote| {
        let quote = el("q").text(quote);
        match id.filter(|id| words.has(id)) {
            Some(id) => quote.attr("data-fact", id).attr("data-name", finding.title.clone()),
            None => quote,
        }
    });
    item = item
        .child(el("strong").text(&format!("{}: {}.", phrase::effect(finding.effect), finding.title)))
        .blank()
        .child(el("span").text(&finding.detail));
    match quote {
        Some(quote) => {
            item.blank().child(el("span").class("says").text("The header says:").blank().child(quote))
        }
        None => item,
    }
    .blank()
    .child(el("code").class("code").attr("data-code", finding.code.clone()).text(&finding.code))
}

/// A list of facts: name, value, and the code under which the words of the header know it.
struct Facts<'w> {
    list: Element,
    words: &'w Words<'w>,
}

impl Facts<'_> {
    fn add(&mut self, code: &str, name: &str, value: impl AsRef<str>) {
        let mut said = el("span").class("value").text(value.as_ref());
        if self.words.has(code) {
            said = said.attr("data-fact", code).attr("data-name", name);
        }
        let row = el("div").child(el("dt").text(name)).child(el("dd").child(said));
        self.list = std::mem::replace(&mut self.list, el("dl")).child(row);
    }

    fn add_if(&mut self, code: &str, name: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.add(code, name, value);
        }
    }
}

fn facts(report: &Report, hop: &Hop, words: &Words<'_>) -> Element {
    let mut facts = Facts { list: el("dl").class("facts"), words };
    let tls = &hop.tls;
    facts.add("tls", "TLS", format!("{} ({})", tls.state, tls.basis));
    facts.add_if("tls", "Version", tls.version.as_deref().map(phrase::version).as_ref());
    let cipher = tls.cipher.as_ref().and_then(|c| c.as_written.as_ref().or(c.iana.as_ref()));
    facts.add_if("cipher", "Cipher", cipher);
    facts.add_if("tls", "Key length", tls.bits.map(|bits| format!("{bits} bits")).as_ref());
    facts.add_if("group", "Key exchange", tls.group.as_ref());
    facts.add_if("signature", "Server signature", tls.signature.as_ref());
    if let Some(strength) = tls.strength {
        facts.add("", "Strength", phrase::strength(strength, report.tool.rules));
    }
    if let Some(certificate) = tls.client_certificate {
        facts.add("", "Client certificate", phrase::client_certificate(certificate));
    }
    facts.add_if("ip", "Connecting address", hop.from.ip.as_ref());
    facts.add_if("rdns", "Its name in DNS", hop.from.rdns.as_ref());
    facts.add_if("helo", "Called itself", hop.from.helo.as_ref());
    facts.add_if("by", "Received by", hop.by.host.as_ref().or(hop.by.ip.as_ref()));
    facts.add_if("with", "Protocol", hop.protocol.as_written.as_ref());
    facts.add_if("via", "Link", hop.via.as_ref());
    facts.add_if("id", "Queue id", hop.id.as_ref());
    facts.add_if("for", "Recipient", hop.for_.as_ref());
    facts.add_if("envelope-from", "Envelope sender", hop.envelope_from.as_ref());
    if hop.authenticated.stated {
        let user = hop.authenticated.user.as_ref().map_or("the client signed in", String::as_str);
        facts.add("user", "Signed in", user);
    }
    let time = hop.time.as_deref().map_or_else(|| "not read".to_owned(), phrase::time);
    facts.add("time", "Time", time);
    if let Some(leg) = phrase::way(hop) {
        facts.add("", "Part of the way", leg);
    }
    facts.add("writer", "Written by", writer(hop));
    if !hop.unread.is_empty() {
        facts.add("unread", "Not understood", hop.unread.join("; "));
    }
    facts.list
}
