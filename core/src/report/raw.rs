//! A field's value as text for the report, and spans that still fit it.
//!
//! JSON holds no bytes outside UTF-8. Each such byte becomes U+FFFD, which takes three bytes in place of one, so every
//! span behind it moves. This is the one place that knows.

use crate::span::Span;

/// A value as text, and where its bytes moved to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RawText {
    text: String,
    /// For each replaced byte: its place in the value. Empty for nearly every field.
    replaced: Vec<u32>,
}

/// U+FFFD takes this many bytes more than the byte it stands for.
const GROWTH: u32 = 2;

impl RawText {
    /// Reads a value, replacing each byte that is not UTF-8.
    pub fn new(value: &[u8]) -> Self {
        // Nearly every field is text, which is told at once.
        if let Ok(text) = std::str::from_utf8(value) {
            return Self { text: text.to_owned(), replaced: Vec::new() };
        }
        let mut text = String::with_capacity(value.len());
        let (mut replaced, mut at) = (Vec::new(), 0);
        for chunk in value.utf8_chunks() {
            text.push_str(chunk.valid());
            at += chunk.valid().len();
            for _ in chunk.invalid() {
                replaced.push(Span::new(at, at).start);
                text.push(char::REPLACEMENT_CHARACTER);
                at += 1;
            }
        }
        Self { text, replaced }
    }

    /// Where a span of the value lies in the text, as the report writes it.
    pub fn place(&self, span: Span) -> [u32; 2] {
        [self.moved(span.start), self.moved(span.end)]
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text itself, when all spans are placed.
    pub fn into_text(self) -> String {
        self.text
    }

    fn moved(&self, at: u32) -> u32 {
        let before = self.replaced.partition_point(|&place| place < at);
        let growth = u32::try_from(before).unwrap_or(u32::MAX).saturating_mul(GROWTH);
        at.saturating_add(growth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_cut_the_same_words_from_value_and_text() {
        let value = b"from \xe9t\xe9 by \xc3\xa9 TLS\xff";
        let raw = RawText::new(value);
        let table: [(usize, usize, &str); 5] = [
            (0, 4, "from"),
            (5, 8, "\u{fffd}t\u{fffd}"),
            (9, 11, "by"),
            (12, 14, "é"),
            (15, 19, "TLS\u{fffd}"),
        ];
        for (start, end, word) in table {
            let [from, to] = raw.place(Span::new(start, end));
            assert_eq!(raw.text().get(from as usize..to as usize), Some(word));
        }
    }

    #[test]
    fn plain_text_does_not_move() {
        let raw = RawText::new("a é".as_bytes());
        assert_eq!(raw.place(Span::new(2, 4)), [2, 4]);
        assert_eq!(raw.into_text(), "a é");
    }
}
