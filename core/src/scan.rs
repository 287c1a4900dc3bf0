//! Finding the next delimiter eight bytes at a time.
//!
//! Most of the time of reading a stamp goes into looking for the end of words and comments. A machine word holds
//! eight bytes; three subtractions tell whether one of them is a delimiter (Mycroft's test). It is exact for the
//! lowest byte that it marks, which is the one asked for.

use crate::span::is_blank;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// `byte` in each of the eight places.
const fn eight_times(byte: u8) -> u64 {
    LOW.wrapping_mul(byte as u64)
}

/// The end of the word that begins at or before `from`: a blank (space, tab, CR, LF), `(` or `;`, or the end.
#[inline]
pub(crate) fn word_end(raw: &[u8], from: usize) -> usize {
    find(
        raw,
        from,
        // All below `)` for `(`: what else is marked so is rare in a word, and looked at again.
        |eight| eight.wrapping_sub(eight_times(b')')) | (eight ^ eight_times(b';')).wrapping_sub(LOW),
        |byte| is_blank(byte) || matches!(byte, b'(' | b';'),
    )
}

/// The end of a word inside a comment: a blank, `(`, `)`, `,` or `;`, or the end.
#[inline]
pub(crate) fn opening_end(raw: &[u8], from: usize) -> usize {
    find(
        raw,
        from,
        // All below `-`, as above.
        |eight| eight.wrapping_sub(eight_times(b'-')) | (eight ^ eight_times(b';')).wrapping_sub(LOW),
        |byte| is_blank(byte) || matches!(byte, b'(' | b')' | b',' | b';'),
    )
}

/// The next `<` or `>`.
#[inline]
pub(crate) fn angle(raw: &[u8], from: usize) -> usize {
    // They differ in bit 1 alone.
    find(
        raw,
        from,
        |eight| ((eight | eight_times(2)) ^ eight_times(b'>')).wrapping_sub(LOW),
        |byte| matches!(byte, b'<' | b'>'),
    )
}

/// The next `(`, `)`, `[` or backslash: what matters on the way to the end of a comment.
#[inline]
pub(crate) fn bracket(raw: &[u8], from: usize) -> usize {
    find(
        raw,
        from,
        |eight| {
            // The round brackets differ in the lowest bit alone.
            ((eight | LOW) ^ eight_times(b')')).wrapping_sub(LOW)
                | (eight ^ eight_times(b'[')).wrapping_sub(LOW)
                | (eight ^ eight_times(b'\\')).wrapping_sub(LOW)
        },
        |byte| matches!(byte, b'(' | b')' | b'[' | b'\\'),
    )
}

/// True where `byte` stands in `text`.
#[inline]
pub(crate) fn has(text: &[u8], byte: u8) -> bool {
    let hit = |eight: &[u8; 8]| {
        let eight = u64::from_le_bytes(*eight) ^ eight_times(byte);
        eight.wrapping_sub(LOW) & !eight & HIGH != 0
    };
    let mut rest = text;
    while let Some((eight, more)) = rest.split_first_chunk::<8>() {
        if hit(eight) {
            return true;
        }
        rest = more;
    }
    match text.last_chunk::<8>() {
        Some(last) if !rest.is_empty() => hit(last),
        _ => rest.contains(&byte),
    }
}

/// The first byte at or behind `from` for which `is` holds, or the end. `mark` sets the high bit of the lowest byte for
/// which it holds, or of another before that; what it sets above does not matter. Bytes from 0x80 never hold.
#[inline]
fn find(raw: &[u8], from: usize, mark: impl Fn(u64) -> u64, is: impl Fn(u8) -> bool) -> usize {
    let mut rest = raw.get(from..).unwrap_or_default();
    while let Some((eight, more)) = rest.split_first_chunk::<8>() {
        let eight = u64::from_le_bytes(*eight);
        let marks = mark(eight) & !eight & HIGH;
        if marks == 0 {
            rest = more;
            continue;
        }
        let low = marks.trailing_zeros() & 0x38;
        let offset = (low / 8) as usize;
        if is((eight >> low).to_le_bytes()[0]) {
            return raw.len() - rest.len() + offset;
        }
        rest = rest.get(offset + 1..).unwrap_or_default();
    }
    let len = rest.iter().position(|&b| is(b)).unwrap_or(rest.len());
    raw.len() - rest.len() + len
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_byte_by_byte_search_finds() {
        let mut seed = 3u32;
        for _ in 0..4000 {
            let mut raw = Vec::new();
            for _ in 0..21 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                raw.push(
                    *b"abcdefgZ\x00\x1f\x80\xff !(;\\)\t\r\n[],<>:=+-"
                        .get((seed >> 20) as usize % 32)
                        .unwrap_or(&b'x'),
                );
            }
            for from in 0..=raw.len() {
                let tail = &raw[from..];
                let word = tail.iter().position(|b| b" \t\r\n(;".contains(b)).unwrap_or(tail.len());
                assert_eq!(word_end(&raw, from), from + word, "{raw:?} from {from}");
                let opening = tail.iter().position(|b| b" \t\r\n(),;".contains(b)).unwrap_or(tail.len());
                assert_eq!(opening_end(&raw, from), from + opening, "{raw:?} from {from}");
                let angles = tail.iter().position(|b| b"<>".contains(b)).unwrap_or(tail.len());
                assert_eq!(angle(&raw, from), from + angles, "{raw:?} from {from}");
                assert_eq!(has(tail, b'Z'), tail.contains(&b'Z'), "{raw:?} from {from}");
                let round = tail.iter().position(|b| b"()[\\".contains(b)).unwrap_or(tail.len());
                assert_eq!(bracket(&raw, from), from + round, "{raw:?} from {from}");
            }
        }
    }
}
