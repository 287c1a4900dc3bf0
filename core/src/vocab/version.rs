//! TLS versions, in every spelling that writers print.
//!
//! Not here: whether a printed version can be believed. Some writers print the release that introduced the suite.

use std::fmt;

/// A version of SSL or TLS, oldest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum TlsVersion {
    /// SSL 2.0, prohibited by RFC 6176.
    Ssl2,
    /// SSL 3.0, prohibited by RFC 7568.
    Ssl3,
    /// TLS 1.0, retired by RFC 8996.
    Tls10,
    /// TLS 1.1, retired by RFC 8996.
    Tls11,
    /// TLS 1.2, RFC 5246.
    Tls12,
    /// TLS 1.3, RFC 8446.
    Tls13,
}

impl TlsVersion {
    /// Reads any spelling that names one version.
    pub fn parse(word: &[u8]) -> Option<Self> {
        VersionLabel::parse(word)?.version()
    }

    /// The form used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ssl2 => "SSLv2",
            Self::Ssl3 => "SSLv3",
            Self::Tls10 => "TLS1.0",
            Self::Tls11 => "TLS1.1",
            Self::Tls12 => "TLS1.2",
            Self::Tls13 => "TLS1.3",
        }
    }

    /// The form that people write.
    pub const fn spoken(self) -> &'static str {
        match self {
            Self::Ssl2 => "SSLv2",
            Self::Ssl3 => "SSLv3",
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
            Self::Tls12 => "TLS 1.2",
            Self::Tls13 => "TLS 1.3",
        }
    }
}

impl fmt::Display for TlsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a word in the place of a version says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum VersionLabel {
    /// One version.
    Version(TlsVersion),
    /// `TLSv1/SSLv3`: OpenSSL's label for a family of suites, printed for every session from SSL 3.0 to TLS 1.2.
    FamilyLabel,
    /// `UNKNOWN`: Exim 4.72 to 4.77 printed it for the versions it had no name for, 1.1 and 1.2.
    Unknown,
    /// `TLS` or `SSL` alone.
    Unversioned,
}

impl VersionLabel {
    /// Reads a whole word; `None` where it is anything else, such as a suite that begins with `TLS_`.
    pub fn parse(word: &[u8]) -> Option<Self> {
        // Nearly all of mail, without a detour.
        if let [b'T', b'L', b'S', b'v', b'1', b'.', minor] | [b'T', b'L', b'S', b'1', b'.' | b'_', minor] =
            word
        {
            return tls1(*minor).map(Self::Version);
        }
        // Longest: `TLSv1/SSLv3`.
        if word.len() > 11 {
            return None;
        }
        let (head, rest) = word.split_first_chunk::<3>()?;
        match [head[0] | 0x20, head[1] | 0x20, head[2] | 0x20] {
            // .NET names the enumeration `Tls` for 1.0, beside `Tls11`; all others mean the family by a bare word.
            _ if rest.is_empty() && head == b"Tls" => Some(Self::Version(TlsVersion::Tls10)),
            // .NET again, where the value was printed with its type: `TLS\Tls12`.
            [b't', b'l', b's'] => match rest {
                [b'\\', inner @ ..] => dot_net(inner).map(Self::Version),
                _ => tls(rest),
            },
            [b's', b's', b'l'] => ssl(rest),
            [b'u', b'n', b'k'] if rest.eq_ignore_ascii_case(b"nown") => Some(Self::Unknown),
            _ => None,
        }
    }

    /// The version, where there is one.
    pub const fn version(self) -> Option<TlsVersion> {
        match self {
            Self::Version(version) => Some(version),
            _ => None,
        }
    }
}

/// What follows `TLS`: an optional `v` or `-`, then the number.
fn tls(rest: &[u8]) -> Option<VersionLabel> {
    let number = match rest {
        [] => return Some(VersionLabel::Unversioned),
        [b'v' | b'V' | b'-', number @ ..] => number,
        _ => rest,
    };
    let minor = match number {
        [b'1'] => b'0',
        [b'1', b'.' | b'_', minor] | [b'1', minor] => *minor,
        _ if number.eq_ignore_ascii_case(b"1/SSLv3") => return Some(VersionLabel::FamilyLabel),
        _ => return None,
    };
    tls1(minor).map(VersionLabel::Version)
}

fn tls1(minor: u8) -> Option<TlsVersion> {
    Some(match minor {
        b'0' => TlsVersion::Tls10,
        b'1' => TlsVersion::Tls11,
        b'2' => TlsVersion::Tls12,
        b'3' => TlsVersion::Tls13,
        _ => return None,
    })
}

/// What follows `SSL`. `GnuTLS` writes `SSL3.0`.
fn ssl(rest: &[u8]) -> Option<VersionLabel> {
    let number = match rest {
        [] => return Some(VersionLabel::Unversioned),
        [b'v' | b'V' | b'-', number @ ..] => number,
        _ => rest,
    };
    match number {
        [b'3'] | [b'3', b'.' | b'_', b'0'] => Some(VersionLabel::Version(TlsVersion::Ssl3)),
        [b'2'] | [b'2', b'.' | b'_', b'0'] => Some(VersionLabel::Version(TlsVersion::Ssl2)),
        _ => None,
    }
}

fn dot_net(word: &[u8]) -> Option<TlsVersion> {
    Some(match word {
        b"Tls" => TlsVersion::Tls10,
        b"Tls11" => TlsVersion::Tls11,
        b"Tls12" => TlsVersion::Tls12,
        b"Tls13" => TlsVersion::Tls13,
        b"Ssl3" => TlsVersion::Ssl3,
        b"Ssl2" => TlsVersion::Ssl2,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use TlsVersion::{Ssl2, Ssl3, Tls10, Tls11, Tls12, Tls13};

    #[test]
    fn ok_every_spelling() {
        let rows: &[(TlsVersion, &str)] = &[
            (Tls13, "TLSv1.3 TLS1.3 TLS-1.3 TLS1_3 TLSv1_3 Tls13 TLS\\Tls13 tlsv1.3 TLS13"),
            (Tls12, "TLSv1.2 TLS1.2 TLS-1.2 TLS1_2 TLSv1_2 Tls12 TLS\\Tls12 TLS12"),
            (Tls11, "TLSv1.1 TLS1.1 TLS-1.1 TLS1_1 TLSv1_1 Tls11 TLS\\Tls11"),
            (Tls10, "TLSv1 TLS1 TLS1.0 TLS-1.0 TLS1_0 Tls TLS\\Tls TLSv1.0"),
            (Ssl3, "SSLv3 SSL3 SSL3.0 SSL-3.0 Ssl3 TLS\\Ssl3"),
            (Ssl2, "SSLv2 SSL2"),
        ];
        for (version, spellings) in rows {
            for word in spellings.split(' ') {
                assert_eq!(TlsVersion::parse(word.as_bytes()), Some(*version), "{word}");
            }
        }
    }

    #[test]
    fn ok_labels_without_a_version() {
        for (word, label) in [
            ("TLSv1/SSLv3", VersionLabel::FamilyLabel),
            ("UNKNOWN", VersionLabel::Unknown),
            ("TLS", VersionLabel::Unversioned),
            ("tls", VersionLabel::Unversioned),
            ("SSL", VersionLabel::Unversioned),
        ] {
            assert_eq!(VersionLabel::parse(word.as_bytes()), Some(label), "{word}");
            assert_eq!(label.version(), None);
        }
    }

    #[test]
    fn err_words_that_only_look_like_a_version() {
        for word in [
            "",
            "T",
            "TL",
            "TLS_AES_256_GCM_SHA384",
            "TLS_",
            "tls12.example.net",
            "xtls1.3q",
            "xTLS1.3",
            "SSLv3x",
            "TLS1.4",
            "TLSv2",
            "TLSv1.",
            "TLS1.30",
            "TLSv1/SSLv3x",
            "TLSv1/SSLv2",
            "SSLv4",
            "SSLv23",
            "TLS\\Tls1",
            "TLS\\",
            "UNKNOWNS",
            "TLS13_AES_256_GCM_SHA384",
            "\u{14}LSv1",
            "TLS--1.0",
            "1.3",
        ] {
            assert_eq!(VersionLabel::parse(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn the_printed_form_is_read_back_and_ordered() {
        let all = [Ssl2, Ssl3, Tls10, Tls11, Tls12, Tls13];
        for version in all {
            assert_eq!(TlsVersion::parse(version.to_string().as_bytes()), Some(version));
        }
        assert!(all.is_sorted());
    }
}
