//! A buffer that a long file is looked at through.
//!
//! What is read goes to an address at the start of a memory page: the system copies to one that is not several times
//! slower. What is left of the data before moves in front of that address.

use std::io::{self, Read};

/// Bytes of a memory page.
const PAGE: usize = 4096;

/// The part of a file that is in memory.
pub(crate) struct Window {
    buffer: Vec<u8>,
    /// Where reading begins: at a page, with room before it.
    origin: usize,
    start: usize,
    end: usize,
}

impl Window {
    pub(crate) const fn new() -> Self {
        Self { buffer: Vec::new(), origin: 0, start: 0, end: 0 }
    }

    /// What was read and not consumed.
    pub(crate) fn data(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    pub(crate) fn consume(&mut self, bytes: usize) {
        self.start = self.end.min(self.start.saturating_add(bytes));
    }

    /// Forgets everything, for the next file.
    pub(crate) fn clear(&mut self) {
        (self.start, self.end) = (self.origin, self.origin);
    }

    /// Reads once, up to `chunk` bytes, behind what is there; gives false at the end of the file.
    pub(crate) fn fill(&mut self, reader: &mut (impl Read + ?Sized), chunk: usize) -> io::Result<bool> {
        // Data that grows is read in pieces that grow, so that looking at it again from its start stays linear.
        let chunk = chunk.max(self.end - self.start);
        self.make_room(chunk);
        let Some(room) = self.buffer.get_mut(self.end..self.end + chunk) else { return Ok(false) };
        loop {
            match reader.read(room) {
                Ok(0) => return Ok(false),
                Ok(read) => {
                    self.end += read;
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn make_room(&mut self, chunk: usize) {
        let kept = self.end - self.start;
        if kept > 0 && self.end + chunk <= self.buffer.len() && self.end - self.origin < chunk {
            return;
        }
        if kept > self.origin || self.origin + chunk > self.buffer.len() {
            let before = kept.next_multiple_of(PAGE).max(PAGE);
            let mut buffer = vec![0; before + chunk + PAGE];
            let origin = before + buffer.as_ptr().addr().wrapping_neg() % PAGE;
            if let Some(place) = buffer.get_mut(origin - kept..origin) {
                place.copy_from_slice(self.data());
            }
            (self.buffer, self.origin) = (buffer, origin);
        } else {
            self.buffer.copy_within(self.start..self.end, self.origin - kept);
        }
        (self.start, self.end) = (self.origin - kept, self.origin);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stays_in_order_and_reads_begin_at_a_page() {
        let text: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        for keep in [0, 1, 5, 4096, 5000, 70_000] {
            let (mut reader, mut window, mut seen) = (&text[..], Window::new(), Vec::new());
            while window.fill(&mut reader, 10_000).unwrap() {
                let origin = window.buffer.as_ptr().addr() + window.origin;
                assert_eq!(origin % PAGE, 0);
                let taken = window.data().len().saturating_sub(keep);
                seen.extend_from_slice(&window.data()[..taken]);
                window.consume(taken);
            }
            seen.extend_from_slice(window.data());
            assert!(seen == text, "{keep}");
        }
    }

    #[test]
    fn memory_does_not_grow_with_the_file() {
        let text = vec![b'x'; 10_000_000];
        let (mut reader, mut window) = (&text[..], Window::new());
        while window.fill(&mut reader, 10_000).unwrap() {
            window.consume(window.data().len() - 7);
        }
        assert!(window.buffer.len() < 40_000, "{}", window.buffer.len());
    }
}
