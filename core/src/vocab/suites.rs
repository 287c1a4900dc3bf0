//! The table of cipher suites, built from `data/cipher-suites.tsv` while compiling.
//!
//! Not here: how a spelling becomes a key (`grammar`), nor why a suite has its strength (the file says).

use super::grammar::{self, Key};
use super::strength::Strength;
use super::words::WordMap;

/// One registered suite.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// The lower half of the canonical key, which is all of it: the upper bits are about spelling.
    key: u32,
    pub(super) code: u16,
    name_at: u16,
    name_len: u8,
    pub(super) strength: Strength,
}

impl Row {
    /// The IANA name.
    pub(super) fn name(&self) -> &'static str {
        let start = usize::from(self.name_at);
        NAMES.get(start..start + usize::from(self.name_len)).unwrap_or_default()
    }

    /// The components of the suite.
    pub(super) fn key(&self) -> Key {
        Key::from(self.key)
    }
}

/// The suite made of these components.
pub(super) fn find(key: Key) -> Option<&'static Row> {
    let key = u32::try_from(key).ok()?;
    let mut at = slot(key);
    loop {
        let place = usize::from(*INDEX.get(at)?).checked_sub(1)?;
        let row = ROWS.get(place)?;
        if row.key == key {
            return Some(row);
        }
        at = (at + 1) % SLOTS;
    }
}

/// The suite of one of the names that make up nearly all of mail, without reading it word by word.
pub(super) fn common(name: &[u8]) -> Option<&'static Row> {
    ROWS.get(*COMMON.get_exact(name)?)
}

/// All suites, in the order of the file.
pub(super) static ROWS: [Row; SIZES.0] = TABLE.0;
static NAMES: &str = match std::str::from_utf8(&TABLE.1) {
    Ok(names) => names,
    Err(_) => "",
};

/// The names most often seen in public stamps. A shortcut only: the grammar reads each of them to the same suite.
static COMMON: WordMap<usize, 30, 64> = WordMap::new(&[
    known("TLS_AES_256_GCM_SHA384"),
    known("TLS_AES_128_GCM_SHA256"),
    known("TLS_CHACHA20_POLY1305_SHA256"),
    known("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
    known("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
    known("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
    known("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
    known("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
    known("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"),
    known("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"),
    known("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
    known("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"),
    known("TLS13_AES_256_GCM_SHA384"),
    known("ECDHE-RSA-AES256-GCM-SHA384"),
    known("ECDHE-RSA-AES128-GCM-SHA256"),
    known("ECDHE-ECDSA-AES256-GCM-SHA384"),
    known("ECDHE-ECDSA-AES128-GCM-SHA256"),
    known("ECDHE-RSA-CHACHA20-POLY1305"),
    known("DHE-RSA-AES256-GCM-SHA384"),
    known("DHE-RSA-AES128-GCM-SHA256"),
    known("ECDHE-RSA-AES256-SHA384"),
    known("ECDHE-RSA-AES128-SHA256"),
    known("ECDHE-RSA-AES256-SHA"),
    known("ECDHE-RSA-AES128-SHA"),
    known("DHE-RSA-AES256-SHA"),
    known("DHE-RSA-AES128-SHA"),
    known("DHE-RSA-CAMELLIA256-SHA"),
    known("EDH-RSA-DES-CBC3-SHA"),
    known("AES256-GCM-SHA384"),
    known("ECDHE_RSA_AES_256_GCM_SHA384"),
]);

/// A name with the place of its row.
const fn known(name: &'static str) -> (&'static str, usize) {
    let key = row_key(name.as_bytes());
    let mut place = 0;
    while TABLE.0[place].key != key {
        place += 1;
    }
    (name, place)
}

/// Slots of the index by key; about twice the number of suites.
const SLOTS: usize = 512;

/// Place in [`ROWS`] plus one; 0 is an empty slot.
static INDEX: [u16; SLOTS] = {
    let mut index = [0; SLOTS];
    let mut place = 0;
    while place < SIZES.0 {
        let mut at = slot(TABLE.0[place].key);
        while index[at] != 0 {
            at = (at + 1) % SLOTS;
        }
        place += 1;
        index[at] = short(place);
    }
    index
};

const fn slot(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> (32 - SLOTS.trailing_zeros())) as usize
}

const TSV: &[u8] = include_bytes!("../../data/cipher-suites.tsv");

/// Number of suites and of bytes in their names.
const SIZES: (usize, usize) = {
    let (mut rest, mut rows, mut bytes) = (TSV, 0, 0);
    while let Some((line, more)) = next_field(rest, b'\n') {
        if let Some((_, name, _)) = columns(line) {
            rows += 1;
            bytes += name.len();
        }
        rest = more;
    }
    (rows, bytes)
};

const TABLE: ([Row; SIZES.0], [u8; SIZES.1]) = {
    let mut rows = [Row { key: 0, code: 0, name_at: 0, name_len: 0, strength: Strength::Broken }; SIZES.0];
    let mut names = [0; SIZES.1];
    let (mut rest, mut count, mut filled) = (TSV, 0, 0);
    while let Some((line, more)) = next_field(rest, b'\n') {
        rest = more;
        let Some((code, name, strength)) = columns(line) else { continue };
        let row =
            Row { key: row_key(name), code, name_at: short(filled), name_len: byte(name.len()), strength };
        let mut i = 0;
        while i < name.len() {
            names[filled] = name[i];
            filled += 1;
            i += 1;
        }
        rows[count] = row;
        count += 1;
    }
    (rows, names)
};

/// Code point, name and strength of a line; `None` for comments, and for malformed lines, which a test counts.
const fn columns(line: &[u8]) -> Option<(u16, &[u8], Strength)> {
    if line.is_empty() || line[0] == b'#' {
        return None;
    }
    let Some((code, rest)) = next_field(line, b'\t') else { return None };
    let Some((name, rest)) = next_field(rest, b'\t') else { return None };
    let Some((strength, _)) = next_field(rest, b'\t') else { return None };
    let strength = match strength {
        b"broken" => Strength::Broken,
        b"outdated" => Strength::Outdated,
        b"sufficient" => Strength::Sufficient,
        b"recommended" => Strength::Recommended,
        _ => return None,
    };
    assert!(code.len() == 4, "a code point has four digits");
    let (mut value, mut i) = (0, 0);
    while i < code.len() {
        let digit = match code[i] {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'A'..=b'F' => digit - b'A' + 10,
            _ => return None,
        };
        value = value << 4 | digit as u16;
        i += 1;
    }
    Some((value, name, strength))
}

/// What stands before the next `separator`, and what after it.
const fn next_field(text: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    if text.is_empty() {
        return None;
    }
    let mut i = 0;
    while i < text.len() && text[i] != separator {
        i += 1;
    }
    let (field, rest) = text.split_at(i);
    match rest {
        [_, rest @ ..] => Some((field, rest)),
        [] => Some((field, rest)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "asserted on the line before, while compiling")]
const fn row_key(name: &[u8]) -> u32 {
    let key = grammar::canonical(grammar::scan(name));
    assert!(key <= u32::MAX as Key, "a registered name must be of the grammar");
    key as u32
}

#[expect(clippy::cast_possible_truncation, reason = "asserted on the line before, while compiling")]
const fn short(value: usize) -> u16 {
    assert!(value <= u16::MAX as usize);
    value as u16
}

#[expect(clippy::cast_possible_truncation, reason = "asserted on the line before, while compiling")]
const fn byte(value: usize) -> u8 {
    assert!(value <= u8::MAX as usize);
    value as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_a_row_of_its_own() {
        let text = std::str::from_utf8(TSV).expect("UTF-8");
        let lines: Vec<&str> =
            text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(lines.len(), ROWS.len());
        for line in lines {
            let [code, name, strength, _reason] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("four columns: {line}");
            };
            let row = ROWS.iter().find(|row| row.name() == name).expect(name);
            assert_eq!(format!("{:04X}", row.code), code, "{name}");
            assert_eq!(row.strength.as_str(), strength, "{name}");
            assert_eq!(
                find(row.key()).map(|found| found.code),
                Some(row.code),
                "two suites share a key: {name}"
            );
        }
    }
}
