//! The report as a page: the answer, the journey as a picture, what stands out, and where it all comes from.
//!
//! One tree serves two uses: [`html`] writes it as a document of its own without any script, and [`view`] hands it to a
//! page that builds the elements itself. Nothing is told by colour alone, there is no overall mark and no score.

mod hop;
mod journey;
mod node;
mod words;

pub use node::{Element, Node, write_text};

use super::text::{CUT_SHORT, STRONGER, agreement, is_outside, lowest_version, of_message, place};
use super::{Outcome, PartnerResult, Report, phrase};
use crate::options::Moment;
use crate::summary::Place;
pub(crate) use node::el;
use words::Words;

/// The look of the tree, on a page and on paper.
pub const STYLE: &str = include_str!("style.css");

/// Nothing is loaded and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The report as a document of its own, which holds all it needs. `now` is the moment of analysis.
pub fn html(report: &Report, now: Option<Moment>) -> String {
    let mut out = String::with_capacity(32 << 10);
    out.push_str("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    out.push_str(POLICY);
    out.push_str("\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.push_str("<title>TLS in the trace of a message</title><style>");
    out.push_str(STYLE);
    out.push_str("</style></head><body><main><h1>TLS in the trace of a message</h1>");
    view(report, now).write_html(&mut out);
    out.push_str("</main></body></html>\n");
    out
}

/// The report as a tree of elements. `now` is the moment of analysis.
pub fn view(report: &Report, now: Option<Moment>) -> Element {
    let sections =
        [answer(report), journey::journey(report), findings(report), others(report), stronger(report)];
    el("article")
        .class("report")
        .attr("data-outcome", report.summary.outcome.as_str())
        .each(sections.into_iter().filter(|section| !section.is_empty()))
        .child(origin(report, now))
}

fn answer(report: &Report) -> Element {
    let summary = &report.summary;
    let (first, others) = match summary.sentences.split_first() {
        Some((first, others)) => (first.as_str(), others),
        None => (phrase::outcome(summary.outcome), &[][..]),
    };
    let known = report.partners.iter().filter(|p| p.result != PartnerResult::NotApplicable);
    let said = el("div")
        .each(others.iter().map(|sentence| el("p").text(sentence)))
        .each(lowest_version(report).map(|line| el("p").text(&line)))
        .each(known.map(|partner| el("p").class("partner").text(&agreement(partner))));
    let nothing_outside = !report.hops.iter().any(is_outside);
    let places = [Some(Place::Answer), Some(Place::Journey), nothing_outside.then_some(Place::Outside)];
    let limits = places.into_iter().flatten().filter_map(|place| caveats(report, place));
    el("section")
        .class("answer")
        .attr("aria-labelledby", "answer")
        .child(el("p").class("outcome").text(outcome(summary.outcome)))
        .child(el("h2").attr("id", "answer").text(first))
        .child(beside(said, limits))
}

/// What is said, and what limits it beside it.
fn beside(said: Element, limits: impl IntoIterator<Item = Element>) -> Element {
    let lists = el("div").each(limits);
    let row = el("div").class("beside").child(said);
    if lists.is_empty() {
        return row;
    }
    row.child(el("div").child(el("p").class("heading").text("What limits this")).child(lists))
}

/// The answer in a few words, above its sentence.
const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Encrypted => "TLS recorded at the boundary",
        Outcome::EncryptedOutdated => "Outdated TLS recorded at the boundary",
        Outcome::Plain => "No TLS recorded at the boundary",
        Outcome::Unrecorded => "Not shown at the boundary",
        Outcome::Internal => "Inside one organisation",
        Outcome::Contradicted => "The boundary line does not fit and is not used",
        Outcome::NoTrace => "No trace to read",
    }
}

/// What stands out about the message; what is about a hop stands beside it.
fn findings(report: &Report) -> Element {
    let about: Vec<_> = report.findings.iter().filter(|finding| finding.hop.is_none()).collect();
    let section = el("section").class("about");
    if about.is_empty() {
        return section;
    }
    section
        .attr("aria-labelledby", "about")
        .child(el("h2").attr("id", "about").text("What stands out about the message"))
        .child(
            el("ul")
                .class("findings")
                .each(about.into_iter().map(|found| hop::finding(found, None, &Words::none()))),
        )
}

fn others(report: &Report) -> Element {
    let (lines, input) = (of_message(report, str::to_owned, str::to_owned), &report.input);
    let mut section = el("section").class("input");
    if lines.is_empty() && input.repairs.is_empty() && !input.truncated {
        return section;
    }
    section = section
        .attr("aria-labelledby", "input")
        .child(el("h2").attr("id", "input").text("The message and how it was read"))
        .each(lines.iter().map(|line| el("p").text(line)));
    if !input.repairs.is_empty() {
        section = section
            .child(el("p").text("Mended before reading:"))
            .child(el("ul").each(input.repairs.iter().map(|repair| el("li").text(repair))));
    }
    if input.truncated { section.child(el("p").class("cut").text(CUT_SHORT)) } else { section }
}

fn stronger(report: &Report) -> Element {
    let list = caveats(report, Place::Stronger);
    let section = el("section").class("stronger");
    if list.is_none() {
        return section;
    }
    section
        .attr("aria-labelledby", "stronger")
        .child(el("h2").attr("id", "stronger").text(STRONGER))
        .each(list)
}

/// The caveats of one place, if there are any.
fn caveats(report: &Report, wanted: Place) -> Option<Element> {
    let of_place = report.caveats.iter().filter(|caveat| place(caveat) == wanted);
    let list = el("ul")
        .class("limits")
        .each(of_place.map(|caveat| el("li").attr("data-code", caveat.code.clone()).text(&caveat.text)));
    (!list.is_empty()).then_some(list)
}

/// What lets a reader make the same report again.
fn origin(report: &Report, now: Option<Moment>) -> Element {
    let tool = &report.tool;
    let row = |name: &str, value: &str| el("div").child(el("dt").text(name)).child(el("dd").text(value));
    let mut rows = vec![row("Made by", &format!("{} {}", tool.name, tool.version))];
    rows.extend(tool.rules.map(|date| row("Rules of", date)));
    rows.extend(now.map(|now| row("Read at", &phrase::time(&now.to_rfc3339()))));
    rows.extend(report.source.sha256.as_deref().map(|hash| row("SHA-256 of the header", hash)));
    rows.extend(report.message.message_id.as_deref().map(|id| row("Message-ID", id)));
    rows.extend(report.message.date.as_deref().map(|date| row("Date", &phrase::time(date))));
    el("footer").class("origin").child(el("dl").each(rows))
}
