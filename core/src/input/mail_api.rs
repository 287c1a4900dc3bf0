//! The JSON of mail interfaces: a message of Gmail's API (`payload.headers`) and one of Microsoft Graph
//! (`internetMessageHeaders`). Both list header fields by name and value, topmost first.
//!
//! Not here: any other key, and lists of messages.

use json_event_parser::{JsonEvent, SliceJsonParser};
use memchr::{memchr, memchr_iter};
use std::borrow::Cow;

/// What a report says of such an input.
pub(crate) const TAKEN_OUT: &str = "The headers were taken out of the JSON of a mail interface.";
const BROKEN: &str = "The JSON of a mail interface is broken: the headers up to that place were taken out.";

/// Where both interfaces keep the list, each object or list a step. A list has no name.
const GMAIL: [&str; 2] = ["payload", "headers"];
const GRAPH: [&str; 1] = ["internetMessageHeaders"];

/// The header section that such a message lists, and what a report says of that; nothing where the text is none of them.
pub(crate) fn headers(bytes: &[u8]) -> Option<(Vec<u8>, &'static str)> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if text.first() != Some(&b'{') {
        return None;
    }
    let text = whole_characters(text);
    let mut parser = SliceJsonParser::new(&text);
    let mut told = TAKEN_OUT;
    // The key that each open object is at, and nothing for an open list.
    let mut path: Vec<Option<String>> = Vec::new();
    let mut section = None;
    let (mut name, mut value): (Option<String>, Option<String>) = (None, None);
    loop {
        let Ok(event) = parser.parse_next() else {
            told = BROKEN;
            break;
        };
        match event {
            JsonEvent::StartObject | JsonEvent::StartArray => path.push(None),
            JsonEvent::EndArray => _ = path.pop(),
            JsonEvent::EndObject => {
                path.pop();
                if let (Some(name), Some(value)) = (name.take(), value.take())
                    && is_list(&path)
                {
                    push(section.get_or_insert_with(Vec::new), &name, &value);
                }
            }
            JsonEvent::ObjectKey(key) => *path.last_mut()? = Some(key.into_owned()),
            JsonEvent::String(text) => match path.split_last() {
                Some((Some(key), outer)) if is_list(outer) && key == "name" => name = Some(text.into_owned()),
                Some((Some(key), outer)) if is_list(outer) && key == "value" => {
                    value = Some(text.into_owned());
                }
                // Gmail gives the whole message in place of its parts where `format=raw` asks for it.
                Some((Some(key), [])) if key == "raw" => {
                    let message = mail_parser::decoders::base64::base64_decode(&standard_alphabet(&text))?;
                    return Some((message, TAKEN_OUT));
                }
                _ => {}
            },
            JsonEvent::Eof => break,
            _ => {}
        }
    }
    let mut section = section?;
    section.extend_from_slice(b"\r\n");
    Some((section, told))
}

/// The text with U+FFFD for each escape of half a character (a lone surrogate, RFC 8259 §8.2), which is no JSON to a strict
/// reader: a sender who gets one into a header must not hide all the others.
fn whole_characters(text: &[u8]) -> Cow<'_, [u8]> {
    let begins = |at: usize| matches!(text.get(at + 1..at + 3), Some(b"ud" | b"uD"));
    if !memchr_iter(b'\\', text).any(begins) {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'\\', rest) {
        let (before, escape) = rest.split_at(at);
        out.extend_from_slice(before);
        let unit = |at: usize| {
            let digits = escape.get(at..)?.strip_prefix(b"\\u")?.get(..4)?;
            u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
        };
        let (len, lone) = match (unit(0), unit(6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, false),
            (Some(0xd800..=0xdfff), _) => (6, true),
            (Some(_), _) => (6, false),
            (None, _) => (escape.len().min(2), false),
        };
        let (escape, behind) = escape.split_at(len);
        out.extend_from_slice(if lone { b"\\ufffd" } else { escape });
        rest = behind;
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

/// True within one of the lists, where the objects of fields stand.
fn is_list(path: &[Option<String>]) -> bool {
    let Some((None, keys)) = path.split_last() else { return false };
    let at = |wanted: &[&str]| keys.iter().map(Option::as_deref).eq(wanted.iter().map(|&key| Some(key)));
    at(&GMAIL) || at(&GRAPH)
}

/// What no name may have (RFC 5322 §2.2) would end the name or the line: it makes no field of its own either.
fn push(section: &mut Vec<u8>, name: &str, value: &str) {
    let of_name = |byte: u8| if matches!(byte, b'!'..=b'9' | b';'..=b'~') { byte } else { b'?' };
    section.extend(name.bytes().map(of_name));
    section.extend_from_slice(b": ");
    push_folded(section, value);
    section.extend_from_slice(b"\r\n");
}

/// A line of a value that does not begin with a blank would be taken for a field of its own.
fn push_folded(section: &mut Vec<u8>, value: &str) {
    for (at, line) in value.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).enumerate() {
        if at > 0 {
            section.extend_from_slice(if line.starts_with([' ', '\t']) { b"\r\n" } else { b"\r\n " });
        }
        section.extend_from_slice(line.as_bytes());
    }
}

/// Gmail writes the alphabet for URLs (RFC 4648 §5).
fn standard_alphabet(text: &str) -> Vec<u8> {
    let standard = |byte| match byte {
        b'-' => b'+',
        b'_' => b'/',
        byte => byte,
    };
    text.bytes().map(standard).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<String> {
        headers(json.as_bytes()).map(|(bytes, _)| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn ok_messages_of_both_interfaces() {
        let gmail = r#"{"id":"1","snippet":"x","payload":{"partId":"","headers":[
            {"name":"Received","value":"from a.example\r\n        by b.example; Mon, 23 Nov 2026 17:19:20 +0000"},
            {"name":"Subject","value":"é"}],"body":{"size":1.5e3}}}"#;
        assert_eq!(
            read(gmail).as_deref(),
            Some(
                "Received: from a.example\r\n        by b.example; Mon, 23 Nov 2026 17:19:20 +0000\r\nSubject: é\r\n\r\n"
            )
        );
        let graph = r#" {"@odata.context":"x","internetMessageHeaders":[{"name":"X","value":"1\nY: 2"}]}"#;
        assert_eq!(
            read(graph).as_deref(),
            Some("X: 1\r\n Y: 2\r\n\r\n"),
            "a value makes no field of its own"
        );
        let injected = r#"{"internetMessageHeaders":[{"name":"X\r\nReceived","value":"1"},{"name":" A: b","value":"2"}]}"#;
        assert_eq!(read(injected).as_deref(), Some("X??Received: 1\r\n?A??b: 2\r\n\r\n"), "nor does a name");
        assert_eq!(read(r#"{"raw":"QTog77-_DQo="}"#).as_deref(), Some("A: \u{ffff}\r\n"));
    }

    #[test]
    fn half_a_character_hides_nothing() {
        for (value, shown) in [
            (r"a\ud800b", "a\u{fffd}b"),
            (r"\udc00\uD83D\uDE00", "\u{fffd}\u{1f600}"),
            (r"\\ud800\u00e9\ud800", "\\ud800\u{e9}\u{fffd}"),
            (r"\ud800\ud800", "\u{fffd}\u{fffd}"),
        ] {
            let json = format!("{{\"internetMessageHeaders\":[{{\"name\":\"X\",\"value\":\"{value}\"}}]}}");
            assert_eq!(read(&json), Some(format!("X: {shown}\r\n\r\n")), "{value}");
        }
    }

    #[test]
    fn broken_json_gives_the_headers_before_the_break_and_says_so() {
        for end in ["", ",", "]}}", "{\"name\":\"Y\",\"value\":\"\\ud8\"}]}", "\u{1}"] {
            let json = format!("{{\"internetMessageHeaders\":[{{\"name\":\"X\",\"value\":\"1\"}}{end}");
            assert_eq!(headers(json.as_bytes()), Some((b"X: 1\r\n\r\n".to_vec(), BROKEN)), "{end}");
        }
    }

    #[test]
    fn other_text_is_none_of_them() {
        for text in
            ["", "{", "{}", "[]", "{\"payload\":1}", "Received: {\"payload\":{\"headers\":[]}}", "{x: 1}"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
