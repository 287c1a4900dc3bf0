//! The report as CSV (RFC 4180): one row for each hop, one column for each fact, columns in a fixed order.
//!
//! A message without hops has one row with its own columns only, so that none is missing from a count; one that could
//! not be read has a row with `error`. Spreadsheets run cells that begin like a formula, so such a cell of a header's
//! making begins with an apostrophe; control characters show as `\u{1b}`. A value that is unknown is an empty cell.

use super::by_hop::ByHop;
use super::{ErrorRecord, Hop, Report, Source, escape};
use std::fmt::Display;
use std::io::Write as _;

/// The first row: the columns' names.
pub const CSV_HEAD: &str = "source_id,source_path,source_index,sha256,message_id,from_domain,outcome,boundary_hop,hop,\
    field_index,time,seconds_after_previous,leg,trust,from_helo,from_rdns,from_ip,from_port,from_organisation,by_host,\
    by_ip,by_organisation,protocol,protocol_registered,id,for,envelope_from,authenticated,user,writer,writer_version,\
    writer_confidence,tls_state,tls_basis,tls_version,tls_cipher,tls_cipher_iana,tls_bits,tls_group,tls_signature,\
    tls_client_certificate,tls_strength,unread,findings,error\n";

/// Columns of a hop and of its message.
const MESSAGE_COLUMNS: usize = 8;
const HOP_COLUMNS: usize = 36;

/// Appends the rows of a report.
pub fn csv_rows(report: &Report, out: &mut Vec<u8>) {
    let mut message = Row(Vec::with_capacity(256));
    message.source(&report.source);
    message.text(report.message.message_id.as_deref());
    message.text(report.message.from_domain.as_deref());
    message.word(report.summary.outcome.as_str());
    message.number(report.boundary.hop);
    if report.hops.is_empty() {
        out.extend_from_slice(&message.0);
        out.resize(out.len() + HOP_COLUMNS, b',');
        out.push(b'\n');
    }
    let found = ByHop::new(report);
    for hop in &report.hops {
        out.extend_from_slice(&message.0);
        let mut row = Row(std::mem::take(out));
        row.hop(hop, &found);
        *out = row.0;
        out.push(b'\n');
    }
}

/// Appends the row of a message that could not be read.
pub fn csv_error(record: &ErrorRecord, out: &mut Vec<u8>) {
    let mut row = Row(Vec::with_capacity(256));
    row.source(&record.source);
    out.extend_from_slice(&row.0);
    out.resize(out.len() + MESSAGE_COLUMNS - SOURCE_COLUMNS + HOP_COLUMNS, b',');
    let mut error = Row(Vec::new());
    error.text(Some(&record.error));
    out.extend_from_slice(error.0.strip_suffix(b",").unwrap_or_default());
    out.push(b'\n');
}

const SOURCE_COLUMNS: usize = 4;

/// Cells, each with the comma behind it.
struct Row(Vec<u8>);

impl Row {
    fn source(&mut self, source: &Source) {
        self.text(source.id.as_deref());
        self.text(source.path.as_deref());
        self.number(source.index);
        self.text(source.sha256.as_deref());
    }

    fn hop(&mut self, hop: &Hop, found: &ByHop<'_>) {
        let (from, by, tls) = (&hop.from, &hop.by, &hop.tls);
        let cipher = tls.cipher.as_ref();
        self.number(Some(hop.number));
        self.number(Some(hop.field_index));
        self.text(hop.time.as_deref());
        self.number(hop.seconds_after_previous);
        self.word(hop.leg.as_str());
        self.word(hop.trust.class.as_str());
        self.text(from.helo.as_deref());
        self.text(from.rdns.as_deref());
        self.text(from.ip.as_deref());
        self.number(from.port);
        self.text(from.organisation.as_deref());
        self.text(by.host.as_deref());
        self.text(by.ip.as_deref());
        self.text(by.organisation.as_deref());
        self.text(hop.protocol.as_written.as_deref());
        self.text(hop.protocol.registered.as_deref());
        self.text(hop.id.as_deref());
        self.text(hop.for_.as_deref());
        self.text(hop.envelope_from.as_deref());
        self.word(if hop.authenticated.stated { "true" } else { "false" });
        self.text(hop.authenticated.user.as_deref());
        self.text(hop.writer.software.as_deref());
        self.text(hop.writer.version.as_deref());
        self.word(hop.writer.confidence.as_str());
        self.word(tls.state.as_str());
        self.word(tls.basis.as_str());
        self.text(tls.version.as_deref());
        self.text(cipher.and_then(|c| c.as_written.as_deref()));
        self.text(cipher.and_then(|c| c.iana.as_deref()));
        self.number(tls.bits);
        self.text(tls.group.as_deref());
        self.text(tls.signature.as_deref());
        self.word(tls.client_certificate.map_or("", super::ClientCertificate::as_str));
        self.word(tls.strength.map_or("", super::Strength::as_str));
        self.list(&hop.unread);
        self.list(found.of(Some(hop.number)).map(|(_, finding)| finding.code.as_str()));
    }

    /// A word of ours.
    fn word(&mut self, word: &str) {
        self.0.extend_from_slice(word.as_bytes());
        self.0.push(b',');
    }

    fn number(&mut self, number: Option<impl Display>) {
        if let Some(number) = number {
            let _ = write!(self.0, "{number}");
        }
        self.0.push(b',');
    }

    /// Several words in one cell, with blanks between.
    fn list(&mut self, words: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut all = String::new();
        for word in words {
            all.push_str(if all.is_empty() { "" } else { " " });
            all.push_str(word.as_ref());
        }
        self.text(Some(&all));
    }

    /// Text that others may have chosen.
    fn text(&mut self, text: Option<&str>) {
        let text = text.unwrap_or_default();
        let starts = text.bytes().next().is_none_or(|first| kind(first) == PLAIN);
        if starts && text.bytes().fold(0, |all, byte| all | kind(byte)) < QUOTED {
            self.0.extend_from_slice(text.as_bytes());
        } else {
            self.escaped(text);
        }
        self.0.push(b',');
    }

    fn escaped(&mut self, text: &str) {
        let shown = escape(text.as_bytes());
        self.0.push(b'"');
        if shown.trim_start().starts_with(FORMULA) {
            self.0.push(b'\'');
        }
        for byte in shown.bytes() {
            if byte == b'"' {
                self.0.push(b'"');
            }
            self.0.push(byte);
        }
        self.0.push(b'"');
    }
}

/// Stands in any cell.
const PLAIN: u8 = 0;
/// Stands in any cell, though not at its start.
const INSIDE: u8 = 1;
/// Stands between quotes.
const QUOTED: u8 = 2;

const KINDS: [u8; 256] = {
    let mut kinds = [QUOTED; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let b = byte as u8;
        if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'/' | b'<' | b'>' | b'[' | b']') {
            kinds[byte] = PLAIN;
        } else if matches!(b, b'-' | b'@' | b'+' | b' ' | b'=') {
            kinds[byte] = INSIDE;
        }
        byte += 1;
    }
    kinds
};

fn kind(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or(QUOTED)
}

/// What a formula begins with; the wide forms are taken for the narrow ones by some spreadsheets.
const FORMULA: [char; 9] = ['=', '+', '-', '@', '|', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use crate::options::SourceId;

    fn cell(text: &str) -> String {
        let mut row = Row(Vec::new());
        row.text(Some(text));
        String::from_utf8(row.0).unwrap()
    }

    #[test]
    fn hostile_text_stays_one_harmless_cell() {
        for (text, wanted) in [
            ("a.example", "a.example,"),
            ("<u@b.example>", "<u@b.example>,"),
            ("=cmd|'/C calc'!A1", "\"'=cmd|'/C calc'!A1\","),
            ("+1", "\"'+1\","),
            ("-1", "\"'-1\","),
            ("@SUM(A1)", "\"'@SUM(A1)\","),
            (" =1", "\"' =1\","),
            ("\t=1", "\"\\u{9}=1\","),
            ("\u{ff1d}1", "\"'\u{ff1d}1\","),
            ("a,b\"c", "\"a,b\"\"c\","),
            ("a\r\n\tb\u{1b}[2J\u{202e}", "\"a\\u{d}\\u{a}\\u{9}b\\u{1b}[2J\\u{202e}\","),
            ("é", "\"é\","),
            ("", ","),
        ] {
            assert_eq!(cell(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn every_row_has_every_column() {
        let columns = CSV_HEAD.matches(',').count();
        assert_eq!(columns, MESSAGE_COLUMNS + HOP_COLUMNS);
        let mut out = Vec::new();
        csv_rows(&example::report(), &mut out);
        csv_rows(&crate::analyze(b"", &crate::Options::default()), &mut out);
        csv_error(&ErrorRecord::new(&SourceId::default().with_path("a,b"), "not read"), &mut out);
        let text = String::from_utf8(out).unwrap();
        assert!(text.lines().count() >= 3);
        for line in text.lines() {
            let outside: String = line.split('"').step_by(2).collect();
            assert_eq!(outside.matches(',').count(), columns, "{line}");
        }
        assert!(text.ends_with(",not read\n") && text.contains("\"a,b\","), "{text}");
    }
}
