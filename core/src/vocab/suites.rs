//! The table of cipher suites, built from `data/cipher-suites.tsv` while compiling.
//!
//! Not here: how a spelling becomes a key (`grammar`), nor why a suite has its strength (the file says).

use super::grammar::{self, Key};
use super::strength::Strength;

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
    ROWS.binary_search_by_key(&key, |row| row.key).ok().and_then(|at| ROWS.get(at))
}

/// All suites, sorted by key.
pub(super) static ROWS: [Row; SIZES.0] = TABLE.0;
static NAMES: &str = match std::str::from_utf8(&TABLE.1) {
    Ok(names) => names,
    Err(_) => "",
};

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
        // Insert in order.
        let mut at = count;
        while at > 0 && rows[at - 1].key > row.key {
            rows[at] = rows[at - 1];
            at -= 1;
        }
        rows[at] = row;
        count += 1;
    }
    (rows, names)
};

/// Code point, name and strength of a line; `None` for comments. A malformed line stops the build.
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
        assert!(ROWS.is_sorted_by(|a, b| a.key < b.key), "two suites share one key");
        for line in lines {
            let [code, name, strength, _reason] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("four columns: {line}");
            };
            let row = ROWS.iter().find(|row| row.name() == name).expect(name);
            assert_eq!(format!("{:04X}", row.code), code, "{name}");
            assert_eq!(row.strength.as_str(), strength, "{name}");
        }
    }
}
