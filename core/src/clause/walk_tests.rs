use super::super::lexer::lex;
use super::*;
use std::fmt::Write as _;

fn shown(raw: &str) -> String {
    let mut lexed = lex(raw.as_bytes());
    let c = walk(raw.as_bytes(), &mut lexed);
    let tokens = lexed.tokens;
    let mut out = String::new();
    for (name, range) in [
        ("lead", c.lead),
        ("from", c.from),
        ("by", c.by),
        ("via", c.via),
        ("with", c.with),
        ("id", c.id),
        ("for", c.for_),
        ("tls", c.tls),
        ("group", c.group),
        ("env", c.envelope_from),
        ("extra", c.extra),
        ("before", c.before_date),
        ("tail", c.tail),
    ] {
        if let Some(span) = span(&tokens, range) {
            write!(out, "{name}={}|", String::from_utf8_lossy(span.of(raw.as_bytes()))).unwrap();
        }
    }
    if let Some(date) = c.date {
        out.push_str(&date.local.to_string());
    }
    out
}

fn span(tokens: &[Token], range: Range) -> Option<crate::span::Span> {
    let first = tokens.get(range.start as usize)?;
    let last = range.end.checked_sub(1).and_then(|e| tokens.get(e as usize))?;
    (!range.is_empty()).then(|| first.span.to(last.span))
}

const D: &str = "Fri, 28 Jul 2023 19:32:25 +0000";

#[test]
fn ok_clauses() {
    for (raw, want) in [
        ("from a (b) by c (P) with ESMTP id Q for <x@y>", "from=a (b)|by=c (P)|with=ESMTP|id=Q|for=<x@y>|"),
        ("FROM a BY b WITH c ID d", "from=a|by=b|with=c|id=d|"),
        ("from go.id [192.0.2.1] by b", "from=go.id [192.0.2.1]|by=b|"),
        ("from from [127.0.0.1] (helo=x) by y", "from=from [127.0.0.1] (helo=x)|by=y|"),
        ("(qmail 1 invoked from network)", "lead=(qmail 1 invoked from network)|"),
        ("by b with ESMTP with STARTTLS (v) id 1", "by=b|with=ESMTP with STARTTLS (v)|id=1|"),
        ("by Forcepoint Email with ESMTP id 1", "by=Forcepoint Email|with=ESMTP|id=1|"),
        ("from h by s.qq.com (ESMTP) with id", "from=h|by=s.qq.com (ESMTP)|"),
        ("by (Symantec) with SMTP id 1", "by=(Symantec)|with=SMTP|id=1|"),
        ("by x (Smail3.1) from y with smtp id <m>", "from=y|by=x (Smail3.1)|with=smtp|id=<m>|"),
        ("from root (uid 0) id Q by b (DMA)", "from=root (uid 0) id Q|by=b (DMA)|id=Q|"),
        (
            "by b with esmtps (TLS1.2) tls TLS_X group x25519 (Exim) id 1",
            "by=b|with=esmtps (TLS1.2)|id=1|tls=TLS_X|group=x25519 (Exim)|",
        ),
        ("by b with ESMTP id 1 envelope-from <a@b> (x)", "by=b|with=ESMTP|id=1|env=<a@b> (x)|"),
        ("by b with X id <1> for <r> from <s>", "by=b|with=X|id=<1>|for=<r>|env=<s>|"),
        (
            "from a by b with c id 1 by authid <x> with cram",
            "from=a|by=b|with=c|id=1|extra=authid <x> with cram|",
        ),
    ] {
        assert_eq!(shown(raw), want, "{raw}");
        assert_eq!(shown(&format!("{raw}; {D}")), format!("{want}2023-07-28 19:32:25"), "{raw}");
    }
}

/// Text that the client chose stands in a clause of its own making.
#[test]
fn clauses_that_came_twice_are_rivals() {
    let rival = |raw: &str| {
        let mut lexed = crate::clause::lexer::lex(raw.as_bytes());
        walk(raw.as_bytes(), &mut lexed).rival
    };
    for raw in [
        "from x by y with ESMTPS id 1 by b",
        "from x by y with ESMTPS by b id 1",
        "from x by y with ESMTPS (192.0.2.1) by b (9.0) id 1 for r",
        "from x by y with MailboxResubmission by b with ESMTP id 1",
        "from x by y with MailboxResubmission (TLS) by b id 1",
        "by b with ESMTPS with SMTP",
        "by b (S) from x (q [192.0.2.2]) by y with ESMTPS id 1 with smtp",
        "by b (S) from x with ESMTPS id 1 (q [192.0.2.2]) by y with smtp",
        "from x with ESMTPS (192.0.2.1) id 1",
        "from x with ESMTPS ( [192.0.2.1] ) id 1",
        "from x with ESMTPS id 1 (192.0.2.1) id 2",
        "from x by y with ESMTPS id 1 for <r> (2001:db8::1) id 2",
    ] {
        assert!(rival(raw), "{raw}");
        assert!(rival(&format!("{raw}; {D}")), "{raw}");
    }
    for raw in [
        format!("from x by y with ESMTPS id 1; {D} by b with SMTP; {D}"),
        format!("from x by y with ESMTPS id 1; {D} (192.0.2.1) id 2; {D}"),
    ] {
        assert!(rival(&raw), "{raw}");
    }
    for raw in [
        "from a (192.0.2.1) by b (192.0.2.2) with SMTP id 1",
        "from a (192.0.2.1) id 1 for <r>",
        "from a by b (192.0.2.2) id 1",
        "from a by b with esmtps (TLS1.3) id 1 by authid <x> with cram",
        "from a by b with MailboxResubmission by Part id 15.20",
        "from a by b by uid 64011 with qmail-scanner-1.25",
        "from a by b with ESMTP (192) id 1",
        "from x by y with ESMTPS id 1 (q [192.0.2.2]) by b with SMTP",
        "from a by b with ESMTP with STARTTLS id 1",
        "from a by b with ESMTP id 1 by (comment)",
    ] {
        assert!(!rival(raw), "{raw}");
        assert!(!rival(&format!("{raw}; {D}")), "{raw}");
    }
}

/// Where a keyword opens a clause, and where it is a word of the one that is open.
#[test]
fn each_clause_opens_once_and_where_it_may() {
    for (raw, want) in [
        ("(l) x from a by b with c", "lead=(l) x|from=a|by=b|with=c|"),
        ("from a by b from c id 1", "from=a|by=b from c|id=1|"),
        ("from a from b by c", "from=a from b|by=c|"),
        ("by b from c from d", "from=c from d|by=b|"),
        ("by b with X for <r> for <s> id 1", "by=b|with=X|id=1|for=<r> for <s>|"),
        ("by b with X id 1 id 2 for <r>", "by=b|with=X|id=1 id 2|for=<r>|"),
        ("by b via A via B with X", "by=b|via=A via B|with=X|"),
        ("by b via A with X via B id 1", "by=b|via=A|with=X|id=1|extra=B|"),
        ("for <r> by b with X", "lead=for <r>|by=b|with=X|"),
        ("with X for <r>", "with=X|for=<r>|"),
        ("id 1 by b", "by=b|id=1|"),
        ("(l) from a id 1 by b with X id 2", "lead=(l)|from=a id 1|by=b|with=X|id=2|"),
        ("from a via V for <r> by b with Y", "from=a via V for <r>|by=b|with=Y|"),
        ("by b with X group y id 1", "by=b|with=X group y|id=1|"),
        ("by b with X tls (c) id 1", "by=b|with=X tls (c)|id=1|"),
        ("by b with X tls T grape g", "by=b|with=X|tls=T grape g|"),
        ("envelope-from <a> by b", "lead=envelope-from <a>|by=b|"),
        ("from by b with X", "by=b|with=X|"),
        ("from by (b) by c", "from=by (b)|by=c|"),
        ("from with by b with X", "from=with|by=b|with=X|"),
        ("by x (S) from y with A with B id 1", "from=y|by=x (S)|with=A with B|id=1|"),
        ("from y by x with A for <r> via V with B", "from=y|by=x|via=V|with=A|for=<r>|extra=B|"),
        (
            "from a by b with X id 1 (q [192.0.2.2]) by c with Y",
            "from=a by b with X id 1 (q [192.0.2.2])|by=c|with=Y|",
        ),
        (
            "(l) from a by b with X id 1 (q [192.0.2.2]) by c with Y",
            "lead=(l)|from=a by b with X id 1 (q [192.0.2.2])|by=c|with=Y|",
        ),
        ("from a id 1 by b from c with X", "from=a id 1|by=b from c|with=X|id=1|"),
        (
            "from a [192.0.2.1] by b with X id 1 (q) by c with Y",
            "from=a [192.0.2.1]|by=b|with=X|id=1 (q)|extra=c with Y|",
        ),
        ("from a; x (b) by c", "from=a|by=c|before=x (b)|"),
        ("by b with X; y id 1 for <r>", "by=b|with=X|id=1|for=<r>|before=y|"),
        ("from a by b by c", "from=a|by=b|extra=c|"),
    ] {
        assert_eq!(shown(raw), want, "{raw}");
        assert_eq!(shown(&format!("{raw}; {D}")), format!("{want}2023-07-28 19:32:25"), "{raw}");
    }
}

#[test]
fn ok_dates_out_of_place() {
    for (raw, want) in [
        (format!("by b with HTTP id 1 {D} (UTC)"), "by=b|with=HTTP|id=1|2023-07-28 19:32:25"),
        (format!("by b with esmtp; {D} id 0005.45"), "by=b|with=esmtp|id=0005.45|2023-07-28 19:32:25"),
        (format!("by b with G: a; (version=X) {D}"), "by=b|with=G: a|before=(version=X)|2023-07-28 19:32:25"),
        (
            format!("from l (x [local]); by b (O) with E id 1; {D}"),
            "from=l (x [local])|by=b (O)|with=E|id=1|2023-07-28 19:32:25",
        ),
        (
            format!("by b id h for <r>; {D} (envelope-from <s>)"),
            "by=b|id=h|for=<r>|tail=(envelope-from <s>)|2023-07-28 19:32:25",
        ),
        (
            format!("from a; {D} (b) by c; Sat, 29 Jul 2023 00:00:00 +0000"),
            "from=a; Fri, 28 Jul 2023 19:32:25 +0000 (b)|by=c|2023-07-29 00:00:00",
        ),
        (
            "by f.sendgrid.net with SMTP id x 2019-05-19 18:41:36.7 +0000 UTC m=+5.1".into(),
            "by=f.sendgrid.net|with=SMTP|id=x|2019-05-19 18:41:36",
        ),
    ] {
        assert_eq!(shown(&raw), want, "{raw}");
    }
}

#[test]
fn words_of_a_false_name_open_no_clause() {
    for raw in [
        "from evil with ESMTPS id 1 (r [192.0.2.1]) by mx (Postfix) with ESMTP id Q",
        "from x by evil with ESMTPS id 1 (r [192.0.2.1]) by mx (Postfix) with ESMTP id Q",
    ] {
        assert!(shown(raw).contains("|by=mx (Postfix)|with=ESMTP|id=Q|"), "{}", shown(raw));
    }
}
