//! The README shows what the program says.
//!
//! A block that follows `<!-- shows: ARGUMENTS -->` is the beginning of what the command prints, up to the line that
//! names the boundary. Where the program's words change, the README changes with them.

use crate::cli::Run;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The arguments and the text of each block.
fn blocks(readme: &str) -> Vec<(&str, &str)> {
    let parts = readme.split("<!-- shows: ").skip(1);
    parts
        .map(|part| {
            let (arguments, rest) = part.split_once(" -->\n").unwrap();
            let (_, rest) = rest.split_once("```text\n").unwrap();
            (arguments, rest.split_once("```").unwrap().0)
        })
        .collect()
}

#[test]
fn samples_in_the_readme_are_what_the_command_prints() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = blocks(&readme);
    assert!(blocks.len() >= 5, "five cases: {}", blocks.len());
    for (arguments, shown) in blocks {
        let paths: Vec<String> = arguments
            .split(' ')
            .map(|word| {
                let is_sample = word.starts_with("corpus/");
                if is_sample { root().join(word).to_str().unwrap().to_owned() } else { word.to_owned() }
            })
            .collect();
        let mut words: Vec<&str> = paths.iter().map(String::as_str).collect();
        words.extend(["--now", "2026-12-01T00:00:00Z"]);
        let out = Run::of(&words).go().out;
        let (answer, _) = out.split_once("\nBoundary: ").unwrap();
        assert_eq!(answer, shown, "{arguments}");
    }
}
