//! Dates as real writers put them, and what is none.

use super::super::lexer::lex;
use super::*;

fn shown(raw: &str) -> Option<String> {
    let tokens = lex(raw.as_bytes()).tokens;
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
        ("Aug, 03 2002 24:32:13 AM +0400", "2002-08-03T00:32:13+04:00 Offset(240) rest 0"),
        ("21-Sep-2002 10:00:00 +0000", "2002-09-21T10:00:00+00:00 Offset(0) rest 0"),
        ("2019-05-19 18:41:36.706342099 +0000 UTC m=+511649.9", "2019-05-19T18:41:36+00:00 Offset(0) rest 0"),
        ("Fri, 28 Jul 2023 19:32:25.608 +0000 (UTC)", "2023-07-28T19:32:25+00:00 Offset(0) rest 0"),
        ("Wed, 16 Oct 2002 16:53: 47 -0700 (PDT)", "2002-10-16T16:53:47-07:00 Offset(-420) rest 0"),
        ("Mon, 9 Feb 2009 12: 31: 43 -0500 (EST)", "2009-02-09T12:31:43-05:00 Offset(-300) rest 0"),
        ("Fri, 1 Feb 2019 00:00:00 +08:00 (GMT+08:00)", "2019-02-01T00:00:00+08:00 Offset(480) rest 0"),
        ("Fri Feb 07 10:18:12 2003 -0800", "2003-02-07T10:18:12-08:00 Offset(-480) rest 0"),
        ("Fri Sep 14 14:36:56 EDT 2018", "2018-09-14T14:36:56-04:00 Named(-240) rest 0"),
        ("Mon, 17 Jan 2011 08:23:27 -0800 PST", "2011-01-17T08:23:27-08:00 Offset(-480) rest 0"),
        ("Mon, 17 Jan 2011 08:23:27 -0800 id", "2011-01-17T08:23:27-08:00 Offset(-480) rest 1"),
        ("Thu, 6 May 2004 17:40:44-0500", "2004-05-06T17:40:44-05:00 Offset(-300) rest 0"),
        ("Fri,28 Jul 2023 19:32:25 GMT id 3", "2023-07-28T19:32:25+00:00 Named(0) rest 2"),
        (
            "Fri, 28 Jul 2023 19:32:25 +0000 (envelope-from <a@b>)",
            "2023-07-28T19:32:25+00:00 Offset(0) rest 1",
        ),
        ("Fri , 28 September 2023 19:32:25 +0000", "2023-09-28T19:32:25+00:00 Offset(0) rest 0"),
        ("Fri, 20 Aug 49 10:02:24 +2", "2049-08-20T10:02:24+02:00 Offset(120) rest 0"),
        ("Sun, 20 Aug 50 10:02:24 +02", "1950-08-20T10:02:24+02:00 Offset(120) rest 0"),
        ("Sat, 1 Jan 2000 00:00:60 XYZ", "2000-01-01T00:00:59+00:00 Unknown rest 0"),
    ] {
        assert_eq!(shown(raw).as_deref(), Some(want), "{raw}");
    }
}

#[test]
fn the_usual_form_reads_as_the_whole_reader_does() {
    for raw in [
        "Fri, 28 Jul 2023 19:32:25 +0000 (UTC)",
        " Tue,  2 Jul 2019 01:02:03 -0430",
        "\r\n\tTue,\r\n 02 Jul 2019\r\n\t01:02:03 -0000",
        "Fri, 28 Jul 2023 19:32:25 +0100 id 3",
        "Fri, 28 Jul 2023 19:32:25 +0000 (envelope-from <a@b>)",
        "Fri, 28 Jul 2023 19:32:25 +0200;",
    ] {
        let tokens = lex(raw.as_bytes()).tokens;
        let (want, next) = read(raw.as_bytes(), &tokens, 0).unwrap();
        let (got, end) = usual(raw.as_bytes(), 0).unwrap();
        assert_eq!(got, want, "{raw}");
        let behind = tokens.get(next).map_or(raw.len(), |t| t.span.start as usize);
        assert_eq!(skip_blanks(raw.as_bytes(), end), behind, "{raw}");
    }
    for raw in [
        "",
        "Fri, 28 Jul 2023 19:32:25 +0000 UTC m=+1",
        "Fri, 28 Jul 2023 19:32:25 +00001",
        "Fri, 28 Jul 2023 19:32:25 +02001",
        "Fri, 28 Jul 2023 19:32:25 GMT",
        "28 Jul 2023 19:32:25 +0000",
        "Fri,28 Jul 2023 19:32:25 +0000",
        "Fri, 32 Jul 2023 19:32:25 +0000",
        "Fri, 28 Jul 2023 24:32:25 +0000",
    ] {
        assert_eq!(usual(raw.as_bytes(), 0), None, "{raw}");
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
        "Fri, 28 Jul 2023 24:00:00 +0000",
        "Fri, 28 Jul 2023 25:00:00 +0000",
        "Fri, 28 Jul 2023 25:00:00 PM +0000",
        "Fri, 28 Jul 2023 00:60:00 +0000",
        "Fri, 28 Jul 2023 00:00:61 +0000",
        "Fri, 28 Jul 2023 12345678901:00:00 +0000",
        "Fri, 28 Jul 2023 00:00:00 +123",
        "Fri, 28 Septembering 2023 00:00:00 +0000",
        "Fri, 28 Sep7 2023 00:00:00 +0000",
        "Fri, 28 Jul 2023 00: +0000",
        "Fri, 28 Jul 2023 00:00: +0000",
        "Fri, 28 Jul 2023 00:00:00:00 +0000",
        "Fri, 28 Jul 2023 00:00:00 +9900",
        "Fri, 28 Jul 2023 00:00:00 +999999999:0",
        "Fri, 28 Jul 2023 00:00:00 +0:999999999",
        "15.20.3021.23 via",
        "Friendly, 28 Jul 2023 00:00:00 +0000 x y".get(..6).unwrap(),
    ] {
        assert_eq!(shown(raw), None, "{raw}");
    }
}

#[test]
fn pairs_read_two_digits_and_nothing_else() {
    for place in 0..4 {
        for bytes in 0..=u16::MAX {
            let mut given = [*b"12", *b"34", *b"56", *b"79"];
            let pair = bytes.to_be_bytes();
            given[place] = pair;
            let mut want = [12, 34, 56, 79];
            want[place] =
                (pair[0].wrapping_sub(b'0')).wrapping_mul(10).wrapping_add(pair[1].wrapping_sub(b'0'));
            let digits = pair.iter().all(u8::is_ascii_digit);
            assert_eq!(pairs(given), digits.then_some(want), "{pair:?} at {place}");
        }
    }
}

/// What is no beginning is not looked at further, so a search for a date stays linear.
#[test]
fn a_date_begins_with_a_day_a_month_or_a_weekday() {
    for (word, begins) in [
        ("1", true),
        ("28", true),
        ("281", false),
        ("2023-07-28", true),
        ("2023-07-281", false),
        ("2023507528", false),
        ("1-Jul-2023", true),
        ("28-Jul-2023", true),
        ("28-July-2023", false),
        ("Fri", true),
        ("Fri,28", true),
        ("July", true),
        ("Wednesday", true),
        ("Wednesdays", false),
        ("Fr", false),
        ("Foo", false),
        ("F28", false),
        ("F-i", false),
        ("-28", false),
        ("", false),
    ] {
        let tokens = lex(word.as_bytes()).tokens;
        let found = tokens.first().is_some_and(|token| can_begin(word.as_bytes(), token));
        assert_eq!(found, begins, "{word}");
    }
    let comment = lex(b"(28)").tokens;
    assert!(!can_begin(b"(28)", comment.first().unwrap()));
}

/// RFC 5322 §4.3 for the zones of North America; the others as their countries keep them.
#[test]
fn named_zones_have_their_hours() {
    for (names, hours) in [
        ("UT UTC GMT Z WET gmt", 0),
        ("EDT", -4),
        ("EST CDT", -5),
        ("CST MDT", -6),
        ("MST PDT", -7),
        ("PST pst", -8),
        ("CET MET MEZ BST WEST", 1),
        ("CEST MEST MESZ MES EET", 2),
        ("EEST MSK", 3),
        ("JST KST", 9),
    ] {
        for name in names.split(' ') {
            assert_eq!(named_zone(name.as_bytes()), Some(Zone::Named(hours * 60)), "{name}");
        }
    }
    assert_eq!(named_zone(b"XYZAB"), Some(Zone::Unknown));
    for name in ["XYZABC", "E5T", "+0100"] {
        assert_eq!(named_zone(name.as_bytes()), None, "{name}");
    }
}

/// Others are words of the writer about the hop.
#[test]
fn a_comment_behind_the_offset_that_may_name_a_zone() {
    let forty = "A".repeat(40);
    let longer = "A".repeat(41);
    for (text, names) in [
        ("UTC", true),
        ("GMT+08:00", true),
        ("-03", true),
        ("+0100", true),
        ("Pacific Daylight Time", true),
        ("a zone", false),
        ("", false),
        ("UTC=1", false),
        ("One two three four", true),
        ("One two three four five", false),
        (&forty, true),
        (&longer, false),
    ] {
        assert_eq!(looks_like_zone(text.as_bytes()), names, "{text}");
    }
}
