//! What others wrote and this workspace takes in: each crate has a row in CONTRIBUTING.md that says what it is for, and
//! asks for no more of its features than it names. Licences and sources are `deny.toml`'s.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn manifest(folder: &str) -> Table {
    fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap().parse().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Each crate of others with the members that take it in; `tests` stands for all that only tests want.
fn taken() -> BTreeMap<String, BTreeSet<String>> {
    let workspace = manifest(".");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for member in workspace["workspace"]["members"].as_array().unwrap() {
        let member = text(member);
        let manifest = manifest(member);
        let systems = manifest.get("target").and_then(Value::as_table);
        let tables = systems.into_iter().flat_map(Table::values).filter_map(Value::as_table);
        for table in tables.chain([&manifest]) {
            for (kind, by) in
                [("dependencies", member), ("build-dependencies", member), ("dev-dependencies", "tests")]
            {
                let names = table.get(kind).and_then(Value::as_table).into_iter().flat_map(Table::keys);
                for name in names.filter(|name| !name.starts_with("tlstrail")) {
                    found.entry(name.clone()).or_default().insert(by.to_owned());
                }
            }
        }
    }
    let browser = fs::read_to_string(root().join("tests/browser/package.json")).unwrap();
    let browser: serde_json::Value = serde_json::from_str(&browser).unwrap();
    for name in browser["devDependencies"].as_object().unwrap().keys() {
        found.entry(name.clone()).or_default().insert("tests".to_owned());
    }
    found
}

/// The rows of the table below the heading: crate, who takes it in, what for.
fn rows(page: &str) -> Vec<[&str; 3]> {
    let (_, part) = page.split_once("\n## Dependencies\n").unwrap();
    let part = part.split("\n## ").next().unwrap();
    part.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            cells.try_into().unwrap_or_else(|cells| panic!("three cells: {cells:?}"))
        })
        .collect()
}

#[test]
fn every_dependency_has_its_row_and_every_row_its_dependency() {
    let page = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let rows = rows(&page);
    let names: Vec<&str> = rows.iter().map(|row| row[0].trim_matches('`')).collect();
    assert!(names.is_sorted(), "rows stand in order: {names:?}");
    let told: BTreeMap<String, BTreeSet<String>> = rows
        .iter()
        .map(|[name, by, _]| (name.trim_matches('`').to_owned(), by.split(", ").map(str::to_owned).collect()))
        .collect();
    let taken = taken();
    let idle: Vec<_> = told.iter().filter(|row| taken.get(row.0) != Some(row.1)).collect();
    let missing: Vec<_> = taken.iter().filter(|row| told.get(row.0) != Some(row.1)).collect();
    assert!(
        idle.is_empty() && missing.is_empty(),
        "only in the table of CONTRIBUTING.md: {idle:?}; only in the manifests: {missing:?}"
    );
    for [name, _, purpose] in rows {
        assert!(purpose.len() > 10, "{name} has a purpose");
    }
}

/// A feature that nobody named may bring code, crates and licences that nobody looked at.
#[test]
fn every_dependency_names_its_features() {
    let workspace = manifest(".");
    let dependencies = workspace["workspace"]["dependencies"].as_table().unwrap();
    assert!(dependencies.len() > 20);
    for (name, value) in dependencies.iter().filter(|(name, _)| !name.starts_with("tlstrail")) {
        let off = value.get("default-features").and_then(Value::as_bool);
        assert_eq!(
            off,
            Some(false),
            "Cargo.toml: {name} says `default-features = false` and names what it needs"
        );
    }
    for member in workspace["workspace"]["members"].as_array().unwrap() {
        let member = text(member);
        let manifest = manifest(member);
        for kind in ["dependencies", "build-dependencies", "dev-dependencies"] {
            for (name, value) in manifest.get(kind).and_then(Value::as_table).into_iter().flatten() {
                let inherited = value.get("workspace").is_some() || name.starts_with("tlstrail");
                assert!(inherited, "{member}/Cargo.toml: {name} stands in the workspace's table");
            }
        }
    }
}
