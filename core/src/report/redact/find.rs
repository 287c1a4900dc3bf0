//! Finds what points to persons in a text, and replaces it with spans kept right.
//!
//! Three forms are found: the left of an `@` before a domain, private addresses, and names that are known from
//! elsewhere, standing alone. Everything is linear in the text.

use crate::address;
use crate::check;
use crate::limits::LIMITS;
use crate::span::Span;
use crate::summary::CAVEATS;
use crate::vocab::protocol::Keyword;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::ops::Range;

/// A place in a text and what is to stand there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Edit {
    range: Range<usize>,
    text: String,
}

/// What is known of persons, each with its placeholder.
#[derive(Default)]
pub(super) struct Names {
    /// By the name in lower case; an address in square brackets. One map for all, because each adds to the page's
    /// module.
    known: BTreeMap<String, Known>,
    /// The words of this program's own sentences are among the known: from many names on, to hold those against them.
    has_ordinary: bool,
    /// Names with blanks or brackets in them, which are no single word of a text.
    odd: Vec<String>,
    mailboxes: usize,
    users: usize,
    addresses: usize,
}

#[derive(Clone)]
enum Known {
    Name {
        placeholder: String,
        /// It points to somebody also where it stands alone.
        distinctive: bool,
    },
    /// A word of this program's own sentences, and no name so far.
    Ordinary,
}

impl Names {
    /// More names of several words were met than are looked for everywhere.
    pub(super) fn are_too_many(&self) -> bool {
        self.odd.len() > LIMITS.redacted_names
    }

    /// Takes in the local part of every mailbox in a text.
    pub(super) fn add_mailboxes(&mut self, text: &str) {
        for range in mailboxes(text) {
            if let Some(local) = text.get(range) {
                self.mailbox(local);
            }
        }
    }

    /// Takes in a user or a mailbox that stands alone.
    pub(super) fn add_user(&mut self, text: &str) {
        if mailboxes(text).is_empty() {
            self.user(text);
            if let Some((_, user)) = text.rsplit_once('\\') {
                self.user(user);
            }
        }
    }

    /// Takes in a subject as one name.
    pub(super) fn add_subject(&mut self, text: &str) {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.remember(&words, "subject".to_owned());
        }
    }

    /// A Message-ID with the names in its left part replaced; the rest is a key into logs and stays.
    pub(super) fn message_id(&self, id: &str) -> String {
        let left = id.find('@').unwrap_or(id.len());
        let mut edits = Vec::new();
        for word in words(id.get(..left).unwrap_or_default(), |c| !c.is_alphanumeric()) {
            edits.extend(self.alone(id, word));
        }
        apply(id, &edits)
    }

    /// Everything in a text that is to be replaced, in order. `keep` is an id that may look like a mailbox; `own` are
    /// the names that the same stamp gives.
    pub(super) fn edits(&mut self, text: &str, keep: Option<&str>, own: &[String]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for range in mailboxes(text) {
            let Some(local) = text.get(range.clone()) else { continue };
            if !self.is_known(local) && is_in(keep, text, &range) {
                continue;
            }
            let text = self.mailbox(local);
            edits.push(Edit { range, text });
        }
        for (range, ip) in private_addresses(text) {
            let text = self.address(ip);
            edits.push(Edit { range, text });
        }
        for word in words(text, is_delimiter) {
            edits.extend(self.alone(text, word));
        }
        let odd = self.odd.iter().take(LIMITS.redacted_names);
        let own = own.iter().filter(|name| name.contains(is_delimiter));
        for name in odd.chain(own) {
            if let Some((placeholder, _)) = self.name(name) {
                let found = text.match_indices(name.as_str());
                let edit = |(at, name): (usize, &str)| Edit::new(at..at + name.len(), placeholder);
                edits.extend(found.map(edit));
            }
        }
        edits.sort_by_key(|edit| (edit.range.start, usize::MAX - edit.range.end));
        let mut end = 0;
        edits.retain(|edit| {
            let free = edit.range.start >= end;
            if free {
                end = edit.range.end;
            }
            free
        });
        edits
    }

    /// A known name that stands alone as a word.
    fn alone(&self, text: &str, word: Range<usize>) -> Option<Edit> {
        let bare = text.get(word.clone())?;
        let end = word.start + bare.trim_end_matches('.').len();
        let bare = text.get(word.start..end)?;
        let (placeholder, distinctive) = self.name(bare)?;
        distinctive.then(|| Edit::new(word.start..end, placeholder))
    }

    /// What stands for a name, and whether it is distinctive.
    fn name(&self, name: &str) -> Option<(&str, bool)> {
        match self.known.get(&lower(name))? {
            Known::Name { placeholder, distinctive } => Some((placeholder, *distinctive)),
            Known::Ordinary => None,
        }
    }

    fn is_known(&self, name: &str) -> bool {
        self.name(name).is_some()
    }

    fn mailbox(&mut self, local: &str) -> String {
        if let Some((placeholder, _)) = self.name(local) {
            return placeholder.to_owned();
        }
        if is_placeholder(local) {
            return local.to_owned();
        }
        self.mailboxes += 1;
        self.remember(local, format!("mailbox-{}", self.mailboxes))
    }

    fn user(&mut self, name: &str) {
        if !name.is_empty() && !self.is_known(name) && !is_placeholder(name) {
            self.users += 1;
            self.remember(name, format!("user-{}", self.users));
        }
    }

    fn address(&mut self, ip: IpAddr) -> String {
        let key = format!("[{ip}]");
        if let Some((placeholder, _)) = self.name(&key) {
            return placeholder.to_owned();
        }
        self.addresses += 1;
        let placeholder = format!("private-{}", self.addresses);
        self.known.insert(key, Known::Name { placeholder: placeholder.clone(), distinctive: false });
        placeholder
    }

    fn remember(&mut self, name: &str, placeholder: String) -> String {
        let distinctive = match self.name(name) {
            Some((_, distinctive)) => distinctive,
            None => is_distinctive(name) && !self.is_ordinary(&lower(name)),
        };
        if name.contains(is_delimiter) && distinctive {
            self.odd.push(name.to_owned());
        }
        self.known.insert(lower(name), Known::Name { placeholder: placeholder.clone(), distinctive });
        placeholder
    }
}

impl Names {
    /// True for a word that this program's own sentences use.
    fn is_ordinary(&mut self, word: &str) -> bool {
        if self.known.len() < FEW_NAMES {
            return own_words().any(|own| own.eq_ignore_ascii_case(word));
        }
        if !self.has_ordinary {
            self.has_ordinary = true;
            for own in own_words() {
                self.known.entry(lower(own)).or_insert(Known::Ordinary);
            }
        }
        matches!(self.known.get(word), Some(Known::Ordinary))
    }
}

/// In lower case, letter by letter: what stands beside a letter (a final sigma) does not matter to find it again.
fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// So many names are faster looked for one by one than in a set that has to be made first.
const FEW_NAMES: usize = 16;

impl Edit {
    fn new(range: Range<usize>, text: &str) -> Self {
        Self { range, text: text.to_owned() }
    }
}

/// The text with its edits made; edits are in order and do not overlap.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Where a span lies when the edits are made. One that begins or ends inside an edit takes in the whole placeholder.
pub(super) fn moved(edits: &[Edit], span: [u32; 2]) -> [u32; 2] {
    let mut out = span;
    for (side, out) in out.iter_mut().enumerate() {
        let place = *out as usize;
        let (mut old, mut new) = (0, 0);
        let mut inside = None;
        for edit in edits.iter().take_while(|edit| edit.range.start < place) {
            new += edit.range.start - old;
            if place < edit.range.end {
                inside = Some(if side == 0 { new } else { new + edit.text.len() });
            }
            new += edit.text.len();
            old = edit.range.end;
        }
        let at = inside.unwrap_or(new + place.saturating_sub(old));
        *out = Span::new(at, at).start;
    }
    out
}

/// The left of each `@` that a domain follows.
fn mailboxes(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut floor = 0;
    for (at, _) in text.match_indices('@') {
        let domain = bytes.get(at + 1).is_some_and(|&b| b.is_ascii_alphanumeric() || b == b'[' || b >= 0x80);
        let head = text.get(floor..at).unwrap_or_default();
        let local = match head.strip_suffix('"') {
            Some(quoted) => quoted.rfind('"').map(|open| floor + open..at),
            None => Some(floor + unkeyed(head)..at),
        };
        floor = at + 1;
        found.extend(local.filter(|range| domain && !range.is_empty()));
    }
    found
}

/// Where the local part at the end of a text begins: behind a key such as `id=`, where one stands there.
fn unkeyed(head: &str) -> usize {
    let is_atext = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let start = head.rfind(|c| !is_atext(c)).map_or(0, |at| at + head.get(at..).map_or(1, first_len));
    let word = head.get(start..).unwrap_or_default();
    match word.split_once('=') {
        Some((key, _)) if KEYS.iter().any(|known| key.eq_ignore_ascii_case(known)) => start + key.len() + 1,
        _ => start,
    }
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// Words that stand before an `=` and a mailbox, as stamps and results of other checks write them.
const KEYS: [&str; 16] = [
    "id",
    "auth",
    "sender",
    "user",
    "ident",
    "from",
    "for",
    "rcpt",
    "mailfrom",
    "envelope-from",
    "envelope-sender",
    "header.from",
    "header.i",
    "smtp.mailfrom",
    "smtp.auth",
    "smtp.rcpttodomain",
];

/// Addresses that belong to one network only, also in names such as `ip-10-0-0-5`.
fn private_addresses(text: &str) -> Vec<(Range<usize>, IpAddr)> {
    let mut found = Vec::new();
    for word in words(text, |c| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '%'))) {
        let Some(all) = text.get(word.clone()) else { continue };
        let bare = all.trim_end_matches(['.', ':']);
        let literal =
            address::read(bare.as_bytes()).or_else(|| address::read(four_numbers(bare)?.as_bytes()));
        if let Some(literal) = literal.filter(|l| address::is_private(l.ip)) {
            let (start, end) = (literal.span.start as usize, literal.span.end as usize);
            found.push((word.start + start..word.start + end, literal.ip));
        }
    }
    for word in words(text, |c| !(c.is_ascii_digit() || c == '-')) {
        let Some(all) = text.get(word.clone()) else { continue };
        let start = word.start + (all.len() - all.trim_start_matches('-').len());
        let bare = all.trim_matches('-');
        if let Some(ip) =
            address::parse(bare.replace('-', ".").as_bytes()).filter(|&ip| address::is_private(ip))
        {
            found.push((start..start + bare.len(), ip));
        }
    }
    found
}

/// `10.0.0.1` of `10.0.0.1.54321` and of `10.0.0.1.in-addr`.
fn four_numbers(word: &str) -> Option<&str> {
    let (end, _) = word.match_indices('.').nth(3)?;
    word.get(..end)
}

/// True where the place lies in an id that is to be kept.
fn is_in(keep: Option<&str>, text: &str, range: &Range<usize>) -> bool {
    // An id that is longer than a line is none.
    let Some(id) = keep.filter(|id| id.len() <= 998) else { return false };
    text.get(range.start..=range.end).is_some_and(|local| id.contains(local))
}

/// The runs of a text between delimiters.
fn words(text: &str, delimiter: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (delimiter(c), start) {
            (true, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || "()<>[]{}\"',;:=@`/!|".contains(c)
}

fn is_placeholder(name: &str) -> bool {
    name.split_once('-').is_some_and(|(kind, number)| {
        matches!(kind, "mailbox" | "user" | "private") && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// True for a name that is not also an ordinary word of stamps and of this program's own sentences. Such a word points
/// to nobody where it stands alone; behind it an `@` gives it away.
fn is_distinctive(name: &str) -> bool {
    let lower = lower(name);
    let few_digits = lower.len() < 5 && lower.bytes().all(|b| b.is_ascii_digit());
    lower.chars().count() > 2 && !few_digits && Keyword::parse(name.as_bytes()).is_none()
}

/// The words of this program's own sentences, as far as they lie in tables.
fn own_words() -> impl Iterator<Item = &'static str> {
    let checks = check::all().flat_map(|c| [c.title, c.looks_at, c.why, c.cannot_tell]);
    let caveats = CAVEATS.iter().flat_map(|c| [c.text, c.why]);
    let words = checks.chain(caveats).flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.chain(ORDINARY)
}

/// Words of stamps, of sentences, and mailboxes that are an office and no person.
const ORDINARY: [&str; 44] = [
    "abuse",
    "account",
    "admin",
    "anonymous",
    "bounce",
    "bounces",
    "contact",
    "daemon",
    "esmtp",
    "for",
    "from",
    "helo",
    "host",
    "hostmaster",
    "info",
    "invoked",
    "list",
    "lists",
    "local",
    "localhost",
    "mail",
    "mailer",
    "mailer-daemon",
    "message",
    "network",
    "news",
    "no-reply",
    "nobody",
    "noreply",
    "office",
    "post",
    "postmaster",
    "private",
    "root",
    "sender",
    "server",
    "smtp",
    "subject",
    "support",
    "system",
    "unknown",
    "user",
    "webmaster",
    "with",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn locals(text: &str) -> Vec<&str> {
        mailboxes(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn mailboxes_are_found_in_the_forms_of_stamps() {
        let table: [(&str, &[&str]); 10] = [
            ("for <bob@b.example>", &["bob"]),
            ("(envelope-from bob+x@b.example)", &["bob+x"]),
            ("auth=login id=bob@b.example", &["bob"]),
            ("smtp.mailfrom=bob@b.example; dkim", &["bob"]),
            ("bounce-7=bob=b.example@list.example", &["bounce-7=bob=b.example"]),
            ("for <\"Bob B\"@b.example>", &["\"Bob B\""]),
            ("<bob@[203.0.113.1]>", &["bob"]),
            ("ü.ö@b.example,x@é.example", &["ü.ö", "x"]),
            ("a @ b, @list, bob@ b", &[]),
            ("u=bob@b@c", &["u=bob", "b"]),
        ];
        for (text, wanted) in table {
            assert_eq!(locals(text), wanted, "{text}");
        }
    }

    #[test]
    fn private_addresses_are_found_in_every_form() {
        let found = |text: &str| {
            private_addresses(text).into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>()
        };
        let table: [(&str, &[&str]); 8] = [
            ("[10.0.0.1] (192.168.1.9:55726)", &["10.0.0.1", "192.168.1.9"]),
            ("[IPv6:fd00::1] fe80::1%eth0", &["fd00::1", "fe80::1"]),
            ("ip-10-0-0-5.ec2.internal", &["10-0-0-5"]),
            ("10.0.0.1.54321", &["10.0.0.1"]),
            ("client-ip=172.16.0.3;", &["172.16.0.3"]),
            ("by 10.1.2.3.", &["10.1.2.3"]),
            ("8.8.8.8 203.0.113.9 127.0.0.1", &[]),
            ("version 10.0.0 at 10:00:00", &[]),
        ];
        for (text, wanted) in table {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn spans_move_with_the_text() {
        let mut names = Names::default();
        names.add_user("zelda");
        let text = "(zelda) by zelda, TLS";
        let edits = names.edits(text, None, &[]);
        let new = apply(text, &edits);
        assert_eq!(new, "(user-1) by user-1, TLS");
        for (old, words) in
            [([18, 21], "TLS"), ([1, 6], "user-1"), ([3, 15], "user-1) by user-1"), ([0, 0], "")]
        {
            let [from, to] = moved(&edits, old);
            assert_eq!(&new[from as usize..to as usize], words);
        }
    }

    #[test]
    fn ids_that_look_like_mailboxes_are_kept() {
        let mut names = Names::default();
        let text = "id 12.AB@mx.b.example for ab@b.example";
        let edits = names.edits(text, Some("12.AB@mx.b.example"), &[]);
        assert_eq!(apply(text, &edits), "id 12.AB@mx.b.example for mailbox-1@b.example");
    }

    #[test]
    fn names_of_several_words_are_found() {
        let mut names = Names::default();
        names.add_subject("Quarterly\r\n figures");
        names.add_user("Zelda Z");
        let text = "of Zelda Z on Quarterly figures";
        let edits = names.edits(text, None, &[]);
        assert_eq!(apply(text, &edits), "of user-1 on subject");
    }
}
