//! What a comment is, told from the word that opens it, and the comments that are about the session: users, the
//! envelope sender, client certificates.
//!
//! Not here: TCP-info (`from_part`) and TLS text (`tls_text`).

use super::{Reading, Slots};
use crate::span::{Span, is_blank};
use crate::terms::ClientCertificate;

/// What a comment is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Class {
    /// Names a version, a suite, or TLS.
    Tls,
    /// Says that there was no TLS.
    NoTls,
    /// Speaks of the client's certificate.
    Certificate,
    /// Speaks of SMTP AUTH.
    Auth,
    /// `envelope-from <S>` and its kin.
    Envelope,
    /// `HELO h`, `EHLO h`.
    Helo,
    /// `port=1 helo=h ident=i` without an address (Exim).
    Named,
    /// Everything else: TCP-info, product, free text.
    Other,
}

/// The first word of a comment's inside: up to a blank, bracket, comma or semicolon.
pub(crate) fn first_word(raw: &[u8], inside: Span) -> Span {
    let text = inside.of(raw);
    let skip = text.iter().position(|&b| !is_blank(b)).unwrap_or(text.len());
    let rest = text.get(skip..).unwrap_or_default();
    let len = rest.iter().position(|&b| is_blank(b) || matches!(b, b'(' | b',' | b';')).unwrap_or(rest.len());
    let start = inside.start as usize + skip;
    Span::new(start, start + len)
}

/// Classifies a comment by its opening word. The words are those of the atlas; each is compared whole.
pub(crate) fn class(raw: &[u8], inside: Span) -> Class {
    let span = first_word(raw, inside);
    let word = span.of(raw);
    let Some(&first) = word.first() else { return Class::Other };
    let second = || first_word(raw, Span { start: span.end, end: inside.end }).of(raw);
    match first | 0x20 {
        b'u' if word.eq_ignore_ascii_case(b"using") => Class::Tls,
        b'u' if word.starts_with(b"user=") => Class::Auth,
        b'v' if word.starts_with(b"version=") => Class::Tls,
        b'c' if starts_with(word, b"cipher=") || is_any(word, &[b"cipher", b"cypher"]) => Class::Tls,
        b'c' if word.eq_ignore_ascii_case(b"client") => Class::Certificate,
        b'n' if word.eq_ignore_ascii_case(b"no") && second().eq_ignore_ascii_case(b"client") => {
            Class::Certificate
        }
        b'n' if word.eq_ignore_ascii_case(b"not") => {
            let next = second();
            if is_any(next, &[b"encrypted", b"using"]) { Class::NoTls } else { Class::Other }
        }
        b't' if is_any(word, &[b"TLS", b"TLS:", b"tls_cipher"]) || starts_with(word, b"tlsversion=") => {
            Class::Tls
        }
        b's' if is_any(word, &[b"SSL", b"SSL:"]) => Class::Tls,
        b's' if word == b"smtp-auth" => Class::Auth,
        b'i' if word == b"IDENT:" => Class::Tls,
        b'x' if word.starts_with(b"X=") => Class::Tls,
        b'a' if is_any(word, &[b"authenticated", b"AUTH:"]) => Class::Auth,
        b'e' if is_any(word, &[b"envelope-from", b"envelope-from:", b"envelope-sender", b"envelope"]) => {
            Class::Envelope
        }
        b'e' if word.eq_ignore_ascii_case(b"EHLO") => Class::Helo,
        b'h' if word.eq_ignore_ascii_case(b"HELO") => Class::Helo,
        b'l' if word.eq_ignore_ascii_case(b"LHLO") => Class::Helo,
        b'h' if word.starts_with(b"helo=") => Class::Named,
        b'p' if word.starts_with(b"port=") => Class::Named,
        _ if super::tls_text::is_bare(word, second) => Class::Tls,
        _ => Class::Other,
    }
}

fn starts_with(word: &[u8], head: &[u8]) -> bool {
    word.get(..head.len()).is_some_and(|w| w.eq_ignore_ascii_case(head))
}

fn is_any(word: &[u8], list: &[&[u8]]) -> bool {
    list.iter().any(|w| word.eq_ignore_ascii_case(w))
}

impl Reading<'_> {
    /// Reads the comment at token `at`, which stands in `slot`. True where a rule took it.
    pub(super) fn comment(&mut self, at: usize, slot: Slots) -> bool {
        let Some(token) = self.token(at) else { return false };
        let inside = token.inner();
        let taken = match class(self.raw, inside) {
            Class::Tls if self.habits.slots.has(slot) => self.tls_comment(inside),
            Class::NoTls if self.habits.slots.has(slot) => self.denial(inside),
            Class::Certificate if self.habits.slots.has(slot) => self.certificate(inside),
            // Courier puts AUTH and TLS into one comment.
            Class::Auth if self.text(inside).starts_with(b"AUTH:") => self.courier(inside, slot),
            Class::Auth => self.authenticated(inside),
            Class::Envelope => self.envelope(inside),
            _ => false,
        };
        if taken {
            self.take(at);
        }
        taken
    }

    fn denial(&mut self, inside: Span) -> bool {
        self.facts.tls.phrase = Some(super::Phrase::Plain);
        self.facts.tls.quote(inside);
        true
    }

    /// Postfix's and Yandex's words about the client's certificate. They are never about the server's.
    fn certificate(&mut self, inside: Span) -> bool {
        let text = self.text(inside);
        let ends = |tail: &[u8]| text.len() >= tail.len() && text.ends_with(tail);
        let mut words = self.words(inside).skip(1);
        let second = words.next().map(|w| w.of(self.raw)).unwrap_or_default();
        let third = words.next().map(|w| w.of(self.raw)).unwrap_or_default();
        let found = if second.eq_ignore_ascii_case(b"client") {
            ClientCertificate::NoneRequested
        } else if second == b"did" || third == b"not" {
            ClientCertificate::NotPresented
        } else if ends(b"(verified OK)") {
            ClientCertificate::Verified
        } else if ends(b"(not verified)") || second == b"RPK" {
            ClientCertificate::Unverified
        } else {
            return false;
        };
        self.facts.tls.certificate = Some(found);
        self.facts.tls.quote(inside);
        true
    }

    /// `Authenticated sender: U`, `authenticated bits=0`, `user=U mech=M bits=0`, `smtp-auth username U, mechanism M`,
    /// `authenticated user U`, `authenticated user=U bits=0`.
    fn authenticated(&mut self, inside: Span) -> bool {
        self.facts.auth = true;
        let mut before: &[u8] = b"";
        for span in self.words(inside) {
            let word = self.text(span);
            if let Some(at) = word.strip_prefix(b"user=").or_else(|| word.strip_prefix(b"author=")) {
                let start = span.end as usize - at.len();
                self.facts.user = Some(self.name(Span::new(start, span.end as usize)));
                return true;
            }
            if matches!(before, b"sender:" | b"user" | b"username") {
                self.facts.user = Some(self.name(span));
                return true;
            }
            before = word;
        }
        true
    }

    /// A name without the comma and bracket that may stand behind it.
    fn name(&self, span: Span) -> Span {
        let text = self.text(span);
        let cut = text.iter().rev().take_while(|b| matches!(b, b',' | b')')).count();
        Span { start: span.start, end: span.end - u32::try_from(cut).unwrap_or(0) }
    }

    /// `envelope-from <S>`, `envelope-sender <S>`, `envelope sender: <S>`.
    fn envelope(&mut self, inside: Span) -> bool {
        let last = self.words(inside).filter(|w| !self.text(*w).ends_with(b":")).last();
        if let Some(span) = last.filter(|s| s.start > inside.start) {
            self.set_envelope(span);
        }
        true
    }

    pub(super) fn set_envelope(&mut self, span: Span) {
        let text = self.text(span);
        let text_end = span.end - u32::from(text.ends_with(b","));
        let span = Span { start: span.start, end: text_end };
        let bare = if self.text(span).starts_with(b"<") && self.text(span).ends_with(b">") {
            span.inner()
        } else {
            span
        };
        if self.facts.envelope_from.is_none() && !bare.is_empty() {
            self.facts.envelope_from = Some(bare);
        }
    }
}
