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
#[path = "walk_tests.rs"]
mod tests;
