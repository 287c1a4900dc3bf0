//! How the content is protected, as the header section states it; and, for PGP inside a plain text, the body's first
//! line.
//!
//! Not here: the rest of the body. PGP that begins further down is seen only where a field tells of it.

/// Protection of the content from end to end, as the top-level `Content-Type` states it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ContentProtection {
    /// None stated.
    #[default]
    None,
    /// S/MIME, enveloped (RFC 8551 §3.3, §3.4).
    SmimeEncrypted,
    /// S/MIME, signed (RFC 8551 §3.5).
    SmimeSigned,
    /// S/MIME of a type that is not stated; the parameter is optional (RFC 8551 §3.2.2).
    SmimeUnstated,
    /// PGP/MIME, encrypted (RFC 3156 §4).
    PgpEncrypted,
    /// PGP/MIME, signed (RFC 3156 §5).
    PgpSigned,
    /// PGP in the text, encrypted, as the `Content-Type` says or the body's first line.
    PgpInlineEncrypted,
    /// PGP in the text, signed.
    PgpInlineSigned,
    /// PGP in the text; which of both is not stated.
    PgpInline,
    /// Microsoft rights management.
    RightsManaged,
}

impl ContentProtection {
    /// True where the content is stated to be encrypted, so that servers on the way cannot read it.
    pub(crate) const fn is_encrypted(self) -> bool {
        matches!(
            self,
            Self::SmimeEncrypted | Self::PgpEncrypted | Self::PgpInlineEncrypted | Self::RightsManaged
        )
    }

    /// The word in the report.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SmimeEncrypted => "smime-encrypted",
            Self::SmimeSigned => "smime-signed",
            Self::SmimeUnstated => "smime-unstated",
            Self::PgpEncrypted => "pgp-encrypted",
            Self::PgpSigned => "pgp-signed",
            Self::PgpInlineEncrypted => "pgp-inline-encrypted",
            Self::PgpInlineSigned => "pgp-inline-signed",
            Self::PgpInline => "pgp-inline",
            Self::RightsManaged => "rights-managed",
        }
    }
}

/// What a `Content-Type` states.
pub(super) fn of(kind: &mail_parser::ContentType) -> Option<ContentProtection> {
    let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
    let attribute = |name| kind.attribute(name).unwrap_or_default().to_ascii_lowercase();
    // `x-` forms come from before the registration.
    let plain = |text: &str| text.replace("/x-", "/");
    let full = plain(&format!("{}/{subtype}", kind.ctype().to_ascii_lowercase()));
    match full.as_str() {
        "application/pkcs7-mime" => match attribute("smime-type").as_str() {
            "enveloped-data" | "authenveloped-data" => Some(ContentProtection::SmimeEncrypted),
            "signed-data" => Some(ContentProtection::SmimeSigned),
            "" => Some(ContentProtection::SmimeUnstated),
            _ => None,
        },
        // Mutt marks the text parts that hold PGP (`x-action`); `application/pgp` comes from before RFC 3156.
        "text/plain" | "application/pgp" => match attribute("x-action").as_str() {
            "pgp-encrypted" | "encrypt" | "encryptsign" => Some(ContentProtection::PgpInlineEncrypted),
            "pgp-signed" | "sign" | "signclear" => Some(ContentProtection::PgpInlineSigned),
            _ if full == "application/pgp" => Some(ContentProtection::PgpInline),
            _ => None,
        },
        "multipart/signed" => match plain(&attribute("protocol")).as_str() {
            "application/pkcs7-signature" => Some(ContentProtection::SmimeSigned),
            "application/pgp-signature" => Some(ContentProtection::PgpSigned),
            _ => None,
        },
        "multipart/encrypted" => match attribute("protocol").as_str() {
            "application/pgp-encrypted" => Some(ContentProtection::PgpEncrypted),
            _ => None,
        },
        "application/microsoft-rpmsg-message" => Some(ContentProtection::RightsManaged),
        _ => None,
    }
}

/// What the first line of a body says that is no multipart: PGP in the text begins with a line of its own (RFC 9580
/// §6.2, §7).
pub(super) fn of_body(body: &[u8]) -> Option<ContentProtection> {
    let mut lines = body.split(|&b| b == b'\n' || b == b'\r').map(<[u8]>::trim_ascii);
    match lines.find(|line| !line.is_empty())? {
        b"-----BEGIN PGP MESSAGE-----" => Some(ContentProtection::PgpInlineEncrypted),
        b"-----BEGIN PGP SIGNED MESSAGE-----" => Some(ContentProtection::PgpInlineSigned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::input;
    use crate::limits::Limits;

    #[test]
    fn pgp_in_the_text_is_seen_where_the_body_begins_with_it() {
        let (sealed, signed) = ("-----BEGIN PGP MESSAGE-----", "-----BEGIN PGP SIGNED MESSAGE-----");
        for (message, want) in [
            (format!("A: b\n\n{sealed}\n\nhQEMA"), "pgp-inline-encrypted"),
            (format!("Content-Type: text/plain\r\n\r\n\r\n{sealed} \r\n"), "pgp-inline-encrypted"),
            (format!("A: b\n\n{signed}\nHash: SHA512\n"), "pgp-inline-signed"),
            // Quoted, further down, cut off, or text about it.
            (format!("A: b\n\n> {sealed}\n"), "none"),
            (format!("A: b\n\nHello,\n{sealed}\n"), "none"),
            (format!("A: b\n\n{}", &sealed[..20]), "none"),
            (format!("A: b\n\n{}{sealed}\n", "\n".repeat(300)), "none"),
            (format!("Subject: x\n{sealed}\n"), "none"),
            // What the field says comes first; of several parts the first is not the whole.
            (
                format!(
                    "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"\n\n{sealed}\n"
                ),
                "pgp-signed",
            ),
            (format!("Content-Type: multipart/mixed; boundary=x\n\n{sealed}\n"), "none"),
            (format!("Content-Type: text/html\n\n{sealed}\n"), "none"),
        ] {
            let found = crate::message::read(&input::read(message.as_bytes(), &Limits::default()));
            assert_eq!(found.content_protection.as_str(), want, "{message}");
        }
    }

    #[test]
    fn content_protection_comes_from_the_content_type() {
        for (kind, want) in [
            ("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "smime-encrypted"),
            ("application/x-pkcs7-mime;\n smime-type=\"authEnveloped-data\"", "smime-encrypted"),
            ("Application/PKCS7-MIME; SMIME-Type=Signed-Data", "smime-signed"),
            ("application/pkcs7-mime; name=smime.p7m", "smime-unstated"),
            ("application/pkcs7-mime; smime-type=certs-only", "none"),
            ("multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256", "smime-signed"),
            ("multipart/signed; protocol=\"application/x-pkcs7-signature\"", "smime-signed"),
            ("multipart/signed; micalg=pgp-sha512; protocol=\"application/pgp-signature\"", "pgp-signed"),
            ("multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x", "pgp-encrypted"),
            ("multipart/encrypted", "none"),
            ("application/x-microsoft-rpmsg-message", "rights-managed"),
            ("multipart/mixed; boundary=x\nContent-Class: rpmsg.message", "rights-managed"),
            ("text/plain; x=\"application/pgp-encrypted\"", "none"),
            ("text/plain; charset=us-ascii; x-action=pgp-encrypted", "pgp-inline-encrypted"),
            ("application/pgp; x-action=sign; format=text", "pgp-inline-signed"),
            ("text/plain\nX-PGP-Encoding-Format: Partitioned", "pgp-inline"),
            ("text/plain\nX-PGP-Encoding-Format: MIME", "none"),
        ] {
            let found = format!("Content-Type: {kind}\n");
            let found = crate::message::read(&input::read(found.as_bytes(), &Limits::default()));
            assert_eq!(found.content_protection.as_str(), want, "{kind}");
        }
    }
}
