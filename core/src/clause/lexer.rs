//! Tokens of a stamp at depth 0: words, comments (nested, with quoted pairs), quoted strings, address literals,
//! angle addresses and semicolons (RFC 5322 §3.2).
//!
//! Not here: what stands inside a comment. Comments are one token; whoever owns the slot reads their words.

use super::class::{class, first_word};
use super::date::{self, Date};
use super::token::{Kind, NONE, Token, place};
use crate::scan;
use crate::span::is_blank;

/// The tokens of a value, and the last date of the usual form among them with its place.
#[derive(Debug)]
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<Token>,
    pub(super) date: Option<(usize, Date)>,
}

/// Splits a field value into tokens. Linear in the length of `raw`; every byte that is not blank lies in one token.
pub(crate) fn lex(raw: &[u8]) -> Lexed {
    // Spans reach no further.
    let raw = raw.get(..u32::MAX as usize).unwrap_or(raw);
    let mut lexer = Lexer { raw, unclosed: None, no_quote: false };
    let mut tokens = Vec::with_capacity((raw.len() / 8).clamp(24, 4096));
    let mut date = None;
    let mut at = 0;
    while let Some(&first) = raw.get(at) {
        // Each arm adds its own token: what all words have in common is then written as constants.
        match START.get(usize::from(first)) {
            Some(Start::Word) | None => {
                let end = scan::word_end(raw, at + 1);
                tokens.push(Token::new(at, end, Kind::Word));
                // Nearly always one blank follows.
                at = end + usize::from(raw.get(end) == Some(&b' '));
            }
            Some(Start::Blank) => at += 1,
            Some(Start::Semicolon) => {
                tokens.push(Token::new(at, at + 1, Kind::Semicolon));
                at += 1;
                if let Some((found, end)) = date::usual(raw, at) {
                    date = Some((tokens.len(), found));
                    tokens.push(Token::new(found.span.start as usize, end, Kind::Date));
                    at = end;
                }
            }
            Some(Start::Comment) => {
                let token = lexer.comment(at);
                at = token.span.end as usize;
                tokens.push(token);
            }
            Some(Start::Enclosed) => {
                let token = lexer.enclosed(at, first);
                at = token.span.end as usize;
                tokens.push(token);
            }
        }
    }
    Lexed { tokens, date }
}

/// What a byte begins.
#[derive(Clone, Copy)]
enum Start {
    Word,
    Blank,
    Comment,
    Semicolon,
    /// A literal, an angle address or a quoted string.
    Enclosed,
}

/// One look-up tells it; words, which are most, are told first.
static START: [Start; 256] = {
    let mut table = [Start::Word; 256];
    table[b' ' as usize] = Start::Blank;
    table[b'\t' as usize] = Start::Blank;
    table[b'\r' as usize] = Start::Blank;
    table[b'\n' as usize] = Start::Blank;
    table[b'(' as usize] = Start::Comment;
    table[b';' as usize] = Start::Semicolon;
    table[b'[' as usize] = Start::Enclosed;
    table[b'<' as usize] = Start::Enclosed;
    table[b'"' as usize] = Start::Enclosed;
    table
};

struct Lexer<'a> {
    raw: &'a [u8],
    /// Positions of the brackets that never close, last first; found once, when the first of them is met.
    unclosed: Option<Vec<usize>>,
    /// A quote that never closes was met: no later one can close either.
    no_quote: bool,
}

impl Lexer<'_> {
    /// What begins with a bracket or a quote: a word where it never ends.
    #[inline(never)]
    fn enclosed(&mut self, start: usize, first: u8) -> Token {
        let found = match first {
            b'[' => self.literal(start).map(|end| (self.port(end), Kind::Literal)),
            b'<' => self.angle(start).map(|end| (end, Kind::Angle)),
            _ => self.quoted(start).map(|end| (end, Kind::Quoted)),
        };
        let (end, kind) = found.unwrap_or_else(|| (self.word_end(start + 1), Kind::Word));
        Token::new(start, end, kind)
    }

    fn word_end(&self, from: usize) -> usize {
        scan::word_end(self.raw, from)
    }

    /// A port or other text glued to a literal, as in `[192.0.2.1]:25`.
    fn port(&self, end: usize) -> usize {
        if self.raw.get(end) == Some(&b':') { self.word_end(end) } else { end }
    }

    /// The end of `[ … ]`, or nothing where another `[` or a semicolon comes first or it never closes. Since a search
    /// ends at the next `[`, each byte is searched at most once.
    fn literal(&self, start: usize) -> Option<usize> {
        let rest = self.raw.get(start + 1..)?;
        let len = rest.iter().position(|&b| matches!(b, b'[' | b']' | b';'))?;
        (rest.get(len) == Some(&b']')).then_some(start + len + 2)
    }

    /// The end of `< … >`, in the same way. A quoted local part (RFC 5321 §4.1.2) may hold any bracket.
    fn angle(&self, start: usize) -> Option<usize> {
        let end = scan::angle(self.raw, self.behind_local_part(start + 1));
        (self.raw.get(end) == Some(&b'>')).then_some(end + 1)
    }

    /// Behind a quoted local part that begins at `at`; `at` itself where none does.
    fn behind_local_part(&self, at: usize) -> usize {
        if self.raw.get(at) != Some(&b'"') {
            return at;
        }
        self.closing_quote(at).filter(|&end| self.raw.get(end) == Some(&b'@')).unwrap_or(at)
    }

    fn quoted(&mut self, start: usize) -> Option<usize> {
        if self.no_quote {
            return None;
        }
        let end = self.closing_quote(start);
        self.no_quote = end.is_none();
        end
    }

    /// Behind the quote that closes the one at `start`.
    fn closing_quote(&self, start: usize) -> Option<usize> {
        let rest = self.raw.get(start + 1..)?;
        let mut escaped = false;
        for (i, &byte) in rest.iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return Some(start + i + 2),
                _ => {}
            }
        }
        None
    }

    /// The comment that begins at `start`, with its opening word and its class.
    #[inline(never)]
    fn comment(&mut self, start: usize) -> Token {
        let (end, bracket, kind) = self.comment_end(start);
        let mut token = Token { bracket, ..Token::new(start, end, kind) };
        let inside = token.inner();
        let word = first_word(self.raw, inside);
        token.word_start = word.start;
        token.word_end = word.end;
        token.class = class(self.raw, inside, word);
        token
    }

    /// Where a comment ends, and where the first `[` inside stands.
    fn comment_end(&mut self, start: usize) -> (usize, u32, Kind) {
        if let Some(unclosed) = &mut self.unclosed {
            while unclosed.last().is_some_and(|&at| at < start) {
                unclosed.pop();
            }
            if unclosed.last() == Some(&start) {
                return self.open_comment(start);
            }
        }
        if let Some((end, bracket)) = self.closed_end(start) {
            return (end, bracket, Kind::Comment);
        }
        self.unclosed = Some(unclosed_brackets(self.raw, start));
        self.open_comment(start)
    }

    fn open_comment(&self, start: usize) -> (usize, u32, Kind) {
        let end = self.open_end(start);
        let text = self.raw.get(start..end).unwrap_or_default();
        let bracket = text.iter().position(|&b| b == b'[').map_or(NONE, |at| place(start + at));
        (end, bracket, Kind::OpenComment)
    }

    fn closed_end(&self, start: usize) -> Option<(usize, u32)> {
        let mut depth = 1u32;
        let mut bracket = NONE;
        let mut at = self.behind_envelope(start + 1);
        loop {
            at = scan::bracket(self.raw, at);
            match self.raw.get(at)? {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'[' => bracket = bracket.min(place(at)),
                _ => {
                    at += 1;
                    if self.raw.get(at) == Some(&b'[') {
                        bracket = bracket.min(place(at));
                    }
                }
            }
            at += 1;
            if depth == 0 {
                return Some((at, bracket));
            }
        }
    }

    /// Behind the quoted local part in `envelope-from <"a)b"@c>`, where the words of a comment are the writer's and the
    /// address is the client's; `at` itself for any other comment.
    fn behind_envelope(&self, at: usize) -> usize {
        let text = self.raw.get(at..).unwrap_or_default();
        let Some(len) = [&b"envelope-from"[..], b"envelope-sender"]
            .iter()
            .find_map(|word| text.starts_with(word).then_some(word.len()))
        else {
            return at;
        };
        let rest = text.get(len..).unwrap_or_default();
        let skip = rest.iter().take_while(|&&b| is_blank(b) || b == b':').count();
        let angle = usize::from(rest.get(skip) == Some(&b'<'));
        let address = at + len + skip + angle;
        let behind = self.behind_local_part(address);
        if behind == address { at } else { behind }
    }

    /// Where a comment without its closing bracket ends: before a fold, a semicolon, the next bracket, or a word
    /// that opens a clause.
    fn open_end(&self, start: usize) -> usize {
        let mut at = start + 1;
        let mut end = at;
        loop {
            let rest = self.raw.get(at..).unwrap_or_default();
            let Some(skip) = rest.iter().position(|&b| !is_blank(b)) else { return end };
            let folded = rest.iter().take(skip).any(|&b| b == b'\n' || b == b'\r');
            let word_start = at + skip;
            let word_end = self.word_end(word_start);
            let word = self.raw.get(word_start..word_end).unwrap_or_default();
            if (folded && end > start + 1) || word.is_empty() || is_clause_keyword(word) {
                return end;
            }
            at = word_end;
            end = word_end;
        }
    }
}

/// True for the words that open the clauses of RFC 5321 §4.4.
pub(crate) fn is_clause_keyword(word: &[u8]) -> bool {
    [&b"from"[..], b"by", b"via", b"with", b"id", b"for"].iter().any(|k| word.eq_ignore_ascii_case(k))
}

/// The opening brackets from `start` on that never close, last first.
fn unclosed_brackets(raw: &[u8], start: usize) -> Vec<usize> {
    let mut open = Vec::new();
    let mut at = scan::bracket(raw, start);
    while let Some(&byte) = raw.get(at) {
        match byte {
            b'(' => open.push(at),
            b')' => {
                open.pop();
            }
            b'\\' => at += 1,
            _ => {}
        }
        at = scan::bracket(raw, at + 1);
    }
    open.reverse();
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str) -> Vec<String> {
        let mark = |k| match k {
            Kind::Word => 'w',
            Kind::Comment => 'c',
            Kind::OpenComment => 'o',
            Kind::Quoted => 'q',
            Kind::Literal => 'l',
            Kind::Angle => 'a',
            Kind::Semicolon => ';',
            Kind::Date => 'd',
        };
        lex(raw.as_bytes())
            .tokens
            .iter()
            .map(|t| format!("{}{}", mark(t.kind), String::from_utf8_lossy(t.span.of(raw.as_bytes()))))
            .collect()
    }

    #[test]
    fn ok_tokens() {
        for (raw, want) in [
            ("from a (b [192.0.2.1]) by c", &["wfrom", "wa", "c(b [192.0.2.1])", "wby", "wc"][..]),
            ("a(b(c)d)e;f", &["wa", "c(b(c)d)", "we", ";;", "wf"]),
            ("(a \\) b) c", &["c(a \\) b)", "wc"]),
            ("[192.0.2.1]:25 x", &["l[192.0.2.1]:25", "wx"]),
            ("[(192.0.2.1)] by", &["l[(192.0.2.1)]", "wby"]),
            ("for <a;b@c> x", &["wfor", "a<a;b@c>", "wx"]),
            ("\"a \\\" b\" c", &["q\"a \\\" b\"", "wc"]),
            ("a <b <c> d", &["wa", "w<b", "a<c>", "wd"]),
            ("[a; b]", &["w[a", ";;", "wb]"]),
            ("\"a b", &["w\"a", "wb"]),
            ("a) b", &["wa)", "wb"]),
        ] {
            assert_eq!(shown(raw), want, "{raw}");
        }
    }

    #[test]
    fn an_unclosed_comment_ends_at_the_next_clause_fold_or_semicolon() {
        for (raw, want) in [
            ("(Exim 4.93 id 1m9", &["o(Exim 4.93", "wid", "w1m9"][..]),
            ("(TLS12\n\tby x", &["o(TLS12", "wby", "wx"]),
            ("(a b\r\n c", &["o(a b", "wc"]),
            ("(a; b", &["o(a", ";;", "wb"]),
            ("(a\n b (c) \n(d", &["o(a", "wb", "c(c)", "o(d"]),
            ("(\n b", &["o(\n b"]),
            ("(a (b \\( c) d (e", &["o(a", "c(b \\( c)", "wd", "o(e"]),
            ("(a (b) (c", &["o(a", "c(b)", "o(c"]),
            ("(a (b) c (d", &["o(a", "c(b)", "wc", "o(d"]),
            ("(", &["o("]),
        ] {
            assert_eq!(shown(raw), want, "{raw}");
        }
    }

    /// Words and brackets that comments note on the way are those that a second look finds.
    #[test]
    fn comments_note_their_first_word_and_square_bracket() {
        let mut seed = 5u32;
        let mut counts = [0; 2];
        for _ in 0..4000 {
            let mut raw = vec![b'('];
            for _ in 0..24 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                raw.push(*b"abcdef()[]\\ \t,;\x80#".get((seed >> 20) as usize % 17).unwrap());
            }
            for token in lex(&raw).tokens.iter().filter(|t| t.is_comment()) {
                let inside = token.inner();
                let text = inside.of(&raw);
                let bracket = text.iter().position(|&b| b == b'[').map(|at| at + inside.start as usize);
                assert_eq!(token.bracket(), bracket, "{raw:?}");
                let skip = text.iter().position(|&b| !is_blank(b)).unwrap_or(text.len());
                let rest = text.get(skip..).unwrap();
                let len = rest.iter().position(|b| b" \t(,;".contains(b)).unwrap_or(rest.len());
                assert_eq!(token.word().of(&raw), rest.get(..len).unwrap(), "{raw:?}");
                counts[usize::from(bracket.is_some())] += 1;
            }
        }
        assert!(counts.iter().all(|&count| count > 500), "{counts:?}");
    }

    #[test]
    fn every_byte_that_is_not_blank_lies_in_one_token() {
        let mut seed = 7u32;
        for _ in 0..2000 {
            let mut raw = Vec::new();
            for _ in 0..40 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                raw.push(*b"()[]<>\"\\; \r\nab:".get((seed >> 20) as usize % 15).unwrap());
            }
            let mut at = 0;
            for token in lex(&raw).tokens {
                let gap = raw.get(at..token.span.start as usize).unwrap();
                assert!(gap.iter().all(|&b| is_blank(b)), "{raw:?}");
                assert!(!token.span.is_empty());
                at = token.span.end as usize;
            }
            assert!(raw.get(at..).unwrap().iter().all(|&b| is_blank(b)));
        }
    }
}
