//! The operators of `organisations.tsv`, found by domain.
//!
//! Not here: which part of a host name to look for. A row's format is told at the head of the table.

use super::domain::Tail;
use super::hash::Slots;
use super::lines;

/// One operator.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// The domain that reports show for all of them.
    pub(super) shown: &'static str,
    /// True where some of its names belong to customers.
    pub(super) zones: bool,
}

/// What an operator does with a domain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Its own hosts are named so.
    Own,
    /// It gives the names to customers.
    Zone,
}

/// The row of a domain in any case.
pub(super) fn find(domain: Tail<'_>) -> Option<(Kind, &'static Row)> {
    let mut entries = PLACES.places(domain.hash).filter_map(|place| DOMAINS.get(place));
    let entry = entries.find(|entry| entry.text.eq_ignore_ascii_case(domain.text))?;
    ROWS.get(usize::from(entry.row)).map(|row| (entry.kind, row))
}

#[cfg(test)]
pub(super) fn is_listed(id: &str) -> bool {
    ROWS.iter().any(|row| row.id == id)
}

#[derive(Clone, Copy)]
struct Entry {
    text: &'static [u8],
    kind: Kind,
    row: u16,
}

const fn rows() -> [Row; lines::count(TEXT)] {
    let mut rows = [const { Row { id: "", name: "", shown: "", zones: false } }; lines::count(TEXT)];
    let mut row = 0;
    let mut at = 0;
    while let Some((start, end)) = lines::next(TEXT, at) {
        let (name, domains) = columns(start, end);
        rows[row] = Row {
            id: lines::part(TEXT, start, name - 1),
            name: lines::part(TEXT, name, domains - 1),
            shown: lines::part(TEXT, domains, lines::find(TEXT, domains, end, b' ')),
            zones: lines::find(TEXT, domains, end, b'!') < end,
        };
        row += 1;
        at = end + 1;
    }
    rows
}

const fn count_domains() -> usize {
    let mut count = 0;
    let mut at = 0;
    while let Some((start, end)) = lines::next(TEXT, at) {
        count += lines::words(TEXT, columns(start, end).1, end);
        at = end + 1;
    }
    count
}

const fn domains() -> [Entry; count_domains()] {
    let mut all = [Entry { text: b"", kind: Kind::Own, row: 0 }; count_domains()];
    let mut used = 0;
    let mut row = 0;
    let mut at = 0;
    while let Some((start, end)) = lines::next(TEXT, at) {
        let mut word = columns(start, end).1;
        while word < end {
            let stop = lines::find(TEXT, word, end, b' ');
            let zone = TEXT.as_bytes()[word] == b'!';
            let text = lines::part(TEXT, word + zone as usize, stop).as_bytes();
            all[used] = Entry { text, kind: if zone { Kind::Zone } else { Kind::Own }, row };
            used += 1;
            word = stop + 1;
        }
        row += 1;
        at = end + 1;
    }
    all
}

/// Starts of the second and third column.
const fn columns(start: usize, end: usize) -> (usize, usize) {
    let name = lines::find(TEXT, start, end, b'\t') + 1;
    (name, lines::find(TEXT, name, end, b'\t') + 1)
}

const fn places() -> Slots<2048> {
    let mut places = Slots::new();
    let mut at = 0;
    while at < DOMAINS.len() {
        places = places.with(DOMAINS[at].text, at);
        at += 1;
    }
    places
}

pub(super) const TEXT: &str = include_str!("../../data/organisations.tsv");

static ROWS: [Row; lines::count(TEXT)] = rows();

static DOMAINS: [Entry; count_domains()] = domains();

/// Places in [`DOMAINS`].
static PLACES: Slots<2048> = places();

#[cfg(test)]
mod tests {
    use super::super::domain::Domain;
    use super::super::hash::mean_places;
    use super::super::registrable_domain;
    use super::*;

    /// `find` for a whole name.
    fn row_of(name: &str) -> Option<(Kind, &'static Row)> {
        let name = Domain::read(name.as_bytes())?;
        (1..6).map_while(|labels| name.tail(labels)).last().and_then(find)
    }

    #[test]
    fn rows_are_sorted_and_complete() {
        assert!(ROWS.is_sorted_by(|a, b| a.id < b.id));
        for row in &ROWS {
            assert!(
                !row.name.is_empty() && !row.id.contains(|c: char| c != '-' && !c.is_ascii_alphanumeric())
            );
            assert_eq!(row_of(row.shown).map(|(kind, row)| (kind, row.id)), Some((Kind::Own, row.id)));
        }
    }

    #[test]
    fn names_spread_over_the_slots() {
        assert!(mean_places(&PLACES, DOMAINS.iter().map(|entry| entry.text)) < 3);
    }

    #[test]
    fn no_domain_stands_twice() {
        let mut texts: Vec<&[u8]> = DOMAINS.iter().map(|entry| entry.text).collect();
        texts.sort_unstable();
        assert!(texts.is_sorted_by(|a, b| a < b));
        assert!(DOMAINS.iter().all(|entry| !entry.text.iter().any(u8::is_ascii_uppercase)));
    }

    /// A lookup tries the registrable domain and one label more, nothing else.
    #[test]
    fn every_entry_lies_where_a_lookup_finds_it() {
        for entry in &DOMAINS {
            let text = entry.text.escape_ascii();
            let domain = registrable_domain(entry.text).unwrap_or_else(|| panic!("{text}"));
            if domain.len() == entry.text.len() {
                continue;
            }
            assert_eq!(entry.kind, Kind::Zone, "{text}");
            let before = &entry.text[..entry.text.len() - domain.len() - 1];
            assert!(!before.contains(&b'.'), "{text}");
            assert_eq!(
                row_of(std::str::from_utf8(domain).expect("ASCII")).map(|(_, row)| row.id),
                Some(ROWS[usize::from(entry.row)].id),
                "{text}"
            );
        }
    }

    #[test]
    fn the_table_reads_as_its_text() {
        let mut count = 0;
        for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, name, domains] = columns[..] else { panic!("{line}") };
            for word in domains.split(' ') {
                let (kind, text) =
                    word.strip_prefix('!').map_or((Kind::Own, word), |zone| (Kind::Zone, zone));
                let (found, row) = row_of(&text.to_ascii_uppercase()).unwrap_or_else(|| panic!("{word}"));
                assert_eq!((found, row.id, row.name), (kind, id, name), "{word}");
                count += 1;
            }
        }
        assert_eq!(count, DOMAINS.len());
    }
}
