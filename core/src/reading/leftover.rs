//! Small tools for dialects: words and comments that a writer always puts in its stamps.
//!
//! Not here: which they are; the dialects say so.

use super::{Reading, TlsFacts};
use crate::clause::{Kind, Range, Token};
use crate::span::Span;
use crate::vocab::protocol::Keyword;

impl Reading<'_> {
    /// Takes each word of a clause that the dialect knows.
    pub(crate) fn take_words(&mut self, range: Range, known: impl Fn(&[u8]) -> bool) {
        for i in range.iter() {
            if self.token(i).is_some_and(|t| t.kind == Kind::Word && known(self.text(t.span))) {
                self.take(i);
            }
        }
    }

    /// The first comment of a clause that opens with `word`, wherever a rule took it already. Takes it; gives its
    /// inside.
    pub(crate) fn take_comment(&mut self, range: Range, word: &[u8]) -> Option<Span> {
        let at = range.iter().find(|&i| {
            self.token(i).is_some_and(|t| t.is_comment() && self.text(t.word()).eq_ignore_ascii_case(word))
        })?;
        self.take(at);
        self.token(at).map(|t| t.inner())
    }

    /// Shows the dialect each comment of a clause that no rule took; takes those that it knows.
    pub(crate) fn each_comment(&mut self, range: Range, mut known: impl FnMut(&mut Self, Token) -> bool) {
        for i in range.iter() {
            let left = self.token(i).filter(|t| t.is_comment() && !t.taken);
            if left.is_some_and(|t| known(self, t)) {
                self.take(i);
            }
        }
    }

    /// The place from the first to the last token of a clause.
    pub(crate) fn place(&self, range: Range) -> Option<Span> {
        let first = self.token(range.start as usize).filter(|_| !range.is_empty())?;
        let last = self.token((range.end as usize).checked_sub(1)?)?;
        Some(first.span.to(last.span))
    }

    /// For writers that put TLS text behind an address the client chose: a quoted local part can hold brackets and the
    /// words of a clause, so the text counts only where the keyword, which stands before, states TLS too.
    pub(crate) fn tls_needs_keyword(&mut self) {
        let stated = self.facts.keyword.is_some_and(Keyword::tls) || self.facts.word.is_some_and(|w| w.tls);
        if !stated && (self.facts.tls.has_details() || self.facts.tls.clause) {
            self.facts.tls = TlsFacts::default();
            self.facts.doubtful = true;
        }
    }
}
