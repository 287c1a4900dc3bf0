//! The shape of a queue or session id, told in one pass.
//!
//! A shape is a hint of the software (`trust-model` I-checks use it too); it never yields a TLS fact.

/// Shapes of ids that the atlas tells apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub(crate) enum IdKind {
    /// No id.
    None,
    /// Exim to 4.96: `1oSTI8-0042uY-EP`; from 4.97: `1vAiQP-0000000Bw8d-1eAD`.
    Exim,
    /// Postfix, short: microseconds in five upper-case hex digits, then the inode, which has 16 at most.
    PostfixShort,
    /// Two of them joined by `_`, as Sophos's appliance writes.
    PostfixTwice,
    /// Postfix, long: ten base-52 digits, `z`, inode in base 51.
    PostfixLong,
    /// Sendmail 8.10 and later: `27VB5RGa006024`.
    Sendmail,
    /// Sendmail to 8.9: the hour as a letter, `AA`, process number: `NAA29323`; before 8.6 without the hour.
    SendmailOld,
    /// FortiMail: two Sendmail ids joined by a hyphen.
    SendmailTwice,
    /// Proofpoint: ten characters, hyphen, number.
    Proofpoint,
    /// UUID.
    Uuid,
    /// UUID with a transaction number: `B3C0198B-….1` (Haraka).
    UuidDot,
    /// Exchange's version number: `15.20.3021.23`.
    Exchange,
    /// Exchange Online's version number: `15.20.`, `15.21.`.
    ExchangeOnline,
    /// Google: `c35so2222222edf.5`, with local date and time at the end on its outer hosts.
    Google,
    /// 8 lower-case hex digits.
    Hex8,
    /// 24 lower-case hex digits.
    Hex24,
    /// 32 lower-case hex digits.
    Hex32,
    /// Decimal digits only.
    Digits,
    /// Two runs of digits joined by a dot (Zoho).
    DigitsDot,
    /// `XX/XX-12345-ABCDEF01` (Momentum).
    Slash,
    /// Three hex groups of 8 or 16 digits joined by dots (Courier).
    HexDots,
    /// Three hex groups of any other length joined by dots (simta).
    HexDotsLoose,
    /// 18 hex digits, dot, three digits (ZoneMTA).
    ZoneMta,
    /// `S` and letters and digits (ZMailer).
    ZMailer,
    /// Cloudmark Gateway: 22 base-62 characters that hold the session's time and the message's.
    Cloudmark,
    /// 22 characters of base 64 or base 62.
    Base22,
    /// `h` and 11 lower-case letters and digits: `hrabcd15abcd` (PowerMTA).
    PowerMta,
    /// `20021130151821.AAAA1234.mail@host`: date, a dot, a message id (InterMail).
    InterMail,
    /// Two lower-case letters and five digits: `aa08151` (MMDF).
    Mmdf,
    /// 16 characters of base 62, in both cases (Barracuda).
    Base16,
    /// Two bytes, a number and eight digits in upper-case hex, joined by dots: `8E.DD.12345.ABCDEF12` (Symantec).
    HexQuad,
    /// Four or more groups of lower-case hex digits joined by `_`: `4921_17ec_5d3e_0a2b` (McAfee).
    HexUnderscores,
    /// Contains `@`: a message id in angle brackets.
    MessageId,
    /// None of these.
    Other,
}

/// How many bytes of each class an id has, a byte of the sum for each: an id of more is none.
#[derive(Clone, Copy)]
struct Census(u64);

impl Census {
    fn of(id: &[u8]) -> Self {
        Self(id.iter().fold(0, |sum, byte| sum + UNITS.get(usize::from(*byte)).copied().unwrap_or_default()))
    }

    const fn count(self, class: u32) -> usize {
        (self.0 >> class & 255) as usize
    }

    const fn digits(self) -> usize {
        self.count(DIGITS)
    }

    /// All upper-case letters.
    const fn upper(self) -> usize {
        self.count(UPPER) + self.count(UPPER_HEX)
    }

    /// All lower-case letters.
    const fn lower(self) -> usize {
        self.count(LOWER) + self.count(LOWER_HEX)
    }

    /// True where bytes stand of no other classes than these.
    const fn is_only(self, classes: u64) -> bool {
        self.0 & !classes == 0
    }
}

const DIGITS: u32 = 0;
const UPPER_HEX: u32 = 8;
const LOWER_HEX: u32 = 16;
const UPPER: u32 = 24;
const LOWER: u32 = 32;
const HYPHENS: u32 = 40;
const DOTS: u32 = 48;
const OTHERS: u32 = 56;

/// All of the counters of letters and digits.
const PLAIN: u64 = (1 << HYPHENS) - 1;

/// What each byte adds to the sum.
static UNITS: [u64; 256] = {
    let mut units = [1 << OTHERS; 256];
    let mut byte = 0;
    while byte < 128u8 {
        let class = match byte {
            b'0'..=b'9' => DIGITS,
            b'A'..=b'F' => UPPER_HEX,
            b'a'..=b'f' => LOWER_HEX,
            b'G'..=b'Z' => UPPER,
            b'g'..=b'z' => LOWER,
            b'-' => HYPHENS,
            b'.' => DOTS,
            _ => OTHERS,
        };
        units[byte as usize] = 1 << class;
        byte += 1;
    }
    units
};

impl IdKind {
    /// Tells the shape of an id. An empty id is [`IdKind::None`].
    pub(crate) fn of(id: &[u8]) -> Self {
        if id.is_empty() {
            return Self::None;
        }
        if id.len() > 128 {
            return Self::Other;
        }
        let c = Census::of(id);
        if c.is_only(PLAIN) {
            return Self::plain(id, c);
        }
        if c.count(OTHERS) > 0 && id.contains(&b'@') {
            return if is_inter_mail(id) { Self::InterMail } else { Self::MessageId };
        }
        Self::told(id, c)
    }

    /// True where an id can be of this shape, though [`IdKind::of`] may tell another: `12345678` is of digits, and can
    /// be hex.
    pub(crate) fn fits(self, id: &[u8]) -> bool {
        let len = id.len();
        match self {
            Self::PostfixShort => is_postfix_short(id),
            Self::PostfixTwice => is_postfix_twice(id),
            Self::Hex8 => len == 8 && is_lower_hex(id),
            Self::Hex24 => len == 24 && is_lower_hex(id),
            Self::Hex32 => len == 32 && is_lower_hex(id),
            Self::Base22 => len == 22,
            Self::Sendmail => {
                Self::of(id) == self || ((12..=16).contains(&len) && id.iter().all(u8::is_ascii_digit))
            }
            _ => Self::of(id) == self,
        }
    }

    fn told(id: &[u8], c: Census) -> Self {
        let len = id.len();
        let at = |i: usize| id.get(i).copied().unwrap_or_default();
        let (digits, hyphens, dots, others) = (c.digits(), c.count(HYPHENS), c.count(DOTS), c.count(OTHERS));
        let hyphen = |places: &[usize]| places.len() == hyphens && places.iter().all(|&i| at(i) == b'-');
        if others == 0 && dots == 0 {
            if (len == 16 && hyphen(&[6, 13])) || (len == 23 && hyphen(&[6, 18])) {
                return Self::Exim;
            }
            if len == 36 && hyphen(&[8, 13, 18, 23]) {
                return Self::Uuid;
            }
            if hyphens == 1 {
                let (head, tail) = id.split_at(id.iter().position(|&b| b == b'-').unwrap_or(0));
                let tail = tail.get(1..).unwrap_or_default();
                if is_sendmail(head) && is_sendmail(tail) {
                    return Self::SendmailTwice;
                }
                if head.len() == 10
                    && tail.len() <= 2
                    && !tail.is_empty()
                    && tail.iter().all(u8::is_ascii_digit)
                {
                    return Self::Proofpoint;
                }
            }
        }
        if dots == 3 && others == 0 && hyphens == 0 {
            if is_hex_quad(id) {
                return Self::HexQuad;
            }
            if digits + 3 == len && [&b"8."[..], b"14.", b"15.", b"16."].iter().any(|h| id.starts_with(h)) {
                let online = id.starts_with(b"15.20.") || id.starts_with(b"15.21.");
                return if online { Self::ExchangeOnline } else { Self::Exchange };
            }
        }
        if others == 1 && dots == 0 && hyphens == 0 && is_postfix_twice(id) {
            return Self::PostfixTwice;
        }
        let underscores = others >= 3 && dots == 0 && hyphens == 0;
        if underscores && id.split(|&b| b == b'_').all(is_lower_hex) {
            return Self::HexUnderscores;
        }
        if others == 0 && len > 37 && hyphens == 4 && at(8) == b'-' && at(36) == b'.' {
            return Self::UuidDot;
        }
        if dots == 1 && digits + 1 == len {
            return Self::DigitsDot;
        }
        if dots >= 6 && ends_in_date(id) {
            return Self::Google;
        }
        if dots == 2 && digits + c.count(UPPER_HEX) + c.count(LOWER_HEX) + 2 == len {
            let full = id.split(|&b| b == b'.').all(|group| matches!(group.len(), 8 | 16));
            return if full { Self::HexDots } else { Self::HexDotsLoose };
        }
        if dots == 1 && at(len.wrapping_sub(4)) == b'.' && digits + c.count(LOWER_HEX) + 1 == len && len >= 18
        {
            return Self::ZoneMta;
        }
        if at(2) == b'/' && others == 1 && hyphens >= 1 {
            return Self::Slash;
        }
        if is_google(id) {
            return Self::Google;
        }
        if len == 22 {
            return Self::Base22;
        }
        Self::Other
    }

    /// The shape of an id of letters and digits.
    fn plain(id: &[u8], c: Census) -> Self {
        let len = id.len();
        let (digits, upper, lower) = (c.digits(), c.upper(), c.lower());
        if digits == len {
            return Self::Digits;
        }
        // Before Postfix: `CAA22237` is also hex, but a second and third letter A and a decimal rest are Sendmail's.
        if is_old_sendmail(id) {
            return Self::SendmailOld;
        }
        if lower == 0 && c.count(UPPER) == 0 && POSTFIX_SHORT.contains(&len) {
            return Self::PostfixShort;
        }
        if upper == 0 && c.count(LOWER) == 0 {
            match len {
                8 => return Self::Hex8,
                24 => return Self::Hex24,
                32 => return Self::Hex32,
                _ => {}
            }
        }
        if is_sendmail(id) {
            return Self::Sendmail;
        }
        let vowel = |b: &u8| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'a' | b'e' | b'i' | b'o' | b'u');
        if (11..=20).contains(&len) && id.get(10) == Some(&b'z') && !id.iter().any(vowel) {
            return Self::PostfixLong;
        }
        if len == 7 && digits == 5 && id.iter().take(2).all(u8::is_ascii_lowercase) {
            return Self::Mmdf;
        }
        if id.first() == Some(&b'h') && (11..=13).contains(&len) && upper == 0 && digits > 0 {
            return Self::PowerMta;
        }
        if id.first() == Some(&b'S') && len >= 8 && digits >= 5 {
            return Self::ZMailer;
        }
        if upper == 0 && is_google(id) {
            return Self::Google;
        }
        if is_cloudmark(id) {
            return Self::Cloudmark;
        }
        match len {
            22 => Self::Base22,
            16 if digits > 0 && upper > 0 && lower > 0 => Self::Base16,
            _ => Self::Other,
        }
    }
}

/// How long a short id of Postfix is (`global/mail_queue.c`): a file system's inodes begin with one digit.
const POSTFIX_SHORT: std::ops::RangeInclusive<usize> = 6..=21;

fn is_postfix_short(id: &[u8]) -> bool {
    POSTFIX_SHORT.contains(&id.len()) && id.iter().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
}

fn is_postfix_twice(id: &[u8]) -> bool {
    let Some(at) = id.iter().position(|&b| b == b'_') else { return false };
    let (head, tail) = id.split_at(at);
    is_postfix_short(head) && tail.split_first().is_some_and(|(_, tail)| is_postfix_short(tail))
}

/// Year, month, day, hour, minute and second as base-60 digits (`0-9A-Za-x`), one or two digits of a counter, and a
/// process number of six digits or more; five or six to 8.11 (Sendmail `queue.c`, `assign_queueid`).
fn is_sendmail(id: &[u8]) -> bool {
    let head = match id.len() {
        14..=16 => 8,
        12 | 13 => 7,
        _ => return false,
    };
    let (head, tail) = id.split_at(head.min(id.len()));
    let [_, month, day, hour, ..] = head else { return false };
    tail.iter().all(u8::is_ascii_digit)
        && head.iter().any(u8::is_ascii_alphabetic)
        && head.iter().all(|b| b.is_ascii_alphanumeric() && !matches!(b, b'y' | b'z'))
        && matches!(month, b'0'..=b'9' | b'A' | b'B')
        && matches!(day, b'1'..=b'9' | b'A'..=b'V')
        && matches!(hour, b'0'..=b'9' | b'A'..=b'N')
}

/// The hour as a letter, two letters that count (nearly always `AA`), a process number. Before 8.6: `AA` and five
/// digits.
fn is_old_sendmail(id: &[u8]) -> bool {
    if let Some(tail) = id.strip_prefix(b"AA")
        && tail.len() == 5
        && tail.iter().all(u8::is_ascii_digit)
    {
        return true;
    }
    let Some((head, tail)) = id.split_first_chunk::<3>() else { return false };
    let [hour, second, third] = head;
    let counted = (second, third) == (&b'A', &b'A')
        || (head.iter().all(u8::is_ascii_uppercase) && head.iter().any(|b| *b > b'F'));
    counted
        && matches!(hour, b'A'..=b'X')
        && (4..=7).contains(&tail.len())
        && tail.iter().all(u8::is_ascii_digit)
}

fn is_lower_hex(part: &[u8]) -> bool {
    !part.is_empty() && part.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_hex_quad(id: &[u8]) -> bool {
    let hex = |part: Option<&[u8]>, len: usize| {
        part.is_some_and(|p| p.len() == len && p.iter().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F')))
    };
    let mut parts = id.split(|&b| b == b'.');
    hex(parts.next(), 2)
        && hex(parts.next(), 2)
        && parts.next().is_some_and(|p| !p.is_empty() && p.iter().all(u8::is_ascii_digit))
        && hex(parts.next(), 8)
}

/// Fourteen digits of date and time, and a dot.
fn is_inter_mail(id: &[u8]) -> bool {
    let (date, rest) = id.split_at(id.len().min(14));
    (date.starts_with(b"19") || date.starts_with(b"20"))
        && date.iter().all(u8::is_ascii_digit)
        && rest.first() == Some(&b'.')
}

/// `….2023.02.01.17.46.16`
fn ends_in_date(id: &[u8]) -> bool {
    let mut parts = id.rsplit(|&b| b == b'.');
    let two_digits =
        |part: Option<&[u8]>| part.is_some_and(|p| p.len() == 2 && p.iter().all(u8::is_ascii_digit));
    (0..5).all(|_| two_digits(parts.next()))
        && parts
            .next()
            .is_some_and(|p| p.len() == 4 && p.starts_with(b"20") && p.iter().all(u8::is_ascii_digit))
}

/// Infixes of Google ids.
const INFIXES: [&[u8]; 11] =
    [b"si", b"so", b"sor", b"sm", b"mr", b"ls", b"sf", b"cs", b"csp", b"csb", b"csd"];

/// Before the first dot and behind the last hyphen: an infix that names the path inside Google, a number, and a few
/// letters and digits: `fsi1033616fac`, `c35so2222222edf`, `9d7csp7654321pxv`.
fn is_google(id: &[u8]) -> bool {
    let head = id.split(|&b| b == b'.').next().unwrap_or_default();
    let part = head.rsplit(|&b| b == b'-').next().unwrap_or_default();
    if part.len() < 9 || !part.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return false;
    }
    // The last letter behind which four or more digits stand ends the infix.
    let mut digits = 0;
    for (at, byte) in part.iter().enumerate().rev() {
        if byte.is_ascii_digit() {
            digits += 1;
            continue;
        }
        if digits >= 4 {
            let tail = part.get(at + 1 + digits..).unwrap_or_default();
            let infix = part.get(..=at).unwrap_or_default();
            return (2..=6).contains(&tail.len()) && INFIXES.iter().any(|i| infix.ends_with(i));
        }
        digits = 0;
    }
    false
}

/// Characters 1 to 5 are the time of the session, 14 to 18 that of the message: seconds in base 62, the fourth and
/// fifth digit from the right first, then the lower three, then the second-highest. Two of a session agree in all but
/// the lower places.
fn is_cloudmark(id: &[u8]) -> bool {
    let same = |a: usize, b: usize| id.get(a).is_some() && id.get(a) == id.get(b);
    id.len() == 22 && same(0, 13) && same(1, 14) && same(4, 17)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_kinds() {
        for (id, want) in [
            ("", IdKind::None),
            ("1oSTI8-0042uY-EP", IdKind::Exim),
            ("1vAiQP-0000000Bw8d-1eAD", IdKind::Exim),
            ("0A38821807", IdKind::PostfixShort),
            ("0A1B2C3D4E5F60718293", IdKind::PostfixShort),
            ("0A1B2C3D4E5F607182930A", IdKind::Base22),
            ("4355A9A8AD6_7A1B2C3D", IdKind::PostfixTwice),
            ("4355A_7A1B2C3D", IdKind::Other),
            ("4fFZ7p6Wbtz2xN5", IdKind::PostfixLong),
            ("27VB5RGa006024", IdKind::Sendmail),
            ("eA7FO8f01234", IdKind::Sendmail),
            ("1BRGhUab12345678", IdKind::Sendmail),
            // Month 12 and hour 24 are none.
            ("2CVB5RGa006024", IdKind::Other),
            ("27VO5RGa006024", IdKind::Other),
            ("NAA29323", IdKind::SendmailOld),
            ("CAA22237", IdKind::SendmailOld),
            ("AA03372", IdKind::SendmailOld),
            ("TAA123456", IdKind::SendmailOld),
            ("CAB22237", IdKind::PostfixShort),
            ("06F8H0ab012345-06F8H0cd012345", IdKind::SendmailTwice),
            ("3ncec0r7mu-1", IdKind::Proofpoint),
            ("e78bf876-b2fd-11eb-a3fe-0123456789ab", IdKind::Uuid),
            ("0A1B2C3D-1111-4222-8333-444455556666.1", IdKind::UuidDot),
            ("15.20.3021.23", IdKind::ExchangeOnline),
            ("15.21.9001.3", IdKind::ExchangeOnline),
            ("15.1.2507.35", IdKind::Exchange),
            ("14.03.0158.001", IdKind::Exchange),
            ("d2e1a72aaaaaa-72fe631bbbbsm8000001b3a.7.2025.02.03.05.11.47", IdKind::Google),
            ("586e51a60aaaa-29dea1cbbbbsi1000001fac.241.2024.11.28.09.11.47", IdKind::Google),
            ("c35so2222222edf.5", IdKind::Google),
            ("d7csp7654321pxv", IdKind::Google),
            ("6a1803df0aaaa-6dd12345678els987654321d6.1.-pod-prod-01-eu", IdKind::Google),
            ("01234567-89ab-11eb-8f01-23456789abc", IdKind::Other),
            ("9J6GtQkZZeKNY9J6HtAbCd", IdKind::Cloudmark),
            ("AbCdEfGhSTijKlMnOpQrSt", IdKind::Base22),
            ("f84b8515", IdKind::Hex8),
            ("156553990012345.12345678901234", IdKind::DigitsDot),
            ("AB/CD-00123-E7F3EB00", IdKind::Slash),
            ("0000000002300A2D.000000006819E389.0000140C", IdKind::HexDots),
            ("0004A111.45B65A00.00001234", IdKind::HexDots),
            ("4E4C2B7C.D1A69.14711", IdKind::HexDotsLoose),
            ("1955c8f4d5e000310e.007", IdKind::ZoneMta),
            ("S1234567AbgJHVS0", IdKind::ZMailer),
            ("2025@x", IdKind::MessageId),
            ("20021130151821.AAAA1234.mail@host.example", IdKind::InterMail),
            ("hrabcd15abcd", IdKind::PowerMta),
            ("aa08151", IdKind::Mmdf),
            ("hellothisisit", IdKind::Other),
            ("xtls1.3q", IdKind::Other),
            ("8E.DD.12345.ABCDEF12", IdKind::HexQuad),
            ("4921_17ec_5d3e_0a2b", IdKind::HexUnderscores),
            ("aB3dE5gH7jK9mN1p", IdKind::Base16),
        ] {
            assert_eq!(IdKind::of(id.as_bytes()), want, "{id}");
        }
    }

    #[test]
    fn what_fits_two_shapes_is_of_one() {
        for (id, kind) in [
            ("1234512345", IdKind::PostfixShort),
            ("DAA14963", IdKind::PostfixShort),
            ("12345678", IdKind::Hex8),
            ("S1234567abcdefghijKLMN", IdKind::Base22),
            ("12345678001234", IdKind::Sendmail),
        ] {
            assert_ne!(IdKind::of(id.as_bytes()), kind, "{id}");
            assert!(kind.fits(id.as_bytes()), "{id}");
        }
        for (id, kind) in [
            ("1tpOMg-000123-4a", IdKind::PostfixShort),
            ("4Z6VPy0sf8z1234", IdKind::PostfixShort),
            ("ABCDEF12", IdKind::Hex8),
            ("4355A9A8AD6", IdKind::Exim),
            ("4355A9A8AD6", IdKind::Sendmail),
        ] {
            assert!(!kind.fits(id.as_bytes()), "{id}");
        }
    }
}
