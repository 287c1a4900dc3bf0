//! What a message says of itself outside its stamps: who, when, how the content is protected, and the fields in which
//! servers and senders left words about TLS.
//!
//! Not here: `Received`, and any belief in what is read. `mail-parser` decodes the fields it has to, one by one, each cut
//! at a limit, because its cost grows with the square of the length on encoded words that never end.

mod evidence;
mod protection;
mod results;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use mail_parser::parsers::MessageStream;
use mail_parser::{Address, HeaderValue};

use crate::input::{Field, Input};
use crate::limits::LIMITS;
use crate::span::{Span, Words};
use crate::vocab::field_name::FieldName;
pub(crate) use evidence::{Evidence, Says, Session, Signature};
pub(crate) use protection::ContentProtection;

/// The message's own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Message {
    /// `Message-ID` without its angle brackets.
    pub(crate) id: Option<String>,
    /// `Date`, where it is one.
    pub(crate) date: Option<DateTime<FixedOffset>>,
    /// `Date` as written, unfolded.
    pub(crate) date_text: Option<String>,
    /// Domain of the first `From` address, in lower case.
    pub(crate) from_domain: Option<String>,
    /// Domain of `Return-Path`, in lower case; `None` for `<>`.
    pub(crate) return_path_domain: Option<String>,
    /// How the content is protected, whatever the hops did.
    pub(crate) content_protection: ContentProtection,
    /// `TLS-Required` in lower case (RFC 8689 §5 registers only `No`).
    pub(crate) tls_required: Option<String>,
    /// Fields in which programs speak of TLS, name and value as written, unfolded.
    pub(crate) markers: Vec<(String, String)>,
    /// The fields that place the boundary, topmost first.
    pub(crate) trace: Vec<Trace>,
    /// What fields beside the stamps say of sessions, topmost first.
    pub(crate) evidence: Vec<Evidence>,
    /// Signatures over the header section, topmost first.
    pub(crate) signatures: Vec<Signature>,
    /// Name of a field by which a product for messages in a portal is known.
    pub(crate) portal: Option<String>,
    /// `X-Originating-IP`, as written.
    pub(crate) originating: Option<String>,
    /// Caps that were hit, a sentence each.
    pub(crate) limits_hit: Vec<String>,
}

/// A field whose place among the others says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    /// Place among all fields, 0 = topmost.
    pub(crate) field_index: usize,
    /// Which field it is.
    pub(crate) kind: FieldName,
    /// Who wrote it, where the field says so: the authserv-id, the receiver. In lower case.
    pub(crate) name: Option<String>,
}

/// Reads the message's own fields. Of a field that may stand once only, the topmost counts.
pub(crate) fn read(input: &Input) -> Message {
    let mut message = Message::default();
    let mut firsts: [Option<Field>; DECODED.len()] = [None; DECODED.len()];
    let mut stamps_above = 0_u32;
    let known = input.fields.iter().enumerate().filter(|(_, field)| field.kind != FieldName::Other);
    for (field_index, &field) in known {
        if is_trace(field.kind) {
            let value = input.value(field);
            let name = match field.kind {
                FieldName::AuthenticationResults => authserv_id(value),
                FieldName::ReceivedSpf => spf_receiver(value),
                _ => None,
            };
            message.trace.push(Trace { field_index, kind: field.kind, name });
        }
        if field.kind == FieldName::Received {
            stamps_above = stamps_above.saturating_add(1);
        } else if let Some(at) = DECODED.iter().position(|&kind| kind == field.kind) {
            if let Some(slot) = firsts.get_mut(at) {
                slot.get_or_insert(field);
            }
        } else {
            one_field(input, field, stamps_above, &mut message);
        }
    }
    let is_plain_text = decode(input, &firsts, &mut message);
    if is_plain_text && message.content_protection == ContentProtection::None {
        message.content_protection = protection::of_body(input.body).unwrap_or_default();
    }
    message
}

/// True for the fields that [`Trace`] lists.
const fn is_trace(kind: FieldName) -> bool {
    matches!(
        kind,
        FieldName::Received
            // Put on by final delivery (RFC 5321 §4.4).
            | FieldName::ReturnPath
            | FieldName::DeliveredTo
            // With the authserv-id (RFC 8601 §2.2), with the receiver (RFC 7208 §9.1).
            | FieldName::AuthenticationResults
            | FieldName::ReceivedSpf
            | FieldName::XIncomingTopHeaderMarker
            // Somebody sent the message anew.
            | FieldName::ListId
            | FieldName::Resent
            | FieldName::XForwardedFor
            | FieldName::XForwardedTo
            // Written by the author's side.
            | FieldName::From
            | FieldName::Subject
    )
}

/// A field that is neither a stamp nor decoded by `mail-parser`.
fn one_field(input: &Input, field: Field, stamps_above: u32, message: &mut Message) {
    let (name, value) = (input.name(field), input.value(field));
    match field.kind {
        FieldName::TlsRequired if message.tls_required.is_none() => {
            let text = capped_text(input, field, &mut message.limits_hit).to_ascii_lowercase();
            message.tls_required = some_text(text);
        }
        FieldName::ContentClass if contains(value, b"rpmsg.message") => {
            message.content_protection = ContentProtection::RightsManaged;
        }
        // Each part of the message is PGP text of its own.
        FieldName::XPgpEncodingFormat if contains(value, b"partitioned") => {
            message.content_protection = ContentProtection::PgpInline;
        }
        FieldName::XOriginatingIp if message.originating.is_none() => {
            message.originating = some_text(capped_text(input, field, &mut message.limits_hit));
        }
        // Cisco documents these as the settings of a registered envelope: a message that is kept for pick-up, or is an
        // encrypted attachment.
        FieldName::XPostx => {
            message.portal.get_or_insert_with(|| lossy(name));
        }
        // The message was encrypted for SEPPmail's web mail.
        FieldName::XEswmailEncrypted if value.trim_ascii().eq_ignore_ascii_case(b"yes") => {
            message.portal.get_or_insert_with(|| lossy(name));
        }
        FieldName::DkimSignature | FieldName::ArcMessageSignature | FieldName::ArcSeal => {
            if message.signatures.len() < LIMITS.statements {
                message.signatures.push(evidence::signature(name, value, stamps_above));
            } else {
                let told = format!("Only the first {} signatures were read.", LIMITS.statements);
                tell(told, &mut message.limits_hit);
            }
        }
        FieldName::AuthenticationResults
        | FieldName::ArcAuthenticationResults
        | FieldName::XMeAuthenticationResults => {
            let (writer, found) = evidence::results(capped(input, field, &mut message.limits_hit));
            gather(input, field, stamps_above, writer.as_ref(), found, message);
        }
        FieldName::ReceivedSpf => {
            let value = capped(input, field, &mut message.limits_hit);
            if let Some(client) = evidence::spf_client(value) {
                // The receiver was read for the place of the field.
                let writer = message.trace.last().and_then(|trace| trace.name.clone());
                gather(input, field, stamps_above, writer.as_ref(), vec![client], message);
            }
        }
        kind if kind.is_marker() => {
            let value = capped_text(input, field, &mut message.limits_hit);
            gather(input, field, stamps_above, None, evidence::marker(kind, &value), message);
            message.markers.push((lossy(name), value));
        }
        _ => {}
    }
}

/// Keeps what a field says of sessions.
fn gather(
    input: &Input,
    field: Field,
    stamps_above: u32,
    writer: Option<&String>,
    found: Vec<Says>,
    message: &mut Message,
) {
    for says in found {
        if message.evidence.len() >= LIMITS.statements {
            let told = format!(
                "Only the first {} statements of other fields about sessions were read.",
                LIMITS.statements
            );
            tell(told, &mut message.limits_hit);
            return;
        }
        message.evidence.push(Evidence {
            field: lossy(input.name(field)),
            stamps_above,
            writer: writer.cloned(),
            passed_on: field.kind == FieldName::ArcAuthenticationResults,
            says,
        });
    }
}

/// True where the body is a plain text (RFC 2045 §5.2: also where nothing is said).
///
/// Each field is read on its own: the parser of whole messages brings readers of every field there is.
fn decode(input: &Input, firsts: &[Option<Field>], message: &mut Message) -> bool {
    let mut is_plain_text = true;
    let mut line = Vec::new();
    for field in firsts.iter().flatten().copied() {
        let text = capped(input, field, &mut message.limits_hit);
        // One line, so that nothing in a value ends it.
        line.clear();
        line.push(b' ');
        line.extend_from_slice(text);
        if memchr::memchr3(b'\r', b'\n', 0, text).is_some() {
            line.iter_mut().filter(|b| matches!(b, b'\r' | b'\n' | 0)).for_each(|b| *b = b' ');
        }
        if field.kind == FieldName::Date {
            message.date_text = some_text(unfold(text));
            add_seconds(&mut line);
        }
        line.extend_from_slice(b"\r\n");
        let mut stream = MessageStream::new(&line);
        match field.kind {
            FieldName::Date => message.date = stream.parse_date().as_datetime().and_then(to_chrono),
            FieldName::From => {
                let from = stream.parse_address();
                let first = from.as_address().and_then(Address::first);
                message.from_domain = first.and_then(|address| address.address()).and_then(domain);
            }
            FieldName::MessageId => {
                message.id = stream.parse_id().as_text().and_then(|id| some_text(id.trim().to_owned()));
            }
            FieldName::ReturnPath => {
                message.return_path_domain = match stream.parse_id() {
                    HeaderValue::Text(path) => domain(&path),
                    HeaderValue::TextList(paths) => paths.first().and_then(|path| domain(path)),
                    _ => None,
                };
            }
            _ => {
                let value = stream.parse_content_type();
                let Some(kind) = value.as_content_type() else { continue };
                is_plain_text = kind.ctype() == "text" && kind.subtype() == Some("plain");
                if let Some(protection) = protection::of(kind) {
                    message.content_protection = protection;
                }
            }
        }
    }
    is_plain_text
}

/// Seconds may be left out of a time (RFC 5322 §3.3); `mail-parser` asks for them.
fn add_seconds(line: &mut Vec<u8>) {
    let mut colons = line.iter().enumerate().filter(|&(_, &b)| b == b':').map(|(at, _)| at);
    let (only, more) = (colons.next(), colons.next());
    if let (Some(colon), None) = (only, more)
        && line.get(colon + 1..colon + 3).is_some_and(|minute| minute.iter().all(u8::is_ascii_digit))
    {
        line.splice(colon + 3..colon + 3, *b":00");
    }
}

fn to_chrono(date: &mail_parser::DateTime) -> Option<DateTime<FixedOffset>> {
    let seconds = (i32::from(date.tz_hour) * 60 + i32::from(date.tz_minute)) * 60;
    let offset = FixedOffset::east_opt(if date.tz_before_gmt { -seconds } else { seconds })?;
    let day = NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())?;
    // A leap second is a time (RFC 5322 §3.3); chrono would want it as a fraction.
    let time = day.and_hms_opt(date.hour.into(), date.minute.into(), date.second.min(59).into())?;
    (date.second <= 60).then_some(())?;
    offset.from_local_datetime(&time).single()
}

fn domain(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let end = domain.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<' | ',' | ';' | '"'));
    some_text(domain.get(..end.unwrap_or(domain.len()))?.trim_end_matches('.').to_ascii_lowercase())
}

/// The authserv-id: the first word outside comments (RFC 8601 §2.2).
fn authserv_id(value: &[u8]) -> Option<String> {
    let mut depth = 0_usize;
    let start = value.iter().position(|&b| match b {
        b'(' => {
            depth += 1;
            false
        }
        b')' => {
            depth = depth.saturating_sub(1);
            false
        }
        b' ' | b'\t' | b'\r' | b'\n' => false,
        _ => depth == 0,
    })?;
    // Exchange Online begins with the first result.
    host(value.get(start..)?).filter(|id| !id.contains('='))
}

/// The receiver: the value of `receiver=` outside comments and quotes, else the host at the start of the comment
/// (RFC 7208 §9.1). A sender chooses the address that stands in quotes.
fn spf_receiver(value: &[u8]) -> Option<String> {
    let (mut depth, mut quoted, mut word_start) = (0_usize, false, true);
    let mut comment = None;
    let mut skip = false;
    for (at, &b) in value.iter().enumerate().take(LIMITS.field_bytes) {
        if std::mem::take(&mut skip) {
            continue;
        }
        match b {
            b'\\' if quoted || depth > 0 => skip = true,
            b'"' if depth == 0 => quoted = !quoted,
            b'(' if !quoted => {
                depth += 1;
                comment = comment.or(Some(at + 1));
            }
            b')' if !quoted => depth = depth.saturating_sub(1),
            b'r' | b'R' if word_start && depth == 0 && !quoted => {
                let rest = value.get(at..).unwrap_or_default();
                if rest.get(..9).is_some_and(|key| key.eq_ignore_ascii_case(b"receiver=")) {
                    return host(rest.get(9..)?);
                }
            }
            _ => {}
        }
        word_start = matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b';');
    }
    let comment = value.get(comment?..)?;
    let end = comment.iter().position(|&b| matches!(b, b':' | b' ' | b')'))?;
    (comment.get(end) == Some(&b':')).then(|| host(comment.get(..end)?))?
}

/// The host name at the start, in lower case.
fn host(text: &[u8]) -> Option<String> {
    let text = text.strip_prefix(b"\"").unwrap_or(text);
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b';' | b'"' | b'(' | b')' | b',');
    let len = text.iter().take(LONGEST_HOST).position(ends).unwrap_or(text.len().min(LONGEST_HOST));
    some_text(lossy(text.get(..len)?).to_ascii_lowercase())
}

/// A value up to the cap, which is told where it is hit.
fn capped<'i>(input: &'i Input, field: Field, limits_hit: &mut Vec<String>) -> &'i [u8] {
    let value = input.value(field);
    let Some(head) = value.get(..LIMITS.field_bytes).filter(|head| head.len() < value.len()) else {
        return value;
    };
    let told = format!("Only the first {} bytes of {} were read.", head.len(), lossy(input.name(field)));
    tell(told, limits_hit);
    head
}

/// A sentence on a limit is said once, and not without end.
fn tell(told: String, limits_hit: &mut Vec<String>) {
    if !limits_hit.contains(&told) && limits_hit.len() < LIMITS.sentences {
        limits_hit.push(told);
    }
}

fn capped_text(input: &Input, field: Field, limits_hit: &mut Vec<String>) -> String {
    unfold(capped(input, field, limits_hit))
}

/// The words of a value with one blank between them.
fn unfold(value: &[u8]) -> String {
    let mut text = String::with_capacity(value.len());
    for word in Words::new(value, Span::new(0, value.len())) {
        if !text.is_empty() {
            text.push(' ');
        }
        let word = word.of(value);
        match std::str::from_utf8(word) {
            Ok(word) => text.push_str(word),
            Err(_) => text.push_str(&String::from_utf8_lossy(word)),
        }
    }
    text
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

fn some_text(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn contains(value: &[u8], word: &[u8]) -> bool {
    value.windows(word.len()).take(LIMITS.field_bytes).any(|part| part.eq_ignore_ascii_case(word))
}

/// Bytes a host name may have (RFC 1035 §2.3.4).
const LONGEST_HOST: usize = 255;

/// The fields handed to `mail-parser`.
const DECODED: [FieldName; 5] =
    [FieldName::ContentType, FieldName::Date, FieldName::From, FieldName::MessageId, FieldName::ReturnPath];

#[cfg(test)]
mod tests {

    use super::*;
    use crate::input;
    use crate::limits::Limits;

    fn message(text: &[u8]) -> Message {
        read(&input::read(text, &Limits::default()))
    }

    #[test]
    fn the_messages_own_fields_are_read() {
        let found = message(
            b"Return-Path: <Bounce@Mail.Example.COM>\r\nReceived: from a by b\r\n\
            Message-ID:\r\n <1@x.example>\r\nDate: Mon, 23 Nov 2026\r\n 17:19:16 -0330\r\n\
            From: \"x@trap.example\" (y@trap.example)\r\n <s@Sender.Example>, <t@other.example>\r\n\
            TLS-Required: No\r\nFrom: <u@second.example>\r\n\r\nFrom: <body@body.example>\r\n",
        );
        assert_eq!(found.id.as_deref(), Some("1@x.example"));
        assert_eq!(found.date.unwrap().to_rfc3339(), "2026-11-23T17:19:16-03:30");
        assert_eq!(found.date_text.as_deref(), Some("Mon, 23 Nov 2026 17:19:16 -0330"));
        assert_eq!(found.from_domain.as_deref(), Some("sender.example"));
        assert_eq!(found.return_path_domain.as_deref(), Some("mail.example.com"));
        assert_eq!(found.tls_required.as_deref(), Some("no"));
    }

    #[test]
    fn what_is_not_stated_is_none() {
        for text in [&b""[..], b"Return-Path: <>\nFrom: nobody\nDate: soon\nTLS-Required:\nMessage-ID:\n\n"] {
            let found = message(text);
            assert_eq!((found.id, found.date, found.from_domain), (None, None, None));
            assert_eq!((found.return_path_domain, found.tls_required), (None, None));
            assert_eq!(found.content_protection, ContentProtection::None);
        }
    }

    #[test]
    fn impossible_dates_are_none() {
        for (date, want) in [
            ("Mon, 31 Feb 2026 17:19:16 +0000", None),
            ("Mon, 23 Nov 2026 25:19:16 +0000", None),
            ("Mon, 23 Nov 2026 17:19:60 +0000", Some("2026-11-23T17:19:59+00:00")),
            ("23 Nov 26 17:19 GMT", Some("2026-11-23T17:19:00+00:00")),
        ] {
            let found = message(format!("Date: {date}\n").as_bytes()).date.map(|date| date.to_rfc3339());
            assert_eq!(found.as_deref(), want, "{date}");
        }
    }

    #[test]
    fn markers_are_kept_in_order_as_written() {
        let found =
            message(b"X-TLS: TLS1.2:\n\tC:256\nx-pm-transfer-encryption: none\nX-Other: y\nX-TLS: z\n");
        let want = [("X-TLS", "TLS1.2: C:256"), ("x-pm-transfer-encryption", "none"), ("X-TLS", "z")];
        assert_eq!(found.markers, want.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn the_fields_that_place_the_boundary_are_listed() {
        let found = message(
            b"Delivered-To: r@example.org\nReceived: from a by b\nX-Y: z\n\
            Authentication-Results: (c (d)) \n MX.example.org 1; spf=pass\n\
            Received-SPF: pass (other.example: domain of \"receiver=evil\"@x) receiver=mx.example.org; client-ip=192.0.2.1;\n\
            Received-SPF: pass (mx.google.com: domain of x) client-ip=192.0.2.1; envelope-from=\"a receiver=evil\"@x;\n\
            Resent-Date: x\nList-Id: <l.example.org>\nFrom: x\n",
        );
        let found: Vec<_> = found.trace.iter().map(|t| (t.field_index, t.kind, t.name.as_deref())).collect();
        let want = [
            (0, FieldName::DeliveredTo, None),
            (1, FieldName::Received, None),
            (3, FieldName::AuthenticationResults, Some("mx.example.org")),
            (4, FieldName::ReceivedSpf, Some("mx.example.org")),
            (5, FieldName::ReceivedSpf, Some("mx.google.com")),
            (6, FieldName::Resent, None),
            (7, FieldName::ListId, None),
            (8, FieldName::From, None),
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn statements_keep_their_place_among_the_stamps() {
        let found = message(
            b"X-PostX-Use-Script: true\r\nAuthentication-Results: mx.example.org;\r\n x-tls=pass smtp.version=TLSv1.2\r\n\
            Received: from a by b\r\nARC-Authentication-Results: i=1; mx; spf=pass (sender IP is 192.0.2.1)\r\n\
            DKIM-Signature: d=x.example; h=received:from; t=5\r\n\
            Received: from c by d\r\nX-TLS: TLS1.2:AES128-SHA:128\r\nX-Originating-IP: [192.0.2.9]\r\n",
        );
        let told: Vec<_> =
            found.evidence.iter().map(|e| (e.stamps_above, e.writer.as_deref(), e.passed_on)).collect();
        assert_eq!(told, [(0, Some("mx.example.org"), false), (1, Some("mx"), true), (2, None, false)]);
        let signed: Vec<_> = found.signatures.iter().map(|s| (s.stamps_above, s.covers, s.time)).collect();
        assert_eq!(signed, [(1, 1, Some(5))]);
        assert_eq!(found.portal.as_deref(), Some("X-PostX-Use-Script"));
        assert_eq!(found.originating.as_deref(), Some("[192.0.2.9]"));
    }

    #[test]
    fn many_statements_are_cut_and_told() {
        let found = message("X-TLS: TLS1.2:AES128-SHA:128\r\n".repeat(1000).as_bytes());
        assert_eq!(found.evidence.len(), LIMITS.statements);
        assert_eq!(found.limits_hit.len(), 1, "{:?}", found.limits_hit);
        let many = "x-tls=pass;".repeat(1000);
        assert!(
            message(format!("Authentication-Results: mx;{many}\r\n").as_bytes()).evidence.len()
                <= LIMITS.statements
        );
    }

    #[test]
    fn long_fields_are_cut_and_told() {
        for filler in ["=?utf-8?q?", "(", "\"", "<", "a@b,", "\\", "0", "=?utf-8?b?QQ"] {
            let long = filler.repeat(1_000_000 / filler.len());
            let text = format!("From: {long}\nDate: {long}\nMessage-ID: {long}\nContent-Type: {long}\n");
            let found = message(text.as_bytes());
            let told = ["Content-Type", "Date", "From", "Message-ID"];
            let told = told.map(|name| format!("Only the first 8192 bytes of {name} were read."));
            assert_eq!(found.limits_hit, told);
        }
    }

    #[test]
    fn any_bytes_are_read() {
        let pieces: [&[u8]; 23] = [
            b"<",
            b">",
            b"@",
            b"\"",
            b"(",
            b")",
            b";",
            b"=",
            b"\\",
            b",",
            b":",
            b"=?utf-8?q?",
            b"?=",
            b"*0*=",
            b"\xFF",
            b"99999999999999999999",
            b"Feb",
            b"+9999",
            b" 31 ",
            b"00:00:60",
            b"%41",
            b"utf-8''",
            b"-",
        ];
        let mut seed = 0x2545_F491_4F6C_DD1D_u64;
        let mut roll = |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed % below as u64).unwrap()
        };
        for _ in 0..5000 {
            let mut text = Vec::new();
            let decoded = ["Content-Type", "Date", "From", "Message-ID", "Return-Path"];
            for name in decoded.into_iter().chain(["Received-SPF", "Authentication-Results"]) {
                text.extend_from_slice(format!("{name}: ").as_bytes());
                for _ in 0..roll(12) {
                    text.extend_from_slice(pieces[roll(pieces.len())]);
                }
                text.push(b'\n');
            }
            let found = message(&text);
            assert_eq!(found.trace.len(), 4);
            assert_ne!(found.from_domain.as_deref(), Some(""));
        }
    }
}
