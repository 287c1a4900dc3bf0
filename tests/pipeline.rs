//! The pieces for pipelines in `cli/pipeline`: each is tried with what the command writes. Parts that are not installed
//! are left out, with a word about it.

#![expect(clippy::print_stderr, reason = "what is left out is told")]

use crate::cli::{Place, Run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn piece(name: &str) -> String {
    fs::read_to_string(root().join("cli/pipeline").join(name)).unwrap()
}

fn scan(format: &str) -> String {
    let corpus = root().join("corpus");
    Run::of(&["scan", "--format", format, "--now", "2026-12-01T00:00:00Z", corpus.to_str().unwrap()]).go().out
}

/// Every value has a mapping that takes it.
#[test]
fn the_index_template_takes_every_event() {
    let template: Value = serde_json::from_str(&piece("elasticsearch-template.json")).unwrap();
    let mappings = &template["template"]["mappings"];
    let events = scan("ecs");
    let mut seen = 0;
    for line in events.lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        seen += check("", &event, mappings);
    }
    assert!(seen > 10_000, "{seen}");
}

fn check(name: &str, value: &Value, mapping: &Value) -> u32 {
    if let Some(object) = value.as_object() {
        let inner = object.iter().map(|(key, value)| {
            let mapping = &mapping["properties"][key];
            assert!(mapping.is_object(), "{name}.{key} has no mapping");
            check(&format!("{name}.{key}"), value, mapping)
        });
        return inner.sum();
    }
    if let Some(items) = value.as_array() {
        return items.iter().map(|item| check(name, item, mapping)).sum();
    }
    let fits = match mapping["type"].as_str().unwrap() {
        "keyword" | "wildcard" | "match_only_text" => value.is_string(),
        "ip" => value.as_str().is_some_and(|ip| ip.parse::<std::net::IpAddr>().is_ok()),
        "long" | "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "date" => value
            .as_str()
            .is_some_and(|date| date.len() == 10 || tlstrail_core::options::parse_moment(date).is_ok()),
        other => panic!("{name}: {other}"),
    };
    assert!(fits, "{name}: {value} does not fit {mapping}");
    1
}

/// Runs every query by DuckDB and compares what can be counted here too.
#[test]
fn the_queries_run_and_count_right() {
    let has = Command::new("python3").args(["-c", "import duckdb"]).output();
    if !has.is_ok_and(|ran| ran.status.success()) {
        eprintln!("left out: python3 has no module duckdb (pip install duckdb)");
        return;
    }
    let place = Place::new("queries");
    place.file("hops.csv", scan("csv").as_bytes());
    let reports = scan("ndjson");
    place.file("reports.ndjson", reports.as_bytes());
    place.file("queries.sql", piece("queries.sql").as_bytes());
    let program = "import duckdb, json, re\n\
        text = open('queries.sql').read()\n\
        out = {}\n\
        for part in re.split(r'-- name: ', text)[1:]:\n    \
            name, sql = part.split('\\n', 1)\n    \
            out[name] = [list(map(str, row)) for row in duckdb.sql(sql).fetchall()] if name != 'parquet' else duckdb.execute(sql) and []\n\
        print(json.dumps(out))\n";
    let ran = Command::new("python3").args(["-c", program]).current_dir(place.path("")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let answers: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let records: Vec<Value> = reports.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let plain = records.iter().filter(|record| record["summary"]["outcome"] == "plain").count();
    let row = answers["outcomes"].as_array().unwrap().iter().find(|row| row[0] == "plain").unwrap();
    assert_eq!(row[1], plain.to_string());
    for name in ["states", "peers", "outdated", "findings"] {
        assert!(answers[name].as_array().is_some_and(|rows| !rows.is_empty()), "{name}: {answers}");
    }
}

#[test]
fn the_units_are_well_formed() {
    let Ok(ran) = Command::new("systemd-analyze").arg("--version").output() else {
        eprintln!("left out: systemd-analyze is not installed");
        return;
    };
    assert!(ran.status.success());
    let place = Place::new("units");
    // The unit names the program where a package puts it.
    let service = piece("tlstrail.service").replace("/usr/bin/tlstrail", "/bin/true");
    let units = [
        place.file("tlstrail.service", service.as_bytes()),
        place.file("tlstrail.socket", piece("tlstrail.socket").as_bytes()),
    ];
    let ran = Command::new("systemd-analyze").args(["verify", "--man=no"]).args(&units).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    let ours: Vec<&str> = said.lines().filter(|line| line.contains("tlstrail")).collect();
    assert!(ours.is_empty(), "{ours:?}");
}

/// A shipper that follows the file hands on every line as it is.
#[test]
fn the_shipper_hands_on_every_line() {
    let Ok(version) = Command::new("rsyslogd").arg("-v").output() else {
        eprintln!("left out: rsyslogd is not installed");
        return;
    };
    assert!(version.status.success());
    let place = Place::new("shipper");
    let (from, to) = (place.path("hops.ecs.ndjson"), place.path("shipped.ndjson"));
    let conf = piece("rsyslog.conf")
        .replace("/var/log/tlstrail/hops.ecs.ndjson", &from)
        .replace("/var/spool/tlstrail/shipped.ndjson", &to);
    let conf = format!(
        "global(workDirectory=\"{}\" maxMessageSize=\"1m\")\n{conf}",
        place.path("").trim_end_matches('/')
    );
    let conf = place.file("rsyslog.conf", conf.as_bytes());
    let events: String = scan("ecs").lines().take(300).fold(String::new(), |all, line| all + line + "\n");
    fs::write(&from, &events).unwrap();
    let pid = place.path("rsyslog.pid");
    let mut child = Command::new("rsyslogd").args(["-n", "-f", &conf, "-i", &pid]).spawn().unwrap();
    let shipped = || fs::read_to_string(&to).unwrap_or_default();
    for _ in 0..300 {
        if shipped().len() >= events.len() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let lines: Vec<String> = shipped().lines().map(|line| line.trim_start().to_owned()).collect();
    assert_eq!(lines, events.lines().collect::<Vec<_>>());
}
