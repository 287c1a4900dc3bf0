//! One grammar for all spellings of a cipher suite: IANA, OpenSSL, `GnuTLS`, rustls, Java and `SChannel` join the same
//! few words with `-` or `_`, so a name is read as the set of its words.
//!
//! A [`Key`] is that set, one bit a word; the table of suites is sorted by the keys of its IANA names, read by these
//! same functions while compiling. There is no list of spellings. Not here: `GnuTLS` descriptions, whose parts come in
//! a fixed order (see `suite`).

use super::words::{FACTOR, pack, upper};

/// What a name consists of: the bits below, one for each component.
pub(super) type Key = u64;

pub(super) const ECDHE: Key = 1;
pub(super) const DHE: Key = 1 << 1;
pub(super) const ECDH: Key = 1 << 2;
pub(super) const DH: Key = 1 << 3;
pub(super) const RSA: Key = 1 << 4;
pub(super) const DSS: Key = 1 << 5;
pub(super) const ECDSA: Key = 1 << 6;
pub(super) const ANON: Key = 1 << 7;
pub(super) const PSK: Key = 1 << 8;
pub(super) const SRP: Key = 1 << 9;
pub(super) const EXPORT: Key = 1 << 10;
/// A TLS 1.3 suite: its name holds no key exchange.
pub(super) const TLS13: Key = 1 << 11;

const AES: Key = 1 << 12;
const CAMELLIA: Key = 1 << 13;
const ARIA: Key = 1 << 14;
const SEED: Key = 1 << 15;
const IDEA: Key = 1 << 16;
pub(super) const DES: Key = 1 << 17;
pub(super) const TRIPLE: Key = 1 << 18;
pub(super) const RC4: Key = 1 << 19;
pub(super) const RC2: Key = 1 << 20;
pub(super) const NULL: Key = 1 << 21;
pub(super) const CHACHA: Key = 1 << 22;
const SIZE128: Key = 1 << 23;
pub(super) const SIZE256: Key = 1 << 24;
const GCM: Key = 1 << 25;
const CCM: Key = 1 << 26;
pub(super) const EIGHT: Key = 1 << 27;
const MD5: Key = 1 << 28;
const SHA1: Key = 1 << 29;
pub(super) const SHA256: Key = 1 << 30;
pub(super) const SHA384: Key = 1 << 31;

/// The name begins with `TLS`, so that a missing key exchange means TLS 1.3 and not OpenSSL's static RSA.
pub(super) const PREFIX: Key = 1 << 32;
/// `SChannel` on Windows before 10 puts the curve behind the name: `_P256`.
pub(super) const CURVE: Key = 1 << 33;
/// A word outside the grammar, or none at all.
pub(super) const UNREAD: Key = 1 << 63;

/// Who signs, or that nobody does.
pub(super) const AUTHENTICATION: Key = RSA | DSS | ECDSA | ANON | PSK | SRP;
const EXCHANGE: Key = ECDHE | DHE | ECDH | DH | AUTHENTICATION;
/// The block or stream cipher, without its key size.
pub(super) const CIPHER: Key = AES | CAMELLIA | ARIA | SEED | IDEA | DES | TRIPLE | RC4 | RC2 | NULL | CHACHA;
/// Modes that authenticate by themselves.
pub(super) const AEAD: Key = GCM | CCM | CHACHA;
pub(super) const HASH: Key = MD5 | SHA1 | SHA256 | SHA384;
/// All that TLS 1.3 keeps in a suite.
pub(super) const TLS13_PART: Key = CIPHER | SIZE128 | SIZE256 | GCM | CCM | EIGHT | HASH;

/// The set of words of a name, as written; [`UNREAD`] is among them where a word is unknown or empty.
pub(super) const fn scan(name: &[u8]) -> Key {
    let mut rest = name;
    let mut key = 0;
    loop {
        let bytes = eight_bytes(rest, name);
        let ends = word_ends(bytes);
        // All below the lowest mark; all eight bytes where there is none.
        let word = bytes & ((ends & ends.wrapping_neg()) >> 5).wrapping_sub(1);
        key |= meaning(upper(word));
        let len = (ends.trailing_zeros() / 8) as usize;
        let Some((_, after)) = rest.split_at_checked(len) else { return UNREAD };
        rest = match after {
            [b'-' | b'_', more @ ..] => more,
            [] => return key,
            // Eight bytes without a separator may be glued to what follows: `CAMELLIA256`.
            _ if len == WORD && key & UNREAD == 0 => after,
            _ => return UNREAD,
        };
    }
}

/// The key under which the suite stands in the table: what a spelling leaves out is filled in, what it says twice
/// is dropped.
pub(super) const fn canonical(key: Key) -> Key {
    let mut key = key & !CURVE;
    if key & EXCHANGE == 0 {
        // OpenSSL leaves static RSA out (`AES128-SHA`), the hash only beside CCM (`AES128-CCM8`); Momentum writes
        // TLS 1.3 suites without either (`AES-256-GCM`).
        let bare = key & (GCM | CHACHA) != 0 && key & HASH == 0;
        key |= if key & (PREFIX | TLS13) != 0 || bare { TLS13 } else { RSA };
    }
    key &= !PREFIX;
    if key & ANON != 0 {
        // Anonymous exchanges are ephemeral; IANA calls them `ECDH_anon` and `DH_anon`, GnuTLS sometimes `ECDHE`.
        key = key & !(ECDHE | DHE) | (key & ECDHE) << 2 | (key & DHE) << 2;
    }
    // OpenSSL writes TLS_ECDHE_RSA_WITH_ARIA_… as `ECDHE-ARIA…`.
    if key & (ECDHE | ARIA) == ECDHE | ARIA && key & AUTHENTICATION == 0 {
        key |= RSA;
    }
    // These have one size for each suite name; `40` counts as export.
    if key & (RC4 | RC2) != 0 {
        key &= !SIZE128;
    }
    with_hash(key)
}

/// AEAD suites have one hash each, which OpenSSL leaves out for `ChaCha20` and `GnuTLS` for all.
pub(super) const fn with_hash(key: Key) -> Key {
    if key & HASH != 0 {
        key
    } else if key & GCM != 0 && key & SIZE256 != 0 {
        key | SHA384
    } else if key & (GCM | CHACHA) != 0 || key & CCM != 0 && key & TLS13 != 0 {
        key | SHA256
    } else {
        key
    }
}

/// Bytes in a machine word.
const WORD: usize = 8;

/// The next bytes, padded with zeros. `rest` is a suffix of `name`.
const fn eight_bytes(rest: &[u8], name: &[u8]) -> u64 {
    match (rest.first_chunk::<WORD>(), name.last_chunk::<WORD>()) {
        (Some(bytes), _) => u64::from_le_bytes(*bytes),
        // The last bytes of the name, less what stands before `rest`.
        (None, Some(bytes)) if !rest.is_empty() => u64::from_le_bytes(*bytes) >> (8 * (WORD - rest.len())),
        _ => pack(rest),
    }
}

/// Bit 5 of every byte that is neither letter nor digit and may end a word: `_`, `-`, the padding and some others,
/// which the caller tells apart.
const fn word_ends(bytes: u64) -> u64 {
    // The lower five bits of letters and digits are at most 26; those of `_` are 31.
    let high = ((bytes & repeat(0x1F)) + repeat(1)) & repeat(0x20);
    // Letters have bit 6, digits bit 4; `-` and the padding have neither.
    let low = !(bytes | bytes << 2) & repeat(0x40);
    high | low >> 1
}

const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; WORD])
}

/// The bits of one packed word.
const fn meaning(word: u64) -> Key {
    let mut at = slot(word);
    loop {
        // A slot is below SLOTS, so the index stays inside.
        let (known, bits) = TABLE[at];
        if known == word {
            return bits;
        }
        if known == 0 {
            return UNREAD;
        }
        at = (at + 1) % SLOTS;
    }
}

const SLOTS: usize = 128;

const fn slot(word: u64) -> usize {
    (word.wrapping_mul(FACTOR) >> 57) as usize
}

/// Open addressing; an empty slot holds the word 0, whose meaning is [`UNREAD`].
static TABLE: [(u64, Key); SLOTS] = {
    let mut table = [(0, UNREAD); SLOTS];
    let mut rest: &[(&str, Key)] = WORDS;
    while let [(word, bits), more @ ..] = rest {
        let word = pack(word.as_bytes());
        let mut at = slot(word);
        while table[at].0 != 0 {
            at = (at + 1) % SLOTS;
        }
        table[at] = (word, *bits);
        rest = more;
    }
    table
};

/// Every word a suite may be made of. Words of nine bytes and more are split after the eighth.
const WORDS: &[(&str, Key)] = &[
    // Fixed parts that tell nothing: CBC is what remains where no other mode is named.
    ("SSL", 0),
    ("WITH", 0),
    ("CBC", 0),
    ("EDE", 0),
    ("POLY1305", 0),
    // rustls, then LibreSSL and BoringSSL, mark TLS 1.3 by a prefix of their own.
    ("TLS", PREFIX),
    ("TLS13", TLS13),
    ("AEAD", TLS13),
    // Key exchange and authentication; OpenSSL's older and shorter words beside IANA's.
    ("ECDHE", ECDHE),
    ("EECDH", ECDHE),
    ("DHE", DHE),
    ("EDH", DHE),
    ("ECDH", ECDH),
    ("DH", DH),
    ("ADH", DH | ANON),
    ("AECDH", ECDH | ANON),
    ("ANON", ANON),
    ("RSA", RSA),
    ("DSS", DSS),
    ("DSA", DSS),
    ("ECDSA", ECDSA),
    ("PSK", PSK),
    ("SRP", SRP),
    ("EXPORT", EXPORT),
    ("EXP", EXPORT),
    ("40", EXPORT),
    // Ciphers.
    ("AES", AES),
    ("AES128", AES | SIZE128),
    ("AES256", AES | SIZE256),
    ("CAMELLIA", CAMELLIA),
    ("ARIA", ARIA),
    ("ARIA128", ARIA | SIZE128),
    ("ARIA256", ARIA | SIZE256),
    ("SEED", SEED),
    ("IDEA", IDEA),
    ("DES", DES),
    ("DES40", DES | EXPORT),
    ("3DES", DES | TRIPLE),
    ("CBC3", DES | TRIPLE),
    ("RC4", RC4),
    ("ARCFOUR", RC4),
    ("RC2", RC2),
    ("NULL", NULL),
    ("CHACHA20", CHACHA),
    ("128", SIZE128),
    ("256", SIZE256),
    ("GCM", GCM),
    ("CCM", CCM),
    ("CCM8", CCM | EIGHT),
    ("8", EIGHT),
    // Hashes.
    ("MD5", MD5),
    ("SHA", SHA1),
    ("SHA1", SHA1),
    ("SHA256", SHA256),
    ("SHA384", SHA384),
    ("P256", CURVE),
    ("P384", CURVE),
    ("P521", CURVE),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_words_in_any_case_and_place() {
        for (name, expected) in [
            ("RC4-MD5", RC4 | MD5),
            ("rc4_md5", RC4 | MD5),
            ("CAMELLIA256-SHA", CAMELLIA | SIZE256 | SHA1),
            ("CHACHA20_POLY1305", CHACHA),
            ("TLS_AES_128_CCM_8_SHA256", PREFIX | AES | SIZE128 | CCM | EIGHT | SHA256),
            ("ECDHE-ECDSA-AES256-CCM8", ECDHE | ECDSA | AES | SIZE256 | CCM | EIGHT),
            ("8", EIGHT),
        ] {
            assert_eq!(scan(name.as_bytes()), expected, "{name}");
        }
    }

    #[test]
    fn err_what_is_not_of_the_grammar() {
        for name in [
            "",
            "-",
            "_",
            "AES128-",
            "-AES128",
            "AES128--SHA",
            "AES128__SHA",
            "AES129-SHA",
            "AES128 SHA",
            "AES\u{11}28-SHA",
            "AES128-SHA ",
            "CHACHA2O",
            "CAMELLIA257",
            "MD5.",
            "AES128-SHA-x",
        ] {
            assert_ne!(scan(name.as_bytes()) & UNREAD, 0, "{name}");
        }
    }

    #[test]
    fn each_word_is_found_in_its_own_slot() {
        for (word, bits) in WORDS {
            assert_eq!(TABLE[slot(pack(word.as_bytes()))], (pack(word.as_bytes()), *bits), "{word}");
            assert_eq!(meaning(pack(word.as_bytes())), *bits, "{word}");
        }
    }
}
