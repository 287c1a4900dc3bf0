//! What fields say of the message itself: wishes about TLS, protection of the content, re-sending, and a journey that
//! did not begin, or did not happen, by mail transport.
//!
//! Not here: fields that speak of the boundary's session (`fields`), and the body beyond its first line.

use super::{Check, Context, Family, Report};
use crate::message::ContentProtection;
use crate::terms::{Basis, Effect};
use crate::vocab::field_name::FieldName;

pub(super) static CHECKS: [Check; 7] = [
    Check {
        code: "tls-required-no",
        family: Family::Fields,
        effect: Effect::Caution,
        title: "The sender asked servers to deliver even without TLS",
        looks_at: "`TLS-Required: No`.",
        why: "Servers that know the field then pass over the recipient's policies for TLS.",
        example: "`TLS-Required: No`.",
        cannot_tell: "Whether any server did so. The wish for TLS on every step, REQUIRETLS, leaves no field.",
        base_rate: "Not measured.",
        source: "RFC 8689 §5.",
        run: required_no,
    },
    Check {
        code: "wish-about-tls",
        family: Family::Fields,
        effect: Effect::Note,
        title: "A field of the sending service holds a wish about TLS",
        looks_at: "`X-SFDC-TLS-NoRelay`.",
        why: "It tells the service's own servers how to send. It is a wish, not a record.",
        example: "`X-SFDC-TLS-NoRelay: 1`.",
        cannot_tell: "Whether TLS was used on any step.",
        base_rate: "Every message of that service.",
        source: "samples of 2014-26.",
        run: wish,
    },
    Check {
        code: "sent-anew",
        family: Family::Fields,
        effect: Effect::Note,
        title: "The message was sent anew on its way",
        looks_at: "`List-Id`, `Resent-…`, `X-Forwarded-To`, `X-Forwarded-For`, and `Delivered-To` with two addresses.",
        why: "A list, or somebody who forwards, starts a new journey. The lines of both journeys stand in one stack.",
        example: "`List-Id: <dev.lists.example>`.",
        cannot_tell: "Where the first journey ends. A bulk sender writes List-Id without sending anew.",
        base_rate: "Every list message; most bulk mail.",
        source: "RFC 2919; RFC 5322 §3.6.6.",
        run: sent_anew,
    },
    Check {
        code: "content-protected",
        family: Family::Fields,
        effect: Effect::Note,
        title: "The content itself is marked as encrypted or signed",
        looks_at: "`Content-Type` of the message, `Content-Class`, `X-PGP-Encoding-Format`; and, of a plain text, the \
                   first line of the body: `-----BEGIN PGP MESSAGE-----`.",
        why: "Encrypted content does not depend on the steps. Subject and addresses stay readable.",
        example: "`Content-Type: application/pkcs7-mime; smime-type=enveloped-data`.",
        cannot_tell: "Whether the content is what is said. The rest of the body is not read: PGP that begins further down \
                      is seen only where a field tells of it, and other text may stand behind it.",
        base_rate: "Not measured.",
        source: "RFC 8551 §3, RFC 3156 §4 and §5, RFC 9580 §6.2 and §7; Microsoft MS-OXORMMS.",
        run: protected,
    },
    Check {
        code: "message-portal",
        family: Family::Fields,
        effect: Effect::Note,
        title: "A field of a product for messages in a portal is there",
        looks_at: "Fields that such products document: `X-PostX-…`, `X-ESWmail-Encrypted: yes`.",
        why: "The mail may hold a notice or an encrypted attachment in place of the content.",
        example: "`X-PostX-Use-Script: false`.",
        cannot_tell: "Whether the content was encrypted. Many portals leave no field at all.",
        base_rate: "Not measured.",
        source: "Cisco, Email Security Appliance, technical note 118751; SEPPmail, manual, X-headers.",
        run: portal,
    },
    Check {
        code: "first-step-not-mail-transport",
        family: Family::Fields,
        effect: Effect::Note,
        title: "The message began on the web, by an API, or inside a mail store",
        looks_at: "The oldest line, and `X-Originating-IP`.",
        why: "The author's own step to the first server was not mail transport. Mail lines do not tell of TLS there.",
        example: "`by 2002:a05:… with HTTP`.",
        cannot_tell: "How that step was protected.",
        base_rate: "Every message from webmail and from many services.",
        source: "RFC 5321 §4.4; samples.",
        run: not_mail_transport,
    },
    Check {
        code: "no-transport-fields",
        family: Family::Fields,
        effect: Effect::Note,
        title: "This copy never travelled, or its trace was removed",
        looks_at: "Whether any field is there that servers add on the way.",
        why: "A copy from the sent folder, a draft or a journal has none. Nothing can be said of its way.",
        example: "`Date:`, `From:`, `To:`, `Subject:` and nothing else.",
        cannot_tell: "Which of both it is. Ask for the message as it was received.",
        base_rate: "No stamp at all: 8 of 7,909 messages of 2022-26; 3 of 100 in old list archives.",
        source: "RFC 5321 §4.4.",
        run: never_travelled,
    },
];

fn required_no(context: &Context<'_, '_>, report: &mut Report<'_>) {
    if context.message.tls_required.as_deref() == Some("no") {
        report.message("TLS-Required: No. Servers that know the field send on even where TLS fails.");
    }
}

fn wish(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("X-SFDC-TLS-NoRelay");
    if let Some((name, _)) = context.message.markers.iter().find(named) {
        report.message(format!("The field {name} is a wish about TLS. It records nothing."));
    }
}

fn sent_anew(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let all = u32::try_from(context.chain.hops.len()).unwrap_or(u32::MAX);
    let (mut list, mut forwarded, mut delivered_anew) = (false, false, false);
    let mut resent: Option<u32> = None;
    let (mut stamps, mut stamps_at_delivery) = (0_u32, 0_u32);
    let mut delivered: Option<&[u8]> = None;
    for trace in &context.message.trace {
        match trace.kind {
            FieldName::Received => stamps = stamps.saturating_add(1),
            FieldName::ListId => list = true,
            FieldName::XForwardedFor | FieldName::XForwardedTo => forwarded = true,
            FieldName::Resent => resent = resent.or(Some(stamps)),
            FieldName::DeliveredTo => {
                let field = context.input.fields.get(trace.field_index);
                let address = field.map(|field| context.input.value(*field).trim_ascii()).unwrap_or_default();
                let other = delivered.is_some_and(|newer| !newer.eq_ignore_ascii_case(address));
                delivered_anew |= other && stamps > stamps_at_delivery;
                (delivered, stamps_at_delivery) = (Some(address), stamps);
            }
            _ => {}
        }
    }
    if list {
        report.message("The message names a mailing list (List-Id). A list sends each message anew.");
    }
    if let Some(above) = resent {
        // The fields of a re-send stand right above the stamps that were there before it.
        let older = all.saturating_sub(above);
        let lines = match older {
            0 => String::new(),
            1 => " Line 1 belongs to the journey before.".to_owned(),
            _ => format!(" Lines 1 to {older} belong to the journey before."),
        };
        report.message(format!("Somebody sent the message anew (Resent fields).{lines}"));
    }
    if forwarded {
        report.message("A mailbox forwarded the message (X-Forwarded-To or X-Forwarded-For).");
    }
    if delivered_anew {
        report.message("The message was delivered to one address and then to another (Delivered-To).");
    }
}

fn protected(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let readable = "Subject and addresses stay readable.";
    let (how, hides) = match context.message.content_protection {
        ContentProtection::None => return,
        ContentProtection::SmimeEncrypted => ("encrypted with S/MIME", true),
        ContentProtection::SmimeSigned => ("signed with S/MIME", false),
        ContentProtection::SmimeUnstated => {
            report.message(
                "The message says S/MIME, and does not state whether the content is encrypted or signed.",
            );
            return;
        }
        ContentProtection::PgpEncrypted => ("encrypted with PGP/MIME", true),
        ContentProtection::PgpSigned => ("signed with PGP/MIME", false),
        ContentProtection::PgpInlineEncrypted => ("encrypted with PGP in its text", true),
        ContentProtection::PgpInlineSigned => ("signed with PGP in its text", false),
        ContentProtection::PgpInline => {
            report.message(
                "The message says PGP in the text, and does not state whether it is encrypted or signed.",
            );
            return;
        }
        ContentProtection::RightsManaged => {
            report.message(format!(
                "The message says that the content is rights-managed. Readers outside get a notice with a link. {readable}"
            ));
            return;
        }
    };
    report.message(if hides {
        format!("The message says that the content is {how}. It does not depend on the steps. {readable}")
    } else {
        format!("The message says that the content is {how}. A signature does not hide it.")
    });
}

fn portal(context: &Context<'_, '_>, report: &mut Report<'_>) {
    if let Some(name) = &context.message.portal {
        report.message(format!("The field {name} belongs to a product that keeps messages for pick-up."));
    }
}

fn not_mail_transport(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let oldest = context.chain.hops.first();
    if let Some(hop) = oldest.filter(|hop| matches!(hop.stamp.tls.basis, Basis::NotSmtp | Basis::Store)) {
        let detail = "The oldest line is of the web, an API or a mail store, not of mail transport.";
        report.hop(hop, hop.stamp.protocol.as_written, detail);
    } else if context.message.originating.is_some() {
        report.message("The field X-Originating-IP is there. Webmail and mail stores write it.");
    }
}

fn never_travelled(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let mut written = false;
    for trace in &context.message.trace {
        match trace.kind {
            FieldName::From | FieldName::Subject => written = true,
            FieldName::Received
            | FieldName::ReturnPath
            | FieldName::AuthenticationResults
            | FieldName::ReceivedSpf
            | FieldName::XIncomingTopHeaderMarker
            | FieldName::DeliveredTo => return,
            _ => {}
        }
    }
    if written {
        report.message("No field is there that servers add on the way.");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::test_support::found;

    const LINE: &str = "Received: from out.other.example (out.other.example [203.0.113.9])\r\n\tby mx.own.example \
                        (Postfix) with ESMTPS id 4355A9A8AD7;\r\n\tMon, 23 Nov 2026 17:00:01 +0000 (UTC)\r\n";

    fn details(header: &str) -> Vec<(&'static str, String)> {
        let family = super::CHECKS.iter().map(|check| check.code).collect::<Vec<_>>();
        let all = found(header).into_iter().filter(|finding| family.contains(&finding.check.code));
        all.map(|finding| (finding.check.code, finding.detail)).collect()
    }

    fn codes(fields: &str) -> Vec<&'static str> {
        details(&format!("{LINE}{fields}From: a@other.example\r\n"))
            .into_iter()
            .map(|(code, _)| code)
            .collect()
    }

    #[test]
    fn fields_of_the_message_are_told() {
        for (fields, want) in [
            ("", &[][..]),
            ("TLS-Required: No\r\n", &["tls-required-no"]),
            ("TLS-Required: Yes\r\n", &[]),
            ("X-SFDC-TLS-NoRelay: 1\r\n", &["wish-about-tls"]),
            ("List-Id: <dev.lists.example>\r\n", &["sent-anew"]),
            ("X-Forwarded-To: b@own.example\r\n", &["sent-anew"]),
            ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n", &["content-protected"]),
            ("Content-Type: text/plain; x-action=pgp-encrypted\r\n", &["content-protected"]),
            ("Content-Class: rpmsg.message\r\n", &["content-protected"]),
            ("Content-Type: text/plain\r\n", &[]),
            ("X-PostX-Use-Script: false\r\n", &["message-portal"]),
            ("X-ESWmail-Encrypted: yes\r\n", &["message-portal"]),
            ("X-ESWmail-Plain: yes\r\n", &[]),
            ("X-Originating-IP: [192.0.2.7]\r\n", &["first-step-not-mail-transport"]),
        ] {
            assert_eq!(codes(fields), want, "{fields}");
        }
    }

    #[test]
    fn a_new_journey_is_told_with_the_lines_of_the_old_one() {
        let resent = details(&format!("{LINE}Resent-From: b@own.example\r\n{LINE}{LINE}From: a\r\n"));
        assert_eq!(resent.len(), 1);
        assert!(resent[0].1.ends_with("Lines 1 to 2 belong to the journey before."), "{resent:?}");
        let delivered = |one: &str, other: &str, between: &str| {
            let header =
                format!("Delivered-To: {one}\r\n{between}Delivered-To: {other}\r\n{LINE}From: a\r\n");
            details(&header).len()
        };
        assert_eq!(delivered("b@own.example", "c@third.example", LINE), 1);
        assert_eq!(delivered("b@own.example", "B@own.example", LINE), 0);
        assert_eq!(delivered("b@own.example", "c@third.example", ""), 0);
    }

    #[test]
    fn a_first_step_on_the_web_is_told_of_the_oldest_line() {
        let web =
            "Received: by 2002:a05:6a10:1234:b0:4f:1:2 with HTTP; Mon, 23 Nov 2026 08:59:00 -0800 (PST)\r\n";
        assert_eq!(codes(web), ["first-step-not-mail-transport"]);
        let newer = details(&format!("{web}{LINE}From: a\r\n"));
        assert_eq!(newer, []);
    }

    #[test]
    fn a_copy_that_never_travelled_is_told() {
        let never = |header: &str| details(header).iter().any(|(code, _)| *code == "no-transport-fields");
        assert!(never("Date: Mon, 23 Nov 2026 17:00:01 +0000\r\nFrom: a@other.example\r\nSubject: x\r\n"));
        assert!(!never("Return-Path: <a@other.example>\r\nFrom: a@other.example\r\n"));
        assert!(!never(&format!("{LINE}From: a@other.example\r\n")));
        assert!(!never("X-Nothing: 1\r\n"));
    }
}
