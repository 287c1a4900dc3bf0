//! A reading without its places: what must stay the same when only folds, line ends or cases change.

use serde_json::Value;
use tlstrail_core::Stamp;
use tlstrail_core::report::Report;
use tlstrail_core::span::{Span, Words};

/// Facts by name; folds in their words count as one blank.
pub(super) type Facts = Vec<(&'static str, String)>;

/// All that a stamp tells.
pub(super) fn of_stamp(stamp: &Stamp<'_>) -> Facts {
    let raw = stamp.raw;
    let said = |span: Option<Span>| span.map(|span| words(raw, span)).unwrap_or_default();
    let tls = &stamp.tls;
    let mut facts: Facts = vec![
        ("writer", format!("{:?} {:?}", stamp.writer.software, stamp.writer.confidence)),
        ("version", said(stamp.writer.version)),
        ("helo", said(stamp.from.helo)),
        ("rdns", said(stamp.from.rdns)),
        ("ip", format!("{:?} {}", stamp.from.ip, said(stamp.from.ip_span))),
        ("port", format!("{:?}", stamp.from.port)),
        ("by", said(stamp.by.host)),
        ("by ip", format!("{:?}", stamp.by.ip)),
        ("with", said(stamp.protocol.as_written)),
        ("keyword", format!("{:?}", stamp.protocol.registered)),
        ("via", said(stamp.via)),
        ("id", said(stamp.id)),
        ("for", said(stamp.recipient)),
        ("envelope from", said(stamp.envelope_from)),
        ("authenticated", format!("{} {}", stamp.authenticated.stated, said(stamp.authenticated.user))),
        ("date", format!("{:?}", stamp.instant())),
        ("tls", format!("{:?} {:?} {:?}", tls.state, tls.basis, tls.strength)),
        ("tls version", format!("{:?} {}", tls.version, said(tls.label))),
        ("suite", format!("{:?} {}", tls.suite, said(tls.cipher))),
        ("bits", format!("{:?}", tls.bits)),
        ("group", said(tls.group)),
        ("signature", said(tls.signature)),
        ("certificate", format!("{:?}", tls.client_certificate)),
    ];
    facts.extend(tls.quotes.iter().map(|quote| ("quote", said(*quote))));
    facts.extend(stamp.unread.iter().map(|span| ("unread", words(raw, *span))));
    facts
}

fn words(raw: &[u8], span: Span) -> String {
    let words = Words::new(raw, span).map(|word| String::from_utf8_lossy(word.of(raw)).into_owned());
    words.collect::<Vec<_>>().join(" ")
}

/// All that a report tells but for folds, the bytes' places and their digest.
pub(super) fn of_report(report: &Report) -> Value {
    let mut report = report.clone();
    report.source.sha256 = None;
    for quote in report.hops.iter_mut().flat_map(|hop| &mut hop.tls.quotes) {
        quote.span = [0, 0];
    }
    // A long name is cut where advice tells it, and folds count.
    for caveat in report.caveats.iter_mut().filter(|caveat| caveat.code.starts_with("stronger-")) {
        caveat.text.clear();
    }
    for finding in &mut report.findings {
        finding.span = None;
        // A detail may tell the place of a byte.
        finding.detail.retain(|c| !c.is_ascii_digit());
    }
    let mut value = serde_json::to_value(&report).unwrap();
    let mut open = vec![&mut value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => *text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
            Value::Array(items) => open.extend(items),
            Value::Object(object) => open.extend(object.values_mut()),
            _ => {}
        }
    }
    value
}
