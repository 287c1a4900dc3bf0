//! Reads IP addresses as header fields write them, says what kind of address each is, and whether one name of a host
//! lies below another.
//!
//! Input is one word without folds. Not here: finding that word in a clause, stripping the round brackets of a
//! comment, and what an address means for trust. Networks given by the user are not read here either.
//!
//! An address that many forms share is one value here: an IPv4-mapped IPv6 address is the IPv4 address it stands
//! for (RFC 4291 §2.5.5.2), and a zone id is left out (RFC 4007 §11: it has a meaning on its own host only).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::span::Span;

/// An address found in a word, and where in that word it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Literal {
    /// The address.
    pub ip: IpAddr,
    /// The port written with it. Writers add the client's port when logging of ports is on.
    pub port: Option<u16>,
    /// The text of the address alone: no brackets, no `IPv6:` tag, no zone id, no port.
    pub span: Span,
}

/// What an address is set aside for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum AddressClass {
    /// `0.0.0.0` and `::`: no address yet (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2).
    Unspecified,
    /// 127/8 and `::1` (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
    Loopback,
    /// Inside one network: RFC 1918, shared space 100.64/10 (RFC 6598), unique local `fc00::/7` (RFC 4193), the former
    /// site-local `fec0::/10` (RFC 3879), local translation `64:ff9b:1::/48` (RFC 8215).
    Private,
    /// On one link: 169.254/16 (RFC 3927), `fe80::/10` (RFC 4291 §2.5.6).
    LinkLocal,
    /// For examples in text: 192.0.2/24, 198.51.100/24, 203.0.113/24 (RFC 5737), `2001:db8::/32` (RFC 3849),
    /// `3fff::/20` (RFC 9637).
    Documentation,
    /// For tests of network devices: 198.18/15 (RFC 2544), `2001:2::/48` (RFC 5180).
    Benchmarking,
    /// Groups of hosts: 224/4 (RFC 5771), `ff00::/8` (RFC 4291 §2.7). Never a source.
    Multicast,
    /// Assigned to no host: the rest of 0/8 (RFC 1122 §3.2.1.3), 240/4 with the broadcast address (RFC 1112 §4),
    /// and IPv6 space outside `2000::/3` that nothing above uses (RFC 4291 §2.4).
    Reserved,
    /// `2002:a00::/24`, the 6to4 form of 10/8. It cannot be routed (RFC 3056 §2 wants a global IPv4 address); Google
    /// labels its internal hosts so (`by 2002:a05:6402:…`).
    GoogleInternal,
    /// The rest of `2002::/16` (RFC 3056), which wraps an IPv4 address.
    SixToFour,
    /// Anything else: a host anywhere on the Internet.
    Public,
}

/// The address behind the last `@`, as in `ident@192.0.2.1`, and where it begins; 0 where there is no `@`.
pub(crate) fn behind_ident(word: &[u8]) -> Option<(usize, IpAddr)> {
    let start = word.iter().rposition(|&b| b == b'@').map_or(0, |at| at + 1);
    Some((start, parse(word.get(start..)?)?))
}

/// Reads one address: `192.0.2.1`, `2001:db8::1`, `IPv6:2001:db8::1`, `fe80::1%12`, each also in square brackets.
///
/// A word with a port is not an address alone: see [`read`].
pub fn parse(word: &[u8]) -> Option<IpAddr> {
    let inner = match word {
        [b'[', inner @ .., b']'] => inner,
        bare => bare,
    };
    address(inner, 0).map(|found| found.ip)
}

/// Reads an address with what writers put round it: any form of [`parse`] and of [`literal`], or `192.0.2.1:25`.
#[inline]
pub fn read(word: &[u8]) -> Option<Literal> {
    match word.first()? {
        b'[' | b'/' => literal(word),
        b'0'..=b'9' => address_or_with_port(word, 0, b":"),
        _ if has_early_colon(word) => tagged(word, 0),
        // Most words are names: no address begins like them.
        _ => None,
    }
}

/// Reads a word whose form shows that an address is meant.
///
/// `[IP]` (RFC 5321 §4.1.3) · `[IP]:port` and `[IPv4:port]` (Exim, ecelerity) · `[IPv4.port]` (Exim 3) ·
/// `[[IPv6]:port]` · `[(IP)]` (Cellopoint, MDaemon) · `/IP` and `/IPv4:port` (Java's `InetAddress`, name left out).
/// A bare word is not read: `8.15.2.1` may be a version.
pub fn literal(word: &[u8]) -> Option<Literal> {
    match word {
        [b'[', inner @ .., b']'] if inner.starts_with(b"[") => {
            bracketed(inner, 1).filter(|found| found.port.is_some())
        }
        [b'[', b'(', inner @ .., b')', b']'] => {
            let span = Span::new(2, 2 + inner.len());
            parse(inner).map(|ip| Literal { ip, port: None, span })
        }
        [b'[', ..] => bracketed(word, 0),
        [b'/', b'[', ..] => bracketed(word.get(1..)?, 1),
        [b'/', rest @ ..] => address_or_with_port(rest, 1, b":"),
        _ => None,
    }
}

/// The class of an address. IPv4-mapped addresses are judged as IPv4.
pub fn class(ip: IpAddr) -> AddressClass {
    match ip.to_canonical() {
        IpAddr::V4(v4) => class_v4(v4),
        IpAddr::V6(v6) => class_v6(v6),
    }
}

/// `[inner]` or `[inner]:port`; `at` is where `text` starts in the word.
fn bracketed(text: &[u8], at: usize) -> Option<Literal> {
    let close = text.iter().rposition(|&b| b == b']')?;
    let inner = text.get(1..close)?;
    match text.get(close + 1..)? {
        [] => address_or_with_port(inner, at + 1, b":."),
        [b':', digits @ ..] => Some(Literal { port: Some(port(digits)?), ..address(inner, at + 1)? }),
        _ => None,
    }
}

/// An address, or an IPv4 address, one of `marks` and a port. IPv6 has no such form: the last group and the port look
/// alike.
fn address_or_with_port(text: &[u8], at: usize, marks: &[u8]) -> Option<Literal> {
    let Some((ip, rest)) = ipv4_and_rest(text) else { return tagged(text, at) };
    let port = match rest {
        [] => None,
        [mark, digits @ ..] if marks.contains(mark) => Some(port(digits)?),
        _ => return None,
    };
    Some(Literal { ip: IpAddr::V4(ip), port, span: Span::new(at, at + text.len() - rest.len()) })
}

/// An address with or without tag and zone, nothing round it.
fn address(text: &[u8], at: usize) -> Option<Literal> {
    address_or_with_port(text, at, b"")
}

/// A group has at most four digits, so the first colon of an IPv6 address is among its first five bytes.
#[inline]
fn has_early_colon(text: &[u8]) -> bool {
    matches!(
        text,
        [b':', ..] | [_, b':', ..] | [_, _, b':', ..] | [_, _, _, b':', ..] | [_, _, _, _, b':', ..]
    )
}

/// An IPv6 address, or either kind after an `IPv6:` tag.
fn tagged(text: &[u8], at: usize) -> Option<Literal> {
    if !has_early_colon(text) {
        return None;
    }
    let colon = text.iter().position(|&b| b == b':')?;
    let tag = colon == 4 && text.get(..4).is_some_and(|tag| tag.eq_ignore_ascii_case(b"ipv6"));
    let skip = if tag { 5 } else { 0 };
    let bare = text.get(skip..)?;
    let found = |ip, len| Literal { ip, port: None, span: Span::new(at + skip, at + skip + len) };
    if let Some(ip) = ipv6(bare) {
        return Some(found(ip, bare.len()));
    }
    if let Some(percent) = bare.iter().position(|&b| b == b'%') {
        let (front, zone) = bare.split_at(percent);
        return is_zone(zone).then_some(found(ipv6(front)?, percent));
    }
    // Some writers tag whatever came over an IPv6 socket.
    ipv4(bare).filter(|_| tag).map(|ip| found(IpAddr::V4(ip), bare.len()))
}

/// RFC 4291 §2.2: eight groups of one to four hex digits, one run of zero groups as `::`, the last two groups
/// perhaps as an IPv4 address. A mapped address is the IPv4 address.
fn ipv6(text: &[u8]) -> Option<IpAddr> {
    let mut groups = [0_u16; 8];
    let mut read = 0;
    // How many groups stand before `::`.
    let mut gap = None;
    let mut group = 0;
    let mut digits = 0;
    for (at, &byte) in text.iter().enumerate() {
        let digit = HEX.get(usize::from(byte)).copied().unwrap_or(NO_DIGIT);
        if digit != NO_DIGIT {
            group = group << 4 | u16::from(digit);
            digits += 1;
            if digits > 4 {
                return None;
            }
        } else if byte == b':' && digits > 0 {
            *groups.get_mut(read)? = group;
            read += 1;
            (group, digits) = (0, 0);
        } else if byte == b':' && at > 0 && gap.is_none() {
            gap = Some(read);
        } else if byte == b':' && at == 0 && text.starts_with(b"::") {
            // The second colon opens the gap.
        } else if byte == b'.' && digits > 0 {
            let [a, b, c, d] = ipv4(text.get(at - digits..)?)?.octets();
            *groups.get_mut(read)? = u16::from_be_bytes([a, b]);
            read += 1;
            group = u16::from_be_bytes([c, d]);
            break;
        } else {
            return None;
        }
    }
    if digits > 0 {
        *groups.get_mut(read)? = group;
        read += 1;
    } else if gap != Some(read) {
        return None;
    }
    if let Some(before) = gap.filter(|_| read < 8) {
        let packed = groups;
        groups.get_mut(before..)?.fill(0);
        let after = packed.get(before..read)?;
        groups.iter_mut().rev().zip(after.iter().rev()).for_each(|(to, from)| *to = *from);
    } else if gap.is_some() || read < 8 {
        return None;
    }
    Some(IpAddr::V6(Ipv6Addr::from(groups)).to_canonical())
}

/// `%` and the number or name of an interface (RFC 4007 §11.2).
fn is_zone(text: &[u8]) -> bool {
    matches!(text, [b'%', zone @ ..] if !zone.is_empty()
        && zone.iter().all(|&b| b.is_ascii_alphanumeric() || b"%-._~".contains(&b)))
}

/// Four decimal octets. A leading zero is refused: some readers take it for octal (RFC 6943 §3.1.1).
fn ipv4(text: &[u8]) -> Option<Ipv4Addr> {
    ipv4_and_rest(text).filter(|(_, rest)| rest.is_empty()).map(|(ip, _)| ip)
}

/// The IPv4 address that `text` begins with, and what follows it: for text in which the end of the address is not known
/// yet. A fourth digit or a fifth octet is left in place for the caller to refuse.
#[inline]
pub(crate) fn ipv4_and_rest(text: &[u8]) -> Option<(Ipv4Addr, &[u8])> {
    if text.first()?.is_ascii_digit() { octets(text) } else { None }
}

fn octets(text: &[u8]) -> Option<(Ipv4Addr, &[u8])> {
    let (a, rest) = octet(text)?;
    let (b, rest) = octet(rest.strip_prefix(b".")?)?;
    let (c, rest) = octet(rest.strip_prefix(b".")?)?;
    let (d, rest) = octet(rest.strip_prefix(b".")?)?;
    Some((Ipv4Addr::from_bits(a << 24 | b << 16 | c << 8 | d), rest))
}

/// One octet and what follows it.
#[inline]
fn octet(text: &[u8]) -> Option<(u32, &[u8])> {
    let (&first, rest) = text.split_first()?;
    let mut value = digit(first)?;
    let Some((second, more)) = leading_digit(rest) else { return Some((value, rest)) };
    if value == 0 {
        return None;
    }
    value = value * 10 + second;
    let Some((third, more_yet)) = leading_digit(more) else { return Some((value, more)) };
    value = value * 10 + third;
    (value <= 255).then_some((value, more_yet))
}

#[inline]
fn leading_digit(text: &[u8]) -> Option<(u32, &[u8])> {
    let (&first, rest) = text.split_first()?;
    Some((digit(first)?, rest))
}

#[inline]
const fn digit(byte: u8) -> Option<u32> {
    let value = byte.wrapping_sub(b'0');
    if value <= 9 { Some(value as u32) } else { None }
}

/// A port in decimal, at most five digits.
fn port(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 5 {
        return None;
    }
    let mut value: u32 = 0;
    for &b in digits {
        value = value * 10 + digit(b)?;
    }
    u16::try_from(value).ok()
}

/// True where the host is `name`, or ends in it after a dot. Case does not count.
#[inline]
pub(crate) fn is_at_or_below(host: &[u8], name: &[u8]) -> bool {
    let split = host.len().checked_sub(name.len()).and_then(|at| host.split_at_checked(at));
    split.is_some_and(|(above, tail)| {
        tail.eq_ignore_ascii_case(name) && (above.is_empty() || above.ends_with(b"."))
    })
}

/// True for an address inside one network or on one link, whose owner cannot be told from outside.
pub(crate) fn is_private(ip: IpAddr) -> bool {
    matches!(class(ip), AddressClass::Private | AddressClass::LinkLocal)
}

fn class_v4(ip: Ipv4Addr) -> AddressClass {
    match ip.octets() {
        [0, 0, 0, 0] => AddressClass::Unspecified,
        [127, ..] => AddressClass::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => AddressClass::Private,
        [169, 254, ..] => AddressClass::LinkLocal,
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => AddressClass::Documentation,
        [198, 18..=19, ..] => AddressClass::Benchmarking,
        [224..=239, ..] => AddressClass::Multicast,
        [0 | 240..=255, ..] => AddressClass::Reserved,
        _ => AddressClass::Public,
    }
}

fn class_v6(ip: Ipv6Addr) -> AddressClass {
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => AddressClass::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => AddressClass::Loopback,
        // IPv4-compatible (RFC 4291 §2.5.5.1, deprecated) and translated (RFC 6052 §2.1): the IPv4 address counts.
        [0, 0, 0, 0, 0, 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            class_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        [0x64, 0xff9b, 1, ..] | [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => AddressClass::Private,
        [0xfe80..=0xfebf, ..] => AddressClass::LinkLocal,
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => AddressClass::Documentation,
        [0x2001, 2, 0, ..] => AddressClass::Benchmarking,
        [0xff00..=0xffff, ..] => AddressClass::Multicast,
        [0x2002, 0x0a00..=0x0aff, ..] => AddressClass::GoogleInternal,
        [0x2002, ..] => AddressClass::SixToFour,
        [0x2000..=0x3fff, ..] => AddressClass::Public,
        _ => AddressClass::Reserved,
    }
}

/// Values of the hex digits.
static HEX: [u8; 256] = hex();

const fn hex() -> [u8; 256] {
    let mut table = [NO_DIGIT; 256];
    let mut value: u8 = 0;
    while value < 16 {
        let lower = b"0123456789abcdef"[value as usize];
        table[lower as usize] = value;
        table[lower.to_ascii_uppercase() as usize] = value;
        value += 1;
    }
    table
}

/// More than any digit's value.
const NO_DIGIT: u8 = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect(text)
    }

    #[test]
    fn ok_one_address_in_every_spelling() {
        for (word, expected) in [
            ("192.0.2.1", "192.0.2.1"),
            ("0.0.0.0", "0.0.0.0"),
            ("255.255.255.255", "255.255.255.255"),
            ("[192.0.2.1]", "192.0.2.1"),
            ("2001:db8::1", "2001:db8::1"),
            ("2001:DB8::A", "2001:db8::a"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("IPv6:2001:db8::1", "2001:db8::1"),
            ("[IPV6:2001:db8::1]", "2001:db8::1"),
            ("[ipv6:::1]", "::1"),
            ("::", "::"),
            ("1::", "1::"),
            ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
            ("0:0:0:0:0:0:0:1", "::1"),
            ("0001:0002:0003:0004:0005:0006:0007:0008", "1:2:3:4:5:6:7:8"),
            ("fe80::1%12", "fe80::1"),
            ("fe80::1%eth0", "fe80::1"),
            ("[IPv6:fe80::a1b2:c3d4%12]", "fe80::a1b2:c3d4"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("[IPv6:::FFFF:192.0.2.1]", "192.0.2.1"),
            ("::ffff:c000:201", "192.0.2.1"),
            ("0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"),
            ("::192.0.2.1", "::c000:201"),
            ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
            ("IPv6:192.0.2.1", "192.0.2.1"),
        ] {
            assert_eq!(parse(word.as_bytes()), Some(ip(expected)), "{word}");
        }
    }

    #[test]
    fn err_what_is_no_address() {
        let words = "[] | [ | ] | . | : | ... | ::: | mail | mail.example.org | 192.0.2 | 192.0.2. | .192.0.2.1 | \
             192.0.2.256 | 192.0.2.1000 | 192.0.2.010 | 192.0.2.00 | 192..2.1 | 192.0.2.1. | 192.0.2.1.5 | \
             192.0.2.1a | 192.0.2.-1 | 192.0.2.1%1 | 15.20.9542.15 | [192.0.2.1 | 192.0.2.1] | \
             [[192.0.2.1]] | 192.0.2.1:25 | [192.0.2.1]:25 | 1:2:3:4:5:6:7 | 1:2:3:4:5:6:7:8:9 | \
             1:2:3:4:5:6:7:8:: | ::1:: | 1::2::3 | 1:2:3:4::5:6:7:8 | :1:2:3:4:5:6:7:8 | 1: | \
             1:2:3:4:5:6:7: | 12345:: | ::g | ::192.0.2.1:1 | 1:2:3:4:5:6:7:192.0.2.1 | ::192.0.2.256 | \
             fe80::1% | fe80::1%] | IPv6: | IPv6:IPv6:::1 | IPv4:192.0.2.1 | 10:25 | 10:25:13 | \
             unix socket | null | ::ffff: | ::ffff:192.0.2 | 2001:db8::1/64";
        for word in words.split(" | ") {
            assert_eq!(parse(word.as_bytes()), None, "{word}");
        }
        assert_eq!(parse(b""), None);
        assert_eq!(parse(b"\xff\x00::1"), None);
    }

    #[test]
    fn literals_give_address_port_and_place() {
        for (word, expected, port, text) in [
            ("[192.0.2.1]", "192.0.2.1", None, "192.0.2.1"),
            ("[192.0.2.1]:43077", "192.0.2.1", Some(43077), "192.0.2.1"),
            ("[192.0.2.1:25]", "192.0.2.1", Some(25), "192.0.2.1"),
            ("[192.0.2.1.2525]", "192.0.2.1", Some(2525), "192.0.2.1"),
            ("[IPv6:2001:db8::1]:25", "2001:db8::1", Some(25), "2001:db8::1"),
            ("[2001:db8::1]:65535", "2001:db8::1", Some(65535), "2001:db8::1"),
            ("[[2001:db8::1]:25]", "2001:db8::1", Some(25), "2001:db8::1"),
            ("[2001:db8::1:25]", "2001:db8::1:25", None, "2001:db8::1:25"),
            ("[::ffff:192.0.2.1]", "192.0.2.1", None, "::ffff:192.0.2.1"),
            ("[fe80::1%12]", "fe80::1", None, "fe80::1"),
            ("/192.0.2.1", "192.0.2.1", None, "192.0.2.1"),
            ("/192.0.2.1:25", "192.0.2.1", Some(25), "192.0.2.1"),
            ("/0:0:0:0:0:0:0:1", "::1", None, "0:0:0:0:0:0:0:1"),
            ("/[2001:db8::1]:25", "2001:db8::1", Some(25), "2001:db8::1"),
        ] {
            let found = literal(word.as_bytes()).expect(word);
            assert_eq!((found.ip, found.port), (ip(expected), port), "{word}");
            assert_eq!(found.span.of(word.as_bytes()), text.as_bytes(), "{word}");
            assert_eq!(read(word.as_bytes()), Some(found), "{word}");
        }
    }

    #[test]
    fn bare_words_are_read_only_where_asked_for() {
        let found = read(b"192.0.2.1:587").expect("address and port");
        assert_eq!((found.ip, found.port, found.span), (ip("192.0.2.1"), Some(587), Span::new(0, 9)));
        assert_eq!(read(b"IPv6:::1").map(|f| f.span), Some(Span::new(5, 8)));
        for word in ["192.0.2.1", "8.15.2.1", "192.0.2.1:587", "::1"] {
            assert_eq!(literal(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn err_literals() {
        let words = "[192.0.2.1]: | [192.0.2.1]:65536 | [192.0.2.1]:000025 | [192.0.2.1]:+5 | [192.0.2.1]25 | \
             [192.0.2.1:] | [192.0.2.1.] | [192.0.2.1.70000] | [192.0.2.1.2.3] | [[192.0.2.1]] | [[::1]:25 | \
             [[::1]]:25 | []:25 | [unix socket] | [UNIX: localhost] | [local] | [null] | [ | [[ | [] | / | \
             /[ | //192.0.2.1 | x/192.0.2.1";
        for word in words.split(" | ") {
            assert_eq!(literal(word.as_bytes()), None, "{word}");
            assert_eq!(read(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn classes_at_their_edges() {
        use AddressClass::*;
        for (text, expected) in [
            ("0.0.0.0", Unspecified),
            ("0.0.0.1", Reserved),
            ("9.255.255.255", Public),
            ("10.0.0.0", Private),
            ("100.63.255.255", Public),
            ("100.64.0.0", Private),
            ("100.127.255.255", Private),
            ("100.128.0.0", Public),
            ("127.0.0.2", Loopback),
            ("128.0.0.1", Public),
            ("169.254.0.1", LinkLocal),
            ("172.15.255.255", Public),
            ("172.16.0.0", Private),
            ("172.31.255.255", Private),
            ("172.32.0.0", Public),
            ("192.0.2.255", Documentation),
            ("192.0.3.0", Public),
            ("192.168.0.1", Private),
            ("198.17.255.255", Public),
            ("198.19.255.255", Benchmarking),
            ("198.20.0.0", Public),
            ("198.51.100.1", Documentation),
            ("203.0.113.1", Documentation),
            ("223.255.255.255", Public),
            ("224.0.0.1", Multicast),
            ("239.255.255.255", Multicast),
            ("240.0.0.1", Reserved),
            ("255.255.255.255", Reserved),
            ("::", Unspecified),
            ("::1", Loopback),
            ("::ffff:127.0.0.1", Loopback),
            ("::ffff:10.0.0.1", Private),
            ("::8.8.8.8", Public),
            ("64:ff9b::10.0.0.1", Private),
            ("64:ff9b:1::1", Private),
            ("1::1", Reserved),
            ("2001:db7::1", Public),
            ("2001:db8:ffff::1", Documentation),
            ("2001:2::1", Benchmarking),
            ("2001:2:1::1", Public),
            ("2002:9ff::1", SixToFour),
            ("2002:a05:6402:1::", GoogleInternal),
            ("2002:c000:201::1", SixToFour),
            ("2a01:111:f403::1", Public),
            ("3fff:fff::1", Documentation),
            ("3fff:1000::1", Public),
            ("4000::1", Reserved),
            ("fbff::1", Reserved),
            ("fc00::1", Private),
            ("fdff::1", Private),
            ("fe7f::1", Reserved),
            ("fe80::1", LinkLocal),
            ("febf::1", LinkLocal),
            ("fec0::1", Private),
            ("ff02::1", Multicast),
        ] {
            assert_eq!(class(ip(text)), expected, "{text}");
        }
    }

    /// The standard library's readers are the reference for bare addresses; both refuse leading zeros.
    #[test]
    fn bare_addresses_read_as_the_standard_library_reads_them() {
        const BYTES: &[u8] = b"0125:::..:f9aF";
        let mut state: u64 = 1;
        let mut read = 0;
        for _ in 0..200_000 {
            let mut word = [0; 14];
            let mut len = 0;
            for slot in &mut word {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let pick = usize::try_from(state >> 33).expect("31 bits");
                *slot = BYTES[pick % BYTES.len()];
                len = pick % 15;
            }
            let word = &word[..len];
            let expected = std::str::from_utf8(word).ok().and_then(|text| text.parse::<IpAddr>().ok());
            assert_eq!(address(word, 0).map(|f| f.ip), expected.map(|ip| ip.to_canonical()), "{word:?}");
            read += usize::from(expected.is_some());
        }
        assert!(read > 100, "the words hardly ever form an address: {read}");
    }
}
