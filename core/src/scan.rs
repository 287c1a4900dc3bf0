//! Finding the next delimiter eight bytes at a time.
//!
//! Most of the time of reading a stamp goes into looking for the end of words and comments. A machine word holds
//! eight bytes; three subtractions tell whether one of them is a delimiter (Mycroft's test). It is exact for the
//! lowest byte that it marks, which is the one asked for.

/// `LOW * b` has `b` in each byte.
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Marks the bytes below `n`, for `n` up to 0x80.
const fn below(eight: u64, n: u8) -> u64 {
    eight.wrapping_sub(LOW.wrapping_mul(n as u64)) & !eight & HIGH
}

/// Marks the bytes equal to `b`.
const fn equal(eight: u64, b: u8) -> u64 {
    below(eight ^ LOW.wrapping_mul(b as u64), 1)
}

/// The end of the word that begins at or before `from`: a blank (space, tab, CR, LF), `(` or `;`, or the end.
#[inline]
pub(crate) fn word_end(raw: &[u8], from: usize) -> usize {
    find(
        raw,
        from,
        |eight| below(eight, 0x21) | equal(eight, b'(') | equal(eight, b';'),
        |byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'(' | b';'),
    )
}

/// The next `(`, `)` or backslash.
#[inline]
pub(crate) fn bracket(raw: &[u8], from: usize) -> usize {
    find(
        raw,
        from,
        |eight| equal(eight, b'(') | equal(eight, b')') | equal(eight, b'\\'),
        |byte| matches!(byte, b'(' | b')' | b'\\'),
    )
}

/// The first byte at or behind `from` for which `is` holds, or the end. `mark` sets the high bit of every byte of a
/// word that may hold; it may mark too many, not too few.
#[inline]
fn find(raw: &[u8], from: usize, mark: impl Fn(u64) -> u64, is: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    while let Some(eight) = raw.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let mut marks = mark(u64::from_le_bytes(*eight));
        while marks != 0 {
            let offset = (marks.trailing_zeros() / 8) as usize;
            if eight.get(offset).is_some_and(|b| is(*b)) {
                return at + offset;
            }
            marks &= marks - 1;
        }
        at += 8;
    }
    let rest = raw.get(at..).unwrap_or_default();
    at + rest.iter().position(|&b| is(b)).unwrap_or(rest.len())
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
                    *b"abcdefgh\x00\x1f\x80\xff !(;\\)\t\r\n"
                        .get((seed >> 20) as usize % 23)
                        .unwrap_or(&b'x'),
                );
            }
            for from in 0..=raw.len() {
                let tail = &raw[from..];
                let word = tail.iter().position(|b| b" \t\r\n(;".contains(b)).unwrap_or(tail.len());
                assert_eq!(word_end(&raw, from), from + word, "{raw:?} from {from}");
                let round = tail.iter().position(|b| b"()\\".contains(b)).unwrap_or(tail.len());
                assert_eq!(bracket(&raw, from), from + round, "{raw:?} from {from}");
            }
        }
    }
}
