//! A table of words found by their ends: one multiplication and one comparison for most.
//!
//! Built while compiling, so that nothing is set up at run time. Not here: any word.

/// A table from `N` words to values; `SLOTS` is a power of two above `N`, which is at most 255.
pub(super) struct WordMap<T: 'static, const N: usize, const SLOTS: usize> {
    /// Place in `ends` and `words` plus one; 0 is an empty slot.
    slots: [u8; SLOTS],
    ends: [u64; N],
    words: &'static [(&'static str, T); N],
}

impl<T, const N: usize, const SLOTS: usize> WordMap<T, N, SLOTS> {
    /// A table of these words, which differ in more than case.
    #[expect(clippy::cast_possible_truncation, reason = "asserted on the line before, while compiling")]
    pub(super) const fn new(words: &'static [(&'static str, T); N]) -> Self {
        assert!(SLOTS.is_power_of_two() && N < SLOTS && N < 256);
        let mut slots = [0; SLOTS];
        let mut all = [0; N];
        let mut i = 0;
        while i < N {
            let word = words[i].0.as_bytes();
            all[i] = ends(word);
            let mut at = slot::<SLOTS>(all[i], word.len());
            while slots[at] != 0 {
                at = (at + 1) % SLOTS;
            }
            i += 1;
            slots[at] = i as u8;
        }
        Self { slots, ends: all, words }
    }

    /// The value of a word in any case.
    pub(super) fn get(&self, word: &[u8]) -> Option<&'static T> {
        self.find(word, same_in_any_case)
    }

    /// The value of a word as it is spelt in the table.
    pub(super) fn get_exact(&self, word: &[u8]) -> Option<&'static T> {
        self.find(word, |known, word| known == word)
    }

    fn find(&self, word: &[u8], same: impl Fn(&[u8], &[u8]) -> bool) -> Option<&'static T> {
        let ends = ends(word);
        let mut at = slot::<SLOTS>(ends, word.len());
        loop {
            let place = usize::from(*self.slots.get(at)?).checked_sub(1)?;
            let (known, value) = self.words.get(place)?;
            if self.ends.get(place) == Some(&ends)
                && known.len() == word.len()
                && same(known.as_bytes(), word)
            {
                return Some(value);
            }
            at = (at + 1) % SLOTS;
        }
    }
}

/// Compares words of one length whose ends are the same.
fn same_in_any_case(known: &[u8], word: &[u8]) -> bool {
    if word.len() <= 8 {
        // The ends are the word.
        return true;
    }
    // All of up to sixteen bytes.
    let halves = |word: &[u8]| {
        let (first, last) = (word.first_chunk::<8>()?, word.last_chunk::<8>()?);
        Some((upper(u64::from_le_bytes(*first)), upper(u64::from_le_bytes(*last))))
    };
    halves(known) == halves(word) && (word.len() <= 16 || known.eq_ignore_ascii_case(word))
}

/// The first and the last four bytes, which overlap in short words, with letters in upper case.
const fn ends(word: &[u8]) -> u64 {
    let packed = match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            u32::from_le_bytes(*first) as u64 | (u32::from_le_bytes(*last) as u64) << 32
        }
        _ => pack(word),
    };
    upper(packed)
}

#[expect(clippy::cast_possible_truncation, reason = "the bits kept are fewer than a table has slots")]
const fn slot<const SLOTS: usize>(ends: u64, len: usize) -> usize {
    let mixed = (ends ^ (len as u64) << 13).wrapping_mul(FACTOR);
    (mixed >> (64 - SLOTS.trailing_zeros())) as usize
}

/// Any odd factor serves; with this one the words of the suite grammar have a slot each.
pub(super) const FACTOR: u64 = 0x7275_8c86_9d72_86cd;

/// The first eight bytes, padded with zeros.
pub(super) const fn pack(bytes: &[u8]) -> u64 {
    let mut rest = bytes;
    let mut word = 0;
    let mut shift = 0;
    while let [first, more @ ..] = rest {
        if shift == 64 {
            break;
        }
        word |= (*first as u64) << shift;
        shift += 8;
        rest = more;
    }
    word
}

/// Letters in upper case. They have bit 6, and only they lose bit 5, so that no control byte passes for a digit.
pub(super) const fn upper(word: u64) -> u64 {
    word & !((word & u64::from_le_bytes([0x40; 8])) >> 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: [(&str, u8); 6] =
        [("a", 1), ("ESMTP", 2), ("ESMTSMTP", 3), ("UTF8SMTPSA", 4), ("", 5), ("MailboxResubmission", 6)];
    static MAP: WordMap<u8, 6, 8> = WordMap::new(&LIST);

    #[test]
    fn ok_words_in_any_case_and_as_spelt() {
        for (word, value) in &LIST {
            assert_eq!(MAP.get(word.to_lowercase().as_bytes()), Some(value), "{word}");
            assert_eq!(MAP.get_exact(word.as_bytes()), Some(value), "{word}");
        }
        assert_eq!(MAP.get_exact(b"esmtp"), None);
    }

    #[test]
    fn err_words_with_the_same_ends() {
        for word in [
            "ESMT",
            "ESMTxSMTP",
            "UTF8LLTPSA",
            "UTF8SMTPxTPSA",
            "MailboxRESubmissIom",
            "MailboxRXsubmission",
            "MailboxReSXbmission",
            "b",
            "\u{1}",
            "ESMTP ",
        ] {
            assert_eq!(MAP.get(word.as_bytes()), None, "{word}");
            assert_eq!(MAP.get_exact(word.as_bytes()), None, "{word}");
        }
    }
}
