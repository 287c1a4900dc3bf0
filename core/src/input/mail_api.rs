//! The JSON of mail interfaces: a message of Gmail's API (`payload.headers`) and one of Microsoft Graph
//! (`internetMessageHeaders`). Both list header fields by name and value, topmost first.
//!
//! Not here: any other key, and lists of messages.

use serde::Deserialize;

/// What a report says of such an input.
pub(crate) const TAKEN_OUT: &str = "The headers were taken out of the JSON of a mail interface.";

#[derive(Deserialize)]
struct Message {
    payload: Option<Payload>,
    #[serde(rename = "internetMessageHeaders")]
    graph: Option<Vec<Field>>,
    /// Gmail gives the whole message in place of its parts where `format=raw` asks for it.
    raw: Option<String>,
}

#[derive(Deserialize)]
struct Payload {
    headers: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    value: String,
}

/// The header section that such a message lists; nothing where the text is none of them.
pub(crate) fn headers(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if text.first() != Some(&b'{') {
        return None;
    }
    let message: Message = serde_json::from_slice(text).ok()?;
    if let Some(raw) = message.raw {
        return mail_parser::decoders::base64::base64_decode(&standard_alphabet(&raw));
    }
    let fields = message.payload.map(|payload| payload.headers).or(message.graph)?;
    let mut section = Vec::with_capacity(text.len());
    for Field { name, value } in fields {
        section.extend_from_slice(name.as_bytes());
        section.extend_from_slice(b": ");
        push_folded(&mut section, &value);
        section.extend_from_slice(b"\r\n");
    }
    section.extend_from_slice(b"\r\n");
    Some(section)
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
        headers(json.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
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
        assert_eq!(read(r#"{"raw":"QTog77-_DQo="}"#).as_deref(), Some("A: \u{ffff}\r\n"));
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
