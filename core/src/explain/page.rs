//! Entries as a tree of elements, for a page that shows them beside what they explain.

use super::Entry;
use crate::report::{Element, el};

/// Entries, one below the other.
pub fn view(entries: &[Entry]) -> Element {
    el("div").class("explained").each(entries.iter().map(one))
}

fn one(entry: &Entry) -> Element {
    let mut section = el("div")
        .class("entry")
        .child(el("p").child(el("strong").text(&entry.title)).blank().child(el("code").text(entry.code)));
    for part in &entry.parts {
        if let Some(heading) = part.heading {
            section = section.child(el("p").class("heading").text(heading));
        }
        section = section.child(el("p").text(&part.text));
    }
    section
}
