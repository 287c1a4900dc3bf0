//! Entries as text for a terminal, and as one Markdown document.
//!
//! The text is the program's own, so nothing is escaped but what `Page` escapes.

use super::{Entry, GROUPS, Kind, all};
use crate::report::{Page, TextStyle, Tone};
use std::fmt::Write as _;

/// Entries as text, one below the other.
pub fn text(entries: &[Entry], style: TextStyle) -> String {
    let mut page = Page::new(style.width, style.color);
    for entry in entries {
        page.gap();
        page.paragraph(Tone::Strong, "", &title(entry));
        for part in &entry.parts {
            page.gap();
            match part.heading {
                Some(heading) => {
                    page.paragraph(Tone::Normal, "", &format!("{heading}:"));
                    page.paragraph(Tone::Normal, "  ", &part.text);
                }
                None => page.paragraph(Tone::Normal, "", &part.text),
            }
        }
    }
    page.finish()
}

/// `code (kind): title`; a title that only repeats the code is left out.
fn title(entry: &Entry) -> String {
    let Entry { code, kind, title, .. } = entry;
    if title.contains(&format!("\"{code}\"")) {
        format!("{code} ({})", kind.name())
    } else {
        format!("{code} ({}): {title}", kind.name())
    }
}

/// Every code by kind, for whoever does not know what to ask for.
pub fn index(style: TextStyle) -> String {
    let mut page = Page::new(style.width, style.color);
    let entries = all();
    for &kind in Kind::ALL {
        page.gap();
        let group = GROUPS.iter().find(|(_, of)| *of == kind);
        let all = group.map(|(word, _)| format!(" (all: tlstrail explain {word})")).unwrap_or_default();
        page.paragraph(Tone::Strong, "", &format!("{}{all}", capital(kind.name())));
        let codes: Vec<&str> = entries.iter().filter(|e| e.kind == kind).map(|e| e.code).collect();
        page.paragraph(Tone::Normal, "  ", &codes.join(", "));
    }
    page.finish()
}

/// The complete reference as Markdown.
pub fn markdown(entries: &[Entry]) -> String {
    let mut out = String::from("# What tlstrail's words and codes mean\n");
    for &kind in Kind::ALL {
        let mut of_kind = entries.iter().filter(|e| e.kind == kind).peekable();
        if of_kind.peek().is_none() {
            continue;
        }
        let _ = writeln!(out, "\n## {}\n\n{}", capital(kind.name()), kind.about());
        for entry in of_kind {
            let _ = writeln!(out, "\n### `{}`", entry.code);
            if !entry.title.contains(&format!("\"{}\"", entry.code)) {
                let _ = writeln!(out, "\n**{}**", entry.title);
            }
            for part in &entry.parts {
                match part.heading {
                    Some(heading) => {
                        let _ = writeln!(out, "\n*{heading}.* {}", part.text);
                    }
                    None => {
                        let _ = writeln!(out, "\n{}", part.text);
                    }
                }
            }
        }
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    #[test]
    fn an_entry_reads_as_a_page() {
        let shown = text(&find("weekday-does-not-fit-date"), TextStyle::default());
        assert!(
            shown.starts_with("weekday-does-not-fit-date (finding): The weekday does not fit the date\n\nWeight: contradiction."),
            "{shown}"
        );
        assert!(shown.contains("\nWhat it cannot tell:\n  Who changed the line."), "{shown}");
        assert!(
            text(&find("plain"), TextStyle::default()).starts_with("plain (outcome)\n\nThe boundary line")
        );
    }

    #[test]
    fn the_reference_holds_every_code_once_in_its_kind() {
        let entries = all();
        let reference = markdown(&entries);
        for entry in &entries {
            assert!(reference.contains(&format!("\n### `{}`\n", entry.code)), "{}", entry.code);
        }
        assert_eq!(reference.matches("\n### ").count(), entries.len());
        assert_eq!(reference.matches("\n## ").count(), Kind::ALL.len());
    }

    #[test]
    fn the_index_names_every_code() {
        let shown = index(TextStyle::default().with_width(usize::MAX));
        for entry in all() {
            assert!(shown.contains(entry.code), "{}", entry.code);
        }
    }
}
