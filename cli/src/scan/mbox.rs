//! An mbox into its messages: mboxo, mboxrd and mboxcl2 (RFC 4155; mbox(5)).
//!
//! A message begins at a `From ` line that has a date. In mboxo and mboxrd no line of a body begins so. In mboxcl2 a
//! body is as long as its `Content-Length` says, and may hold such lines: what stands behind them is held back until
//! the length proves right, by a `From ` line where it ends. A length is heeded only as long as every message before
//! had one that was right, so that one sender's header cannot hide what others sent.
//!
//! Not here: the header section itself.

use super::batch::{Flow, Take};
use super::read::{CHUNK, Input, MESSAGE_LIMIT};
use super::window::Window;
use crate::signals::Signals;
use memchr::{memchr, memchr_iter, memmem};
use std::io;
use tlstrail_core::{HeaderEnd, header_end};

/// Hands on each message as far as its header section goes.
pub(crate) fn split(
    window: &mut Window,
    input: &mut Input<'_>,
    signals: &Signals,
    take: &mut dyn Take,
) -> io::Result<Flow> {
    let mut mbox = Mbox {
        window,
        input,
        signals,
        take,
        passed: 0,
        index: 0,
        ended: false,
        lengths: Lengths::NoneYet,
        held: Vec::new(),
    };
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

struct Mbox<'m, 'i> {
    window: &'m mut Window,
    input: &'m mut Input<'i>,
    signals: &'m Signals,
    take: &'m mut dyn Take,
    /// Bytes consumed.
    passed: u64,
    /// The next message's place.
    index: u64,
    /// The source has no more.
    ended: bool,
    lengths: Lengths,
    /// Messages inside of a body whose length is yet to prove right.
    held: Vec<Vec<u8>>,
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
const FROM: &[u8] = b"\nFrom ";
/// What stays in the window so that a `From ` line across two reads is found: the line end before it, an empty line
/// before that, and a piece of the word.
const OVERLAP: usize = 9;

impl Mbox<'_, '_> {
    fn consume(&mut self, bytes: usize) {
        self.window.consume(bytes);
        self.passed += bytes as u64;
    }

    /// Reads more; gives false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended || (self.input.about.live && self.take.pause().is_break()) {
            self.ended = true;
            return Ok(false);
        }
        self.ended = !self.window.fill(self.input.reader, CHUNK)?;
        Ok(!self.ended)
    }

    /// Length of the line at the start, its end included; nothing at the end of the file.
    fn line(&mut self) -> io::Result<Option<usize>> {
        loop {
            if let Some(end) = memchr(b'\n', self.window.data()) {
                return Ok(Some(end + 1));
            }
            if self.window.data().len() > FROM_LINE || !self.fill()? {
                let rest = self.window.data().len();
                return Ok((rest > 0).then_some(rest));
            }
        }
    }

    /// Reads the header section at the start of the window and hands it on.
    fn message(&mut self) -> io::Result<Flow> {
        let mut looked = 0_usize;
        let end = loop {
            let data = self.window.data();
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
        if self.ended && self.signals.stop() && header_end(self.window.data()) == HeaderEnd::Open {
            // A signal cut it off.
            return Ok(Flow::Break(()));
        }
        let header = self.window.data().get(..end).unwrap_or_default();
        let inside = matches!(self.lengths, Lengths::End(to) if self.passed < to);
        if inside {
            self.held.push(header.to_vec());
            if self.held.len() > HELD_MESSAGES || self.held.iter().map(Vec::len).sum::<usize>() > HELD_BYTES {
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
        let flow = if inside || flow.is_break() { flow } else { self.hand_on(end) };
        // The line end of the empty line may stand before a `From ` line.
        self.consume(end.saturating_sub(1));
        Ok(flow)
    }

    fn hand_on(&mut self, end: usize) -> Flow {
        let place = self.input.about.place.at(self.index);
        self.index += 1;
        self.take.message(&place, self.window.data().get(..end).unwrap_or_default(), None)
    }

    /// Hands on what was held back.
    fn release(&mut self) -> Flow {
        for header in std::mem::take(&mut self.held) {
            let place = self.input.about.place.at(self.index);
            self.index += 1;
            if self.take.message(&place, &header, None).is_break() {
                return Flow::Break(());
            }
        }
        Flow::Continue(())
    }

    /// Where the next `From ` line stands in the window, or the end of the file, or the limit: for a message whose
    /// header has no clear end.
    fn whole(&mut self) -> io::Result<usize> {
        let mut from = 0;
        loop {
            match find(self.window.data(), from, self.ended) {
                Found::At(line) => return Ok(line),
                Found::Nothing(searched) => from = searched,
            }
            if self.window.data().len() >= MESSAGE_LIMIT || !self.fill()? {
                if self.ended {
                    return Ok(match find(self.window.data(), from, true) {
                        Found::At(line) => line,
                        Found::Nothing(_) => self.window.data().len().min(MESSAGE_LIMIT),
                    });
                }
                return Ok(MESSAGE_LIMIT);
            }
        }
    }

    /// Steps over the body to the next `From ` line; gives false at the end of the file.
    fn body(&mut self) -> io::Result<bool> {
        loop {
            match find(self.window.data(), 0, self.ended) {
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
        let rest = self.window.data().len();
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
fn find(data: &[u8], from: usize, ended: bool) -> Found {
    let rest = data.get(from..).unwrap_or_default();
    for at in memmem::find_iter(rest, FROM).map(|at| from + at) {
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
    use super::super::batch::Place;
    use super::super::read::About;
    use super::*;
    use crate::file::Problem;
    use std::io::Read;

    #[derive(Default)]
    struct Seen(Vec<String>);

    impl Take for Seen {
        fn message(&mut self, place: &Place, bytes: &[u8], _: Option<&'static str>) -> Flow {
            assert_eq!(place.index, Some(self.0.len() as u64));
            self.0.push(String::from_utf8_lossy(bytes).into_owned());
            Flow::Continue(())
        }
        fn lines(&mut self, _: &Place, _: u64, _: &[u8]) -> Flow {
            unreachable!("an mbox is no NDJSON")
        }
        fn failed(&mut self, _: &Place, problem: Problem) -> Flow {
            unreachable!("{problem}")
        }
        fn pause(&mut self) -> Flow {
            Flow::Continue(())
        }
    }

    /// Gives a text in pieces of one size.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(buffer.len());
            self.0.read(&mut buffer[..size])
        }
    }

    /// The messages, however the text comes in pieces.
    #[track_caller]
    fn messages(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        for size in [1, 2, 3, 7, 64, 100_000] {
            let (mut reader, mut window, mut seen) =
                (Pieces(text.as_bytes(), size), Window::new(), Seen::default());
            let place = Place::default();
            let mut input =
                Input { reader: &mut reader, about: About { name: "", place, live: false, named: true } };
            let flow = split(&mut window, &mut input, &Signals::none(), &mut seen).unwrap();
            assert!(flow.is_continue());
            all.push(seen.0);
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
        assert_eq!(messages(&text), ["A: 1\nB: 2\n\n", "A: 3\nB: 4\n\n"]);
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
