//! The summary as Markdown: tables with bars of letters. Words that senders choose stand as code, where nothing has a
//! meaning.

use super::super::tally::Tally;
use super::{Chart, Part, grouped, percent, summary, tenths};
use std::fmt::Write as _;
use tlstrail_core::report::escape;

/// Letters of a whole bar.
const WIDTH: u64 = 20;
/// One letter for each part of a divided bar.
const LETTERS: [char; 4] = ['#', '/', '.', '-'];

/// The text.
pub(crate) fn markdown(tally: &Tally) -> String {
    let summary = summary(tally);
    let mut out = format!("# {}\n\n", summary.title);
    for fact in &summary.facts {
        let _ = writeln!(out, "{fact}\n");
    }
    out.push_str("## What limits these counts\n\n");
    for limit in summary.limits {
        let _ = writeln!(out, "- {limit}");
    }
    for part in &summary.parts {
        section(&mut out, part);
    }
    out
}

fn section(out: &mut String, part: &Part) {
    let _ = write!(out, "\n## {}\n\n{}\n\n", part.title, part.about);
    match &part.chart {
        Chart::Bars { of, rows, all } => {
            let _ = writeln!(out, "| {of} | number | share | |\n| --- | ---: | ---: | --- |");
            for (word, count) in rows {
                let share = percent(*count, *all);
                let _ = writeln!(
                    out,
                    "| {} | {} | {share} | {} |",
                    code(word),
                    grouped(*count),
                    bar(&[*count], *all)
                );
            }
        }
        Chart::Stacks { of, columns, rows } => {
            let [a, b, c, d] = *columns;
            let key: Vec<String> =
                LETTERS.iter().zip(columns).map(|(letter, word)| format!("`{letter}` is {word}")).collect();
            let _ = writeln!(out, "In the bars {}.\n", key.join(", "));
            let _ = writeln!(
                out,
                "| {of} | {a} | {b} | {c} | {d} | share {a} | |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |"
            );
            for (word, counts) in rows {
                let [first, second, third, fourth] = *counts;
                let _ = writeln!(
                    out,
                    "| {} | {} | {} | {} | {} | {} | {} |",
                    code(word),
                    grouped(first),
                    grouped(second),
                    grouped(third),
                    grouped(fourth),
                    percent(first, first + second + third),
                    bar(counts, counts.iter().sum())
                );
            }
        }
    }
}

fn bar(counts: &[u64], all: u64) -> String {
    let mut bar = "`".to_owned();
    for (count, letter) in counts.iter().zip(LETTERS) {
        let tenths = tenths(*count, all);
        let letters = (tenths * WIDTH + 500) / 1000;
        // Whatever was counted can be seen.
        let letters = letters.max(u64::from(*count > 0));
        bar.extend(std::iter::repeat_n(letter, usize::try_from(letters).unwrap_or(0)));
    }
    if bar.len() == 1 {
        return String::new();
    }
    bar + "`"
}

/// Text as code. A table ends a cell at a bar even inside of code, and a backtick ends the code.
fn code(word: &str) -> String {
    let shown = escape(word.as_bytes()).replace('|', "\\u{7c}").replace('`', "'");
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_text() {
        assert_eq!(code("a|b`[x](y)\u{202e}"), "`a\\u{7c}b'[x](y)\\u{202e}`");
        assert_eq!(bar(&[3, 1, 0, 0], 4), "`###############/////`");
        assert_eq!(bar(&[999, 1, 0, 0], 1000), "`####################/`");
    }
}
