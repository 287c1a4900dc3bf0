//! Which dialect a stamp speaks: signs are collected once, each is looked up in one table, and the best sum wins.
//!
//! The cost does not grow with the number of dialects: a stamp has about a dozen signs, whatever the table holds.

use super::index::{INDEX, Set};
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
        named: Set::EMPTY,
        shapes: 0,
        id: IdKind::None,
        product: None,
        heaviest: 0,
        square: false,
    };
    signs.collect();
    let best = signs.best();
    let (dialect, confidence) = match best.and_then(|(sum, place)| Some((sum, *ALL.get(usize::from(place))?)))
    {
        Some((sum, dialect)) if sum >= CERTAIN && dialect.known != Known::Few => {
            (dialect, Confidence::Certain)
        }
        Some((_, dialect)) => (dialect, Confidence::Likely),
        None => (&GENERIC, Confidence::Unknown),
    };
    Found {
        dialect,
        confidence,
        product: signs.product,
        #[cfg(test)]
        tie: best.is_some_and(|(sum, _)| signs.is_tie(sum)),
    }
}

struct Signs<'r, 'a> {
    reading: &'r Reading<'a>,
    /// Weights of the signs found so far, without shapes and the id.
    sums: [u8; ALL.len()],
    /// Dialects that some sign named.
    named: Set,
    /// A bit for each shape present.
    shapes: u64,
    id: IdKind,
    product: Option<Span>,
    /// Weight of the mark that `product` matched.
    heaviest: u8,
    /// The TCP-info holds `[ip]` with no login before it.
    square: bool,
}

impl<'r> Signs<'r, '_> {
    fn collect(&mut self) {
        let c = &self.reading.clauses;
        for token in self.tokens(c.lead) {
            self.opens(token);
            self.named_by(dialect::LEADS, token);
        }
        self.from(c.from);
        self.by(c.by);
        self.with(c.with);
        self.id(c.id);
        for range in [c.tls, c.group, c.for_, c.via, c.envelope_from, c.before_date] {
            if !range.is_empty() {
                self.products(self.tokens(range), None);
            }
        }
        for token in self.tokens(c.tail) {
            self.opens(token);
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
        match self.tokens(c.via).first() {
            None => self.shape(Shape::NoVia),
            Some(link) if self.reading.text(link.span) == b"tcp" => self.shape(Shape::ViaTcp),
            Some(_) => {}
        }
        if c.id.is_empty() {
            self.shape(Shape::NoId);
            self.alone();
        }
        if !c.has_with {
            self.shape(Shape::NoWith);
        }
    }

    /// Shapes of what is left out behind the by host.
    fn alone(&mut self) {
        let c = &self.reading.clauses;
        // An empty id clause leaves its keyword.
        let behind = self.reading.token(c.with.end as usize).filter(|t| t.kind == Kind::Word);
        if !c.via.is_empty() || behind.is_some_and(|t| self.reading.text(t.span).eq_ignore_ascii_case(b"id"))
        {
            return;
        }
        if self.tokens(c.by).len() == 1 {
            self.shape(Shape::HostAlone);
        }
        let keyword = self.tokens(c.with).iter().find(|t| t.kind == Kind::Word);
        if keyword.is_some_and(|t| matches!(self.reading.text(t.span), b"SMTP" | b"ESMTP")) {
            self.shape(Shape::KeywordAlone);
        }
    }

    #[inline]
    fn tokens(&self, range: Range) -> &'r [Token] {
        self.reading.tokens.get(range.iter()).unwrap_or_default()
    }

    /// Adds the weights of every mark with this key; gives the heaviest.
    fn add(&mut self, key: u32) -> u8 {
        let mut heaviest = 0;
        for (dialect, weight) in INDEX.find(key) {
            self.weigh(dialect, weight);
            heaviest = heaviest.max(weight);
        }
        heaviest
    }

    #[inline]
    fn weigh(&mut self, dialect: u8, weight: u8) {
        if let Some(sum) = self.sums.get_mut(usize::from(dialect)) {
            *sum = sum.saturating_add(weight);
        }
        self.named.add(dialect);
    }

    #[inline]
    fn shape(&mut self, shape: Shape) {
        self.shapes |= 1 << shape as u8;
    }

    /// The highest sum that makes a dialect likely, and whose it is. Of equal ones the one that owes more to shapes:
    /// a name is copied more easily than a form.
    fn best(&self) -> Option<(u8, u8)> {
        let mut named = self.named;
        INDEX.name_by_shape(&mut named, self.shapes, self.id);
        let mut best = (LIKELY, 0, None);
        named.each(|place| {
            let words = self.sum_of_words(place);
            if words.saturating_add(INDEX.reach(place)) >= best.0 {
                let shapes = INDEX.weigh(place, self.shapes, self.id);
                let sum = words.saturating_add(shapes);
                if (sum, shapes) > (best.0, best.1) || (best.2.is_none() && sum == best.0) {
                    best = (sum, shapes, Some(place));
                }
            }
        });
        best.2.map(|place| (best.0, place))
    }

    fn sum_of_words(&self, place: u8) -> u8 {
        self.sums.get(usize::from(place)).copied().unwrap_or_default()
    }

    #[cfg(test)]
    fn is_tie(&self, best: u8) -> bool {
        let sum = |p: &u8| self.sum_of_words(*p).saturating_add(INDEX.weigh(*p, self.shapes, self.id));
        (0..=u8::MAX).take(ALL.len()).filter(|p| sum(p) == best).count() > 1
    }

    /// The word that opens the comment, or that is the token.
    #[inline]
    fn opens(&mut self, token: &Token) {
        self.named_by(dialect::OPENS, token);
        let text = self.reading.text(token.word());
        if matches!(token.class, Class::Tls | Class::NoTls | Class::Auth) && INDEX.opens.may_open_two(text) {
            self.opens_two(token);
        }
    }

    /// Adds what the token's word weighs among the signs of this sort.
    #[inline]
    fn named_by(&mut self, sort: u32, token: &Token) {
        let text = self.reading.text(token.word());
        if INDEX.opens.may_be(text) {
            self.add(dialect::hash(sort, text));
        }
    }

    fn opens_two(&mut self, token: &Token) {
        let word = token.word();
        let second = first_word(self.reading.raw, Span { start: word.end, end: token.inner().end });
        let two = dialect::step(dialect::hash(dialect::OPENS, self.reading.text(word)), b' ');
        self.add(dialect::hash(two, self.reading.text(second)));
    }

    fn from(&mut self, range: Range) {
        let mut seen_info = false;
        for (at, token) in self.tokens(range).iter().enumerate() {
            match token.kind {
                Kind::Comment | Kind::OpenComment => match token.class {
                    Class::Helo => self.shape(Shape::HeloComment),
                    Class::Named => self.shape(Shape::EximInfo),
                    Class::Other if !seen_info => {
                        seen_info = true;
                        self.tcp_info(token);
                    }
                    Class::Tls if seen_info => {
                        self.shape(Shape::TlsInFrom);
                        self.opens(token);
                    }
                    _ => self.opens(token),
                },
                Kind::Word | Kind::Literal if at == 0 => self.first(token, range),
                // Words before the TCP-info are the client's.
                Kind::Word if seen_info => self.opens(token),
                Kind::Literal if at == 1 && self.reading.text(token.span).starts_with(b"[(") => {
                    self.shape(Shape::RoundInSquare);
                }
                _ => {}
            }
        }
    }

    /// The first word behind `from`. Where the address of a network peer follows, it is the client's.
    fn first(&mut self, token: &Token, range: Range) {
        if INDEX.opens.may_be(self.reading.text(token.span))
            && !self.tokens(range).iter().skip(1).any(|t| self.is_peer(t))
        {
            self.named_by(dialect::FIRST, token);
        }
    }

    /// True for a comment or literal that may hold an address of the network.
    fn is_peer(&self, token: &Token) -> bool {
        let inside = token.inner();
        let text = match token.bracket() {
            Some(at) => self.reading.text(Span::new(at, inside.end as usize)),
            None if token.kind == Kind::Literal => self.reading.text(token.span),
            None if token.is_comment() => {
                return crate::address::parse(self.reading.text(inside)).is_some_and(|ip| !ip.is_loopback());
            }
            None => return false,
        };
        let end = text.iter().position(|&b| b == b']').map_or(text.len(), |close| close + 1);
        crate::address::parse(text.get(..end).unwrap_or_default()).is_none_or(|ip| !ip.is_loopback())
    }

    fn tcp_info(&mut self, token: &Token) {
        let inside = token.inner();
        self.square |=
            token.bracket().is_some_and(|at| self.reading.raw.get(at.wrapping_sub(1)) != Some(&b'@'));
        match token.bracket() {
            Some(at) if at == inside.start as usize => {
                let text = self.reading.text(inside);
                let close = text.iter().position(|&b| b == b']').unwrap_or(text.len());
                let behind = text.get(close + 1..).unwrap_or_default();
                if behind.is_empty() {
                    self.shape(Shape::BareTcpInfo);
                } else if behind.starts_with(b":") || behind.trim_ascii_start().starts_with(b"helo=") {
                    self.shape(Shape::EximInfo);
                }
            }
            Some(_) => self.shape(Shape::TcpInfo),
            None if inside.len() <= 45 && self.is_address(inside) => {
                let own = self.tokens(self.reading.clauses.by).get(1).filter(|t| t.is_comment());
                let two = own.is_some_and(|t| self.is_address(t.inner()));
                return self.shape(if two { Shape::TwoRoundAddresses } else { Shape::RoundAddress });
            }
            None => {}
        }
        self.opens(token);
    }

    fn is_address(&self, span: Span) -> bool {
        crate::address::parse(self.reading.text(span)).is_some()
    }

    fn by(&mut self, range: Range) {
        let tokens = self.tokens(range);
        let Some((first, rest)) = tokens.split_first() else { return };
        if !first.is_comment() {
            let host = self.reading.text(first.span);
            for (dialect, weight) in INDEX.find_host(host.strip_suffix(b".").unwrap_or(host)) {
                self.weigh(dialect, weight);
            }
            if may_be_address(host) && crate::address::parse(host).is_some() {
                self.shape(Shape::ByAddress);
                if host.starts_with(b"2002:") {
                    self.shape(Shape::BySixToFour);
                }
            }
        }
        for token in rest {
            if token.kind == Kind::Word {
                self.opens(token);
            }
        }
        let own = rest.first().filter(|t| t.is_comment());
        if own.is_some_and(|t| self.reading.text(t.word()).first() == Some(&b'[')) {
            self.shape(Shape::OwnLiteral);
        }
        self.products(tokens, Some(Shape::EnvelopeBy));
    }

    /// Comments that can name a product; `envelope` is what one about the envelope means here.
    #[inline]
    fn products(&mut self, tokens: &[Token], envelope: Option<Shape>) {
        for token in tokens {
            if token.is_comment() {
                match token.class {
                    Class::Other => self.product(token),
                    Class::Tls | Class::NoTls => self.tls_text(token),
                    Class::Envelope => envelope.into_iter().for_each(|shape| self.shape(shape)),
                    _ => {}
                }
            }
        }
    }

    /// `version=…`, `using …`, `TLS:`: the form of the text is a sign, but no product.
    fn tls_text(&mut self, token: &Token) {
        if self.is_encrypted(token) {
            self.shape(Shape::Encrypted);
        }
        let text = self.reading.text(token.word());
        if INDEX.product.may_begin(text) {
            self.name(text.get(..name_len(text)).unwrap_or_default());
        }
        self.opens(token);
    }

    /// What can be told of a comment without its name.
    fn product(&mut self, token: &Token) {
        let word = token.word();
        let text = self.reading.text(word);
        let Some(first) = text.first() else { return };
        self.shape(Shape::OneProduct);
        let behind = Span { start: word.end, end: token.inner().end };
        if self.reading.raw.get(word.end as usize) == Some(&b',')
            && self.reading.text(first_word(self.reading.raw, Span { start: word.end + 1, ..behind }))
                == b"port"
        {
            self.shape(Shape::FilterPort);
        }
        let has_slash = text.contains(&b'/');
        if has_slash && is_sendmail_product(text) {
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
        } else if has_slash || INDEX.product.may_begin(text) {
            self.named_product(word, behind);
        }
    }

    /// `Postfix`, `Haraka/2.8`, `RZmta 47.1`, `Lotus Domino Release`, `nwsmtp/Yandex`.
    fn named_product(&mut self, word: Span, behind: Span) {
        let text = self.reading.text(word);
        let len = name_len(text);
        let weight = self.name(text.get(..len).unwrap_or_default());
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
                self.name(behind);
            }
        }
        if !INDEX.product.may_open_two(text) {
            return;
        }
        let second = first_word(self.reading.raw, behind);
        if self.reading.raw.get(word.end as usize).is_some_and(|&b| is_blank(b))
            && self.reading.text(second).first().is_some_and(u8::is_ascii_alphabetic)
        {
            let two = dialect::step(dialect::hash(dialect::PRODUCT, text), b' ');
            let weight = self.add(dialect::hash(two, self.reading.text(second)));
            self.remember(word.to(second), weight);
        }
    }

    fn name(&mut self, name: &[u8]) -> u8 {
        if INDEX.product.may_be(name) { self.add(dialect::hash(dialect::PRODUCT, name)) } else { 0 }
    }

    /// `C encrypted`
    fn is_encrypted(&self, token: &Token) -> bool {
        let behind = Span { start: token.word().end, end: token.inner().end };
        let next = self.reading.text(behind).iter().find(|b| !is_blank(**b));
        // `(TLS encrypted)` names no suite: that is GroupWise.
        next == Some(&b'e')
            && self.reading.text(first_word(self.reading.raw, behind)) == b"encrypted"
            && self.reading.text(token.word()) != b"TLS"
    }

    fn remember(&mut self, place: Span, weight: u8) {
        if weight > self.heaviest {
            self.heaviest = weight;
            self.product = Some(place);
        }
    }

    fn with(&mut self, range: Range) {
        let tokens = self.tokens(range);
        let mut words = tokens.iter().filter(|t| t.kind == Kind::Word);
        if let Some(literal) = tokens.first().filter(|t| t.kind == Kind::Literal) {
            // `with [XMail 1.27 ESMTP Server]`
            let word = first_word(self.reading.raw, literal.inner());
            self.with_word(self.reading.text(word));
        } else if let Some(first) = words.next() {
            let text = self.reading.text(first.span);
            self.with_word(text);
            if text.iter().any(|&b| matches!(b, b'/' | b'-')) {
                self.with_head(text);
            }
            if let Some(second) = words.next() {
                let second = self.reading.text(second.span);
                if second == b"encrypted" {
                    self.shape(Shape::Encrypted);
                }
                let host = self.tokens(self.reading.clauses.by).first().map(|t| self.reading.text(t.span));
                if second == b"ESMTP" && host == Some(text) {
                    self.shape(Shape::Greeting);
                }
                if INDEX.with.may_open_two(text) {
                    let both = dialect::step(dialect::hash_exact(dialect::WITH, text), b' ');
                    self.add(dialect::hash_exact(both, second));
                }
            }
        }
        self.products(tokens, None);
    }

    /// `ESMTP/TLS/C`: the head, without the cipher. `qmail-scanner-2.08`: the version is left off.
    fn with_head(&mut self, text: &[u8]) {
        let mut slashes = text.iter().enumerate().filter(|(_, b)| **b == b'/').map(|(at, _)| at);
        if let Some(head) = slashes.nth(1).and_then(|at| text.get(..at)) {
            self.with_word(head);
        }
        let len = name_len(text);
        if text.get(len) == Some(&b'-') {
            self.with_word(text.get(..len).unwrap_or_default());
        }
    }

    fn with_word(&mut self, word: &[u8]) {
        if INDEX.with.may_be(word) {
            self.add(dialect::hash_exact(dialect::WITH, word));
        }
    }

    fn id(&mut self, range: Range) {
        let tokens = self.tokens(range);
        if let Some(token) = tokens.first().filter(|t| !t.is_comment()) {
            self.id = IdKind::of(self.reading.text(token.inner()));
        }
        self.products(tokens, Some(Shape::EnvelopeId));
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
            if date.zone != crate::clause::Zone::Unknown {
                self.shape(Shape::NoWeekdayOffset);
            }
        }
        if date.zone == crate::clause::Zone::Unknown {
            self.shape(Shape::ZoneUnknown);
            if !self.square {
                self.shape(Shape::ZoneUnknownRound);
            }
        }
        if date.zone_comment.is_some() {
            self.shape(Shape::ZoneComment);
        }
    }
}

/// True where a host can be an address without brackets: most begin with no hex digit, most others end in a letter.
fn may_be_address(host: &[u8]) -> bool {
    host.first().is_some_and(u8::is_ascii_hexdigit)
        && (host.last().is_some_and(u8::is_ascii_digit) || host.iter().take(5).any(|&b| b == b':'))
}

/// The name of a product without the version glued on: up to a slash, an equals sign, a hyphen before a digit, a
/// hyphen or dot before `v` and a digit (`MDaemon.PRO.v5`), or a version right behind the letters (`Smail3.1.28`).
fn name_len(text: &[u8]) -> usize {
    let name = text.get(..40).unwrap_or(text);
    let ends = |(at, &byte): (usize, &u8)| match byte {
        // A slash that stands first is part of the name: `/\==/\ Smail3.1`.
        b'/' | b'=' => at > 0,
        b'-' | b'.' => version_follows(byte, text.get(at + 1..).unwrap_or_default()),
        b'0'..=b'9' => at > 0 && is_dotted(text.get(at..).unwrap_or_default()),
        _ => false,
    };
    // All that can end a name sorts before the letters.
    name.iter().enumerate().position(|each| *each.1 <= b'=' && ends(each)).unwrap_or(name.len())
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
#[path = "recognise_tests.rs"]
mod tests;
