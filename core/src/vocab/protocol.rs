//! The words after `with` and `via`: the registered ones, and what is known of the others.
//!
//! Not here: what a word proves. `SMTP` says that the greeting was HELO, and HELO words cannot carry the `S`; a
//! dialect knows whether its writer has another place to tell.

use super::words::WordMap;

/// A registered WITH protocol type (RFC 5321 §4.4, RFC 3848, RFC 6531 §4.3, RFC 4356).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant is the registered word")]
pub enum Keyword {
    Smtp,
    Esmtp,
    Esmtpa,
    Esmtps,
    Esmtpsa,
    Lmtp,
    Lmtpa,
    Lmtps,
    Lmtpsa,
    Mms,
    Utf8Smtp,
    Utf8Smtpa,
    Utf8Smtps,
    Utf8Smtpsa,
    Utf8Lmtp,
    Utf8Lmtpa,
    Utf8Lmtps,
    Utf8Lmtpsa,
}

impl Keyword {
    /// Reads a whole word, in any case.
    pub fn parse(word: &[u8]) -> Option<Self> {
        match TABLE.get(word)?.kind {
            WordKind::Registered(keyword) => Some(keyword),
            _ => None,
        }
    }

    /// The registered spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Smtp => "SMTP",
            Self::Esmtp => "ESMTP",
            Self::Esmtpa => "ESMTPA",
            Self::Esmtps => "ESMTPS",
            Self::Esmtpsa => "ESMTPSA",
            Self::Lmtp => "LMTP",
            Self::Lmtpa => "LMTPA",
            Self::Lmtps => "LMTPS",
            Self::Lmtpsa => "LMTPSA",
            Self::Mms => "MMS",
            Self::Utf8Smtp => "UTF8SMTP",
            Self::Utf8Smtpa => "UTF8SMTPA",
            Self::Utf8Smtps => "UTF8SMTPS",
            Self::Utf8Smtpsa => "UTF8SMTPSA",
            Self::Utf8Lmtp => "UTF8LMTP",
            Self::Utf8Lmtpa => "UTF8LMTPA",
            Self::Utf8Lmtps => "UTF8LMTPS",
            Self::Utf8Lmtpsa => "UTF8LMTPSA",
        }
    }

    /// True where the word states TLS: the `S` of RFC 3848.
    pub const fn tls(self) -> bool {
        matches!(
            self,
            Self::Esmtps
                | Self::Esmtpsa
                | Self::Lmtps
                | Self::Lmtpsa
                | Self::Utf8Smtps
                | Self::Utf8Smtpsa
                | Self::Utf8Lmtps
                | Self::Utf8Lmtpsa
        )
    }

    /// True where the word states SMTP AUTH: the `A` of RFC 3848.
    pub const fn auth(self) -> bool {
        matches!(
            self,
            Self::Esmtpa
                | Self::Esmtpsa
                | Self::Lmtpa
                | Self::Lmtpsa
                | Self::Utf8Smtpa
                | Self::Utf8Smtpsa
                | Self::Utf8Lmtpa
                | Self::Utf8Lmtpsa
        )
    }

    /// True for `SMTP`, the word of a HELO session: the registry has no form of it with `S` or `A`.
    pub const fn is_helo(self) -> bool {
        matches!(self, Self::Smtp)
    }

    /// True for delivery by LMTP (RFC 2033).
    pub const fn is_lmtp(self) -> bool {
        matches!(
            self,
            Self::Lmtp
                | Self::Lmtpa
                | Self::Lmtps
                | Self::Lmtpsa
                | Self::Utf8Lmtp
                | Self::Utf8Lmtpa
                | Self::Utf8Lmtps
                | Self::Utf8Lmtpsa
        )
    }

    /// True where the sender used SMTPUTF8 (RFC 6531).
    pub const fn is_utf8(self) -> bool {
        matches!(
            self,
            Self::Utf8Smtp
                | Self::Utf8Smtpa
                | Self::Utf8Smtps
                | Self::Utf8Smtpsa
                | Self::Utf8Lmtp
                | Self::Utf8Lmtpa
                | Self::Utf8Lmtps
                | Self::Utf8Lmtpsa
        )
    }
}

impl std::fmt::Display for Keyword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A registered VIA link type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Link {
    /// From the grammar of RFC 5321 §4.4.
    Tcp,
    /// The one registered addition.
    Uucp,
}

impl Link {
    /// Reads a whole word, in any case.
    pub fn parse(word: &[u8]) -> Option<Self> {
        if word.eq_ignore_ascii_case(b"TCP") {
            Some(Self::Tcp)
        } else {
            word.eq_ignore_ascii_case(b"UUCP").then_some(Self::Uucp)
        }
    }

    /// The registered spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Uucp => "UUCP",
        }
    }
}

/// What sort of word stands after `with`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum WordKind {
    /// In the registry.
    Registered(Keyword),
    /// SMTP or LMTP by an unregistered word made of the registered parts: `SMTPS`, `UTF8ESMTPS`, `ESMTP-TLS`.
    Smtp,
    /// A web page or an API took the message; TLS there is not mail transport.
    Http,
    /// A mailbox store handed the message on.
    Store,
    /// A process on the same host: pick-up, pipe, rule, batch file.
    Local,
    /// A word of one operator or program between its own hosts, or one that tells no transport.
    Private,
    /// A client fetched the message from a mailbox.
    Fetch,
    /// Not in our tables.
    Unknown,
}

/// What a word after `with` says by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "independent letters of one word")]
pub struct WithWord {
    /// The sort of word.
    pub kind: WordKind,
    /// It states TLS for the transport of this hop. False for `HTTPS`.
    pub tls: bool,
    /// It states SMTP AUTH.
    pub auth: bool,
    /// The session was greeted with HELO. Where `tls` is false too, the word could not have told.
    pub helo: bool,
    /// LMTP.
    pub lmtp: bool,
}

impl WithWord {
    /// Reads one whole word after `with`. Phrases of several words are for the dialects.
    pub fn classify(word: &[u8]) -> Self {
        if let Some(known) = TABLE.get(word) {
            return *known;
        }
        if let Some(form) = Form::parse(word) {
            return form.word(WordKind::Smtp);
        }
        // Exim: `local-esmtp`, `local-smtp`, for messages handed in by `-bs` and `-bS`.
        if let Some((prefix, rest)) = word.split_first_chunk::<6>()
            && prefix.eq_ignore_ascii_case(b"local-")
        {
            return Form::parse(rest).map_or(Self::plain(WordKind::Local), |form| form.word(WordKind::Local));
        }
        // IronPort: `ESMTP/TLS/DHE-RSA-AES256-GCM-SHA384`. CommuniGate: `ESMTP-TLS`.
        if let Some(at) = word.iter().position(|&byte| matches!(byte, b'/' | b'-'))
            && let Some((head, [separator, rest @ ..])) = word.split_at_checked(at)
        {
            if let Some(form) = Form::parse(head) {
                let said = match rest.split_first_chunk::<3>() {
                    Some((said, [])) => said,
                    Some((said, [b'/', ..])) if *separator == b'/' => said,
                    _ => return Self::plain(WordKind::Unknown),
                };
                if said.eq_ignore_ascii_case(b"TLS") || said.eq_ignore_ascii_case(b"SSL") {
                    return Self { tls: true, ..form.word(WordKind::Smtp) };
                }
            }
            // `HTTP/1.1`.
            if *separator == b'/' && head.eq_ignore_ascii_case(b"HTTP") {
                return Self::plain(WordKind::Http);
            }
        }
        Self::plain(WordKind::Unknown)
    }

    const fn registered(keyword: Keyword) -> Self {
        let (tls, auth) = (keyword.tls(), keyword.auth());
        Self {
            kind: WordKind::Registered(keyword),
            tls,
            auth,
            helo: keyword.is_helo(),
            lmtp: keyword.is_lmtp(),
        }
    }

    const fn plain(kind: WordKind) -> Self {
        Self { kind, tls: false, auth: false, helo: false, lmtp: false }
    }
}

/// The parts of a word built like `UTF8ESMTPSA`.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent letters of one word")]
struct Form {
    utf8: bool,
    extended: bool,
    lmtp: bool,
    tls: bool,
    auth: bool,
}

impl Form {
    fn parse(word: &[u8]) -> Option<Self> {
        let (utf8, rest) = match word {
            [b'U' | b'u', b'T' | b't', b'F' | b'f', b'8', rest @ ..] => (true, rest),
            _ => (false, word),
        };
        let (extended, rest) = match rest {
            [b'E' | b'e', rest @ ..] => (true, rest),
            _ => (false, rest),
        };
        // Exim 4.99 with the log selector `tls_on_connect` puts the `s` first: `essmtp`, `ssmtp`.
        let (leading_s, rest) = match rest {
            [b'S' | b's', rest @ ..] if matches!(rest, [b'S' | b's', ..]) => (true, rest),
            _ => (false, rest),
        };
        let (base, suffix) = rest.split_first_chunk::<4>()?;
        let lmtp = match base.map(|byte| byte | 0x20) {
            [b's', b'm', b't', b'p'] => false,
            [b'l', b'm', b't', b'p'] => true,
            _ => return None,
        };
        let (tls, auth) = match suffix {
            [] => (leading_s, false),
            [b'S' | b's'] if !leading_s => (true, false),
            [b'A' | b'a'] => (leading_s, true),
            [b'S' | b's', b'A' | b'a'] if !leading_s => (true, true),
            _ => return None,
        };
        Some(Self { utf8, extended, lmtp, tls, auth })
    }

    const fn word(self, kind: WordKind) -> WithWord {
        let helo = !self.extended && !self.utf8 && !self.lmtp;
        WithWord { kind, tls: self.tls, auth: self.auth, helo, lmtp: self.lmtp }
    }
}

const HTTP: WithWord = WithWord::plain(WordKind::Http);
const STORE: WithWord = WithWord::plain(WordKind::Store);
const LOCAL: WithWord = WithWord::plain(WordKind::Local);
const PRIVATE: WithWord = WithWord::plain(WordKind::Private);
const FETCH: WithWord = WithWord::plain(WordKind::Fetch);

/// The registry, then unregistered words seen in public stamps, with the writer where it is one.
static TABLE: WordMap<WithWord, 59, 256> = WordMap::new(&[
    registered(Keyword::Smtp),
    registered(Keyword::Esmtp),
    registered(Keyword::Esmtpa),
    registered(Keyword::Esmtps),
    registered(Keyword::Esmtpsa),
    registered(Keyword::Lmtp),
    registered(Keyword::Lmtpa),
    registered(Keyword::Lmtps),
    registered(Keyword::Lmtpsa),
    registered(Keyword::Mms),
    registered(Keyword::Utf8Smtp),
    registered(Keyword::Utf8Smtpa),
    registered(Keyword::Utf8Smtps),
    registered(Keyword::Utf8Smtpsa),
    registered(Keyword::Utf8Lmtp),
    registered(Keyword::Utf8Lmtpa),
    registered(Keyword::Utf8Lmtps),
    registered(Keyword::Utf8Lmtpsa),
    ("HTTP", HTTP),
    ("HTTPS", HTTP),
    // Gmail's API.
    ("HTTPREST", HTTP),
    // Momentum's API.
    ("REST", HTTP),
    ("HTTPU", HTTP),
    // CommuniGate Pro: WebDAV and its own client protocol.
    ("DAV", HTTP),
    ("XIMSS", HTTP),
    // Exchange's store; Zmail.
    ("MAPI", STORE),
    ("local", LOCAL),
    ("internal", LOCAL),
    ("spool", LOCAL),
    // CommuniGate Pro.
    ("PIPE", LOCAL),
    ("RULE", LOCAL),
    ("BSMTP", LOCAL),
    ("rmail", LOCAL),
    ("UUCP", PRIVATE),
    ("dsn", LOCAL),
    ("POP3", FETCH),
    ("IMAP", FETCH),
    // getmail.
    ("IMAP4", FETCH),
    ("SDPS", FETCH),
    ("IMAP4-SSL", WithWord { tls: true, ..FETCH }),
    ("POP3-SSL", WithWord { tls: true, ..FETCH }),
    ("IMAP-SSL", WithWord { tls: true, ..FETCH }),
    // Exim before 4.43: authenticated, TLS untold. Merak writes it too, and so do forgers.
    ("asmtp", WithWord { auth: true, ..PRIVATE }),
    // Yahoo.
    ("NNFMP", PRIVATE),
    // qmail and Postfix; neither has TLS.
    ("QMQP", PRIVATE),
    ("QMTP", PRIVATE),
    ("NJE", PRIVATE),
    ("ME", PRIVATE),
    ("bizsmtp", PRIVATE),
    ("comcast", PRIVATE),
    ("cmgate", PRIVATE),
    ("ngmta", PRIVATE),
    // Momentum.
    ("ECSTREAM", PRIVATE),
    ("UNKNOWN", PRIVATE),
    ("Thrift", PRIVATE),
    ("FQDP", PRIVATE),
    // Exchange.
    ("ShadowRedundancy", PRIVATE),
    ("MailboxResubmission", PRIVATE),
    ("TransportReplication", PRIVATE),
]);

const fn registered(keyword: Keyword) -> (&'static str, WithWord) {
    (keyword.as_str(), WithWord::registered(keyword))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Word, TLS, authenticated: RFC 5321, RFC 3848, RFC 6531, RFC 4356.
    const REGISTRY: &[(&str, bool, bool)] = &[
        ("SMTP", false, false),
        ("ESMTP", false, false),
        ("ESMTPA", false, true),
        ("ESMTPS", true, false),
        ("ESMTPSA", true, true),
        ("LMTP", false, false),
        ("LMTPA", false, true),
        ("LMTPS", true, false),
        ("LMTPSA", true, true),
        ("MMS", false, false),
        ("UTF8SMTP", false, false),
        ("UTF8SMTPA", false, true),
        ("UTF8SMTPS", true, false),
        ("UTF8SMTPSA", true, true),
        ("UTF8LMTP", false, false),
        ("UTF8LMTPA", false, true),
        ("UTF8LMTPS", true, false),
        ("UTF8LMTPSA", true, true),
    ];

    #[test]
    fn ok_the_registry_in_any_case() {
        for &(word, tls, auth) in REGISTRY {
            for spelling in [word.to_owned(), word.to_lowercase()] {
                let keyword = Keyword::parse(spelling.as_bytes()).expect(word);
                assert_eq!((keyword.as_str(), keyword.tls(), keyword.auth()), (word, tls, auth));
                assert_eq!(keyword.is_utf8(), word.starts_with("UTF8"), "{word}");
                assert_eq!(keyword.is_lmtp(), word.contains("LMTP"), "{word}");
                assert_eq!(keyword.is_helo(), word == "SMTP", "{word}");
                let said = WithWord::classify(spelling.as_bytes());
                assert_eq!((said.kind, said.tls, said.auth), (WordKind::Registered(keyword), tls, auth));
                assert_eq!((said.helo, said.lmtp), (keyword.is_helo(), keyword.is_lmtp()), "{word}");
            }
        }
    }

    #[test]
    fn err_words_outside_the_registry() {
        for word in [
            "",
            "S",
            "SMTPS",
            "SMTPA",
            "SMTPSA",
            "SMTPSVC",
            "ESMTPX",
            "ESMTPSAS",
            "ESMTPAS",
            "UTF8ESMTPS",
            "ELMTP",
            "UTF8",
            "EESMTP",
            "ESMTPS/TLS",
            "xESMTPS",
            "MMSX",
            "ESSMTP",
            "HTTP",
            "TCP",
        ] {
            assert_eq!(Keyword::parse(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn ok_unregistered_words() {
        // Kind, TLS, authenticated, HELO, words.
        let rows: &[(WordKind, bool, bool, bool, &str)] = &[
            (WordKind::Smtp, true, false, true, "SMTPS SMTPs smtps ssmtp SMTP-TLS SMTP/TLS"),
            (WordKind::Smtp, true, true, true, "SMTPSA smtpsa"),
            (WordKind::Smtp, true, false, false, "UTF8ESMTPS utf8esmtps essmtp ESMTP-TLS ESMTP/TLS"),
            (WordKind::Smtp, true, false, false, "ESMTP/TLS/DHE-RSA-AES256-GCM-SHA384 ESMTP/TLS/AES256-SHA"),
            (WordKind::Smtp, true, true, false, "utf8esmtpsa UTF8ESMTPSA essmtpa"),
            (WordKind::Smtp, false, false, false, "UTF8ESMTP utf8esmtp"),
            (
                WordKind::Http,
                false,
                false,
                false,
                "HTTP HTTPS http https HTTPREST REST DAV XIMSS HTTPU HTTP/1.1",
            ),
            (WordKind::Store, false, false, false, "mapi MAPI"),
            (WordKind::Local, false, false, false, "local LOCAL internal spool PIPE RULE BSMTP rmail dsn"),
            (WordKind::Local, false, false, false, "local-esmtp local-bsmtp local-rmail"),
            (WordKind::Local, false, false, true, "local-smtp"),
            (WordKind::Local, true, false, false, "local-esmtps"),
            (
                WordKind::Private,
                false,
                false,
                false,
                "NNFMP QMQP QMTP UUCP ME bizsmtp comcast cmgate ngmta ECSTREAM",
            ),
            (
                WordKind::Private,
                false,
                false,
                false,
                "UNKNOWN Thrift FQDP ShadowRedundancy MailboxResubmission TransportReplication NJE",
            ),
            (WordKind::Private, false, true, false, "asmtp ASMTP"),
            (WordKind::Fetch, false, false, false, "POP3 IMAP IMAP4 SDPS"),
            (WordKind::Fetch, true, false, false, "POP3-SSL IMAP-SSL IMAP4-SSL"),
            (WordKind::Unknown, false, false, false, "SMTPSVC SpamAssassin xxxx MailMarshal TLS"),
            (
                WordKind::Unknown,
                false,
                false,
                false,
                "ESMTP-PLAIN ESMTP/TLSX ESMTP/ ESMTP-TLS/x tls12 ESMTPS:",
            ),
        ];
        for &(kind, tls, auth, helo, words) in rows {
            for word in words.split(' ') {
                let expected = WithWord { kind, tls, auth, helo, lmtp: false };
                assert_eq!(WithWord::classify(word.as_bytes()), expected, "{word}");
            }
        }
    }

    #[test]
    fn ok_links() {
        for (word, link) in
            [("TCP", Some(Link::Tcp)), ("tcp", Some(Link::Tcp)), ("UUCP", Some(Link::Uucp)), ("HTTP", None)]
        {
            assert_eq!(Link::parse(word.as_bytes()), link, "{word}");
            assert!(link.is_none_or(|link| link.as_str().eq_ignore_ascii_case(word)));
        }
    }
}
