//! Comments about the session: users, the envelope sender, client certificates.
//!
//! Not here: TCP-info (`from_part`) and TLS text (`tls_text`).

use super::{Reading, Slots};
use crate::clause::Class;
use crate::scan;
use crate::span::{Span, is_blank};
use crate::terms::ClientCertificate;
use std::ops::Range;

impl Reading<'_> {
    /// Reads the comments among these tokens, which stand in `slot`.
    pub(super) fn comments(&mut self, range: Range<usize>, slot: Slots) {
        for i in range {
            // Only comments have another class; most of these are a product or a TCP-info.
            if self.tokens.get(i).is_some_and(|t| t.class != Class::Other && !t.taken) {
                self.comment(i, slot);
            }
        }
    }

    /// Reads the comment at token `at`, which stands in `slot`. True where a rule took it.
    pub(super) fn comment(&mut self, at: usize, slot: Slots) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let inside = token.inner();
        let owned = self.habits.slots.has(slot);
        let understood = match token.class {
            Class::Tls if owned => self.tls_comment(inside),
            Class::NoTls if owned => self.denial(inside),
            Class::Certificate if owned => self.certificate(inside),
            // Courier puts IDENT, AUTH and TLS into one comment.
            Class::Auth if matches!(self.text(token.word()), b"AUTH:" | b"IDENT:") => {
                self.courier(inside, slot)
            }
            // Behind `for` stands an address of the client's choice.
            Class::Auth if slot == Slots::FOR => false,
            Class::Auth => self.authenticated(inside),
            Class::Envelope => {
                let opening = token.word();
                self.envelope(opening, inside)
            }
            _ => false,
        };
        if understood {
            self.take(at);
        }
        understood
    }

    fn denial(&mut self, inside: Span) -> bool {
        self.facts.tls.phrase = Some(super::Phrase::Plain);
        self.facts.tls.quote(inside);
        true
    }

    /// Postfix's and Yandex's words about the client's certificate. They are never about the server's.
    fn certificate(&mut self, inside: Span) -> bool {
        let mut words = self.words(inside).skip(1).map(|word| word.of(self.raw));
        let second = words.next().unwrap_or_default();
        let third = words.next().unwrap_or_default();
        let end = words.fold((second, third), |(_, before), word| (before, word));
        let found = if second.eq_ignore_ascii_case(b"client") {
            ClientCertificate::NoneRequested
        } else if second == b"did" || third == b"not" {
            ClientCertificate::NotPresented
        } else if end == (&b"(verified"[..], &b"OK)"[..]) {
            ClientCertificate::Verified
        } else if end == (b"(not", b"verified)") || second == b"RPK" {
            ClientCertificate::Unverified
        } else {
            return false;
        };
        self.facts.tls.certificate = Some(found);
        self.facts.tls.quote(inside);
        true
    }

    /// `Authenticated sender: U`, `authenticated bits=0`, `user=U mech=M bits=0`, `smtp-auth username U, mechanism M`,
    /// `authenticated user U`, `authenticated as U`, `authenticated user=U bits=0`, `User authenticated as U`.
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
            if matches!(before, b"sender:" | b"user" | b"username" | b"as") {
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
    fn envelope(&mut self, opening: Span, inside: Span) -> bool {
        if let Some(quoted) = self.quoted_address(opening, inside) {
            self.set_envelope(quoted);
            return true;
        }
        let second = self.second_and_last(opening, inside);
        let is_name = |w: &Span| !self.text(*w).ends_with(b":");
        let last = second.filter(is_name).or_else(|| self.words(inside).filter(is_name).last());
        if let Some(span) = last.filter(|s| s.start > inside.start) {
            self.set_envelope(span);
        }
        true
    }

    /// The address behind the opening word, where its local part is quoted: blanks in it part no words.
    fn quoted_address(&self, opening: Span, inside: Span) -> Option<Span> {
        let behind = Span { start: opening.end, end: inside.end };
        let skip = self.text(behind).iter().take_while(|&&b| is_blank(b) || b == b':').count();
        let address = Span { start: behind.start + u32::try_from(skip).ok()?, ..behind };
        let text = self.text(address);
        (text.starts_with(b"<\"") || text.starts_with(b"\"")).then_some(address)
    }

    /// The word behind the opening one, where it is the last.
    fn second_and_last(&self, opening: Span, inside: Span) -> Option<Span> {
        let behind = Span { start: opening.end, end: inside.end };
        let [blank, rest @ ..] = self.text(behind) else { return None };
        if !is_blank(*blank) || rest.first().is_none_or(|&b| is_blank(b)) {
            return None;
        }
        // The search ends at the bracket of the next comment at the latest.
        let end = scan::word_end(self.raw, behind.start as usize + 1);
        (end >= inside.end as usize).then_some(Span { start: behind.start + 1, end: inside.end })
    }

    pub(super) fn set_envelope(&mut self, span: Span) {
        let text = self.text(span);
        let (text, comma) = text.strip_suffix(b",").map_or((text, 0), |text| (text, 1));
        let span = Span { start: span.start, end: span.end - comma };
        let bare = if matches!(text, [b'<', .., b'>']) { span.inner() } else { span };
        if self.facts.envelope_from.is_none() && !bare.is_empty() {
            self.facts.envelope_from = Some(bare);
        }
    }
}
