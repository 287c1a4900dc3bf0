//! Dates of stamps: what cannot be, and what is unusual.
//!
//! Order never comes from clocks. Steps back of less than a minute are noise.

use super::{Check, Context, Family, Report};
use crate::terms::Effect;
use chrono::Datelike;

pub(super) static CHECKS: [Check; 1] = [Check {
    code: "weekday-does-not-fit-date",
    family: Family::Time,
    effect: Effect::Contradiction,
    title: "The weekday does not fit the date",
    looks_at: "The weekday that a stamp names, and the weekday that its date has.",
    why: "Servers compute both from one clock. They differ in lines that were made by hand, or changed later.",
    example: "`Mon, 24 Nov 2026`: that day is a Tuesday.",
    cannot_tell: "Who changed the line. Some archives rewrite dates.",
    base_rate: "0 of 22,105 honest stamps of 2002; 1 of 39,716 of 2022-26, an invented one.",
    source: "RFC 5322 §3.3: the day of the week must be the day implied by the date.",
    run: weekday,
}];

fn weekday(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some(date) = &hop.stamp.date else { continue };
        let real = date.local.weekday();
        if date.weekday.is_some_and(|written| u32::from(written) != real.num_days_from_monday()) {
            report.hop(hop, Some(date.span), format!("The date of this line is a {}.", name(real)));
        }
    }
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
