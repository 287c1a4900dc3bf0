//! Every dialect has its file, its row in the table, and its folder in the corpus.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Files beside the dialects that are none.
const NO_DIALECT: [&str; 2] = ["generic", "signature"];

/// Files of dialects, without their ending.
fn files() -> BTreeSet<String> {
    fs::read_dir(root().join("core/src/dialect"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter_map(|p| Some(p.file_name()?.to_str()?.strip_suffix(".rs")?.to_owned()))
        .filter(|name| name != "mod" && !NO_DIALECT.contains(&name.as_str()))
        .collect()
}

#[test]
fn files_rows_and_folders_agree() {
    let table = fs::read_to_string(root().join("core/src/dialect/mod.rs")).unwrap();
    let rows: Vec<&str> = table
        .lines()
        .flat_map(|l| l.split(['&', ',', ' ', '[', ']']))
        .filter_map(|part| part.strip_suffix("::DIALECT"))
        .collect();
    let mods: Vec<&str> = table
        .lines()
        .filter_map(|l| l.strip_prefix("mod ")?.strip_suffix(';'))
        .filter(|name| !NO_DIALECT.contains(name))
        .collect();
    let files = files();
    let listed: BTreeSet<String> = rows.iter().map(|r| (*r).to_owned()).collect();
    let declared: BTreeSet<String> = mods.iter().map(|r| (*r).to_owned()).collect();
    assert_eq!(files, listed, "each file has its row in ALL");
    assert_eq!(files, declared, "each file has its mod line");
    assert!(rows.is_sorted(), "rows stand in order: {rows:?}");
    assert!(mods.is_sorted(), "mod lines stand in order: {mods:?}");
    for name in &files {
        let folder = root().join("corpus").join(name);
        for file in ["SOURCES.md", "truth.tsv"] {
            assert!(folder.join(file).exists(), "corpus/{name}/{file} is missing");
        }
        let samples = fs::read_dir(&folder)
            .unwrap()
            .filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|x| x == "eml"));
        assert!(samples.count() > 0, "corpus/{name} has no sample");
    }
}

#[test]
fn every_folder_of_the_corpus_is_known() {
    let files = files();
    for entry in fs::read_dir(root().join("corpus")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let themes = ["chains", "generic", "hostile", "pastes"];
            assert!(
                files.contains(&name) || themes.contains(&name.as_str()),
                "corpus/{name} belongs to no dialect"
            );
        }
    }
}
