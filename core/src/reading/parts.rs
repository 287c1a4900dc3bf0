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
            let Some(token) = self.tokens.get(i).filter(|t| t.is_comment()) else { continue };
            let bracket = token.bracket();
            let mut words = self.words(token.inner());
            if words.next().is_some_and(|w| self.text(w) == b"from") {
                // Sendmail's own submission: the user and host that handed the message in. With an address it is a peer.
                if bracket.is_some() {
                    self.facts.helo = words.next();
                    self.peer(i);
                }
                self.facts.process = self.facts.ip.is_none();
                self.take(i);
            } else {
                self.comment(i, Slots::LEAD);
            }
        }
    }

    pub(super) fn by_part(&mut self) {
        let range = self.clauses.by;
        for i in range.iter() {
            let Some(token) = self.tokens.get_mut(i) else { break };
            match token.kind {
                Kind::Word | Kind::Literal | Kind::Angle if i == range.start as usize => {
                    let comma = u32::from(token.span.of(self.raw).ends_with(b","));
                    self.facts.by_host = Some(Span { end: token.span.end - comma, ..token.span });
                    token.taken = true;
                }
                Kind::Angle if self.facts.id.is_none() => {
                    // `by B <Q@B>`
                    self.facts.id = Some(token.inner()).filter(|id| !id.is_empty());
                    token.taken = true;
                }
                Kind::Literal if self.facts.by_ip.is_none() => {
                    if let Some(literal) = address::read(token.span.of(self.raw)) {
                        self.facts.by_ip = Some(literal.ip);
                        token.taken = true;
                    }
                }
                Kind::Comment | Kind::OpenComment => {
                    let inside = token.inner();
                    self.by_comment(i, inside);
                }
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
        if range.is_empty() {
            return;
        }
        if let Some((first, last)) = self.with_words(range)
            && let (Some(first_token), Some(last_token)) = (self.tokens.get(first), self.tokens.get(last))
        {
            self.protocol(first, last, first_token.span, first_token.span.to(last_token.span));
        }
        self.comments(range.iter(), Slots::WITH);
    }

    /// The first run of words in the with clause: behind it, and between, comments may stand.
    fn with_words(&self, range: Range) -> Option<(usize, usize)> {
        let is_word = |i: usize| self.tokens.get(i).is_some_and(|t| t.kind == Kind::Word);
        let first = range.iter().find(|&i| is_word(i))?;
        let words = (first + 1..range.end as usize).take_while(|&i| is_word(i)).count();
        Some((first, first + words))
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
            } else if self.habits.slots.has(Slots::WITH) && text.get(slash..) == Some(b"/TLS") {
                // No suite behind it: the word alone states TLS.
                self.facts.word = Some(WithWord::classify(text));
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
        if range.is_empty() {
            return;
        }
        let mut via: Option<Span> = None;
        for token in self.tokens.iter_mut().take(range.end as usize).skip(range.start as usize) {
            if token.kind != Kind::Word {
                break;
            }
            via = Some(via.map_or(token.span, |s| s.to(token.span)));
            token.taken = true;
        }
        self.facts.via = via;
        self.comments(range.iter(), Slots::WITH);
    }

    pub(super) fn id_part(&mut self) {
        let range = self.clauses.id;
        if range.is_empty() {
            return;
        }
        if let Some(token) = self.tokens.get_mut(range.start as usize).filter(|t| !t.is_comment()) {
            let inner = if token.kind == Kind::Angle { token.inner() } else { token.span };
            self.facts.id = (!inner.is_empty()).then_some(inner);
            token.taken = true;
        }
        self.comments(range.iter(), Slots::ID);
    }

    /// for, tls, group, envelope-from, and what stands around the date.
    pub(super) fn rest(&mut self) {
        if !self.clauses.for_.is_empty() {
            self.recipient(self.clauses.for_);
            self.comments(self.clauses.for_.iter(), Slots::FOR);
        }
        if !self.clauses.tls.is_empty() {
            self.tls_clause(self.clauses.tls);
        }
        if !self.clauses.group.is_empty() {
            self.group_clause(self.clauses.group);
        }
        if !self.clauses.envelope_from.is_empty() {
            self.envelope_clause(self.clauses.envelope_from);
        }
        self.comments(self.clauses.before_date.iter(), Slots::BEFORE_DATE);
        self.comments(self.clauses.extra.iter(), Slots::NONE);
        self.comments(self.clauses.tail.iter(), Slots::TAIL);
    }

    fn tls_clause(&mut self, range: Range) {
        let at = range.start as usize;
        if let Some(token) = self.token(at).filter(|t| t.kind == Kind::Word)
            && self.habits.slots.has(Slots::TLS)
        {
            self.facts.tls.clause = Some(token.span);
            self.cipher(token.span);
            self.take(at);
            let keyword = at.checked_sub(1).and_then(|before| self.token(before)).unwrap_or(token);
            self.facts.tls.quote(keyword.span.to(token.span));
            self.settle();
        }
        self.comments(range.iter(), Slots::TLS);
    }

    fn group_clause(&mut self, range: Range) {
        let at = range.start as usize;
        if let Some(token) = self.token(at).filter(|t| t.kind == Kind::Word) {
            if self.habits.slots.has(Slots::TLS) {
                self.facts.tls.group = Some(token.span);
            }
            self.take(at);
        }
        self.comments(range.iter(), Slots::TLS);
    }

    fn envelope_clause(&mut self, range: Range) {
        let at = range.start as usize;
        if let Some(token) = self.token(at).filter(|t| !t.is_comment()) {
            self.set_envelope(token.span);
            self.take(at);
        }
        self.comments(range.iter(), Slots::ENVELOPE);
    }

    /// `for <a>`, `for a`, `for a, b`: the paths, without the brackets of a single one.
    fn recipient(&mut self, range: Range) {
        let mut found: Option<Span> = None;
        let mut angle = false;
        for token in self.tokens.iter_mut().take(range.end as usize).skip(range.start as usize) {
            if token.is_comment() {
                break;
            }
            token.taken = true;
            angle = found.is_none() && token.kind == Kind::Angle;
            found = Some(found.map_or(token.span, |s| s.to(token.span)));
        }
        let Some(span) = found else { return };
        // What stands in an angle address has no further bracket.
        let single = angle || {
            let text = self.text(span);
            matches!(text, [b'<', rest @ .., b'>'] if !rest.contains(&b'<'))
        };
        let bare = if single { span.inner() } else { span };
        self.facts.for_ = (!bare.is_empty()).then_some(bare);
    }
}
