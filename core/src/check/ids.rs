//! Ids of queues and sessions: the clocks in them, their shapes, and what else a known writer always writes.
//!
//! The dialect says which clock its ids have, which shapes, and what its outer hosts write. Not here: how a clock is
//! read (`reading`).

use super::{Check, Compare, Context, Family, Report, Seen, ago};
use crate::chain::Hop;
use crate::dialect::{Dialect, Known, VersionAt, Writes};
use crate::reading::IdKind;
use crate::span::Span;
use crate::terms::{Basis, Confidence, Effect};
use chrono::{DateTime, Datelike};

pub(super) static CHECKS: [Check; 7] = [
    Check {
        code: "id-time-does-not-fit-date",
        family: Family::Ids,
        effect: Effect::Contradiction,
        title: "The time in the id does not fit the date",
        looks_at: "The time that many servers put into their ids, and the date of the same line. More than a day apart \
                   is a contradiction, more than an hour a caution. Where the id is made as the connection opens, \
                   or long before delivery, it may be up to a day earlier, and beyond that is a caution. More than twenty years is a caution too: \
                   then letters of the id were replaced. Where the writer is likely only, nothing is more than a \
                   caution.",
        why: "Both come from one clock within seconds. They differ where an old id was copied under a new date.",
        example: "An id made on 3 May 2019 in a line dated 23 November 2024.",
        cannot_tell: "Who changed the line. A publisher may have replaced ids or dates. An id that fits proves nothing: \
                      it can be copied with its date.",
        base_rate: "0 of about 140,000 honest stamps have an id of more than a minute after the date; ids of filter hops \
                    are up to 19 hours earlier.",
        source: "Exim string_base62, Postfix mail_queue.h, Sendmail assign_queueid, RFC 9562 §5.1; samples for the \
                 others.",
        run: time,
    },
    Check {
        code: "impossible-id",
        family: Family::Ids,
        effect: Effect::Contradiction,
        title: "The id cannot be one of that software",
        looks_at: "Ids that hold a month, a day, an hour or microseconds, each of which has a limit.",
        why: "The software computes them from its clock. Letters put in by hand go beyond the limits.",
        example: "`FFFFF2C07AA1`: a short id begins with microseconds in five hex digits, at most F423F.",
        cannot_tell: "Who changed the line. Where the software is not named in it, this is a caution.",
        base_rate: "0 of 10,092 stamps of 2022-26.",
        source: "Postfix mail_queue.h; Sendmail assign_queueid.",
        run: fault,
    },
    Check {
        code: "outer-host-form-missing",
        family: Family::Ids,
        effect: Effect::Caution,
        title: "The line lacks what that system always writes",
        looks_at: "What the outer hosts of a known system always write: the address of the peer, their own time zone \
                   with its name, the details of TLS. Two or more have to be missing.",
        why: "Lines made by hand copy the names and miss the habits.",
        example: "A line of a provider whose hosts run on Pacific time, with `+0000` and no address.",
        cannot_tell: "Whether the system has changed its habits lately.",
        base_rate: "7 of 182 stamps of 2022-26 lack the details of TLS, and nothing else. Two things at once: invented ones.",
        source: "Measured on public collections.",
        run: outer_host,
    },
    Check {
        code: "version-before-release",
        family: Family::Ids,
        effect: Effect::Caution,
        title: "The version is newer than the date allows",
        looks_at: "Writers that put their version into the id, and a table of months before which no release had it.",
        why: "Nobody runs a release before it exists. The table has a margin for test releases.",
        example: "`15.20.…` in a line of 2015.",
        cannot_tell: "Whether the server's clock was wrong.",
        base_rate: "Not measured on many stamps. The table's months have a margin.",
        source: "Vendors' lists of build numbers.",
        run: version,
    },
    Check {
        code: "version-changes-within-a-minute",
        family: Family::Ids,
        effect: Effect::Note,
        title: "One host names two versions within a minute",
        looks_at: "Stamps of one host by a writer that puts its version into the id.",
        why: "One host runs one version. It changes with an update, which takes longer than a minute.",
        example: "`15.20.7677.15` and `15.20.6387.19` from the same host in the same minute.",
        cannot_tell: "Whether two machines share a name.",
        base_rate: "Not measured.",
        source: "Form of the stamp.",
        run: two_versions,
    },
    Check {
        code: "one-id-on-two-hosts",
        family: Family::Ids,
        effect: Effect::Caution,
        title: "Two hosts give the same id",
        looks_at: "Ids of six characters or more, and the hosts that gave them. Versions are left out.",
        why: "A queue makes its own ids. The same one on another host was copied.",
        example: "`4355A9A8AD6` by mx1.example.com, and again by mail.example.net.",
        cannot_tell: "Which of the two was copied. Unless one of them is your own, it counts against neither.",
        base_rate: "0 in 14,000 messages.",
        source: "Measured on public collections.",
        run: repeated,
    },
    Check {
        code: "id-does-not-fit-software",
        family: Family::Ids,
        effect: Effect::Caution,
        title: "The id has another form than that software gives",
        looks_at: "The shape of the id, where the line names its software by a product word, and the \
                   source of that software is known.",
        why: "Ids have a form that the software fixes. Lines made by hand miss it.",
        example: "`(Postfix) with ESMTP id 1tpOMg-000123-4a`: that is Exim's form.",
        cannot_tell: "Who changed the line. Publishers replace ids: what is no software's form counts against nothing.",
        base_rate: "0 of 1,190 stamps of 2022-26, but for 8 that were misread or had ids replaced by a publisher.",
        source: "The source of each software; see its dialect.",
        run: shape,
    },
];

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
/// No honest clock is so far off. Letters that a publisher put in place of others give such times.
const NO_CLOCK: i64 = 20 * 366 * DAY;

fn id<'a>(hop: &Hop<'a>) -> Option<(Span, &'a [u8])> {
    hop.stamp.id.map(|span| (span, hop.text(span))).filter(|(_, id)| !id.is_empty())
}

fn time(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        let (Some(clock), Some((span, id)), Some(date)) = (stamp.dialect.clock, id(hop), stamp.instant())
        else {
            continue;
        };
        let Some(made) = clock.read(id, date) else { continue };
        let after = made - date.timestamp();
        let off = after.abs();
        let early = after < 0 && clock.may_be_early();
        if off <= HOUR || (early && off <= DAY) {
            continue;
        }
        let certain = stamp.writer.confidence == Confidence::Certain;
        let contradicts = certain && !early && (DAY + 1..=NO_CLOCK).contains(&off);
        let effect = if contradicts { Effect::Contradiction } else { Effect::Caution };
        let side = if after > 0 { "after" } else { "before" };
        let made = DateTime::from_timestamp(made, 0).map(|t| format!("{} UTC", t.naive_utc()));
        let detail = match made {
            Some(made) if off <= NO_CLOCK => {
                format!("The id was made at {made}, {} {side} the date of the line.", ago(off))
            }
            _ => format!("The id tells a time {} {side} the date of the line.", ago(off)),
        };
        report.graded(hop, Some(span), effect, detail);
    }
}

fn fault(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let (Some(clock), Some((span, id))) = (hop.stamp.dialect.clock, id(hop)) else { continue };
        if let Some(fault) = clock.fault(id) {
            let effect = if is_named(hop) { Effect::Contradiction } else { Effect::Caution };
            report.graded(hop, Some(span), effect, format!("{fault}."));
        }
    }
}

/// The writer is certain, by a product word.
fn is_named(hop: &Hop<'_>) -> bool {
    hop.stamp.writer.confidence == Confidence::Certain && hop.stamp.names_its_product()
}

fn outer_host(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        let dialect = stamp.dialect;
        let is_edge = stamp.by.host.is_some_and(|host| dialect.is_edge(hop.text(host)));
        if !is_edge || stamp.protocol.registered.is_none() {
            continue;
        }
        let lacks = hop.lacks();
        let at_home = |minutes: i16| matches!(minutes, PACIFIC_STANDARD | PACIFIC_DAYLIGHT);
        let elsewhere = dialect.writes.has(Writes::PACIFIC_TIME)
            && stamp.date.is_some_and(|date| !at_home(date.zone.minutes()));
        let no_details = !matches!(stamp.tls.basis, Basis::Details | Basis::Phrase | Basis::Clause);
        let missing: Vec<&str> = [
            (elsewhere, "Pacific time"),
            (no_details, "the details of TLS"),
            (lacks.has(Writes::ADDRESS), "the address of the peer"),
            (lacks.has(Writes::ZONE_COMMENT), "the name of the time zone"),
        ]
        .into_iter()
        .filter_map(|(lacks, what)| lacks.then_some(what))
        .collect();
        // Other checks tell what only one family lacks.
        if missing.len() < 2 || !(elsewhere || no_details) {
            continue;
        }
        let span = stamp.date.as_ref().filter(|_| elsewhere).map(|d| d.span);
        let detail = format!("{}'s outer hosts write {}.", dialect.name, missing.join(" and "));
        if elsewhere {
            report.hop(hop, span, detail);
        } else {
            // The missing address or zone is counted by another check, and plain steps are honest.
            report.uncounted(hop, span, Effect::Caution, detail);
        }
    }
}

/// Minutes east of UTC.
const PACIFIC_STANDARD: i16 = -8 * 60;
const PACIFIC_DAYLIGHT: i16 = -7 * 60;

fn version(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let (VersionAt::Id(releases), Some((span, id)), Some(date)) =
            (hop.stamp.dialect.version, id(hop), hop.stamp.instant())
        else {
            continue;
        };
        // The longest version stands last.
        let release = releases
            .iter()
            .rev()
            .find(|r| id.strip_prefix(r.version.as_bytes()).is_some_and(|rest| rest.first() == Some(&b'.')));
        if let Some(release) = release
            && (date.year(), date.month()) < release.not_before
        {
            let detail = format!("No release {} was before {}.", release.version, release.not_before.0);
            report.hop(hop, Some(span), detail);
        }
    }
}

fn two_versions(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let dated = |hop: &Hop<'_>| hop.stamp.instant().map(|date| date.timestamp());
    let mut seen = Seen::new(Compare::Folded);
    for (place, hop) in context.chain.hops.iter().enumerate() {
        let (VersionAt::Id(_), Some((span, version)), Some(now), Some(host)) =
            (hop.stamp.dialect.version, id(hop), dated(hop), hop.stamp.by.host)
        else {
            continue;
        };
        let before = seen.put(hop.text(host), place);
        if let Some(before) = before.and_then(|before| context.chain.hops.get(before))
            && let (Some(then), Some((_, other))) = (dated(before), id(before))
            && (now - then).abs() < 60
            && !same_version(version, other)
        {
            let other = String::from_utf8_lossy(other).into_owned();
            report.hop(hop, Some(span), format!("Its line before had {other}."));
        }
    }
}

/// Stores pad the numbers with zeros: `15.20.6631.046`.
fn same_version(one: &[u8], other: &[u8]) -> bool {
    fn numbers(id: &[u8]) -> impl Iterator<Item = &[u8]> {
        id.split(|&b| b == b'.')
            .map(|n| n.get(n.iter().take_while(|b| **b == b'0').count()..).unwrap_or_default())
    }
    numbers(one).eq(numbers(other))
}

fn repeated(context: &Context<'_, '_>, report: &mut Report<'_>) {
    // From the newest: what stands lower is the copy.
    let mut seen = Seen::new(Compare::Exactly);
    let mut found: Vec<(&Hop<'_>, Span, u32, &[u8])> = Vec::new();
    for (place, hop) in context.chain.hops.iter().enumerate().rev() {
        let (Some((span, id)), Some(host)) = (id(hop), hop.stamp.by.host) else { continue };
        if id.len() < 6 || is_no_queue_id(id, hop.stamp.dialect) {
            continue;
        }
        let host = hop.text(host);
        let first = context.chain.hops.get(seen.put_first(id, place));
        if let Some(first) = first
            && let Some(other) = first.stamp.by.host.map(|other| first.text(other))
            && !other.eq_ignore_ascii_case(host)
        {
            found.push((hop, span, first.number, other));
        }
    }
    for (hop, span, number, host) in found.into_iter().rev() {
        let host = String::from_utf8_lossy(host).to_ascii_lowercase();
        let detail = format!("Line {number} by {host} has it too.");
        if context.boundary.hop.is_some_and(|border| number >= border && hop.number < border) {
            report.hop(hop, Some(span), detail);
        } else {
            report.uncounted(hop, Some(span), report.check.effect, detail);
        }
    }
}

/// Versions, and ids of one character over and over, which are masks.
fn is_no_queue_id(id: &[u8], dialect: &Dialect) -> bool {
    matches!(IdKind::of(id), IdKind::Exchange | IdKind::ExchangeOnline)
        || matches!(dialect.version, VersionAt::Id(_))
        || id.iter().all(|b| Some(b) == id.first())
}

fn shape(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some((span, id)) = id(hop) else { continue };
        let ids = hop.stamp.dialect.ids;
        // A writer that makes none, or any, or whose source was not read.
        let open = hop.stamp.dialect.known != Known::Source
            || ids.iter().all(|kind| *kind == IdKind::None)
            || ids.contains(&IdKind::Other);
        if open || !is_named(hop) || ids.iter().any(|kind| kind.fits(id)) {
            continue;
        }
        let detail = format!("{} does not give such ids.", hop.stamp.dialect.name);
        if IdKind::of(id) == IdKind::Other {
            // Of no software at all: a publisher's mask, as likely as an invention.
            report.uncounted(hop, Some(span), Effect::Caution, detail);
        } else {
            report.hop(hop, Some(span), detail);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{Told, told};
    use super::*;
    use Effect::{Caution, Contradiction, Note};

    fn of_family(header: &str) -> Vec<Told> {
        told(&CHECKS, header, None)
    }

    /// A stamp of the software, by its product comment.
    fn stamp(product: &str, id: &str, date: &str) -> String {
        let with = if product.starts_with("Exim") { "esmtp" } else { "ESMTP" };
        let info = if product.starts_with("Exim") {
            "[8.8.8.8] (helo=a.tlstrail.org)"
        } else {
            "a.tlstrail.org (a.tlstrail.org [8.8.8.8])"
        };
        let (before, behind) = if product.starts_with("Exim") {
            (String::new(), format!(" ({product})"))
        } else {
            (format!(" ({product})"), String::new())
        };
        format!("Received: from {info} by b.tlstrail.org{before} with {with}{behind} id {id}; {date}\n")
    }

    const DATE: &str = "Tue, 4 Mar 2025 09:15:02 +0000";

    #[test]
    fn ids_that_fit_are_not_told() {
        for (product, id) in [
            ("Exim 4.96", "1tpOMg-000123-4a"),
            ("Postfix", "4Z6VPy0sf8z1234"),
            ("Postfix", "4355A9A8AD6"),
            // Hex without a letter.
            ("Postfix", "1234512345"),
            ("8.17.1/8.17.1", "5249F2ab001234"),
            // The connection opened nineteen hours before.
            ("8.17.1/8.17.1", "523EF2ab001234"),
            ("8.9.3/8.9.3", "JAA29323"),
            ("HCL Domino Release 12.0.1", "2025030409150212-34567"),
        ] {
            assert_eq!(of_family(&stamp(product, id, DATE)), [], "{id}");
        }
    }

    #[test]
    fn ids_of_another_time_are_graded() {
        const CODE: &str = "id-time-does-not-fit-date";
        let day = |clock: &str| format!("Tue, 4 Mar 2025 {clock} +0000");
        for (product, id, date, want) in [
            ("Exim 4.96", "1tpOMg-000123-4a", day("10:15:02"), None),
            ("Exim 4.96", "1tpOMg-000123-4a", day("10:15:03"), Some(Caution)),
            ("Exim 4.96", "1tpOMg-000123-4a", day("08:15:01"), Some(Caution)),
            ("Exim 4.96", "1rFake-000123-4a", day("09:15:02"), Some(Contradiction)),
            ("Postfix", "4Z6VPy0sf8z1234", day("10:15:02"), None),
            ("Postfix", "4Y6VPy0sf8z1234", day("09:15:02"), Some(Contradiction)),
            // Letters that a publisher replaced.
            ("Exim 4.96", "zzabcd-000123-4a", day("09:15:02"), Some(Caution)),
            // Two days earlier; two hours later; two days later.
            ("8.17.1/8.17.1", "5229F2ab001234", day("09:15:02"), Some(Caution)),
            ("8.17.1/8.17.1", "524BF2ab001234", day("09:15:02"), Some(Caution)),
            ("8.17.1/8.17.1", "5269F2ab001234", day("09:15:02"), Some(Contradiction)),
        ] {
            let want: Vec<Told> = want.into_iter().map(|effect| (CODE, Some(1), effect)).collect();
            assert_eq!(of_family(&stamp(product, id, &date)), want, "{id} {date}");
        }
    }

    #[test]
    fn a_writer_that_is_only_likely_gives_cautions() {
        let header = format!(
            "Received: from a.tlstrail.org (a.tlstrail.org [8.8.8.8]) by b.tlstrail.org with ESMTP id \
             5249F2ab001234-5349F2cd001234; {DATE}\n"
        );
        assert_eq!(of_family(&header), [("id-time-does-not-fit-date", Some(1), Caution)]);
    }

    #[test]
    fn ids_beyond_their_limits() {
        for (product, id) in [
            ("Postfix", "FFFFF2C07AA1"),
            ("Postfix", "4Z6VPy75pmz1234"),
            ("8.17.1/8.17.1", "5C49F2ab001234"),
            ("8.17.1/8.17.1", "524OF2ab001234"),
        ] {
            let found = of_family(&stamp(product, id, DATE));
            assert!(found.contains(&("impossible-id", Some(1), Contradiction)), "{id}: {found:?}");
        }
    }

    #[test]
    fn outer_hosts_have_their_habits() {
        let by = "by mx.google.com with ESMTPS id";
        let id = "a1si1234567abc.7.2025.03.04.01.15.02";
        let tls = "(version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128)";
        for (header, want) in [
            (format!("from a.tlstrail.org (a.tlstrail.org. [8.8.8.8]) {by} {id} {tls}; Tue, 04 Mar 2025 01:15:02 -0800 (PST)"), false),
            // Without TLS: one thing is missing.
            (format!("from a.tlstrail.org (a.tlstrail.org. [8.8.8.8]) by mx.google.com with ESMTP id {id}; Tue, 04 Mar 2025 01:15:02 -0800 (PST)"), false),
            // Steps inside have no from clause.
            ("by 2002:a05:6a20:1:b0:1:2:3 with SMTP id d7csp7654321pxv; Tue, 4 Mar 2025 01:15:02 -0800 (PST)".to_owned(), false),
            (format!("from a.tlstrail.org (a.tlstrail.org) {by} {id}; Tue, 04 Mar 2025 01:15:02 +0000 (UTC)"), true),
        ] {
            let found = of_family(&format!("Received: {header}\n"));
            let told = found.contains(&("outer-host-form-missing", Some(1), Caution));
            assert_eq!(told, want, "{header}: {found:?}");
        }
    }

    fn exchange(host: &str, id: &str, date: &str) -> String {
        format!(
            "Received: from a.tlstrail.org (8.8.8.8) by {host} (8.8.4.4) with Microsoft SMTP Server id {id}; {date}\n"
        )
    }

    #[test]
    fn versions_before_their_release() {
        let host = "A.eurprd05.prod.outlook.com";
        let code = "version-before-release";
        let early = exchange(host, "15.20.7677.15", "Wed, 4 Mar 2015 09:15:02 +0000");
        assert_eq!(of_family(&early), [(code, Some(1), Caution)]);
        assert_eq!(of_family(&exchange(host, "15.20.7677.15", DATE)), []);
        let early = exchange("ex.tlstrail.org", "15.2.1118.7", "Sat, 4 Mar 2017 09:15:02 +0000");
        assert_eq!(of_family(&early), [(code, Some(1), Caution)]);
        let fits = exchange("ex.tlstrail.org", "15.1.2507.35", "Sat, 4 Mar 2017 09:15:02 +0000");
        assert_eq!(of_family(&fits), []);
    }

    #[test]
    fn two_versions_of_one_host() {
        let host = "A.eurprd05.prod.outlook.com";
        let header =
            |id: &str, other: &str, date: &str| exchange(host, id, date) + &exchange(host, other, DATE);
        let code = "version-changes-within-a-minute";
        let found = of_family(&header("15.20.7677.15", "15.20.7677.16", "Tue, 4 Mar 2025 09:15:32 +0000"));
        assert_eq!(found, [(code, Some(2), Note)]);
        for (id, other, date) in [
            ("15.20.7677.15", "15.20.7677.15", "Tue, 4 Mar 2025 09:15:32 +0000"),
            ("15.20.7677.015", "15.20.7677.15", "Tue, 4 Mar 2025 09:15:32 +0000"),
            ("15.20.7677.15", "15.20.7677.16", "Tue, 4 Mar 2025 09:17:32 +0000"),
        ] {
            assert_eq!(of_family(&header(id, other, date)), [], "{id} {date}");
        }
    }

    #[test]
    fn one_id_on_two_hosts() {
        let line = |from: &str, by: &str, id: &str| {
            format!("Received: from {from} ({from} [8.8.8.8]) by {by} (Postfix) with ESMTP id {id}; {DATE}\n")
        };
        let code = "one-id-on-two-hosts";
        let header = line("out.tlstrail.org", "mx.rust-lang.org", "4355A9A8AD6")
            + &line("a.tlstrail.org", "out.tlstrail.org", "4355A9A8AD6");
        assert_eq!(of_family(&header), [(code, Some(1), Caution)]);
        let same_host = line("out.tlstrail.org", "mx.rust-lang.org", "4355A9A8AD6").repeat(2);
        assert_eq!(of_family(&same_host), []);
        let masked = line("out.tlstrail.org", "mx.rust-lang.org", "0000000000")
            + &line("a.tlstrail.org", "out.tlstrail.org", "0000000000");
        assert_eq!(of_family(&masked), []);
        let version = exchange("a.tlstrail.org", "15.1.2507.35", DATE)
            + &exchange("b.tlstrail.org", "15.1.2507.35", DATE);
        assert_eq!(of_family(&version), []);
    }

    #[test]
    fn ids_of_another_software() {
        let code = "id-does-not-fit-software";
        for (product, id) in [
            ("Postfix", "4FAKE0000000"),
            ("Postfix", "a1.b2.c3"),
            ("Postfix", "JAA29323"),
            ("Exim 4.96", "4355A9A8AD6"),
        ] {
            assert_eq!(of_family(&stamp(product, id, DATE)), [(code, Some(1), Caution)], "{id}");
        }
        // No product word: the host's name alone does not fix the form.
        let header = format!(
            "Received: from a.tlstrail.org ([8.8.8.8]) by b.tlstrail.org with ESMTP id 1tpOMg-12; {DATE}\n"
        );
        assert_eq!(of_family(&header), []);
    }
}
