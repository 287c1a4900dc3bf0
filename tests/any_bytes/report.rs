//! The formats of a report: text of a header's making stays text in each.

use super::input::consistent;
use super::{assert_harmless, markdown, options, page};
use serde_json::Value;
use tlstrail_core::report::{self as formats, Color, Report, TextStyle};
use tlstrail_core::{analyze, report};

/// Every format of the report on these bytes is harmless and says what the report says.
pub fn report(bytes: &[u8]) {
    let options = options(bytes);
    let report = analyze(bytes, &options);
    consistent(&report);
    json(&report);
    terminal(&report);
    markdown(&report::markdown(&report));
    page(&formats::html(&report, options.now), &formats::view(&report, options.now));
    let mut table = formats::CSV_HEAD.as_bytes().to_vec();
    formats::csv_rows(&report, &mut table);
    let rows = csv(&String::from_utf8(table).unwrap());
    assert_eq!(rows, 1 + report.hops.len().max(1));
    events(&report, options.now);
}

fn json(report: &Report) {
    let value = serde_json::to_value(report).unwrap();
    for text in [formats::json(report), formats::ndjson_line(report)] {
        embeddable(&text);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value, "it reads back to the same");
    }
}

/// JSON that may be looked at with `cat` and stand in a `<script>` of a page (HTML Living Standard §4.12.1.3).
#[track_caller]
pub fn embeddable(json: &str) {
    assert_harmless(json);
    let lower = json.to_ascii_lowercase();
    for mark in ["</", "<!--", "<script"] {
        assert!(!lower.contains(mark), "{mark} in {json}");
    }
}

fn terminal(report: &Report) {
    let plain = formats::text(report, TextStyle::default());
    assert_harmless(&plain);
    let mut colored = formats::text(report, TextStyle::default().with_color(Color::Ansi));
    for code in ["1", "36", "33", "1;31", "2", "0"] {
        colored = colored.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(colored, plain, "colour only adds");
}

fn events(report: &Report, now: Option<tlstrail_core::options::Moment>) {
    let (mut ecs, mut ocsf) = (String::new(), String::new());
    formats::ecs_events(report, now, &mut ecs);
    formats::ocsf_event(report, now, &mut ocsf);
    for lines in [&ecs, &ocsf] {
        embeddable(lines);
        assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).unwrap().is_object()));
    }
    assert_eq!((ecs.lines().count(), ocsf.lines().count()), (report.hops.len().max(1), 1));
}

/// CSV of which no cell begins a formula or a row of its own; gives the number of rows.
pub fn csv(text: &str) -> usize {
    assert_harmless(text);
    let rows = csv_rows(text);
    let columns = rows.first().map_or(0, Vec::len);
    for row in &rows {
        assert_eq!(row.len(), columns, "{row:?}");
        for cell in row {
            let start = cell.trim_start().chars().next().unwrap_or(' ');
            let number = cell.parse::<i64>().is_ok();
            let formula = ['=', '+', '-', '@', '|', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
            assert!(number || !formula.contains(&start), "{cell:?}");
        }
    }
    rows.len()
}

/// The rows of CSV as RFC 4180 says.
pub fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty(), "it ends with a row");
    rows
}
