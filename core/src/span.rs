//! Places in a field's raw value, and fold-blind reading of the words that stand there.
//!
//! Not here: anything about mail. A [`Span`] counts bytes into one value; [`Words`] steps over white space and
//! folds, so that nothing downstream compares a raw slice in which a fold may stand.

/// A range of bytes in a field's raw value: `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end`. An `end` before `start` gives the empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        let (start, end) = (clamp(start), clamp(end));
        Self { start, end: if end < start { start } else { end } }
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True where no byte is covered.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes of `raw` that this span covers; empty where the span lies outside.
    pub fn of(self, raw: &[u8]) -> &[u8] {
        raw.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// This span without its first and last byte, for what stands in brackets.
    #[must_use]
    pub const fn inner(self) -> Self {
        if self.end - self.start < 2 {
            Self { start: self.start, end: self.start }
        } else {
            Self { start: self.start + 1, end: self.end - 1 }
        }
    }

    /// True where `other` lies wholly inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped on the line before")]
const fn clamp(at: usize) -> u32 {
    if at > u32::MAX as usize { u32::MAX } else { at as u32 }
}

/// True for the bytes that separate words: blank, tab, and the line ends of a fold (RFC 5322 §2.2.3).
pub const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The words of a span, one after the other, whatever folds stand between them.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    raw: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Words<'a> {
    /// Words of `span` in `raw`.
    pub fn new(raw: &'a [u8], span: Span) -> Self {
        let end = (span.end as usize).min(raw.len());
        Self { raw, at: (span.start as usize).min(end), end }
    }

    /// What is left to read.
    pub fn rest(&self) -> Span {
        Span::new(self.at, self.end)
    }

    /// True where the next words are those of `text`, which has one blank between two, whatever folds stand here.
    pub fn begin_with(mut self, text: &[u8]) -> bool {
        text.split(|&b| b == b' ').all(|word| self.next().is_some_and(|next| next.of(self.raw) == word))
    }

    /// True where somewhere among the words that are left those of `text` stand one behind the other.
    pub fn hold(mut self, text: &[u8]) -> bool {
        loop {
            if self.clone().begin_with(text) {
                return true;
            }
            if self.next().is_none() {
                return false;
            }
        }
    }

    /// The bytes of a span given out by this iterator.
    pub fn text(&self, span: Span) -> &'a [u8] {
        span.of(self.raw)
    }
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let bytes = self.raw.get(self.at..self.end)?;
        let skip = bytes.iter().position(|&b| !is_blank(b))?;
        let len = bytes.iter().skip(skip).position(|&b| is_blank(b)).unwrap_or(bytes.len() - skip);
        let start = self.at + skip;
        self.at = start + len;
        Some(Span::new(start, self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_step_over_folds() {
        let raw = b" a\r\n\tbc  d";
        let found: Vec<&[u8]> = Words::new(raw, Span::new(0, raw.len())).map(|s| s.of(raw)).collect();
        assert_eq!(found, [&b"a"[..], b"bc", b"d"]);
    }

    #[test]
    fn words_are_compared_across_folds() {
        let raw = b"via\r\n\tHTTP x";
        for (text, wanted) in [
            ("via HTTP", true),
            ("via HTTP x", true),
            ("via", true),
            ("via HTTP x y", false),
            ("via HT", false),
        ] {
            assert_eq!(
                Words::new(raw, Span::new(0, raw.len())).begin_with(text.as_bytes()),
                wanted,
                "{text}"
            );
        }
    }

    #[test]
    fn words_are_found_across_folds() {
        let raw = b"a from from\r\n userid 0";
        for (text, wanted) in [("from userid", true), ("userid 0", true), ("a userid", false), ("0 a", false)]
        {
            assert_eq!(Words::new(raw, Span::new(0, raw.len())).hold(text.as_bytes()), wanted, "{text}");
        }
    }

    #[test]
    fn a_span_outside_reads_as_nothing() {
        assert_eq!(Span::new(5, 9).of(b"abc"), b"");
        assert_eq!(Span::new(9, 5), Span::new(9, 9));
        assert_eq!(Span::new(3, 4).inner(), Span::new(3, 3));
    }
}
