//! Reads every sample of the corpus and holds it against two records: `truth.tsv`, filled by a person from the
//! writer's template, and, for whole chains, pastes and hostile input, a reviewed snapshot of the report.
//!
//! The truth says whether a reading is right; the snapshot says that something changed. Samples listed in
//! `known-gaps.txt` must fail against their truth, and the run fails when one passes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tlstrail_core::Options;
use tlstrail_core::report::{Hop, Report};

/// A dialect's or theme's folder and its samples.
struct Folder {
    name: String,
    path: PathBuf,
    samples: Vec<PathBuf>,
}

fn folders() -> Vec<Folder> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sorted = |dir: &Path| {
        let mut found: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
        found.sort();
        found
    };
    sorted(root)
        .into_iter()
        .filter(|p| p.is_dir())
        .map(|path| Folder {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            samples: sorted(&path)
                .into_iter()
                .filter(|p| p.extension().is_some_and(|e| e == "eml"))
                .collect(),
            path,
        })
        .filter(|f| !f.samples.is_empty() || f.path.join("truth.tsv").exists())
        .collect()
}

fn report(sample: &Path) -> Report {
    // A fixed moment of analysis keeps the reports the same from day to day.
    let now = tlstrail_core::options::parse_moment("2026-12-01T00:00:00Z").unwrap();
    tlstrail_core::analyze(&fs::read(sample).unwrap(), &Options::default().with_now(now))
}

/// One row of a truth table against the hop it speaks of; gives what differs.
fn differences(row: &[&str], hop: &Hop) -> String {
    let mut out = String::new();
    let mut check = |what: &str, want: &str, got: Option<&str>| {
        let got = got.unwrap_or("-");
        if want != got {
            write!(out, "{what}: want {want}, got {got}; ").unwrap();
        }
    };
    let [_, _, writer, keyword, state, basis, version, suite, ip, auth] = row else {
        panic!("a row of truth.tsv has ten columns: {row:?}");
    };
    check("writer", writer, hop.writer.software.as_deref());
    check("keyword", keyword, hop.protocol.registered.as_deref());
    check("state", state, Some(hop.tls.state.as_str()));
    check("basis", basis, Some(hop.tls.basis.as_str()));
    check("version", version, hop.tls.version.as_deref());
    check("suite", suite, hop.tls.cipher.as_ref().and_then(|c| c.iana.as_deref()));
    check("ip", ip, hop.from.ip.as_deref());
    check("auth", auth, Some(if hop.authenticated.stated { "yes" } else { "no" }));
    out
}

fn known_gaps() -> BTreeSet<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("known-gaps.txt")).unwrap();
    text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn readings_agree_with_the_truth() {
    let gaps = known_gaps();
    let mut open = gaps.clone();
    let mut wrong = String::new();
    let mut judged = 0;
    for folder in folders() {
        let Ok(table) = fs::read_to_string(folder.path.join("truth.tsv")) else {
            writeln!(wrong, "{}: no truth.tsv", folder.name).unwrap();
            continue;
        };
        let mut covered = BTreeSet::new();
        for line in table.lines().skip(1).filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let row: Vec<&str> = line.split('\t').map(str::trim).collect();
            let sample = row[0].trim_end_matches(".eml");
            let report = report(&folder.path.join(format!("{sample}.eml")));
            covered.insert(sample.to_owned());
            let index: u32 = row[1].parse().unwrap();
            let name = format!("{}/{sample} {index}", folder.name);
            let differs = match report.hops.iter().find(|h| h.field_index == index) {
                Some(hop) => differences(&row, hop),
                None => "no such hop".to_owned(),
            };
            judged += 1;
            if gaps.contains(&name) {
                open.remove(&name);
                if differs.is_empty() {
                    writeln!(wrong, "{name}: is right now; take it out of known-gaps.txt").unwrap();
                }
            } else if !differs.is_empty() {
                writeln!(wrong, "{name}: {differs}").unwrap();
            }
        }
        for sample in &folder.samples {
            let stem = sample.file_stem().unwrap().to_str().unwrap();
            if !covered.contains(stem) {
                writeln!(wrong, "{}/{stem}: has no row in truth.tsv", folder.name).unwrap();
            }
        }
    }
    for gap in open {
        writeln!(wrong, "known-gaps.txt lists {gap}, which is in no truth.tsv").unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(judged > 0);
}

/// Words that are left unread on purpose: the client's ident stands before what could be the server's.
const LEFT_UNREAD: [&str; 1] = ["courier/ident"];

#[test]
fn every_word_of_a_writers_samples_is_understood() {
    let others = ["chains", "generic", "hostile", "pastes"];
    let mut wrong = String::new();
    for folder in folders().into_iter().filter(|f| !others.contains(&f.name.as_str())) {
        for sample in &folder.samples {
            let name = format!("{}/{}", folder.name, sample.file_stem().unwrap().to_str().unwrap());
            let unread: Vec<String> = report(sample).hops.into_iter().flat_map(|hop| hop.unread).collect();
            if unread.is_empty() == LEFT_UNREAD.contains(&name.as_str()) {
                writeln!(wrong, "{name}: {unread:?}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "unread, and not listed, or listed and read:\n{wrong}");
}

/// The folders whose whole reports are kept. Of a dialect's samples, its `truth.tsv` says every fact that matters; a
/// whole report of each would change with every sentence.
const THEMES: [&str; 3] = ["chains", "hostile", "pastes"];

#[test]
fn reports_are_those_reviewed() {
    for folder in folders().into_iter().filter(|f| THEMES.contains(&f.name.as_str())) {
        for sample in &folder.samples {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(&folder.path);
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            let stem = sample.file_stem().unwrap().to_str().unwrap();
            let mut value: serde_json::Value =
                serde_json::from_str(&tlstrail_core::report::json(&report(sample))).unwrap();
            // The version changes with each release, the report does not.
            value["tool"]["version"] = "-".into();
            settings.bind(|| insta::assert_json_snapshot!(stem, value));
        }
    }
}
