//! TLS text in the forms that writers use: `using V with cipher C (n/m bits)`, `version=V cipher=C bits=n verify=X`,
//! `V:C:n`, `TLS: V,nbits,C`, `V C`, `C encrypted`, and bare marks such as `(TLS)`.
//!
//! Not here: whether the slot is the writer's own; callers ask the dialect first.

use super::{Phrase, Reading, Slots};
use crate::span::Span;
use crate::terms::ClientCertificate;
use crate::vocab::protocol::Keyword;
use crate::vocab::suite::Suite;
use crate::vocab::version::{TlsVersion, VersionLabel};

/// What the next piece of the text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// A key, or a value that shows by itself what it is.
    Any,
    Version,
    Cipher,
    Group,
    /// A curve's name, behind which its sizes stand (STRATO).
    Curve,
    Signature,
    /// Numbers that are not the suite's: a curve's, a client's signature.
    Ignored,
    Verify,
}

impl Reading<'_> {
    /// Reads TLS text. True where at least one TLS fact came of it.
    pub(crate) fn tls_comment(&mut self, inside: Span) -> bool {
        let mut expect = Expect::Any;
        let mut found = false;
        let pieces = Pieces { raw: self.raw, at: inside.start as usize, end: inside.end as usize };
        for piece in pieces {
            let span = piece.span;
            let word = self.text(span);
            if let Some(next) = key(word)
                && (expect != Expect::Ignored || word != b"with")
            {
                expect = next;
                continue;
            }
            if let Some(equals) = piece.equals {
                let key = Span { start: span.start, end: equals }.of(self.raw);
                found |= self.pair(key, Span { start: equals + 1, end: span.end });
                if matches!(key, b"subject" | b"DN") {
                    break; // a distinguished name may hold anything, up to the end
                }
                expect = Expect::Any;
                continue;
            }
            let (taken, next) = self.piece(piece, expect);
            found |= taken;
            if !taken {
                self.facts.leave(span);
            }
            expect = next;
        }
        if found {
            self.facts.tls.quote(inside);
            self.settle();
        }
        found
    }

    /// One value without a key. Says whether it was understood and what to expect next.
    fn piece(&mut self, piece: Piece, expect: Expect) -> (bool, Expect) {
        let span = piece.span;
        let word = self.text(span);
        if is_bits(word) {
            if matches!(expect, Expect::Group | Expect::Signature | Expect::Ignored) {
                if expect == Expect::Signature {
                    self.extend_signature(span);
                }
                return (true, expect);
            }
            self.bits(span);
            return (true, Expect::Any);
        }
        match expect {
            Expect::Ignored => return (true, expect),
            Expect::Group => {
                // "ECDHE (P-256)": the bracket names the group. "DHE (2048 bits)": it gives a size.
                if word != b"bits" {
                    self.facts.tls.group = Some(span);
                }
                return (true, expect);
            }
            Expect::Curve => {
                self.facts.tls.group = Some(span);
                return (true, Expect::Ignored);
            }
            Expect::Signature => {
                self.extend_signature(span);
                return (true, expect);
            }
            Expect::Verify => return (self.verify(word), Expect::Any),
            Expect::Version | Expect::Cipher | Expect::Any => {}
        }
        if piece.colon && self.colons(span) {
            return (true, Expect::Any);
        }
        if expect != Expect::Cipher && self.version(span) {
            return (true, Expect::Any);
        }
        // An old GnuTLS library prints "TLS 1.0", blank included.
        if let [b'1', b'.', b'0'..=b'3'] = word
            && self.facts.tls.phrase == Some(Phrase::Tls)
            && let Some(number) = word.get(2)
        {
            let spelled = [b'T', b'L', b'S', b'1', b'.', *number];
            self.facts.tls.version = TlsVersion::parse(&spelled);
            return (true, Expect::Any);
        }
        if starts_with(word, b"encrypted") {
            self.facts.tls.phrase = Some(Phrase::Tls);
            return (true, Expect::Any);
        }
        if word == b"authenticated" {
            self.facts.auth = true;
            return (true, Expect::Any);
        }
        if expect == Expect::Cipher || looks_like_suite(word) {
            return (self.cipher(span), Expect::Any);
        }
        (matches!(word, b"YES" | b"NO" | b"and" | b"bits" | b"bit"), expect)
    }

    /// `key=value` as Sendmail, Google, Exchange and others write it.
    fn pair(&mut self, key: &[u8], value: Span) -> bool {
        match key {
            b"version" | b"tlsversion" | b"cipher" | b"tlscipher" if self.text(value) == b"NONE" => {
                self.facts.tls.phrase = Some(Phrase::Plain);
                true
            }
            b"version" | b"tlsversion" => self.version(value),
            b"cipher" | b"tlscipher" => value.is_empty() || self.cipher(value),
            b"bits" => {
                self.bits(value);
                true
            }
            b"verify" => self.verify(self.text(value)),
            b"X" => self.colons(value),
            b"subject" => {
                // Momentum prints the subject of the certificate that the client sent.
                self.facts.tls.certificate.get_or_insert(ClientCertificate::Unverified);
                true
            }
            b"CV" | b"DN" | b"SNI" | b"fingerprint" => true,
            _ => {
                self.facts.leave(value);
                false
            }
        }
    }

    /// `V:C:n` and `V:C:n:YES`.
    fn colons(&mut self, span: Span) -> bool {
        let mut at = span.start;
        let mut parts = self.text(span).split(|&b| b == b':').map(|part| {
            let part_span = Span { start: at, end: at + at_u32(part.len()) };
            at = part_span.end + 1;
            part_span
        });
        let first = parts.next().unwrap_or_default();
        let (second, third, fourth) = (parts.next(), parts.next(), parts.next());
        if !self.version(first) {
            return false;
        }
        if let Some(cipher) = second.filter(|c| !c.is_empty()) {
            self.cipher(cipher);
        }
        if let Some(bits) = third.filter(|b| is_bits(self.text(*b))) {
            self.bits(bits);
        }
        match fourth.map(|f| self.text(f)) {
            // OpenSMTPD: whether a client certificate was checked; NO is also what a client without one gets.
            Some(b"YES") => self.facts.tls.certificate = Some(ClientCertificate::Verified),
            Some(b"FAIL") => self.facts.tls.certificate = Some(ClientCertificate::Unverified),
            _ => {}
        }
        true
    }

    fn version(&mut self, span: Span) -> bool {
        match VersionLabel::parse(self.text(span)) {
            Some(_) if self.is_cut(span) => self.facts.tls.label = Some(span),
            Some(VersionLabel::Version(version)) => self.facts.tls.version = Some(version),
            Some(VersionLabel::FamilyLabel | VersionLabel::Unknown) => self.facts.tls.label = Some(span),
            Some(VersionLabel::Unversioned) => self.facts.tls.phrase = Some(Phrase::Tls),
            None => return false,
        }
        true
    }

    /// True where the value ends inside this word: it may be the beginning of another.
    fn is_cut(&self, span: Span) -> bool {
        span.end as usize == self.raw.len() && self.clauses.date.is_none()
    }

    pub(crate) fn cipher(&mut self, span: Span) -> bool {
        if self.is_cut(span) {
            self.facts.tls.phrase = Some(Phrase::Tls);
            return true;
        }
        if self.facts.tls.cipher.is_some() {
            return self.text(span) == self.facts.tls.cipher.map(|c| self.text(c)).unwrap_or_default();
        }
        self.facts.tls.cipher = Some(span);
        true
    }

    fn bits(&mut self, span: Span) {
        let text = self.text(span);
        // Postfix prints "256/256", Symantec "AES256-SHA/256 bits".
        let digits = if text.first().is_some_and(u8::is_ascii_digit) {
            text
        } else {
            let slash = text.iter().position(|&b| b == b'/');
            slash.and_then(|at| text.get(at + 1..)).unwrap_or_default()
        };
        let mut value = 0u16;
        for digit in digits.iter().take(5).take_while(|b| b.is_ascii_digit()) {
            value = value.saturating_mul(10).saturating_add(u16::from(digit - b'0'));
        }
        // Exim with GnuTLS before 4.80 prints bytes; no suite has 16, 24 or 32 bits.
        self.facts.tls.bits = Some(if matches!(value, 16 | 24 | 32) { value * 8 } else { value });
    }

    /// `RSA-PSS (2048 bits)`: the pieces up to the next key, with the bracket that closes them.
    fn extend_signature(&mut self, span: Span) {
        let before = self.facts.tls.signature;
        let closed = u32::from(before.is_some() && self.raw.get(span.end as usize) == Some(&b')'));
        let span = Span { start: span.start, end: span.end + closed };
        self.facts.tls.signature = Some(before.map_or(span, |s| s.to(span)));
    }

    /// Sendmail's `verify=`, about the client's certificate (`sendmail/tls.c`).
    fn verify(&mut self, word: &[u8]) -> bool {
        if self.habits.verify_means_nothing {
            return true;
        }
        self.facts.tls.certificate = Some(match word {
            b"OK" | b"YES" | b"TRUSTED" => ClientCertificate::Verified,
            b"NO" => ClientCertificate::NotPresented,
            b"NOT" => ClientCertificate::NoneRequested,
            b"FAIL" | b"CAFAIL" | b"DANE_FAIL" => ClientCertificate::Unverified,
            _ => return true,
        });
        true
    }

    /// `with ESMTP with TLS`, `with ESMTP via SSL`: words behind the by host, where none of the client's stand.
    pub(crate) fn tls_behind_protocol(&mut self) {
        let clauses = self.clauses;
        let words =
            [b"TLS", b"SSL"].iter().find_map(|word| self.take_phrase(clauses.with, &[b"with", &word[..]]));
        let link = self.facts.via.filter(|via| matches!(self.text(*via), b"SSL" | b"TLS"));
        if let Some(place) = words.or(link).filter(|_| clauses.has_by) {
            self.facts.tls.phrase = Some(Phrase::Tls);
            self.facts.tls.quote(place);
        }
    }

    /// What can only be said once version and cipher are both known.
    pub(crate) fn settle(&mut self) {
        let tls = &mut self.facts.tls;
        let Some(cipher) = tls.cipher else { return };
        let parsed = Suite::parse(cipher.of(self.raw), tls.version);
        tls.suite = parsed.as_ref().map(|p| p.suite);
        if let Some(parsed) = &parsed {
            let place =
                |(a, b): (usize, usize)| Span::new(cipher.start as usize + a, cipher.start as usize + b);
            tls.group = tls.group.or(parsed.group.map(place));
            tls.signature = tls.signature.or(parsed.signature.map(place));
        }
        let Some(suite) = tls.suite else { return };
        let (min, max) = suite.versions();
        if self.habits.version_of_suite && tls.version.is_some() && (min != max || tls.version != Some(min)) {
            tls.version = (min == max).then_some(min);
            tls.label = tls.quotes.iter().flatten().next().copied();
        }
        if self.habits.tls13_with_kx && tls.version == Some(TlsVersion::Tls13) {
            tls.suite = Some(suite.at_version(TlsVersion::Tls13));
        }
    }

    /// Courier's one comment: `IDENT: x, AUTH: mech U, TLS: V,nbits,C`.
    ///
    /// What stands behind `IDENT:` is the client's word. Where it opens the comment, the rest counts only as far as
    /// the keyword says the same.
    pub(super) fn courier(&mut self, inside: Span, slot: Slots) -> bool {
        let text = self.text(inside);
        let ident = text.starts_with(b"IDENT:");
        let keyword = if ident { self.with_keyword() } else { None };
        let tls_at = [&b"TLS:"[..], b"SSL:"].iter().find_map(|mark| find(text, mark));
        if ident && tls_at.is_some() && !keyword.is_some_and(Keyword::tls) {
            self.facts.doubtful = true;
            return false;
        }
        if let Some(auth) = find(text, b"AUTH:").filter(|_| !ident || keyword.is_some_and(Keyword::auth)) {
            self.facts.auth = true;
            let user_end = tls_at.filter(|&t| t > auth).unwrap_or(text.len());
            let part = Span::new(inside.start as usize + auth + 5, inside.start as usize + user_end);
            if let Some(user) = self.words(part).nth(1) {
                let comma = u32::from(self.text(user).ends_with(b","));
                let user = Span { start: user.start, end: user.end - comma };
                self.facts.user = (!user.is_empty()).then_some(user);
            }
        }
        if let Some(at) = tls_at.filter(|_| self.habits.slots.has(slot)) {
            let part = Span { start: inside.start + at_u32(at), end: inside.end };
            return self.tls_comment(part);
        }
        true
    }
}

/// Words that say what stands next.
fn key(word: &[u8]) -> Option<Expect> {
    let (expect, is) = match word.first()? {
        b'u' | b'U' => (Expect::Version, matches!(word, b"using" | b"Using")),
        b'w' => (Expect::Version, word == b"with"),
        b'T' => (Expect::Version, word == b"TLS:"),
        b'S' => (Expect::Version, word == b"SSL:"),
        b'c' => match word {
            b"curve" => (Expect::Curve, true),
            b"client-signature" | b"client-digest" => (Expect::Ignored, true),
            _ => (Expect::Cipher, matches!(word, b"cipher" | b"cypher")),
        },
        b'C' => (Expect::Cipher, word == b"Cipher"),
        b't' => (Expect::Cipher, word == b"tls_cipher"),
        b'k' => (Expect::Group, word == b"key-exchange"),
        b's' if word == b"server-digest" => (Expect::Ignored, true),
        b's' => (Expect::Signature, word == b"server-signature"),
        b'v' => (Expect::Verify, word == b"verified"),
        _ => return None,
    };
    is.then_some(expect)
}

/// `256`, `256/256`, `168bits`, `AES256-SHA/256`.
fn is_bits(word: &[u8]) -> bool {
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 {
        return word.last().is_some_and(u8::is_ascii_digit) && SIZES.iter().any(|size| word.ends_with(size));
    }
    match word.get(digits..).unwrap_or_default() {
        _ if digits > 5 => false,
        [] | b"bits" => true,
        [b'/', more @ ..] => more.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// What Symantec prints behind a suite.
const SIZES: [&[u8]; 7] = [b"/256", b"/128", b"/168", b"/112", b"/192", b"/56", b"/40"];

fn looks_like_suite(word: &[u8]) -> bool {
    let joint = |b: u8| b == b'-' || b == b'_';
    word.len() >= 7
        && word.first().is_some_and(u8::is_ascii_uppercase)
        && word.iter().any(|&b| joint(b))
        && word.iter().all(|&b| b.is_ascii_alphanumeric() || joint(b))
}

fn starts_with(word: &[u8], head: &[u8]) -> bool {
    word.get(..head.len()).is_some_and(|w| w.eq_ignore_ascii_case(head))
}

/// First place of a short mark.
pub(crate) fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|w| w == mark)
}

fn at_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A piece of TLS text.
#[derive(Clone, Copy)]
struct Piece {
    span: Span,
    /// Where its first `=` stands, with something before it.
    equals: Option<u32>,
    /// A colon stands in it.
    colon: bool,
}

/// The pieces of TLS text: words, split at commas too, without the brackets around them.
struct Pieces<'a> {
    raw: &'a [u8],
    at: usize,
    end: usize,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let text = self.raw.get(self.at..self.end)?;
        let skip = text.iter().position(|&b| sign(b) & BETWEEN == 0)?;
        let text = text.get(skip..)?;
        let mut seen = 0;
        let end = text.iter().position(|&b| {
            seen |= sign(b);
            sign(b) & END != 0
        });
        let len = end.unwrap_or(text.len());
        let start = self.at + skip;
        self.at = start + len;
        let equals = if seen & EQUALS == 0 { None } else { text.iter().position(|&b| b == b'=') };
        Some(Piece {
            span: Span::new(start, self.at),
            equals: equals.filter(|at| *at > 0).map(|at| at_u32(start + at)),
            colon: seen & COLON != 0,
        })
    }
}

/// Ends a piece.
const END: u8 = 1;
/// Stands between pieces.
const BETWEEN: u8 = 2;
const EQUALS: u8 = 4;
const COLON: u8 = 8;

fn sign(byte: u8) -> u8 {
    SIGNS.get(usize::from(byte)).copied().unwrap_or_default()
}

/// What a byte is to the pieces: pieces are short, so one look-up a byte tells end and signs together.
static SIGNS: [u8; 256] = {
    let mut table = [0; 256];
    let mut rest: &[u8] = b" \t\r\n,();";
    while let [byte, more @ ..] = rest {
        table[*byte as usize] = END | BETWEEN;
        rest = more;
    }
    table[b'+' as usize] = BETWEEN;
    table[b'=' as usize] = EQUALS;
    table[b':' as usize] = COLON;
    table
};
