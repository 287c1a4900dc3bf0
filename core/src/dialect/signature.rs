//! The signs by which a writer is recognised, their weights, and the keys under which they are found.
//!
//! Not here: how a stamp is searched for them (`stamp/recognise.rs`), or which writer has which (each file's
//! `signature`).

use crate::reading::IdKind;

/// Together at least this weight: the writer is certain.
pub(crate) const CERTAIN: u8 = 10;
/// Together at least this weight: the writer is likely. Below, it is unknown.
pub(crate) const LIKELY: u8 = 6;

/// A sign by which a writer is recognised.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mark {
    /// The word, or the two words, that open a comment behind `by`, `with`, `id` or `tls`: `Postfix`, `Lotus Domino`.
    /// A version glued on with a slash or a hyphen is left off. Also the word that opens a comment of TLS text there, up
    /// to an equals sign: `version`, `using`, `TLS:`.
    Product(&'static str),
    /// The by host is this, or ends in it after a dot; at most four labels.
    Host(&'static str),
    /// The first word, or the first two words, behind `with`, or the first in the square brackets there; of
    /// `ESMTP/TLS/C` also the head without the cipher. Case counts.
    With(&'static str),
    /// The word that opens a comment in the from clause, before the first clause, or behind the date, or one about TLS
    /// or AUTH anywhere; of the latter also the two words: `TLS encrypted`. A word behind the TCP-info or the by host.
    Opens(&'static str),
    /// A word, or one that opens a comment, before the first clause: no client has a word there.
    Leads(&'static str),
    /// The first word behind `from`, where no address but a loopback one follows: of a network peer it is what the
    /// client called itself.
    First(&'static str),
    /// The shape of the id.
    Id(IdKind),
    /// A shape of the whole stamp.
    Shape(Shape),
}

/// Shapes of a stamp that point to writers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Shape {
    /// The product comment is `8.x/8.y` or alike, or `X-2.2.0/X-2.2.0`.
    SendmailProduct,
    /// `name (HELO h)`: qmail order.
    HeloComment,
    /// `(ip)` in round brackets, behind a name or a HELO comment.
    RoundAddress,
    /// `name (ip) by name (ip)`.
    TwoRoundAddresses,
    /// `(name [ip])` behind the first name.
    TcpInfo,
    /// TLS text behind the TCP-info.
    TlsInFrom,
    /// `[(ip)]` behind the first name.
    RoundInSquare,
    /// `([ip])` and nothing else in the TCP-info.
    BareTcpInfo,
    /// `[ip] (helo=h)`, `([ip] helo=h)`, `([ip]:port)`.
    EximInfo,
    /// A comment behind the by host.
    OneProduct,
    /// A comment of a word and a port: `(amavis, port 10024)`.
    FilterPort,
    /// A comment that is a UUID.
    UuidComment,
    /// Date without weekday, otherwise in the form of RFC 5322.
    NoWeekday,
    /// Date without weekday and with another zone than `-0000`.
    NoWeekdayOffset,
    /// Date with zone `-0000`.
    ZoneUnknown,
    /// Date with zone `-0000`, and no `([ip])` or `(name [ip])` behind the first name: the qmail family writes neither.
    ZoneUnknownRound,
    /// Date with a zone comment, `(UTC)`.
    ZoneComment,
    /// A blank or a fold before the semicolon of the date.
    BlankSemicolon,
    /// The server's own address literal as a comment behind the by host: `by B ([192.0.2.1])`.
    OwnLiteral,
    /// `(envelope-sender <S>)` or alike behind the by host.
    EnvelopeBy,
    /// `(envelope-from <S>)` or alike behind the id.
    EnvelopeId,
    /// `via tcp`, in lower case.
    ViaTcp,
    /// `C encrypted` in the with clause, in a comment or in words: the qmail family.
    Encrypted,
    /// `by B … with B ESMTP`: the greeting in place of a protocol.
    Greeting,
    /// No from clause and no by clause.
    NoClauses,
    /// No id clause.
    NoId,
    /// No with clause.
    NoWith,
    /// No via clause.
    NoVia,
    /// Nothing behind the by host, no via and no id, not even an empty one.
    HostAlone,
    /// `with SMTP` or `with ESMTP`, in upper case, no via and no id, not even an empty one.
    KeywordAlone,
    /// Nothing before the by clause.
    NoFrom,
    /// A product comment is a version number and nothing else: `9.0.019.26-1`.
    NumberProduct,
    /// The by host is an address without brackets.
    ByAddress,
    /// The by host is an address of 2002::/16.
    BySixToFour,
}

impl Mark {
    /// The key under which a mark of words is found. They are folded to lower case, but for what follows `with`.
    pub(crate) const fn key(self) -> Option<u32> {
        match self {
            Self::Product(word) => Some(hash(PRODUCT, word.as_bytes())),
            Self::With(word) => Some(hash_exact(WITH, word.as_bytes())),
            Self::Opens(word) => Some(hash(OPENS, word.as_bytes())),
            Self::Leads(word) => Some(hash(LEADS, word.as_bytes())),
            Self::First(word) => Some(hash(FIRST, word.as_bytes())),
            Self::Host(_) | Self::Id(_) | Self::Shape(_) => None,
        }
    }
}

// Offsets that keep the kinds of marks apart.
pub(crate) const PRODUCT: u32 = 0x811c_9dc5;
pub(crate) const OPENS: u32 = 0x2f0b_4c47;
pub(crate) const LEADS: u32 = 0x1b87_3593;
pub(crate) const FIRST: u32 = 0x85eb_ca6b;
pub(crate) const WITH: u32 = 0x5bd1_e995;

/// One step of FNV-1a.
pub(crate) const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Without regard to case.
pub(crate) const fn hash(seed: u32, text: &[u8]) -> u32 {
    let mut value = seed;
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        value = step(value, byte.to_ascii_lowercase());
        rest = tail;
    }
    value
}

pub(crate) const fn hash_exact(seed: u32, text: &[u8]) -> u32 {
    let mut value = seed;
    let mut rest = text;
    while let [byte, tail @ ..] = rest {
        value = step(value, *byte);
        rest = tail;
    }
    value
}
