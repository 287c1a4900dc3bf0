//! The from clause: the name given, the name looked up, the address seen, and the comments about the session that
//! stand behind them.
//!
//! The TCP-info is the *last* comment that holds an address. Whatever stands before it is text that the client chose:
//! apart from the `HELO` comment of the qmail shape it is not read, and no TLS text is looked for there.

use super::{FirstName, Reading, Slots};
use crate::address::{self, Literal};
use crate::clause::{Class, Kind, Token};
use crate::scan;
use crate::span::{Span, is_blank};

/// Words that stand where a name could not be had.
const NO_NAME: [&[u8]; 11] = [
    b"from",
    b"unknown",
    b"<unknown>",
    b"unverified",
    b"UnknownHost",
    b"Unknown_Domain",
    b"Verified",
    b"null",
    b"UNAVAILABLE",
    b"not",
    // The look-up failed for now (Courier).
    b"softdnserr",
];
const LONGEST_NO_NAME: usize = 14;

/// What a TCP-info tells.
#[derive(Default)]
struct Info {
    literal: Option<Literal>,
    name: Option<Span>,
    helo: Option<Span>,
    /// `[local]`, `[UNIX: localhost]`, `[unix socket]`: no network.
    socket: bool,
}

impl Reading<'_> {
    pub(super) fn sender_part(&mut self, first_name: FirstName) {
        let range = self.clauses.from;
        if range.is_empty() {
            return;
        }
        let host = self.host(range.start as usize);
        // `from R (HELO H) [IP]` too
        let behind = range.start as usize + 1;
        let helo_between = self.tokens.get(behind).is_some_and(|t| t.class == Class::Helo);
        let second = self.second_literal(behind + usize::from(helo_between));
        let info_at = range.iter().rev().find(|&i| self.is_tcp_info(i));
        let mut helo = None;
        let mut helo_at = None;
        for i in range.iter() {
            let Some(token) = self.tokens.get(i) else { break };
            match token.class {
                // `name (HELO h) (ip)` and `name (ip) (HELO h)`; a HELO comment further back is text of the client's.
                Class::Helo if helo.is_none() && (info_at.is_none_or(|at| i + 1 >= at)) => {
                    helo = self.words(token.inner()).nth(1);
                    helo_at = Some(i);
                    self.take(i);
                }
                Class::Named => {
                    let info = self.named(token.inner());
                    helo = helo.or(info.helo);
                    self.take(i);
                }
                _ => {}
            }
        }
        let info = info_at.map(|at| {
            self.take(at);
            self.tcp_info(at)
        });
        if let Some(literal) = second
            && info.as_ref().is_none_or(|i| i.literal.is_none())
        {
            self.set_ip(literal);
        }
        self.names(first_name, host, helo, info.as_ref());
        if helo_at.is_some() && helo.is_none() {
            // `(HELO )`: the client gave none.
            self.facts.helo = None;
        }
        let first = range.start as usize + usize::from(host.is_some());
        let evidence_from = info_at.max(helo_at).map_or(first, |at| at + 1);
        // Without an address seen by the writer there is no telling where the client's text ends.
        if info_at.is_some() || self.facts.ip.is_some() || first_name == FirstName::Other {
            self.comments(evidence_from..range.end as usize, Slots::FROM);
        } else {
            for i in evidence_from..range.end as usize {
                if self.tokens.get(i).is_some_and(|t| matches!(t.class, Class::Auth | Class::Envelope)) {
                    self.comment(i, Slots::NONE);
                }
            }
        }
    }

    /// Reads the comment at token `at`, which stands outside of the from clause, as a TCP-info: the address alone. Or
    /// the address literal there.
    pub(crate) fn peer(&mut self, at: usize) {
        if let Some(literal) = self.second_literal(at).or_else(|| self.tcp_info(at).literal) {
            self.set_ip(literal);
            self.take(at);
        }
    }

    /// The first token of the clause, where it is a name or an address.
    fn host(&mut self, at: usize) -> Option<Span> {
        let token = self.tokens.get_mut(at)?;
        match token.kind {
            Kind::Word | Kind::Literal | Kind::Quoted | Kind::Angle => {
                token.taken = true;
                Some(token.span)
            }
            _ => None,
        }
    }

    /// `from H [IP]`: an address without brackets around it.
    fn second_literal(&mut self, at: usize) -> Option<Literal> {
        let token = self.tokens.get_mut(at).filter(|t| t.kind == Kind::Literal)?;
        let literal = address::read(token.span.of(self.raw))?;
        token.taken = true;
        Some(shifted(literal, token.span.start))
    }

    fn names(&mut self, first_name: FirstName, host: Option<Span>, helo: Option<Span>, info: Option<&Info>) {
        let host_literal = host.and_then(|h| address::read(self.text(h)).map(|l| shifted(l, h.start)));
        let socket = info.is_some_and(|i| i.socket);
        self.facts.process |= socket;
        if let Some(literal) = info.and_then(|i| i.literal) {
            self.set_ip(literal);
        } else if let Some(literal) = host_literal
            && self.facts.ip.is_none()
            && !socket
        {
            self.set_ip(literal);
        }
        let looked_up =
            info.and_then(|i| i.name).filter(|n| self.is_name(*n) && address::parse(self.text(*n)).is_none());
        let host_name = host.filter(|h| host_literal.is_none() && self.is_name(*h));
        let said = helo.or(info.and_then(|i| i.helo));
        self.facts.helo = said;
        self.facts.rdns = looked_up;
        match (said, first_name) {
            // The first name is the looked-up one, or a literal that stands for the missing name.
            (Some(_), _) => self.facts.rdns = looked_up.or(host_name),
            (None, FirstName::Rdns) if looked_up.is_none() => {
                self.facts.helo = host_name;
                self.facts.rdns = host_name;
            }
            (None, FirstName::Rdns | FirstName::Helo) => {
                let literal = host.filter(|_| info.is_some() && host_literal.is_some());
                self.facts.helo = host_name.or(literal);
            }
            (None, FirstName::Other) => {}
        }
    }

    fn set_ip(&mut self, literal: Literal) {
        self.facts.ip = Some(literal.ip);
        self.facts.ip_span = Some(literal.span);
        self.facts.port = literal.port;
    }

    /// False for the words that stand where a name could not be had.
    fn is_name(&self, span: Span) -> bool {
        let text = self.text(span);
        match text.first().map(|first| first | 0x20) {
            Some(b'f' | b'u' | b'v' | b'n' | b's' | b'<') if text.len() <= LONGEST_NO_NAME => {
                !NO_NAME.iter().any(|n| text.eq_ignore_ascii_case(n))
            }
            first => first.is_some(),
        }
    }

    fn is_tcp_info(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if token.class != Class::Other || !token.is_comment() || token.taken {
            return false;
        }
        token.bracket().is_some() || {
            let text = self.text(token.inner());
            text.is_empty() || bare_address(text).is_some()
        }
    }

    fn tcp_info(&self, at: usize) -> Info {
        let Some(token) = self.tokens.get(at) else { return Info::default() };
        let inside = token.inner();
        let Some(open) = token.bracket() else { return self.without_bracket(inside) };
        // `([127.0.0.1]@[192.0.2.1])`: what stands before the last `@` is what an ident look-up gave.
        if scan::has(self.text(inside), b'@') && bare_address(self.text(inside)).is_some() {
            return self.without_bracket(inside);
        }
        let bracket = Span::new(open, inside.end as usize);
        let (literal, behind) = self.bracketed(bracket);
        let mut info = self.named(behind);
        info.literal = literal;
        info.socket = literal.is_none() && self.is_socket(bracket);
        info.name = self.looked_up(token, bracket.start).or(info.name);
        info
    }

    /// An address as it is; or `IP, HELO h` (smap).
    fn without_bracket(&self, inside: Span) -> Info {
        let text = self.text(inside);
        let literal = bare_address(text).map(|bare| shifted(bare, inside.start));
        let end = inside.end as usize;
        let helo = helo_behind(text).map(|(_, len)| Span::new(end - len, end));
        Info { literal, helo, ..Info::default() }
    }

    /// The address that an opening bracket begins, and what stands behind it.
    fn bracketed(&self, bracket: Span) -> (Option<Literal>, Span) {
        let text = self.text(bracket);
        // Nearly all: `[192.0.2.1]` without a port.
        if let [_, inside @ ..] = text
            && let Some((ip, behind @ ([b']'] | [b']', ..=b'9' | b';'.., ..]))) =
                address::ipv4_and_rest(inside)
        {
            let end = bracket.end as usize - behind.len();
            let span = Span::new(bracket.start as usize + 1, end);
            let literal = Literal { ip: ip.into(), port: None, span };
            return (Some(literal), Span::new(end + 1, bracket.end as usize));
        }
        let word = self.literal_word(bracket);
        let literal = address::read(self.text(word)).map(|l| shifted(l, word.start));
        (literal, Span { start: word.end, end: bracket.end })
    }

    /// `[local]`, `[UNIX: localhost]`, `[unix socket]`, `[[UNIX: …]`.
    fn is_socket(&self, bracket: Span) -> bool {
        let in_brackets = self.text(bracket).get(1..).unwrap_or_default();
        [&b"local]"[..], b"unix", b"UNIX", b"[UNIX"].iter().any(|s| in_brackets.starts_with(s))
    }

    /// The word that an opening bracket begins: up to its closing one and a port behind it.
    fn literal_word(&self, bracket: Span) -> Span {
        let text = self.text(bracket);
        let close = text.iter().position(|&b| b == b']').map_or(text.len(), |at| at + 1);
        let port = text.get(close..).unwrap_or_default();
        let port_len = if port.first() == Some(&b':') {
            1 + port.iter().skip(1).take_while(|b| b.is_ascii_digit()).count()
        } else {
            0
        };
        Span::new(bracket.start as usize, bracket.start as usize + close + port_len)
    }

    /// The name before the bracket: the last word, without what an ident lookup or a login put before `@`.
    fn looked_up(&self, token: &Token, bracket: u32) -> Option<Span> {
        let first = token.word();
        let first = Span { start: first.start, end: first.end.min(bracket) };
        if first.start >= bracket {
            return None;
        }
        let between = Span { start: first.end, end: bracket };
        let word = if self.text(between).iter().all(|&b| is_blank(b)) {
            first
        } else {
            self.words(Span { start: first.start, end: bracket }).last()?
        };
        let text = self.text(word);
        if !scan::has(text, b'@') {
            return Some(self.without_dot(word));
        }
        let skip = text.iter().rposition(|&b| b == b'@').map_or(0, |at| at + 1);
        let name = Span::new(word.start as usize + skip, word.end as usize);
        (!name.is_empty()).then_some(self.without_dot(name))
    }

    /// What stands behind the address: `helo=H`, `ident=I`, `"EHLO H"`, a name (ZoneMTA), `(may be forged)`.
    fn named(&self, behind: Span) -> Info {
        let mut info = Info::default();
        if behind.is_empty() {
            return info;
        }
        let mut words = self.words(behind);
        while let Some(word) = words.next() {
            let text = self.text(word);
            if let Some(helo) = text.strip_prefix(b"helo=") {
                info.helo = Some(Span::new(word.end as usize - helo.len(), word.end as usize));
            } else if matches!(text, b"\"EHLO" | b"\"HELO" | b"HELO" | b"EHLO")
                && let Some(helo) = words.next()
            {
                let quote = u32::from(self.text(helo).ends_with(b"\""));
                info.helo = Some(Span { start: helo.start, end: helo.end - quote });
            } else if info.name.is_none()
                && text.first().is_some_and(u8::is_ascii_alphanumeric)
                && scan::has(text, b'.')
            {
                info.name = Some(self.without_dot(word));
            }
        }
        info
    }

    fn without_dot(&self, span: Span) -> Span {
        let dot = u32::from(span.len() > 1 && self.text(span).ends_with(b"."));
        Span { start: span.start, end: span.end - dot }
    }
}

/// Where the address of `IP, HELO h` ends, and how long the name is.
fn helo_behind(text: &[u8]) -> Option<(usize, usize)> {
    let comma = text.iter().position(|&b| b == b',')?;
    let name = text.get(comma + 1..)?.trim_ascii_start().strip_prefix(b"HELO")?;
    let start = name.iter().position(|&b| !is_blank(b)).filter(|&blanks| blanks > 0)?;
    let name = name.get(start..)?;
    (!name.iter().any(|&b| is_blank(b))).then_some((comma, name.len()))
}

/// `IP`, `ident@IP`, `/IP`, `IPv4:port` as the whole of a comment, perhaps with blanks around it (Scalix), or before
/// `, HELO h`.
fn bare_address(text: &[u8]) -> Option<Literal> {
    let text = helo_behind(text).and_then(|(comma, _)| text.get(..comma)).unwrap_or(text);
    let begin = text.iter().position(|&b| !is_blank(b))?;
    let end = text.iter().rposition(|&b| !is_blank(b))? + 1;
    let word = text.get(begin..end)?;
    if word.len() > 128 || word.iter().any(|&b| is_blank(b)) {
        return None;
    }
    let skip = word.iter().rposition(|&b| b == b'@' || b == b'/').map_or(0, |at| at + 1);
    let literal = address::read(word.get(skip..)?)?;
    Some(shifted(literal, u32::try_from(begin + skip).ok()?))
}

fn shifted(literal: Literal, by: u32) -> Literal {
    let span = Span { start: literal.span.start + by, end: literal.span.end + by };
    Literal { span, ..literal }
}

#[cfg(test)]
mod tests {
    use super::bare_address;

    #[test]
    fn ok_bare_addresses() {
        for (text, want) in [
            ("192.0.2.1", Some(("192.0.2.1", None))),
            (" 192.0.2.1", Some(("192.0.2.1", None))),
            ("user@192.0.2.1", Some(("192.0.2.1", None))),
            ("[127.0.0.1]@[192.0.2.1]", Some(("192.0.2.1", None))),
            ("192.0.2.1, HELO h.example", Some(("192.0.2.1", None))),
            ("192.0.2.1, HELO a b", None),
            ("192.0.2.1:23198", Some(("192.0.2.1", Some(23198)))),
            ("2001:db8::1", Some(("2001:db8::1", None))),
            ("192.0.2.1 x", None),
            ("192.0.2.1:x", None),
            ("mail.example", None),
            ("", None),
        ] {
            let got = bare_address(text.as_bytes());
            let shown = got.map(|l| (&text[l.span.start as usize..l.span.end as usize], l.port));
            assert_eq!(shown, want, "{text}");
        }
    }
}
