//! The date of a stamp, as RFC 5322 §3.3 and §4.3 have it and as real writers put it.
//!
//! Read: with or without weekday, with or without seconds, fractions, two-digit years, month first, AM/PM, ISO order
//! (Go's `time.String`), numeric and alphabetic zones, a zone comment behind. Not here: whether the date can be true.

use super::lexer::{Kind, Token};
use crate::span::Span;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};

/// A date as a stamp states it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Date {
    /// Where it stands, zone included.
    pub span: Span,
    /// The clock reading, without regard to the zone.
    pub local: NaiveDateTime,
    /// The zone as written.
    pub zone: Zone,
    /// Weekday as written, Monday = 0; nothing where none is written or it is not English.
    pub weekday: Option<u8>,
    /// Twelve-hour clock or month before day: not a form of RFC 5322.
    pub odd_form: bool,
    /// `(UTC)` and the like behind the zone.
    pub zone_comment: Option<Span>,
}

/// The zone of a stamp's date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Zone {
    /// `+0100`: minutes east of UTC.
    Offset(i16),
    /// `-0000`, or letters that RFC 5322 §4.3 reads so: the clock is UTC, the place is not told.
    Unknown,
    /// `GMT`, `PST`: an obsolete name and its minutes east of UTC.
    Named(i16),
}

impl Zone {
    /// Minutes east of UTC; 0 where the zone is not told.
    pub const fn minutes(self) -> i16 {
        match self {
            Self::Offset(minutes) | Self::Named(minutes) => minutes,
            Self::Unknown => 0,
        }
    }
}

impl Date {
    /// The instant, with the offset as written. Nothing where the offset is outside a day.
    pub fn instant(&self) -> Option<DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(i32::from(self.zone.minutes()) * 60)?;
        self.local.and_local_timezone(offset).single()
    }
}

/// Reads a date that begins at token `at`, if one does. Gives the date and the token behind it.
pub(super) fn begins(raw: &[u8], tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    // The usual form shows that it is one; what can begin a date need not be asked first.
    if let Some(found) = usual(raw, tokens, at) {
        return Some(found);
    }
    tokens.get(at).filter(|t| can_begin(raw, t)).and_then(|_| odd(raw, tokens, at))
}

/// Reads a date that begins at token `at`, where one can begin.
pub(super) fn read(raw: &[u8], tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    usual(raw, tokens, at).or_else(|| odd(raw, tokens, at))
}

#[inline(never)]
fn odd(raw: &[u8], tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let mut reader = Reader { raw, tokens, at };
    let date = reader.date()?;
    Some((date, reader.at))
}

/// The form that nearly every writer has: `Fri, 28 Jul 2023 19:32:25 +0000` with a comment behind or nothing. Whatever
/// is different in the least is left to the whole reader.
fn usual(raw: &[u8], tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let [weekday_token, day, month_token, year, clock, zone, ..] = tokens.get(at..)? else { return None };
    let &[w0, w1, w2, b','] = weekday_token.span.of(raw) else { return None };
    let weekday = weekday_of([w0, w1, w2])?;
    let &[o0, o1, o2] = month_token.span.of(raw) else { return None };
    let month = month_of([o0, o1, o2])?;
    let day = match *day.span.of(raw) {
        [d] => pair(b'0', d)?,
        [d0, d1] => pair(d0, d1)?,
        _ => return None,
    };
    let &[y0, y1, y2, y3] = year.span.of(raw) else { return None };
    let (century, year) = two_pairs([y0, y1, y2, y3])?;
    let year = i32::try_from(century * 100 + year).ok()?;
    let clock = clock.span.of(raw);
    let (Some(&hour_minute), Some(&minute_second)) = (clock.first_chunk::<5>(), clock.last_chunk::<5>())
    else {
        return None;
    };
    let ([h0, h1, b':', m0, m1], [_, _, b':', s0, s1]) = (hour_minute, minute_second) else { return None };
    let (hour, minute) = two_pairs([h0, h1, m0, m1]).filter(|_| clock.len() == 8)?;
    let second = pair(s0, s1)?;
    let local = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, second)?;
    let &[sign @ (b'+' | b'-'), z0, z1, z2, z3] = zone.span.of(raw) else { return None };
    let (hours, minutes) = two_pairs([z0, z1, z2, z3])?;
    let offset = i16::try_from(hours * 60 + minutes).ok().filter(|m| *m < 24 * 60)?;
    let zone_read = match (sign, offset) {
        (b'-', 0) => Zone::Unknown,
        (b'-', m) => Zone::Offset(-m),
        (_, m) => Zone::Offset(m),
    };
    let behind = tokens.get(at + 6);
    // A word behind the offset may belong to the date (Go's `UTC m=+1.2`).
    if behind.is_some_and(|t| t.kind == Kind::Word && offset == 0 && sign == b'+') {
        return None;
    }
    let comment = behind.filter(|t| t.is_comment() && looks_like_zone(t.inner().of(raw)));
    let date = Date {
        span: weekday_token.span.to(zone.span),
        local,
        zone: zone_read,
        weekday: Some(weekday),
        odd_form: false,
        zone_comment: comment.map(|t| t.span),
    };
    Some((date, at + 6 + usize::from(comment.is_some())))
}

/// A number of two digits.
fn pair(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

/// Two numbers of two digits each, all four digits in one machine word.
fn two_pairs(digits: [u8; 4]) -> Option<(u32, u32)> {
    let values = u32::from_le_bytes(digits) ^ 0x3030_3030;
    // With 0x76 added, more than 9 sets the high bit of its byte.
    if (values | values.wrapping_add(0x7676_7676)) & 0x8080_8080 != 0 {
        return None;
    }
    let pairs = values * 10 + (values >> 8);
    Some((pairs & 0xff, pairs >> 16 & 0xff))
}

/// True where a date can begin with this token: a digit, or the first letters of a weekday or month.
pub(super) fn can_begin(raw: &[u8], token: &Token) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    let word = token.span.of(raw);
    match word.first() {
        Some(b) if b.is_ascii_digit() => word.len() <= 2 || (word.len() == 10 && word.get(4) == Some(&b'-')),
        Some(b) if b.is_ascii_alphabetic() => {
            let letters = trimmed(word);
            letters.len() >= 3 && (weekday(letters).is_some() || month(letters).is_some())
        }
        _ => false,
    }
}

struct Reader<'a> {
    raw: &'a [u8],
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Reader<'a> {
    fn word(&self) -> Option<&'a [u8]> {
        let token = self.tokens.get(self.at).filter(|t| t.kind == Kind::Word)?;
        Some(token.span.of(self.raw))
    }

    fn date(&mut self) -> Option<Date> {
        let first = self.at;
        let mut odd_form = false;
        let mut weekday_found = None;
        let mut word = self.word()?;
        if word.first().is_some_and(u8::is_ascii_alphabetic) && month(trimmed(word)).is_none() {
            // `Fri,` or `Fri` or `Fri,28`
            let comma = word.iter().position(|&b| b == b',').unwrap_or(word.len());
            let (name, rest) = word.split_at_checked(comma)?;
            weekday_found = Some(weekday(name)?);
            let rest = rest.get(1..).unwrap_or_default();
            if rest.is_empty() {
                self.at += 1;
                word = self.word()?;
                if word == b"," {
                    self.at += 1;
                    word = self.word()?;
                }
            } else {
                word = rest;
            }
        }
        let day_first = self.day(word, &mut odd_form)?;
        let (hour, minute, second) = self.clock(&mut odd_form)?;
        let last = self.at.saturating_sub(1);
        let mut end = self.tokens.get(last)?.span;
        let zone = self.zone();
        if zone.is_some() {
            end = self.tokens.get(self.at.saturating_sub(1))?.span;
        }
        let (year, month, day) = day_first;
        let local = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, second.min(59))?;
        let span = self.tokens.get(first)?.span.to(end);
        let mut zone_comment = None;
        if let Some(next) = self.tokens.get(self.at)
            && next.is_comment()
            && looks_like_zone(next.inner().of(self.raw))
        {
            zone_comment = Some(next.span);
            self.at += 1;
        }
        Some(Date { span, local, zone: zone?, weekday: weekday_found, odd_form, zone_comment })
    }

    /// Day, month and year in any of the orders seen; leaves the reader at the clock.
    fn day(&mut self, word: &'a [u8], odd_form: &mut bool) -> Option<(i32, u32, u32)> {
        let separator = word.iter().position(|&b| b == b'-');
        if let Some(at) = separator {
            let (a, rest) = word.split_at_checked(at)?;
            let rest = rest.get(1..)?;
            let (b, c) = rest.split_at_checked(rest.iter().position(|&x| x == b'-')?)?;
            let c = c.get(1..)?;
            self.at += 1;
            if a.len() == 4 {
                return Some((i32::try_from(number(a)?).ok()?, number(b)?, number(c)?));
            }
            return Some((year(c)?, month(b)?, number(a)?));
        }
        self.at += 1;
        if let Some(month) = month(trimmed(word)) {
            *odd_form = true;
            let day = number(trimmed(self.word()?))?;
            self.at += 1;
            let year = year(trimmed(self.word()?))?;
            self.at += 1;
            return Some((year, month, day));
        }
        let day = number(trimmed(word))?;
        let month_name = self.word()?;
        self.at += 1;
        let month = month(trimmed(month_name))?;
        let year = year(self.word()?)?;
        self.at += 1;
        Some((year, month, day))
    }

    /// `hh:mm[:ss[.frac]]`, a blank after a colon, and AM/PM behind.
    fn clock(&mut self, odd_form: &mut bool) -> Option<(u32, u32, u32)> {
        let word = self.word()?;
        self.at += 1;
        let mut parts = word.split(|&b| b == b':');
        let mut hour = number(parts.next()?)?;
        let minute = number(parts.next()?)?;
        let mut second = 0;
        if let Some(part) = parts.next() {
            let whole = part.split(|&b| b == b'.').next()?;
            if whole.is_empty() {
                // "16:53: 47"
                second = number(self.word()?)?;
                self.at += 1;
            } else {
                second = number(whole)?;
            }
        }
        if parts.next().is_some() || hour > 24 || minute > 59 || second > 60 {
            return None;
        }
        if let Some(half) = self.word()
            && (half.eq_ignore_ascii_case(b"AM") || half.eq_ignore_ascii_case(b"PM"))
        {
            *odd_form = true;
            hour = hour % 12 + if half.eq_ignore_ascii_case(b"PM") { 12 } else { 0 };
            self.at += 1;
        }
        Some((hour, minute, second))
    }

    fn zone(&mut self) -> Option<Zone> {
        let word = self.word()?;
        let (&sign, digits) = word.split_first()?;
        let zone = if sign == b'+' || sign == b'-' {
            let colon = digits.iter().position(|&b| b == b':');
            let (hours, minutes) = match colon {
                Some(at) => (digits.get(..at)?, digits.get(at + 1..)?),
                None if digits.len() == 4 => digits.split_at_checked(2)?,
                None if digits.len() <= 2 => (digits, &b"0"[..]),
                None => return None,
            };
            let minutes = i16::try_from(number(hours)? * 60 + number(minutes)?).ok()?;
            if minutes >= 24 * 60 {
                return None;
            }
            match (sign, minutes) {
                (b'-', 0) => Zone::Unknown,
                (b'-', m) => Zone::Offset(-m),
                (_, m) => Zone::Offset(m),
            }
        } else {
            named_zone(word)?
        };
        self.at += 1;
        // Go prints "+0000 UTC m=+12.3": the name says again what the offset said.
        if let Some(next) = self.word()
            && matches!(zone, Zone::Offset(0))
            && (next == b"UTC" || next == b"GMT")
        {
            self.at += 1;
            if self.word().is_some_and(|w| w.starts_with(b"m=")) {
                self.at += 1;
            }
        }
        Some(zone)
    }
}

/// A word without the comma behind it.
fn trimmed(word: &[u8]) -> &[u8] {
    word.strip_suffix(b",").unwrap_or(word)
}

fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let mut value = 0u32;
    for &digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u32::from(digit - b'0');
    }
    Some(value)
}

/// RFC 5322 §4.3: two digits below 50 are this century; two digits from 50 and three digits count from 1900.
fn year(digits: &[u8]) -> Option<i32> {
    let value = i32::try_from(number(digits)?).ok()?;
    match digits.len() {
        2 if value < 50 => Some(value + 2000),
        2 | 3 => Some(value + 1900),
        4 => Some(value),
        _ => None,
    }
}

fn three(name: &[u8]) -> Option<[u8; 3]> {
    name.first_chunk::<3>().copied()
}

fn month(name: &[u8]) -> Option<u32> {
    if name.len() > 9 || !name.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    month_of(three(name)?)
}

const MONTHS: [u32; 12] = [
    packed(*b"jan"),
    packed(*b"feb"),
    packed(*b"mar"),
    packed(*b"apr"),
    packed(*b"may"),
    packed(*b"jun"),
    packed(*b"jul"),
    packed(*b"aug"),
    packed(*b"sep"),
    packed(*b"oct"),
    packed(*b"nov"),
    packed(*b"dec"),
];

const WEEKDAYS: [u32; 7] = [
    packed(*b"mon"),
    packed(*b"tue"),
    packed(*b"wed"),
    packed(*b"thu"),
    packed(*b"fri"),
    packed(*b"sat"),
    packed(*b"sun"),
];

/// Three letters in lower case as one number.
const fn packed(name: [u8; 3]) -> u32 {
    u32::from_le_bytes([name[0], name[1], name[2], 0]) | 0x20_2020
}

fn month_of(name: [u8; 3]) -> Option<u32> {
    let name = packed(name);
    (1..).zip(MONTHS).find(|(_, month)| *month == name).map(|(number, _)| number)
}

fn weekday(name: &[u8]) -> Option<u8> {
    if name.len() > 9 || !name.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    weekday_of(three(name)?)
}

fn weekday_of(name: [u8; 3]) -> Option<u8> {
    let name = packed(name);
    (0..).zip(WEEKDAYS).find(|(_, day)| *day == name).map(|(number, _)| number)
}

/// RFC 5322 §4.3 names, and the European and Asian ones that mail of the 1990s used. Other letters tell nothing.
fn named_zone(name: &[u8]) -> Option<Zone> {
    if name.len() > 5 || !name.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let mut upper = [0; 5];
    for (to, from) in upper.iter_mut().zip(name) {
        *to = from.to_ascii_uppercase();
    }
    let hours = match upper.get(..name.len())? {
        b"UT" | b"UTC" | b"GMT" | b"Z" | b"WET" => 0,
        b"EDT" => -4,
        b"EST" | b"CDT" => -5,
        b"CST" | b"MDT" => -6,
        b"MST" | b"PDT" => -7,
        b"PST" => -8,
        b"CET" | b"MET" | b"MEZ" | b"BST" | b"WEST" => 1,
        b"CEST" | b"MEST" | b"MESZ" | b"MES" | b"EET" => 2,
        b"EEST" | b"MSK" => 3,
        b"JST" | b"KST" => 9,
        _ => return Some(Zone::Unknown),
    };
    Some(Zone::Named(hours * 60))
}

/// What writers put in brackets behind the offset: `(UTC)`, `(CEST)`, `(GMT+08:00)`, `(-03)`, `(Pacific Daylight Time)`.
fn looks_like_zone(inside: &[u8]) -> bool {
    !inside.is_empty()
        && inside.len() <= 40
        && inside
            .iter()
            .all(|&b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b':' | b' ' | b'.' | b'/'))
        && inside.iter().filter(|b| **b == b' ').count() <= 3
        && inside.first().is_some_and(|b| b.is_ascii_uppercase() || matches!(b, b'+' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::super::lexer::lex;
    use super::*;

    fn shown(raw: &str) -> Option<String> {
        let tokens = lex(raw.as_bytes());
        let (date, next) = read(raw.as_bytes(), &tokens, 0)?;
        let rest = tokens.len() - next;
        Some(format!("{} {:?} rest {rest}", date.instant()?.to_rfc3339(), date.zone))
    }

    #[test]
    fn ok_dates() {
        for (raw, want) in [
            ("Fri, 28 Jul 2023 19:32:25 +0000 (UTC)", "2023-07-28T19:32:25+00:00 Offset(0) rest 0"),
            ("Tue,  2 Jul 2019 01:02:03 -0430", "2019-07-02T01:02:03-04:30 Offset(-270) rest 0"),
            ("26 Sep 1995 04:46:54 -0000", "1995-09-26T04:46:54+00:00 Unknown rest 0"),
            ("03 Feb 2023 06:09 +0100", "2023-02-03T06:09:00+01:00 Offset(60) rest 0"),
            ("Wed, 20 Aug 97 10:02:24 CDT", "1997-08-20T10:02:24-05:00 Named(-300) rest 0"),
            ("Thu, 07 Sep 23 10:02:24 +0200", "2023-09-07T10:02:24+02:00 Offset(120) rest 0"),
            ("May, 20 2002 10:18:23 PM +0400", "2002-05-20T22:18:23+04:00 Offset(240) rest 0"),
            ("Aug, 03 2002 12:32:13 AM +0400", "2002-08-03T00:32:13+04:00 Offset(240) rest 0"),
            ("21-Sep-2002 10:00:00 +0000", "2002-09-21T10:00:00+00:00 Offset(0) rest 0"),
            (
                "2019-05-19 18:41:36.706342099 +0000 UTC m=+511649.9",
                "2019-05-19T18:41:36+00:00 Offset(0) rest 0",
            ),
            ("Fri, 28 Jul 2023 19:32:25.608 +0000 (UTC)", "2023-07-28T19:32:25+00:00 Offset(0) rest 0"),
            ("Wed, 16 Oct 2002 16:53: 47 -0700 (PDT)", "2002-10-16T16:53:47-07:00 Offset(-420) rest 0"),
            ("Fri, 1 Feb 2019 00:00:00 +08:00 (GMT+08:00)", "2019-02-01T00:00:00+08:00 Offset(480) rest 0"),
            ("Fri,28 Jul 2023 19:32:25 GMT id 3", "2023-07-28T19:32:25+00:00 Named(0) rest 2"),
            (
                "Fri, 28 Jul 2023 19:32:25 +0000 (envelope-from <a@b>)",
                "2023-07-28T19:32:25+00:00 Offset(0) rest 1",
            ),
            ("Sat, 1 Jan 2000 00:00:60 XYZ", "2000-01-01T00:00:59+00:00 Unknown rest 0"),
        ] {
            assert_eq!(shown(raw).as_deref(), Some(want), "{raw}");
        }
    }

    #[test]
    fn err_dates() {
        for raw in [
            "",
            "Fri",
            "Fri, 28",
            "Fri, 28 Jul 2023",
            "Fri, 32 Jul 2023 00:00:00 +0000",
            "Fri, 28 Foo 2023 00:00:00 +0000",
            "Fri, 28 Jul 2023 25:00:00 +0000",
            "Fri, 28 Jul 2023 00:00:00 +9900",
            "15.20.3021.23 via",
            "Friendly, 28 Jul 2023 00:00:00 +0000 x y".get(..6).unwrap(),
        ] {
            assert_eq!(shown(raw), None, "{raw}");
        }
    }
}
