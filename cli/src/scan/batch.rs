//! Pieces of work on their way to the pool, some hundred messages at a time.

use super::take::Place;
use crate::file::Problem;
use std::ops::Range;
use std::path::PathBuf;

/// One piece of work.
pub(crate) enum Job {
    Message(Place, Range<usize>, Option<&'static str>),
    Lines(Place, u64, Range<usize>),
    /// A file that most likely is one message: whoever works on the batch opens it.
    File(PathBuf),
    Failed(Place, Problem),
}

/// Pieces of work, and the bytes that they speak of.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) bytes: Vec<u8>,
    pub(crate) jobs: Vec<Job>,
}

impl Batch {
    pub(crate) fn text(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }
}
