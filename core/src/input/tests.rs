//! Reading as a whole: damaged forms of one block, hostile values, truncation, limits, and properties.

use std::fmt::Write as _;

use super::*;

/// A message as servers write it: folds, a signature, a subject that tries to start a stamp.
const BLOCK: &str = "Return-Path: <s@sender.example>\n\
    Received: from mail.sender.example (mail.sender.example [198.51.100.7])\n\
    \t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\n\
    \tby mx.example.org (Postfix) with ESMTPS id 4XyZ1234\n\
    \tfor <r@example.org>; Mon, 23 Nov 2026 17:19:19 +0000 (UTC)\n\
    DKIM-Signature: v=1; a=rsa-sha256; d=sender.example; s=k;\n\
    \th=from:to:subject:date:message-id;\n\
    \tbh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\n\
    \tb=abc=\n\
    Received: from [192.0.2.1] by mail.sender.example with ESMTPSA id 1;\n\
    \tMon, 23 Nov 2026 17:19:17 +0000\n\
    Message-ID: <1@sender.example>\n\
    Date: Mon, 23 Nov 2026 17:19:16 +0000\n\
    From: S <s@sender.example>\n\
    Subject: Received: from evil by evil\n\
    \x20Received: from evil by evil\n\
    To: r@example.org\n";

const NAMES: [&str; 9] =
    ["Return-Path", "Received", "DKIM-Signature", "Received", "Message-ID", "Date", "From", "Subject", "To"];

fn input(text: &[u8]) -> Input<'_> {
    read(text, &Limits::default())
}

fn names(input: &Input) -> Vec<String> {
    input.fields.iter().map(|&f| String::from_utf8_lossy(input.name(f)).into_owned()).collect()
}

/// Values with every run of blanks made one.
fn values(input: &Input) -> Vec<String> {
    let value = |&f: &Field| String::from_utf8_lossy(input.value(f)).into_owned();
    input.fields.iter().map(value).map(|v| v.split_ascii_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Checks that a damaged form reads as the block it was made from, and that the repair is told.
fn assert_repaired(damaged: &str, told: &[&str]) {
    let (want, found) = (input(BLOCK.as_bytes()), input(damaged.as_bytes()));
    assert_eq!(names(&found), names(&want), "{damaged}");
    assert_eq!(values(&found), values(&want), "{damaged}");
    let kinds: Vec<&str> = found.repairs.iter().map(|r| r.split(':').next().unwrap()).collect();
    assert_eq!(kinds, told, "{damaged}");
    assert!(!found.truncated, "{damaged}");
}

fn each_line(line: impl Fn(&str) -> String) -> String {
    BLOCK.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn a_well_formed_block_is_borrowed() {
    for end in ["", "\n", "\nbody\n\nReceived: from evil by evil\n"] {
        let text = format!("{BLOCK}{end}");
        let found = input(text.as_bytes());
        assert!(matches!(found.header, Cow::Borrowed(_)));
        assert_eq!(names(&found), NAMES);
        assert_eq!(found.as_read, BLOCK.as_bytes());
        assert_eq!(found.header, found.as_read);
        assert!(found.repairs.is_empty() && !found.truncated);
        assert!(values(&found).last().is_some_and(|v| v == "r@example.org"));
    }
}

#[test]
fn an_mbox_line_a_mark_and_blank_lines_are_stepped_over() {
    for start in ["From s@x Mon Nov 23 17:19:19 2026\n", "\u{feff}", "\n\n", "From x\n>From y\n"] {
        let text = format!("{start}{BLOCK}\nbody");
        let found = input(text.as_bytes());
        assert_eq!((names(&found).len(), found.as_read), (9, BLOCK.as_bytes()), "{start:?}");
        assert!(found.repairs.is_empty());
    }
}

#[test]
fn line_ends_make_no_difference() {
    for end in ["\r\n", "\r", "\r\r\n"] {
        for body in ["", "\nbody\nReceived: x\n"] {
            let text = format!("{BLOCK}{body}").replace('\n', end);
            let (want, found) = (input(BLOCK.as_bytes()), input(text.as_bytes()));
            assert_eq!((names(&found), values(&found)), (names(&want), values(&want)), "{end:?}");
            assert!(matches!(found.header, Cow::Borrowed(_)), "{end:?}");
        }
    }
}

#[test]
fn a_stray_cr_starts_no_field() {
    let found = input(b"Received: a\r\nSubject: x\rReceived: from evil\r\nTo: b\r\n");
    assert_eq!(names(&found), ["Received", "Subject", "To"]);
}

#[test]
fn quote_marks_come_off() {
    let told = ["Lines that lost their quote marks"];
    for mark in ["> ", ">", ">> ", "> > ", "| "] {
        assert_repaired(&each_line(|line| format!("{mark}{line}")), &told);
    }
    let reply = each_line(|line| format!("> {line}"));
    let told = ["Lines left out before the headers", told[0]];
    assert_repaired(&format!("Hello,\n\nS wrote:\n{reply}\nReceived: from evil\n"), &told);
    assert_repaired(&format!("Hello,\nS wrote:\n{reply}Regards\n"), &told);
    assert_repaired(&format!("S wrote:\n{reply}>\n> Received: from evil\n"), &told);
}

#[test]
fn a_constant_indent_comes_off() {
    for indent in ["    ", "\t", "\u{a0}\u{a0}"] {
        assert_repaired(&each_line(|line| format!("{indent}{line}")), &["Lines that lost a common indent"]);
    }
}

#[test]
fn lost_folds_are_found() {
    let told = ["Lines without indent joined to the field above"];
    let unindented = each_line(|line| line.trim_start().to_owned());
    // The subject's second line cannot be told from a stamp any more.
    let unindented = unindented.replace("\nReceived: from evil by evil", " Received: from evil by evil");
    assert_repaired(&unindented, &told);
    let wrapped = BLOCK.replace("23 Nov 2026 17:", "23 Nov 2026\n17:").replace(" by mx", "\nby mx");
    let wrapped = wrapped
        .replace("with ESMTPS ", "with\nESMTPS ")
        .replace("Date: Mon, 23 Nov 2026\n", "Date: Mon, 23 Nov 2026 ");
    assert_repaired(&wrapped, &told);
}

#[test]
fn pieces_that_look_like_names_stay_in_their_field() {
    // Microsoft's addresses, times and reports, broken at blanks as a mail client wraps them.
    let text = "Received: from a.example (2603:10b6:208:2be::18) by\nb.example\n\
        2603:10b6:208:2be::19) with Microsoft SMTP\nServer (version=TLS1_2,\ncipher=X) id 15.20.1.2;\nMon, 23 Nov 2026\n\
        17:19:19 +0000\nX-Report: CIP:192.0.2.1;CTRY:;\nSFV:NSPM;H:x;\nDKIM-Signature: v=1; h=from:\n\
        received:date;\nreceived:from:to\nTo: x\n";
    let found = input(text.as_bytes());
    assert_eq!(names(&found), ["Received", "X-Report", "DKIM-Signature", "To"]);
    assert!(values(&found)[0].ends_with("id 15.20.1.2; Mon, 23 Nov 2026 17:19:19 +0000"));
    let wrapped = format!("> {}", text.replace('\n', "\n> "));
    let found = input(wrapped.as_bytes()).fields.len();
    assert_eq!(found, 4);
}

#[test]
fn a_line_without_a_name_hangs_no_words_on_a_finished_stamp() {
    let evil = "(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))";
    let text = format!("Received: from a by b;\n\tMon, 23 Nov 2026 17:19:19 +0000\n{evil}\nFrom: x\n");
    let found = input(text.as_bytes());
    assert_eq!(names(&found), ["Received", "From"]);
    assert!(!values(&found)[0].contains("TLS"));
    assert_eq!(found.repairs, ["Lines left out because they fit no field: 1."]);
}

#[test]
fn text_around_the_block_is_left_out() {
    let told = ["Lines left out before the headers"];
    let gmail = "Original Message\nMessage ID\t<1@sender.example>\nCreated at:\tMon, Nov 23, 2026 at 5:19 PM\n\
        From:\tS <s@sender.example>\nTo:\tr@example.org\nSPF:\tPASS with IP 198.51.100.7\n\n\
        Download Original\tCopy to clipboard\n";
    for before in
        ["Internet headers:\n", "Headers:\n\n", "Hi:\n\n", "Hello there,\n\nplease look at this.\n\n", gmail]
    {
        assert_repaired(&format!("{before}{BLOCK}\nThanks\n"), &told);
    }
}

#[test]
fn empty_lines_between_lines_or_fields_are_taken_out() {
    let told = ["Empty lines taken out between header lines"];
    assert_repaired(&BLOCK.replace('\n', "\n\n"), &told);
    let between_fields = BLOCK.replace('\n', "\n\n").replace("\n\n\t", "\n\t").replace("\n\n ", "\n ");
    assert_repaired(&between_fields, &told);
    let told =
        ["Empty lines taken out between header lines", "Lines without indent joined to the field above"];
    assert_repaired(&BLOCK.replace("\n\t", "\n").replace('\n', "\n\n"), &told);
}

#[test]
fn what_html_did_is_undone() {
    let escaped = BLOCK.replace('<', "&lt;").replace('>', "&gt;");
    assert_repaired(&escaped, &["HTML entities turned into the characters they stand for"]);
    let broken = BLOCK.replace("\n\t", " ").replace("\n ", " ").replace('\n', "<br>");
    assert_repaired(&broken, &["HTML line breaks became line ends"]);
    let told =
        ["HTML line breaks became line ends", "HTML entities turned into the characters they stand for"];
    assert_repaired(&escaped.replace('\n', "<br />\n"), &told);
    let wide = each_line(|line| line.replacen(": ", ":\u{a0}", 1));
    let told = ["Non-breaking or wide blanks turned into plain ones"];
    assert_repaired(&wide, &told);
    assert_repaired(&BLOCK.replace("\n\t", "\n\u{a0}\u{a0}"), &told);
}

#[test]
fn quoted_printable_lines_are_joined() {
    let coded = "Received: from a (version=3DTLS1_2 cipher=3DECDHE-RSA-AES256=\n-GCM-SHA384) by b;\n\
        \tMon, 23 Nov 2026 17:19:19 +0000\nTo: x\n";
    let found = input(coded.as_bytes());
    assert_eq!(
        values(&found)[0],
        "from a (version=TLS1_2 cipher=ECDHE-RSA-AES256-GCM-SHA384) by b; Mon, 23 Nov 2026 17:19:19 +0000"
    );
    assert_eq!(found.repairs.len(), 2);
}

#[test]
fn utf16_is_read_and_hashed_as_it_stood() {
    let text = format!("{BLOCK}\r\nbody é");
    let bytes: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let found = input(&bytes);
    assert_eq!(names(&found), NAMES);
    assert_eq!(found.as_read, &bytes[2..2 + 2 * BLOCK.len()]);
    assert_eq!(found.repairs, ["The text was turned from UTF-16 into UTF-8."]);
}

#[test]
fn hostile_values_start_no_stamp() {
    for text in [
        "Received: a\nSubject: Received: from evil\n",
        "Received: a\nSubject: x<br>Received: from evil\n",
        "Received: a\nSubject: x&#10;Received: from evil\n",
        "Received: a\nSubject: x\n Received: from evil\n",
        "Received: a\nSubject: x\n > Received: from evil\n",
        "Received: a\nSubject: x\n \n Received: from evil\n",
        "Received: a\nSubject: x\n=0AReceived: from evil\n",
        "Received: a\nSubject: x\nno name here\n\tReceived: from evil\n",
        "no name here\nReceived: a\nSubject: x\n    Received: from evil\n",
        "no name here\nSubject: x\n    Received: from evil\nReceived: a\n",
        "Received: a\nSubject: x\nno name here\n> Received: from evil\n",
        "Received: a\nSubject: x\n\nReceived: from evil\n",
        "Received: a\n\nReceived: from evil\n\nbody\n",
    ] {
        let found = input(text.as_bytes());
        let stamps: Vec<_> = names(&found).into_iter().filter(|n| n == "Received").collect();
        assert_eq!(stamps.len(), 1, "{text:?} {found:?}");
    }
}

#[test]
fn truncation_is_told() {
    for (text, want) in [
        ("", false),
        ("Received: from a by b; Mon, 23 Nov 2026 17:19:19 +0000", false),
        ("Subject: hello", false),
        ("Received: from a by b with ES", true),
        ("Received: from a by b with ESMTP\n", false),
        ("To: a\nFrom: b\nContent-Ty", true),
        (" by b; Mon, 23 Nov 2026 17:19:19 +0000\nReceived: from a by b\nFrom: x\n", true),
    ] {
        assert_eq!(input(text.as_bytes()).truncated, want, "{text:?}");
    }
}

#[test]
fn a_text_without_fields_is_valid() {
    for text in ["", "\n\n", "hello", "\0\0\u{1}", "::::", ">>>>\n>>>"] {
        let found = input(text.as_bytes());
        assert!(found.fields.is_empty() && found.header.is_empty(), "{text:?}");
        assert_eq!(found.repairs.len(), usize::from(text.contains(|c: char| !c.is_ascii_whitespace())));
    }
}

#[test]
fn limits_are_told() {
    let limits = Limits { fields: 2, header_bytes: 1000, ..Limits::default() };
    let found = read(b"A: b\nC: d\nE: f\n", &limits);
    assert_eq!((found.fields.len(), found.truncated), (2, true));
    assert_eq!(found.limits_hit, ["Only the first 2 fields were read."]);
    let long = format!("A: {}\n\n", "x".repeat(2000));
    let found = read(long.as_bytes(), &limits);
    assert_eq!((found.header.len(), found.truncated), (1000, true));
    assert_eq!(found.limits_hit, ["Only the first 1000 bytes were read."]);
    let body = format!("A: b\n\n{}", "x".repeat(2000));
    assert!(read(body.as_bytes(), &limits).limits_hit.is_empty());
}

/// A small generator with a fixed start: the same run every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }
}

#[test]
fn any_mutation_is_read_and_spans_lie_inside() {
    let pieces: [&[u8]; 14] = [
        b"\n",
        b"\r",
        b"\r\n",
        b" ",
        b"\t",
        b"> ",
        b":",
        b"<br>",
        b"&lt;",
        b"\xC2\xA0",
        b"=\n",
        b"=3D",
        b"\0",
        b"\n\n",
    ];
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for _ in 0..3000 {
        let mut text = BLOCK.as_bytes().to_vec();
        for _ in 0..=dice.roll(8) {
            let at = dice.roll(text.len());
            match dice.roll(4) {
                0 => text.truncate(at.max(1)),
                1 => drop(text.splice(at..at, pieces[dice.roll(pieces.len())].iter().copied())),
                2 => text[at] = u8::try_from(dice.roll(256)).unwrap(),
                _ => drop(text.drain(at..(at + dice.roll(40)).min(text.len()))),
            }
            if text.is_empty() {
                text.push(b'x');
            }
        }
        let found = input(&text);
        let mut last = 0;
        for field in &found.fields {
            assert!(!field.name.is_empty() && last <= field.name.start && field.name.end < field.value.start);
            assert!(field.value.start <= field.value.end && field.value.end as usize <= found.header.len());
            last = field.value.end;
        }
    }
}

#[test]
fn a_body_changes_nothing() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let bodies =
        ["", "body\n", "Received: from evil by evil\n\nX: y\n\n", "> Received: from evil\n", "\r\r\u{0}"];
    for round in 0..500 {
        // Blocks of two lines and more, in any order, with any line end.
        let mut lines: Vec<&str> =
            BLOCK.split_inclusive('\n').filter(|l| !l.starts_with(['\t', ' '])).collect();
        let skip = dice.roll(lines.len() - 2);
        lines.rotate_left(skip);
        lines.truncate(2 + dice.roll(7));
        let end = ["\n", "\r\n", "\r"][round % 3];
        let text = (lines.concat() + "\n").replace('\n', end);
        let (bare, body) = (text.clone(), bodies[dice.roll(bodies.len())]);
        let (want, text) = (input(bare.as_bytes()), text.clone() + body);
        let found = input(text.as_bytes());
        assert_eq!(
            (&found.fields, &found.header, found.as_read),
            (&want.fields, &want.header, want.as_read),
            "{text:?}"
        );
        assert_eq!((&found.repairs, found.truncated), (&want.repairs, want.truncated), "{text:?}");
    }
}

#[test]
fn time_grows_with_length_only() {
    let mut many = String::new();
    for n in 0..20_000 {
        let _ = write!(many, "X-{n}: y\nReceived: a\n17: b\n");
    }
    let size = 1_000_000;
    let texts = [
        "x".repeat(size),
        many,
        "A: b\n c".repeat(size / 8),
        format!("A: b\n{}", " \n".repeat(size / 2)),
        "\r".repeat(size),
        "A: b\r".repeat(size / 5),
        ">".repeat(size),
        "> A: b\n".repeat(size / 7),
        " Received: b\n\n".repeat(size / 14),
        " Received: b\nx\n".repeat(size / 15),
        "> Received: b\nx\ny\n".repeat(size / 18),
        format!("Received: {}\n", "&lt;\u{a0}".repeat(size / 6)),
        format!("Received:{}", "\u{a0}x=3D".repeat(size / 6)),
        "<br>".repeat(size / 4),
        format!("Received: a; {}", "x\n".repeat(size / 2)),
        ":".repeat(size),
        "a\n\n".repeat(size / 3),
    ];
    for text in &texts {
        // A reader that is not linear does not come back from these.
        let found = input(text.as_bytes());
        assert!(found.fields.iter().all(|f| f.value.end as usize <= found.header.len()));
    }
}
