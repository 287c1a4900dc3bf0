//! Which dialect a stamp speaks: signs are collected once, each is looked up in one table, and the best sum wins.
//!
//! The cost does not grow with the number of dialects: a stamp has about a dozen signs, whatever the table holds.

use crate::clause::{Class, Date, Kind, Range, Token, first_word};
use crate::dialect::{self, ALL, CERTAIN, Dialect, GENERIC, Known, LIKELY, Shape};
use crate::reading::{IdKind, Reading};
use crate::span::{Span, is_blank};
use crate::terms::Confidence;

const BUCKETS: usize = 1024;
const MARKS: usize = count();

/// A set of keys by their lowest ten bits: it holds too many, not too few.
type KeySet = [u64; 16];

struct Index {
    /// Marks in the order of their bucket: key, place in [`ALL`], weight.
    marks: [(u32, u8, u8); MARKS],
    /// Where each bucket begins.
    starts: [u16; BUCKETS + 1],
    /// Keys of the first words of marks that have two, by their lowest bits: few second words need to be looked for.
    phrases: KeySet,
    /// What the opening words of marks look like at a glance: most words need not be hashed.
    glances: KeySet,
    /// Keys of the last labels of hosts, in the same way: most hosts end where no mark does.
    tops: KeySet,
}

static INDEX: Index = build();

const fn count() -> usize {
    let mut total = 0;
    let mut d = 0;
    while d < ALL.len() {
        total += ALL[d].signature.len();
        d += 1;
    }
    total
}

#[expect(clippy::cast_possible_truncation, reason = "a hundred dialects, a thousand marks")]
const fn build() -> Index {
    let mut starts = [0u16; BUCKETS + 1];
    let mut d = 0;
    while d < ALL.len() {
        let mut m = 0;
        while m < ALL[d].signature.len() {
            starts[bucket(ALL[d].signature[m].0.key()) + 1] += 1;
            m += 1;
        }
        d += 1;
    }
    let mut b = 0;
    while b < BUCKETS {
        starts[b + 1] += starts[b];
        b += 1;
    }
    let mut phrases: KeySet = [0; 16];
    let mut tops: KeySet = [0; 16];
    let mut glances: KeySet = [0; 16];
    let mut marks = [(0u32, 0u8, 0u8); MARKS];
    let mut filled = starts;
    d = 0;
    while d < ALL.len() {
        let mut m = 0;
        while m < ALL[d].signature.len() {
            let (mark, weight) = ALL[d].signature[m];
            let key = mark.key();
            if let Some(first) = mark.first_of_two() {
                phrases[(first >> 6 & 15) as usize] |= 1 << (first & 63);
            }
            if let Some(glance) = mark.glance() {
                glances[(glance >> 6 & 15) as usize] |= 1 << (glance & 63);
            }
            if let Some(top) = mark.top_label() {
                tops[(top >> 6 & 15) as usize] |= 1 << (top & 63);
            }
            let at = filled[bucket(key)] as usize;
            marks[at] = (key, d as u8, weight);
            filled[bucket(key)] += 1;
            m += 1;
        }
        d += 1;
    }
    Index { marks, starts, phrases, glances, tops }
}

const fn bucket(key: u32) -> usize {
    ((key ^ (key >> 15)) as usize) & (BUCKETS - 1)
}

/// False where a set of keys does not hold this one; true mostly where it does.
fn may_hold(set: &KeySet, key: u32) -> bool {
    set.get((key >> 6 & 15) as usize).is_some_and(|bits| bits >> (key & 63) & 1 == 1)
}

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
    let mut signs = Signs { reading, sums: [0; ALL.len()], best: (0, 0), product: None, heaviest: 0 };
    signs.collect();
    let (best, place) = signs.best;
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
        tie: signs.sums.iter().filter(|s| **s == best && best >= LIKELY).count() > 1,
    }
}

struct Signs<'r, 'a> {
    reading: &'r Reading<'a>,
    sums: [u8; ALL.len()],
    /// The highest sum so far, and whose it is.
    best: (u8, u8),
    product: Option<Span>,
    /// Weight of the mark that `product` matched.
    heaviest: u8,
}

impl Signs<'_, '_> {
    fn collect(&mut self) {
        let c = self.reading.clauses;
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
        if let Some(token) = self.reading.token(c.via.start as usize).filter(|_| !c.via.is_empty())
            && self.reading.text(token.span) == b"tcp"
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
        let at = bucket(key);
        let (Some(&start), Some(&end)) = (INDEX.starts.get(at), INDEX.starts.get(at + 1)) else { return 0 };
        let mut heaviest = 0;
        for &(mark, dialect, weight) in INDEX.marks.get(start as usize..end as usize).unwrap_or_default() {
            if mark == key
                && let Some(sum) = self.sums.get_mut(dialect as usize)
            {
                *sum = sum.saturating_add(weight);
                if *sum > self.best.0 {
                    self.best = (*sum, dialect);
                }
                heaviest = heaviest.max(weight);
            }
        }
        heaviest
    }

    fn shape(&mut self, shape: Shape) {
        self.add(dialect::number(dialect::SHAPE, shape as u8));
    }

    fn lead(&mut self, range: Range) {
        for i in range.iter() {
            self.opens(i);
        }
    }

    /// The word that opens the comment (or is the word) at token `i`; of TLS and AUTH also the first two.
    fn opens(&mut self, i: usize) {
        let Some(token) = self.reading.tokens.get(i) else { return };
        let text = self.reading.text(token.word());
        if matches!(token.kind, Kind::Word | Kind::Comment | Kind::OpenComment | Kind::Semicolon) {
            if !may_hold(&INDEX.glances, dialect::glance(text)) {
                return;
            }
            let key = dialect::hash(dialect::OPENS, text);
            if matches!(token.class, Class::Tls | Class::NoTls | Class::Auth) && may_hold(&INDEX.phrases, key)
            {
                let second = self.second(token);
                self.add(dialect::both(key, dialect::hash(dialect::OPENS, self.reading.text(second))));
            }
            self.add(key);
        } else {
            // What stands in quotes or brackets is one word with its blanks.
            self.add(dialect::phrase(dialect::OPENS, text));
        }
    }

    /// The second word inside a comment.
    fn second(&self, token: &Token) -> Span {
        first_word(self.reading.raw, Span { start: token.word().end, end: token.inner().end })
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
            match token.class {
                Class::Helo => self.shape(Shape::HeloComment),
                Class::Named => self.shape(Shape::EximInfo),
                Class::Other if !seen_info => {
                    seen_info = true;
                    self.tcp_info(i, &token);
                }
                Class::Tls if seen_info => {
                    self.shape(Shape::TlsInFrom);
                    self.opens(i);
                }
                _ => self.opens(i),
            }
        }
    }

    fn tcp_info(&mut self, at: usize, token: &Token) {
        let inside = token.inner();
        let text = self.reading.text(inside);
        match token.bracket() {
            Some(open) if open == inside.start as usize => {
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
                self.shape(if two { Shape::TwoRoundAddresses } else { Shape::HeloComment });
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

    /// Every suffix of the host at a label border, up to four labels, and the whole where it has five.
    fn host(&mut self, host: &[u8]) {
        let mut key = dialect::HOST;
        let mut rest = host.strip_suffix(b".").unwrap_or(host);
        for labels in 1..=5 {
            let (before, label) = dialect::last_label(rest);
            key = dialect::both(key, dialect::hash(dialect::HOST, label));
            if labels == 1 && !may_hold(&INDEX.tops, key) {
                return;
            }
            if labels < 5 || before.is_none() {
                self.add(key);
            }
            let Some(before) = before else { return };
            rest = before;
        }
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
                    self.add(dialect::hash(dialect::PRODUCT, name));
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
            let weight = self.add(dialect::number(dialect::SHAPE, Shape::SendmailProduct as u8));
            self.remember(word, weight);
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
        let weight = self.add(dialect::hash(dialect::PRODUCT, name));
        if text.get(len) != Some(&b'=') {
            // `version=…` is a sign, but no product.
            self.remember(Span::new(word.start as usize, word.start as usize + len), weight);
        }
        if weight >= CERTAIN {
            return;
        }
        if text.get(len) == Some(&b'/') {
            let behind = text.get(len + 1..).unwrap_or_default();
            if behind.first().is_some_and(u8::is_ascii_alphabetic) {
                self.add(dialect::hash(dialect::PRODUCT, behind));
            }
        }
        let key = dialect::hash(dialect::PRODUCT, text);
        if !may_hold(&INDEX.phrases, key) {
            return;
        }
        let second = self.second(token);
        if second.start == word.end + 1
            && self.reading.text(second).first().is_some_and(u8::is_ascii_alphabetic)
        {
            let second_key = dialect::hash(dialect::PRODUCT, self.reading.text(second));
            let weight = self.add(dialect::both(key, second_key));
            self.remember(word.to(second), weight);
        }
    }

    /// `C encrypted`
    fn is_encrypted(&self, token: &Token) -> bool {
        // `(TLS encrypted)` names no suite: that is GroupWise.
        self.reading.text(token.word()) != b"TLS" && self.reading.text(self.second(token)) == b"encrypted"
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
            self.add(dialect::hash(dialect::WITH, self.reading.text(word)));
        } else if let Some(first) = words.next() {
            let text = self.reading.text(first.span);
            let key = dialect::hash(dialect::WITH, text);
            let second = words.next();
            // `ESMTP/TLS/C`: the head, without the cipher.
            if text.contains(&b'/') {
                let mut slashes = text.iter().enumerate().filter(|(_, b)| **b == b'/').map(|(at, _)| at);
                if let Some(head) = slashes.nth(1).and_then(|at| text.get(..at)) {
                    self.add(dialect::hash(dialect::WITH, head));
                }
            }
            self.add(key);
            // `qmail-scanner-2.08`: the version is left off.
            if text.contains(&b'-') {
                let len = name_len(text);
                if text.get(len) == Some(&b'-') {
                    self.add(dialect::hash(dialect::WITH, text.get(..len).unwrap_or_default()));
                }
            }
            if let Some(second) = second {
                if self.reading.text(second.span) == b"encrypted" {
                    self.shape(Shape::Encrypted);
                }
                let both = dialect::both(key, dialect::hash(dialect::WITH, self.reading.text(second.span)));
                self.add(both);
            }
        }
        self.products(range);
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
        if date.weekday.is_none() {
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
