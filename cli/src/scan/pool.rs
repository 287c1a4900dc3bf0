//! The threads of a scan: work in any order, output in the order of the input.
//!
//! The thread that reads also works whenever the queue is full, so that `--jobs 2` keeps two cores busy and not three.
//! With one job there are no other threads and no queue.

use super::batch::Batch;
use super::progress::Progress;
use super::record::{Done, Recorder};
use super::take::Flow;
use super::tally::Tally;
use crate::session::Stop;
use crate::signals::Signals;
use std::collections::{BTreeMap, VecDeque};
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What the threads share.
pub(crate) struct Pool<'w> {
    jobs: usize,
    recorder: &'w Recorder,
    progress: &'w Progress,
    signals: &'w Signals,
    /// Output can no longer be written.
    broken: AtomicBool,
    queue: Mutex<Queue>,
    changed: Condvar,
    output: Mutex<Output<'w>>,
    spare: Mutex<(Vec<Batch>, Vec<Vec<u8>>)>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<(u64, Batch)>,
    next: u64,
    /// Batches read and not yet written.
    open: usize,
    closed: bool,
}

struct Output<'w> {
    stdout: &'w mut (dyn Write + Send),
    next: u64,
    /// Finished before their turn.
    early: BTreeMap<u64, Done>,
    tally: Tally,
    result: Result<(), Stop>,
}

impl<'w> Pool<'w> {
    pub(crate) fn new(
        jobs: usize,
        recorder: &'w Recorder,
        progress: &'w Progress,
        stdout: &'w mut (dyn Write + Send),
        signals: &'w Signals,
    ) -> Self {
        let output =
            Output { stdout, next: 0, early: BTreeMap::new(), tally: Tally::default(), result: Ok(()) };
        Self {
            jobs,
            recorder,
            progress,
            signals,
            broken: AtomicBool::new(false),
            queue: Mutex::default(),
            changed: Condvar::new(),
            output: Mutex::new(output),
            spare: Mutex::default(),
        }
    }

    /// Whether more is to be read.
    pub(crate) fn flow(&self) -> Flow {
        if self.broken.load(Ordering::Relaxed) || self.signals.stop() {
            Flow::Break(())
        } else {
            Flow::Continue(())
        }
    }

    /// Takes a batch; works itself while the others are behind.
    pub(crate) fn submit(&self, batch: Batch) -> Flow {
        if self.jobs < 2 {
            let number = lock(&self.queue).take_number();
            self.process(number, batch);
            return self.flow();
        }
        let mut queue = lock(&self.queue);
        while queue.open >= self.jobs + OPEN_BATCHES {
            queue = match queue.waiting.pop_front() {
                Some((number, batch)) => {
                    drop(queue);
                    self.process(number, batch);
                    lock(&self.queue)
                }
                None => self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner),
            };
        }
        let number = queue.take_number();
        queue.waiting.push_back((number, batch));
        drop(queue);
        self.changed.notify_all();
        self.flow()
    }

    /// Works until nothing more comes.
    pub(crate) fn work(&self) {
        let mut queue = lock(&self.queue);
        loop {
            queue = match queue.waiting.pop_front() {
                Some((number, batch)) => {
                    drop(queue);
                    self.process(number, batch);
                    lock(&self.queue)
                }
                None if queue.closed => return,
                None => self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Nothing more comes: helps with what is left.
    pub(crate) fn close(&self) {
        lock(&self.queue).closed = true;
        self.changed.notify_all();
        self.work();
    }

    /// The counts, and how writing went.
    pub(crate) fn finish(self) -> (Tally, Result<(), Stop>) {
        let output = self.output.into_inner().unwrap_or_else(PoisonError::into_inner);
        (output.tally, output.result)
    }

    /// Writes what stands before the first record.
    pub(crate) fn write(&self, head: &str) {
        let mut output = lock(&self.output);
        output.write(head.as_bytes());
        self.broken.store(output.result.is_err(), Ordering::Relaxed);
    }

    /// A batch whose memory has been used before.
    pub(crate) fn spare_batch(&self) -> Batch {
        lock(&self.spare).0.pop().unwrap_or_default()
    }

    fn process(&self, number: u64, mut batch: Batch) {
        let text = lock(&self.spare).1.pop().unwrap_or_default();
        let done = self.recorder.batch(&batch, text, self.progress);
        batch.bytes.clear();
        batch.jobs.clear();
        // One long line must not keep its memory for the rest of the run.
        if batch.bytes.capacity() <= SPARE_BYTES {
            lock(&self.spare).0.push(batch);
        }
        self.deliver(number, done);
    }

    fn deliver(&self, number: u64, done: Done) {
        let mut output = lock(&self.output);
        output.early.insert(number, done);
        let mut written = 0;
        while let Some(done) = {
            let next = output.next;
            output.early.remove(&next)
        } {
            output.next += 1;
            written += 1;
            output.write(&done.text);
            self.progress.add(done.tally.messages() + done.tally.failed());
            output.tally.merge(done.tally);
            if done.text.capacity() <= SPARE_BYTES {
                let mut text = done.text;
                text.clear();
                lock(&self.spare).1.push(text);
            }
        }
        self.broken.store(output.result.is_err(), Ordering::Relaxed);
        drop(output);
        let mut queue = lock(&self.queue);
        queue.open -= written;
        drop(queue);
        if self.jobs > 1 {
            self.changed.notify_all();
        }
    }
}

/// Batches read ahead, beyond one for each thread.
const OPEN_BATCHES: usize = 4;
/// Memory of a batch or its records that is kept for the next.
const SPARE_BYTES: usize = 1 << 20;

impl Queue {
    fn take_number(&mut self) -> u64 {
        self.next += 1;
        self.open += 1;
        self.next - 1
    }
}

impl Output<'_> {
    /// Writes whole records at once and hands them on. After a failure nothing more is written.
    fn write(&mut self, text: &[u8]) {
        if self.result.is_ok() && !text.is_empty() {
            let written = self.stdout.write_all(text).and_then(|()| self.stdout.flush());
            self.result = written.map_err(Stop::from);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
