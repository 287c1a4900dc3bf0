//! One stamp, read: who wrote it, what its clauses say, what it shows of TLS, and which words nobody understood.
//!
//! Not here: other stamps. Order, organisations and boundary are the chain's; belief is `trust`'s.

mod index;
mod recognise;
mod state;
#[cfg(test)]
mod tests;

use crate::clause::{Class, Date, Kind, Token};
use crate::dialect::{Dialect, Mark, Shape, VersionAt};
use crate::reading::{Facts, Reading, TlsFacts};
use crate::span::Span;
use crate::terms::{Basis, ClientCertificate, Confidence, TlsState};
use crate::vocab::protocol::{Keyword, WordKind};
use crate::vocab::rules::strength;
use crate::vocab::strength::Strength;
use crate::vocab::suite::Suite;
use crate::vocab::version::TlsVersion;
use std::net::IpAddr;

/// One `Received:` field (RFC 5321 §4.4), read. Everything in it is a place in the field's value; nothing is copied.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stamp<'a> {
    /// The field's value, folding kept.
    pub raw: &'a [u8],
    /// The software that seems to have written it.
    pub writer: Writer,
    /// The sending side.
    pub from: From,
    /// The receiving side.
    pub by: By,
    /// The `with` clause.
    pub protocol: Protocol,
    /// The `via` clause.
    pub via: Option<Span>,
    /// The `id` clause, without the brackets of a message id.
    pub id: Option<Span>,
    /// The `for` clause, without the brackets of a single path.
    pub recipient: Option<Span>,
    /// The envelope sender, where the stamp tells it.
    pub envelope_from: Option<Span>,
    /// SMTP AUTH.
    pub authenticated: Authenticated,
    /// The date, if one could be read.
    pub date: Option<Date>,
    /// What it shows of TLS.
    pub tls: Tls,
    /// Words that no rule understood, in order.
    pub unread: Vec<Span>,
    /// The sort of word behind `with`, where it is not a registered keyword.
    pub(crate) word: Option<WordKind>,
    /// The suite in the registered `tls` clause (RFC 8314); [`Tls::cipher`] may stand elsewhere.
    pub(crate) tls_clause: Option<Span>,
    /// Where the sign of the product stands, if there is one.
    pub(crate) product: Option<Span>,
    pub(crate) dialect: &'static Dialect,
}

/// The software behind a stamp. Recognising a form is not believing it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Writer {
    /// Its id, such as `postfix`; nothing where the writer is unknown.
    pub software: Option<&'static str>,
    /// Its name for people.
    pub name: Option<&'static str>,
    /// Where its version stands.
    pub version: Option<Span>,
    /// How well it was recognised.
    pub confidence: Confidence,
}

/// The sending side: the three identities of a peer stay apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct From {
    /// The name given in HELO, EHLO or LHLO: a claim.
    pub helo: Option<Span>,
    /// The name that reverse DNS gave.
    pub rdns: Option<Span>,
    /// The address that the receiver saw. An IPv4-mapped address is given as IPv4.
    pub ip: Option<IpAddr>,
    /// Where the address stands.
    pub ip_span: Option<Span>,
    /// The port that the receiver saw.
    pub port: Option<u16>,
}

/// The receiving side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct By {
    /// Its name, as it calls itself.
    pub host: Option<Span>,
    /// Its address, where the stamp tells it.
    pub ip: Option<IpAddr>,
}

/// The `with` clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Protocol {
    /// The word or words, without comments.
    pub as_written: Option<Span>,
    /// The registered keyword they are.
    pub registered: Option<Keyword>,
}

/// SMTP AUTH as the stamp tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Authenticated {
    /// The stamp says that the client authenticated.
    pub stated: bool,
    /// The name it used.
    pub user: Option<Span>,
}

/// What a stamp shows of TLS. Every fact has words of the stamp behind it, in `quotes`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Tls {
    /// The state of the hop.
    pub state: TlsState,
    /// Why.
    pub basis: Basis,
    /// The version, where one is stated that can be one.
    pub version: Option<TlsVersion>,
    /// A label where a version should stand: `TLSv1/SSLv3`, `UNKNOWN`.
    pub label: Option<Span>,
    /// The cipher suite as written.
    pub cipher: Option<Span>,
    /// The suite it is.
    pub suite: Option<Suite>,
    /// Key length in bits.
    pub bits: Option<u16>,
    /// Key exchange group as written.
    pub group: Option<Span>,
    /// The server's signature algorithm as written.
    pub signature: Option<Span>,
    /// What is said of the client's certificate. It is never about the server's.
    pub client_certificate: Option<ClientCertificate>,
    /// By the dated tables; nothing for what stands in none.
    pub strength: Option<Strength>,
    /// The words that state all this.
    pub quotes: [Option<Span>; 4],
}

impl<'a> Stamp<'a> {
    /// Reads the value of one `Received:` field, as it stands behind the colon. Any bytes give a stamp; the time is
    /// linear in their number.
    pub fn parse(raw: &'a [u8]) -> Self {
        let mut reading = Reading::new(raw);
        let found = recognise::recognise(&reading);
        let dialect = found.dialect;
        reading.read(dialect.first_name, dialect.tls);
        (dialect.refine)(&mut reading);
        let version = reading.facts.version.or_else(|| version(&reading, dialect, found.product));
        if let Some(product) = found.product {
            take_product(&mut reading, product);
        }
        take_own_words(&mut reading);
        if reading.clauses.rival {
            reading.facts.tls = TlsFacts::default();
        }
        let unread = unread(&reading);
        reading.facts.doubtful |= tls_words_left(&reading, !unread.is_empty());
        Self {
            product: found.product,
            ..Self::assemble(&reading, found.confidence, dialect, version, unread)
        }
    }

    fn assemble(
        reading: &Reading<'a>,
        confidence: Confidence,
        dialect: &'static Dialect,
        version: Option<Span>,
        unread: Vec<Span>,
    ) -> Self {
        let facts = &reading.facts;
        let (state, basis) = if reading.clauses.rival {
            (TlsState::Unrecorded, Basis::WriterUnknown)
        } else {
            state::decide(facts, dialect, confidence, is_truncated(reading))
        };
        let known = confidence != Confidence::Unknown;
        let encrypted = state == TlsState::Encrypted;
        Self {
            raw: reading.raw,
            writer: Writer {
                software: known.then_some(dialect.id),
                name: known.then_some(dialect.name),
                version,
                confidence,
            },
            from: From {
                helo: facts.helo,
                rdns: facts.rdns,
                ip: facts.ip,
                ip_span: facts.ip_span,
                port: facts.port,
            },
            by: By { host: facts.by_host, ip: facts.by_ip },
            protocol: Protocol { as_written: facts.protocol, registered: facts.keyword },
            via: facts.via,
            id: facts.id,
            recipient: facts.for_,
            envelope_from: facts.envelope_from,
            authenticated: Authenticated { stated: authenticated(facts), user: facts.user },
            date: reading.clauses.date,
            tls: Tls {
                state,
                basis,
                version: facts.tls.version,
                label: facts.tls.label,
                cipher: facts.tls.cipher,
                suite: facts.tls.suite,
                bits: facts.tls.bits,
                group: facts.tls.group,
                signature: facts.tls.signature,
                client_certificate: facts.tls.certificate,
                strength: if encrypted { strength(facts.tls.version, facts.tls.suite) } else { None },
                quotes: quotes(facts, basis),
            },
            unread,
            word: facts.word.map(|w| w.kind),
            tls_clause: facts.tls.clause,
            product: None,
            dialect,
        }
    }

    /// The instant of the stamp's date, with the offset as written.
    pub fn instant(&self) -> Option<chrono::DateTime<chrono::FixedOffset>> {
        self.date.as_ref().and_then(Date::instant)
    }

    /// True where a product word names the software: more than a host's name or a habit.
    pub(crate) fn names_its_product(&self) -> bool {
        let Some(product) = self.product.map(|span| self.text(span)) else { return false };
        self.dialect.signature.iter().any(|(mark, _)| match mark {
            Mark::Product(word) => product.eq_ignore_ascii_case(word.as_bytes()),
            Mark::Shape(Shape::SendmailProduct) => product.contains(&b'/'),
            _ => false,
        })
    }

    /// The bytes of one of the places above.
    pub fn text(&self, span: Span) -> &'a [u8] {
        span.of(self.raw)
    }
}

fn authenticated(facts: &Facts) -> bool {
    let keyword = facts.keyword.is_some_and(super::vocab::protocol::Keyword::auth)
        || facts.word.is_some_and(|w| w.auth);
    facts.auth || (keyword && !facts.auth_void)
}

/// A keyword that states TLS is the quote where nothing else is.
fn quotes(facts: &Facts, basis: Basis) -> [Option<Span>; 4] {
    let mut quotes = facts.tls.quotes;
    if basis == Basis::Keyword
        && let Some(free) = quotes.iter_mut().find(|q| q.is_none())
    {
        *free = facts.protocol;
    }
    quotes
}

/// True where the stamp ends before its date and before the semicolon that announces one: words about TLS may have stood
/// in what is lost.
fn is_truncated(reading: &Reading<'_>) -> bool {
    let semicolon = || reading.tokens.iter().any(|token| token.kind == Kind::Semicolon);
    reading.clauses.date.is_none() && !semicolon()
}

/// True where words about TLS stand behind the peer's address, where the client's own words end, and no rule read them:
/// this is not the form that the silence of its writer was learnt from.
fn tls_words_left(reading: &Reading<'_>, any_unread: bool) -> bool {
    let nothing_read = reading.facts.tls.quotes.iter().all(Option::is_none);
    if !any_unread && !nothing_read {
        return false;
    }
    let clauses = &reading.clauses;
    let peer = reading.facts.ip_span.map_or(u32::MAX, |span| span.end);
    let speaks = |token: &Token| {
        (token.class == Class::Tls && (nothing_read || !token.taken))
            || (any_unread && !token.taken && speaks_of_tls(token.span.of(reading.raw)))
    };
    let clients = [clauses.lead, clauses.for_, clauses.envelope_from, clauses.tail];
    reading.tokens.iter().enumerate().any(|(i, token)| {
        speaks(token)
            && !clients.iter().any(|range| range.iter().contains(&i))
            && (token.span.start >= peer || !clauses.from.iter().contains(&i))
    })
}

fn version(reading: &Reading<'_>, dialect: &Dialect, product: Option<Span>) -> Option<Span> {
    if reading.facts.version.is_some() {
        return reading.facts.version;
    }
    match dialect.version {
        VersionAt::Nowhere => None,
        VersionAt::Id(_) => reading.facts.id,
        VersionAt::BehindProduct => {
            let product = product?;
            let end = reading.raw.len();
            let behind = Span::new(product.end as usize, end);
            let text = reading.text(behind);
            let skip = text
                .iter()
                .take_while(|b| matches!(b, b'/' | b' ' | b'-' | b'.' | b'\t' | b'\r' | b'\n'))
                .count();
            let rest = text.get(skip..).unwrap_or_default();
            let starts = rest.first().is_some_and(u8::is_ascii_digit)
                || (rest.first() == Some(&b'v') && rest.get(1).is_some_and(u8::is_ascii_digit));
            let stop = |b: u8| crate::span::is_blank(b) || matches!(b, b')' | b'(' | b',' | b';');
            let len = rest.iter().position(|&b| stop(b)).unwrap_or(rest.len());
            let start = product.end as usize + skip;
            starts.then(|| Span::new(start, start + len))
        }
    }
}

/// The comment that named the product is understood.
fn take_product(reading: &mut Reading<'_>, product: Span) {
    let clauses = &reading.clauses;
    for range in [clauses.by, clauses.with, clauses.id, clauses.before_date] {
        for token in reading.tokens.get_mut(range.iter()).unwrap_or_default() {
            if token.is_comment() && token.span.covers(product) {
                token.taken = true;
                return;
            }
        }
    }
}

/// What stands in brackets behind the by host, the link, the protocol or the id is what the software calls itself, or a
/// remark of its own (RFC 5321 §4.4 leaves it free). It is understood as that, unless it speaks of TLS.
fn take_own_words(reading: &mut Reading<'_>) {
    let clauses = &reading.clauses;
    for range in [clauses.by, clauses.via, clauses.with, clauses.id] {
        for token in reading.tokens.get_mut(range.iter()).unwrap_or_default() {
            if !token.taken && token.kind == Kind::Comment && token.class == Class::Other {
                token.taken = !speaks_of_tls(token.span.of(reading.raw));
            }
        }
    }
}

/// True where one of the usual words about TLS stands somewhere in the text, in any case.
fn speaks_of_tls(text: &[u8]) -> bool {
    [&b"tls"[..], b"ssl", b"cipher", b"crypt", b"secure"]
        .iter()
        .any(|word| text.windows(word.len()).any(|at| at.eq_ignore_ascii_case(word)))
}

/// Words that no rule took: neighbours are told as one.
fn unread(reading: &Reading<'_>) -> Vec<Span> {
    // Nearly always all are taken; four at a time, that costs an instruction or two a token.
    let (fours, rest) = reading.tokens.as_chunks::<4>();
    if fours.iter().all(|[a, b, c, d]| a.taken & b.taken & c.taken & d.taken)
        && rest.iter().all(|token| token.taken)
        && reading.facts.unread.iter().all(Option::is_none)
    {
        return Vec::new();
    }
    let mut left: Vec<Span> = Vec::new();
    let mut before = usize::MAX;
    for (i, token) in reading.tokens.iter().enumerate() {
        if token.taken || token.span.of(reading.raw) == b"," {
            continue;
        }
        match left.last_mut() {
            Some(last) if before.wrapping_add(1) == i => *last = last.to(token.span),
            _ => left.push(token.span),
        }
        before = i;
    }
    left.extend(reading.facts.unread.iter().flatten().copied());
    left.sort_unstable();
    left
}
