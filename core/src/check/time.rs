//! Dates of stamps: what cannot be, and what is unusual.
//!
//! Order never comes from clocks. Steps back of less than a minute are noise.

use super::{Check, Context, Family, Report, ago};
use crate::address::{self, AddressClass};
use crate::chain::Hop;
use crate::clause::Zone;
use crate::terms::Effect;
use chrono::{DateTime, Datelike, FixedOffset};

pub(super) static CHECKS: [Check; 9] = [
    Check {
        code: "weekday-does-not-fit-date",
        family: Family::Time,
        effect: Effect::Contradiction,
        title: "The weekday does not fit the date",
        looks_at: "The weekday that a stamp names, and the weekday that its date has.",
        why: "Servers compute both from one clock. They differ in lines that were made by hand, or changed later. \
              A single line without its message, with names or addresses that are kept for examples, was changed by \
              whoever published it: there it is a caution.",
        example: "`Mon, 24 Nov 2026`: that day is a Tuesday.",
        cannot_tell: "Who changed the line. Some archives rewrite dates.",
        base_rate: "0 of 22,105 honest stamps of 2002; 1 of 39,716 of 2022-26, an invented one.",
        source: "RFC 5322 §3.3: the day of the week must be the day implied by the date.",
        run: weekday,
    },
    Check {
        code: "zone-name-does-not-fit-offset",
        family: Family::Time,
        effect: Effect::Caution,
        title: "The name of the time zone does not fit its offset",
        looks_at: "The zone name in brackets behind the offset, where only few offsets have that name.",
        why: "Servers take both from one setting. Whoever writes a line by hand often changes one and not the other.",
        example: "`+0000 (EST)`: that zone is at -0500, in Brazil once at -0300, in Australia at +1000.",
        cannot_tell: "Whether a server was set up wrongly. Names with many meanings (IST, CST, BST) are left out.",
        base_rate: "2 of 11,847 stamps of 2002; 2 of 3,254 of 2022-26, both invented.",
        source: "RFC 5322 §4.3; IANA time zone database.",
        run: zone_name,
    },
    Check {
        code: "impossible-zone-offset",
        family: Family::Time,
        effect: Effect::Caution,
        title: "No place has this offset from UTC",
        looks_at: "The offset of a stamp's date: beyond +1400 or -1200, or not in quarter hours.",
        why: "No time zone has such an offset. Servers take theirs from a table of zones.",
        example: "`-2002`, `+0017`.",
        cannot_tell: "Whether a server was set up by hand.",
        base_rate: "0 of 71,776 stamps, honest or not.",
        source: "RFC 5322 §3.3; IANA time zone database.",
        run: offset,
    },
    Check {
        code: "time-runs-backwards",
        family: Family::Time,
        effect: Effect::Caution,
        title: "A later step has an earlier time",
        looks_at: "The dates of two neighbouring stamps. Up to a minute is left out, up to five is a note. Before 2015 \
                   it is always a note.",
        why: "A message cannot arrive before it left. One of the two clocks is wrong, or one line was not written then.",
        example: "A line of 10:00, and above it one of 9:20.",
        cannot_tell: "Which of the two is wrong. So it counts against neither.",
        base_rate: "0.04 % of pairs of 2022-26 by more than five minutes, 0.01 % by more than an hour; 3.1 % and 0.3 % \
                    in 2002.",
        source: "Measured on 48,458 hops of public collections.",
        run: backwards,
    },
    Check {
        code: "later-than-boundary",
        family: Family::Time,
        effect: Effect::Caution,
        title: "The line is dated later than the handover to your system",
        looks_at: "Stamps below the boundary, dated more than an hour after the boundary's stamp.",
        why: "What happened before the handover cannot be later. Your own system's clock is the one to go by.",
        example: "Your server took the message at 10:00. A line below it says 14:00.",
        cannot_tell: "Whether a clock on the way was wrong.",
        base_rate: "2 of 7,909 messages of 2022-26, measured against the topmost stamp; 33 of 4,150 of 2002.",
        source: "Measured on public collections.",
        run: later,
    },
    Check {
        code: "impossible-date",
        family: Family::Time,
        effect: Effect::Contradiction,
        title: "The date cannot be true",
        looks_at: "Dates after the moment of analysis, where that is known, and years before 1990. Up to an hour ahead \
                   is left out, up to a day is a caution.",
        why: "No server can have written the line at that time.",
        example: "A line of the year 2030, read in 2026.",
        cannot_tell: "Whether the server's clock was wrong, or the reader's.",
        base_rate: "2 invented stamps, of the years 2030 and 102.",
        source: "Measured on public collections.",
        run: impossible,
    },
    Check {
        code: "long-wait",
        family: Family::Time,
        effect: Effect::Note,
        title: "The message waited more than a day",
        looks_at: "The time between two neighbouring stamps.",
        why: "Mail waits when a server is down, in quarantine, for a moderator, or for a set time of sending.",
        example: "A line of Monday, and above it one of Thursday.",
        cannot_tell: "Where it waited, and why.",
        base_rate: "Not measured.",
        source: "RFC 5321 §4.5.4.1: servers try for four to five days.",
        run: wait,
    },
    Check {
        code: "odd-date-form",
        family: Family::Time,
        effect: Effect::Caution,
        title: "The date is not written as servers write it",
        looks_at: "Twelve-hour clocks, and months before days.",
        why: "Mail dates have a clock of 24 hours and the day first. Lines made by hand or by old bulk mailers differ.",
        example: "`Sep, 17 2002 4:26:01 PM -0100`.",
        cannot_tell: "Whether an odd program wrote the line honestly.",
        base_rate: "2 of 24,262 honest stamps of 2002, 275 of 8,323 invented or hostile ones; 0 of 40,135 of 2022-26.",
        source: "RFC 5322 §3.3.",
        run: form,
    },
    Check {
        code: "message-date-far-from-stamps",
        family: Family::Time,
        effect: Effect::Note,
        title: "The message's own date is more than a day from every line",
        looks_at: "The `Date` field, and the stamp whose date is nearest to it.",
        why: "The author's program writes `Date` when the message is sent. Drafts, wrong clocks and re-sent mail differ.",
        example: "`Date` says 1 March, all lines say 20 March.",
        cannot_tell: "Which clock was wrong.",
        base_rate: "Not measured.",
        source: "RFC 5322 §3.6.1.",
        run: message_date,
    },
];

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn weekday(context: &Context<'_, '_>, report: &mut Report<'_>) {
    // One line and no message around it.
    let is_excerpt = context.input.fields.len() == 1;
    for hop in &context.chain.hops {
        let Some(date) = &hop.stamp.date else { continue };
        let real = date.local.weekday();
        if date.weekday.is_some_and(|written| u32::from(written) != real.num_days_from_monday()) {
            let detail = format!("The date of this line is a {}.", name(real));
            let effect =
                if is_excerpt && has_example_names(hop) { Effect::Caution } else { Effect::Contradiction };
            report.graded(hop, Some(date.span), effect, detail);
        }
    }
}

/// True where names or addresses are those kept for examples (RFC 2606, RFC 5737, RFC 3849). A publisher who puts them
/// in often changes the date too: a collection in public use does so in every line.
fn has_example_names(hop: &Hop<'_>) -> bool {
    let stamp = &hop.stamp;
    let documentation = |ip| address::class(ip) == AddressClass::Documentation;
    let example = |name: crate::span::Span| {
        let mut labels = hop.text(name).rsplit(|&b| b == b'.');
        let reserved = labels.clone().next().is_some_and(|top| {
            [&b"test"[..], b"invalid"].iter().any(|reserved| top.eq_ignore_ascii_case(reserved))
        });
        reserved || labels.any(|label| label.eq_ignore_ascii_case(b"example"))
    };
    stamp.from.ip.is_some_and(documentation)
        || [stamp.from.helo, stamp.from.rdns, stamp.by.host].into_iter().flatten().any(example)
}

const fn name(day: chrono::Weekday) -> &'static str {
    match day {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}

fn zone_name(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some(date) = &hop.stamp.date else { continue };
        let (Zone::Offset(minutes), Some(comment)) = (date.zone, date.zone_comment) else { continue };
        let written = hop.text(comment.inner());
        let Some((zone, offsets)) = ZONES.iter().find(|(zone, _)| zone.as_bytes() == written) else {
            continue;
        };
        if !offsets.contains(&minutes) {
            report.hop(
                hop,
                Some(date.span.to(comment)),
                format!("{zone} is not at {}.", spoken_offset(minutes)),
            );
        }
    }
}

/// Names with few meanings, and every offset in minutes at which one is in use. Britain's summer time has been
/// printed as GMT; Australia has an EST and an EDT of its own, and Brazil had.
static ZONES: [(&str, &[i16]); 24] = [
    ("UTC", &[0]),
    ("UT", &[0]),
    ("GMT", &[0, 60]),
    ("EST", &[-300, -180, 600, 660]),
    ("EDT", &[-240, -120, 660]),
    ("CDT", &[-300, -240, 540, 630]),
    ("MDT", &[-360]),
    ("PDT", &[-420]),
    ("PST", &[-480, 480]),
    ("WET", &[0]),
    ("WEST", &[60]),
    ("CET", &[60]),
    ("CEST", &[120]),
    ("MEST", &[120]),
    ("EET", &[120]),
    ("EEST", &[180]),
    ("JST", &[540]),
    ("HKT", &[480]),
    ("NZST", &[720]),
    ("NZDT", &[780]),
    ("AEST", &[600]),
    ("AEDT", &[660]),
    ("AKDT", &[-480]),
    ("SAST", &[120]),
];

fn offset(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some(date) = &hop.stamp.date else { continue };
        let Zone::Offset(minutes) = date.zone else { continue };
        if !(-12 * 60..=14 * 60).contains(&minutes) || minutes % 15 != 0 {
            report.hop(hop, Some(date.span), format!("No time zone is at {}.", spoken_offset(minutes)));
        }
    }
}

/// `+0530`
fn spoken_offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// Told at the older of the two: it stands lower, and others could have changed it.
fn backwards(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let border = border(context);
    for pair in context.chain.hops.windows(2) {
        let [older, newer] = pair else { continue };
        let Some(back) = newer.seconds_after_previous.map(|s| -s).filter(|s| *s > MINUTE) else { continue };
        let Some(time) = older.stamp.instant() else { continue };
        if border.is_some_and(|(_, taken)| is_later(older, taken)) && older.number < border.map_or(0, |b| b.0)
        {
            // Said by `later-than-boundary`.
            continue;
        }
        let effect = if back <= 5 * MINUTE || time.year() < 2015 { Effect::Note } else { Effect::Caution };
        let span = older.stamp.date.as_ref().map(|d| d.span);
        let detail = format!("The next line up is dated {} earlier.", ago(back));
        report.uncounted(older, span, effect, detail);
    }
}

/// The boundary's number and date.
fn border(context: &Context<'_, '_>) -> Option<(u32, DateTime<FixedOffset>)> {
    let hop = context.boundary_hop()?;
    Some((hop.number, hop.stamp.instant()?))
}

fn is_later(hop: &Hop<'_>, taken: DateTime<FixedOffset>) -> bool {
    hop.stamp.instant().is_some_and(|time| (time - taken).num_seconds() > HOUR)
}

fn later(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some((number, taken)) = border(context) else { return };
    for hop in context.chain.hops.iter().take_while(|h| h.number < number) {
        let Some(time) = hop.stamp.instant().filter(|_| is_later(hop, taken)) else { continue };
        let span = hop.stamp.date.as_ref().map(|d| d.span);
        let by = ago((time - taken).num_seconds());
        report.hop(hop, span, format!("It is dated {by} after line {number}, the handover to your system."));
    }
}

fn impossible(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some(time) = hop.stamp.instant() else { continue };
        let span = hop.stamp.date.as_ref().map(|d| d.span);
        if time.year() < 1990 {
            report.hop(hop, span, format!("The line is dated in the year {}.", time.year()));
        }
        let ahead = context.now.map_or(0, |now| (time - now).num_seconds());
        if ahead > HOUR {
            let effect = if ahead > DAY { Effect::Contradiction } else { Effect::Caution };
            let detail = format!("The line is dated {} after the moment of this analysis.", ago(ahead));
            report.graded(hop, span, effect, detail);
        }
    }
}

fn wait(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        if let Some(waited) = hop.seconds_after_previous.filter(|s| *s > DAY) {
            let span = hop.stamp.date.as_ref().map(|d| d.span);
            report.hop(hop, span, format!("The line is dated {} after the one below it.", ago(waited)));
        }
    }
}

fn form(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        if let Some(date) = hop.stamp.date.as_ref().filter(|d| d.odd_form) {
            report.hop(hop, Some(date.span), "The line has a clock of twelve hours, or the month first.");
        }
    }
}

/// The nearest stamp counts: it gives the fewest false alarms (SpamAssassin `DATE_IN_PAST`, `DATE_IN_FUTURE`).
fn message_date(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(date) = context.message.date else { return };
    let stamps = context.chain.hops.iter().filter_map(|h| h.stamp.instant());
    let nearest = stamps.map(|time| (date - time).num_seconds()).min_by_key(|off| off.abs());
    if let Some(off) = nearest.filter(|off| off.abs() > DAY) {
        let side = if off > 0 { "after" } else { "before" };
        report.message(format!("`Date` is {} {side} the nearest line.", ago(off.abs())));
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{Told, told};
    use Effect::{Caution, Contradiction, Note};

    use super::*;

    /// One stamp of a server whose name is not kept for examples.
    fn dated(date: &str) -> String {
        format!(
            "Received: from a.tlstrail.org ([8.8.8.8]) by b.tlstrail.org (Postfix) with ESMTP id 1234512345; {date}\n"
        )
    }

    fn of_family(header: &str, now: Option<&str>) -> Vec<Told> {
        told(&CHECKS, header, now)
    }

    #[test]
    fn ok_honest_dates() {
        for date in [
            "Mon, 23 Nov 2026 17:19:19 +0000 (UTC)",
            "Mon, 23 Nov 2026 17:19:19 -0500 (EST)",
            "Mon, 23 Nov 2026 17:19:19 +1000 (EST)",
            "Mon, 23 Nov 2026 17:19:19 +0530 (IST)",
            "Mon, 23 Nov 2026 17:19:19 -0600 (CST)",
            "Mon, 23 Nov 2026 17:19:19 +0800 (CST)",
            "Mon, 23 Nov 2026 17:19:19 +0800 (GMT+08:00)",
            "Mon, 23 Nov 2026 17:19:19 +0100 (GMT)",
            "Mon, 23 Nov 2026 17:19:19 +0545",
            "Mon, 23 Nov 2026 17:19:19 +1400",
            "23 Nov 2026 17:19:19 -0000",
            "Tue, 24 Nov 2026 17:59:00 +0000",
        ] {
            assert_eq!(of_family(&dated(date), Some("2026-11-24T17:19:20Z")), [], "{date}");
        }
    }

    #[test]
    fn err_dates() {
        for (date, code, effect) in [
            ("Tue, 23 Nov 2026 17:19:19 +0000", "weekday-does-not-fit-date", Contradiction),
            ("Mon, 23 Nov 2026 17:19:19 +0000 (EST)", "zone-name-does-not-fit-offset", Caution),
            ("Mon, 23 Nov 2026 17:19:19 +0200 (UTC)", "zone-name-does-not-fit-offset", Caution),
            ("Mon, 23 Nov 2026 17:19:19 +0017", "impossible-zone-offset", Caution),
            ("Mon, 23 Nov 2026 17:19:19 -2002", "impossible-zone-offset", Caution),
            ("Mon, 23 Nov 2026 17:19:19 -1300", "impossible-zone-offset", Caution),
            ("Nov, 23 2026 5:19:19 PM +0000", "odd-date-form", Caution),
            ("Sat, 23 Nov 2030 17:19:19 +0000", "impossible-date", Contradiction),
            ("Tue, 24 Nov 2026 20:19:20 +0000", "impossible-date", Caution),
            ("Thu, 23 Nov 1989 17:19:19 +0000", "impossible-date", Contradiction),
        ] {
            let found = of_family(&dated(date), Some("2026-11-24T17:19:20Z"));
            assert_eq!(found, [(code, Some(1), effect)], "{date}");
        }
    }

    #[test]
    fn a_weekday_in_an_excerpt_with_example_names_is_a_caution() {
        for header in [
            "Received: from mx.tlstrail.org ([192.0.2.1]) by mx2.tlstrail.org; Tue, 23 Nov 2026 17:19:19 +0000\n",
            "Received: from mx.tlstrail.org by smtp.example.co.jp; Tue, 23 Nov 2026 17:19:19 +0000\n",
            "Received: from mx.tlstrail.org by sink.test; Tue, 23 Nov 2026 17:19:19 +0000\n",
        ] {
            assert_eq!(
                of_family(header, None),
                [("weekday-does-not-fit-date", Some(1), Caution)],
                "{header}"
            );
        }
    }

    #[test]
    fn without_a_moment_of_analysis_no_date_is_in_the_future() {
        assert_eq!(of_family(&dated("Sat, 23 Nov 2030 17:19:19 +0000"), None), []);
    }

    /// Topmost first: the second step, then the first.
    fn two(newer: &str, older: &str) -> String {
        format!(
            "Received: from b.tlstrail.org (b.tlstrail.org [8.8.8.8]) by c.tlstrail.org (Postfix) with ESMTP id 1234512345; {newer}\n\
             Received: from a.tlstrail.org (a.tlstrail.org [8.8.4.4]) by b.tlstrail.org (Postfix) with ESMTP id 1234512346; {older}\n"
        )
    }

    #[test]
    fn steps_back_are_graded() {
        for (newer, older, want) in [
            ("10:00:00", "09:59:00", None),
            ("09:59:01", "10:00:00", None),
            ("09:58:00", "10:00:00", Some(Note)),
            ("09:54:00", "10:00:00", Some(Caution)),
        ] {
            let day = |clock| format!("Mon, 23 Nov 2026 {clock} +0000");
            let found = of_family(&two(&day(newer), &day(older)), None);
            let want: Vec<Told> =
                want.into_iter().map(|effect| ("time-runs-backwards", Some(1), effect)).collect();
            assert_eq!(found, want, "{newer}");
        }
        let old = two("Thu, 24 Nov 2005 07:00:00 +0000", "Thu, 24 Nov 2005 07:30:00 +0000");
        assert_eq!(of_family(&old, None), [("time-runs-backwards", Some(1), Note)]);
    }

    #[test]
    fn steps_far_after_the_handover_and_long_waits() {
        // The peer of the topmost line is another organisation: the topmost line is the boundary.
        let header = |older: &str| {
            format!(
                "Received: from out.tlstrail.org (out.tlstrail.org [8.8.8.8]) by mx.rust-lang.org (Postfix) with ESMTP id 1234512345; Mon, 23 Nov 2026 10:00:00 +0000\n\
                 Received: from a.tlstrail.org (a.tlstrail.org [8.8.4.4]) by out.tlstrail.org (Postfix) with ESMTP id 1234512346; {older}\n"
            )
        };
        let later = header("Mon, 23 Nov 2026 11:00:01 +0000");
        assert_eq!(of_family(&later, None), [("later-than-boundary", Some(1), Caution)]);
        let waited = header("Sun, 22 Nov 2026 09:00:00 +0000");
        assert_eq!(of_family(&waited, None), [("long-wait", Some(2), Note)]);
    }

    #[test]
    fn the_nearest_stamp_counts_for_the_date_of_the_message() {
        let header = |date: &str| {
            two("Mon, 23 Nov 2026 10:00:00 +0000", "Mon, 23 Nov 2026 09:59:00 +0000")
                + &format!("Date: {date}\n")
        };
        assert_eq!(of_family(&header("Sun, 22 Nov 2026 10:00:00 +0000"), None), []);
        let far = header("Wed, 25 Nov 2026 10:00:01 +0000");
        assert_eq!(of_family(&far, None), [("message-date-far-from-stamps", None, Note)]);
    }
}
