//! Clocks inside queue ids.
//!
//! Many ids hold the time at which they were made. It can be held against the stamp's date without any key. Not here:
//! what a difference means; the checks of ids say that.

use super::IdKind;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};

/// How an id holds its time. The dialect names the clock; `read` decodes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Clock {
    /// Six base-62 digits (`0-9A-Za-z`) before a hyphen, seconds (`exim src/src/string.c`, `string_base62`). Builds
    /// for file systems that do not tell case count in base 36.
    Exim,
    /// Long ids: six base-52 digits (`0-9`, consonants in upper, then lower case), seconds; four, microseconds; `z`.
    /// Short ids: five hex digits, microseconds (`postfix src/global/mail_queue.h`, `safe_ultostr.c`). No date there.
    Postfix,
    /// Base-60 digits (`0-9A-Za-x`): years since 1900 modulo 60, month from 0, day, hour, minute, second, in UTC
    /// (`sendmail/queue.c`, `assign_queueid`). Made when the connection opens. Of two ids joined, the second.
    Sendmail,
    /// Local date and time at the end: `.2023.02.01.17.46.16`.
    DottedLocal,
    /// The last eight hex digits, read backwards: seconds.
    BackwardHex,
    /// Characters 14 to 18: the lower five of six base-62 digits of the seconds, the highest of them last.
    Cloudmark,
    /// The first eight of 24 hex digits: seconds.
    Hex24,
    /// A hex number before the first of two dots: seconds.
    HexDot,
    /// The middle of three hex groups of eight or sixteen digits: seconds (`courier/submit.C`).
    HexMiddle,
    /// The first eleven of 18 hex digits: milliseconds (`seq-index`, `getByTime`).
    HexMillis,
    /// The first ten digits: seconds.
    Decimal,
    /// `YYYYMMDDhhmmss` at the beginning, in UTC.
    CompactUtc,
    /// `YYYYMMDDhhmmss` at the beginning, in the zone of the stamp.
    CompactLocal,
    /// A UUID of version 1, with hyphens or without: 100-nanosecond ticks since 1582-10-15 (RFC 9562 §5.1).
    Uuid,
}

/// 1990-01-01. Before it lies no mail that this program reads: such a time is a clock that was never set (Google has
/// written `.1969.12.31.16.00.00`), or no clock.
const EARLIEST: i64 = 631_152_000;

/// 1582-10-15 to 1970-01-01.
const GREGORIAN_SECONDS: i64 = 12_219_292_800;

impl Clock {
    /// The time in an id, in seconds since 1970; nothing where the id is not of the clock's form. What the id leaves
    /// out (zone, century) is taken from the date of the stamp.
    pub(crate) fn read(self, id: &[u8], stamp: DateTime<FixedOffset>) -> Option<i64> {
        let seconds = match self {
            Self::Exim => exim(id, stamp),
            Self::Postfix => postfix_long(id).map(|(seconds, _)| seconds),
            Self::Sendmail => sendmail(id, stamp),
            Self::DottedLocal => dotted_local(id).and_then(|t| local(t, stamp)),
            Self::BackwardHex => backward_hex(id),
            Self::Cloudmark => cloudmark(id, stamp),
            Self::Hex24 => (IdKind::of(id) == IdKind::Hex24).then(|| number(id.get(..8)?, 16)).flatten(),
            Self::HexDot => hex_dot(id),
            Self::HexMiddle => (IdKind::of(id) == IdKind::HexDots)
                .then(|| number(id.split(|&b| b == b'.').nth(1)?, 16))
                .flatten(),
            Self::HexMillis => (IdKind::of(id) == IdKind::ZoneMta)
                .then(|| number(id.get(..11)?, 16).map(|millis| millis / 1000))
                .flatten(),
            Self::Decimal => {
                (IdKind::of(id) == IdKind::DigitsDot).then(|| number(id.get(..10)?, 10)).flatten()
            }
            Self::CompactUtc => compact(id).map(|t| t.and_utc().timestamp()),
            Self::CompactLocal => compact(id).and_then(|t| local(t, stamp)),
            Self::Uuid => uuid(id),
        }?;
        (seconds >= EARLIEST).then_some(seconds)
    }

    /// What cannot be in an id of this clock's form.
    pub(crate) fn fault(self, id: &[u8]) -> Option<&'static str> {
        match self {
            Self::Postfix => {
                let micros = match IdKind::of(id) {
                    IdKind::PostfixShort => number(id.get(..5)?, 16)?,
                    _ => postfix_long(id)?.1,
                };
                (micros > 999_999).then_some("Its microseconds are more than a second has")
            }
            Self::Sendmail => {
                let [_, month, day, hour, ..] = sendmail_digits(last_part(id))?;
                (month > 11 || day == 0 || day > 31 || hour > 23).then_some("Its month, day or hour is none")
            }
            _ => None,
        }
    }

    /// True where the id can be made long before the line is written: as the session opens, or at intake where the
    /// line is written at delivery. Later than the line it cannot be.
    pub(crate) const fn may_be_early(self) -> bool {
        matches!(self, Self::Sendmail | Self::Hex24 | Self::HexMillis)
    }
}

fn exim(id: &[u8], stamp: DateTime<FixedOffset>) -> Option<i64> {
    let digits = id.get(..6).filter(|_| id.get(6) == Some(&b'-'))?;
    let usual = base62(digits);
    if id.iter().any(u8::is_ascii_lowercase) {
        return usual;
    }
    // Either base can be meant: the one that is nearer to the stamp.
    let times = [usual, number(digits, 36)].into_iter().flatten();
    times.min_by_key(|time| (time - stamp.timestamp()).abs())
}

fn base62(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0i64, |sum, &digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'A'..=b'Z' => digit - b'A' + 10,
            b'a'..=b'z' => digit - b'a' + 36,
            _ => return None,
        };
        Some(sum * 62 + i64::from(value))
    })
}

/// Seconds and microseconds.
fn postfix_long(id: &[u8]) -> Option<(i64, i64)> {
    if IdKind::of(id) != IdKind::PostfixLong {
        return None;
    }
    Some((base52(id.get(..6)?)?, base52(id.get(6..10)?)?))
}

fn base52(digits: &[u8]) -> Option<i64> {
    const DIGITS: &[u8; 52] = b"0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
    digits.iter().try_fold(0i64, |sum, digit| {
        let value = DIGITS.iter().position(|d| d == digit)?;
        Some(sum * 52 + i64::try_from(value).ok()?)
    })
}

fn sendmail(id: &[u8], stamp: DateTime<FixedOffset>) -> Option<i64> {
    let [year, month, day, hour, minute, second] = sendmail_digits(last_part(id))?;
    // The year among those 60 years apart that is nearest to the stamp's.
    let behind = (i64::from(stamp.year()) - 1900 - year).rem_euclid(60);
    let year = i64::from(stamp.year()) - behind + if behind > 30 { 60 } else { 0 };
    let part = |value: i64| u32::try_from(value).ok();
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, part(month + 1)?, part(day)?)?;
    let time = date.and_hms_opt(part(hour)?, part(minute)?, part(second)?)?;
    Some(time.and_utc().timestamp())
}

/// Of two ids joined by a hyphen the second: the message's, behind the session's.
fn last_part(id: &[u8]) -> &[u8] {
    if IdKind::of(id) == IdKind::SendmailTwice {
        return id.rsplit(|&b| b == b'-').next().unwrap_or(id);
    }
    id
}

/// The six base-60 digits of an id of Sendmail's form: 14 to 16 characters since 8.12, 12 or 13 before, the last ones
/// the process number in decimal. Not those of 8.9 and before, which have the hour alone.
fn sendmail_digits(id: &[u8]) -> Option<[i64; 6]> {
    let head = match id.len() {
        14..=16 => 8,
        12 | 13 => 7,
        _ => return None,
    };
    let (head, tail) = id.split_at_checked(head)?;
    if !tail.iter().all(u8::is_ascii_digit) || !head.iter().any(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut digits = [0; 6];
    for (to, &from) in digits.iter_mut().zip(head) {
        *to = base62(&[from]).filter(|value| *value < 60)?;
    }
    Some(digits)
}

fn dotted_local(id: &[u8]) -> Option<NaiveDateTime> {
    let mut parts = id.rsplitn(7, |&b| b == b'.');
    let mut next = || decimal(parts.next()?);
    let (second, minute, hour) = (next()?, next()?, next()?);
    let (day, month, year) = (next()?, next()?, next()?);
    time(year, month, day, hour, minute, second)
}

fn compact(id: &[u8]) -> Option<NaiveDateTime> {
    let part = |from: usize, to: usize| decimal(id.get(from..to)?);
    time(part(0, 4)?, part(4, 6)?, part(6, 8)?, part(8, 10)?, part(10, 12)?, part(12, 14)?)
}

fn time(year: u32, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Option<NaiveDateTime> {
    // Two digits are no year.
    let year = i32::try_from(year).ok().filter(|y| *y >= 1900)?;
    NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, second)
}

fn local(time: NaiveDateTime, stamp: DateTime<FixedOffset>) -> Option<i64> {
    time.and_local_timezone(*stamp.offset()).single().map(|t| t.timestamp())
}

fn backward_hex(id: &[u8]) -> Option<i64> {
    if !matches!(IdKind::of(id), IdKind::HexQuad | IdKind::Slash) {
        return None;
    }
    let mut digits: [u8; 8] = *id.last_chunk()?;
    digits.reverse();
    number(&digits, 16)
}

fn cloudmark(id: &[u8], stamp: DateTime<FixedOffset>) -> Option<i64> {
    if IdKind::of(id) != IdKind::Cloudmark {
        return None;
    }
    let &[a, b, c, d, high] = id.get(13..18)?.first_chunk()?;
    let lower = base62(&[high, a, b, c, d])?;
    // The highest digit is not in the id: it counts periods of 29 years.
    let period = 62i64.pow(5);
    let periods = (stamp.timestamp() - lower + period / 2).div_euclid(period);
    Some(lower + periods * period)
}

fn hex_dot(id: &[u8]) -> Option<i64> {
    let mut parts = id.split(|&b| b == b'.');
    let (seconds, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || seconds.len() != 8 {
        return None;
    }
    number(second, 16)?;
    number(third, 16)?;
    number(seconds, 16)
}

fn uuid(id: &[u8]) -> Option<i64> {
    if !matches!(IdKind::of(id), IdKind::Uuid | IdKind::Hex32) {
        return None;
    }
    let mut digits = [0; 32];
    for (to, from) in digits.iter_mut().zip(id.iter().filter(|b| **b != b'-')) {
        *to = *from;
    }
    // Version 1 and the variant of RFC 9562 §4.1.
    if digits.get(12) != Some(&b'1')
        || !matches!(digits.get(16), Some(b'8' | b'9' | b'a' | b'b' | b'A' | b'B'))
    {
        return None;
    }
    let part = |from: usize, to: usize| number(digits.get(from..to)?, 16);
    let ticks = part(13, 16)? << 48 | part(8, 12)? << 32 | part(0, 8)?;
    Some(ticks / 10_000_000 - GREGORIAN_SECONDS)
}

/// At most 16 digits of a base up to 16, in any case.
fn number(digits: &[u8], base: u32) -> Option<i64> {
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    digits.iter().try_fold(0i64, |sum, &digit| {
        let value = char::from(digit).to_digit(base)?;
        sum.checked_mul(i64::from(base))?.checked_add(i64::from(value))
    })
}

fn decimal(digits: &[u8]) -> Option<u32> {
    number(digits, 10).and_then(|value| u32::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(date: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(date).unwrap()
    }

    /// Ids made by hand for one instant, 2025-03-04 09:15:02 UTC.
    #[test]
    fn ok_times() {
        for (clock, id) in [
            (Clock::Exim, "1tpOMg-000123-4a"),
            (Clock::Exim, "1tpOMg-00000001234-4a5b"),
            (Clock::Exim, "1tpOMg-3R33K00"),
            // A build that counts in base 36.
            (Clock::Exim, "SSLDP2-000123-4A"),
            (Clock::Postfix, "4Z6VPy0sf8z1234"),
            (Clock::Sendmail, "5249F2ab001234"),
            (Clock::Sendmail, "5249F2a01234"),
            (Clock::Sendmail, "5249Epij001234-5249F2ik001234"),
            (Clock::DottedLocal, "a1si1234567abc.7.2025.03.04.01.15.02"),
            (Clock::BackwardHex, "01.AB.12345.694C6C76"),
            (Clock::BackwardHex, "01/AB-12345-694C6C76"),
            (Clock::Cloudmark, "pOMgtaBcDeFgHpOMgtiJkL"),
            (Clock::Hex24, "67c6c496e3f1a2b3c4d5e6f7"),
            (Clock::HexDot, "67C6C496.1E240.1234"),
            (Clock::HexMiddle, "0000000000012345.0000000067C6C496.00001234"),
            (Clock::HexMiddle, "00012345.67C6C496.00001234"),
            (Clock::HexMillis, "195606feb490001234.001"),
            (Clock::Decimal, "174107970234567.12345678901234"),
            (Clock::CompactUtc, "20250304091502.AAAA1234.mail.example.com@mx.example.net"),
            (Clock::CompactUtc, "20250304091502epoutp01abc~Pj"),
            (Clock::CompactLocal, "2025030401150212-34567"),
            (Clock::Uuid, "27364587-f8d9-11ef-8000-020000000001"),
            (Clock::Uuid, "27364587f8d911ef8000020000000001"),
        ] {
            let read = clock.read(id.as_bytes(), at("2025-03-04T01:15:02-08:00"));
            assert_eq!(read, Some(1_741_079_702), "{clock:?} {id}");
        }
    }

    /// What an id leaves out is taken from the stamp.
    #[test]
    fn ok_years_from_the_stamp() {
        for (clock, id, date) in [
            (Clock::Exim, "1NABCD-000123-00", "2009-11-16T23:41:21Z"),
            (Clock::Sendmail, "eA7FO8f01234", "2000-11-07T15:24:08Z"),
            (Clock::Sendmail, "x48K3wuV001234", "2019-05-08T20:03:58Z"),
            (Clock::Cloudmark, "pOMgtaBcDeFgHpOMgtiJkL", "2025-03-04T09:15:02Z"),
        ] {
            let read = clock.read(id.as_bytes(), at(date));
            assert_eq!(read, Some(at(date).timestamp()), "{id}");
        }
        // A year before 1960 + 60 and the stamp of the year before: still the next one.
        let read = Clock::Sendmail.read(b"00100001001234", at("2019-12-31T23:59:59Z"));
        assert_eq!(read, None, "no letter: not told from a number");
        let read = Clock::Sendmail.read(b"001000aa001234", at("2019-12-31T23:59:59Z"));
        assert_eq!(read, Some(at("2020-01-01T00:00:00Z").timestamp()));
    }

    #[test]
    fn err_other_forms() {
        let date = at("2022-08-29T01:10:16Z");
        for (clock, id) in [
            (Clock::Exim, "4355A9A8AD6"),
            (Clock::Postfix, "4355A9A8AD6"),
            (Clock::Sendmail, "NAA29323"),
            (Clock::Sendmail, "00000000000000"),
            (Clock::Sendmail, "5C49F2ab001234"),
            // A clock that was never set.
            (Clock::DottedLocal, "a1sm1234567abc.0.1969.12.31.16.00.00"),
            (Clock::DottedLocal, "c35so2222222edf.5"),
            (Clock::BackwardHex, "M2025030409150201234"),
            (Clock::Cloudmark, "AbCdEfGhSTijKlMnOpQrSt"),
            (Clock::Hex24, "67c6c496"),
            (Clock::HexDot, "1.2.3"),
            (Clock::HexMiddle, "67C6C496.1E240.1234"),
            (Clock::Decimal, "1.2"),
            (Clock::CompactUtc, "20251304091502.x"),
            // Version 4: random.
            (Clock::Uuid, "27364587-f8d9-41ef-8000-020000000001"),
            (Clock::Uuid, "0123456789abcdef0123456789abcdef"),
        ] {
            assert_eq!(clock.read(id.as_bytes(), date), None, "{id}");
        }
    }

    #[test]
    fn faults_are_told_from_other_forms() {
        for (clock, id, faulty) in [
            (Clock::Postfix, "F423F2C07AA1", false),
            (Clock::Postfix, "F42402C07AA1", true),
            (Clock::Postfix, "4Z6VPy75plz1234", false),
            (Clock::Postfix, "4Z6VPy75pmz1234", true),
            (Clock::Sendmail, "5249F2ab001234", false),
            (Clock::Sendmail, "5C49F2ab001234", true),
            (Clock::Sendmail, "52W9F2ab001234", true),
            (Clock::Sendmail, "5209F2ab001234", true),
            (Clock::Sendmail, "524OF2ab001234", true),
            (Clock::Sendmail, "NAA29323", false),
            (Clock::Sendmail, "1tpOMg-000123-4a", false),
        ] {
            assert_eq!(clock.fault(id.as_bytes()).is_some(), faulty, "{id}");
        }
    }

    #[test]
    fn no_id_stops_a_clock() {
        let date = at("2022-08-29T01:10:16Z");
        let ids: [&[u8]; 6] = [b"", b"-", b"......", b"zzzzzz-zzzzzz-zz", &[0xff; 32], &[b'F'; 200]];
        for id in ids {
            for clock in [
                Clock::Exim,
                Clock::Postfix,
                Clock::Sendmail,
                Clock::DottedLocal,
                Clock::BackwardHex,
                Clock::Cloudmark,
                Clock::Hex24,
                Clock::HexDot,
                Clock::HexMiddle,
                Clock::HexMillis,
                Clock::Decimal,
                Clock::CompactUtc,
                Clock::CompactLocal,
                Clock::Uuid,
            ] {
                let read = clock.read(id, date);
                assert!(read.is_none_or(|t| t >= EARLIEST), "{clock:?}");
            }
        }
    }
}
