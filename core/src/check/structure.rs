//! The header section and the shape of single lines: what is missing, out of place, or not as its writer writes.
//!
//! A line that cannot be read is shown and counted, never dropped. Nothing here says who wrote it.

use super::{Check, Compare, Context, Family, Report, Seen};
use crate::chain::Hop;
use crate::dialect::Writes;
use crate::span::Span;
use crate::terms::{Basis, Confidence, Effect};
use crate::trust;
use crate::vocab::field_name::FieldName;
use crate::vocab::protocol::WordKind;
use std::borrow::Cow;

pub(super) static CHECKS: [Check; 13] = [
    Check {
        code: "line-not-readable",
        family: Family::Structure,
        effect: Effect::Note,
        title: "Part of the line could not be read",
        looks_at: "Whether a receiving host and a date were found in the line.",
        why: "A line without them tells less. It stays in the list and counts as a step.",
        example: "`Received: from a.example; sometime on Monday`",
        cannot_tell: "Why: odd software, an archive that blots words out, or a hand that wrote the line.",
        base_rate: "No date: 453 of 40,135 lines of 2022-26.",
        source: "RFC 5321 §4.4",
        run: not_readable,
    },
    Check {
        code: "clauses-missing",
        family: Family::Structure,
        effect: Effect::Note,
        title: "The line lacks usual parts",
        looks_at: "The from, with and id clauses of lines whose software was not recognised.",
        why: "What is not there cannot be held against anything else.",
        example: "`by inner.example; Mon, 23 Nov 2026 17:00:00 +0000`",
        cannot_tell: "Anything about honesty: much software leaves parts out.",
        base_rate: "Of 40,135 lines of 2022-26, 6.6 % have no from, 21 % no id, 2 % no with.",
        source: "RFC 5321 §4.4",
        run: clauses_missing,
    },
    Check {
        code: "line-repeated",
        family: Family::Structure,
        effect: Effect::Note,
        title: "The same line stands twice",
        looks_at: "Lines that are equal to the last byte.",
        why: "Some systems hand a message to themselves and keep the line. It is one step, counted twice.",
        example: "Two lines with one id and one date.",
        cannot_tell: "Whether a system or a person repeated it.",
        base_rate: "163 of 7,909 messages of 2022-26.",
        source: "measured on public collections",
        run: repeated,
    },
    Check {
        code: "line-out-of-position",
        family: Family::Structure,
        effect: Effect::Caution,
        title: "The line stands below fields of the author",
        looks_at: "`Received` lines below `From` or `Subject`, where others stand above.",
        why: "Servers put their lines on top. A line below the author's own fields was part of what the author sent, or \
              was moved.",
        example: "`From: a@example.com`, and below it `Received: from …`",
        cannot_tell: "Whether a gateway, an archive or the sender moved it. Where all lines stand so, the copy was \
                      sorted: a note only.",
        base_rate: "9 of 40,135 lines of 2022-26, all of one sending service; 70 of 24,262 honest lines of 2002.",
        source: "RFC 5321 §4.4, RFC 5322 §3.6.7",
        run: out_of_position,
    },
    Check {
        code: "many-lines",
        family: Family::Structure,
        effect: Effect::Caution,
        title: "There are very many lines",
        looks_at: "Whether there are more than 30 `Received` lines.",
        why: "So many come from a loop, or were put in.",
        example: "Sixty lines.",
        cannot_tell: "Which of the two.",
        base_rate: "0 of 7,909 messages of 2022-26 and of 6,046 of 2002-05; the longest had 15.",
        source: "RFC 5321 §6.3",
        run: many,
    },
    Check {
        code: "single-line",
        family: Family::Structure,
        effect: Effect::Note,
        title: "There is one line only",
        looks_at: "Whether there is exactly one `Received` line.",
        why: "Nothing is told of steps before it.",
        example: "A message handed straight to the receiving server.",
        cannot_tell: "Whether earlier lines were taken out, or never were.",
        base_rate: "Usual.",
        source: "RFC 5321 §4.4",
        run: single,
    },
    Check {
        code: "no-line",
        family: Family::Structure,
        effect: Effect::Note,
        title: "There is no trace",
        looks_at: "Whether there is any `Received` line.",
        why: "Without one, nothing can be said of the transport.",
        example: "A copy from the folder of sent mail.",
        cannot_tell: "Whether the message never travelled or its lines were taken out.",
        base_rate: "8 of 7,909 messages of 2022-26; 3 % of old list archives.",
        source: "RFC 5321 §4.4",
        run: none,
    },
    Check {
        code: "control-bytes",
        family: Family::Structure,
        effect: Effect::Caution,
        title: "The line holds control bytes",
        looks_at: "Bytes below the blank other than tab and line ends, and a carriage return in the middle of a line.",
        why: "Mail software does not write them. They can make a line look other than it is on a screen.",
        example: "A line with a NUL byte.",
        cannot_tell: "Whether the text was damaged on the way here.",
        base_rate: "0 of 40,135 lines of 2022-26.",
        source: "RFC 5322 §2.2",
        run: control_bytes,
    },
    Check {
        code: "encoded-word-in-line",
        family: Family::Structure,
        effect: Effect::Caution,
        title: "The line holds an encoded word",
        looks_at: "Words of the form `=?charset?encoding?text?=`.",
        why: "They must not stand in `Received`, and mail programs may show them as other text.",
        example: "`from =?utf-8?q?mail?= by …`",
        cannot_tell: "Which software encoded it. In mailboxes it is not looked for: they are the users' own words.",
        base_rate: "0 of 40,135 lines of 2022-26.",
        source: "RFC 2047 §5",
        run: encoded_word,
    },
    Check {
        code: "line-too-long",
        family: Family::Structure,
        effect: Effect::Caution,
        title: "The line is longer than mail allows",
        looks_at: "Whether more than 998 bytes stand between two line ends.",
        why: "Servers must not send such lines. The longest seen, folds taken out, has 579.",
        example: "A host name of a thousand letters.",
        cannot_tell: "Whether a program joined the lines after delivery. It is not looked at where the text had to be \
                      repaired.",
        base_rate: "0 of 40,135 lines of 2022-26.",
        source: "RFC 5322 §2.1.1",
        run: too_long,
    },
    Check {
        code: "text-cut-off",
        family: Family::Structure,
        effect: Effect::Note,
        title: "The text seems cut off",
        looks_at: "Whether the text begins or ends inside a field.",
        why: "Lines may be missing. Ask for the full source of the message.",
        example: "A paste that begins in the middle of a line.",
        cannot_tell: "What is missing.",
        base_rate: "Not measured.",
        source: "RFC 5322 §2.2",
        run: cut_off,
    },
    Check {
        code: "keyword-not-registered",
        family: Family::Structure,
        effect: Effect::Note,
        title: "The word behind `with` is not known",
        looks_at: "Whether that word is registered, or known to be used by some software.",
        why: "Nothing can be concluded from a word that nobody defined.",
        example: "`with UFO`",
        cannot_tell: "Anything about honesty: vendors invent such words.",
        base_rate: "Usual in the tail of software.",
        source: "IANA registry of mail parameters, WITH protocol types",
        run: keyword,
    },
    Check {
        code: "form-not-of-writer",
        family: Family::Structure,
        effect: Effect::Caution,
        title: "The line does not fit how that system writes its lines",
        looks_at: "Lines that name their software, and lack what that software always writes.",
        why: "Software writes from one template. A line with its name and another form was changed, or written by hand.",
        example: "`by mx.example (Postfix) with ESMTP id 4355A9A8AD6; Mon, 23 Nov 2026 17:00:00 +0000`, without the zone in \
                  words that this software puts behind the date.",
        cannot_tell: "Whether a patch or an archive changed the line.",
        base_rate: "0 of 40,135 lines of 2022-26, 0 of 24,262 honest lines of 2002.",
        source: "the writers' source files, as each dialect names them",
        run: form,
    },
];

fn not_readable(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let known = hop.stamp.writer.confidence != Confidence::Unknown;
        let detail = match (hop.stamp.by.host.is_none() && !known, hop.stamp.date.is_none()) {
            (true, true) => "Neither a receiving host nor a date could be read.",
            (true, false) => "No receiving host could be read.",
            (false, true) => "No date could be read.",
            (false, false) => continue,
        };
        report.hop(hop, None, detail);
    }
}

fn clauses_missing(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        if stamp.writer.confidence != Confidence::Unknown || stamp.tls.basis == Basis::Truncated {
            continue;
        }
        let missing: Vec<&str> = [
            (hop.tells_no_client(), "from"),
            (stamp.protocol.as_written.is_none(), "with"),
            (stamp.id.is_none(), "id"),
        ]
        .into_iter()
        .filter_map(|(is, name)| is.then_some(name))
        .collect();
        if !missing.is_empty() {
            report.hop(hop, None, format!("Not there: {}.", missing.join(", ")));
        }
    }
}

fn repeated(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let mut first = Seen::new(Compare::Exactly);
    for (place, hop) in context.chain.hops.iter().enumerate() {
        let before = first.put_first(hop.stamp.raw, place);
        if before != place
            && let Some(Hop { number, .. }) = context.chain.hops.get(before)
        {
            report.hop(hop, None, format!("Step {number} has the same line."));
        }
    }
}

fn out_of_position(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let mut received = 0u32;
    let mut behind = false;
    for trace in &context.message.trace {
        match trace.kind {
            FieldName::From | FieldName::Subject => {
                if received == 0 && context.chain.hops.len() > 1 {
                    report.message_graded(
                        Effect::Note,
                        "All lines stand below fields of the author: this copy was sorted.",
                    );
                }
                if received == 0 {
                    return;
                }
                behind = true;
            }
            FieldName::Received => {
                if let Some(hop) = context.chain.by_field(received).filter(|_| behind) {
                    report.hop(hop, None, "This line stands below `From` or `Subject`.");
                }
                received += 1;
            }
            _ => {}
        }
    }
}

fn many(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let count = context.chain.hops.len();
    if count > MANY {
        report.message(format!("{count} `Received` lines."));
    }
}

fn single(context: &Context<'_, '_>, report: &mut Report<'_>) {
    if context.chain.hops.len() == 1 {
        report.message("One `Received` line: nothing is told of steps before it.");
    }
}

fn none(context: &Context<'_, '_>, report: &mut Report<'_>) {
    if context.chain.hops.is_empty() {
        report.message("No `Received` line: nothing can be said of the transport.");
    }
}

fn control_bytes(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let raw = hop.stamp.raw;
        // Nearly every line is told clean by this loop without a branch, which works on many bytes at once.
        let next = raw.get(1..).unwrap_or_default();
        let odd = raw.iter().zip(next).fold(0, |found, (&b, &next)| found | is_odd(b, next));
        if odd | raw.last().map_or(0, |&b| is_odd(b, b'\n')) == 0 {
            continue;
        }
        let at = raw
            .iter()
            .enumerate()
            .position(|(at, &b)| is_odd(b, raw.get(at + 1).copied().unwrap_or(b'\n')) != 0);
        if let Some(at) = at {
            let byte = raw.get(at).copied().unwrap_or_default();
            report.hop(hop, Some(Span::new(at, at + 1)), format!("Byte 0x{byte:02X} at place {at}."));
        }
    }
}

/// 1 for a byte that no mail software writes, 0 otherwise. A carriage return is none as a line end, or before the blank
/// of a fold in a text whose lines end so.
fn is_odd(byte: u8, next: u8) -> u8 {
    let control = byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r';
    let bare = byte == b'\r' && next != b'\n' && next != b' ' && next != b'\t';
    u8::from(control) | u8::from(bare) | u8::from(byte == 0x7f)
}

fn encoded_word(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        // A question mark is rare in these lines.
        if stamp.raw.iter().fold(0, |found, &b| found | u8::from(b == b'?')) == 0 {
            continue;
        }
        let Some(span) = find_encoded_word(stamp.raw) else { continue };
        // In a mailbox it is part of the address that was given.
        let in_mailbox = [stamp.recipient, stamp.envelope_from].iter().flatten().any(|m| m.covers(span));
        if !in_mailbox {
            report.hop(hop, Some(span), "An encoded word stands in the line.");
        }
    }
}

/// `=?charset?encoding?text?=` without blanks, at most 75 characters long (RFC 2047 §2).
fn find_encoded_word(raw: &[u8]) -> Option<Span> {
    raw.windows(2).enumerate().filter(|(_, two)| two == b"=?").find_map(|(at, _)| {
        let word = raw.get(at..)?;
        let word = word.get(..75).unwrap_or(word);
        let mut marks = word.iter().enumerate().skip(2).take_while(|(_, b)| !crate::span::is_blank(**b));
        let mut places = marks.by_ref().filter(|(_, b)| **b == b'?').map(|(at, _)| at);
        let (_, _, end) = (places.next()?, places.next()?, places.next()?);
        (word.get(end + 1) == Some(&b'=')).then(|| Span::new(at, at + end + 2))
    })
}

fn too_long(context: &Context<'_, '_>, report: &mut Report<'_>) {
    if matches!(context.input.header, Cow::Owned(_)) {
        return;
    }
    for hop in context.chain.hops.iter().filter(|h| h.stamp.raw.len() > LONGEST) {
        let longest =
            hop.stamp.raw.split(|&b| b == b'\n' || b == b'\r').map(<[u8]>::len).max().unwrap_or_default();
        if longest > LONGEST {
            report.hop(hop, None, format!("{longest} bytes stand between two line ends."));
        }
    }
}

fn cut_off(context: &Context<'_, '_>, report: &mut Report<'_>) {
    if context.input.truncated {
        report.message(
            "The text begins or ends inside a field, or was longer than is read. Lines may be missing.",
        );
    }
}

fn keyword(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let protocol = hop.stamp.protocol;
        let known = protocol.registered.is_some() || hop.stamp.word != Some(WordKind::Unknown);
        let is_house_word = hop.stamp.writer.confidence == Confidence::Certain;
        if let Some(word) = protocol.as_written.filter(|_| !known && !is_house_word) {
            report.hop(hop, Some(word), "This word is neither registered nor known from any software.");
        }
    }
}

fn form(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let home = trust::home(context.chain);
    for hop in &context.chain.hops {
        let missing = hop.lacks().without(Writes::ADDRESS);
        let claims_home = home.as_ref().is_some_and(|h| hop.by_organisation.as_ref() == Some(h));
        // Below the boundary, such a line is the business of `provider-form-not-kept`.
        if missing == Writes::UNKNOWN || (context.is_outside(hop) && claims_home) {
            continue;
        }
        report.hop(hop, hop.stamp.by.host, lacking(hop, missing));
    }
}

/// What a line lacks, in words.
pub(super) fn lacking(hop: &Hop<'_>, missing: Writes) -> String {
    let parts: Vec<&str> = [
        (Writes::ID, "an id"),
        (Writes::WITH, "a `with` clause"),
        (Writes::ZONE_COMMENT, "the time zone in words behind the date"),
    ]
    .into_iter()
    .filter_map(|(part, name)| missing.has(part).then_some(name))
    .collect();
    format!("Lines of {} always have {}. This one has not.", hop.stamp.dialect.name, parts.join(" and "))
}

/// RFC 5321 §6.3 asks for at least 100 before a message is bounced as looping.
const MANY: usize = 30;

/// RFC 5322 §2.1.1, without the line end.
const LONGEST: usize = 998;

#[cfg(test)]
mod tests {
    use super::super::test_support::of;
    use super::*;

    const D: &str = "Mon, 23 Nov 2026 17:00:00 +0000 (UTC)";
    const LINE: &str = "Received: from a.example (a.example [192.0.2.1])\r\n\tby b.example (Postfix) with ESMTP id \
                        4355A9A8AD6; Mon, 23 Nov 2026 17:00:00 +0000 (UTC)\r\n";

    #[test]
    fn what_cannot_be_read_is_a_note() {
        let line = |text: &str| format!("Received: {text}\r\n");
        for (text, expected) in [
            (format!("from a.example ([192.0.2.1]); {D}"), 1),
            ("from a.example by b.example with ESMTP id 1; sometime".to_owned(), 1),
            ("???".to_owned(), 1),
            (format!("(qmail 1 invoked from network); {D}"), 0),
            (format!("from a.example by b.example with ESMTP id 1; {D}"), 0),
        ] {
            let want = vec![(Effect::Note, Some(1)); expected];
            assert_eq!(of("line-not-readable", &line(&text)), want, "{text}");
        }
    }

    #[test]
    fn parts_are_missed_in_lines_of_unknown_software_only() {
        let missing = |text: &str| of("clauses-missing", &format!("Received: {text}; {D}\r\n")).len();
        assert_eq!(missing("by inner.example"), 1);
        assert_eq!(missing("from a.example ([192.0.2.1]) by inner.example with UFO id 7/7"), 0);
        assert_eq!(missing("by mail-ed1-x534.google.com with SMTP id c35so1111510edf.5"), 0);
    }

    #[test]
    fn repeats_counts_and_order_are_seen() {
        let twice = format!("{LINE}X: y\r\n{LINE}");
        assert_eq!(of("line-repeated", &twice), [(Effect::Note, Some(2))]);
        assert!(of("line-repeated", &format!("{LINE}{}", LINE.replace("4355", "4356"))).is_empty());
        assert_eq!(of("single-line", LINE), [(Effect::Note, None)]);
        assert!(of("single-line", &twice).is_empty());
        assert_eq!(of("no-line", "Subject: x\r\n"), [(Effect::Note, None)]);
        assert!(of("no-line", LINE).is_empty());
        for (count, expected) in [(30, 0), (31, 1)] {
            assert_eq!(of("many-lines", &LINE.repeat(count)).len(), expected, "{count}");
        }
    }

    #[test]
    fn a_line_below_the_authors_fields_is_told_where_others_stand_above() {
        let code = "line-out-of-position";
        let header = [LINE, "From: a@a.example\r\n", LINE, "Subject: x\r\n", LINE].concat();
        assert_eq!(of(code, &header), [(Effect::Caution, Some(2)), (Effect::Caution, Some(1))]);
        let sorted = ["From: a@a.example\r\n", LINE, LINE, "Subject: x\r\n"].concat();
        assert_eq!(of(code, &sorted), [(Effect::Note, None)]);
        for header in [[LINE, LINE, "From: a@a.example\r\n"], ["X: y\r\n", LINE, "Date: x\r\n"]] {
            assert!(of(code, &header.concat()).is_empty());
        }
    }

    #[test]
    fn odd_bytes_are_cautions() {
        let caution = [(Effect::Caution, Some(1))];
        for (text, fires) in
            [("a\0b", true), ("a\x7fb", true), ("a\x1bb", true), ("a\tb", false), ("a\r\n b", false)]
        {
            let header = format!("Received: from {text} by b.example; {D}\r\n");
            assert_eq!(of("control-bytes", &header) == caution, fires, "{text:?}");
        }
        for (text, fires) in [
            ("from =?utf-8?q?mail?= by b.example", true),
            ("from =?utf-8?q?mail by b.example", false),
            ("from =?x?= by b.example", false),
            ("from =?utf-8?q?ma il?= by b.example", false),
            ("from a.example by b.example for <=?utf-8?B?8J+QiA==?=@c.example>", false),
        ] {
            let header = format!("Received: {text}; {D}\r\n");
            assert_eq!(of("encoded-word-in-line", &header) == caution, fires, "{text}");
        }
        for (len, fires) in [(900, false), (999, true)] {
            let header = format!("Received: from {} by b.example;\r\n {D}\r\nX: y\r\n\r\n", "a".repeat(len));
            assert_eq!(of("line-too-long", &header) == caution, fires, "{len}");
        }
        let folded =
            format!("Received: from{} by b.example; {D}\r\nX: y\r\n\r\n", "\r\n aaaaaaaaa".repeat(200));
        assert!(of("line-too-long", &folded).is_empty());
    }

    #[test]
    fn a_text_that_is_cut_off_is_told() {
        assert_eq!(of("text-cut-off", &LINE[..60]), [(Effect::Note, None)]);
        assert!(of("text-cut-off", LINE).is_empty());
    }

    #[test]
    fn words_behind_with_that_nobody_knows_are_notes() {
        let header =
            |word: &str| format!("Received: from a.example ([192.0.2.1]) by b.example with {word}; {D}\r\n");
        assert_eq!(of("keyword-not-registered", &header("UFO")), [(Effect::Note, Some(1))]);
        for word in ["ESMTPS", "HTTP", "esmtp", "IMAP"] {
            assert!(of("keyword-not-registered", &header(word)).is_empty(), "{word}");
        }
    }

    #[test]
    fn a_line_that_lacks_what_its_software_always_writes_is_told() {
        let code = "form-not-of-writer";
        assert!(of(code, LINE).is_empty());
        for (from, to) in [(" (UTC)", ""), (" with ESMTP", "")] {
            let header = LINE.replace(from, to);
            assert_eq!(of(code, &header), [(Effect::Caution, Some(1))], "{from}");
        }
        for other in [
            LINE.replace("Postfix", "Other").replace("4355A9A8AD6", "7/7").replace(" (UTC)", ""),
            LINE.replace("192.0.2.1", "127.0.0.1").replace(" with ESMTP", ""),
            format!("Received: by b.example (Postfix, from userid 99) id 4355A9A8AD7; {D}\r\n"),
        ] {
            assert!(of(code, &other).is_empty(), "{other}");
        }
    }
}
