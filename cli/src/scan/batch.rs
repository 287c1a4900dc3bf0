//! Messages on their way from the reader to the pool, some hundred at a time.

use super::pool::Pool;
use crate::file::Problem;
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::Arc;
use tlstrail_core::options::SourceId;

/// Whether to go on; the end comes with a signal, or when output can no longer be written.
pub(crate) type Flow = ControlFlow<()>;

/// Where a message stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// The file, and inside of an archive its member; none for standard input.
    pub(crate) path: Option<Arc<str>>,
    /// Its place in a file of many.
    pub(crate) index: Option<u64>,
}

impl Place {
    pub(crate) fn of(path: &str) -> Self {
        Self { path: Some(path.into()), index: None }
    }

    pub(crate) fn at(&self, index: u64) -> Self {
        Self { path: self.path.clone(), index: Some(index) }
    }

    pub(crate) fn source(&self) -> SourceId {
        let mut source = SourceId::default();
        source.path = self.path.as_deref().map(str::to_owned);
        source.index = self.index;
        source
    }
}

/// What takes messages from a reader.
pub(crate) trait Take {
    /// A message, or as much of it as suffices for its report, and what its report is to say of how it was unpacked.
    fn message(&mut self, place: &Place, bytes: &[u8], repair: Option<&'static str>) -> Flow;
    /// Whole lines of NDJSON, of which the first has this number.
    fn lines(&mut self, place: &Place, first: u64, bytes: &[u8]) -> Flow;
    /// A message that could not be read.
    fn failed(&mut self, place: &Place, problem: Problem) -> Flow;
    /// Before input is waited for that may not come for long.
    fn pause(&mut self) -> Flow;
}

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

/// Bytes of a batch: enough that handing it over costs nothing beside its work, and few enough to be held by the dozen.
const BATCH_BYTES: usize = 128 << 10;
const BATCH_JOBS: usize = 64;

/// Gathers messages into batches.
pub(crate) struct Batches<'p, 'w> {
    pool: &'p Pool<'w>,
    batch: Batch,
}

impl<'p, 'w> Batches<'p, 'w> {
    pub(crate) fn new(pool: &'p Pool<'w>) -> Self {
        Self { pool, batch: Batch::default() }
    }

    /// A file that most likely is one message.
    pub(crate) fn file(&mut self, path: PathBuf) -> Flow {
        self.batch.jobs.push(Job::File(path));
        self.send_full()
    }

    /// Hands over what is gathered.
    pub(crate) fn send(&mut self) -> Flow {
        if self.batch.jobs.is_empty() {
            return self.pool.flow();
        }
        let spare = self.pool.spare_batch();
        self.pool.submit(std::mem::replace(&mut self.batch, spare))
    }

    fn send_full(&mut self) -> Flow {
        if self.batch.bytes.len() < BATCH_BYTES && self.batch.jobs.len() < BATCH_JOBS {
            return Flow::Continue(());
        }
        self.send()
    }

    fn keep(&mut self, bytes: &[u8]) -> Range<usize> {
        let start = self.batch.bytes.len();
        self.batch.bytes.extend_from_slice(bytes);
        start..self.batch.bytes.len()
    }
}

impl Take for Batches<'_, '_> {
    fn message(&mut self, place: &Place, bytes: &[u8], repair: Option<&'static str>) -> Flow {
        let range = self.keep(bytes);
        self.batch.jobs.push(Job::Message(place.clone(), range, repair));
        self.send_full()
    }

    fn lines(&mut self, place: &Place, first: u64, bytes: &[u8]) -> Flow {
        let range = self.keep(bytes);
        self.batch.jobs.push(Job::Lines(place.clone(), first, range));
        self.send_full()
    }

    fn failed(&mut self, place: &Place, problem: Problem) -> Flow {
        self.batch.jobs.push(Job::Failed(place.clone(), problem));
        self.send_full()
    }

    fn pause(&mut self) -> Flow {
        self.send()
    }
}
