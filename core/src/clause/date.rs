//! The date of a stamp, as RFC 5322 §3.3 and §4.3 have it and as real writers put it.
//!
//! Read: with or without weekday, with or without seconds, fractions, two-digit years, month first, AM/PM, ISO order
//! (Go's `time.String`), numeric and alphabetic zones, a zone comment behind. Not here: whether the date can be true.

use super::token::{Kind, Token};
use crate::span::{Span, Words, is_blank};
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

/// Reads a date that begins at token `at`. Gives the date and the token behind it.
pub(super) fn read(raw: &[u8], tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let mut reader = Reader { raw, tokens, at, glued: None };
    let date = reader.date()?;
    Some((date, reader.at))
}

/// The form that nearly every writer has, read from the bytes behind a semicolon before they are cut into words:
/// `Fri, 28 Jul 2023 19:32:25 +0000 (UTC)`. Gives the date and where it ends. Whatever is different in the least is
/// left to the whole reader.
pub(super) fn usual(raw: &[u8], at: usize) -> Option<(Date, usize)> {
    let start = skip_blanks(raw, at);
    let text = raw.get(start..)?;
    one_blank_each(text)
        .and_then(|parts| dated(raw, start, &parts))
        .or_else(|| any_blanks(text).and_then(|parts| dated(raw, start, &parts)))
}

/// The bytes of a date, not yet judged.
struct Parts<'a> {
    weekday: [u8; 3],
    day: [u8; 2],
    month: [u8; 3],
    year: [u8; 4],
    /// Hour, minute and second.
    clock: [[u8; 2]; 3],
    sign: u8,
    offset: [u8; 4],
    rest: &'a [u8],
}

/// `Fri, 28 Jul 2023 19:32:25 +0000` with one blank between any two words: nearly all of mail, with every byte in a
/// known place.
fn one_blank_each(text: &[u8]) -> Option<Parts<'_>> {
    let (date, rest) = text.split_first_chunk::<31>()?;
    #[rustfmt::skip]
    let &[
        w0, w1, w2, b',', b' ', d0, d1, b' ', o0, o1, o2, b' ', y0, y1, y2, y3, b' ',
        h0, h1, b':', m0, m1, b':', s0, s1, b' ', sign, z0, z1, z2, z3,
    ] = date else { return None };
    Some(Parts {
        weekday: [w0, w1, w2],
        day: [d0, d1],
        month: [o0, o1, o2],
        year: [y0, y1, y2, y3],
        clock: [[h0, h1], [m0, m1], [s0, s1]],
        sign,
        offset: [z0, z1, z2, z3],
        rest,
    })
}

/// The same with a day of one digit, folds, and any number of blanks.
fn any_blanks(text: &[u8]) -> Option<Parts<'_>> {
    let [w0, w1, w2, b',', rest @ ..] = text else { return None };
    let (day, rest) = match trim_blanks(rest)? {
        [d0, d1 @ b'0'..=b'9', rest @ ..] => ([*d0, *d1], rest),
        [d, rest @ ..] => ([b'0', *d], rest),
        [] => return None,
    };
    let [o0, o1, o2, rest @ ..] = trim_blanks(rest)? else { return None };
    let [y0, y1, y2, y3, rest @ ..] = trim_blanks(rest)? else { return None };
    let [h0, h1, b':', m0, m1, b':', s0, s1, rest @ ..] = trim_blanks(rest)? else { return None };
    let [sign, z0, z1, z2, z3, rest @ ..] = trim_blanks(rest)? else { return None };
    Some(Parts {
        weekday: [*w0, *w1, *w2],
        day,
        month: [*o0, *o1, *o2],
        year: [*y0, *y1, *y2, *y3],
        clock: [[*h0, *h1], [*m0, *m1], [*s0, *s1]],
        sign: *sign,
        offset: [*z0, *z1, *z2, *z3],
        rest,
    })
}

/// The date of these bytes, which begin at `start`, and where it ends.
fn dated(raw: &[u8], start: usize, parts: &Parts<'_>) -> Option<(Date, usize)> {
    let [hour, minute, second] = parts.clock;
    let [y0, y1, y2, y3] = parts.year;
    let [z0, z1, z2, z3] = parts.offset;
    let [day, hour, minute, second] = pairs([parts.day, hour, minute, second])?;
    let [century, year, east, east_minutes] = pairs([[y0, y1], [y2, y3], [z0, z1], [z2, z3]])?;
    let offset = i16::from(east) * 60 + i16::from(east_minutes);
    if offset >= 24 * 60 {
        return None;
    }
    let zone = match (parts.sign, offset) {
        (b'-', 0) => Zone::Unknown,
        (b'-', m) => Zone::Offset(-m),
        (b'+', m) => Zone::Offset(m),
        _ => return None,
    };
    let end = raw.len() - parts.rest.len();
    let behind = skip_blanks(raw, end);
    let next = raw.get(behind).copied();
    // A word behind the offset may belong to the date (Go's `UTC m=+1.2`); one glued to it is something else.
    if !(next.is_none() || matches!(next, Some(b'(' | b';')) || (behind > end && offset != 0)) {
        return None;
    }
    let weekday = weekday_of(parts.weekday)?;
    let month = month_of(parts.month)?;
    let local = NaiveDate::from_ymd_opt(i32::from(century) * 100 + i32::from(year), month, day.into())?
        .and_hms_opt(hour.into(), minute.into(), second.into())?;
    let comment = if next == Some(b'(') { zone_comment(raw, behind) } else { None };
    let date = Date {
        span: Span::new(start, end),
        local,
        zone,
        weekday: Some(weekday),
        odd_form: false,
        zone_comment: comment,
    };
    Some((date, comment.map_or(end, |c| c.end as usize)))
}

/// `(UTC)`: the comment that opens at `at`, where it names a zone.
fn zone_comment(raw: &[u8], at: usize) -> Option<Span> {
    let inside = raw.get(at + 1..)?;
    let len = inside.iter().take(41).position(|&b| b == b')')?;
    looks_like_zone(inside.get(..len)?).then(|| Span::new(at, at + len + 2))
}

fn skip_blanks(raw: &[u8], mut at: usize) -> usize {
    while raw.get(at).is_some_and(|&b| is_blank(b)) {
        at += 1;
    }
    at
}

/// What stands behind blanks; nothing where there are none.
fn trim_blanks(rest: &[u8]) -> Option<&[u8]> {
    let (&first, mut rest) = rest.split_first()?;
    if !is_blank(first) {
        return None;
    }
    while let [b' ' | b'\t' | b'\r' | b'\n', tail @ ..] = rest {
        rest = tail;
    }
    Some(rest)
}

/// Four numbers of two digits each, all in one machine word.
fn pairs(pairs: [[u8; 2]; 4]) -> Option<[u8; 4]> {
    let [first, second, third, fourth] = pairs.map(|pair| u64::from(u16::from_le_bytes(pair)));
    let digits = (first | second << 16 | third << 32 | fourth << 48) ^ u64::from_le_bytes([b'0'; 8]);
    // With 0x76 added, more than 9 sets the high bit of its byte.
    let high = digits | digits.wrapping_add(u64::from_le_bytes([0x76; 8]));
    if high & u64::from_le_bytes([0x80; 8]) != 0 {
        return None;
    }
    // Each number in the place of its tens: at most 99, so that no byte reaches the next.
    let [first, _, second, _, third, _, fourth, _] = (digits * 10 + (digits >> 8)).to_le_bytes();
    Some([first, second, third, fourth])
}

/// True where a date can begin with this token: a digit, or the first letters of a weekday or month.
pub(super) fn can_begin(raw: &[u8], token: &Token) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    let word = token.span.of(raw);
    match word.first() {
        Some(b) if b.is_ascii_digit() => {
            // `2023-07-28`, `28-Jul-2023`
            word.len() <= 2
                || (word.len() == 10 && word.get(4) == Some(&b'-'))
                || (word.len() <= 11 && matches!(word, [_, b'-', ..] | [_, _, b'-', ..]))
        }
        Some(b) if b.is_ascii_alphabetic() => {
            // `Fri,28` too
            let letters = trimmed(word.split(|&b| b == b',').next().unwrap_or(word));
            letters.len() >= 3 && (weekday(letters).is_some() || month(letters).is_some())
        }
        _ => false,
    }
}

type YearMonthDay = (i32, u32, u32);

/// Hour, minute and second.
type Clock = (u32, u32, u32);

struct Reader<'a> {
    raw: &'a [u8],
    tokens: &'a [Token],
    at: usize,
    /// A zone without a blank before it.
    glued: Option<&'a [u8]>,
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
        let unix = self.unix_order();
        let (day_first, (hour, minute, second)) = match unix {
            Some(found) => {
                odd_form = true;
                found
            }
            None => (self.day(word, &mut odd_form)?, self.clock(&mut odd_form)?),
        };
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

    /// `Feb 07 10:18:12[ EST] 2003`, as `ctime` and `date` print it.
    fn unix_order(&mut self) -> Option<(YearMonthDay, Clock)> {
        let start = self.at;
        let found = self.unix_parts();
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn unix_parts(&mut self) -> Option<(YearMonthDay, Clock)> {
        let month = month(self.word()?)?;
        self.at += 1;
        let day = number(self.word()?)?;
        self.at += 1;
        if !self.word()?.contains(&b':') {
            return None;
        }
        let clock = self.clock(&mut false)?;
        if self.word().is_some_and(|word| word.first().is_some_and(u8::is_ascii_alphabetic)) {
            self.glued = self.word();
            self.at += 1;
        }
        let year = year(self.word()?)?;
        self.at += 1;
        Some(((year, month, day), clock))
    }

    /// Day, month and year in any of the orders seen; leaves the reader at the clock.
    fn day(&mut self, word: &'a [u8], odd_form: &mut bool) -> Option<YearMonthDay> {
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
    fn clock(&mut self, odd_form: &mut bool) -> Option<Clock> {
        let word = self.word()?;
        let (word, zone) =
            word.split_at(word.iter().position(|b| matches!(b, b'+' | b'-')).unwrap_or(word.len()));
        // `17:40:44-0500`
        self.glued = (!zone.is_empty()).then_some(zone);
        self.at += 1;
        let mut numbers = [0; 3];
        let mut count = 0;
        let mut rest = Some(word);
        while let Some(text) = rest {
            let (part, behind) = match text.iter().position(|&b| b == b':') {
                Some(at) => (text.get(..at)?, text.get(at + 1..)),
                None => (text, None),
            };
            let whole = if count == 2 { part.split(|&b| b == b'.').next()? } else { part };
            *numbers.get_mut(count)? = number(whole)?;
            count += 1;
            rest = behind;
            if behind.is_some_and(<[u8]>::is_empty) {
                // "16:53: 47"
                rest = Some(self.word()?);
                self.at += 1;
            }
        }
        let [mut hour, minute, second] = numbers;
        if count < 2 || hour > 24 || minute > 59 || second > 60 {
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
        let glued = self.glued.take();
        let word = glued.or_else(|| self.word())?;
        let (&sign, digits) = word.split_first()?;
        let zone = if sign == b'+' || sign == b'-' {
            let colon = digits.iter().position(|&b| b == b':');
            let (hours, minutes) = match colon {
                Some(at) => (digits.get(..at)?, digits.get(at + 1..)?),
                None if digits.len() == 4 => digits.split_at_checked(2)?,
                None if digits.len() <= 2 => (digits, &b"0"[..]),
                None => return None,
            };
            let minutes = number(hours)?.saturating_mul(60).saturating_add(number(minutes)?);
            let minutes = i16::try_from(minutes).ok()?;
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
        self.at += usize::from(glued.is_none());
        // Go prints "+0000 UTC m=+12.3", Yahoo "-0800 PST": the name says again what the offset said.
        if let (Some(next), Zone::Offset(minutes)) = (self.word(), zone)
            && named_zone(next) == Some(Zone::Named(minutes))
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
    let [first, ..] = inside else { return false };
    if inside.len() > 40 || !(first.is_ascii_uppercase() || matches!(first, b'+' | b'-')) {
        return false;
    }
    let mut blanks = false;
    for &byte in inside {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b':' | b'.' | b'/' => {}
            b' ' | b'\t' | b'\r' | b'\n' => blanks = true,
            _ => return false,
        }
    }
    !blanks || Words::new(inside, Span::new(0, inside.len())).count() <= 4
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
