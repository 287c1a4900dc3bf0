//! The files that a bench reads.

use std::path::{Path, PathBuf};

/// Those named on the command line; without any, the corpus.
pub(crate) fn files() -> Vec<PathBuf> {
    let named: Vec<PathBuf> =
        std::env::args_os().skip(1).filter(|argument| argument != "--bench").map(PathBuf::from).collect();
    if named.is_empty() { corpus() } else { named }
}

/// Rows of NDJSON, or nothing where the file is another.
pub(crate) fn rows(file: &Path, bytes: &[u8]) -> Option<Vec<serde_json::Value>> {
    file.extension().is_some_and(|e| e == "jsonl" || e == "ndjson").then(|| {
        let lines = bytes.split(|&b| b == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).expect("a JSON object a line")).collect()
    })
}

fn corpus() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let mut found: Vec<PathBuf> = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|folder| std::fs::read_dir(folder.path()).ok())
        .flatten()
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|e| e == "eml"))
        .collect();
    found.sort();
    found
}
