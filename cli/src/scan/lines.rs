//! NDJSON: whole lines for the pool. Not here: what one line holds (`row`).

use super::source::{BOM, CHUNK, Input};
use super::take::{Flow, Take};
use super::window::Window;
use crate::signals::Signals;
use memchr::{memchr, memchr_iter, memrchr};
use std::io;

/// Bytes of a line that are read. A longer line becomes an error record.
const LINE_LIMIT: usize = 64 << 20;

/// Hands on the lines of a source as they come; a last line needs no line end.
pub(crate) fn split(
    window: &mut Window,
    input: &mut Input<'_>,
    signals: &Signals,
    take: &mut dyn Take,
) -> io::Result<Flow> {
    split_within(LINE_LIMIT, window, input, signals, take)
}

fn split_within(
    limit: usize,
    window: &mut Window,
    input: &mut Input<'_>,
    signals: &Signals,
    take: &mut dyn Take,
) -> io::Result<Flow> {
    if window.data().starts_with(BOM) {
        window.consume(BOM.len());
    }
    let mut number = 1;
    let mut searched = 0;
    let mut skipping = false;
    loop {
        if skipping && let Some(end) = memchr(b'\n', window.data()) {
            (skipping, searched, number) = (false, 0, number + 1);
            window.consume(end + 1);
        }
        let data = window.data();
        if skipping {
            let all = data.len();
            window.consume(all);
        } else if let Some(end) = memrchr(b'\n', data.get(searched..).unwrap_or_default()) {
            let whole = data.get(..=searched + end).unwrap_or_default();
            let lines = memchr_iter(b'\n', whole).count();
            if take.lines(&input.about.place, number, whole).is_break() {
                return Ok(Flow::Break(()));
            }
            number += lines as u64;
            let whole = whole.len();
            window.consume(whole);
            searched = 0;
        } else if data.len() > limit {
            skipping = true;
            let all = data.len();
            window.consume(all);
            let problem = format!("line {number}: longer than {limit} bytes, not read");
            if take.failed(&input.about.place, problem).is_break() {
                return Ok(Flow::Break(()));
            }
        }
        if !skipping {
            searched = window.data().len();
        }
        if input.about.live && take.pause().is_break() {
            return Ok(Flow::Break(()));
        }
        if !window.fill(input.reader, CHUNK)? {
            let rest = window.data();
            // A line that a signal cut off is not whole.
            let flow = if skipping || rest.is_empty() || signals.stop() {
                Flow::Continue(())
            } else {
                take.lines(&input.about.place, number, rest)
            };
            return Ok(flow);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::About;
    use super::super::take::Place;
    use super::*;
    use crate::file::Problem;
    use std::io::Read;

    /// What a splitter hands on, as text.
    #[derive(Default)]
    struct Seen(Vec<(u64, String)>, usize);

    impl Take for Seen {
        fn message(&mut self, _: &Place, _: &[u8], _: Option<&'static str>) -> Flow {
            unreachable!("lines are no messages")
        }
        fn lines(&mut self, _: &Place, first: u64, bytes: &[u8]) -> Flow {
            self.0.push((first, String::from_utf8(bytes.to_vec()).unwrap()));
            Flow::Continue(())
        }
        fn failed(&mut self, _: &Place, problem: Problem) -> Flow {
            self.0.push((0, problem));
            Flow::Continue(())
        }
        fn pause(&mut self) -> Flow {
            self.1 += 1;
            Flow::Continue(())
        }
    }

    #[test]
    fn lines_beyond_the_limit_are_skipped_whole() {
        let mut reader = &b"\xef\xbb\xbfab\n12345678901\n1234567\n\nlast"[..];
        let mut window = Window::new();
        window.fill(&mut reader, 5).unwrap();
        let place = Place::default();
        let mut reader = OneByOne(reader);
        let mut input =
            Input { reader: &mut reader, about: About { name: "", place, live: true, named: true } };
        let mut seen = Seen::default();
        split_within(8, &mut window, &mut input, &Signals::none(), &mut seen).unwrap().is_continue();
        let wanted = [
            (1, "ab\n"),
            (0, "line 2: longer than 8 bytes, not read"),
            (3, "1234567\n"),
            (4, "\n"),
            (5, "last"),
        ];
        let seen_lines: Vec<(u64, &str)> = seen.0.iter().map(|(n, line)| (*n, line.as_str())).collect();
        assert_eq!(seen_lines, wanted);
        assert!(seen.1 > 20, "it asks before each read");
    }

    struct OneByOne<'a>(&'a [u8]);
    impl Read for OneByOne<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }
}
