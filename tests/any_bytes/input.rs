//! A message, a header block, or what someone pasted.

use super::reading::of_report;
use super::{assert_harmless, options};
use tlstrail_core::report::{Report, TextStyle, ndjson_line, text};
use tlstrail_core::{BODY_START, HeaderEnd, analyze, header_end};

/// Any bytes give a report that fits itself, in JSON and as text; line ends and a longer body change nothing but places.
pub fn input(bytes: &[u8]) {
    let options = options(bytes);
    let report = analyze(bytes, &options);
    consistent(&report);
    let line = ndjson_line(&report);
    assert_eq!(line.matches('\n').count(), 1);
    let read: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(read, serde_json::to_value(&report).unwrap());
    assert_harmless(&text(&report, TextStyle::default()));

    if let HeaderEnd::At(end) = header_end(bytes) {
        let start = bytes.get(..bytes.len().min(end + BODY_START)).unwrap();
        assert_eq!(report, analyze(start, &options), "a longer body changes nothing");
    }
    // Only text: in UTF-16 these bytes are no line ends.
    if let Ok(text) = str::from_utf8(bytes)
        && !text.contains(['\r', '\0'])
    {
        let other = analyze(text.replace('\n', "\r\n").as_bytes(), &options);
        assert_eq!(of_report(&report), of_report(&other), "line ends change nothing");
    }
}

/// Numbers, counts and quotes of a report agree with its hops.
pub(super) fn consistent(report: &Report) {
    let hops = &report.hops;
    for (hop, number) in hops.iter().zip(1_u32..) {
        assert_eq!(hop.number, number);
        assert_eq!(hop.field_index as usize, hops.len() - number as usize, "{number}");
        for quote in &hop.tls.quotes {
            assert_eq!(cut(&hop.raw, quote.span), Some(quote.text.as_str()), "{:?}", hop.raw);
        }
    }
    let counts = report.summary.hops;
    let counted = [counts.encrypted, counts.plain, counts.unrecorded, counts.local];
    assert_eq!(counted.iter().sum::<u32>() as usize, hops.len());
    let received = report.input.received_fields as usize;
    assert!(received == hops.len() || (received > hops.len() && report.input.truncated));
    assert!(received <= report.input.fields as usize);
    assert!(report.boundary.hop.is_none_or(|hop| (1..=hops.len()).contains(&(hop as usize))));
    for finding in &report.findings {
        let hop = finding.hop.map(|hop| &hops[hop as usize - 1]);
        assert_eq!(finding.quote.is_some(), finding.span.is_some());
        if let (Some(span), Some(hop)) = (finding.span, hop) {
            assert_eq!(cut(&hop.raw, span), finding.quote.as_deref(), "{} {:?}", finding.code, hop.raw);
        }
    }
}

fn cut(raw: &str, [start, end]: [u32; 2]) -> Option<&str> {
    raw.get(start as usize..end as usize)
}
