//! What the qmail family has in common: the queue's own line, the login before the address, and the short form for
//! clients that may relay.
//!
//! Sources: qmail `received.c`, `qmail-queue.c`; sagredo-dev/qmail `received.c`; qmail-ldap `received.c`.

use super::Reading;
use crate::clause::{Class, Token};
use crate::span::Span;
use crate::terms::ClientCertificate;
use crate::vocab::protocol::Keyword;

impl Reading<'_> {
    /// `(qmail n invoked from network)`: the queue's line. A process handed the message in; the hop of the network
    /// is told by the stamp below. True where it is one.
    pub(crate) fn queue_line(&mut self, program: &[u8]) -> bool {
        if self.clauses.has_by || self.take_comment(self.clauses.lead, program).is_none() {
            return false;
        }
        self.facts.process = true;
        true
    }

    /// The client: the login in `(U@IP)`, and the form without from clause or address, `(HELO h) (U)`, which patches
    /// write for clients that may relay.
    pub(crate) fn family_peer(&mut self) {
        if let Some(login) = self.login() {
            self.facts.user = self.facts.user.or(Some(login));
        }
        if self.facts.ip.is_none() {
            let range = if self.clauses.has_from { self.clauses.from } else { self.clauses.lead };
            for i in range.iter() {
                let Some(token) = self.token(i).filter(Token::is_comment) else { continue };
                match token.class {
                    Class::Helo if self.facts.helo.is_none() => {
                        self.facts.helo = self.words(token.inner()).nth(1);
                        self.take(i);
                    }
                    Class::Other if !token.taken => {
                        let user = token.inner();
                        self.facts.user = self.facts.user.or((!user.is_empty()).then_some(user));
                        self.take(i);
                    }
                    _ => {}
                }
            }
        }
        // Without SMTP AUTH the word before `@` is what an ident lookup gave.
        let keyword =
            self.facts.keyword.is_some_and(Keyword::auth) || self.facts.word.is_some_and(|w| w.auth);
        if !keyword && !self.facts.auth {
            self.facts.user = None;
        }
        // `(cert u@example)`: the client's certificate was checked and names this address.
        if let Some(inside) = self.take_comment(self.clauses.with, b"cert") {
            self.facts.tls.certificate = Some(ClientCertificate::Verified);
            self.facts.tls.quote(inside);
        }
    }

    /// What stands before `@` in the comment that holds the client's address.
    fn login(&self) -> Option<Span> {
        let ip = self.facts.ip_span?;
        let info = self.clauses.from.iter().filter_map(|i| self.token(i)).find(|t| t.span.covers(ip))?;
        let inside = info.inner();
        let before = Span { start: inside.start, end: ip.start }.of(self.raw);
        let before = before.strip_suffix(b"[").unwrap_or(before);
        let user = before.strip_suffix(b"@")?;
        let start = inside.start as usize;
        (!user.is_empty()).then(|| Span::new(start, start + user.len()))
    }

    /// A stamp that lost its by clause on the way may still end in `C encrypted SMTP`, behind the last comment of what is
    /// left: a client's own words stand before it.
    pub(crate) fn text_at_end(&mut self) {
        let from = self.clauses.from;
        if self.clauses.has_by {
            return;
        }
        let Some(last) = from.iter().rev().find(|&i| self.token(i).as_ref().is_some_and(Token::is_comment))
        else {
            return;
        };
        for i in last + 1..from.end as usize {
            let (Some(suite), Some(word)) = (self.token(i), self.token(i + 1)) else { return };
            if self.text(word.span) == b"encrypted" && self.tls_comment(suite.span.to(word.span)) {
                self.take(i);
                self.take(i + 1);
                if let Some(protocol) = self.token(i + 2) {
                    self.facts.protocol = Some(protocol.span);
                    self.facts.keyword = Keyword::parse(self.text(protocol.span));
                    self.take(i + 2);
                }
                return;
            }
        }
    }
}
