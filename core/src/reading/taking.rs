//! What a dialect's `refine` uses to take words that it knows.

use super::{Reading, TlsFacts};
use crate::clause::{Kind, Range, Token};
use crate::span::Span;
use crate::vocab::protocol::Keyword;

impl Reading<'_> {
    /// Takes every token of a clause.
    pub(crate) fn take_all(&mut self, range: Range) {
        range.iter().for_each(|i| self.take(i));
    }

    /// The first comment of a clause that no rule took: its place and what stands in it.
    pub(crate) fn first_left(&self, range: Range) -> Option<(usize, Span)> {
        let left = |i: usize| self.token(i).filter(|t| t.is_comment() && !t.taken);
        range.iter().find_map(|i| left(i).map(|t| (i, t.inner())))
    }

    /// Takes the comments of a clause whose opening word is one of these.
    pub(crate) fn take_comments(&mut self, range: Range, words: &[&[u8]]) {
        self.each_comment(range, |reading, token| {
            let word = reading.text(token.word());
            words.iter().any(|w| word.eq_ignore_ascii_case(w))
        });
    }

    /// Takes a run of words at depth 0 that stands somewhere in the clause; gives its place.
    pub(crate) fn take_phrase(&mut self, range: Range, words: &[&[u8]]) -> Option<Span> {
        let at = |i: usize| self.token(i).filter(|t| t.kind == Kind::Word).map(|t| self.text(t.span));
        let fits = |start: usize| {
            words.iter().enumerate().all(|(n, w)| at(start + n).is_some_and(|t| t.eq_ignore_ascii_case(w)))
        };
        let end = (range.end as usize + 1).saturating_sub(words.len());
        let start = (range.start as usize..end).find(|&s| fits(s))?;
        let last = start + words.len().saturating_sub(1);
        (start..=last).for_each(|i| self.take(i));
        Some(self.token(start)?.span.to(self.token(last)?.span))
    }

    /// `id Version 15.20 (Build 4478.19)`: the version of the software in words, and no id.
    pub(crate) fn version_in_words(&mut self) {
        if self.facts.id.is_some_and(|id| self.text(id) == b"Version") {
            let range = self.clauses.id;
            self.facts.id = None;
            self.facts.version =
                self.token(range.start as usize + 1).filter(|_| range.iter().len() > 1).map(|t| t.span);
            self.take_all(range);
        }
    }

    /// `id Q from S`, `id Q for R`: takes this word behind the id and what stands behind it; gives the latter.
    pub(crate) fn take_behind_id(&mut self, word: &[u8]) -> Option<Span> {
        let id = self.clauses.id;
        let at = id.start as usize + 2;
        let stands = self.nth(id, 1).is_some_and(|found| found.eq_ignore_ascii_case(word));
        if !stands || at >= id.end as usize {
            return None;
        }
        let value = self.token(at).filter(|t| !t.is_comment())?.inner();
        self.take(at - 1);
        self.take(at);
        (!value.is_empty()).then_some(value)
    }

    /// The text of the token at `n` in the clause, brackets included.
    pub(crate) fn nth(&self, range: Range, n: usize) -> Option<&[u8]> {
        range.iter().nth(n).and_then(|i| self.token(i)).map(|t| self.text(t.span))
    }

    /// Words that the reading of TLS text left, and that this writer puts there.
    pub(crate) fn understood(&mut self, words: &[&[u8]]) {
        for slot in &mut self.facts.unread {
            if slot.is_some_and(|s| words.contains(&s.of(self.raw))) {
                *slot = None;
            }
        }
    }

    /// Takes each word of a clause that the dialect knows.
    pub(crate) fn take_words(&mut self, range: Range, known: impl Fn(&[u8]) -> bool) {
        for i in range.iter() {
            if self.token(i).is_some_and(|t| t.kind == Kind::Word && known(self.text(t.span))) {
                self.take(i);
            }
        }
    }

    /// Takes the words that stand behind this one in the by clause, where it stands in place of the host: `by
    /// Forcepoint Email`. True where it does.
    pub(crate) fn take_words_behind_host(&mut self, host: &[u8], words: &[&[u8]]) -> bool {
        let found = self.facts.by_host.is_some_and(|by| self.text(by) == host);
        if found {
            self.take_words(self.clauses.by, |word| words.contains(&word));
        }
        found
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
        if !stated && (self.facts.tls.has_details() || self.facts.tls.clause.is_some()) {
            self.facts.tls = TlsFacts::default();
            self.facts.doubtful = true;
        }
    }
}
