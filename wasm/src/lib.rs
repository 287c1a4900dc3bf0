//! The paste page's bridge to `tlstrail-core`: decode options, call the library, encode the report.

use serde::Deserialize;
use tlstrail_core::options::{Options, Own, SourceId, parse_moment};
use tlstrail_core::report::{ErrorRecord, error_line, ndjson_line};
use wasm_bindgen::prelude::wasm_bindgen;

/// The report on a message or header block as JSON; a record with `error` where the options cannot be used.
///
/// Options are JSON: `{"now": "2026-11-23T17:19:20Z", "own": ["example.com"], "redact": false, "id": "…"}`, all of them
/// optional. An empty text means none.
#[wasm_bindgen]
pub fn analyze(input: &[u8], options_json: &str) -> String {
    match decode(options_json) {
        Ok(options) => ndjson_line(&tlstrail_core::analyze(input, &options)),
        Err(problem) => error_line(&ErrorRecord::new(&SourceId::default(), problem)),
    }
}

/// The version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A misspelt key is an error: an option that is dropped would change what the reader is told.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct PageOptions {
    now: Option<String>,
    own: Vec<String>,
    redact: bool,
    id: Option<String>,
}

fn decode(json: &str) -> Result<Options, String> {
    let page: PageOptions = match json.trim() {
        "" => PageOptions::default(),
        json => serde_json::from_str(json).map_err(|error| format!("options: {error}"))?,
    };
    let own: Result<Own, _> = page.own.iter().map(|entry| Own::parse(entry)).collect();
    let mut options =
        Options::default().with_redact(page.redact).with_own(own.map_err(|error| error.to_string())?);
    options.source.id = page.id;
    if let Some(now) = &page.now {
        options.now = Some(parse_moment(now).map_err(|error| error.to_string())?);
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn read(options: &str) -> Value {
        serde_json::from_str(&analyze(b"Subject: x\r\n\r\n", options)).unwrap()
    }

    #[test]
    fn ok_options() {
        for options in [
            "",
            " ",
            "{}",
            r#"{"now":"2026-11-23T17:19:20Z","own":["192.0.2.0/24","a.example"],"redact":true}"#,
        ] {
            assert_eq!(read(options).get("error"), None, "{options}");
        }
        assert_eq!(read(r#"{"id":"paste"}"#).pointer("/source/id"), Some(&Value::from("paste")));
    }

    #[test]
    fn err_options_come_back_as_a_record() {
        let table = [
            ("[", "options: EOF"),
            (r#"{"won":[]}"#, "unknown field `won`"),
            (r#"{"now":"today"}"#, "`today` is not a moment"),
            (r#"{"own":["192.0.2.0/99"]}"#, "`192.0.2.0/99`"),
        ];
        for (options, words) in table {
            let record = read(options);
            assert!(
                record.get("error").and_then(Value::as_str).unwrap_or_default().contains(words),
                "{record}"
            );
            assert!(record.get("source").is_some() && record.get("schema_version").is_some(), "{record}");
        }
    }
}
