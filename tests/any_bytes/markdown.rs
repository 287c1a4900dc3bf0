//! Markdown, read by a parser of it: what a header says stays text.

use super::assert_harmless;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// Only the pieces that a report writes itself: its own headings, lists and tables, text, code, and bold sentences.
#[track_caller]
pub fn markdown(text: &str) {
    assert_harmless(text);
    // Other readers know no longer fence: what stands behind it would be Markdown to them.
    assert!(!text.contains(&"`".repeat(80)), "{text}");
    let (mut columns, mut cells, mut in_code) = (0, 0, false);
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::Start(Tag::TableCell) => {
                cells += 1;
                assert!(cells <= columns, "a cell of a sender's making in {text}");
            }
            Event::Start(Tag::Heading { level, .. }) => assert!(level <= HeadingLevel::H3, "{text}"),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::Strong) => {}
            Event::End(_) | Event::Code(_) | Event::SoftBreak => {}
            Event::Text(_) if in_code => {}
            Event::Text(said) => {
                // Mentions, numbers of tickets and bare addresses become links on the site.
                let lower = said.to_lowercase();
                for mark in ["@", "#", "<", ">", "`", "|", "://", "www.", "mailto:"] {
                    assert!(!lower.contains(mark), "{mark} in {said:?} in {text}");
                }
            }
            other => panic!("{other:?} in {text}"),
        }
    }
}
