//! Clauses at depth 0: `from by via with id for`, the registered additional clauses `tls` and `group`
//! (RFC 8314 §4.3), `envelope-from` as Haraka writes it, and the date behind the last semicolon.
//!
//! Not here: what stands in a clause. The rules below are about where one begins, including what writers do instead
//! of the grammar.

use super::date::{self, Date};
use super::lexer::Lexed;
use super::token::{Kind, Token};
use crate::address;
use crate::vocab::protocol::{Keyword, WithWord, WordKind};

/// A run of tokens: `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Range {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Range {
    pub(crate) const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub(crate) fn iter(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where each clause's tokens stand, keyword not included. An absent clause is an empty range.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Clauses {
    /// What stands before the first keyword.
    pub(crate) lead: Range,
    pub(crate) from: Range,
    pub(crate) by: Range,
    pub(crate) via: Range,
    pub(crate) with: Range,
    pub(crate) id: Range,
    pub(crate) for_: Range,
    pub(crate) tls: Range,
    pub(crate) group: Range,
    pub(crate) envelope_from: Range,
    /// A clause that came a second time, and whatever follows it.
    pub(crate) extra: Range,
    /// Between the last semicolon and the date.
    pub(crate) before_date: Range,
    /// Behind the date.
    pub(crate) tail: Range,
    pub(crate) date: Option<Date>,
    /// Clauses whose keyword stands in the stamp, even with nothing behind it.
    pub(crate) has_from: bool,
    pub(crate) has_by: bool,
    pub(crate) has_with: bool,
    /// A semicolon stands before the date.
    pub(crate) semicolon: bool,
    /// `by`, or `with` and a keyword, came a second time, or the client's address stands behind `with`: some clause
    /// is in text that the client chose.
    pub(crate) rival: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum At {
    Lead,
    From,
    By,
    Via,
    With,
    Id,
    For,
    Tls,
    Group,
    EnvelopeFrom,
    Extra,
    BeforeDate,
    Tail,
}

/// Finds the clauses and marks keywords, semicolons and the date as taken.
pub(crate) fn walk(raw: &[u8], lexed: &mut Lexed) -> Clauses {
    let (tokens, usual_date) = (&mut lexed.tokens, lexed.date);
    let mut walker = Walker {
        raw,
        clauses: Clauses::default(),
        at: At::Lead,
        start: 0,
        early_id: Range::default(),
        usual_date,
    };
    walker.run(tokens);
    walker.clauses
}

struct Walker<'a> {
    raw: &'a [u8],
    clauses: Clauses,
    at: At,
    /// First token of the clause that is open.
    start: usize,
    /// An `id` that stood between `from` and `by` (DragonFly's dma writes it there).
    early_id: Range,
    /// The last date of the usual form, and its token.
    usual_date: Option<(usize, Date)>,
}

impl Walker<'_> {
    fn run(&mut self, tokens: &mut [Token]) {
        let mut i = 0;
        while let Some(&token) = tokens.get(i) {
            let mut next = i + 1;
            match token.kind {
                Kind::Semicolon => {
                    take(tokens, i);
                    self.close(i);
                    next = self.semicolon(tokens, i + 1);
                }
                Kind::Word => {
                    let word = token.span.of(self.raw);
                    if let Some(to) = keyword(word).and_then(|to| self.opens(to, tokens, i)) {
                        take(tokens, i);
                        self.close(i);
                        self.open(to, i + 1);
                    }
                }
                _ => {}
            }
            i = next;
        }
        self.close(tokens.len());
        if self.clauses.date.is_none() {
            self.date_without_semicolon(tokens);
        }
        if self.clauses.id.is_empty() {
            self.clauses.id = self.early_id;
        }
    }

    /// Behind a semicolon: a date, perhaps after comments. Gives the token to go on with.
    fn semicolon(&mut self, tokens: &mut [Token], first: usize) -> usize {
        let mut at = first;
        while tokens.get(at).is_some_and(Token::is_comment) {
            at += 1;
        }
        let found = self.date_at(tokens, at);
        let Some((date, next)) = found else {
            self.open(At::BeforeDate, first);
            return first;
        };
        if at > first {
            self.open(At::BeforeDate, first);
            self.close(at);
        }
        self.clauses.date = Some(date);
        self.clauses.semicolon = true;
        take_range(tokens, at, next);
        self.open(At::Tail, next);
        next
    }

    /// The date that begins with token `at`, and the token behind it.
    fn date_at(&self, tokens: &[Token], at: usize) -> Option<(Date, usize)> {
        let token = tokens.get(at)?;
        if token.kind == Kind::Date {
            return match self.usual_date {
                Some((place, date)) if place == at => Some((date, at + 1)),
                _ => date::usual(self.raw, token.span.start as usize).map(|(date, _)| (date, at + 1)),
            };
        }
        if !date::can_begin(self.raw, token) {
            return None;
        }
        date::read(self.raw, tokens, at)
    }

    /// A date that no semicolon announces: the last place where one can be read.
    fn date_without_semicolon(&mut self, tokens: &mut [Token]) {
        let mut at = tokens.len();
        while at > 0 {
            at -= 1;
            let Some(token) = tokens.get(at) else { return };
            if !date::can_begin(self.raw, token) {
                continue;
            }
            // This may be the month or the day: the date begins up to two tokens earlier.
            let found = (at.saturating_sub(2)..=at)
                .filter(|&b| tokens.get(b).is_some_and(|t| date::can_begin(self.raw, t)))
                .find_map(|b| date::read(self.raw, tokens, b).map(|found| (b, found)));
            if let Some((first, (date, next))) = found {
                self.clauses.date = Some(date);
                take_range(tokens, first, next);
                self.cut(first, next, tokens.len());
                return;
            }
        }
    }

    /// Takes the date's tokens out of the clause that held them.
    fn cut(&mut self, first: usize, next: usize, end: usize) {
        let (first, next, end) = (index(first), index(next), index(end));
        let c = &mut self.clauses;
        for range in [
            &mut c.lead,
            &mut c.from,
            &mut c.by,
            &mut c.via,
            &mut c.with,
            &mut c.id,
            &mut c.for_,
            &mut c.tls,
            &mut c.group,
            &mut c.envelope_from,
            &mut c.extra,
            &mut c.before_date,
        ] {
            if range.start <= first && first < range.end {
                if next < range.end {
                    c.tail = Range { start: next, end: end.min(range.end) };
                }
                range.end = first;
            }
        }
    }

    /// Whether the keyword at token `i` opens clause `to` here.
    fn opens(&mut self, to: At, tokens: &[Token], i: usize) -> Option<At> {
        // An address belongs to the client's name: what stands between the two was part of the name.
        self.clauses.rival |= to == At::Id
            && !matches!(self.at, At::Lead | At::From | At::By)
            && previous_is_address(self.raw, tokens, i);
        let c = &self.clauses;
        let empty = i == self.start;
        // Smail writes `from` behind `by`: no `by` of its own follows.
        let behind_by = c.has_by && (self.at == At::From || c.from.start > c.by.start);
        if self.at == At::Tail {
            // A date before any `by`, or before a TCP-info and `by`, was part of the name that the client gave.
            if to == At::By && c.has_from && (!c.has_by || previous_is_tcp_info(self.raw, tokens, i)) {
                self.forget_all_but_from();
                return Some(At::By);
            }
            self.clauses.rival |= to == At::By && self.is_receiver(tokens, i + 1);
            // Courier before 0.60 writes its id behind the date.
            return matches!(to, At::Id | At::For).then_some(to).filter(|_| self.clauses.id.is_empty());
        }
        match to {
            // The token behind `from` is the host, whatever it is, unless `by` and a name follow at once.
            _ if self.at == At::From && empty && (to != At::By || is_comment(tokens, i + 1)) => None,
            At::From if self.at == At::For => Some(At::EnvelopeFrom),
            At::From if !c.has_from && (self.at == At::Lead || c.has_by) => Some(At::From),
            At::From => None,
            At::By if !c.has_by => {
                self.forget_text_of_from();
                Some(At::By)
            }
            // `by` again right behind a TCP-info: what stood before was the text the client gave as its name.
            At::By if !behind_by && previous_is_tcp_info(self.raw, tokens, i) => {
                self.forget_all_but_from();
                Some(At::By)
            }
            At::By => {
                self.clauses.rival |= self.is_receiver(tokens, i + 1);
                Some(At::Extra)
            }
            At::With if self.at == At::With => {
                self.clauses.rival |= self.is_keyword(tokens, self.start) && self.is_keyword(tokens, i + 1);
                None
            }
            At::With if !c.has_with => Some(At::With),
            // Smail writes `by B from H with P`: the last `with` is its own, one before it the client's.
            At::With if c.has_from && c.from.start > c.by.start => {
                self.clauses.id = Range::default();
                Some(At::With)
            }
            At::Via if c.via.is_empty() && self.at != At::Via => Some(At::Via),
            At::Id if c.id.is_empty() && self.at != At::Id => Some(At::Id),
            At::For if c.for_.is_empty() && self.at != At::For && (c.has_by || c.has_with) => Some(At::For),
            // `with ESMTP with TLS` names no suite.
            At::Tls if c.has_with && c.tls.is_empty() && is_word(tokens, i + 1) => Some(At::Tls),
            At::Group if self.at == At::Tls => Some(At::Group),
            At::EnvelopeFrom if c.has_by => Some(At::EnvelopeFrom),
            At::With | At::Id | At::For | At::Via if c.has_by && self.at != to => Some(At::Extra),
            _ => None,
        }
    }

    /// True where a host can stand. Exim set up to name its user writes `by authid <U>`, Exchange the part of itself
    /// that hands in a message from its store: `with MailboxResubmission by AntispamTT id …`, qmail-scanner a user:
    /// `by B by uid 64011 with qmail-scanner`.
    fn is_receiver(&self, tokens: &[Token], at: usize) -> bool {
        let text = |at: usize| tokens.get(at).map_or(&b""[..], |t| t.span.of(self.raw));
        let behind = text(at + 1);
        let part = self.at == At::With
            && self.start + 2 == at
            && WithWord::classify(text(self.start)).kind == WordKind::Private
            && behind.eq_ignore_ascii_case(b"id");
        is_word(tokens, at) && !part && !behind.starts_with(b"<") && text(at) != b"uid"
    }

    /// True where a word of the registry of mail transmission types stands.
    fn is_keyword(&self, tokens: &[Token], at: usize) -> bool {
        tokens.get(at).is_some_and(|t| t.kind == Kind::Word && Keyword::parse(t.span.of(self.raw)).is_some())
    }

    /// Clauses read between `from` and its `by` were words of the name that the client gave.
    fn forget_text_of_from(&mut self) {
        let c = &self.clauses;
        let clauses_so_far = c.has_with || !(c.via.is_empty() && c.id.is_empty() && c.for_.is_empty());
        if c.has_from && (clauses_so_far || !matches!(self.at, At::From | At::BeforeDate)) {
            let start = self.clauses.from.start;
            self.early_id =
                if self.at == At::Id { Range { start: index(self.start), end: 0 } } else { self.clauses.id };
            self.clauses = Clauses { lead: self.clauses.lead, has_from: true, ..Clauses::default() };
            self.at = At::From;
            self.start = start as usize;
        }
    }

    fn forget_all_but_from(&mut self) {
        let start = self.clauses.from.start;
        self.clauses =
            Clauses { lead: self.clauses.lead, has_from: self.clauses.has_from, ..Clauses::default() };
        self.at = if self.clauses.has_from { At::From } else { At::Lead };
        self.start = start as usize;
    }

    fn open(&mut self, to: At, start: usize) {
        self.at = to;
        self.start = start;
        match to {
            At::From => self.clauses.has_from = true,
            At::By => self.clauses.has_by = true,
            At::With => self.clauses.has_with = true,
            _ => {}
        }
    }

    fn close(&mut self, end: usize) {
        let range = Range { start: index(self.start), end: index(end) };
        let c = &mut self.clauses;
        if self.early_id.start != 0 && self.early_id.end == 0 {
            self.early_id.end = range.end;
        }
        let slot = match self.at {
            At::Lead => &mut c.lead,
            At::From => &mut c.from,
            At::By => &mut c.by,
            At::Via => &mut c.via,
            At::With => &mut c.with,
            At::Id => &mut c.id,
            At::For => &mut c.for_,
            At::Tls => &mut c.tls,
            At::Group => &mut c.group,
            At::EnvelopeFrom => &mut c.envelope_from,
            At::BeforeDate => &mut c.before_date,
            At::Tail => &mut c.tail,
            At::Extra => {
                if c.extra.is_empty() {
                    c.extra = range;
                }
                c.extra.end = range.end;
                return;
            }
        };
        *slot = range;
    }
}

fn keyword(word: &[u8]) -> Option<At> {
    match word {
        [a, b] => match [a | 0x20, b | 0x20] {
            [b'b', b'y'] => Some(At::By),
            [b'i', b'd'] => Some(At::Id),
            _ => None,
        },
        [a, b, c] => match [a | 0x20, b | 0x20, c | 0x20] {
            [b'f', b'o', b'r'] => Some(At::For),
            [b'v', b'i', b'a'] => Some(At::Via),
            [b't', b'l', b's'] => Some(At::Tls),
            _ => None,
        },
        [a, b, c, d] => match [a | 0x20, b | 0x20, c | 0x20, d | 0x20] {
            [b'f', b'r', b'o', b'm'] => Some(At::From),
            [b'w', b'i', b't', b'h'] => Some(At::With),
            _ => None,
        },
        // As the hosts of 263.net spell it.
        b"whith" => Some(At::With),
        [b'g' | b'G', ..] if word.eq_ignore_ascii_case(b"group") => Some(At::Group),
        [b'e' | b'E', ..] if word.eq_ignore_ascii_case(b"envelope-from") => Some(At::EnvelopeFrom),
        _ => None,
    }
}

/// True where the token before `i` is a comment that holds an address literal.
fn previous_is_tcp_info(raw: &[u8], tokens: &[Token], i: usize) -> bool {
    i.checked_sub(1)
        .and_then(|p| tokens.get(p))
        .is_some_and(|t| t.is_comment() && t.inner().of(raw).contains(&b'['))
}

/// True where the token before `i` is a comment that is an address and no more.
fn previous_is_address(raw: &[u8], tokens: &[Token], i: usize) -> bool {
    i.checked_sub(1)
        .and_then(|p| tokens.get(p))
        .is_some_and(|t| t.is_comment() && address::read(t.inner().of(raw).trim_ascii()).is_some())
}

fn is_comment(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(Token::is_comment)
}

fn is_word(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.kind == Kind::Word)
}

fn take(tokens: &mut [Token], at: usize) {
    if let Some(token) = tokens.get_mut(at) {
        token.taken = true;
    }
}

fn take_range(tokens: &mut [Token], first: usize, end: usize) {
    tokens.iter_mut().take(end).skip(first).for_each(|t| t.taken = true);
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;
    use std::fmt::Write as _;

    fn shown(raw: &str) -> String {
        let mut lexed = lex(raw.as_bytes());
        let c = walk(raw.as_bytes(), &mut lexed);
        let tokens = lexed.tokens;
        let mut out = String::new();
        for (name, range) in [
            ("lead", c.lead),
            ("from", c.from),
            ("by", c.by),
            ("via", c.via),
            ("with", c.with),
            ("id", c.id),
            ("for", c.for_),
            ("tls", c.tls),
            ("group", c.group),
            ("env", c.envelope_from),
            ("extra", c.extra),
            ("before", c.before_date),
            ("tail", c.tail),
        ] {
            if let Some(span) = span(&tokens, range) {
                write!(out, "{name}={}|", String::from_utf8_lossy(span.of(raw.as_bytes()))).unwrap();
            }
        }
        if let Some(date) = c.date {
            out.push_str(&date.local.to_string());
        }
        out
    }

    fn span(tokens: &[Token], range: Range) -> Option<crate::span::Span> {
        let first = tokens.get(range.start as usize)?;
        let last = range.end.checked_sub(1).and_then(|e| tokens.get(e as usize))?;
        (!range.is_empty()).then(|| first.span.to(last.span))
    }

    const D: &str = "Fri, 28 Jul 2023 19:32:25 +0000";

    #[test]
    fn ok_clauses() {
        for (raw, want) in [
            (
                "from a (b) by c (P) with ESMTP id Q for <x@y>",
                "from=a (b)|by=c (P)|with=ESMTP|id=Q|for=<x@y>|",
            ),
            ("FROM a BY b WITH c ID d", "from=a|by=b|with=c|id=d|"),
            ("from go.id [192.0.2.1] by b", "from=go.id [192.0.2.1]|by=b|"),
            ("from from [127.0.0.1] (helo=x) by y", "from=from [127.0.0.1] (helo=x)|by=y|"),
            ("(qmail 1 invoked from network)", "lead=(qmail 1 invoked from network)|"),
            ("by b with ESMTP with STARTTLS (v) id 1", "by=b|with=ESMTP with STARTTLS (v)|id=1|"),
            ("by Forcepoint Email with ESMTP id 1", "by=Forcepoint Email|with=ESMTP|id=1|"),
            ("from h by s.qq.com (ESMTP) with id", "from=h|by=s.qq.com (ESMTP)|"),
            ("by (Symantec) with SMTP id 1", "by=(Symantec)|with=SMTP|id=1|"),
            ("by x (Smail3.1) from y with smtp id <m>", "from=y|by=x (Smail3.1)|with=smtp|id=<m>|"),
            ("from root (uid 0) id Q by b (DMA)", "from=root (uid 0) id Q|by=b (DMA)|id=Q|"),
            (
                "by b with esmtps (TLS1.2) tls TLS_X group x25519 (Exim) id 1",
                "by=b|with=esmtps (TLS1.2)|id=1|tls=TLS_X|group=x25519 (Exim)|",
            ),
            ("by b with ESMTP id 1 envelope-from <a@b> (x)", "by=b|with=ESMTP|id=1|env=<a@b> (x)|"),
            ("by b with X id <1> for <r> from <s>", "by=b|with=X|id=<1>|for=<r>|env=<s>|"),
            (
                "from a by b with c id 1 by authid <x> with cram",
                "from=a|by=b|with=c|id=1|extra=authid <x> with cram|",
            ),
        ] {
            assert_eq!(shown(raw), want, "{raw}");
            assert_eq!(shown(&format!("{raw}; {D}")), format!("{want}2023-07-28 19:32:25"), "{raw}");
        }
    }

    /// Text that the client chose stands in a clause of its own making.
    #[test]
    fn clauses_that_came_twice_are_rivals() {
        let rival = |raw: &str| {
            let mut lexed = crate::clause::lexer::lex(raw.as_bytes());
            walk(raw.as_bytes(), &mut lexed).rival
        };
        for raw in [
            "from x by y with ESMTPS id 1 by b",
            "from x by y with ESMTPS by b id 1",
            "from x by y with ESMTPS (192.0.2.1) by b (9.0) id 1 for r",
            "from x by y with MailboxResubmission by b with ESMTP id 1",
            "from x by y with MailboxResubmission (TLS) by b id 1",
            "by b with ESMTPS with SMTP",
            "by b (S) from x (q [192.0.2.2]) by y with ESMTPS id 1 with smtp",
            "by b (S) from x with ESMTPS id 1 (q [192.0.2.2]) by y with smtp",
            "from x with ESMTPS (192.0.2.1) id 1",
            "from x with ESMTPS ( [192.0.2.1] ) id 1",
            "from x with ESMTPS id 1 (192.0.2.1) id 2",
            "from x by y with ESMTPS id 1 for <r> (2001:db8::1) id 2",
        ] {
            assert!(rival(raw), "{raw}");
            assert!(rival(&format!("{raw}; {D}")), "{raw}");
        }
        for raw in [
            format!("from x by y with ESMTPS id 1; {D} by b with SMTP; {D}"),
            format!("from x by y with ESMTPS id 1; {D} (192.0.2.1) id 2; {D}"),
        ] {
            assert!(rival(&raw), "{raw}");
        }
        for raw in [
            "from a (192.0.2.1) by b (192.0.2.2) with SMTP id 1",
            "from a (192.0.2.1) id 1 for <r>",
            "from a by b (192.0.2.2) id 1",
            "from a by b with esmtps (TLS1.3) id 1 by authid <x> with cram",
            "from a by b with MailboxResubmission by Part id 15.20",
            "from a by b by uid 64011 with qmail-scanner-1.25",
            "from a by b with ESMTP (192) id 1",
            "from x by y with ESMTPS id 1 (q [192.0.2.2]) by b with SMTP",
            "from a by b with ESMTP with STARTTLS id 1",
            "from a by b with ESMTP id 1 by (comment)",
        ] {
            assert!(!rival(raw), "{raw}");
            assert!(!rival(&format!("{raw}; {D}")), "{raw}");
        }
    }

    /// Where a keyword opens a clause, and where it is a word of the one that is open.
    #[test]
    fn each_clause_opens_once_and_where_it_may() {
        for (raw, want) in [
            ("(l) x from a by b with c", "lead=(l) x|from=a|by=b|with=c|"),
            ("from a by b from c id 1", "from=a|by=b from c|id=1|"),
            ("from a from b by c", "from=a from b|by=c|"),
            ("by b from c from d", "from=c from d|by=b|"),
            ("by b with X for <r> for <s> id 1", "by=b|with=X|id=1|for=<r> for <s>|"),
            ("by b with X id 1 id 2 for <r>", "by=b|with=X|id=1 id 2|for=<r>|"),
            ("by b via A via B with X", "by=b|via=A via B|with=X|"),
            ("by b via A with X via B id 1", "by=b|via=A|with=X|id=1|extra=B|"),
            ("for <r> by b with X", "lead=for <r>|by=b|with=X|"),
            ("with X for <r>", "with=X|for=<r>|"),
            ("id 1 by b", "by=b|id=1|"),
            ("(l) from a id 1 by b with X id 2", "lead=(l)|from=a id 1|by=b|with=X|id=2|"),
            ("from a via V for <r> by b with Y", "from=a via V for <r>|by=b|with=Y|"),
            ("by b with X group y id 1", "by=b|with=X group y|id=1|"),
            ("by b with X tls (c) id 1", "by=b|with=X tls (c)|id=1|"),
            ("by b with X tls T grape g", "by=b|with=X|tls=T grape g|"),
            ("envelope-from <a> by b", "lead=envelope-from <a>|by=b|"),
            ("from by b with X", "by=b|with=X|"),
            ("from by (b) by c", "from=by (b)|by=c|"),
            ("from with by b with X", "from=with|by=b|with=X|"),
            ("by x (S) from y with A with B id 1", "from=y|by=x (S)|with=A with B|id=1|"),
            ("from y by x with A for <r> via V with B", "from=y|by=x|via=V|with=A|for=<r>|extra=B|"),
            (
                "from a by b with X id 1 (q [192.0.2.2]) by c with Y",
                "from=a by b with X id 1 (q [192.0.2.2])|by=c|with=Y|",
            ),
            (
                "(l) from a by b with X id 1 (q [192.0.2.2]) by c with Y",
                "lead=(l)|from=a by b with X id 1 (q [192.0.2.2])|by=c|with=Y|",
            ),
            ("from a id 1 by b from c with X", "from=a id 1|by=b from c|with=X|id=1|"),
            (
                "from a [192.0.2.1] by b with X id 1 (q) by c with Y",
                "from=a [192.0.2.1]|by=b|with=X|id=1 (q)|extra=c with Y|",
            ),
            ("from a; x (b) by c", "from=a|by=c|before=x (b)|"),
            ("by b with X; y id 1 for <r>", "by=b|with=X|id=1|for=<r>|before=y|"),
            ("from a by b by c", "from=a|by=b|extra=c|"),
        ] {
            assert_eq!(shown(raw), want, "{raw}");
            assert_eq!(shown(&format!("{raw}; {D}")), format!("{want}2023-07-28 19:32:25"), "{raw}");
        }
    }

    #[test]
    fn ok_dates_out_of_place() {
        for (raw, want) in [
            (format!("by b with HTTP id 1 {D} (UTC)"), "by=b|with=HTTP|id=1|2023-07-28 19:32:25"),
            (format!("by b with esmtp; {D} id 0005.45"), "by=b|with=esmtp|id=0005.45|2023-07-28 19:32:25"),
            (
                format!("by b with G: a; (version=X) {D}"),
                "by=b|with=G: a|before=(version=X)|2023-07-28 19:32:25",
            ),
            (
                format!("from l (x [local]); by b (O) with E id 1; {D}"),
                "from=l (x [local])|by=b (O)|with=E|id=1|2023-07-28 19:32:25",
            ),
            (
                format!("by b id h for <r>; {D} (envelope-from <s>)"),
                "by=b|id=h|for=<r>|tail=(envelope-from <s>)|2023-07-28 19:32:25",
            ),
            (
                format!("from a; {D} (b) by c; Sat, 29 Jul 2023 00:00:00 +0000"),
                "from=a; Fri, 28 Jul 2023 19:32:25 +0000 (b)|by=c|2023-07-29 00:00:00",
            ),
            (
                "by f.sendgrid.net with SMTP id x 2019-05-19 18:41:36.7 +0000 UTC m=+5.1".into(),
                "by=f.sendgrid.net|with=SMTP|id=x|2019-05-19 18:41:36",
            ),
        ] {
            assert_eq!(shown(&raw), want, "{raw}");
        }
    }

    #[test]
    fn words_of_a_false_name_open_no_clause() {
        for raw in [
            "from evil with ESMTPS id 1 (r [192.0.2.1]) by mx (Postfix) with ESMTP id Q",
            "from x by evil with ESMTPS id 1 (r [192.0.2.1]) by mx (Postfix) with ESMTP id Q",
        ] {
            assert!(shown(raw).contains("|by=mx (Postfix)|with=ESMTP|id=Q|"), "{}", shown(raw));
        }
    }
}
