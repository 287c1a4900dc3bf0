//! Cipher suites: any spelling in, one registered suite out.
//!
//! Not here: bits as printed, .NET's separate parts (`Aes256`, `Sha384`), and which clause a suite may be read from.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::grammar::{self, Key};
use super::strength::Strength;
use super::suites::{self, Row};
use super::version::TlsVersion;

/// A cipher suite of the IANA registry.
#[derive(Clone, Copy)]
pub struct Suite(&'static Row);

/// A suite with what else its spelling told. Ranges are bytes of the text that was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Parsed {
    /// The suite.
    pub suite: Suite,
    /// The key-exchange group: `GnuTLS` descriptions (`SECP256R1`) and `SChannel`'s suffix (`P256`).
    pub group: Option<(usize, usize)>,
    /// The signature algorithm: `GnuTLS` descriptions (`RSA_PSS_RSAE_SHA256`).
    pub signature: Option<(usize, usize)>,
}

impl Suite {
    /// Reads a whole word; `None` where it names no registered suite.
    ///
    /// The version matters for two spellings that name the cipher alone. A `GnuTLS` description is a TLS 1.3 suite
    /// only where the version says so. A bare `AES-256-GCM` is one unless the version says otherwise.
    pub fn parse(text: &[u8], version: Option<TlsVersion>) -> Option<Parsed> {
        if let Some(row) = suites::common(text) {
            return Some(Parsed { suite: Self(row), group: None, signature: None });
        }
        let key = grammar::scan(text);
        if key & grammar::UNREAD != 0 {
            return description(text, version);
        }
        let row = suites::find(grammar::canonical(key))?;
        let suite = Self(row);
        let group = if key & grammar::CURVE == 0 { None } else { Some(curve_suffix(text)?) };
        let bare = row.key() & grammar::TLS13 != 0 && key & (grammar::PREFIX | grammar::TLS13) == 0;
        if bare && version.is_some_and(|version| version != TlsVersion::Tls13) {
            return None;
        }
        Some(Parsed { suite, group, signature: None })
    }

    /// The suite that a session of this version must have used where the writer named the key exchange as well.
    ///
    /// Exim and Courier on `GnuTLS` name TLS 1.3 suites `TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384`. Only for such writers:
    /// from others, that name beside TLS 1.3 is a contradiction.
    #[must_use]
    pub fn at_version(self, version: TlsVersion) -> Self {
        if version < TlsVersion::Tls13 {
            return self;
        }
        tls13(self.0.key()).map_or(self, Self)
    }

    /// The registered name.
    pub fn iana(self) -> &'static str {
        self.0.name()
    }

    /// The code point.
    pub const fn code(self) -> u16 {
        self.0.code
    }

    /// How far the suite alone is recommended; see [`super::rules::strength`] for the session.
    pub const fn strength(self) -> Strength {
        self.0.strength
    }

    /// True where nothing is encrypted.
    pub fn is_null(self) -> bool {
        self.has(grammar::NULL)
    }

    /// True where no side shows a certificate.
    pub fn is_anonymous(self) -> bool {
        self.has(grammar::ANON)
    }

    /// True where a later loss of the server's key does not open the session. Anonymous exchanges are ephemeral;
    /// SRP has the property too (RFC 5054).
    pub fn forward_secrecy(self) -> bool {
        self.is_anonymous() || self.has(grammar::ECDHE | grammar::DHE | grammar::SRP | grammar::TLS13)
    }

    /// Key bits of the cipher by its name: 168 for 3DES, 0 for NULL.
    pub fn bits(self) -> u16 {
        let key = self.0.key();
        let one_of = |bits: Key| key & bits != 0;
        if one_of(grammar::NULL) {
            0
        } else if one_of(grammar::EXPORT) {
            40
        } else if one_of(grammar::TRIPLE) {
            168
        } else if one_of(grammar::DES) {
            56
        } else if one_of(grammar::SIZE256 | grammar::CHACHA) {
            256
        } else {
            // AES, Camellia and ARIA of that size; RC4, SEED and IDEA have no other.
            128
        }
    }

    /// The oldest and the newest version that can have negotiated the suite.
    ///
    /// AEAD suites and those with an SHA-2 MAC need TLS 1.2 (RFC 5246, RFC 5288 §4, RFC 6655, RFC 7905), except
    /// PSK suites in CBC or NULL, which older versions may use (RFC 5487, RFC 5489). The others fit SSL 3.0.
    pub fn versions(self) -> (TlsVersion, TlsVersion) {
        if self.has(grammar::TLS13) {
            return (TlsVersion::Tls13, TlsVersion::Tls13);
        }
        let sha2 = self.has(grammar::SHA256 | grammar::SHA384) && !self.has(grammar::PSK);
        let oldest = if sha2 || self.has(grammar::AEAD) { TlsVersion::Tls12 } else { TlsVersion::Ssl3 };
        (oldest, TlsVersion::Tls12)
    }

    fn has(self, any: Key) -> bool {
        self.0.key() & any != 0
    }
}

/// True for a word that names a cipher by the words of the suites though it need not be a registered suite, such as
/// `TLS_ECDHE_WITH_AES256_SHA384`: to be kept as written, not taken for something else.
pub fn names_cipher(text: &[u8]) -> bool {
    let key = grammar::scan(text);
    key & grammar::UNREAD == 0 && key & grammar::CIPHER != 0
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.iana())
    }
}

impl fmt::Debug for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.iana())
    }
}

impl PartialEq for Suite {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Suite {}

impl Hash for Suite {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code().hash(state);
    }
}

/// The TLS 1.3 suite with the cipher of this key.
fn tls13(key: Key) -> Option<&'static Row> {
    suites::find(grammar::with_hash(key & grammar::TLS13_PART | grammar::TLS13))
}

/// `SChannel`'s curve, which must be the last word; all three are four bytes long.
fn curve_suffix(text: &[u8]) -> Option<(usize, usize)> {
    let start = text.len().checked_sub(4)?;
    text.get(start).filter(|first| first.eq_ignore_ascii_case(&b'P'))?;
    Some((start, text.len()))
}

/// A `GnuTLS` session description as Exim writes it (`src/tls-gnu.c`, `peer_status`): parts joined by `__`.
///
/// `gnutls_session_get_desc` gives the key exchange with its group, the signature where one was made, the cipher, and
/// the MAC where the cipher is not an AEAD. In TLS 1.0 and 1.1 no signature is told, so that `ECDHE` leaves the
/// certificate's kind, and with it the suite, open.
fn description(text: &[u8], version: Option<TlsVersion>) -> Option<Parsed> {
    let mut parts = [(0, 0); 4];
    let mut count = 0;
    let mut start = 0;
    loop {
        let rest = text.get(start..)?;
        let len = rest.windows(2).position(|pair| pair == b"__");
        let end = len.map_or(text.len(), |len| start + len);
        *parts.get_mut(count)? = (start, end);
        count += 1;
        if len.is_none() {
            break;
        }
        start = end + 2;
    }
    let part = |(start, end): (usize, usize)| text.get(start..end).unwrap_or_default();
    let is_hash = |span| {
        let key = grammar::scan(part(span));
        key != 0 && key & !grammar::HASH == 0
    };
    let (exchange, signature, cipher, mac) = match (count, parts) {
        (2, [exchange, cipher, ..]) => (exchange, None, cipher, None),
        (3, [exchange, cipher, mac, _]) if is_hash(mac) => (exchange, None, cipher, Some(mac)),
        (3, [exchange, signature, cipher, _]) => (exchange, Some(signature), cipher, None),
        (4, [exchange, signature, cipher, mac]) if is_hash(mac) => {
            (exchange, Some(signature), cipher, Some(mac))
        }
        _ => return None,
    };
    let sealed = grammar::scan(part(cipher)) | mac.map_or(0, |mac| grammar::scan(part(mac)));
    if sealed & !grammar::TLS13_PART != 0 {
        return None;
    }
    let (agreed, group) = exchange_and_group(part(exchange))?;
    let row = match version {
        Some(TlsVersion::Tls13) => tls13(sealed)?,
        // Without a version only a cipher that TLS 1.3 no longer has, or a key exchange it never had, is decided.
        None if sealed & grammar::AEAD != 0 && agreed & grammar::AUTHENTICATION & !grammar::PSK == 0 => {
            return None;
        }
        _ => {
            let signed = signature.map_or(0, |signature| signer(part(signature)));
            suites::find(grammar::canonical(agreed | signed | sealed))?
        }
    };
    Some(Parsed { suite: Suite(row), group, signature })
}

/// The key exchange of a description's first part and, after its words, the group: `ECDHE_SECP256R1`.
fn exchange_and_group(text: &[u8]) -> Option<(Key, Option<(usize, usize)>)> {
    let mut key = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let len = rest.iter().position(|&byte| byte == b'_').unwrap_or(rest.len());
        let word = grammar::scan(rest.get(..len)?);
        if word & grammar::UNREAD != 0 {
            break;
        }
        key |= word;
        at = (at + len + 1).min(text.len());
    }
    (key != 0).then_some((key, (at < text.len()).then_some((at, text.len()))))
}

/// Who signed: the first word of a signature algorithm.
fn signer(text: &[u8]) -> Key {
    let word = text.split(|&byte| byte == b'_').next().unwrap_or_default();
    // `EdDSA_Ed25519` certificates serve the ECDSA suites (RFC 8422).
    let key = if word.eq_ignore_ascii_case(b"EDDSA") { grammar::ECDSA } else { grammar::scan(word) };
    key & (grammar::RSA | grammar::DSS | grammar::ECDSA | grammar::UNREAD)
}

#[cfg(test)]
#[path = "suite_tests.rs"]
mod tests;
