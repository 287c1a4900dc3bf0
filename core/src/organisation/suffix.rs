//! Finds the registrable domain of a host name by the public suffix list.
//!
//! Only the registries' section of the list is used. Its other section lists domains whose owners lease names
//! (`github.io`): whether two such names share an operator is for `organisations.tsv` to say.
//!
//! Rules stand by parent (`uk` holds `co`), so a name is walked from its top label down. The algorithm is that of
//! <https://github.com/publicsuffix/list/wiki/Format>: the longest rule wins, an exception beats a wildcard, and a
//! name under no rule has its last label as suffix.

use std::cmp::Ordering;

use super::domain::{Domain, Tail};
use super::hash::Slots;
use super::lines;

/// The registrable domain in a host name: public suffix and one label more, without a closing dot.
///
/// Nothing for single labels, suffixes themselves, IP addresses and what is no host name. A top-level label that is
/// not delegated counts as a suffix, so `mx.server.lan` gives `server.lan`.
pub fn registrable_domain(host: &[u8]) -> Option<&[u8]> {
    let host = Domain::read(host)?;
    host.tail(registrable_labels(&host)).map(|tail| tail.text)
}

/// How many labels the registrable domain of `host` has, or would have if the name were longer.
pub(super) fn registrable_labels(host: &Domain<'_>) -> usize {
    let mut suffix = 1;
    let mut depth = 1;
    while let Some(label) = host.label_before(depth) {
        // A parent without a line has no children with lines (a test holds the table to it).
        let Some(rules) = host.tail(depth).and_then(rules_under) else { break };
        match rule(rules, label) {
            Rule::Suffix => suffix = depth + 1,
            Rule::Exception => return depth + 1,
            Rule::None => {}
        }
        depth += 1;
    }
    suffix + 1
}

/// True for a delegated top-level domain.
pub(super) fn is_top_level(label: Tail<'_>) -> bool {
    let mut words = TOPS.places(label.hash).filter_map(|place| ROOT.get(place..));
    words.any(|rest| {
        let end = rest.iter().position(|&b| b == b' ').unwrap_or(rest.len());
        rest.get(..end).is_some_and(|word| word.eq_ignore_ascii_case(label.text))
    })
}

enum Rule {
    None,
    Suffix,
    Exception,
}

fn rule(words: &[u8], label: &[u8]) -> Rule {
    // `!` and `*` sort before all labels. Lines with them are short.
    if matches!(words.first(), Some(b'!' | b'*')) {
        let mut found = Rule::None;
        for word in words.split(|&b| b == b' ') {
            match word {
                [b'!', except @ ..] if label.eq_ignore_ascii_case(except) => return Rule::Exception,
                b"*" => found = Rule::Suffix,
                plain if label.eq_ignore_ascii_case(plain) => found = Rule::Suffix,
                _ => {}
            }
        }
        return found;
    }
    if holds(words, label) { Rule::Suffix } else { Rule::None }
}

fn rules_under(parent: Tail<'_>) -> Option<&'static [u8]> {
    let mut lines = PLACES.places(parent.hash).filter_map(|place| LINES.get(place));
    lines.find(|line| line.parent.eq_ignore_ascii_case(parent.text)).map(|line| line.words)
}

/// Binary search for `label` in any case among sorted words in lower case, blanks between.
fn holds(words: &[u8], label: &[u8]) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let (left, right) = rest.split_at(rest.len() / 2);
        let start = left.iter().rposition(|&b| b == b' ').map_or(0, |blank| blank + 1);
        let end = left.len() + right.iter().position(|&b| b == b' ').unwrap_or(right.len());
        match compare(label, rest.get(start..end).unwrap_or_default()) {
            Ordering::Equal => return true,
            Ordering::Less => rest = rest.get(..start.saturating_sub(1)).unwrap_or_default(),
            Ordering::Greater => rest = rest.get(end + 1..).unwrap_or_default(),
        }
    }
    false
}

/// Order of a label in any case against a word in lower case.
fn compare(label: &[u8], word: &[u8]) -> Ordering {
    for (a, b) in label.iter().zip(word) {
        let a = a.to_ascii_lowercase();
        if a != *b {
            return a.cmp(b);
        }
    }
    label.len().cmp(&word.len())
}

struct Line {
    parent: &'static [u8],
    words: &'static [u8],
}

const fn index() -> [Line; lines::count(TEXT)] {
    let mut index = [const { Line { parent: b"", words: b"" } }; lines::count(TEXT)];
    let mut row = 0;
    let mut at = 0;
    while let Some((start, end)) = lines::next(TEXT, at) {
        let tab = lines::find(TEXT, start, end, b'\t');
        index[row] = Line {
            parent: lines::part(TEXT, start, tab).as_bytes(),
            words: lines::part(TEXT, tab + 1, end).as_bytes(),
        };
        row += 1;
        at = end + 1;
    }
    index
}

const fn places() -> Slots<1024> {
    let mut places = Slots::new();
    let mut row = 0;
    while row < LINES.len() {
        places = places.with(LINES[row].parent, row);
        row += 1;
    }
    places
}

const fn tops() -> Slots<4096> {
    let mut places = Slots::new();
    let mut start = 0;
    while start < ROOT.len() {
        let mut end = start;
        while end < ROOT.len() && ROOT[end] != b' ' {
            end += 1;
        }
        places = places.with(ROOT.split_at(end).0.split_at(start).1, start);
        start = end + 1;
    }
    places
}

pub(super) const TEXT: &str = include_str!("../../data/public-suffixes.txt");

static LINES: [Line; lines::count(TEXT)] = index();

/// Places in [`LINES`] by parent.
static PLACES: Slots<1024> = places();

/// The words of the first line, whose parent is the root.
const ROOT: &[u8] = LINES[0].words;

/// Places in [`ROOT`], the starts of its words.
static TOPS: Slots<4096> = tops();

#[cfg(test)]
mod tests {
    use super::super::hash::mean_places;
    use super::*;

    fn under(parent: &[u8]) -> Option<&'static [u8]> {
        LINES.iter().find(|line| line.parent == parent).map(|line| line.words)
    }

    fn top_level(label: &[u8]) -> bool {
        Domain::read(label).and_then(|name| name.tail(1)).is_some_and(is_top_level)
    }

    #[test]
    fn the_table_is_sorted_and_has_a_line_for_every_parent() {
        assert!(LINES.is_sorted_by(|a, b| a.parent < b.parent));
        assert_eq!(LINES.first().map(|line| line.parent), Some(&b"."[..]));
        for line in &LINES {
            let words: Vec<&[u8]> = line.words.split(|&b| b == b' ').collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{}", line.parent.escape_ascii());
            assert!(line.words.iter().all(|b| !b.is_ascii_uppercase()), "{}", line.parent.escape_ascii());
            if let Some(dot) = line.parent.iter().skip(1).position(|&b| b == b'.') {
                assert!(under(&line.parent[dot + 2..]).is_some(), "{}", line.parent.escape_ascii());
            } else if line.parent != b"." {
                assert!(holds(LINES[0].words, line.parent), "{}", line.parent.escape_ascii());
            }
        }
    }

    #[test]
    fn every_word_of_the_longest_line_is_found() {
        let root = LINES[0].words;
        let mut found = 0;
        for word in root.split(|&b| b == b' ') {
            assert!(top_level(&word.to_ascii_uppercase()), "{}", word.escape_ascii());
            let absent = [word, b"-"].concat();
            assert!(!top_level(&absent), "{}", absent.escape_ascii());
            found += 1;
        }
        assert!(found > 1400, "{found}");
        for absent in ["0a", "lan", "local", "zzzz"] {
            assert!(!top_level(absent.as_bytes()), "{absent}");
        }
        assert!(!holds(root, b"") && !holds(root, b"com net") && holds(b"a", b"A") && !holds(b"", b"a"));
    }

    #[test]
    fn names_spread_over_the_slots() {
        assert!(mean_places(&PLACES, LINES.iter().map(|line| line.parent)) < 3);
        assert!(mean_places(&TOPS, ROOT.split(|&b| b == b' ')) < 3);
    }

    #[test]
    fn labels_compare_without_case() {
        assert_eq!(compare(b"COM", b"com"), Ordering::Equal);
        assert_eq!(compare(b"CO", b"com"), Ordering::Less);
        assert_eq!(compare(b"Net", b"com"), Ordering::Greater);
        assert_eq!(compare(b"\xff", b"com"), Ordering::Greater);
    }

    /// After <https://github.com/publicsuffix/list/blob/main/tests/test_psl.txt> (public domain), without the rules
    /// of the private section.
    #[test]
    fn ok_published_vectors() {
        for (host, expected) in [
            ("COM", ""),
            ("example.COM", "example.COM"),
            ("WwW.example.COM", "example.COM"),
            (".com", ""),
            (".example.com", ""),
            ("example", ""),
            ("a.b.example.example", "example.example"),
            ("biz", ""),
            ("a.b.domain.biz", "domain.biz"),
            ("test.ac", "test.ac"),
            ("com.ac", ""),
            ("mm", ""),
            ("c.mm", ""),
            ("b.c.mm", "b.c.mm"),
            ("a.b.c.mm", "b.c.mm"),
            ("jp", ""),
            ("www.test.jp", "test.jp"),
            ("ac.jp", ""),
            ("www.test.ac.jp", "test.ac.jp"),
            ("kyoto.jp", ""),
            ("test.kyoto.jp", "test.kyoto.jp"),
            ("ide.kyoto.jp", ""),
            ("a.b.ide.kyoto.jp", "b.ide.kyoto.jp"),
            ("c.kobe.jp", ""),
            ("a.b.c.kobe.jp", "b.c.kobe.jp"),
            ("city.kobe.jp", "city.kobe.jp"),
            ("www.City.Kobe.JP", "City.Kobe.JP"),
            ("ck", ""),
            ("test.ck", ""),
            ("a.b.test.ck", "b.test.ck"),
            ("www.www.ck", "www.ck"),
            ("ak.us", ""),
            ("www.test.ak.us", "test.ak.us"),
            ("k12.ak.us", ""),
            ("www.test.k12.ak.us", "test.k12.ak.us"),
            ("pvt.k12.ma.us", ""),
            ("a.b.pvt.k12.ma.us", "b.pvt.k12.ma.us"),
            ("食狮.com.cn", "食狮.com.cn"),
            ("www.食狮.公司.cn", "食狮.公司.cn"),
            ("公司.cn", ""),
            ("www.食狮.中国", "食狮.中国"),
            ("xn--85x722f.com.cn", "xn--85x722f.com.cn"),
            ("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"),
            ("xn--55qx5d.cn", ""),
            ("www.xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s"),
            ("xn--fiqs8s", ""),
        ] {
            let expected = Some(expected.as_bytes()).filter(|text| !text.is_empty());
            assert_eq!(registrable_domain(host.as_bytes()), expected, "{host}");
        }
    }

    #[test]
    fn ok_further_names() {
        for (host, expected) in [
            ("a.b.c.d.e.f.g.example.co.uk.", "example.co.uk"),
            ("school.district.sch.uk", "school.district.sch.uk"),
            ("nes.akershus.no", ""),
            ("a.b.nes.akershus.no", "b.nes.akershus.no"),
            ("a.other.akershus.no", "akershus.no"),
            ("mx.server.lan", "server.lan"),
            ("user.github.io", "github.io"),
            ("192.0.2.1", ""),
            ("[192.0.2.1]", ""),
            ("example.com..", ""),
        ] {
            let expected = Some(expected.as_bytes()).filter(|text| !text.is_empty());
            assert_eq!(registrable_domain(host.as_bytes()), expected, "{host}");
        }
    }
}
