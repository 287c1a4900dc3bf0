//! Scanning: NDJSON line by line, and single messages given by path.
//!
//! Not here yet: directories, mbox and compressed files. They are refused in words, never read as something else.

use crate::file::{self, Problem};
use crate::session::{Session, Stop, source_of};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use tlstrail_core::options::SourceId;

/// Bytes of a line that are read. A longer line becomes an error record.
const LINE_LIMIT: usize = 64 << 20;
const INPUT_BUFFER: usize = 256 << 10;

/// Reads one path: NDJSON by its name or its look, otherwise one message.
pub(crate) fn scan(path: &Path, session: &mut Session<'_, '_>) -> Result<(), Stop> {
    if file::is_standard_input(path) {
        let source = SourceId::default();
        return match session.take_stdin() {
            Ok(reader) => scan_reader(reader, &source, None, session),
            Err(problem) => session.record_failure(&source, &problem),
        };
    }
    let source = source_of(path);
    let by_name = path.extension().and_then(|extension| Form::by_extension(&extension.to_string_lossy()));
    match file::open(path) {
        Ok(reader) => scan_reader(reader, &source, by_name, session),
        Err(problem) => session.record_failure(&source, &problem),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Lines,
    Message,
}

impl Form {
    fn by_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "ndjson" | "jsonl" => Some(Self::Lines),
            "eml" | "txt" => Some(Self::Message),
            _ => None,
        }
    }

    /// A line of NDJSON opens an object and goes on; an indented document has the brace alone on its line.
    fn by_look(start: &[u8]) -> Self {
        let start = start.strip_prefix(BOM).unwrap_or(start).trim_ascii_start();
        let first = start.split(|&b| b == b'\n').next().unwrap_or_default().trim_ascii_end();
        if first.len() > 1 && first.starts_with(b"{") { Self::Lines } else { Self::Message }
    }
}

const BOM: &[u8] = b"\xef\xbb\xbf";

fn scan_reader(
    reader: impl Read,
    source: &SourceId,
    by_name: Option<Form>,
    session: &mut Session<'_, '_>,
) -> Result<(), Stop> {
    let mut reader = BufReader::with_capacity(INPUT_BUFFER, reader);
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(error) => return session.record_failure(source, &file::explain(&error)),
    };
    if file::packed_form(start).is_some() || by_name.unwrap_or_else(|| Form::by_look(start)) == Form::Message
    {
        return match file::read_message(reader).and_then(single) {
            Ok(input) => session.report(source.clone(), &input),
            Err(problem) => session.record_failure(source, &problem),
        };
    }
    scan_lines(reader, source, session)
}

fn single(input: Vec<u8>) -> Result<Vec<u8>, Problem> {
    if file::holds_many(&input) {
        return Err("an mbox of several messages is not read in this version; split it first".to_owned());
    }
    Ok(input)
}

fn scan_lines(
    mut reader: BufReader<impl Read>,
    source: &SourceId,
    session: &mut Session<'_, '_>,
) -> Result<(), Stop> {
    let mut line = Vec::new();
    let mut number = 0_u64;
    loop {
        // Whoever feeds lines slowly gets each answer before the next line is waited for.
        if reader.buffer().is_empty() {
            session.flush()?;
        }
        let end = match read_line(&mut reader, &mut line, LINE_LIMIT) {
            Ok(end) => end,
            Err(error) => return session.record_failure(source, &file::explain(&error)),
        };
        number += 1;
        let bytes = if number == 1 { line.strip_prefix(BOM).unwrap_or(&line) } else { &line };
        match end {
            LineEnd::End => return Ok(()),
            LineEnd::TooLong => {
                let problem = format!("line {number}: longer than {LINE_LIMIT} bytes, not read");
                session.record_failure(source, &problem)?;
            }
            LineEnd::Whole if bytes.trim_ascii().is_empty() => {}
            LineEnd::Whole => match Row::parse(bytes) {
                Ok(row) => session.report(row.source(source), &row.input)?,
                Err((id, problem)) => {
                    let source = with_id(source, id);
                    session.record_failure(&source, &format!("line {number}: {problem}"))?;
                }
            },
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum LineEnd {
    Whole,
    TooLong,
    End,
}

/// Reads up to a line end into `line`, keeping no more than `limit` bytes.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<LineEnd> {
    line.clear();
    let room = u64::try_from(limit).unwrap_or(u64::MAX);
    if reader.take(room).read_until(b'\n', line)? == 0 {
        return Ok(LineEnd::End);
    }
    if line.len() < limit || line.ends_with(b"\n") {
        return Ok(LineEnd::Whole);
    }
    reader.skip_until(b'\n')?;
    Ok(LineEnd::TooLong)
}

/// One line that can be analysed.
#[derive(PartialEq, Eq, Debug)]
struct Row {
    id: Option<String>,
    input: Vec<u8>,
}

impl Row {
    /// The error carries the line's id if it could be read.
    fn parse(line: &[u8]) -> Result<Self, (Option<String>, Problem)> {
        if !line.trim_ascii_start().starts_with(b"{") {
            return Err((None, "not a JSON object".to_owned()));
        }
        // Line ends stand escaped inside a line, so the parser's own line number would only mislead.
        let keys: Keys = serde_json::from_slice(line)
            .map_err(|error| (None, error.to_string().replace(" at line 1 column", " at column")))?;
        let id = keys.id.map(|id| id.0);
        let input = match (keys.headers, keys.message) {
            (Some(text), None) | (None, Some(text)) => text.0,
            (None, None) => return Err((id, "neither \"headers\" nor \"message\" is given".to_owned())),
            (Some(_), Some(_)) => return Err((id, "both \"headers\" and \"message\" are given".to_owned())),
        };
        Ok(Self { id, input })
    }

    fn source(&self, file: &SourceId) -> SourceId {
        with_id(file, self.id.clone())
    }
}

fn with_id(file: &SourceId, id: Option<String>) -> SourceId {
    let mut source = file.clone();
    source.id = id;
    source
}

#[derive(Deserialize)]
struct Keys {
    id: Option<Id>,
    headers: Option<Text>,
    message: Option<Text>,
}

/// An id is text; a whole number is taken as its digits, because many exports have such keys.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;
        impl Visitor<'_> for IdVisitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text or a whole number as \"id\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                Ok(Id(text.to_owned()))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
        }
        deserializer.deserialize_any(IdVisitor)
    }
}

/// Text of a message. Read as bytes, because programs that export mail write bytes outside UTF-8 as lone surrogates
/// (Python's `surrogateescape`, PEP 383), which are no text: `\udce9` is the byte 0xE9 again.
struct Text(Vec<u8>);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl Visitor<'_> for TextVisitor {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text as \"headers\" or \"message\"")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Text, E> {
                Ok(Text(unescape_surrogates(bytes)))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.as_bytes().to_vec()))
            }
        }
        deserializer.deserialize_bytes(TextVisitor)
    }
}

/// A lone surrogate U+DC80 to U+DCFF stands in `serde_json`'s bytes as `ED B2 80` to `ED B3 BF`.
fn unescape_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        if let [0xed, second @ (0xb2 | 0xb3), third @ 0x80..=0xbf, after @ ..] = rest {
            out.push(((second & 1) << 6) | (third & 0x3f) | 0x80);
            rest = after;
        } else {
            out.push(first);
            rest = tail;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_rows() {
        let table: [(&str, Option<&str>, &[u8]); 6] = [
            (r#"{"id":"a","headers":"X: 1\r\n"}"#, Some("a"), b"X: 1\r\n"),
            (r#" {"message":"X: 1\n\nb","other":[1,{"headers":2}]} "#, None, b"X: 1\n\nb"),
            (r#"{"id":17,"headers":""}"#, Some("17"), b""),
            (r#"{"id":null,"headers":"\u0041","message":null}"#, None, b"A"),
            (r#"{"headers":"caf\udce9 \udc80\udcff é"}"#, None, b"caf\xe9 \x80\xff \xc3\xa9"),
            (r#"{"headers":"\ud83d\ude00"}"#, None, "\u{1f600}".as_bytes()),
        ];
        for (line, id, input) in table {
            let row = Row { id: id.map(str::to_owned), input: input.to_vec() };
            assert_eq!(Row::parse(line.as_bytes()), Ok(row), "{line}");
        }
    }

    #[test]
    fn err_rows_say_what_is_wrong() {
        let table = [
            (r#"["a","b","c"]"#, None, "not a JSON object"),
            ("nonsense", None, "not a JSON object"),
            (r#"{"id":"a"}"#, Some("a"), "neither"),
            (r#"{"id":"a","headers":"x","message":"y"}"#, Some("a"), "both"),
            (r#"{"id":"a","headers":5}"#, None, "text as \"headers\""),
            (r#"{"id":{},"headers":"x"}"#, None, "whole number as \"id\""),
            (r#"{"headers":"x""#, None, "EOF while parsing an object at column"),
        ];
        for (line, id, words) in table {
            let (found, problem) = Row::parse(line.as_bytes()).unwrap_err();
            assert_eq!(found.as_deref(), id, "{line}");
            assert!(problem.contains(words), "{line}: {problem}");
        }
    }

    #[test]
    fn lines_beyond_the_limit_are_skipped_whole() {
        let mut reader = &b"12345678901\nab\n1234567\n\nlast"[..];
        let mut line = Vec::new();
        let mut found = Vec::new();
        loop {
            let end = read_line(&mut reader, &mut line, 8).unwrap();
            found.push((end, String::from_utf8(line.clone()).unwrap()));
            if end == LineEnd::End {
                break;
            }
        }
        let whole = |text: &str| (LineEnd::Whole, text.to_owned());
        let skipped = (LineEnd::TooLong, "12345678".to_owned());
        let wanted = [
            skipped,
            whole("ab\n"),
            whole("1234567\n"),
            whole("\n"),
            whole("last"),
            (LineEnd::End, String::new()),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn forms_are_told_by_name_then_by_look() {
        assert_eq!(Form::by_extension("NDJSON"), Some(Form::Lines));
        assert_eq!(Form::by_extension("eml"), Some(Form::Message));
        assert_eq!(Form::by_extension("log"), None);
        let table: [(&[u8], Form); 6] = [
            (b"{\"headers\": \"\"}\n", Form::Lines),
            (b"\xef\xbb\xbf\n {\"id\"", Form::Lines),
            (b"{\n  \"payload\": {}\n}", Form::Message),
            (b"Received: by x", Form::Message),
            (b"{", Form::Message),
            (b"", Form::Message),
        ];
        for (start, form) in table {
            assert_eq!(Form::by_look(start), form, "{}", String::from_utf8_lossy(start));
        }
    }
}
