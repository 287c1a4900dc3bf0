//! The documentation is true: files that it names exist, the modules it lists are those of `core`, each RFC that the
//! code cites has its row, and the count of writers is that of the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Files below a folder whose name ends so; what is built or installed is left out.
fn files(dir: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !matches!(name, "target" | "node_modules" | "dist" | ".git") {
                files(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
}

/// Prose with blocks of code taken out.
fn prose(page: &str) -> String {
    let mut inside = false;
    let mut kept = String::new();
    for line in page.lines() {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        if !inside && !fence {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

/// What a page points to: targets of links, pictures, and words in backticks that look like a path here.
fn pointers(page: &str) -> Vec<String> {
    let text = prose(page);
    let quoted = text.split('`').skip(1).step_by(2).filter(|word| {
        let first = word.split('/').next().unwrap_or_default();
        let folder = ["core", "cli", "wasm", "web", "corpus", "tests"].contains(&first) && word.contains('/');
        let file = !word.contains('/') && [".rs", ".md", ".tsv"].iter().any(|ending| word.ends_with(ending));
        let whole = !word.contains(|c: char| c.is_whitespace() || "*<>…{}$".contains(c));
        (folder || file) && whole && word.len() > 4 && !word.starts_with("web/dist")
    });
    let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let pictures =
        text.split("src=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(target, _)| target);
    let targets = links.chain(pictures).filter(|target| !target.contains("://"));
    quoted.chain(targets).map(str::to_owned).collect()
}

/// The part of a page that a browser jumps to: headings, as they are turned into names.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
    headings
        .map(|line| {
            let line = line.trim_start_matches('#').trim().to_lowercase();
            line.chars()
                .filter(|c| c.is_alphanumeric() || " -".contains(*c))
                .collect::<String>()
                .replace(' ', "-")
        })
        .collect()
}

#[test]
fn what_a_page_points_to_is_found() {
    let text = "`a/b` [x](y.md) `core/src/lib.rs`\n```text\n[no](no.md)\n```\n`limits.rs` `*.eml` `x.eml` <img src=\"p.png\">";
    assert_eq!(pointers(text), ["core/src/lib.rs", "limits.rs", "y.md", "p.png"]);
    assert_eq!(
        anchors("# A\n## What it tells, and so"),
        ["a", "what-it-tells-and-so"].map(str::to_owned).into()
    );
}

#[test]
fn every_file_that_a_page_names_exists() {
    let root = root();
    let (mut pages, mut all) = (Vec::new(), Vec::new());
    files(&root, &[".md"], &mut pages);
    files(&root, &[""], &mut all);
    // Sources of samples name the files of other projects.
    pages.retain(|page| !page.ends_with("SOURCES.md"));
    let names: BTreeSet<&str> = all.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    // The recipe's invented writer.
    let invented = |pointer: &str| pointer.contains("ostrich");
    let (mut lost, mut judged) = (Vec::new(), 0);
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        for pointer in pointers(&text).into_iter().filter(|pointer| !invented(pointer)) {
            judged += 1;
            let (path, anchor) = pointer.split_once('#').unwrap_or((&pointer, ""));
            let beside = page.parent().unwrap().join(path);
            let target = if path.is_empty() { page.clone() } else { beside };
            let found = target.exists() || root.join(path).exists() || names.contains(path);
            let jumps = anchor.is_empty()
                || fs::read_to_string(&target).is_ok_and(|text| anchors(&text).contains(anchor));
            if !found || !jumps {
                lost.push(format!("{}: {pointer}", page.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(judged > 40, "pointers are found: {judged}");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn the_folder_map_names_every_folder() {
    let page = read("README.md");
    let (_, map) = page.split_once("## Folders").unwrap();
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // Tracked folders alone: what a build leaves is none of them.
        if path.is_dir() && path.join("Cargo.toml").exists() {
            assert!(map.contains(&format!("| `{name}` |")), "{name} stands in the folder map");
        }
    }
}

#[test]
fn the_architecture_page_lists_the_modules_in_their_order() {
    let order: Vec<String> = read("core/src/lib.rs")
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect();
    let page = read("core/README.md");
    let (_, part) = page.split_once("## One direction").unwrap();
    let part = part.split("\n## ").next().unwrap();
    let arrows = part.split("```").nth(1).unwrap().trim_start_matches("text");
    let told: Vec<&str> = arrows.split('→').map(str::trim).filter(|name| *name != "bytes").collect();
    let rows: Vec<&str> =
        part.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let first = order.iter().position(|name| name == told[0]).unwrap();
    assert_eq!(told, order[first..], "the arrows");
    assert_eq!(rows, order, "a row for each module");
}

/// Numbers of the RFCs that a text cites: `RFC 5321`, `RFC 3848/6531`.
fn cited(text: &str) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for rest in text.split("RFC").skip(1) {
        // The number may stand on the next line of a comment or of a string.
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "/!\\#s".contains(c));
        for number in rest.split('/') {
            let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
            found.extend(digits.parse::<u32>().ok().filter(|_| digits.len() >= 3));
            if digits.len() != number.len() {
                break;
            }
        }
    }
    found
}

#[test]
fn citations_are_found() {
    let text = "RFC 5321 §4.4, RFC 3848/6531. RFC\n/// 8314, not RFC, RFC 12";
    assert_eq!(cited(text), [3848, 5321, 6531, 8314].into());
}

#[test]
fn every_rfc_that_the_code_cites_has_its_row_and_every_row_is_cited() {
    let mut sources = Vec::new();
    for folder in ["core/src", "core/data", "cli/src", "wasm/src", "web/src", "web/page"] {
        files(&root().join(folder), &[".rs", ".tsv", ".js", ".html"], &mut sources);
    }
    let code: BTreeSet<u32> =
        sources.iter().flat_map(|path| cited(&fs::read_to_string(path).unwrap())).collect();
    assert!(code.len() > 50);
    let page = read("core/rfcs.md");
    let mut rows: BTreeMap<u32, &str> = BTreeMap::new();
    for table in page.split("\n## ").skip(1) {
        let numbers: Vec<u32> = table
            .lines()
            .filter_map(|line| {
                let cells: Vec<&str> = line
                    .strip_prefix("| RFC ")
                    .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()))?
                    .trim_end_matches('|')
                    .split('|')
                    .collect();
                let [number, title, state, how] = cells.as_slice() else { panic!("four cells: {line}") };
                let number = number.trim().parse().unwrap();
                assert!(title.len() > 4 && how.len() > 4, "{line}");
                assert_eq!(rows.insert(number, state.trim()), None, "RFC {number} has one row");
                Some(number)
            })
            .collect();
        assert!(numbers.is_sorted(), "rows stand in order: {numbers:?}");
    }
    let told: BTreeSet<u32> = rows.keys().copied().collect();
    let missing: Vec<_> = code.difference(&told).collect();
    let idle: Vec<_> = told.difference(&code).collect();
    assert!(missing.is_empty() && idle.is_empty(), "cited without a row: {missing:?}; not cited: {idle:?}");
    let (_, legend) = page.split_once("| state | meaning |").unwrap();
    for (number, state) in rows {
        assert!(
            legend.contains(&format!("\n| `{state}` |")),
            "RFC {number}: {state} stands in the first table"
        );
    }
}

/// The count of writers is told to users.
#[test]
fn the_count_of_writers_is_right() {
    let table = read("core/src/dialect/mod.rs");
    let (_, rest) = table.split_once("ALL: [&Dialect; ").unwrap();
    let count = rest.split(']').next().unwrap();
    for page in ["README.md", "CHANGELOG.md"] {
        assert!(
            read(page).contains(&format!("{count} writers")),
            "{page} says that there are {count} writers"
        );
    }
}
