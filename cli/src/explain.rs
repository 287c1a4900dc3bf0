//! `tlstrail explain`: what the words and codes of a report mean. The texts are the library's.

use crate::args::Explain;
use crate::exit::ExitStatus;
use crate::session::color;
use crate::{Streams, answer, complain};
use tlstrail_core::explain::{Entry, all, find, index, markdown, near, text};
use tlstrail_core::report::TextStyle;

pub(crate) fn run(arguments: &Explain, streams: &mut Streams<'_>) -> ExitStatus {
    let style = TextStyle::default().with_color(color(arguments.color, streams));
    let text = match arguments.codes.as_slice() {
        [] if arguments.all => markdown(&all()),
        [] => index(style),
        codes => {
            let mut entries: Vec<Entry> = Vec::new();
            for code in codes {
                let found = find(code);
                if found.is_empty() {
                    complain(streams, &unknown(code));
                    return ExitStatus::Trouble;
                }
                entries.extend(found);
            }
            text(&entries, style)
        }
    };
    answer(&text, streams)
}

fn unknown(code: &str) -> String {
    match near(code).as_slice() {
        [] => format!("`{code}` is no code of a report; `tlstrail explain` lists them all"),
        near => format!("`{code}` is no code of a report; did you mean {}?", near.join(", ")),
    }
}
