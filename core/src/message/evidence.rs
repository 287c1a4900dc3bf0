//! What fields beside the stamps say of a session: whether TLS was used, which address connected, what a signature
//! covers and when it was made.
//!
//! Each is kept with its place among the stamps, because the place decides whether it counts. Not here: which stamp it
//! speaks of, and whether it fits. A field is the word of whoever could write at that place.

use super::lossy;
use super::results::{Item, Items};
use crate::address;
use crate::span::is_blank;
use crate::vocab::field_name::FieldName;
use crate::vocab::suite::Suite;
use crate::vocab::version::{TlsVersion, VersionLabel};
use std::net::IpAddr;

/// What one field says of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Its name as written.
    pub(crate) field: String,
    /// `Received` fields above it: the place.
    pub(crate) stamps_above: u32,
    /// Who wrote it, where the field says so: the authserv-id, the receiver. In lower case.
    pub(crate) writer: Option<String>,
    /// Another system passed it on under its own seal (RFC 8617): weaker than a field of the reader's own.
    pub(crate) passed_on: bool,
    pub(crate) says: Says,
}

/// The two facts that a stamp holds too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// The session's TLS.
    Tls(Session),
    /// The address that connected.
    Client(IpAddr),
}

/// A session's TLS, as far as a field tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Session {
    /// True where TLS was used, false where the field says that it was not.
    pub(crate) used: bool,
    pub(crate) version: Option<TlsVersion>,
    pub(crate) suite: Option<Suite>,
}

/// A signature over the header section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// Its name as written.
    pub(crate) field: String,
    /// `Received` fields above it.
    pub(crate) stamps_above: u32,
    /// `d=`, in lower case.
    pub(crate) domain: Option<String>,
    /// How often `h=` names `Received`: that many of the lowest stamps are covered (RFC 6376 §5.4.2).
    pub(crate) covers: u32,
    /// `t=`, seconds since 1970.
    pub(crate) time: Option<i64>,
}

/// `x-tls`, `sender IP is` and `iprev` of a field of results. Also the authserv-id.
pub(super) fn results(value: &[u8]) -> (Option<String>, Vec<Says>) {
    let mut found = Vec::new();
    let mut writer = None;
    let (mut part, mut method): (usize, &[u8]) = (0, b"");
    let mut session = Session::default();
    for item in Items::new(value) {
        match item {
            Item::Next => {
                close(&mut found, method, session);
                (part, method, session) = (part + 1, b"", Session::default());
            }
            // ARC's `i=1;` stands before the authserv-id.
            Item::Pair(b"i" | b"I", _) if writer.is_none() && part == 0 => {}
            Item::Word(word) if writer.is_none() && part <= 1 && method.is_empty() => {
                writer = Some(lossy(word).to_ascii_lowercase());
            }
            Item::Pair(key, result) if method.is_empty() => {
                method = key.split(|&byte| byte == b'/').next().unwrap_or_default();
                // The milter that writes it does so for sessions with TLS only.
                session.used = result.eq_ignore_ascii_case(b"pass") && is_tls(method);
            }
            Item::Pair(key, value) => property(method, key, value, &mut session, &mut found),
            Item::Comment(inside) if method.eq_ignore_ascii_case(b"spf") => {
                let said = inside.strip_prefix(b"sender IP is ");
                found.extend(said.and_then(first_address).map(Says::Client));
            }
            Item::Comment(_) | Item::Word(_) => {}
        }
    }
    close(&mut found, method, session);
    (writer, found)
}

fn close(found: &mut Vec<Says>, method: &[u8], session: Session) {
    if session.used && is_tls(method) {
        found.push(Says::Tls(session));
    }
}

/// `tls` was proposed in 2014 and never registered; `x-tls` is what is written.
fn is_tls(method: &[u8]) -> bool {
    method.eq_ignore_ascii_case(b"x-tls") || method.eq_ignore_ascii_case(b"tls")
}

fn property(method: &[u8], key: &[u8], value: &[u8], session: &mut Session, found: &mut Vec<Says>) {
    let is = |known: &str| key.eq_ignore_ascii_case(known.as_bytes());
    if is_tls(method) {
        if is("smtp.version") {
            session.version = TlsVersion::parse(value);
        } else if is("smtp.cipher") {
            session.suite = suite(value, session.version);
        }
    } else if method.eq_ignore_ascii_case(b"iprev") && (is("policy.iprev") || is("smtp.remote-ip")) {
        // RFC 8601 §2.7.3 has the first, the milter of the registered example the second.
        found.extend(first_address(value).map(Says::Client));
    }
}

/// `client-ip=` of `Received-SPF` (RFC 7208 §9.1).
pub(super) fn spf_client(value: &[u8]) -> Option<Says> {
    Items::new(value).find_map(|item| match item {
        Item::Pair(key, value) if key.eq_ignore_ascii_case(b"client-ip") => {
            first_address(value).map(Says::Client)
        }
        _ => None,
    })
}

/// What a field says that one program or service writes. The forms are those of samples; `yes`, `none` and `TLS=1` are
/// read only where that program writes them.
pub(super) fn marker(field: FieldName, value: &str) -> Vec<Says> {
    let plain = value.trim();
    let used = Says::Tls(Session { used: true, ..Session::default() });
    match field {
        FieldName::XAsspClientTls if plain.eq_ignore_ascii_case("yes") => vec![used],
        FieldName::XLastTlsSessionVersion | FieldName::XPmTransferEncryption => {
            let none = || plain.eq_ignore_ascii_case("none").then(Session::default);
            details(plain).or_else(none).map(Says::Tls).into_iter().collect()
        }
        FieldName::XBarracudaEncrypted | FieldName::XTls => {
            details(plain).map(Says::Tls).into_iter().collect()
        }
        FieldName::XXfinityMessageHeuristics | FieldName::XCloudSecurityConnect => {
            let said = |word: &str| match word.strip_prefix("IP=") {
                Some(ip) if field == FieldName::XCloudSecurityConnect => {
                    first_address(ip.as_bytes()).map(Says::Client)
                }
                _ => (word == "TLS=1").then_some(used),
            };
            plain.split([';', ',', ' ']).filter_map(said).collect()
        }
        _ => Vec::new(),
    }
}

/// Version and suite among the words of a text.
fn details(text: &str) -> Option<Session> {
    let mut session = Session { used: true, ..Session::default() };
    let words = || text.split([' ', ':', ',', ';', '(', ')']).filter(|word| !word.is_empty());
    session.version = words().find_map(|word| match VersionLabel::parse(word.as_bytes()) {
        Some(VersionLabel::Version(version)) => Some(version),
        _ => None,
    });
    session.suite = words().find_map(|word| suite(word.as_bytes(), session.version));
    (session.version.is_some() || session.suite.is_some()).then_some(session)
}

fn suite(word: &[u8], version: Option<TlsVersion>) -> Option<Suite> {
    // Short words are versions, numbers and words of a sentence.
    (word.len() >= 7).then(|| Suite::parse(word, version)).flatten().map(|parsed| parsed.suite)
}

/// The address at the start.
fn first_address(text: &[u8]) -> Option<IpAddr> {
    let end = text.iter().position(|&byte| is_blank(byte) || matches!(byte, b';' | b',' | b')'));
    address::parse(text.get(..end.unwrap_or(text.len()))?)
}

/// A DKIM or ARC signature: tags as RFC 6376 §3.2 lists them.
pub(super) fn signature(name: &[u8], value: &[u8], stamps_above: u32) -> Signature {
    let (mut domain, mut covers, mut time) = (None, 0_u32, None);
    for tag in value.split(|&byte| byte == b';') {
        let Some(equals) = tag.iter().position(|&byte| byte == b'=') else { continue };
        let (key, text) = (tag.get(..equals).unwrap_or_default(), tag.get(equals + 1..).unwrap_or_default());
        let (key, text) = (key.trim_ascii(), text.trim_ascii());
        match key {
            b"d" => domain = Some(lossy(text).to_ascii_lowercase()),
            b"t" => time = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()),
            b"h" => {
                let names = text.split(|&byte| byte == b':');
                let stamps = names.filter(|name| name.trim_ascii().eq_ignore_ascii_case(b"received")).count();
                covers = u32::try_from(stamps).unwrap_or(u32::MAX);
            }
            _ => {}
        }
    }
    Signature { field: lossy(name), stamps_above, domain, covers, time }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(says: &[Says]) -> Vec<String> {
        says.iter()
            .map(|says| match says {
                Says::Client(ip) => ip.to_string(),
                Says::Tls(session) => format!(
                    "{} {} {}",
                    session.used,
                    session.version.map_or("-", TlsVersion::as_str),
                    session.suite.map_or("-", Suite::iana)
                ),
            })
            .collect()
    }

    #[test]
    fn ok_results() {
        for (value, writer, want) in [
            (
                "mx6.example.com;\r\n    x-tls=pass smtp.version=TLSv1.3 smtp.cipher=TLS_AES_256_GCM_SHA384\r\n      \
                 smtp.bits=256/256;\r\n    x-vs=clean score=0",
                Some("mx6.example.com"),
                &["true TLS1.3 TLS_AES_256_GCM_SHA384"][..],
            ),
            ("mx; iprev=pass smtp.remote-ip=192.0.2.1 (a.example)", Some("mx"), &["192.0.2.1"]),
            ("mx; iprev=pass policy.iprev=\"2001:db8::1\"", Some("mx"), &["2001:db8::1"]),
            // Exchange Online has no authserv-id.
            (
                "spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=a.example; dkim=none (message not signed)",
                None,
                &["192.0.2.1"],
            ),
            (
                "i=1; MX.example; spf=pass (sender IP is 192.0.2.9) smtp.mailfrom=x",
                Some("mx.example"),
                &["192.0.2.9"],
            ),
            // What a sender chose is not read.
            ("mx; spf=pass smtp.mailfrom=\"(sender IP is 192.0.2.1)\"@a.example", Some("mx"), &[]),
            ("mx; dkim=pass header.i=\"x-tls=pass smtp.version=TLSv1.3\"", Some("mx"), &[]),
            ("mx; dkim=pass (sender IP is 192.0.2.1) header.d=x", Some("mx"), &[]),
            ("mx; x-tls=none smtp.version=TLSv1.3", Some("mx"), &[]),
            ("mx 1; none", Some("mx"), &[]),
            ("", None, &[]),
        ] {
            let (found_writer, found) = results(value.as_bytes());
            assert_eq!(found_writer.as_deref(), writer, "{value}");
            assert_eq!(say(&found), want, "{value}");
        }
    }

    #[test]
    fn ok_spf_client() {
        for (value, want) in [
            (
                "Pass (mx: domain of a designates 192.0.2.7) receiver=mx; client-ip=192.0.2.1; helo=h; pr=C",
                Some("192.0.2.1"),
            ),
            ("pass (x) client-ip=2001:db8::1;", Some("2001:db8::1")),
            ("pass (client-ip=192.0.2.1) envelope-from=\"client-ip=192.0.2.2\"@x;", None),
        ] {
            let found = spf_client(value.as_bytes()).into_iter().collect::<Vec<_>>();
            assert_eq!(say(&found), want.into_iter().collect::<Vec<_>>(), "{value}");
        }
    }

    #[test]
    fn ok_markers() {
        for (name, value, want) in [
            ("X-Last-TLS-Session-Version", "TLSv1.3", &["true TLS1.3 -"][..]),
            ("X-Last-TLS-Session-Version", "None", &["false - -"]),
            ("X-Pm-Transfer-Encryption", "none", &["false - -"]),
            (
                "X-Pm-Transfer-Encryption",
                "TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)",
                &["true TLS1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"],
            ),
            (
                "X-Barracuda-Encrypted",
                "ECDHE-RSA-AES256-SHA384",
                &["true - TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"],
            ),
            (
                "X-TLS",
                "TLS1.2:ECDHE-RSA-AES128-GCM-SHA256:128",
                &["true TLS1.2 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"],
            ),
            ("X-Assp-Client-TLS", "yes", &["true - -"]),
            ("X-Assp-Server-TLS", "yes", &[]),
            ("X-Xfinity-Message-Heuristics", "IPv6:N;TLS=1;SPF=1;DMARC=", &["true - -"]),
            ("X-Xfinity-Message-Heuristics", "IPv6:N;TLS=;SPF=1", &[]),
            (
                "X-cloud-security-connect",
                "a.example[192.0.2.1], TLS=1, IP=192.0.2.1",
                &["true - -", "192.0.2.1"],
            ),
            ("X-SFDC-TLS-NoRelay", "1", &[]),
            ("X-TLS", "", &[]),
        ] {
            assert_eq!(say(&marker(FieldName::of(name.as_bytes()), value)), want, "{name}: {value}");
        }
    }

    #[test]
    fn ok_signatures() {
        let found = signature(
            b"DKIM-Signature",
            b"v=1; a=rsa-sha256; d=A.example; t=1764000000;\r\n h=from : Received:to:\r\n received:x-received; bh=a=",
            2,
        );
        assert_eq!(
            (found.domain.as_deref(), found.covers, found.time),
            (Some("a.example"), 2, Some(1_764_000_000))
        );
        assert_eq!(found.stamps_above, 2);
        let found = signature(b"arc-seal", b"i=1; t = 12x; cv=none", 0);
        assert_eq!((found.domain, found.covers, found.time), (None, 0, None));
    }
}
