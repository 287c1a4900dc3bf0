//! Messages into batches for the pool.

use super::batch::{Batch, Job};
use super::pool::Pool;
use super::take::{Flow, Place, Take};
use crate::file::Problem;
use std::ops::Range;
use std::path::PathBuf;

/// Bytes of a batch: enough that handing it over costs nothing beside its work, and few enough to be held by the dozen.
const BATCH_BYTES: usize = 48 << 10;
const BATCH_JOBS: usize = 32;

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
