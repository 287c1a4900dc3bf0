//! A host name cut into labels from its right end, where the rules look.
//!
//! Not here: which labels form a suffix. The check of a name is as loose as header fields are: underscores and
//! octets above 127 pass, what cannot be a name does not.

use super::hash::Hash;

/// A host name of at least one label, without its closing dot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Domain<'a> {
    text: &'a [u8],
    /// Where the last label starts, the last two, and so on.
    starts: [(u8, Hash); DEPTH],
    labels: usize,
}

/// Labels at the end of a name, with their hash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail<'a> {
    pub(super) text: &'a [u8],
    pub(super) hash: Hash,
}

impl<'a> Domain<'a> {
    /// Reads a name. Addresses, empty labels, names over 253 octets (RFC 1035 §2.3.4) and other characters are none.
    pub(super) fn read(host: &'a [u8]) -> Option<Self> {
        let text = host.strip_suffix(b".").unwrap_or(host);
        if text.len() > 253 {
            return None;
        }
        let mut domain = Self { text, starts: [(0, Hash::EMPTY); DEPTH], labels: 0 };
        let mut hash = Hash::EMPTY;
        let mut end = text.len();
        for (at, &byte) in text.iter().enumerate().rev() {
            match LOWER.get(usize::from(byte)) {
                None | Some(0) => return None,
                Some(b'.') => {
                    if at + 1 == end {
                        return None;
                    }
                    domain.push(at + 1, hash);
                    end = at;
                    hash = hash.with(b'.');
                }
                Some(&lower) => hash = hash.with(lower),
            }
        }
        if end == 0 {
            return None;
        }
        domain.push(0, hash);
        // A numeric last label makes an address (RFC 3696 §2).
        let numeric = domain.tail(1)?.text.iter().all(u8::is_ascii_digit);
        (!numeric).then_some(domain)
    }

    fn push(&mut self, start: usize, hash: Hash) {
        if let (Some(slot), Ok(start)) = (self.starts.get_mut(self.labels), u8::try_from(start)) {
            *slot = (start, hash);
            self.labels += 1;
        }
    }

    /// The last `labels` labels, where the name has so many.
    pub(super) fn tail(&self, labels: usize) -> Option<Tail<'a>> {
        let last = labels.checked_sub(1).filter(|&last| last < self.labels)?;
        let &(start, hash) = self.starts.get(last)?;
        Some(Tail { text: self.text.get(usize::from(start)..)?, hash })
    }

    /// The label that stands left of the last `labels` labels.
    pub(super) fn label_before(&self, labels: usize) -> Option<&'a [u8]> {
        let longer = self.tail(labels + 1)?.text;
        longer.get(..longer.len().checked_sub(self.tail(labels)?.text.len() + 1)?)
    }
}

/// What may stand in a name, in lower case; 0 for everything else.
static LOWER: [u8; 256] = lower();

const fn lower() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte: u8 = 0;
    loop {
        if matches!(byte, b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80..) {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
}

/// As many labels as any rule, the registrable domain and a zone under it need: 4 + 1 + 1.
const DEPTH: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_and_labels_count_from_the_right() {
        let name = Domain::read(b"a.bc.d.").expect("a name");
        let tails: Vec<_> = (0..5).map(|n| name.tail(n).map(|tail| tail.text)).collect();
        assert_eq!(tails, [None, Some(&b"d"[..]), Some(b"bc.d"), Some(b"a.bc.d"), None]);
        assert_eq!(name.label_before(1), Some(&b"bc"[..]));
        assert_eq!(name.label_before(2), Some(&b"a"[..]));
        assert_eq!(name.label_before(3), None);
        let deep = Domain::read(b"1.2.3.4.5.6.7.h").expect("a name");
        assert_eq!(deep.tail(6).map(|tail| tail.text), Some(&b"3.4.5.6.7.h"[..]));
        assert!(deep.tail(7).is_none());
    }

    #[test]
    fn err_what_is_no_name() {
        for text in [
            "",
            ".",
            "..",
            ".a",
            "a..b",
            "a..",
            "192.0.2.1",
            "1",
            "a.1",
            "a b",
            "a@b",
            "[a]",
            "::1",
            "a/b",
            "a\0b",
        ] {
            assert!(Domain::read(text.as_bytes()).is_none(), "{text}");
        }
        assert!(Domain::read(&[b'a'; 253]).is_some());
        assert!(Domain::read(&[b'a'; 254]).is_none());
    }
}
