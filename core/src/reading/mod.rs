//! What a stamp says, before anyone asks what it means: the shared forms in which writers put names, addresses,
//! users and TLS into the slots of a stamp.
//!
//! Not here: who wrote the stamp (`dialect`), and what silence means (`stamp`). A dialect says which slots its writer
//! owns; TLS text that stands anywhere else is not read, so a name that a client chose yields no TLS fact.

mod clock;
mod comment;
mod family;
mod from_part;
mod id_kind;
mod parts;
mod taking;
mod tls_text;

use crate::clause::{Clauses, Kind, Token, lex, walk};
use crate::span::{Span, Words};
use crate::terms::ClientCertificate;
use crate::vocab::protocol::{Keyword, WithWord};
use crate::vocab::suite::Suite;
use crate::vocab::version::TlsVersion;
use std::net::IpAddr;

pub(crate) use clock::Clock;
pub(crate) use id_kind::IdKind;
pub(crate) use tls_text::find;

/// Places in a stamp where a comment or words can stand. A dialect owns some of them for its TLS text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Slots(u16);

impl Slots {
    pub(crate) const NONE: Self = Self(0);
    /// In the from clause, behind the TCP-info.
    pub(crate) const FROM: Self = Self(1);
    /// Behind the by host.
    pub(crate) const BY: Self = Self(2);
    /// Behind or before the protocol keyword, and the words of the with clause itself.
    pub(crate) const WITH: Self = Self(4);
    pub(crate) const ID: Self = Self(8);
    pub(crate) const FOR: Self = Self(16);
    /// Between the semicolon and the date.
    pub(crate) const BEFORE_DATE: Self = Self(32);
    /// Behind the date.
    pub(crate) const TAIL: Self = Self(64);
    /// The registered `tls` clause of RFC 8314, and comments behind it.
    pub(crate) const TLS: Self = Self(128);
    /// Before the first clause.
    pub(crate) const LEAD: Self = Self(256);
    /// Behind a depth-0 `envelope-from`.
    pub(crate) const ENVELOPE: Self = Self(512);
    pub(crate) const ALL: Self = Self(1023);

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// How numbers and names of a writer's TLS text are to be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct TlsHabits {
    /// Slots in which this writer puts TLS text.
    pub(crate) slots: Slots,
    /// `version=` names the release that introduced the suite, not the session's: believe it only where the suite
    /// allows no other (Cyrus, programs that print Node's cipher version).
    pub(crate) version_of_suite: bool,
    /// TLS 1.3 suites are spelled with a key exchange (`TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384`), as GnuTLS builds do.
    pub(crate) tls13_with_kx: bool,
    /// `verify=` says nothing of the client's certificate (Cyrus, Haraka before 2019).
    pub(crate) verify_means_nothing: bool,
}

impl TlsHabits {
    /// TLS text in these slots, to be taken as it stands.
    pub(crate) const fn of(slots: Slots) -> Self {
        Self { slots, version_of_suite: false, tls13_with_kx: false, verify_means_nothing: false }
    }
}

/// What a phrase outside of details says of TLS.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phrase {
    /// `(TLS)`, `over TLS secured channel`.
    Tls,
    /// `(NOT encrypted)`, `plain text!`.
    Plain,
}

/// The TLS facts of a stamp, each with its place.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TlsFacts {
    pub(crate) version: Option<TlsVersion>,
    /// `TLSv1/SSLv3` or `UNKNOWN` where a version should stand.
    pub(crate) label: Option<Span>,
    pub(crate) suite: Option<Suite>,
    pub(crate) cipher: Option<Span>,
    pub(crate) bits: Option<u16>,
    pub(crate) group: Option<Span>,
    pub(crate) signature: Option<Span>,
    pub(crate) certificate: Option<ClientCertificate>,
    pub(crate) phrase: Option<Phrase>,
    /// The suite in the registered `tls` clause (RFC 8314).
    pub(crate) clause: Option<Span>,
    /// Words that state the above; see [`TlsFacts::quote`].
    pub(crate) quotes: [Option<Span>; 4],
}

impl TlsFacts {
    /// Keeps the place of words that state TLS. More than four places are not kept: the facts are.
    pub(crate) fn quote(&mut self, span: Span) {
        for slot in &mut self.quotes {
            match slot {
                Some(kept) if kept.covers(span) => return,
                Some(_) => {}
                None => {
                    *slot = Some(span);
                    return;
                }
            }
        }
    }

    /// True where a version or a cipher is named.
    pub(crate) fn has_details(&self) -> bool {
        self.version.is_some() || self.cipher.is_some() || self.label.is_some()
    }
}

/// Everything read from a stamp.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) helo: Option<Span>,
    pub(crate) rdns: Option<Span>,
    pub(crate) ip: Option<IpAddr>,
    pub(crate) ip_span: Option<Span>,
    pub(crate) port: Option<u16>,
    pub(crate) by_host: Option<Span>,
    pub(crate) by_ip: Option<IpAddr>,
    pub(crate) protocol: Option<Span>,
    pub(crate) keyword: Option<Keyword>,
    pub(crate) word: Option<WithWord>,
    pub(crate) via: Option<Span>,
    pub(crate) id: Option<Span>,
    pub(crate) for_: Option<Span>,
    pub(crate) envelope_from: Option<Span>,
    pub(crate) auth: bool,
    pub(crate) user: Option<Span>,
    /// The `A` of the keyword says nothing here: the writer sets it without SMTP AUTH.
    pub(crate) auth_void: bool,
    /// Where the version of the software stands.
    pub(crate) version: Option<Span>,
    /// The stamp says that a local process, socket or pipe handed the message in.
    pub(crate) process: bool,
    /// The hand-in did not use mail transport (web, API).
    pub(crate) not_smtp: bool,
    /// A store or mailbox step, not a transfer.
    pub(crate) store: bool,
    /// The stamp has the default form of a writer whose text is often rewritten.
    pub(crate) default_form: bool,
    /// Words about TLS stand where the client's own words can stand: neither they nor silence count.
    pub(crate) doubtful: bool,
    pub(crate) tls: TlsFacts,
    /// This place of a writer that tells elsewhere never tells: a provider's internal hop.
    pub(crate) mute: bool,
    /// Words inside a comment that no rule understood.
    pub(crate) unread: [Option<Span>; 3],
}

impl Facts {
    /// Keeps the place of words that no rule understood.
    pub(crate) fn leave(&mut self, span: Span) {
        if let Some(slot) = self.unread.iter_mut().find(|s| s.is_none()) {
            *slot = Some(span);
        } else if let Some(Some(last)) = self.unread.last_mut() {
            *last = last.to(span);
        }
    }
}

/// A stamp on its way through the readers.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) raw: &'a [u8],
    pub(crate) tokens: Vec<Token>,
    pub(crate) clauses: Clauses,
    pub(crate) facts: Facts,
    pub(crate) habits: TlsHabits,
}

/// Which of the names before the TCP-info is which.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum FirstName {
    /// RFC 5321: the name given in HELO or EHLO.
    #[default]
    Helo,
    /// The name looked up; HELO is left out where it is the same (Exim, the qmail family, Cisco ESA).
    Rdns,
    /// Neither: a local user, an account number, a fixed word.
    Other,
}

impl<'a> Reading<'a> {
    /// Tokens and clauses of a field value.
    pub(crate) fn new(raw: &'a [u8]) -> Self {
        let mut lexed = lex(raw);
        let clauses = walk(raw, &mut lexed);
        Self { raw, tokens: lexed.tokens, clauses, facts: Facts::default(), habits: TlsHabits::default() }
    }

    /// Reads every slot by the shared forms.
    pub(crate) fn read(&mut self, first_name: FirstName, habits: TlsHabits) {
        self.habits = habits;
        self.lead();
        self.sender_part(first_name);
        self.by_part();
        self.with_part();
        self.id_part();
        self.rest();
    }

    pub(crate) fn text(&self, span: Span) -> &'a [u8] {
        span.of(self.raw)
    }

    pub(crate) fn words(&self, span: Span) -> Words<'a> {
        Words::new(self.raw, span)
    }

    pub(crate) fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// The registered keyword behind `with`, for readers that come before that clause.
    pub(crate) fn with_keyword(&self) -> Option<Keyword> {
        let mut words = self.clauses.with.iter().filter_map(|i| self.token(i));
        words.find(|t| t.kind == Kind::Word).and_then(|t| Keyword::parse(self.text(t.span)))
    }

    pub(crate) fn take(&mut self, at: usize) {
        if let Some(token) = self.tokens.get_mut(at) {
            token.taken = true;
        }
    }
}
