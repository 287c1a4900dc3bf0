//! No sentence gives a verdict. Every text that the program can emit is looked at twice: as it stands in the sources,
//! and as it comes out on every sample in every format.
//!
//! Also measured here: that the sentences of the answer, and what limits them, can be read at about the age of fourteen.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tlstrail_core::explain;
use tlstrail_core::options::{Options, Partner, parse_moment};
use tlstrail_core::report::{Report, TextStyle, html, json, markdown, text};

/// Words that would tell a reader more than headers can.
const VERDICTS: [&str; 27] = [
    "secure",
    "secured",
    "securely",
    "insecure",
    "unsecure",
    "unsecured",
    "safe",
    "safely",
    "safety",
    "unsafe",
    "verified",
    "confirmed",
    "confirm",
    "confirms",
    "unencrypted",
    "failed",
    "intercepted",
    "fake",
    "faked",
    "spoofed",
    "spoof",
    "spoofing",
    "genuine",
    "authentic",
    "compliant",
    "non-compliant",
    "tampered",
];
const PHRASES: [&str; 4] = ["end-to-end encrypted", "broken encryption", "meets hipaa", "legal proof"];

/// Names of products, which are not ours to choose.
const PRODUCTS: [&str; 1] = ["Cisco Secure Email"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(dir: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

/// Words of a text in lower case, without what stands in backticks: that is quoted, never said.
fn words(text: &str) -> Vec<String> {
    let mut said: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    for product in PRODUCTS {
        said = said.replace(product, "");
    }
    said.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map(|word| word.trim_matches('-').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Words that have another meaning beside these: the state of a certificate, and what became of a look-up in DNS.
const OTHER_MEANINGS: [(&str, &[&str]); 4] = [
    ("verified", &["certificate", "certificates"]),
    ("confirm", &["name", "names"]),
    ("confirmed", &["name", "names"]),
    ("failed", &["look-up", "look-ups"]),
];

fn has_other_meaning(word: &str, beside: &[String]) -> bool {
    let known = OTHER_MEANINGS.iter().find(|(meant, _)| *meant == word);
    known.is_some_and(|(_, about)| beside.iter().any(|word| about.contains(&word.as_str())))
}

/// The verdicts in a text.
fn verdicts(text: &str) -> Vec<String> {
    let words = words(text);
    let is_verdict = |word: &&String| VERDICTS.contains(&word.as_str()) && !has_other_meaning(word, &words);
    let mut found: Vec<String> = words.iter().filter(is_verdict).cloned().collect();
    let lower = text.to_lowercase();
    found.extend(PHRASES.iter().filter(|p| lower.contains(**p)).map(|p| (*p).to_owned()));
    found
}

#[test]
fn the_measure_finds_verdicts() {
    for text in [
        "The mail was secure.",
        "It is VERIFIED.",
        "Non-compliant mail",
        "The sender is confirmed.",
        "This is End-to-end encrypted.",
    ] {
        assert!(!verdicts(text).is_empty(), "{text}");
    }
    for text in [
        "The certificate was not verified.",
        "It wrote `(verified OK)`.",
        "The Security Rule",
        "The line of Cisco Secure Email",
    ] {
        assert_eq!(verdicts(text), [""; 0], "{text}");
    }
}

/// The string literals of Rust code, tests and comments left out.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
    let bytes: Vec<char> = code.chars().collect();
    let at = |i: usize| bytes.get(i).copied().unwrap_or('\0');
    let mut found = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        match at(i) {
            '/' if at(i + 1) == '/' => {
                // Text above a variant of `terms` is what `explain` says.
                let start = i;
                while i < bytes.len() && at(i) != '\n' {
                    i += 1;
                }
                let line: String = bytes[start..i].iter().collect();
                if let Some(doc) = line.strip_prefix("///") {
                    found.push(doc.to_owned());
                }
            }
            '\'' => {
                i += if at(i + 1) == '\\' {
                    4
                } else if at(i + 2) == '\'' {
                    3
                } else {
                    1
                }
            }
            'r' if at(i + 1) == '"' || (at(i + 1) == '#' && at(i + 2) == '"') => {
                let hash = at(i + 1) == '#';
                let start = i + 2 + usize::from(hash);
                let mut end = start;
                while end < bytes.len() && !(at(end) == '"' && (!hash || at(end + 1) == '#')) {
                    end += 1;
                }
                found.push(bytes[start..end].iter().collect());
                i = end + 1 + usize::from(hash);
            }
            '"' => {
                let mut text = String::new();
                i += 1;
                while i < bytes.len() && at(i) != '"' {
                    if at(i) == '\\' {
                        i += 1;
                        match at(i) {
                            '\n' => {
                                while at(i + 1).is_whitespace() {
                                    i += 1;
                                }
                            }
                            'n' => text.push('\n'),
                            other => text.push(other),
                        }
                    } else {
                        text.push(at(i));
                    }
                    i += 1;
                }
                found.push(text);
                i += 1;
            }
            _ => i += 1,
        }
    }
    found
}

#[test]
fn literals_are_found() {
    let code = "/// doc\n// no \"comment\"\nlet a = \"x \\\"y\\\" \\\n    z\"; let c = '\"'; let l: &'a str = r#\"raw \"q\"\"#;\n\
                #[cfg(test)]\nmod tests { \"secure\" }";
    assert_eq!(literals(code), [" doc", "x \"y\" z", "raw \"q\""]);
}

/// Every sentence lies in a literal of the sources, or is put together from such.
#[test]
fn no_sentence_in_the_sources_gives_a_verdict() {
    let mut sources = Vec::new();
    for dir in ["core/src", "cli/src", "wasm/src"] {
        files(&root().join(dir), "rs", &mut sources);
    }
    let (mut judged, mut wrong) = (0, Vec::new());
    for path in sources {
        let code = fs::read_to_string(&path).unwrap();
        let says_docs = path.ends_with("core/src/terms.rs") || path.ends_with("cli/src/args.rs");
        for literal in literals(&code) {
            let doc = literal.starts_with(' ') && !says_docs;
            // A single word is a token to be read, not a sentence.
            if doc || words(&literal).len() < 3 {
                continue;
            }
            judged += 1;
            let found = verdicts(&literal);
            if !found.is_empty() {
                wrong.push(format!("{}: {found:?} in {literal:?}", path.display()));
            }
        }
    }
    assert!(judged > 500, "sentences are found: {judged}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The page has words of its own around the report.
#[test]
fn the_page_gives_no_verdict() {
    let mut judged = 0;
    for ending in ["html", "js"] {
        let mut sources = Vec::new();
        files(&root().join("web/page"), ending, &mut sources);
        for path in sources {
            judged += 1;
            assert_eq!(verdicts(&fs::read_to_string(&path).unwrap()), [""; 0], "{}", path.display());
        }
    }
    assert!(judged > 5, "the page's files are found: {judged}");
}

pub(crate) fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    files(&root().join("corpus"), "eml", &mut found);
    found.sort();
    found.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn report(input: &[u8]) -> Report {
    let mut partner = Partner::new("Acme");
    partner.add_domain("example").unwrap();
    partner.add_relay("relay.example").unwrap();
    partner.set_minimum("TLS1.2").unwrap();
    partner.forward_secrecy = true;
    let now = parse_moment("2026-12-01T00:00:00Z").unwrap();
    tlstrail_core::analyze(input, &Options::default().with_now(now).with_partners(vec![partner]))
}

/// What comes out may hold a verdict only where the header holds the word.
#[test]
fn no_format_gives_a_verdict_on_any_sample() {
    let mut wrong = Vec::new();
    for (path, input) in samples() {
        let report = report(&input);
        let from_header: BTreeSet<String> =
            words(&String::from_utf8_lossy(&input).replace('`', " ")).into_iter().collect();
        let formats =
            [text(&report, TextStyle::default()), markdown(&report), json(&report), html(&report, None)];
        for format in formats {
            // A sentence may break over lines, so a paragraph is looked at.
            for paragraph in format.split("\n\n") {
                let mut found = verdicts(paragraph);
                found.retain(|word| !from_header.contains(word));
                if !found.is_empty() {
                    wrong.push(format!("{}: {found:?} in {paragraph}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reference_gives_no_verdict() {
    for entry in explain::all() {
        for part in &entry.parts {
            // The title of a writer is its name.
            let title = if entry.kind == explain::Kind::Writer { "" } else { &entry.title };
            let found = verdicts(&format!("{title} {}", part.text));
            assert_eq!(found, [""; 0], "{}: {}", entry.code, part.text);
        }
    }
    let shown = explain::text(&explain::all(), TextStyle::default());
    assert!(shown.len() > 20_000, "{}", shown.len());
}

/// Flesch and Kincaid's grade (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. Names of hosts, addresses
/// and numbers count as a syllable: nobody spells them out.
fn grade(text: &str) -> f64 {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let ends = words.iter().filter(|word| word.ends_with(['.', ':', '?', '!'])).count();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap());
    0.39 * count(words.len()) / count(ends.max(1)) + 11.8 * count(syllables) / count(words.len().max(1))
        - 15.59
}

/// Runs of vowels, less an `e` that is not spoken.
fn syllables(word: &str) -> usize {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if !bare.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'') {
        return 1;
    }
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in bare.chars() {
        count += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    let silent = (bare.ends_with('e') && !bare.ends_with("le"))
        || (bare.ends_with("ed") && !bare.ends_with("ted") && !bare.ends_with("ded"))
        || (bare.ends_with("es") && !bare.ends_with("ses") && !bare.ends_with("ces"));
    count.saturating_sub(usize::from(silent)).max(1)
}

#[test]
fn the_measure_is_that_of_the_books() {
    for (word, wanted) in [
        ("TLS", 1),
        ("delivery", 4),
        ("message", 2),
        ("server", 2),
        ("used", 1),
        ("recorded", 3),
        ("line", 1),
        ("mx.b.example", 1),
        ("the", 1),
    ] {
        assert_eq!(syllables(word), wanted, "{word}");
    }
    // Six words a sentence, one syllable each: 0.39 * 6 + 11.8 - 15.59.
    assert!((grade("The cat sat on the mat. The cat sat on the mat.") + 1.45).abs() < 0.01);
    assert!(
        grade("Notwithstanding applicable organisational considerations, confidentiality deteriorates.")
            > 20.0
    );
}

const GRADE: f64 = 9.0;

#[test]
fn the_answer_can_be_read_at_fourteen() {
    let mut worst = (f64::MIN, String::new());
    let mut sentences = BTreeSet::new();
    for (path, input) in samples() {
        let summary = report(&input).summary.sentences;
        let found = grade(&summary.join(" "));
        if found > worst.0 {
            worst = (found, format!("{}: {}", path.display(), summary.join(" ")));
        }
        sentences.extend(summary);
    }
    assert!(sentences.len() > 20, "{}", sentences.len());
    assert!(worst.0 <= GRADE, "grade {:.1}: {}", worst.0, worst.1);
}

#[test]
fn what_limits_the_answer_can_be_read_at_fourteen() {
    for (path, input) in samples() {
        let texts: Vec<String> = report(&input).caveats.into_iter().map(|c| c.text).collect();
        let found = grade(&texts.join(" "));
        assert!(found <= GRADE, "grade {found:.1}: {}: {texts:?}", path.display());
    }
}

/// A boundary line is left out of the answer for a contradiction or for two cautions; what stands above both kinds is true
/// of either, and the sentence below it tells which.
#[test]
fn the_heading_over_a_boundary_line_that_is_not_used_is_true_of_both_reasons() {
    let stamp = |version: &str, bits: u32, zone: &str| {
        format!(
            "Received: from m.a.example (m.a.example [203.0.113.9])\r\n\t(using {version} with cipher \
             ECDHE-RSA-AES256-GCM-SHA384 ({bits}/256 bits))\r\n\tby mx.b.example (Postfix) with ESMTPS id \
             4355A9A8AD6;\r\n\tMon, 23 Nov 2026 17:19:20 +0000 ({zone})\r\nFrom: u@a.example\r\n\r\n"
        )
    };
    for (input, effects, sentence) in [
        (stamp("TLSv1.3", 256, "UTC"), vec!["contradiction"], "One line contradicts itself (hop 1: "),
        (
            stamp("TLSv1.2", 128, "EST"),
            vec!["caution", "caution"],
            "One line does not fit how such lines are written (hop 1: ",
        ),
    ] {
        let report = report(input.as_bytes());
        let weighty = report.findings.iter().map(|f| f.effect.as_str()).filter(|effect| *effect != "note");
        assert_eq!(weighty.collect::<Vec<_>>(), effects, "{:?}", report.findings);
        assert!(report.summary.sentences[0].starts_with(sentence), "{:?}", report.summary.sentences);
        let shown = html(&report, None);
        assert!(shown.contains(">The boundary line does not fit and is not used</p>"), "{shown}");
        assert_eq!(shown.matches("contradicts itself").count(), usize::from(effects.len() == 1), "{shown}");
    }
}
