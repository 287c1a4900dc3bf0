//! One reader on one form of the corpus, for its processor time to be measured from outside.
//!
//! ```text
//! peer READER TASK FILE [ROUNDS]
//! ```
//! Readers: `mail-parser-0`, `mail-parser-1`, `mailparse`, `tlstrail`. Tasks: `stamps` reads each stamp by itself, `mbox`
//! writes the `Received` fields of each message as JSON from a mapped file split by memmem, `ndjson` does so for the
//! messages of NDJSON.

use memchr::memmem;
use serde::Deserialize;
use std::borrow::Cow;
use std::hint::black_box;
use std::io::{BufWriter, Write, stdout};

macro_rules! reader {
    ($name:ident, $crate_:ident) => {
        mod $name {
            use super::*;
            use $crate_::{HeaderValue, MessageParser};

            /// The `Received` fields of a message as one line of JSON.
            pub fn message(bytes: &[u8], out: &mut impl Write) {
                let parser = MessageParser::default();
                if let Some(message) = parser.parse_headers(bytes) {
                    let received: Vec<_> = message
                        .headers()
                        .iter()
                        .filter_map(|header| match header.value() {
                            HeaderValue::Received(received) => Some(received),
                            _ => None,
                        })
                        .collect();
                    serde_json::to_writer(&mut *out, &received).unwrap();
                    out.write_all(b"\n").unwrap();
                }
            }

            pub fn stamp(field: &[u8]) {
                black_box(MessageParser::default().parse_headers(black_box(field)));
            }
        }
    };
}

reader!(old, mail_parser_0);
reader!(new, mail_parser_1);

mod other {
    use super::*;

    pub fn message(bytes: &[u8], out: &mut impl Write) {
        if let Ok((headers, _)) = mailparse::parse_headers(bytes) {
            let received: Vec<String> =
                headers.iter().filter(|h| h.get_key_ref().eq_ignore_ascii_case("received")).map(|h| h.get_value()).collect();
            serde_json::to_writer(&mut *out, &received).unwrap();
            out.write_all(b"\n").unwrap();
        }
    }

    pub fn stamp(field: &[u8]) {
        let (header, _) = mailparse::parse_header(black_box(field)).unwrap();
        black_box(header.get_value());
    }
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    message: Cow<'a, str>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, reader, task, path, ..] = arguments.as_slice() else { panic!("peer READER TASK FILE [ROUNDS]") };
    let rounds: usize = arguments.get(4).map_or(1, |n| n.parse().unwrap());
    let file = std::fs::File::open(path).unwrap();
    // SAFETY: nothing writes to the corpus while it is measured.
    let bytes = unsafe { memmap2::Mmap::map(&file).unwrap() };
    let mut out = BufWriter::with_capacity(64 << 10, stdout().lock());
    let mut message = |bytes: &[u8]| match reader.as_str() {
        "mail-parser-0" => old::message(bytes, &mut out),
        "mail-parser-1" => new::message(bytes, &mut out),
        "mailparse" => other::message(bytes, &mut out),
        _ => panic!("no such reader"),
    };
    match task.as_str() {
        "stamps" => {
            let values: Vec<String> = bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).map(|l| serde_json::from_slice(l).unwrap()).collect();
            let fields: Vec<String> = values.iter().map(|v| format!("Received: {v}\r\n\r\n")).collect();
            for _ in 0..rounds {
                match reader.as_str() {
                    "tlstrail" => values.iter().for_each(|v| {
                        black_box(tlstrail_core::Stamp::parse(black_box(v.as_bytes())));
                    }),
                    "mail-parser-0" => fields.iter().for_each(|f| old::stamp(f.as_bytes())),
                    "mail-parser-1" => fields.iter().for_each(|f| new::stamp(f.as_bytes())),
                    _ => fields.iter().for_each(|f| other::stamp(f.as_bytes())),
                }
            }
        }
        "mbox" => {
            let finder = memmem::Finder::new(b"\n\nFrom ");
            let mut start = 0;
            let starts = finder.find_iter(&bytes).map(|at| at + 2).chain([bytes.len()]);
            for end in starts {
                let one = &bytes[start..end];
                message(&one[memchr::memchr(b'\n', one).map_or(0, |at| at + 1)..]);
                start = end;
            }
        }
        "ndjson" => {
            for line in bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()) {
                let line: Line = serde_json::from_slice(line).unwrap();
                message(line.message.as_bytes());
            }
        }
        _ => panic!("no such task"),
    }
}
