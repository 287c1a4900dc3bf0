//! The picture of the journey: machines in groups by organisation, hops between them in order, and the boundary.
//!
//! It is a list of hops that also reads well without its looks: lines and boxes are drawn around it by the style. Not
//! here: what one hop says.

use super::hop::link;
use super::node::{Element, el};
use super::{beside, caveats};
use crate::report::by_hop::ByHop;
use crate::report::text::{is_outside, no_hops, receiver, sender, side};
use crate::report::{Hop, Report, Strength, TlsState, TrustClass, phrase};
use crate::summary::Place;

pub(super) fn journey(report: &Report) -> Element {
    let section = el("section")
        .class("journey")
        .attr("aria-labelledby", "journey")
        .child(el("h2").attr("id", "journey").text("The journey"));
    if report.hops.is_empty() {
        return section.each(no_hops(report).iter().map(|line| el("p").text(line)));
    }
    let mut section = section.child(counts(report));
    if report.hops.iter().any(is_outside) {
        let heading = el("h3").class("side outside").text(side(report, true));
        section = section.child(beside(el("div").child(heading), caveats(report, Place::Outside)));
    } else {
        section = section.child(band(report));
    }
    section.child(list(report)).child(in_words(report))
}

/// How many hops are of each state, each with the line that stands for it in the picture.
fn counts(report: &Report) -> Element {
    let counts = report.summary.hops;
    let states = [
        (TlsState::Encrypted, counts.encrypted, "with TLS"),
        (TlsState::Plain, counts.plain, "without TLS"),
        (TlsState::Unrecorded, counts.unrecorded, "not shown"),
        (TlsState::Local, counts.local, "with no network between"),
    ];
    let item = |(state, count, words): (TlsState, u32, &str)| {
        el("li")
            .class(format!("count {state}"))
            .child(el("span").class("line").attr("aria-hidden", "true"))
            .child(el("b").text(&count.to_string()))
            .blank()
            .child(el("span").text(words))
    };
    el("ul").class("counts").attr("aria-label", "Hops by what their lines show").each(states.map(item))
}

fn list(report: &Report) -> Element {
    let mut list = el("ol").class("chain").attr("aria-label", "Hops, oldest first");
    let found = ByHop::new(report);
    let mut before: Option<&Hop> = None;
    for (at, hop) in report.hops.iter().enumerate() {
        let after = report.hops.get(at + 1);
        list = list.child(item(report, &found, before, hop, after));
        before = Some(hop);
    }
    list
}

/// A hop with the machine it leads to, and with the one it comes from where that was not drawn yet.
fn item(report: &Report, found: &ByHop<'_>, before: Option<&Hop>, hop: &Hop, after: Option<&Hop>) -> Element {
    let is_border = report.boundary.hop == Some(hop.number);
    let trust = if is_border {
        "own border"
    } else if is_outside(hop) {
        "outside"
    } else {
        "own"
    };
    let contradicted = if hop.trust.class == TrustClass::Contradicted { " contradicted" } else { "" };
    // TLS below the minimum has not the look of TLS that is good.
    let weak = hop.tls.strength.is_some_and(Strength::is_below_minimum);
    let weak = if weak && hop.tls.state == TlsState::Encrypted { " weak" } else { "" };
    let inside = stays(hop);
    let stay = if inside { " inside" } else { "" };
    let mut item = el("li")
        .class(format!("hop {} {trust}{contradicted}{weak}{stay}", hop.tls.state))
        .attr("id", format!("hop-{}", hop.number))
        .attr("data-hop", hop.number.to_string());
    if !before.is_some_and(|before| joins(before, hop)) {
        if before.is_some() {
            let words = "No line tells how the message came from the machine above to the one below.";
            item = item.child(el("p").class("gap").text(words));
        }
        let outside = if is_border || is_outside(hop) { " outside" } else { "" };
        let ends = if inside { "" } else { " ends" };
        item = item.child(machine(
            &sender(hop),
            hop.from.organisation.as_deref(),
            &format!("machine begins{ends}{outside}"),
        ));
    }
    // Where every line is the reader's own, the band stands above the list.
    if is_border && report.hops.iter().any(is_outside) {
        item = item.child(band(report));
    }
    let begins = if inside { "" } else { " begins" };
    let goes_on = after.is_some_and(|after| joins(hop, after) && stays(after));
    let ends = if goes_on { "" } else { " ends" };
    let outside = if is_outside(hop) { " outside" } else { "" };
    item.child(link(report, found, hop, before)).child(machine(
        &receiver(hop),
        hop.by.organisation.as_deref(),
        &format!("machine{begins}{ends}{outside}"),
    ))
}

/// True where a hop stays inside one organisation.
fn stays(hop: &Hop) -> bool {
    hop.tls.state == TlsState::Local
        || (hop.by.organisation.is_some() && hop.from.organisation == hop.by.organisation)
}

/// True where the next hop goes on from where this one led: nothing says that another organisation lies between.
fn joins(hop: &Hop, next: &Hop) -> bool {
    match (&hop.by.organisation, &next.from.organisation) {
        (Some(by), Some(from)) => by == from,
        _ => true,
    }
}

fn machine(name: &str, organisation: Option<&str>, class: &str) -> Element {
    let mut machine = el("div").class(class);
    if class.contains("begins") {
        let group = organisation.unwrap_or("organisation not known");
        machine = machine.child(el("span").class("group").text(group)).blank();
    }
    machine.child(el("span").class("host").text(name))
}

/// The line between what others state and what the reader's own system recorded.
fn band(report: &Report) -> Element {
    let said = el("div")
        .child(el("p").class("where").text(&phrase::boundary(report)))
        .child(el("h3").class("side own").text(side(report, false)));
    el("div").class("band").child(beside(said, caveats(report, Place::Boundary)))
}

/// The picture once more, as a plain list of sentences.
fn in_words(report: &Report) -> Element {
    let step = |hop: &Hop| {
        let who = if is_outside(hop) { "Stated by others" } else { "Recorded by your system" };
        let border = if report.boundary.hop == Some(hop.number) { " This is the boundary." } else { "" };
        let words =
            format!("{} \u{2192} {}. {who}. {}{border}", sender(hop), receiver(hop), phrase::tls(hop));
        el("li").text(&words)
    };
    el("details")
        .class("in-words")
        .child(el("summary").text("The journey in words"))
        .child(el("ol").each(report.hops.iter().map(step)))
}
