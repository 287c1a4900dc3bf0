//! Clocks inside queue ids.
//!
//! Many ids hold the time at which they were made. It can be held against the stamp's date without any key. Not here:
//! what a difference means; the checks of ids say that.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// How an id holds its time. The dialect names the clock; `read` decodes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Clock {
    /// Exim: six base-62 digits (`0-9A-Za-z`), seconds since 1970 (`exim src/src/string.c`).
    Exim,
}

/// A time read from an id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ClockTime {
    /// An instant, in seconds since 1970.
    Instant(i64),
    /// A clock reading without a zone: the stamp's own offset applies.
    Local(NaiveDateTime),
}

impl Clock {
    /// The time in an id; nothing where the id is not of the clock's form.
    pub(crate) fn read(self, id: &[u8]) -> Option<ClockTime> {
        match self {
            Self::Exim => {
                let digits = id.get(..6).filter(|_| matches!(id.get(6), Some(b'-')))?;
                let mut seconds = 0i64;
                for &digit in digits {
                    seconds = seconds * 62 + i64::from(base62(digit)?);
                }
                Some(ClockTime::Instant(seconds))
            }
        }
    }
}

impl ClockTime {
    /// Seconds since 1970, where a clock reading without a zone is read in the zone of `stamp`.
    pub(crate) fn seconds(self, stamp: DateTime<FixedOffset>) -> Option<i64> {
        match self {
            Self::Instant(seconds) => Some(seconds),
            Self::Local(local) => local.and_local_timezone(*stamp.offset()).single().map(|t| t.timestamp()),
        }
    }
}

fn base62(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'Z' => Some(digit - b'A' + 10),
        b'a'..=b'z' => Some(digit - b'a' + 36),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_exim() {
        // 1oSTI8 = 2022-08-29 01:10:16 UTC
        assert_eq!(Clock::Exim.read(b"1oSTI8-0042uY-EP"), Some(ClockTime::Instant(1_661_735_416)));
        assert_eq!(Clock::Exim.read(b"4355A9A8AD6"), None);
    }
}
