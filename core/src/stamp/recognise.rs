//! Which dialect a stamp speaks: signs are collected once, each is looked up in one table, and the best sum wins.
//!
//! The cost does not grow with the number of dialects: a stamp has about a dozen signs, whatever the table holds.

use super::index::INDEX;
use crate::clause::{Class, Date, Kind, Range, Token, first_word};
use crate::dialect::{self, ALL, CERTAIN, Dialect, GENERIC, Known, LIKELY, Shape};
use crate::reading::{IdKind, Reading};
use crate::span::{Span, is_blank};
use crate::terms::Confidence;

/// What recognition found.
pub(crate) struct Found {
    pub(crate) dialect: &'static Dialect,
    pub(crate) confidence: Confidence,
    /// Where the sign of the product stands, behind which the version may follow.
    pub(crate) product: Option<Span>,
    /// Two dialects have the best sum.
    #[cfg(test)]
    pub(crate) tie: bool,
}

/// Names the dialect of a stamp whose clauses are known.
pub(crate) fn recognise(reading: &Reading<'_>) -> Found {
    let mut signs = Signs {
        reading,
        sums: [0; ALL.len()],
        named: [0; NAMED],
        count: 0,
        shapes: 0,
        product: None,
        heaviest: 0,
    };
    signs.collect();
    let (best, place) = signs.best();
    let (dialect, confidence) = match ALL.get(usize::from(place)) {
        Some(dialect) if best >= CERTAIN && dialect.known != Known::Few => (*dialect, Confidence::Certain),
        Some(dialect) if best >= LIKELY => (*dialect, Confidence::Likely),
        _ => (&GENERIC, Confidence::Unknown),
    };
    Found {
        dialect,
        confidence,
        product: signs.product,
        #[cfg(test)]
        tie: signs.is_tie(best),
    }
}

/// How many dialects are kept apart as named; where more are, all are weighed.
const NAMED: usize = 24;

struct Signs<'r, 'a> {
    reading: &'r Reading<'a>,
    /// Weights of the signs found so far, without shapes.
    sums: [u8; ALL.len()],
    /// Places of dialects that some sign named; one may stand twice.
    named: [u8; NAMED],
    count: usize,
    /// A bit for each shape present.
    shapes: u64,
    product: Option<Span>,
    /// Weight of the mark that `product` matched.
    heaviest: u8,
}

impl Signs<'_, '_> {
    fn collect(&mut self) {
        let c = &self.reading.clauses;
        self.lead(c.lead);
        self.from(c.from);
        self.by(c.by);
        self.with(c.with);
        for range in [c.id, c.tls, c.group, c.for_, c.via, c.envelope_from, c.before_date] {
            if !range.is_empty() {
                self.products(range);
            }
        }
        self.id(c.id);
        for i in c.tail.iter() {
            self.opens(i);
        }
        if let Some(date) = &c.date {
            self.date(date);
            self.semicolon(c.semicolon);
        }
        if !c.has_from && !c.has_by {
            self.shape(Shape::NoClauses);
        } else if c.from.is_empty() && c.lead.is_empty() {
            self.shape(Shape::NoFrom);
        }
        if !c.via.is_empty()
            && self.reading.token(c.via.start as usize).is_some_and(|t| self.reading.text(t.span) == b"tcp")
        {
            self.shape(Shape::ViaTcp);
        }
        if c.id.is_empty() {
            self.shape(Shape::NoId);
        }
        if !c.has_with {
            self.shape(Shape::NoWith);
        }
    }

    /// Adds the weights of every mark with this key; gives the heaviest.
    fn add(&mut self, key: u32) -> u8 {
        let mut heaviest = 0;
        for (dialect, weight) in INDEX.find(key) {
            if let Some(sum) = self.sums.get_mut(usize::from(dialect)) {
                *sum = sum.saturating_add(weight);
            }
            if let Some(slot) = self.named.get_mut(self.count) {
                *slot = dialect;
            }
            self.count += 1;
            heaviest = heaviest.max(weight);
        }
        heaviest
    }

    fn shape(&mut self, shape: Shape) {
        self.shapes |= 1 << shape as u8;
        self.add(dialect::number(dialect::SHAPE, shape as u8));
    }

    /// The highest sum, and whose it is.
    fn best(&self) -> (u8, u8) {
        let mut best = (0, 0);
        let mut weigh = |place: u8| {
            // Most are named by a weak sign, and no shape could lift them to the best.
            let named = self.sums.get(usize::from(place)).copied().unwrap_or_default();
            if named.saturating_add(INDEX.most_by_shapes(place)) <= best.0 {
                return;
            }
            let sum = self.sum(place);
            if sum > best.0 {
                best = (sum, place);
            }
        };
        match self.named.get(..self.count) {
            Some(named) => named.iter().for_each(|place| weigh(*place)),
            None => (0..=u8::MAX).take(ALL.len()).for_each(weigh),
        }
        best
    }

    fn sum(&self, place: u8) -> u8 {
        let named = self.sums.get(usize::from(place)).copied().unwrap_or_default();
        named.saturating_add(INDEX.weigh(place, self.shapes))
    }

    #[cfg(test)]
    fn is_tie(&self, best: u8) -> bool {
        (0..=u8::MAX).take(ALL.len()).filter(|p| self.sum(*p) == best && best >= LIKELY).count() > 1
    }

    fn lead(&mut self, range: Range) {
        for i in range.iter() {
            self.opens(i);
        }
    }

    /// The word that opens the comment (or is the word) at token `i`.
    fn opens(&mut self, i: usize) {
        let Some(token) = self.reading.tokens.get(i) else { return };
        let word = token.word();
        let text = self.reading.text(word);
        if INDEX.opens.may_be(text) {
            self.add(dialect::hash(dialect::OPENS, text));
        }
        if matches!(token.class, Class::Tls | Class::NoTls | Class::Auth) && INDEX.opens.may_open_two(text) {
            let second = first_word(self.reading.raw, Span { start: word.end, end: token.inner().end });
            let two = dialect::step(dialect::hash(dialect::OPENS, text), b' ');
            self.add(dialect::hash(two, self.reading.text(second)));
        }
    }

    fn from(&mut self, range: Range) {
        let mut seen_info = false;
        for i in range.iter() {
            let Some(token) = self.reading.token(i) else { break };
            if !token.is_comment() {
                // The first name, and words behind the TCP-info; those between are the client's.
                let first = i == range.start as usize && matches!(token.kind, Kind::Word | Kind::Literal);
                if first || (seen_info && token.kind == Kind::Word) {
                    self.opens(i);
                }
                continue;
            }
            let inside = token.inner();
            let text = self.reading.text(inside);
            match token.class {
                Class::Helo => self.shape(Shape::HeloComment),
                Class::Named => self.shape(Shape::EximInfo),
                Class::Other if !seen_info => {
                    seen_info = true;
                    self.tcp_info(i, text);
                }
                Class::Tls if seen_info => {
                    self.shape(Shape::TlsInFrom);
                    self.opens(i);
                }
                _ => self.opens(i),
            }
        }
    }

    fn tcp_info(&mut self, at: usize, text: &[u8]) {
        match text.iter().position(|&b| b == b'[') {
            Some(0) => {
                let close = text.iter().position(|&b| b == b']').unwrap_or(text.len());
                let behind = text.get(close + 1..).unwrap_or_default();
                if behind.is_empty() {
                    self.shape(Shape::BareTcpInfo);
                } else if behind.starts_with(b" helo=") || behind.starts_with(b":") {
                    self.shape(Shape::EximInfo);
                }
                self.opens(at);
            }
            Some(_) => {
                self.shape(Shape::TcpInfo);
                self.opens(at);
            }
            None if text.len() <= 45 && crate::address::parse(text).is_some() => {
                let by = self.reading.clauses.by;
                let own = by.iter().nth(1).and_then(|i| self.reading.token(i)).filter(Token::is_comment);
                let two = own.is_some_and(|t| crate::address::parse(self.reading.text(t.inner())).is_some());
                self.shape(if two { Shape::TwoRoundAddresses } else { Shape::RoundAddress });
            }
            None => self.opens(at),
        }
    }

    fn by(&mut self, range: Range) {
        let Some(token) = self.reading.token(range.start as usize).filter(|_| !range.is_empty()) else {
            return;
        };
        if !token.is_comment() {
            let host = self.reading.text(token.span);
            self.host(host);
            if host.first().is_some_and(u8::is_ascii_hexdigit) && crate::address::parse(host).is_some() {
                self.shape(Shape::ByAddress);
                if host.starts_with(b"2002:") {
                    self.shape(Shape::BySixToFour);
                }
            }
        }
        for i in range.iter().skip(1) {
            if self.reading.token(i).is_some_and(|t| t.kind == Kind::Word) {
                self.opens(i);
            }
        }
        let own =
            self.reading.token(range.start as usize + 1).filter(|t| range.iter().len() > 1 && t.is_comment());
        if own.is_some_and(|t| self.reading.text(t.word()).first() == Some(&b'[')) {
            self.shape(Shape::OwnLiteral);
        }
        self.products(range);
    }

    /// Every suffix of the host at a label border, up to four labels, and the whole.
    fn host(&mut self, host: &[u8]) {
        let host = host.strip_suffix(b".").unwrap_or(host);
        let mut key = dialect::HOST;
        let mut labels = 0;
        for &byte in host.iter().rev().take(80) {
            if byte == b'.' {
                labels += 1;
                if labels > 4 || (labels == 1 && !INDEX.may_end_a_host(key)) {
                    return;
                }
                self.add(key);
            }
            key = dialect::step(key, byte.to_ascii_lowercase());
        }
        self.add(key);
    }

    fn products(&mut self, range: Range) {
        for i in range.iter() {
            let Some(token) = self.reading.token(i).filter(Token::is_comment) else { continue };
            match token.class {
                Class::Other => self.product(&token),
                Class::Tls | Class::NoTls => {
                    if self.is_encrypted(&token) {
                        self.shape(Shape::Encrypted);
                    }
                    // `version=…`, `using …`, `TLS:`: the form of the text is a sign, but no product.
                    let text = self.reading.text(token.word());
                    let name = text.get(..name_len(text)).unwrap_or_default();
                    if INDEX.product.may_be(name) {
                        self.add(dialect::hash(dialect::PRODUCT, name));
                    }
                    self.opens(i);
                }
                Class::Envelope if range == self.reading.clauses.by => self.shape(Shape::EnvelopeBy),
                Class::Envelope if range == self.reading.clauses.id => self.shape(Shape::EnvelopeId),
                _ => {}
            }
        }
    }

    /// `Postfix`, `Haraka/2.8`, `RZmta 47.1`, `Lotus Domino Release`, `nwsmtp/Yandex`, `8.17.1/8.17.1`.
    fn product(&mut self, token: &Token) {
        let word = token.word();
        let text = self.reading.text(word);
        let Some(first) = text.first() else { return };
        self.shape(Shape::OneProduct);
        let behind = self.reading.text(Span { start: word.end, end: token.inner().end });
        if behind.starts_with(b", port ") {
            self.shape(Shape::FilterPort);
        }
        if is_sendmail_product(text) {
            self.shape(Shape::SendmailProduct);
            self.remember(word, LIKELY);
        }
        if text.len() == 36 && IdKind::of(text) == IdKind::Uuid {
            self.shape(Shape::UuidComment);
        }
        if first.is_ascii_digit() {
            let is_number = text.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
            let dots = text.iter().filter(|b| **b == b'.').count();
            if is_number && dots >= 2 && word == token.inner() && crate::address::parse(text).is_none() {
                self.shape(Shape::NumberProduct);
            }
            return;
        }
        let len = name_len(text);
        let name = text.get(..len).unwrap_or_default();
        let may_be = INDEX.product.may_be(name);
        let weight = if may_be { self.add(dialect::hash(dialect::PRODUCT, name)) } else { 0 };
        if text.get(len) != Some(&b'=') {
            // `version=…` is a sign, but no product.
            self.remember(Span::new(word.start as usize, word.start as usize + len), weight);
        }
        if weight >= CERTAIN {
            return;
        }
        if text.get(len) == Some(&b'/') {
            let behind = text.get(len + 1..).unwrap_or_default();
            if behind.first().is_some_and(u8::is_ascii_alphabetic) && INDEX.product.may_be(behind) {
                self.add(dialect::hash(dialect::PRODUCT, behind));
            }
        }
        if !INDEX.product.may_open_two(text) {
            return;
        }
        let second = first_word(self.reading.raw, Span { start: word.end, end: token.inner().end });
        if second.start == word.end + 1
            && self.reading.text(second).first().is_some_and(u8::is_ascii_alphabetic)
        {
            let two = dialect::step(dialect::hash(dialect::PRODUCT, text), b' ');
            let weight = self.add(dialect::hash(two, self.reading.text(second)));
            self.remember(word.to(second), weight);
        }
    }

    /// `C encrypted`
    fn is_encrypted(&self, token: &Token) -> bool {
        let behind = Span { start: token.word().end, end: token.inner().end };
        // `(TLS encrypted)` names no suite: that is GroupWise.
        self.reading.text(token.word()) != b"TLS"
            && self.reading.text(first_word(self.reading.raw, behind)) == b"encrypted"
    }

    fn remember(&mut self, place: Span, weight: u8) {
        if weight > self.heaviest {
            self.heaviest = weight;
            self.product = Some(place);
        }
    }

    fn with(&mut self, range: Range) {
        let mut words = range.iter().filter_map(|i| self.reading.token(i)).filter(|t| t.kind == Kind::Word);
        let literal = self.reading.token(range.start as usize).filter(|t| t.kind == Kind::Literal);
        if let Some(literal) = literal.filter(|_| !range.is_empty()) {
            // `with [XMail 1.27 ESMTP Server]`
            let word = first_word(self.reading.raw, literal.inner());
            self.add(dialect::hash_exact(self.reading.text(word)));
        } else if let Some(first) = words.next() {
            let text = self.reading.text(first.span);
            self.with_word(text);
            if let Some(at) = text.iter().position(|&b| matches!(b, b'/' | b'-')) {
                // `ESMTP/TLS/C`: the head, without the cipher. `qmail-scanner-2.08`: the version is left off.
                let mut slashes =
                    text.iter().enumerate().skip(at).filter(|(_, b)| **b == b'/').map(|(at, _)| at);
                if let Some(head) = slashes.nth(1).and_then(|at| text.get(..at)) {
                    self.with_word(head);
                }
                let len = name_len(text);
                if text.get(len) == Some(&b'-') {
                    self.with_word(text.get(..len).unwrap_or_default());
                }
            }
            if let Some(second) = words.next() {
                let second = self.reading.text(second.span);
                if second == b"encrypted" {
                    self.shape(Shape::Encrypted);
                }
                if INDEX.with.may_open_two(text) {
                    let both = dialect::step(dialect::hash_exact(text), b' ');
                    self.add(second.iter().fold(both, |key, &byte| dialect::step(key, byte)));
                }
            }
        }
        self.products(range);
    }

    fn with_word(&mut self, word: &[u8]) {
        if INDEX.with.may_be(word) {
            self.add(dialect::hash_exact(word));
        }
    }

    fn id(&mut self, range: Range) {
        let token = self.reading.token(range.start as usize).filter(|t| !range.is_empty() && !t.is_comment());
        let kind = token.map_or(IdKind::None, |t| IdKind::of(self.reading.text(t.inner())));
        self.add(dialect::number(dialect::ID, kind as u8));
    }

    fn semicolon(&mut self, before_date: bool) {
        let mut last = self.reading.tokens.iter().rev();
        if before_date
            && let Some(token) = last.find(|t| t.kind == Kind::Semicolon)
            && (token.span.start as usize)
                .checked_sub(1)
                .and_then(|at| self.reading.raw.get(at))
                .is_some_and(|&b| is_blank(b))
        {
            self.shape(Shape::BlankSemicolon);
        }
    }

    fn date(&mut self, date: &Date) {
        if date.weekday.is_none() && !date.odd_form {
            self.shape(Shape::NoWeekday);
        }
        if date.zone == crate::clause::Zone::Unknown {
            self.shape(Shape::ZoneUnknown);
        }
        if date.zone_comment.is_some() {
            self.shape(Shape::ZoneComment);
        }
    }
}

/// The name of a product without the version glued on: up to a slash, an equals sign, a hyphen before a digit, a
/// hyphen or dot before `v` and a digit (`MDaemon.PRO.v5`), or a version right behind the letters (`Smail3.1.28`).
fn name_len(text: &[u8]) -> usize {
    for (at, &byte) in text.iter().enumerate().take(40) {
        // All that matters stands before the letters.
        if byte > b'=' {
            continue;
        }
        let ends = match byte {
            // A slash that stands first is part of the name: `/\==/\ Smail3.1`.
            b'/' | b'=' => at > 0,
            b'-' | b'.' => version_follows(byte, text.get(at + 1..).unwrap_or_default()),
            b'0'..=b'9' => at > 0 && is_dotted(text.get(at..).unwrap_or_default()),
            _ => false,
        };
        if ends {
            return at;
        }
    }
    text.len().min(40)
}

fn version_follows(mark: u8, rest: &[u8]) -> bool {
    match rest {
        [b'v', digit, ..] => digit.is_ascii_digit(),
        [digit, ..] => mark == b'-' && digit.is_ascii_digit(),
        [] => false,
    }
}

/// Digits and dots only, and one dot at least.
fn is_dotted(text: &[u8]) -> bool {
    // In this order, since nearly all fail within a few bytes.
    text.iter().all(|b| b.is_ascii_digit() || *b == b'.') && text.contains(&b'.')
}

/// `8.17.1.9/8.17.1.9/Debian-2`, `8.9.3+3.2W/3.7W`, `8.8.8+Sun/SMI-SVR4`, `Switch-2.2.0/Switch-2.2.0`: what `$v/$Z` of
/// Sendmail's `cfhead.m4` gives. The first is a version, or both are the same.
fn is_sendmail_product(word: &[u8]) -> bool {
    let mut parts = word.splitn(3, |&b| b == b'/');
    let (Some(head), Some(tail)) = (parts.next(), parts.next()) else { return false };
    let version = head.first().is_some_and(u8::is_ascii_digit) && head.contains(&b'.');
    !tail.is_empty() && (version || (head == tail && head.iter().any(u8::is_ascii_digit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use std::path::Path;

    /// The order of the table must have no meaning: no stamp of the corpus is claimed twice with the same sum.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the corpus is files")]
    fn no_two_dialects_tie_on_a_sample() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
        let mut ties = Vec::new();
        let mut judged = 0;
        for folder in std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
            for file in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
                if file.extension().is_none_or(|e| e != "eml") {
                    continue;
                }
                let bytes = std::fs::read(&file).unwrap();
                let input = crate::input::read(&bytes, &Limits::default());
                for value in input.received() {
                    judged += 1;
                    if recognise(&Reading::new(value)).tie {
                        ties.push(format!("{}: {}", file.display(), String::from_utf8_lossy(value)));
                    }
                }
            }
        }
        assert!(judged > 300, "{judged}");
        assert!(ties.is_empty(), "{}", ties.join("\n"));
    }
}
