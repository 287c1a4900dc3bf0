//! What a comment is about, told once, from the word that opens it.
//!
//! The words are those of the atlas; each is compared whole. Not here: what else stands in the comment.

use crate::address;
use crate::scan;
use crate::span::{Span, is_blank};
use crate::vocab::version::VersionLabel;

/// What a comment is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
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
    /// `port=1 helo=h ident=i` (Exim), `account u HELO h` (CommuniGate): named values without an address.
    Named,
    /// Everything else: TCP-info, product, free text.
    #[default]
    Other,
}

/// The first word of a comment's inside: up to a blank, bracket, comma or semicolon.
#[inline]
pub(crate) fn first_word(raw: &[u8], inside: Span) -> Span {
    let mut start = inside.start;
    while start < inside.end && raw.get(start as usize).is_some_and(|&b| is_blank(b)) {
        start += 1;
    }
    if start >= inside.end {
        return Span { start, end: start };
    }
    let mut end = scan::opening_end(raw, start as usize);
    // A bracket before the last is a quoted one.
    while end < inside.end as usize && raw.get(end) == Some(&b')') {
        end = scan::opening_end(raw, end + 1);
    }
    Span::new(start as usize, end.min(inside.end as usize))
}

/// Classifies a comment by its opening word, whose place is `span`.
#[inline]
pub(super) fn class(raw: &[u8], inside: Span, span: Span) -> Class {
    let word = span.of(raw);
    let behind = Span { start: span.end, end: inside.end };
    let class = class_of_word(word, raw, behind);
    if class == Class::Other || matches!(word, b"HELO" | b"EHLO") {
        return class;
    }
    let next = behind.of(raw).iter().find(|b| !is_blank(**b));
    // `(tls12 [192.0.2.1])` is a host of that name and its address. Courier puts a blank behind `IDENT:`.
    let is_host = next == Some(&b'[') && (word != b"IDENT:" || behind.of(raw).starts_with(b"["));
    // `(user=x@192.0.2.1)` is an address and what an ident look-up gave (the qmail family).
    let is_ident = next.is_none()
        && matches!(class, Class::Tls | Class::Auth)
        && address::behind_ident(word).is_some_and(|(start, _)| start > 0);
    if is_host || is_ident { Class::Other } else { class }
}

/// The word that follows, for the few openings that need it.
#[inline(never)]
fn second(raw: &[u8], behind: Span) -> &[u8] {
    first_word(raw, behind).of(raw)
}

#[inline]
fn class_of_word(word: &[u8], raw: &[u8], behind: Span) -> Class {
    let Some(&first) = word.first() else { return Class::Other };
    let is = |known: &[u8]| word.eq_ignore_ascii_case(known);
    let begins = |known: &[u8]| word.get(..known.len()).is_some_and(|w| w.eq_ignore_ascii_case(known));
    match first | 0x20 {
        b'u' if is(b"using") => Class::Tls,
        b'u' if begins(b"user=") => Class::Auth,
        b'u' if is(b"user") && second(raw, behind).eq_ignore_ascii_case(b"authenticated") => Class::Auth,
        b'v' if begins(b"version=") => Class::Tls,
        b'c' if begins(b"cipher=") || is(b"cipher") || is(b"cypher") => Class::Tls,
        b'c' if is(b"client") => Class::Certificate,
        b'n' if is(b"no") && second(raw, behind).eq_ignore_ascii_case(b"client") => Class::Certificate,
        b'n' if is(b"not") => {
            let next = second(raw, behind);
            let denies = next.eq_ignore_ascii_case(b"encrypted") || next.eq_ignore_ascii_case(b"using");
            if denies { Class::NoTls } else { Class::Other }
        }
        b't' if is(b"tls_cipher") || begins(b"tlsversion=") => Class::Tls,
        b's' if word == b"smtp-auth" => Class::Auth,
        b'i' if word == b"IDENT:" => Class::Auth,
        b'x' if word.starts_with(b"X=") => Class::Tls,
        b'a' if is(b"authenticated") || is(b"AUTH:") => Class::Auth,
        b'a' if word == b"account" => Class::Named,
        b'e' if is(b"envelope-from")
            || is(b"envelope-from:")
            || is(b"envelope-sender")
            || is(b"envelope") =>
        {
            Class::Envelope
        }
        b'e' if is(b"EHLO") => Class::Helo,
        b'h' if is(b"HELO") => Class::Helo,
        b'l' if is(b"LHLO") => Class::Helo,
        b'h' if word.starts_with(b"helo=") => Class::Named,
        b'p' if word.starts_with(b"port=") => Class::Named,
        // No version label and no suite begins with a digit or a bracket.
        b'a'..=b'z' if is_bare_tls(word, raw, behind) => Class::Tls,
        _ => Class::Other,
    }
}

/// True where a comment without a leading keyword is TLS text: `V:C:n`, `V C`, `V`, `V, C`, `C encrypted`.
#[inline]
fn is_bare_tls(word: &[u8], raw: &[u8], behind: Span) -> bool {
    if !matches!(word.first(), Some(b't' | b'T' | b's' | b'S' | b'U')) {
        return is_encrypted(word, raw, behind);
    }
    if let Some(colon) = word.iter().position(|&b| b == b':') {
        return VersionLabel::parse(word.get(..colon).unwrap_or_default()).is_some();
    }
    (word.len() <= 12 && VersionLabel::parse(word).is_some_and(|v| v != VersionLabel::Unknown))
        || is_encrypted(word, raw, behind)
}

#[inline]
fn is_encrypted(word: &[u8], raw: &[u8], behind: Span) -> bool {
    word.len() >= 7
        && word.first().is_some_and(u8::is_ascii_uppercase)
        && word.get(1).is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && second(raw, behind).get(..9).is_some_and(|w| w.eq_ignore_ascii_case(b"encrypted"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_classes() {
        for (text, want) in [
            ("using TLSv1.3 with cipher X", Class::Tls),
            ("Using TLS", Class::Tls),
            ("version=TLS1_2, cipher=X", Class::Tls),
            ("TLSv1:RC4-SHA:128", Class::Tls),
            ("UNKNOWN:AES256-SHA:256", Class::Tls),
            ("TLS1.2 TLS_X", Class::Tls),
            ("TLS", Class::Tls),
            ("AES256-SHA encrypted, authenticated", Class::Tls),
            ("TLS_AES_256_GCM_SHA384 encrypted", Class::Tls),
            ("TLS: TLSv1,256bits,X", Class::Tls),
            ("SSL", Class::Tls),
            ("ssl: x", Class::Tls),
            ("X=TLSv1.2:AES128-SHA:128", Class::Tls),
            ("XMail encrypted", Class::Other),
            ("NOT encrypted", Class::NoTls),
            ("Nemesis encrypted", Class::Other),
            ("No encrypted", Class::Other),
            ("node client", Class::Other),
            ("not using TLS", Class::NoTls),
            ("Not Verified[192.0.2.1]", Class::Other),
            ("No client certificate requested", Class::Certificate),
            ("Client CN \"x\"", Class::Certificate),
            ("Authenticated sender: u", Class::Auth),
            ("AUTH: PLAIN u, TLS: x", Class::Auth),
            ("IDENT: u, TLS: x", Class::Auth),
            ("IDENT: [192.0.2.1]", Class::Auth),
            ("IDENT:[192.0.2.1]", Class::Other),
            ("user=u@192.0.2.1", Class::Other),
            ("user=u@192.0.2.1 mech=PLAIN", Class::Auth),
            ("user=u@example.com", Class::Auth),
            ("TLSv1.3:x:256@192.0.2.1", Class::Other),
            ("cipher=x@2001:db8::1", Class::Other),
            ("helo=u@192.0.2.1", Class::Named),
            ("user=u mech=PLAIN", Class::Auth),
            ("User authenticated as u", Class::Auth),
            ("user account", Class::Other),
            ("envelope-from <s>", Class::Envelope),
            ("HELO h", Class::Helo),
            ("HELO [192.0.2.1]", Class::Helo),
            ("LHLO h", Class::Helo),
            ("smtp-auth username u", Class::Auth),
            ("tls_cipher X", Class::Tls),
            ("tlsversion=TLSv1.2", Class::Tls),
            (":AES256-SHA", Class::Other),
            ("port=1 helo=h", Class::Named),
            ("tls.example.net [192.0.2.1]", Class::Other),
            ("tls12 [192.0.2.1]", Class::Other),
            ("using\r\n\t[192.0.2.1]", Class::Other),
            ("SSL [192.0.2.1]", Class::Other),
            ("[192.0.2.1]", Class::Other),
            ("192.0.2.1", Class::Other),
            ("Postfix", Class::Other),
            ("SSLv3.example.net [192.0.2.1]", Class::Other),
            ("", Class::Other),
        ] {
            let raw = text.as_bytes();
            let inside = Span::new(0, raw.len());
            assert_eq!(class(raw, inside, first_word(raw, inside)), want, "{text}");
        }
    }
}
