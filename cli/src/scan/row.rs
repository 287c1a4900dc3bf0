//! One line of NDJSON: its id and the text of its message.

use crate::file::Problem;
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use std::fmt;

/// One line that can be analysed.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub(crate) id: Option<String>,
    pub(crate) input: Vec<u8>,
}

impl Row {
    /// The error carries the line's id if it could be read.
    pub(crate) fn parse(line: &[u8]) -> Result<Self, (Option<String>, Problem)> {
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
}
