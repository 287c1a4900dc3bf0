//! Every limit of the library is told when it is hit, and what lies within is still read.

use tlstrail_core::limits::LIMITS;
use tlstrail_core::report::Report;
use tlstrail_core::{Options, analyze};
use tlstrail_tests::any_bytes::outlook;

const STAMP: &str = "Received: from a.example ([203.0.113.9]) by b.example with ESMTPS id 1; Mon, 23 Nov 2026 17:19:20 +0000\n";

/// The report on these bytes, which tells a limit with these words.
#[track_caller]
fn told(bytes: &[u8], words: &str) -> Report {
    let report = analyze(bytes, &Options::default());
    assert!(report.input.repairs.iter().any(|text| text == words), "{:?}", report.input.repairs);
    report
}

#[test]
fn bytes_fields_and_stamps_beyond_the_limit_are_told_and_those_within_are_read() {
    let long = format!("{STAMP}X: {}\n", "x ".repeat(LIMITS.header_bytes / 2));
    let only = format!("Only the first {} bytes were read.", LIMITS.header_bytes);
    let report = told(long.as_bytes(), &only);
    assert!(report.input.truncated && report.hops.len() == 1);
    let wide: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let report = told(&outlook(&[("__substg1.0_007D001F", &wide)]), &only);
    assert!(report.input.truncated && report.hops.len() == 1, "an Outlook message is no exception");

    let many = format!("{STAMP}{}", "A: b\n".repeat(LIMITS.fields));
    let report = told(many.as_bytes(), &format!("Only the first {} fields were read.", LIMITS.fields));
    assert!(report.input.truncated && report.input.fields as usize == LIMITS.fields);

    let stamps = STAMP.repeat(LIMITS.stamps + 1);
    let only = format!(
        "Received fields beyond the first {} are not read: {} in all.",
        LIMITS.stamps,
        LIMITS.stamps + 1
    );
    let report = told(stamps.as_bytes(), &only);
    assert!(report.input.truncated && report.hops.len() == LIMITS.stamps);
}

#[test]
fn long_and_many_other_fields_are_told() {
    let long = format!("{STAMP}From: {}@a.example\n", "x".repeat(LIMITS.field_bytes));
    told(long.as_bytes(), &format!("Only the first {} bytes of From were read.", LIMITS.field_bytes));
    let many = |field: &str| format!("{STAMP}{}", field.repeat(LIMITS.statements + 1));
    let only = |what: &str| format!("Only the first {} {what} were read.", LIMITS.statements);
    told(
        many("X-TLS: TLS1.2:AES128-SHA:128\n").as_bytes(),
        &only("statements of other fields about sessions"),
    );
    told(many("DKIM-Signature: v=1; d=a.example; h=received\n").as_bytes(), &only("signatures"));
}

#[test]
fn names_that_redaction_looks_for_in_their_stamp_alone_are_told() {
    let stamp = |n| STAMP.replace("id 1", &format!("id 1 for <\"u ser{n}\"@x.example>"));
    let redacted = |names| {
        let stamps: String = (0..names).map(stamp).collect();
        analyze(stamps.as_bytes(), &Options::default().with_redact(true))
    };
    let told =
        |report: &Report| report.input.repairs.iter().any(|text| text.contains("names of several words"));
    let (few, many) = (redacted(LIMITS.redacted_names), redacted(LIMITS.redacted_names + 1));
    assert!(!told(&few) && told(&many), "{:?}", many.input.repairs);
    assert!(many.hops.iter().all(|hop| !hop.raw.contains("ser")), "{}", many.hops[0].raw);
}

/// Nothing that reads an input calls itself: two hundred thousand levels are as good as one.
#[test]
fn nesting_is_never_too_deep() {
    let deep = |open: &str, close: &str| [open.repeat(200_000), close.repeat(200_000)].concat();
    let comments = format!(
        "Received: from a.example {} by b.example; Mon, 23 Nov 2026 17:19:20 +0000\n",
        deep("(", ")")
    );
    assert_eq!(
        analyze(comments.as_bytes(), &Options::default()).hops[0].by.host.as_deref(),
        Some("b.example")
    );
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("(", ")")] {
        for head in [
            "{\"internetMessageHeaders\":",
            "{\"payload\":",
            "Authentication-Results: a.example; x=",
            "Content-Type: a/b; x=",
        ] {
            analyze(format!("{head}{}\n\n", deep(open, close)).as_bytes(), &Options::default());
        }
    }
}
