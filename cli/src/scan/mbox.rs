//! An mbox as a source of messages. Not here: where one message of it ends (`tlstrail_core::mbox`).

use super::source::{CHUNK, Input};
use super::take::{Flow, Place, Take};
use super::window::Window;
use crate::signals::Signals;
use memchr::memmem;
use std::io;
use tlstrail_core::mbox::{self, FROM, Mailbox};

/// Hands on each message as far as its header section goes.
pub(crate) fn split(
    window: &mut Window,
    input: &mut Input<'_>,
    signals: &Signals,
    take: &mut dyn Take,
) -> io::Result<Flow> {
    mbox::split(&mut Source { window, input, signals, take, index: 0 })
}

struct Source<'m, 'i> {
    window: &'m mut Window,
    input: &'m mut Input<'i>,
    signals: &'m Signals,
    take: &'m mut dyn Take,
    /// The next message's place.
    index: u64,
}

impl Source<'_, '_> {
    fn place(&mut self) -> Place {
        let place = self.input.about.place.at(self.index);
        self.index += 1;
        place
    }
}

impl Mailbox for Source<'_, '_> {
    type Problem = io::Error;

    fn data(&self) -> &[u8] {
        self.window.data()
    }

    fn consume(&mut self, bytes: usize) {
        self.window.consume(bytes);
    }

    fn fill(&mut self) -> io::Result<bool> {
        if self.input.about.live && self.take.pause().is_break() {
            return Ok(false);
        }
        self.window.fill(self.input.reader, CHUNK)
    }

    fn find(text: &[u8]) -> Option<usize> {
        memmem::find(text, FROM)
    }

    fn is_cut_off(&self) -> bool {
        self.signals.stop()
    }

    fn message(&mut self, _: u64, length: usize) -> Flow {
        let place = self.place();
        self.take.message(&place, self.window.data().get(..length).unwrap_or_default(), None)
    }

    fn held(&mut self, _: u64, bytes: &[u8]) -> Flow {
        let place = self.place();
        self.take.message(&place, bytes, None)
    }
}
