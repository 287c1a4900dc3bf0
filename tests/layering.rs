//! The modules of `core` stand in one order, and each imports only from those before it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src")
}

/// The modules in the order of `lib.rs`.
fn order() -> Vec<String> {
    let text = fs::read_to_string(source().join("lib.rs")).unwrap();
    text.lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
        .filter_map(|rest| rest.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_module_imports_from_one_that_stands_after_it() {
    let order = order();
    let place: BTreeMap<&str, usize> = order.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
    assert!(place.len() > 10, "lib.rs lists the modules: {order:?}");
    let mut all = Vec::new();
    files(&source(), &mut all);
    let mut steps_back = Vec::new();
    let mut judged = 0;
    for file in all {
        let inside = file.strip_prefix(source()).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
        let module = first.trim_end_matches(".rs");
        let Some(&here) = place.get(module) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        // Tests may build what they need from the whole.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for rest in code.split("crate::").skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(&there) = place.get(name.as_str()) {
                judged += 1;
                if there > here {
                    steps_back.push(format!("{}: {module} imports from {name}", inside.display()));
                }
            }
        }
    }
    assert!(judged > 30, "imports are found");
    assert!(steps_back.is_empty(), "{}", steps_back.join("\n"));
}
