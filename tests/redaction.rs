//! Placeholders on every sample: nothing personal is left, and every span still cuts its words.

use crate::wording::samples;
use serde_json::Value;
use tlstrail_core::options::{Options, parse_moment};
use tlstrail_core::report::{Report, json, markdown, ndjson_line};

fn report(input: &[u8], redact: bool) -> Report {
    let now = parse_moment("2026-12-01T00:00:00Z").unwrap();
    tlstrail_core::analyze(input, &Options::default().with_now(now).with_redact(redact))
}

/// The left of the `@` in what the stamps give as mailboxes.
fn mailboxes(report: &Report) -> Vec<String> {
    let given = report.hops.iter().flat_map(|h| [&h.for_, &h.envelope_from, &h.authenticated.user]);
    given
        .flatten()
        .filter_map(|address| Some(address.rsplit_once('@')?.0.trim_start_matches('<').to_lowercase()))
        .filter(|local| !local.is_empty() && !local.contains(['@', ' ', ',']))
        .collect()
}

#[test]
fn no_mailbox_of_any_sample_is_left() {
    let mut judged = 0;
    for (path, input) in samples() {
        let plain = report(&input, false);
        let redacted = report(&input, true);
        let shown = [json(&redacted).to_lowercase(), markdown(&redacted).to_lowercase()];
        for local in mailboxes(&plain) {
            judged += 1;
            for text in &shown {
                let whole = text.match_indices(&format!("{local}@")).any(|(at, _)| {
                    // Not the end of a longer word, such as an id.
                    !text[..at].ends_with(|c: char| c.is_alphanumeric() || "._+-=".contains(c))
                });
                assert!(!whole, "{}: {local}@ is left", path.display());
            }
        }
        for user in plain.hops.iter().filter_map(|h| h.authenticated.user.as_ref()).filter(|u| u.len() > 4) {
            let left = redacted.hops.iter().any(|h| h.authenticated.user.as_ref() == Some(user));
            assert!(!left, "{}: {user} is left", path.display());
        }
    }
    assert!(judged > 100, "{judged}");
}

#[test]
fn spans_cut_the_same_words_and_all_else_stays() {
    for (path, input) in samples() {
        let (plain, redacted) = (report(&input, false), report(&input, true));
        for hop in &redacted.hops {
            for quote in &hop.tls.quotes {
                let cut = hop.raw.get(quote.span[0] as usize..quote.span[1] as usize);
                assert_eq!(cut, Some(quote.text.as_str()), "{}", path.display());
            }
        }
        for finding in &redacted.findings {
            let Some((number, span)) = finding.hop.zip(finding.span) else { continue };
            let raw = &redacted.hops[number as usize - 1].raw;
            assert_eq!(
                raw.get(span[0] as usize..span[1] as usize),
                finding.quote.as_deref(),
                "{}",
                path.display()
            );
        }
        let facts = |report: &Report| {
            let value: Value = serde_json::from_str(&ndjson_line(report)).unwrap();
            let hop = |h: &Value| (h["tls"]["state"].clone(), h["trust"]["class"].clone(), h["leg"].clone());
            let hops: Vec<_> = value["hops"].as_array().unwrap().iter().map(hop).collect();
            (value["summary"]["outcome"].clone(), value["boundary"].clone(), hops)
        };
        assert_eq!(facts(&plain), facts(&redacted), "{}", path.display());
        assert_eq!(plain.findings.len(), redacted.findings.len(), "{}", path.display());
    }
}
