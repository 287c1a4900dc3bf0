//! The formats for other programs: held against the field lists of their schemas, against records reviewed before, and
//! against hostile bytes.

use crate::cli::{Place, Ran, Run};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tlstrail_tests::any_bytes::{self, csv_rows as rows};

const NOW: [&str; 2] = ["--now", "2026-12-01T00:00:00Z"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// All samples, and what cannot be read, in one format.
fn all(format: &str) -> Ran {
    let place = Place::new(&format!("formats-{format}"));
    let broken = place.file("not,\"read\u{1b}.zip", b"PK\x03\x04");
    let corpus = root().join("corpus");
    let ran =
        Run::of(&[&["scan", "--format", format], &NOW[..], &[corpus.to_str().unwrap(), &broken]].concat())
            .go();
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran
}

fn table(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("tests/data").join(name)).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Five chains in a format, each reviewed.
fn samples(format: &str) -> String {
    let names = ["forged-bank-chain", "plain-all", "to-twisted", "tls10-boundary", "sub-pf-ex-sm"];
    let mut arguments = vec!["scan", "--format", format, "--jobs", "1"];
    arguments.extend(NOW);
    let paths: Vec<String> = names
        .iter()
        .map(|name| root().join(format!("corpus/chains/{name}.eml")).to_str().unwrap().to_owned())
        .collect();
    arguments.extend(paths.iter().map(String::as_str));
    Run::of(&arguments)
        .go()
        .out
        .replace(root().to_str().unwrap(), "")
        .replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

#[test]
fn each_format_writes_what_was_reviewed() {
    for format in ["csv", "ecs", "ocsf"] {
        let text = samples(format);
        let shown = if format == "csv" { text } else { indented(&text) };
        insta::assert_snapshot!(format, shown);
    }
}

fn indented(lines: &str) -> String {
    let values = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    values.map(|value| serde_json::to_string_pretty(&value).unwrap() + "\n").collect()
}

/// Calls `see` for each value that is no object, with its name in dots.
fn leaves<'v>(value: &'v Value, name: &str, see: &mut dyn FnMut(&str, &'v Value)) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                leaves(inner, &name, see);
            }
        }
        value => see(name, value),
    }
}

#[test]
fn every_ecs_field_is_in_the_published_list() {
    let fields: BTreeMap<String, String> =
        table("ecs-9.4.0.tsv").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    assert!(fields.len() > 300);
    let ran = all("ecs");
    let (mut events, mut own_values) = (0, 0);
    let mut used = BTreeSet::new();
    for event in ran.records() {
        events += 1;
        assert!(event["@timestamp"].as_str().unwrap().ends_with('Z'), "{event}");
        assert_eq!(event["ecs"]["version"], "9.4.0");
        let trust = event["tlstrail"]["hop"]["trust"].as_str();
        let own = matches!(trust, Some("own" | "boundary"));
        assert!(own || event["tls"]["established"].is_null(), "others only state it: {event}");
        assert!(trust != Some("contradicted") || event["tls"].is_null(), "{event}");
        leaves(&event, "", &mut |name, value| {
            assert!(!value.is_null(), "{name} is null in {event}");
            if name.starts_with("tlstrail.") {
                own_values += 1;
                return;
            }
            let kind = fields.get(name).unwrap_or_else(|| panic!("{name} is no field of the schema"));
            used.insert(name.to_owned());
            let items = value.as_array().map_or_else(|| vec![value], |items| items.iter().collect());
            assert!(!value.is_array() || kind.contains("Array"), "{name} takes no list");
            for item in items {
                let fits = (item.is_string() && kind.contains("string"))
                    || (item.is_number() && kind.contains("number"))
                    || (item.is_boolean() && kind.contains("boolean"));
                assert!(fits, "{name}: {item} is no {kind}");
            }
        });
    }
    assert!(events > 500 && own_values > 5000, "{events} events, {own_values} own values");
    for name in ["tls.version", "tls.cipher", "source.ip", "email.message_id", "user.name", "error.message"] {
        assert!(used.contains(name), "{name} is never written");
    }
}

#[test]
fn every_ocsf_event_fits_the_published_class() {
    let rows = table("ocsf-1.8.0.tsv");
    let ran = all("ocsf");
    let records = ran.records();
    assert!(records.len() > 100);
    for event in &records {
        check_object(&rows, "email_activity", event);
        let tls = event.pointer("/unmapped/tlstrail/hops/0/tls/state");
        assert!(tls.is_some() || event["unmapped"]["tlstrail"]["hops"].as_array().is_none_or(Vec::is_empty));
    }
    assert_eq!(records.last().unwrap()["status_id"], 2);
}

/// Holds an object against its rows: names, types, allowed values, what is required, and constraints.
fn check_object(rows: &[Vec<String>], object: &str, value: &Value) {
    let found = value.as_object().unwrap_or_else(|| panic!("{object} is no object: {value}"));
    let rows_of = || rows.iter().filter(|row| row[0] == object);
    assert!(rows_of().next().is_some(), "{object} is not in the list");
    for key in found.keys() {
        assert!(rows_of().any(|row| &row[1] == key), "{key} is no attribute of {object}");
    }
    for row in rows_of() {
        let [_, name, kind, many, requirement, values] = row.as_slice() else { panic!("{row:?}") };
        if name == "@at_least_one" {
            assert!(
                values.split(',').any(|name| found.contains_key(name)),
                "{object} lacks {values}: {value}"
            );
            continue;
        }
        let Some(inner) = found.get(name) else {
            assert_ne!(requirement, "required", "{object}.{name} is missing: {value}");
            continue;
        };
        assert_ne!(requirement, "deprecated", "{object}.{name}");
        assert_eq!(inner.is_array(), many == "array", "{object}.{name}");
        for item in inner.as_array().map_or_else(|| vec![inner], |items| items.iter().collect()) {
            check_value(rows, &format!("{object}.{name}"), kind, values, item);
        }
    }
}

fn check_value(rows: &[Vec<String>], name: &str, kind: &str, values: &str, value: &Value) {
    match kind {
        "object:object" => assert!(value.is_object(), "{name}"),
        kind if kind.starts_with("object:") => check_object(rows, kind.trim_start_matches("object:"), value),
        "integer_t" | "long_t" | "timestamp_t" | "port_t" => {
            assert!(value.is_i64() || value.is_u64(), "{name}: {value}");
            assert!(
                values.is_empty() || values.split(',').any(|v| *value == v.parse::<i64>().unwrap()),
                "{name}: {value}"
            );
        }
        "email_t" => {
            // The pattern of the schema's dictionary.
            let (local, domain) = value.as_str().and_then(|text| text.rsplit_once('@')).unwrap();
            let (host, rest) = domain.split_once('.').unwrap();
            let fits = |text: &str, more: &str| {
                !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
            };
            assert!(
                fits(local, "!#$%&'*+-/=?^_`{|}~.,") && fits(host, "-") && fits(rest, "-."),
                "{name}: {value}"
            );
        }
        "ip_t" => assert!(value.as_str().unwrap().parse::<std::net::IpAddr>().is_ok(), "{name}: {value}"),
        _ => assert!(value.is_string(), "{name}: {value} is no {kind}"),
    }
}

#[test]
fn the_schema_is_kept_and_every_record_fits_it() {
    let schema = Run::of(&["schema"]).go();
    assert_eq!((schema.code, schema.err.as_str()), (0, ""));
    insta::assert_snapshot!("schema", schema.out);
    let schema: Value = serde_json::from_str(&schema.out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let ran = all("ndjson");
    for record in ran.records() {
        let wrong: Vec<String> =
            validator.iter_errors(&record).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{wrong:?}\n{record}");
    }
    // A schema that takes everything would show nothing.
    let first = ran.records().into_iter().find(|record| record["hops"][0].is_object()).unwrap();
    for (pointer, value) in [
        ("/hops/0/tls/state", Value::from("padlocked")),
        ("/hops/0/number", Value::from(-1)),
        ("/summary/outcome", Value::Null),
        ("/hops/0/tls/strength", Value::from("splendid")),
        ("/source", Value::from("x")),
    ] {
        let mut wrong = first.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&wrong), "{pointer}");
    }
    let mut missing = first.clone();
    missing["hops"][0].as_object_mut().unwrap().remove("via");
    assert!(!validator.is_valid(&missing), "unknown values are null and never absent");
}

#[test]
fn csv_has_a_row_for_each_hop_and_says_what_the_report_says() {
    let table = rows(&all("csv").out);
    let (head, rest) = table.split_first().unwrap();
    assert!(rest.iter().all(|row| row.len() == head.len()));
    let column = |name: &str| head.iter().position(|column| column == name).unwrap();
    let (path, number, state, version) =
        (column("source_path"), column("hop"), column("tls_state"), column("tls_version"));
    let mut expected = Vec::new();
    for record in all("ndjson").records() {
        let path = record["source"]["path"].as_str().unwrap().to_owned();
        let hops = record["hops"].as_array().cloned().unwrap_or_default();
        if hops.is_empty() {
            expected.push((path.clone(), String::new(), String::new(), String::new()));
        }
        for hop in hops {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            expected.push((
                path.clone(),
                hop["number"].to_string(),
                text(&hop["tls"]["state"]),
                text(&hop["tls"]["version"]),
            ));
        }
    }
    let found: Vec<(String, String, String, String)> = rest
        .iter()
        .map(|row| (row[path].clone(), row[number].clone(), row[state].clone(), row[version].clone()))
        .collect();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        // The unreadable file has another name in each run.
        if !expected.0.contains("zip") {
            assert_eq!(found, expected);
        }
    }
    assert!(rest.last().unwrap().last().unwrap().contains("zip is not read"));
}

/// What a sender may put into names, ids and other fields: escapes of terminals in 7 and 8 bits, direction controls,
/// formulas of spreadsheets, tags, ends of scripts, links, pictures and tables of Markdown, NUL, and bytes of no text.
const HOSTILE: [&[u8]; 9] = [
    b"\x1b[2J\x1b]8;;http://evil.example\x07\xc2\x9b31m\x9b31m\x7f",
    "\u{202e}moc\u{2066}\u{2069}\u{200b}\u{feff}\u{2028}\u{e0041}".as_bytes(),
    "=cmd|'/C calc'!A1 +1 -1 @SUM(A1) \u{ff1d}1".as_bytes(),
    b"<script>alert(1)</script><img/src=x/onerror=alert(1)> &lt; \" onload=\"x",
    b"</script></SCRIPT ></textarea></style><!--<script>-->]]>",
    b"![x](http://evil.example) [x](javascript:x) <http://evil.example> **b** @team #1 ``` `` ` ~~~",
    b"| a | b |,\"\",;\x0b\x0c",
    b"````````````````````````````````````````````````````````````````````````````````````````![x](http://evil.example)",
    b"a\0b\xff\xfe\xed\xa0\x80\xf0\x9f\x94",
];

/// Two stamps, other fields and a body with the hostile text wherever a sender or a client chooses it.
fn hostile(text: &[u8]) -> Vec<u8> {
    let template = b"Received: from ~ (~ [203.0.113.9])\r\n\tby mx.example.com (Postfix) with ESMTPS id ~\r\n\tfor <~>; Mon, \
        23 Nov 2026 17:19:20 +0000 (~)\r\nX-TLS: ~\r\nTLS-Required: ~\r\nReceived: from ~ by ~ (~) with ~ id ~ (~) ~; \
        ~\r\nAuthentication-Results: ~; ~=~\r\nMessage-ID: <~@~>\r\nFrom: ~ <~@~>\r\nReturn-Path: <~@~>\r\nSubject: \
        ~\r\nContent-Type: ~\r\n\r\n~\r\n";
    template.split(|&b| b == b'~').collect::<Vec<_>>().join(text)
}

/// The message as a file, as JSON of a mail interface with its bytes that are no text as lone surrogates, and as a line.
fn forms(message: &[u8]) -> [Vec<u8>; 3] {
    let text: String = message
        .utf8_chunks()
        .flat_map(|chunk| {
            let valid = serde_json::to_string(chunk.valid()).unwrap();
            let lone = chunk.invalid().iter().map(|byte| format!("\\udc{byte:02x}"));
            [valid.trim_matches('"').to_owned()].into_iter().chain(lone)
        })
        .collect();
    let list = format!(
        "{{\"internetMessageHeaders\":[{{\"name\":\"Received\",\"value\":\"{text}\"}},{{\"name\":\"{text}\",\"value\":\"{text}\"}}]}}"
    );
    let line = format!("{{\"id\":\"{text}\",\"headers\":\"{text}\"}}\n");
    [message.to_vec(), list.into_bytes(), line.into_bytes()]
}

/// The output of the command in one format, for every hostile text in every form, alone and in a scan.
fn hostile_outputs(format: &str) -> Vec<Ran> {
    let mut all = Vec::new();
    for text in HOSTILE.into_iter().chain([&HOSTILE.concat()[..]]) {
        for bytes in forms(&hostile(text)) {
            for command in [&["--format", format][..], &["scan", "--format", format]] {
                let ran = Run::of(&[command, &NOW].concat()).stdin(&bytes[..]).go();
                any_bytes::assert_harmless(&ran.err);
                // A scan refuses a line that is no JSON; a lone surrogate is none.
                assert!(ran.code == 0 || command.len() == 3, "{format}: {}", ran.err);
                assert!(!ran.out.is_empty(), "{format}");
                all.push(ran);
            }
        }
    }
    all
}

#[test]
fn hostile_text_stays_text_on_a_terminal() {
    for ran in hostile_outputs("text") {
        any_bytes::assert_harmless(&ran.out);
    }
}

#[test]
fn hostile_text_stays_text_in_json_and_in_a_script_that_holds_it() {
    for ran in hostile_outputs("json") {
        any_bytes::embeddable(&ran.out);
    }
    for format in ["ndjson", "ecs", "ocsf"] {
        for ran in hostile_outputs(format) {
            any_bytes::embeddable(&ran.out);
            assert!(!ran.records().is_empty(), "{format}");
        }
    }
}

#[test]
fn hostile_text_stays_text_in_markdown() {
    for ran in hostile_outputs("markdown") {
        any_bytes::markdown(&ran.out);
    }
}

#[test]
fn hostile_text_stays_text_in_csv() {
    for ran in hostile_outputs("csv") {
        assert!(any_bytes::csv(&ran.out) > 1, "{}", ran.out);
    }
}

#[test]
fn hostile_text_stays_text_in_html() {
    for ran in hostile_outputs("html") {
        any_bytes::markup(&ran.out);
    }
}

/// The reports over a whole set: every count of the closing table stands in them, and nothing comes from outside.
#[test]
fn summaries_for_people_say_what_was_counted() {
    let corpus = root().join("corpus/chains");
    let config = Place::new("summaries");
    let config =
        config.file("t.toml", b"[[partner]]\nname = \"<b>Acme|`\"\ndomains = [\"client.example.net\"]\n");
    for format in ["html", "markdown"] {
        let arguments = ["scan", "--format", format, "--config", &config, corpus.to_str().unwrap()];
        let ran = Run::of(&[&arguments[..], &NOW].concat()).go();
        assert_eq!(ran.code, 0, "{}", ran.err);
        for title in [
            "TLS in the trace of",
            "What limits these counts",
            "Messages by outcome",
            "Deliveries to your system by month",
            "TLS versions",
            "Cipher suites",
            "Below today",
            "Peers that deliver to your system without TLS",
            "Partners",
            "2026-11",
        ] {
            assert!(ran.out.contains(title), "{title} is not in {format}");
        }
        if format == "html" {
            assert!(!ran.out.contains("<b>") && !ran.out.contains("http://") && !ran.out.contains("url("));
            assert!(ran.out.contains("&lt;b&gt;Acme|`"));
        } else {
            assert!(ran.out.contains("`<b>Acme\\u{7c}'`"), "{}", ran.out);
        }
        let table = ran.err.lines().filter_map(|line| line.trim_start().split_once("  "));
        let counted: Vec<(&str, &str)> = table.filter(|(n, _)| n.parse::<u64>().is_ok()).collect();
        assert!(counted.len() > 8, "{}", ran.err);
        for (number, word) in counted.into_iter().filter(|(_, word)| !word.contains(' ')) {
            let mut rows = ran
                .out
                .lines()
                .filter(|line| line.contains(&format!(">{word}<")) || line.contains(&format!("`{word}`")));
            let as_column = [format!("<td>{number}</td>"), format!("| {number} |")];
            let found =
                rows.any(|row| row.contains(number)) || as_column.iter().any(|cell| ran.out.contains(cell));
            assert!(found, "{word} {number} is not in {format}");
        }
    }
}
