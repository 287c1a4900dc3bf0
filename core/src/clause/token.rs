//! One token of a stamp, and what it is.
//!
//! Not here: where tokens begin and end (`lexer`).

use super::class::Class;
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A run of bytes without blanks, or the rest where a bracket never closes.
    Word,
    /// `( … )`, brackets included.
    Comment,
    /// `( …` whose closing bracket is missing: ends before the next fold, clause keyword or semicolon.
    OpenComment,
    /// `" … "`, quotes included.
    Quoted,
    /// `[ … ]`, brackets included, with a port glued on where one stands (`[192.0.2.1]:25`).
    Literal,
    /// `< … >`, brackets included.
    Angle,
    /// `;` at depth 0.
    Semicolon,
    /// A date of the usual form behind a semicolon, its zone comment included.
    Date,
}

/// One token. `taken` is set by the rule that understood it; what stays untaken is told as unread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    /// Where the first word inside a comment begins and ends.
    pub(super) word_start: u32,
    pub(super) word_end: u32,
    /// Where the first `[` inside a comment stands; [`NONE`] where none does.
    pub(super) bracket: u32,
    pub(crate) kind: Kind,
    /// What a comment is about.
    pub(crate) class: Class,
    pub(crate) taken: bool,
}

impl Token {
    #[inline]
    pub(super) const fn new(start: usize, end: usize, kind: Kind) -> Self {
        Self {
            span: Span { start: place(start), end: place(end) },
            word_start: 0,
            word_end: 0,
            bracket: NONE,
            kind,
            class: Class::Other,
            taken: false,
        }
    }

    /// What stands between the brackets of a comment, literal, angle address or quoted string.
    pub(crate) fn inner(&self) -> Span {
        match self.kind {
            Kind::Word | Kind::Semicolon | Kind::Date => self.span,
            Kind::OpenComment => Span { start: (self.span.start + 1).min(self.span.end), end: self.span.end },
            Kind::Literal | Kind::Comment | Kind::Quoted | Kind::Angle => self.span.inner(),
        }
    }

    /// The first word inside a comment; the token itself where it is none.
    pub(crate) fn word(&self) -> Span {
        if self.is_comment() { Span { start: self.word_start, end: self.word_end } } else { self.span }
    }

    /// Where the first `[` inside a comment stands.
    pub(crate) fn bracket(&self) -> Option<usize> {
        (self.bracket != NONE).then_some(self.bracket as usize)
    }

    /// True for a comment, closed or not.
    pub(crate) fn is_comment(&self) -> bool {
        matches!(self.kind, Kind::Comment | Kind::OpenComment)
    }
}

/// A position as spans count them.
#[expect(clippy::cast_possible_truncation, reason = "the lexer reads no more bytes than that")]
pub(super) const fn place(at: usize) -> u32 {
    at as u32
}

/// No position: larger than any in a field.
pub(super) const NONE: u32 = u32::MAX;
