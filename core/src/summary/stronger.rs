//! What would show more than headers, named so that a help desk can ask for it: whose log, by which id, at what time.
//!
//! Not here: any judgement. Other evidence is told, never weighed.

use super::caveat::{Caveat, Place, Said};
use super::{Evidence, name};
use crate::chain::Hop;
use crate::dialect::VersionAt;
use crate::terms::Outcome;
use chrono::{DateTime, Datelike as _, FixedOffset, Timelike as _};

/// Adds what to ask for, the nearest first.
pub(super) fn add(list: &mut Vec<Said>, outcome: Outcome, evidence: &Evidence<'_, '_>) {
    let hop = evidence.border().filter(|_| outcome != Outcome::Internal);
    match hop {
        Some(hop) => {
            list.push(Said::of(&RECEIVING_LOG, receiving_log(hop, evidence)));
            list.push(Said::of(&SENDING_LOG, sending_log(hop, evidence)));
            list.push(Said::of(&POLICIES, policies(hop)));
            list.push(Said::of(&CONNECTOR_RULES, connector_rules(hop)));
        }
        None if outcome == Outcome::NoTrace => {
            list.push(Said::of(&FULL_SOURCE, FULL_SOURCE.text.to_owned()));
        }
        None => {}
    }
    if !evidence.message.content_protection.is_encrypted() {
        list.push(Said::of(&CONTENT, CONTENT.text.to_owned()));
    }
}

/// `The log of mx.example.org for queue id 4bXyz (2026-11-23 17:19:20 +00:00)`; an id that is the software's version is
/// no key into a log, the Message-ID is one.
fn receiving_log(hop: &Hop<'_>, evidence: &Evidence<'_, '_>) -> String {
    let stamp = &hop.stamp;
    let queue_id =
        stamp.id.filter(|_| !matches!(stamp.dialect.version, VersionAt::Id(_))).map(|id| name(hop.text(id)));
    let key = match (queue_id, &evidence.message.id, stamp.from.ip) {
        (Some(id), ..) => [" for queue id ", &id].concat(),
        (None, Some(id), _) => [" for Message-ID ", &name(id.as_bytes())].concat(),
        (None, None, Some(ip)) => format!(" for the connection from {ip}"),
        (None, None, None) => String::new(),
    };
    let at = stamp.instant().map(|t| [" at ", &day(t), &clock(t)].concat()).unwrap_or_default();
    let end = ". It shows what was agreed on that connection.";
    ["Look into the log of ", &host(hop), &key, &at, end].concat()
}

fn sending_log(hop: &Hop<'_>, evidence: &Evidence<'_, '_>) -> String {
    let sender = match (hop.stamp.from.rdns.or(hop.stamp.from.helo), hop.stamp.from.ip) {
        (Some(name_at), Some(ip)) => format!("{} [{ip}]", name(hop.text(name_at))),
        (Some(name_at), None) => name(hop.text(name_at)),
        (None, Some(ip)) => format!("[{ip}]"),
        (None, None) => "the sending server".to_owned(),
    };
    let key = evidence.message.id.as_ref().map(|id| [" for Message-ID ", &name(id.as_bytes())].concat());
    let end = ". Only the sender's log shows whether it checked the server's certificate.";
    ["Ask for the log of ", &sender, &key.unwrap_or_default(), end].concat()
}

fn policies(hop: &Hop<'_>) -> String {
    let domain = recipient_domain(hop).unwrap_or_else(|| "your domain".to_owned());
    let day = hop.stamp.instant().map_or_else(|| "that day".to_owned(), day);
    let records = ["Look up the MTA-STS and DANE records of ", &domain, " and its TLS-RPT reports"].concat();
    [&records, ", as they were on ", &day, ". They tell what senders had to do."].concat()
}

fn connector_rules(hop: &Hop<'_>) -> String {
    let end = ". They tell whether mail without TLS would have been refused.";
    ["Look up the connector and forced-TLS rules of ", &host(hop), end].concat()
}

fn host(hop: &Hop<'_>) -> String {
    hop.stamp.by.host.map_or_else(|| "your server".to_owned(), |host| name(hop.text(host)))
}

/// `2026-11-23`. Every report has some, and chrono's own writing costs ten times as much.
fn day(time: DateTime<FixedOffset>) -> String {
    let mut text = String::with_capacity(10);
    let year = u32::try_from(time.year()).unwrap_or_default();
    two_digits(&mut text, "", year / 100);
    two_digits(&mut text, "", year);
    two_digits(&mut text, "-", time.month());
    two_digits(&mut text, "-", time.day());
    text
}

/// ` 17:19:20 +00:00`.
fn clock(time: DateTime<FixedOffset>) -> String {
    let mut text = String::with_capacity(16);
    two_digits(&mut text, " ", time.hour());
    two_digits(&mut text, ":", time.minute());
    two_digits(&mut text, ":", time.second());
    let minutes = time.offset().local_minus_utc() / 60;
    two_digits(&mut text, if minutes < 0 { " -" } else { " +" }, minutes.unsigned_abs() / 60);
    two_digits(&mut text, ":", minutes.unsigned_abs() % 60);
    text
}

/// Writes the last two digits of `number`.
fn two_digits(text: &mut String, before: &str, number: u32) {
    text.push_str(before);
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

/// Policies stand at the recipient's domain (RFC 8461 §3.1). The mailbox is not needed.
fn recipient_domain(hop: &Hop<'_>) -> Option<String> {
    let recipient = hop.text(hop.stamp.recipient?);
    let at = recipient.iter().rposition(|&b| b == b'@')?;
    let domain = recipient.get(at + 1..)?;
    let is_domain = domain.contains(&b'.')
        && domain.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    is_domain.then(|| name(domain))
}

pub(super) static FULL_SOURCE: Caveat = Caveat {
    code: "stronger-full-source",
    place: Place::Stronger,
    text: "Give the whole source of the message as it lies in the reader's mailbox.",
    why: "A forwarded copy, a draft or a sent copy has no trace of the delivery. Mail programs show the whole source by \
          \"show original\", \"view source\" or \"message details\".",
    applies: "There is no trace line.",
    source: "RFC 5321 section 4.4.",
};

pub(super) static RECEIVING_LOG: Caveat = Caveat {
    code: "stronger-receiving-log",
    place: Place::Stronger,
    text: "Look into the log of the receiving server for the queue id in its line. It shows what was agreed on that \
           connection.",
    why: "The log is kept apart from the message, so nobody on the way could change it. It shows the TLS version and \
          cipher, and whether the sender tried in plain text before. In hosted mail it is called message trace. Logs \
          are kept for days or weeks, so ask soon.",
    applies: "The boundary is placed.",
    source: "Practice of mail administration; RFC 5321 section 4.4 on the id clause.",
};

pub(super) static SENDING_LOG: Caveat = Caveat {
    code: "stronger-sending-log",
    place: Place::Stronger,
    text: "Ask for the log of the sending server. Only the sender's log shows whether it checked the server's \
           certificate.",
    why: "Postfix writes \"Trusted TLS connection\" or better, Exim writes CV=yes, hosted services say it in a \
          message trace. It is the one place that tells whether the right server was at the other end.",
    applies: "The boundary is placed.",
    source: "Postfix TLS_README (client certificate levels); Exim specification, log fields.",
};

pub(super) static POLICIES: Caveat = Caveat {
    code: "stronger-policies",
    place: Place::Stronger,
    text: "Look up the MTA-STS and DANE records of the receiving domain and its TLS-RPT reports, as they were on that \
           day. They tell what senders had to do.",
    why: "MTA-STS and DANE tell senders to use TLS and to check the certificate, or not to deliver. Senders that follow \
          them do so; others do not look. TLS-RPT reports count deliveries that went wrong, by day and sender. What \
          stands in DNS today says nothing about that day.",
    applies: "The boundary is placed.",
    source: "RFC 8461 (MTA-STS), RFC 7672 (DANE for SMTP), RFC 8460 (TLS-RPT).",
};

pub(super) static CONNECTOR_RULES: Caveat = Caveat {
    code: "stronger-connector-rules",
    place: Place::Stronger,
    text: "Look up the connector and forced-TLS rules of the receiving server. They tell whether mail without TLS would \
           have been refused.",
    why: "A rule that refuses mail without TLS from a partner holds for every message, also for those whose lines say \
          nothing. Ask for the rule and for the day since when it holds.",
    applies: "The boundary is placed.",
    source: "Postfix smtpd_tls_security_level and check_sender_access; Exchange connectors; Sendmail access map.",
};

pub(super) static CONTENT: Caveat = Caveat {
    code: "if-this-must-not-depend-on-hops",
    place: Place::Stronger,
    text: "If this must not depend on hops, protect the content or force TLS. The topic content-protection tells how.",
    why: "Headers tell of steps after they happened. What has to hold for every message is arranged before: content that \
          is encrypted itself, or a rule that refuses mail without TLS. Each has its limits.",
    applies: "The content is not stated to be encrypted.",
    source: "See the page content-protection.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    fn stronger(header: &str) -> String {
        let report = crate::analyze(header.as_bytes(), &Options::default());
        let told = report.caveats.iter().filter(|c| c.code.starts_with("stronger-"));
        told.map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn hosts_ids_and_days_are_named() {
        let text = stronger(
            "Received: from m.a.example (m.a.example [203.0.113.9])\r\n\tby mx.b.example (Postfix) with ESMTP id \
             4355A9A8AD6\r\n\tfor <bob@b.example>; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)\r\nMessage-ID: <1@a.example>\r\n",
        );
        for words in [
            "the log of mx.b.example for queue id 4355A9A8AD6 at 2026-11-23 17:19:20 +00:00.",
            "the log of m.a.example [203.0.113.9] for Message-ID 1@a.example.",
            "records of b.example and its TLS-RPT reports, as they were on 2026-11-23.",
            "forced-TLS rules of mx.b.example.",
        ] {
            assert!(text.contains(words), "{words} is not in:\n{text}");
        }
        assert!(!text.contains("bob"), "the mailbox is not needed");
    }

    #[test]
    fn a_recipient_without_a_domain_names_none() {
        for recipient in ["bob", "bob@localhost", "bob@b.ex(x", "bob@"] {
            let text = stronger(&format!(
                "Received: from m.a.example (m.a.example [203.0.113.9])\r\n\tby mx.b.example (Postfix) with ESMTP id \
                 4355A9A8AD6\r\n\tfor <{recipient}>; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)\r\n",
            ));
            assert!(text.contains("records of your domain and"), "{recipient}:\n{text}");
        }
    }

    #[test]
    fn days_and_clocks_are_those_of_the_line() {
        for text in ["2026-11-23T17:19:20+00:00", "1999-01-02T03:04:05-03:30", "2014-12-31T23:59:60+13:45"] {
            let time = DateTime::parse_from_rfc3339(text).unwrap();
            let want = [&text[..10], " ", &text[11..19].replace(":60", ":59"), " ", &text[19..]].concat();
            assert_eq!([day(time), clock(time)].concat(), want);
        }
    }

    /// Exchange writes its version for an id.
    #[test]
    fn a_version_is_no_key_into_a_log() {
        let text = stronger(
            "Received: from m.a.example (203.0.113.9) by mx.b.example (10.0.0.1)\r\n with Microsoft SMTP Server id \
             15.1.2507.6; Mon, 23 Nov 2026 17:19:20 +0000\r\nMessage-ID: <1@a.example>\r\n",
        );
        assert!(text.contains("the log of mx.b.example for Message-ID 1@a.example at"), "{text}");
    }

    #[test]
    fn without_a_trace_the_source_is_asked_for() {
        let text = stronger("Subject: x\r\n");
        assert!(text.starts_with("Give the whole source") && text.lines().count() == 1, "{text}");
    }
}
