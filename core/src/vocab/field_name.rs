//! The names of header fields that anything is made of.
//!
//! Names compare without case (RFC 5322 §1.2.2). Not here: what a field means, and how a name is cut out of a line.

/// The name of a header field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub(crate) enum FieldName {
    /// None of those below.
    #[default]
    Other,
    /// RFC 8617 §4.1.1.
    ArcAuthenticationResults,
    /// RFC 8617 §4.1.2.
    ArcMessageSignature,
    /// RFC 8617 §4.1.3.
    ArcSeal,
    /// RFC 8601 §2.
    AuthenticationResults,
    Bcc,
    Cc,
    /// Exchange, for rights-managed mail among others.
    ContentClass,
    ContentTransferEncoding,
    ContentType,
    Date,
    DeliveredTo,
    /// RFC 6376 §3.5.
    DkimSignature,
    ErrorsTo,
    FeedbackId,
    From,
    InReplyTo,
    ListId,
    ListUnsubscribe,
    MessageId,
    MimeVersion,
    /// RFC 5321 §4.4.
    Received,
    /// RFC 7208 §9.1.
    ReceivedSpf,
    References,
    ReplyTo,
    /// Any that begins so (RFC 5322 §3.6.6).
    Resent,
    ReturnPath,
    Sender,
    Subject,
    /// RFC 8689 §5.
    TlsRequired,
    To,
    /// ASSP, both directions.
    XAsspClientTls,
    XAsspServerTls,
    /// Barracuda: the suite.
    XBarracudaEncrypted,
    /// Hornetsecurity.
    XCloudSecurityConnect,
    /// SEPPmail.
    XEswmailEncrypted,
    XForwardedFor,
    XForwardedTo,
    /// Microsoft's edge, below its own stamp.
    XIncomingTopHeaderMarker,
    /// mailcow: the version, or `None`.
    XLastTlsSessionVersion,
    /// Fastmail's copy of its own results.
    XMeAuthenticationResults,
    XOriginatingIp,
    /// PGP Desktop, Symantec Encryption.
    XPgpEncodingFormat,
    /// Proton: version and suite, or `none`.
    XPmTransferEncryption,
    /// Any that begins so: Cisco's registered envelopes.
    XPostx,
    /// Salesforce: a wish, not evidence.
    XSfdcTlsNoRelay,
    /// electric.net: version, suite, bits.
    XTls,
    /// Comcast: `TLS=1` among others.
    XXfinityMessageHeuristics,
}

impl FieldName {
    /// Reads a name as written, without its colon.
    pub(crate) fn of(word: &[u8]) -> Self {
        let Some(first) = word.first().map(u8::to_ascii_lowercase) else { return Self::Other };
        let range = BY_LENGTH.get(word.len()..word.len() + 2);
        let range = range.and_then(|ends| NAMES.get(usize::from(*ends.first()?)..usize::from(*ends.get(1)?)));
        for (known, name) in range.unwrap_or_default() {
            if known.as_bytes().first() == Some(&first) && word.eq_ignore_ascii_case(known.as_bytes()) {
                return *name;
            }
        }
        let starts =
            |start: &str| word.get(..start.len()).is_some_and(|w| w.eq_ignore_ascii_case(start.as_bytes()));
        match first {
            b'r' if starts("resent-") => Self::Resent,
            b'x' if starts("x-postx-") => Self::XPostx,
            _ => Self::Other,
        }
    }

    /// True for the names that nearly every header section holds.
    pub(crate) const fn is_usual(self) -> bool {
        matches!(
            self,
            Self::ArcAuthenticationResults
                | Self::ArcMessageSignature
                | Self::ArcSeal
                | Self::AuthenticationResults
                | Self::Bcc
                | Self::Cc
                | Self::ContentTransferEncoding
                | Self::ContentType
                | Self::Date
                | Self::DeliveredTo
                | Self::DkimSignature
                | Self::ErrorsTo
                | Self::FeedbackId
                | Self::From
                | Self::InReplyTo
                | Self::ListId
                | Self::ListUnsubscribe
                | Self::MessageId
                | Self::MimeVersion
                | Self::Received
                | Self::ReceivedSpf
                | Self::References
                | Self::ReplyTo
                | Self::ReturnPath
                | Self::Sender
                | Self::Subject
                | Self::To
        )
    }

    /// True for the fields outside the stamps in which programs speak of TLS.
    pub(crate) const fn is_marker(self) -> bool {
        matches!(
            self,
            Self::XAsspClientTls
                | Self::XAsspServerTls
                | Self::XBarracudaEncrypted
                | Self::XCloudSecurityConnect
                | Self::XLastTlsSessionVersion
                | Self::XPmTransferEncryption
                | Self::XSfdcTlsNoRelay
                | Self::XTls
                | Self::XXfinityMessageHeuristics
        )
    }
}

/// Names in lower case, shortest first.
const NAMES: [(&str, FieldName); 46] = [
    ("cc", FieldName::Cc),
    ("to", FieldName::To),
    ("bcc", FieldName::Bcc),
    ("date", FieldName::Date),
    ("from", FieldName::From),
    ("x-tls", FieldName::XTls),
    ("sender", FieldName::Sender),
    ("list-id", FieldName::ListId),
    ("subject", FieldName::Subject),
    ("arc-seal", FieldName::ArcSeal),
    ("received", FieldName::Received),
    ("reply-to", FieldName::ReplyTo),
    ("errors-to", FieldName::ErrorsTo),
    ("message-id", FieldName::MessageId),
    ("references", FieldName::References),
    ("feedback-id", FieldName::FeedbackId),
    ("in-reply-to", FieldName::InReplyTo),
    ("return-path", FieldName::ReturnPath),
    ("content-type", FieldName::ContentType),
    ("delivered-to", FieldName::DeliveredTo),
    ("mime-version", FieldName::MimeVersion),
    ("received-spf", FieldName::ReceivedSpf),
    ("tls-required", FieldName::TlsRequired),
    ("content-class", FieldName::ContentClass),
    ("dkim-signature", FieldName::DkimSignature),
    ("x-forwarded-to", FieldName::XForwardedTo),
    ("x-forwarded-for", FieldName::XForwardedFor),
    ("list-unsubscribe", FieldName::ListUnsubscribe),
    ("x-originating-ip", FieldName::XOriginatingIp),
    ("x-assp-client-tls", FieldName::XAsspClientTls),
    ("x-assp-server-tls", FieldName::XAsspServerTls),
    ("x-sfdc-tls-norelay", FieldName::XSfdcTlsNoRelay),
    ("x-eswmail-encrypted", FieldName::XEswmailEncrypted),
    ("arc-message-signature", FieldName::ArcMessageSignature),
    ("x-barracuda-encrypted", FieldName::XBarracudaEncrypted),
    ("x-pgp-encoding-format", FieldName::XPgpEncodingFormat),
    ("authentication-results", FieldName::AuthenticationResults),
    ("x-cloud-security-connect", FieldName::XCloudSecurityConnect),
    ("x-pm-transfer-encryption", FieldName::XPmTransferEncryption),
    ("content-transfer-encoding", FieldName::ContentTransferEncoding),
    ("x-incomingtopheadermarker", FieldName::XIncomingTopHeaderMarker),
    ("arc-authentication-results", FieldName::ArcAuthenticationResults),
    ("x-last-tls-session-version", FieldName::XLastTlsSessionVersion),
    ("x-me-authentication-results", FieldName::XMeAuthenticationResults),
    ("x-xfinity-message-heuristics", FieldName::XXfinityMessageHeuristics),
    // Behind all others, so that the last range has an end.
    ("", FieldName::Other),
];

/// Where in [`NAMES`] those of a length begin; those of the next length end them.
const BY_LENGTH: [u8; LONGEST + 2] = by_length();

const LONGEST: usize = 28;

#[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "reckoned when it is compiled")]
const fn by_length() -> [u8; LONGEST + 2] {
    let mut starts = [0; LONGEST + 2];
    let (mut length, mut at) = (0, 0);
    while length < LONGEST + 2 {
        while at + 1 < NAMES.len() && NAMES[at].0.len() < length {
            at += 1;
        }
        starts[length] = at as u8;
        length += 1;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_whatever_its_case() {
        assert!(NAMES[..45].is_sorted_by_key(|(known, _)| known.len()));
        assert_eq!(NAMES[44].0.len(), LONGEST);
        for (known, name) in &NAMES[..45] {
            assert_eq!(FieldName::of(known.as_bytes()), *name, "{known}");
            assert_eq!(FieldName::of(known.to_uppercase().as_bytes()), *name, "{known}");
        }
    }

    #[test]
    fn starts_and_unknown_names() {
        for (word, want) in [
            ("Resent-From", FieldName::Resent),
            ("resent-", FieldName::Resent),
            ("X-PostX-Use-Script", FieldName::XPostx),
            ("X-Received", FieldName::Other),
            ("Receive", FieldName::Other),
            ("Receivee", FieldName::Other),
            ("", FieldName::Other),
            ("x-some-field-with-a-very-long-name-indeed", FieldName::Other),
        ] {
            assert_eq!(FieldName::of(word.as_bytes()), want, "{word}");
        }
    }
}
