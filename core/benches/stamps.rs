//! Reads every `Received` value of the files given (header sections, or NDJSON with `headers` or `value`), once each.
//!
//! Made for instruction counts, which are the same on a busy machine:
//!
//! ```text
//! cargo bench -p tlstrail-core --bench stamps --no-run
//! valgrind --tool=callgrind --callgrind-out-file=/dev/null --toggle-collect='*parse_one*' target/release/deps/stamps-… FILE…
//! ```
//! The printed count divided by the number of stamps is the cost of one. Without files it reads the corpus.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench talks to the person who runs it"
)]

mod common;

use std::hint::black_box;
use tlstrail_core::Stamp;

#[inline(never)]
fn parse_one(value: &[u8]) -> usize {
    let stamp = Stamp::parse(black_box(value));
    black_box(&stamp).unread.len()
}

fn main() {
    let mut values = Vec::new();
    for file in common::files() {
        let bytes = std::fs::read(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        if let Some(rows) = common::rows(&file, &bytes) {
            for row in rows {
                match row.get("value").and_then(|v| v.as_str()) {
                    Some(value) => values.push(value.as_bytes().to_vec()),
                    None => received(row["headers"].as_str().unwrap_or_default().as_bytes(), &mut values),
                }
            }
        } else {
            received(&bytes, &mut values);
        }
    }
    let bytes: usize = values.iter().map(Vec::len).sum();
    let unread: usize = values.iter().map(|v| parse_one(v)).sum();
    println!("{} stamps, {bytes} bytes, {unread} unread places", values.len());
}

/// The values of the `Received` fields of a header section, folding kept.
fn received(header: &[u8], values: &mut Vec<Vec<u8>>) {
    let mut field: Option<Vec<u8>> = None;
    for line in header.split_inclusive(|&b| b == b'\n') {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some(value) = &mut field {
                value.extend_from_slice(line);
            }
            continue;
        }
        values.extend(field.take().map(|v| v.trim_ascii().to_vec()));
        field = line.strip_prefix(b"Received:").map(<[u8]>::to_vec);
    }
    values.extend(field.map(|v| v.trim_ascii().to_vec()));
}
