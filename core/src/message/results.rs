//! The words of a value in the grammar that `Authentication-Results` (RFC 8601 §2.2) and `Received-SPF` (RFC 7208
//! §9.1) share: pairs of a key and a value, comments, semicolons.
//!
//! Blanks, folds and comments may stand between any two words, also around the equals sign. Not here: what the pairs
//! mean. One pass, no copies; a value that breaks the grammar gives fewer items.

use crate::span::is_blank;

/// One piece of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Item<'v> {
    /// `key=value`; the value without its quotes.
    Pair(&'v [u8], &'v [u8]),
    /// A word alone: the authserv-id, its version, a result without a method.
    Word(&'v [u8]),
    /// What stands in round brackets.
    Comment(&'v [u8]),
    /// `;`
    Next,
}

/// Walks over a value.
pub(super) struct Items<'v> {
    value: &'v [u8],
    at: usize,
}

impl<'v> Items<'v> {
    pub(super) fn new(value: &'v [u8]) -> Self {
        Self { value, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.value.get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// Blanks and comments. Comments around an equals sign are rare and say nothing.
    fn skip_between(&mut self) {
        loop {
            self.skip_blanks();
            if self.peek() != Some(b'(') {
                return;
            }
            self.comment();
        }
    }

    /// A comment, nested ones inside, with quoted pairs (RFC 5322 §3.2.2).
    fn comment(&mut self) -> &'v [u8] {
        let start = self.at + 1;
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' if depth <= 1 => return self.value.get(start..self.at - 1).unwrap_or_default(),
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.value.get(start..).unwrap_or_default()
    }

    /// A quoted string, or a word up to a byte for which `ends` holds.
    fn word(&mut self, ends: fn(u8) -> bool) -> &'v [u8] {
        let start = self.at;
        if self.peek() != Some(b'"') {
            while self.peek().is_some_and(|byte| !ends(byte)) {
                self.at += 1;
            }
            return self.value.get(start..self.at).unwrap_or_default();
        }
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'"' => return self.value.get(start + 1..self.at - 1).unwrap_or_default(),
                _ => {}
            }
        }
        self.value.get(start + 1..).unwrap_or_default()
    }
}

impl<'v> Iterator for Items<'v> {
    type Item = Item<'v>;

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_blanks();
        match self.peek()? {
            b';' => {
                self.at += 1;
                Some(Item::Next)
            }
            b'(' => Some(Item::Comment(self.comment())),
            // An equals sign or a bracket without anything before it: not of the grammar.
            b'=' | b')' => {
                self.at += 1;
                self.next_after_stray()
            }
            _ => {
                let key = self.word(|byte| is_blank(byte) || matches!(byte, b';' | b'(' | b'='));
                let behind_key = self.at;
                self.skip_between();
                if self.peek() != Some(b'=') {
                    self.at = behind_key;
                    return Some(Item::Word(key));
                }
                self.at += 1;
                self.skip_between();
                let value = self.word(|byte| is_blank(byte) || matches!(byte, b';' | b'('));
                Some(Item::Pair(key, value))
            }
        }
    }
}

impl<'v> Items<'v> {
    /// Goes on behind stray bytes without recursion.
    fn next_after_stray(&mut self) -> Option<Item<'v>> {
        while self.peek().is_some_and(|byte| is_blank(byte) || matches!(byte, b'=' | b')')) {
            self.at += 1;
        }
        self.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(value: &str) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Items::new(value.as_bytes())
            .map(|item| match item {
                Item::Pair(key, value) => format!("{}={}", text(key), text(value)),
                Item::Word(word) => text(word),
                Item::Comment(inside) => format!("({})", text(inside)),
                Item::Next => ";".to_owned(),
            })
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn ok_grammar() {
        for (value, want) in [
            ("mx.example 1; none", "mx.example|1|;|none"),
            (
                "mx.example;\r\n spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; x=y",
                "mx.example|;|spf=pass|(sender IP is 192.0.2.1)|smtp.mailfrom=a.example|;|x=y",
            ),
            ("mx ; dkim (a) = (b) pass (c) header.d = \"a;b\"", "mx|;|dkim=pass|(c)|header.d=a;b"),
            (
                "mx; spf=fail smtp.mailfrom=\"(sender IP is 1.2.3.4)\"@x",
                "mx|;|spf=fail|smtp.mailfrom=(sender IP is 1.2.3.4)|@x",
            ),
            ("(a (b) \\) c) mx", "(a (b) \\) c)|mx"),
            ("pass (x: y) client-ip=2001:db8::1; helo=a;", "pass|(x: y)|client-ip=2001:db8::1|;|helo=a|;"),
            ("= ) = a=", "a="),
            ("(open", "(open)"),
            ("a=\"open", "a=open"),
            ("\\", "\\"),
            ("", ""),
        ] {
            assert_eq!(items(value), want, "{value}");
        }
    }

    #[test]
    fn any_bytes_end() {
        for piece in ["(", ")", "=", ";", "\"", "\\", "a=", "= (", "a (b) ", "a ("] {
            let value = piece.repeat(3000);
            assert!(Items::new(value.as_bytes()).count() <= value.len());
        }
    }
}
