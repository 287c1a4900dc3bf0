//! Where the search begins: the samples of the corpus, in the form that each function of this module takes.

use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use tlstrail_core::{Options, analyze};

/// Inputs by the name of the function that takes them.
pub fn seeds() -> [(&'static str, Vec<Vec<u8>>); 4] {
    let samples = samples();
    let stamps: BTreeSet<Vec<u8>> = samples.iter().flat_map(|sample| values(sample)).collect();
    let files = samples.iter().step_by(8).flat_map(|sample| files(sample)).collect();
    [
        ("input", samples.clone()),
        ("stamp", stamps.into_iter().collect()),
        ("report", samples),
        ("mail_files", files),
    ]
}

fn samples() -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")];
    while let Some(folder) = open.pop() {
        let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = inside.partition(|path| path.is_dir());
        open.extend(folders);
        paths.extend(
            files
                .into_iter()
                .filter(|path| path.extension().is_some_and(|e| e == "eml" || e == "msg" || e == "json")),
        );
    }
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn values(sample: &[u8]) -> Vec<Vec<u8>> {
    analyze(sample, &Options::default()).hops.into_iter().map(|hop| hop.raw.into_bytes()).collect()
}

/// The sample as each kind of file.
fn files(sample: &[u8]) -> [Vec<u8>; 6] {
    let text = String::from_utf8_lossy(sample);
    let list: Vec<_> = values(sample)
        .iter()
        .map(|value| json!({ "name": "Received", "value": String::from_utf8_lossy(value) }))
        .collect();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let line = |value: serde_json::Value| format!("{value}\n").into_bytes();
    [
        outlook(&[("__properties_version1.0", b"x"), ("__substg1.0_007D001F", &utf16)]),
        outlook(&[("__substg1.0_007D001E", sample)]),
        line(json!({ "payload": { "headers": list } })),
        line(json!({ "internetMessageHeaders": list })),
        line(json!({ "id": "1", "headers": text })),
        [b"From a@b Mon Nov 23 17:19:19 2026\n", sample, b"\n\nFrom c@d Mon Nov 23 17:19:20 2026\n", sample]
            .concat(),
    ]
}

/// An Outlook message file of these streams.
pub fn outlook(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}
