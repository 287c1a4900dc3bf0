//! Records in each format: whole lines, ready to be handed on.

use crate::args::Format;
use crate::file::STANDARD_INPUT;
use std::io::Write as _;
use tlstrail_core::options::{Moment, SourceId};
use tlstrail_core::report::{
    CSV_HEAD, ErrorRecord, Report, TextStyle, csv_error, csv_rows, ecs_error, ecs_events, error_line, escape,
    json, ndjson_line, ocsf_error, ocsf_event, text,
};

/// What stands once before all records.
pub(crate) fn head(format: Format) -> Option<&'static str> {
    match format {
        Format::Csv => Some(CSV_HEAD),
        _ => None,
    }
}

/// Appends the record of a message.
pub(crate) fn report(format: Format, report: &Report, now: Option<Moment>, out: &mut Vec<u8>) {
    match format {
        Format::Csv => csv_rows(report, out),
        Format::Ecs => with_text(out, |text| ecs_events(report, now, text)),
        Format::Ocsf => with_text(out, |text| ocsf_event(report, now, text)),
        Format::Json => out.extend_from_slice(json(report).as_bytes()),
        Format::Ndjson => out.extend_from_slice(ndjson_line(report).as_bytes()),
        Format::Text => {
            let name = report.source.id.as_deref().or(report.source.path.as_deref());
            heading(name, report.source.index, out);
            out.extend_from_slice(text(report, TextStyle::default()).as_bytes());
            out.push(b'\n');
        }
        // One report over all stands at the end.
        Format::Markdown | Format::Html => {}
    }
}

/// Appends the record of a message that could not be read.
pub(crate) fn error(
    format: Format,
    source: &SourceId,
    problem: &str,
    now: Option<Moment>,
    out: &mut Vec<u8>,
) {
    match format {
        Format::Csv => csv_error(&ErrorRecord::new(source, problem), out),
        Format::Ecs => with_text(out, |text| ecs_error(&ErrorRecord::new(source, problem), now, text)),
        Format::Ocsf => with_text(out, |text| ocsf_error(&ErrorRecord::new(source, problem), now, text)),
        Format::Json | Format::Ndjson => {
            out.extend_from_slice(error_line(&ErrorRecord::new(source, problem)).as_bytes());
        }
        Format::Text => {
            heading(source.id.as_deref().or(source.path.as_deref()), source.index, out);
            let _ = writeln!(out, "not read: {}\n", escape(problem.as_bytes()));
        }
        // One report over all stands at the end.
        Format::Markdown | Format::Html => {}
    }
}

fn with_text(out: &mut Vec<u8>, write: impl FnOnce(&mut String)) {
    let mut text = String::new();
    write(&mut text);
    out.extend_from_slice(text.as_bytes());
}

/// True where a message that could not be read has a record that says why.
pub(crate) const fn has_error_records(format: Format) -> bool {
    !matches!(format, Format::Text | Format::Markdown | Format::Html)
}

fn heading(name: Option<&str>, index: Option<u64>, out: &mut Vec<u8>) {
    let name = escape(name.unwrap_or(STANDARD_INPUT).as_bytes());
    let _ = match index {
        Some(index) => writeln!(out, "== {name}, message {}", index + 1),
        None => writeln!(out, "== {name}"),
    };
}
