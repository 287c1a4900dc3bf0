//! An mbox into its messages: mboxo, mboxrd and mboxcl2 (RFC 4155; mbox(5)).
//!
//! A message begins at a `From ` line that has a date. In mboxo and mboxrd no line of a body begins so. In mboxcl2 a
//! body is as long as its `Content-Length` says, and may hold such lines: what stands behind them is held back until
//! the length proves right, by a `From ` line where it ends. A length is heeded only as long as every message before
//! had one that was right, so that one sender's header cannot hide what others sent.
//!
//! Not here: the header section itself, and where the bytes come from.

mod list;

pub use list::{Entry, LISTED, List, list};

use crate::input::{BODY_START, HeaderEnd, header_end};
use crate::limits::LIMITS;
use memchr::{memchr, memchr_iter};
use std::ops::ControlFlow;

/// Whether to go on.
pub type Flow = ControlFlow<()>;

/// A mailbox that is read through a window, and what takes its messages.
pub trait Mailbox {
    /// Why it could not be read.
    type Problem;
    /// What was read and not consumed.
    fn data(&self) -> &[u8];
    /// Forgets the first bytes of the window.
    fn consume(&mut self, bytes: usize);
    /// Reads more behind what is there; gives false at the end.
    fn fill(&mut self) -> Result<bool, Self::Problem>;
    /// Where the first `From ` behind a line end is, from that line end on. Who reads much may know a faster way.
    fn find(text: &[u8]) -> Option<usize> {
        memchr_iter(b'\n', text).find(|&at| text.get(at..).is_some_and(|line| line.starts_with(FROM)))
    }
    /// True where the end came by force, so that a header section without an end is no message.
    fn is_cut_off(&self) -> bool;
    /// A message: the first `length` bytes of the window, which stands `at` bytes into the mailbox.
    fn message(&mut self, at: u64, length: usize) -> Flow;
    /// A message that was held back and stood `at` bytes into the mailbox.
    fn held(&mut self, at: u64, bytes: &[u8]) -> Flow;
}

/// Bytes of one message that are looked at where its header has no clear end: what the library reads, and one more, so
/// that it tells of the rest.
pub const MESSAGE_LIMIT: usize = LIMITS.header_bytes + 1;

/// Hands on each message as far as its header section goes.
pub fn split<M: Mailbox>(mailbox: &mut M) -> Result<Flow, M::Problem> {
    let mut mbox = Mbox { mailbox, passed: 0, ended: false, lengths: Lengths::NoneYet, held: Vec::new() };
    while let Some(line) = mbox.line()? {
        mbox.consume(line);
        if mbox.message()?.is_break() {
            return Ok(Flow::Break(()));
        }
        if !mbox.body()? {
            break;
        }
    }
    Ok(mbox.end())
}

struct Mbox<'m, M> {
    mailbox: &'m mut M,
    /// Bytes consumed.
    passed: u64,
    /// The source has no more.
    ended: bool,
    lengths: Lengths,
    /// Messages inside of a body whose length is yet to prove right, and where they stood.
    held: Vec<(u64, Vec<u8>)>,
}

/// Whether the lengths that messages give are heeded.
#[derive(Clone, Copy)]
enum Lengths {
    /// No message was read yet.
    NoneYet,
    /// Every length was right so far; the body of the message before is to end here.
    End(u64),
    /// One was missing or wrong.
    Unheeded,
}

/// What is held back at most; beyond it, no length is believed.
const HELD_MESSAGES: usize = 1000;
const HELD_BYTES: usize = 8 << 20;
/// Bytes of a `From ` line; a longer one is text.
const FROM_LINE: usize = 1024;
/// What begins a message, with the line end before it.
pub const FROM: &[u8] = b"\nFrom ";
/// What stays in the window so that a `From ` line across two reads is found: the line end before it, an empty line
/// before that, and a piece of the word.
const OVERLAP: usize = 9;

impl<M: Mailbox> Mbox<'_, M> {
    fn consume(&mut self, bytes: usize) {
        self.mailbox.consume(bytes);
        self.passed += bytes as u64;
    }

    /// Reads more; gives false at the end.
    fn fill(&mut self) -> Result<bool, M::Problem> {
        self.ended = self.ended || !self.mailbox.fill()?;
        Ok(!self.ended)
    }

    /// Length of the line at the start, its end included; nothing at the end of the file.
    fn line(&mut self) -> Result<Option<usize>, M::Problem> {
        loop {
            if let Some(end) = memchr(b'\n', self.mailbox.data()) {
                return Ok(Some(end + 1));
            }
            if self.mailbox.data().len() > FROM_LINE || !self.fill()? {
                let rest = self.mailbox.data().len();
                return Ok((rest > 0).then_some(rest));
            }
        }
    }

    /// Reads the header section at the start of the window and hands it on.
    fn message(&mut self) -> Result<Flow, M::Problem> {
        let mut looked = 0_usize;
        let end = loop {
            let data = self.mailbox.data();
            let since = data.get(looked.saturating_sub(2)..).unwrap_or_default();
            // Looking from the start again pays only where the end may have come.
            let end = if looked == 0 || has_empty_line(since) || self.ended {
                looked = data.len();
                header_end(data)
            } else {
                looked = data.len();
                HeaderEnd::Open
            };
            match end {
                HeaderEnd::At(end) => break end,
                HeaderEnd::Open if looked < MESSAGE_LIMIT && !self.ended => {
                    self.fill()?;
                }
                _ => break self.whole()?,
            }
        };
        if self.ended && self.mailbox.is_cut_off() && header_end(self.mailbox.data()) == HeaderEnd::Open {
            return Ok(Flow::Break(()));
        }
        let enough = self.body_start(end)?;
        let header = self.mailbox.data().get(..end).unwrap_or_default();
        let inside = matches!(self.lengths, Lengths::End(to) if self.passed < to);
        if inside {
            self.held.push((self.passed, self.mailbox.data().get(..enough).unwrap_or_default().to_vec()));
            let bytes: usize = self.held.iter().map(|(_, bytes)| bytes.len()).sum();
            if self.held.len() > HELD_MESSAGES || bytes > HELD_BYTES {
                self.lengths = Lengths::Unheeded;
            }
        } else {
            let heeded = !matches!(self.lengths, Lengths::Unheeded);
            self.lengths = match content_length(header).filter(|_| heeded) {
                Some(length) => Lengths::End((self.passed + end as u64).saturating_add(length)),
                None => Lengths::Unheeded,
            };
        }
        let flow = match self.lengths {
            Lengths::End(_) if inside => Flow::Continue(()),
            _ => self.release(),
        };
        let flow = if inside || flow.is_break() { flow } else { self.mailbox.message(self.passed, enough) };
        // The line end of the empty line may stand before a `From ` line.
        self.consume(end.saturating_sub(1));
        Ok(flow)
    }

    /// Where the part of the body ends that is handed on with the section: no further than the message.
    fn body_start(&mut self, section: usize) -> Result<usize, M::Problem> {
        let wanted = section + BODY_START;
        loop {
            let data = self.mailbox.data();
            // As much again as it takes to tell a `From ` line.
            let near = data.get(..data.len().min(wanted + 2 * FROM_LINE)).unwrap_or_default();
            match find::<M>(near, section.saturating_sub(1), self.ended && near.len() == data.len()) {
                Found::At(line) => return Ok(line.min(wanted)),
                Found::Nothing(searched) if searched >= wanted || self.ended => {
                    return Ok(wanted.min(data.len()));
                }
                Found::Nothing(_) => self.fill()?,
            };
        }
    }

    /// Hands on what was held back.
    fn release(&mut self) -> Flow {
        std::mem::take(&mut self.held).iter().try_for_each(|(at, bytes)| self.mailbox.held(*at, bytes))
    }

    /// Where the next `From ` line stands in the window, or the end of the file, or the limit: for a message whose
    /// header has no clear end.
    fn whole(&mut self) -> Result<usize, M::Problem> {
        let mut from = 0;
        loop {
            match find::<M>(self.mailbox.data(), from, self.ended) {
                Found::At(line) => return Ok(line),
                Found::Nothing(searched) => from = searched,
            }
            if self.mailbox.data().len() >= MESSAGE_LIMIT || !self.fill()? {
                if self.ended {
                    return Ok(match find::<M>(self.mailbox.data(), from, true) {
                        Found::At(line) => line,
                        Found::Nothing(_) => self.mailbox.data().len().min(MESSAGE_LIMIT),
                    });
                }
                return Ok(MESSAGE_LIMIT);
            }
        }
    }

    /// Steps over the body to the next `From ` line; gives false at the end of the file.
    fn body(&mut self) -> Result<bool, M::Problem> {
        loop {
            match find::<M>(self.mailbox.data(), 0, self.ended) {
                Found::At(line) => {
                    self.consume(line);
                    if let Lengths::End(to) = self.lengths
                        && self.passed >= to
                    {
                        self.settle(to);
                    }
                    return Ok(true);
                }
                Found::Nothing(searched) => {
                    self.consume(searched);
                    if self.ended {
                        return Ok(false);
                    }
                    self.fill()?;
                }
            }
        }
    }

    /// At a place where a message ends: is it where the length said? An empty line may stand between.
    fn settle(&mut self, to: u64) {
        if self.passed <= to + 2 {
            self.held.clear();
        } else {
            self.lengths = Lengths::Unheeded;
        }
    }

    fn end(mut self) -> Flow {
        let rest = self.mailbox.data().len();
        self.consume(rest);
        if let Lengths::End(to) = self.lengths
            && self.passed >= to
        {
            self.settle(to);
        }
        self.release()
    }
}

/// What looking for a `From ` line gave.
enum Found {
    /// It starts here.
    At(usize),
    /// None starts before this place.
    Nothing(usize),
}

/// Looks for the `From ` line of a message behind `from`. Without `ended`, a line that is not there as a whole is
/// left for later.
fn find<M: Mailbox>(data: &[u8], from: usize, ended: bool) -> Found {
    let mut behind = from;
    while let Some(at) = data.get(behind..).and_then(M::find).map(|at| behind + at) {
        behind = at + 1;
        let line = data.get(at + 1..).unwrap_or_default();
        let end = memchr(b'\n', line.get(..FROM_LINE.min(line.len())).unwrap_or_default());
        let content = match end {
            Some(end) => line.get(..end).unwrap_or_default(),
            None if line.len() >= FROM_LINE => continue,
            None if ended => line,
            None => return Found::Nothing(at.saturating_sub(3)),
        };
        if !has_date(content) {
            continue;
        }
        if is_after_empty(data.get(..at).unwrap_or_default()) {
            return Found::At(at + 1);
        }
        // Some programs leave the empty line out. Then a field has to follow.
        let next = end.and_then(|end| line.get(end + 1..)).unwrap_or_default();
        match starts_field(next) {
            Some(true) => return Found::At(at + 1),
            None if !ended => return Found::Nothing(at.saturating_sub(3)),
            _ => {}
        }
    }
    Found::Nothing(data.len().saturating_sub(OVERLAP).max(from.min(data.len())))
}

fn is_after_empty(before: &[u8]) -> bool {
    let before = before.strip_suffix(b"\r").unwrap_or(before);
    before.is_empty() || before.ends_with(b"\n")
}

/// A weekday, a month and a time of day, as `asctime` writes them: a sentence that begins with "From" has none.
fn has_date(line: &[u8]) -> bool {
    const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    const MONTHS: [&[u8]; 12] =
        [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    let (mut day, mut month, mut time) = (false, false, false);
    for word in line.split(|b| b.is_ascii_whitespace() || *b == b',') {
        day |= DAYS.contains(&word);
        month |= MONTHS.contains(&word);
        time |= matches!(word, [h, b':', m, ..] | [_, h, b':', m, ..] if h.is_ascii_digit() && m.is_ascii_digit());
    }
    day && month && time
}

/// Whether a field begins here; nothing where more has to be seen.
fn starts_field(text: &[u8]) -> Option<bool> {
    let name = text.iter().position(|b| !b.is_ascii_graphic() || *b == b':');
    match name {
        Some(name) => Some(name > 0 && text.get(name) == Some(&b':')),
        None if text.len() > 100 => Some(false),
        None => None,
    }
}

fn has_empty_line(text: &[u8]) -> bool {
    memchr_iter(b'\n', text).any(|at| matches!(text.get(at + 1..), Some([b'\n' | b'\r', ..])))
}

/// The value of the last `Content-Length` field: a program that writes mboxcl2 puts its own behind others.
fn content_length(header: &[u8]) -> Option<u64> {
    const NAME: &[u8] = b"content-length:";
    let starts = std::iter::once(0).chain(memchr_iter(b'\n', header).map(|at| at + 1));
    let mut values = starts.filter_map(|at| header.get(at..)).filter_map(|line| {
        let (name, rest) = line.split_at_checked(NAME.len())?;
        name.eq_ignore_ascii_case(NAME).then_some(rest)
    });
    let value = values.next_back()?;
    let value = value.get(..memchr(b'\n', value)?)?.trim_ascii();
    std::str::from_utf8(value).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    /// A text that comes in pieces of one size, and the messages found in it.
    struct Pieces<'t> {
        text: &'t [u8],
        start: usize,
        end: usize,
        size: usize,
        seen: Vec<String>,
    }

    impl Mailbox for Pieces<'_> {
        type Problem = Infallible;
        fn data(&self) -> &[u8] {
            &self.text[self.start..self.end]
        }
        fn consume(&mut self, bytes: usize) {
            self.start = self.end.min(self.start + bytes);
        }
        fn fill(&mut self) -> Result<bool, Infallible> {
            let before = self.end;
            self.end = self.text.len().min(before + self.size);
            Ok(self.end > before)
        }
        fn is_cut_off(&self) -> bool {
            false
        }
        fn message(&mut self, at: u64, length: usize) -> Flow {
            assert_eq!(at, self.start as u64);
            self.seen.push(String::from_utf8_lossy(&self.data()[..length]).into_owned());
            Flow::Continue(())
        }
        fn held(&mut self, at: u64, bytes: &[u8]) -> Flow {
            assert!(self.text[usize::try_from(at).unwrap()..].starts_with(bytes));
            self.seen.push(String::from_utf8_lossy(bytes).into_owned());
            Flow::Continue(())
        }
    }

    /// The messages, however the text comes in pieces.
    #[track_caller]
    fn messages(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        for size in [1, 2, 3, 7, 64, 100_000] {
            let text = text.as_bytes();
            let mut pieces = Pieces { text, start: 0, end: 0, size, seen: Vec::new() };
            let Ok(flow) = split(&mut pieces);
            assert!(flow.is_continue());
            all.push(pieces.seen);
        }
        assert!(all.iter().all(|seen| seen == &all[0]), "pieces make a difference: {all:?}");
        all.swap_remove(0)
    }

    const DATE: &str = "Mon Nov 23 17:19:20 2026";

    #[test]
    fn ok_each_form() {
        let [a, b] = [format!("From a@x {DATE}"), format!("From b@x {DATE}")];
        for (text, wanted) in [
            (format!("{a}\nA: 1\nB: 2\n\nbody\n\n{b}\nA: 3\nB: 4\n\nbody\n"), 2),
            (format!("{a}\r\nA: 1\r\nB: 2\r\n\r\nbody\r\n\r\n{b}\r\nA: 3\r\nB: 4\r\n\r\nbody\r\n"), 2),
            (format!("{a}\nA: 1\nB: 2\n\nbody\n{b}\nA: 3\nB: 4\n\n"), 2),
            (format!("{a}\nA: 1\nB: 2\n\n{b}\nA: 3\nB: 4\n\n{b}\nA: 5\nB: 6\n"), 3),
            (format!("{a}\nA: 1\nB: 2\n\n>{b}\nA: x\n\nFrom here on all is well\n\n"), 1),
            (format!("{a}\nA: 1\nB: 2\n\nFrom {DATE} on\nthere is text\n"), 2),
            (format!("{a}\nA: 1\nB: 2\n\ntext\nFrom {DATE} on\nthere is text\n"), 1),
            (format!("{a}\nA: 1\nB: 2\n{b}\nA: 3\nB: 4\n"), 2),
            (format!("{a}\n\nno header\n\n{b}\nA: 3\nB: 4\n\n"), 2),
            (format!("{a}\n"), 1),
        ] {
            assert_eq!(messages(&text).len(), wanted, "{text:?}");
        }
        let text = format!("{a}\nA: 1\nB: 2\n\nbody\n\n{b}\nA: 3\nB: 4\n\nbody\n");
        assert_eq!(messages(&text), ["A: 1\nB: 2\n\nbody\n\n", "A: 3\nB: 4\n\nbody\n"]);
        let long = format!("{a}\nA: 1\nB: 2\n\n{}\n\n{b}\nA: 3\nB: 4\n\n", "body ".repeat(1000));
        assert_eq!(messages(&long)[0].len(), 11 + BODY_START);
    }

    /// A message of mboxcl2 whose body holds what looks like another message.
    fn with_length(body: &str, length: usize) -> String {
        format!("From a@x {DATE}\nA: 1\nContent-Length: {length}\n\n{body}\n")
    }

    #[test]
    fn a_length_that_proves_right_is_heeded() {
        let body = format!("text\n\nFrom inner@x {DATE}\nReceived: inner\nB: 2\n\ntext\n");
        let two = with_length(&body, body.len()).repeat(2);
        assert_eq!(messages(&two).len(), 2);
        let last = format!("{}{}", with_length("x\n", 2), with_length(&body, body.len()));
        assert_eq!(messages(&last).len(), 2);
    }

    #[test]
    fn a_length_that_proves_wrong_hides_nothing() {
        let body = format!("text\n\nFrom inner@x {DATE}\nA: 3\nB: 4\n\ntext\n");
        for length in [body.len() - 3, body.len() + 7, 1_000_000, usize::MAX] {
            let text = with_length(&body, length).repeat(2);
            assert_eq!(messages(&text).len(), 4, "{length}");
        }
        // A file whose messages have no length: one that has it, and would swallow the next, is not believed.
        let plain = format!("From p@x {DATE}\nA: 1\nB: 2\n\ntext\n\n");
        let text = format!("{plain}{}{plain}", with_length(&body, body.len()));
        assert_eq!(messages(&text).len(), 4);
    }
}
