//! Analyses every header section of the files given (`.eml`, or NDJSON with `headers`), once each, and beside it reads
//! their stamps alone.
//!
//! Made for instruction counts, which are the same on a busy machine. Two runs give the ratio that is promised: the
//! whole analysis (input, stamps, chain, trust, checks, summary, report) against the reading of its stamps.
//!
//! ```text
//! cargo bench -p tlstrail-core --bench analysis --no-run
//! for part in read_stamps analyse; do
//!     valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect="*$part*" target/release/deps/analysis-… FILE…
//! done
//! ```
//! Without files it reads the corpus.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench talks to the person who runs it"
)]

mod common;

use std::hint::black_box;
use tlstrail_core::options::{Options, parse_moment};
use tlstrail_core::report::Report;
use tlstrail_core::{Stamp, analyze};

#[inline(never)]
fn analyse(header: &[u8], options: &Options) -> Report {
    analyze(black_box(header), options)
}

#[inline(never)]
fn read_stamps(values: &[Vec<u8>]) -> usize {
    values.iter().map(|value| black_box(Stamp::parse(black_box(value))).unread.len()).sum()
}

fn main() {
    let mut headers = Vec::new();
    for file in common::files() {
        let bytes = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        if let Some(rows) = common::rows(&file, &bytes) {
            for row in rows {
                headers.push(row["headers"].as_str().unwrap_or_default().as_bytes().to_vec());
            }
        } else {
            headers.push(bytes);
        }
    }
    let now = parse_moment("2026-12-01T00:00:00Z").expect("a moment");
    let options = Options::default().with_now(now);
    let (mut stamps, mut findings, mut unread) = (0, 0, 0);
    for header in &headers {
        let report = analyse(header, &options);
        stamps += report.hops.len();
        findings += report.findings.len();
        let values: Vec<Vec<u8>> = report.hops.iter().map(|hop| hop.raw.clone().into_bytes()).collect();
        unread += read_stamps(&values);
    }
    println!("{} messages, {stamps} stamps, {findings} findings, {unread} unread places", headers.len());
}
