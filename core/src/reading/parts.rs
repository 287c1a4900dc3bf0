//! The clauses behind the from part: by, via, with, id, for, the registered additional clauses, and what stands
//! around the date.

use super::{Reading, Slots};
use crate::address;
use crate::clause::{Kind, Range};
use crate::span::Span;
use crate::vocab::protocol::{Keyword, WithWord, WordKind};

impl Reading<'_> {
    /// What stands before the first clause: `(qmail 1 invoked from network)`, `(from root@localhost)`.
    pub(super) fn lead(&mut self) {
        for i in self.clauses.lead.iter() {
            let Some(token) = self.token(i).filter(super::Token::is_comment) else { continue };
            let inside = token.inner();
            let mut words = self.words(inside);
            let first = words.next().map(|w| w.of(self.raw)).unwrap_or_default();
            if first == b"from" {
                // Sendmail's own submission: the user and host that handed the message in.
                self.facts.process = true;
                self.take(i);
            } else {
                self.comment(i, Slots::LEAD);
            }
        }
    }

    pub(super) fn by_part(&mut self) {
        let range = self.clauses.by;
        for i in range.iter() {
            let Some(token) = self.token(i) else { break };
            match token.kind {
                Kind::Word | Kind::Literal | Kind::Angle if i == range.start as usize => {
                    self.facts.by_host = Some(token.span);
                    self.take(i);
                }
                Kind::Literal if self.facts.by_ip.is_none() => {
                    if let Some(literal) = address::read(self.text(token.span)) {
                        self.facts.by_ip = Some(literal.ip);
                        self.take(i);
                    }
                }
                Kind::Comment | Kind::OpenComment => self.by_comment(i, token.inner()),
                _ => {}
            }
        }
        if self.facts.by_ip.is_none()
            && let Some(host) = self.facts.by_host
        {
            self.facts.by_ip = address::read(self.text(host)).map(|l| l.ip);
        }
    }

    /// An address of the server's own, or a comment about the session.
    fn by_comment(&mut self, at: usize, inside: Span) {
        let text = self.text(inside);
        let starts_like_address =
            text.first().is_some_and(|b| b.is_ascii_hexdigit() || matches!(b, b'[' | b':'));
        let own = starts_like_address.then(|| self.words(inside).next()).flatten();
        if let Some(word) = own
            && let Some(literal) = address::read(self.text(word))
        {
            self.facts.by_ip = self.facts.by_ip.or(Some(literal.ip));
            self.take(at);
        } else {
            self.comment(at, Slots::BY);
        }
    }

    pub(super) fn with_part(&mut self) {
        self.via_part();
        let range = self.clauses.with;
        let words: Option<(usize, usize)> = self.with_words(range);
        if let Some((first, last)) = words {
            let (Some(first_token), Some(last_token)) = (self.token(first), self.token(last)) else { return };
            self.protocol(first, last, first_token.span, first_token.span.to(last_token.span));
        }
        for i in range.iter() {
            if self.token(i).is_some_and(|t| t.is_comment() && !t.taken) {
                self.comment(i, Slots::WITH);
            }
        }
    }

    /// The first run of words in the with clause: behind it, and between, comments may stand.
    fn with_words(&self, range: Range) -> Option<(usize, usize)> {
        let is_word = |i: usize| self.token(i).is_some_and(|t| t.kind == Kind::Word);
        let first = range.iter().find(|&i| is_word(i))?;
        let last = (first..range.end as usize).take_while(|&i| is_word(i)).last()?;
        Some((first, last))
    }

    fn protocol(&mut self, first: usize, last: usize, word: Span, all: Span) {
        let text = self.text(word);
        if let Some(keyword) = Keyword::parse(text) {
            self.facts.keyword = Some(keyword);
            self.facts.protocol = Some(word);
            self.take(first);
            return;
        }
        // Cisco ESA: `ESMTP/TLS/C`.
        if let Some(slash) = text.iter().position(|&b| b == b'/')
            && let Some(keyword) = text.get(..slash).and_then(Keyword::parse)
        {
            self.facts.keyword = Some(keyword);
            self.facts.protocol = Some(word);
            if self.habits.slots.has(Slots::WITH)
                && text.get(slash..).is_some_and(|rest| rest.starts_with(b"/TLS/"))
            {
                let cipher = Span::new(word.start as usize + slash + 5, word.end as usize);
                self.facts.tls.phrase = Some(super::Phrase::Tls);
                if !cipher.is_empty() {
                    self.cipher(cipher);
                }
                self.facts.tls.quote(word);
                self.settle();
            }
            self.take(first);
            return;
        }
        // qmail TLS patches: `C encrypted SMTP`.
        if last > first
            && self.token(first + 1).is_some_and(|t| self.text(t.span) == b"encrypted")
            && self.habits.slots.has(Slots::WITH)
        {
            let marked = self.token(first + 1).map_or(word, |t| word.to(t.span));
            if self.tls_comment(marked) {
                self.take(first);
                self.take(first + 1);
                if let Some(protocol) = self.token(first + 2).filter(|_| first + 2 <= last) {
                    self.facts.protocol = Some(protocol.span);
                    self.facts.keyword = Keyword::parse(self.text(protocol.span));
                    self.take(first + 2);
                }
                return;
            }
        }
        let known = WithWord::classify(text);
        self.facts.word = Some(known);
        if known.kind == WordKind::Unknown {
            // A house name of several words: `Microsoft SMTP Server`.
            self.facts.protocol = Some(all);
            (first..=last).for_each(|i| self.take(i));
        } else {
            self.facts.protocol = Some(word);
            self.take(first);
        }
    }

    fn via_part(&mut self) {
        let range = self.clauses.via;
        let words = range.iter().take_while(|&i| self.token(i).is_some_and(|t| t.kind == Kind::Word));
        let count = words.count();
        let (Some(first), Some(last)) =
            (self.token(range.start as usize), self.token((range.start as usize + count).saturating_sub(1)))
        else {
            return;
        };
        if count > 0 {
            self.facts.via = Some(first.span.to(last.span));
            (0..count).for_each(|i| self.take(range.start as usize + i));
        }
        self.all_comments(range, Slots::WITH);
    }

    pub(super) fn id_part(&mut self) {
        let range = self.clauses.id;
        if let Some(token) = self.token(range.start as usize).filter(|t| !range.is_empty() && !t.is_comment())
        {
            let inner = if token.kind == Kind::Angle { token.inner() } else { token.span };
            self.facts.id = (!inner.is_empty()).then_some(inner);
            self.take(range.start as usize);
        }
        self.all_comments(range, Slots::ID);
    }

    /// for, tls, group, envelope-from, and what stands around the date.
    pub(super) fn rest(&mut self) {
        let c = self.clauses;
        self.recipient(c.for_);
        self.all_comments(c.for_, Slots::FOR);
        if let Some(token) =
            self.token(c.tls.start as usize).filter(|t| !c.tls.is_empty() && t.kind == Kind::Word)
            && self.habits.slots.has(Slots::TLS)
        {
            self.facts.tls.clause = true;
            self.cipher(token.span);
            self.take(c.tls.start as usize);
            let keyword = Span { start: token.span.start.saturating_sub(4), end: token.span.end };
            self.facts.tls.quote(keyword);
            self.settle();
        }
        self.all_comments(c.tls, Slots::TLS);
        if let Some(token) =
            self.token(c.group.start as usize).filter(|t| !c.group.is_empty() && t.kind == Kind::Word)
        {
            if self.habits.slots.has(Slots::TLS) {
                self.facts.tls.group = Some(token.span);
            }
            self.take(c.group.start as usize);
        }
        self.all_comments(c.group, Slots::TLS);
        if let Some(token) = self
            .token(c.envelope_from.start as usize)
            .filter(|t| !c.envelope_from.is_empty() && !t.is_comment())
        {
            self.set_envelope(token.span);
            self.take(c.envelope_from.start as usize);
        }
        self.all_comments(c.envelope_from, Slots::ENVELOPE);
        self.all_comments(c.before_date, Slots::BEFORE_DATE);
        self.all_comments(c.extra, Slots::NONE);
        self.all_comments(c.tail, Slots::TAIL);
    }

    /// `for <a>`, `for a`, `for a, b`: the paths, without the brackets of a single one.
    fn recipient(&mut self, range: Range) {
        let mut found: Option<Span> = None;
        for i in range.iter() {
            let Some(token) = self.token(i).filter(|t| !t.is_comment()) else { break };
            self.take(i);
            found = Some(found.map_or(token.span, |s| s.to(token.span)));
        }
        let Some(span) = found else { return };
        let text = self.text(span);
        let single = text.first() == Some(&b'<') && text.iter().filter(|b| **b == b'<').count() == 1;
        let bare = if single && text.ends_with(b">") { span.inner() } else { span };
        self.facts.for_ = (!bare.is_empty()).then_some(bare);
    }

    fn all_comments(&mut self, range: Range, slot: Slots) {
        for i in range.iter() {
            if self.token(i).is_some_and(|t| t.is_comment() && !t.taken) {
                self.comment(i, slot);
            }
        }
    }
}
