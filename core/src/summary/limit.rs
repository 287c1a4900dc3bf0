//! What limits an answer from headers, each with what it means for a reader, and the list of all caveats.

use super::caveat::{Caveat, Place, Said};
use super::{Evidence, Summary, is_outdated, stronger};
use crate::organisation::Organisation;
use crate::terms::{BoundaryRule, Outcome, TlsState};
use crate::vocab::rules::RULES_DATE;

/// The caveats that limit something this report says, by the order of [`ALL`].
pub(super) fn caveats(summary: &Summary, evidence: &Evidence<'_, '_>) -> Vec<Said> {
    let chain = evidence.chain;
    if chain.hops.is_empty() {
        return vec![Said::plainly(&LINES_REMOVED)];
    }
    let outcome = summary.outcome;
    let encrypted = matches!(outcome, Outcome::Encrypted | Outcome::EncryptedOutdated);
    let crossed = !matches!(outcome, Outcome::Internal | Outcome::Contradicted);
    let outside = !evidence.outside().is_empty();
    let content_protected = evidence.message.content_protection.is_encrypted();
    let table = [
        (encrypted, &SERVER_CERTIFICATE),
        (encrypted, &TLS_ENDS_EARLY),
        (encrypted, &ABORTED),
        (matches!(outcome, Outcome::Plain | Outcome::Unrecorded), &DOWNGRADE),
        (summary.hops.unrecorded > 0, &NOT_RECORDED),
        (summary.hops.encrypted > 0, &PER_HOP),
        (true, &ENDS),
        (!content_protected, &AT_REST),
        (crossed, &ROUTES_DIFFER),
        (matches!(evidence.boundary.rule, BoundaryRule::Topmost | BoundaryRule::Inferred), &ASSUMED),
        (may_lie_lower(evidence), &MAY_LIE_LOWER),
        (outside, &INVENTED),
        (outside, &NAMES),
        (crossed, &LINES_REMOVED),
    ];
    let mut list: Vec<Said> =
        table.iter().filter(|(applies, _)| *applies).map(|(_, caveat)| Said::plainly(caveat)).collect();
    if let Some(text) = retrospective(evidence) {
        list.insert(0, Said::of(&RETROSPECTIVE, text));
    }
    list
}

/// True where the line below the boundary bears the reader's own name, and the boundary line does not name a stranger as
/// its client. An inside host with a public address and no looked-up name looks so, and so does a sender that gives the
/// reader's name in its greeting: the headers cannot tell them apart.
fn may_lie_lower(evidence: &Evidence<'_, '_>) -> bool {
    let (Some(border), Some(below)) = (evidence.border(), evidence.outside().last()) else { return false };
    let own = |organisation: &Organisation<'_>| {
        // Of a large operator, other customers write the name too.
        organisation.id().is_none() && border.by_organisation.as_ref() == Some(organisation)
    };
    evidence.boundary.rule != BoundaryRule::Configured
        && below.by_organisation.as_ref().is_some_and(own)
        && border.from_organisation.as_ref().is_none_or(own)
}

/// Names the day of the oldest hop it is about, and that of the rules.
fn retrospective(evidence: &Evidence<'_, '_>) -> Option<String> {
    let mut hops =
        evidence.chain.hops.iter().filter(|h| h.stamp.tls.state == TlsState::Encrypted && is_outdated(h));
    let hop = hops.next()?;
    let day =
        hop.stamp.instant().map_or_else(|| "has no date".to_owned(), |t| format!("is of {}", t.date_naive()));
    Some(format!(
        "Hop {} {day} and is judged by the rules of {RULES_DATE}. Older rules may have allowed its TLS.",
        hop.number
    ))
}

/// Every caveat, in the order of a report.
pub(crate) static ALL: [&Caveat; 21] = [
    &RETROSPECTIVE,
    &SERVER_CERTIFICATE,
    &TLS_ENDS_EARLY,
    &ABORTED,
    &DOWNGRADE,
    &NOT_RECORDED,
    &PER_HOP,
    &ENDS,
    &AT_REST,
    &ROUTES_DIFFER,
    &ASSUMED,
    &MAY_LIE_LOWER,
    &INVENTED,
    &NAMES,
    &LINES_REMOVED,
    &stronger::FULL_SOURCE,
    &stronger::RECEIVING_LOG,
    &stronger::SENDING_LOG,
    &stronger::POLICIES,
    &stronger::CONNECTOR_RULES,
    &stronger::CONTENT,
];

static RETROSPECTIVE: Caveat = Caveat {
    code: "retrospective-judgement",
    place: Place::Answer,
    text: "A step is judged by today's rules. Older rules may have allowed its TLS.",
    why: "A TLS version that was the best there was in 2012 is outdated now. The report judges every step by one table \
          and names its date. To judge the day of the message, hold the version against the rules of that day.",
    applies: "A step used TLS below today's minimum.",
    source: "RFC 8996 (2021) retired TLS 1.0 and 1.1; RFC 9325 (2022) is the table's main source.",
};

static SERVER_CERTIFICATE: Caveat = Caveat {
    code: "server-certificate-not-shown",
    place: Place::Answer,
    text: "The line does not show whether the sender checked the server's certificate. TLS to a wrong server looks \
           the same.",
    why: "The receiving side writes the line. Only the sending side knows whether it checked the certificate it was \
          shown, and most mail servers do not by default. No form of the line can carry it. So headers show encryption \
          at most, never that the right server was at the other end.",
    applies: "The boundary line records TLS.",
    source: "RFC 7435 (opportunistic security), RFC 7672 section 1.3, RFC 8461 section 1.",
};

static TLS_ENDS_EARLY: Caveat = Caveat {
    code: "tls-may-end-early",
    place: Place::Answer,
    text: "A load balancer or filter in front of the server may have ended TLS. What lies behind it is not recorded.",
    why: "Some sites end TLS on a machine in front of the mail server. The way from there to the server is then inside \
          the site, and may be in plain text. The line tells of the session that the server saw or was told of.",
    applies: "The boundary line records TLS.",
    source: "The XCLIENT and PROXY extensions of mail servers exist for such machines.",
};

static ABORTED: Caveat = Caveat {
    code: "aborted-attempts-leave-no-trace",
    place: Place::Answer,
    text: "A first try that broke off, or a copy sent elsewhere, leaves no line here.",
    why: "A sender may have begun in plain text, broken off and come again with TLS. Only the delivery that led to this \
          copy has a line in it. Copies for other readers have lines of their own.",
    applies: "The boundary line records TLS.",
    source: "RFC 5321 section 4.4: a server adds its line to the message it accepts.",
};

static DOWNGRADE: Caveat = Caveat {
    code: "silent-downgrade",
    place: Place::Answer,
    text: "Mail falls back to plain text where TLS fails. Someone on the path can force this. The line then just \
           lacks TLS.",
    why: "Between mail servers TLS is tried, not required, unless a policy says so. Whoever sits on the path can make the \
          try fail. The line then looks the same as if the other side never offered TLS.",
    applies: "The boundary line records no TLS, or cannot tell.",
    source: "RFC 3207 section 6; RFC 8461 and RFC 7672 exist to close this.",
};

static NOT_RECORDED: Caveat = Caveat {
    code: "not-recorded-is-not-plain",
    place: Place::Journey,
    text: "Where a line does not tell, TLS may or may not have been used. From these headers alone, this cannot be \
           known.",
    why: "Many programs never write about TLS, used or not. Also, a step in plain text inside one machine room is not \
          the same as one across the Internet. A report that counted all silence as plain text would be wrong most of \
          the time.",
    applies: "At least one step is unrecorded.",
    source: "In a sample of 7,727 messages of 2022-26 not one had a record of TLS on every line.",
};

static PER_HOP: Caveat = Caveat {
    code: "tls-is-per-hop",
    place: Place::Journey,
    text: "TLS protects one step at a time. Each server on the way can read the message.",
    why: "Each server takes the message out of TLS, can read and store it, and may or may not use TLS for the next step. \
          Several steps with TLS are still several steps with readers between.",
    applies: "At least one step has TLS.",
    source: "RFC 3207 section 6.",
};

static ENDS: Caveat = Caveat {
    code: "first-and-last-mile",
    place: Place::Journey,
    text: "How the author reached the first server, and how you read the mail, is mostly not in the headers.",
    why: "Webmail, phone and mail programs write no line when they fetch or show mail, and some services leave out how the \
          author handed it in.",
    applies: "Always, where there is a trace.",
    source: "RFC 5321 section 4.4 asks servers for lines, not readers.",
};

static AT_REST: Caveat = Caveat {
    code: "readable-at-rest",
    place: Place::Journey,
    text: "Servers and mailboxes can read the message unless its content itself is encrypted.",
    why: "TLS covers the way between two machines. On each of them, in queues, mailboxes and backups, the message lies as \
          it was written.",
    applies: "The content is not stated to be encrypted.",
    source: "RFC 8551 (S/MIME) and RFC 9580 (OpenPGP) protect content instead.",
};

static ROUTES_DIFFER: Caveat = Caveat {
    code: "routes-differ",
    place: Place::Journey,
    text: "This is one message. Another may take other steps; only a policy tells about those.",
    why: "Routes differ by message, by reader and by retry: another server of the sender, a backup server of yours, a \
          day when TLS did not work. Past mail proves nothing about the next.",
    applies: "The message came from outside.",
    source: "RFC 5321 section 5: senders choose among several servers.",
};

static ASSUMED: Caveat = Caveat {
    code: "boundary-assumed",
    place: Place::Boundary,
    text: "Where your system begins is a guess. Name your own systems to place it.",
    why: "All that is said rests on which line your own system wrote first. Without names of your systems, and without \
          other signs, tlstrail guesses. A wrong guess takes a stranger's line for yours, or the reverse.",
    applies: "The boundary rule is `inferred` or `topmost`.",
    source: "The rules are told by `tlstrail explain topmost` and its neighbours.",
};

static MAY_LIE_LOWER: Caveat = Caveat {
    code: "boundary-may-lie-lower",
    place: Place::Boundary,
    text: "The next older line bears your system's name too. If it is yours, name your systems: the answer is then \
           about that line.",
    why: "The boundary is where the first line names a client that is not known to be yours. A machine of yours with a \
          public address and no name in DNS is such a client. So is a sender that greets with your name and puts a line \
          in it below. Only you can tell which it is.",
    applies: "The line below the boundary is by a host of your organisation, and the boundary line names no other \
              organisation as its client. Not where your systems are named.",
    source: "The rules are told by `tlstrail explain organisation` and its neighbours.",
};

static INVENTED: Caveat = Caveat {
    code: "stamps-can-be-invented",
    place: Place::Outside,
    text: "The lines below this point could have been written by the sender or changed by a later server.",
    why: "A server puts its line on top of what it was given, and is given the older lines by whoever connects. So those \
          can be left out, changed or made up, TLS words and all. A copy of honest lines fits every check.",
    applies: "There are lines below the boundary.",
    source: "RFC 5321 section 7.3 and section 4.4.",
};

static NAMES: Caveat = Caveat {
    code: "names-are-claims",
    place: Place::Outside,
    text: "Names in these lines are claims. The address in your own system's line is the firm fact.",
    why: "HELO and `by` names are what a machine calls itself. A looked-up name is what its owner put into DNS. The \
          connecting address in a line that you can rely on was seen on the network.",
    applies: "There are lines below the boundary.",
    source: "RFC 5321 section 4.1.4; RFC 8601 section 3 (iprev).",
};

static LINES_REMOVED: Caveat = Caveat {
    code: "lines-get-removed",
    place: Place::Outside,
    text: "Lines may be missing: gateways, lists and mailbox exports take some out.",
    why: "Sites hide their inner machines, lists start the trace anew, and exports of a mailbox or a sent folder may hold \
          no line at all. Nearly half of the messages in a sample of 7,727 had no line below the one of the reader's \
          provider.",
    applies: "The message came from outside, or has no trace.",
    source: "RFC 5321 section 4.4 forbids it; practice differs.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    #[test]
    fn codes_are_kebab_case_and_unique() {
        let mut codes: Vec<&str> = ALL.iter().map(|c| c.code).collect();
        for code in &codes {
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{code}");
        }
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ALL.len());
    }

    fn codes(header: &str) -> Vec<String> {
        let report = crate::analyze(header.as_bytes(), &Options::default());
        report.caveats.into_iter().map(|c| c.code).collect()
    }

    /// Each caveat is told where its `applies` says so, and not elsewhere.
    #[test]
    fn caveats_follow_what_the_report_says() {
        let stamp = |tls: &str, keyword: &str| {
            format!(
                "Received: from m.a.example (m.a.example [203.0.113.9])\r\n\t{tls}by mx.b.example (Postfix) with \
                 {keyword} id 4355A9A8AD6; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)\r\n"
            )
        };
        let below = stamp("", "ESMTPS").replace("b.example", "c.example");
        let from_a = stamp("", "ESMTPS");
        // A client that was not found in the DNS.
        let no_name =
            |greeting: &str| from_a.replace("m.a.example (m.a.example", &format!("{greeting} (unknown"));
        let old = "(using TLSv1 with cipher AES128-SHA (128/128 bits))\r\n\t";
        let sealed = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n";
        let table: [(&str, String, bool); 20] = [
            ("retrospective-judgement", stamp(old, "ESMTPS"), true),
            ("retrospective-judgement", stamp("", "ESMTPS"), false),
            ("server-certificate-not-shown", stamp("", "ESMTPS"), true),
            ("server-certificate-not-shown", stamp("", "ESMTP") + &below, false),
            ("tls-is-per-hop", stamp("", "ESMTP") + &below, true),
            ("silent-downgrade", stamp("", "ESMTP"), true),
            ("silent-downgrade", stamp("", "ESMTPS"), false),
            ("not-recorded-is-not-plain", stamp("", "SMTP"), true),
            ("not-recorded-is-not-plain", stamp("", "ESMTP"), false),
            ("readable-at-rest", stamp("", "ESMTPS"), true),
            ("readable-at-rest", stamp("", "ESMTPS") + sealed, false),
            ("stamps-can-be-invented", stamp("", "ESMTPS") + &below, true),
            ("stamps-can-be-invented", stamp("", "ESMTPS"), false),
            (
                "boundary-assumed",
                "Received: by inner with SMTP id 1; 1 Nov 2026 10:00:00 +0000\r\n".into(),
                true,
            ),
            ("boundary-assumed", stamp("", "ESMTPS"), false),
            ("lines-get-removed", "Subject: x\r\n".into(), true),
            ("boundary-may-lie-lower", no_name("mx2.b.example") + &from_a, true),
            ("boundary-may-lie-lower", no_name("mx2") + &from_a, true),
            ("boundary-may-lie-lower", no_name("m.c.example") + &from_a, false),
            ("boundary-may-lie-lower", no_name("mx2.b.example") + &below, false),
        ];
        for (code, header, told) in table {
            assert_eq!(codes(&header).iter().any(|c| c == code), told, "{code}\n{header}");
        }
    }

    #[test]
    fn the_day_and_the_rules_are_named() {
        let header = "Received: from m.a.example (m.a.example [203.0.113.9])\r\n\t(using TLSv1 with cipher AES128-SHA \
                      (128/128 bits))\r\n\tby mx.b.example (Postfix) with ESMTPS id 4355A9A8AD6;\r\n\tFri, 21 Nov \
                      2014 17:19:20 +0000 (UTC)\r\n";
        let report = crate::analyze(header.as_bytes(), &Options::default());
        let text = &report.caveats.iter().find(|c| c.code == RETROSPECTIVE.code).unwrap().text;
        assert!(text.contains(RULES_DATE) && text.contains("2014-11-21"), "{text}");
    }
}
