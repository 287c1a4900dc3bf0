//! `tlstrail scan`: many messages, in order, as fast as the machine allows and in bounded memory.
//!
//! ```text
//! paths → read, walk → open (unpack, split) → gather → pool → record (analyse, format) → output, tally
//! ```
//! One thread walks and reads, all threads analyse, and whoever finishes the next batch in order writes it. A batch
//! that cannot be written holds up the others, and a full pool holds up the reading: a slow reader of the output slows
//! the whole down and costs no memory. Input that may pause, such as a pipe, is answered up to its last whole message
//! before more of it is waited for.
//!
//! Each module imports from those listed before it.

mod window;
mod take;
mod source;
mod lines;
mod mbox;
mod progress;
mod open;
mod row;
mod tally;
mod summary;
mod closing;
mod batch;
mod record;
mod pool;
mod gather;
mod walk;
mod read;

use crate::args::{Common, Format};
use crate::config::Config;
use crate::exit::ExitStatus;
use crate::session::{Stop, options};
use crate::write;
use crate::{Streams, complain};
use gather::Batches;
use pool::Pool;
use progress::Progress;
use read::Reader;
use record::Recorder;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;
use take::Flow;
use tally::Tally;

/// Scans the paths and tells the counts at the end.
pub(crate) fn run(
    paths: &[PathBuf],
    common: Common,
    config: Config,
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let format = common.format.unwrap_or(Format::Ndjson);
    let quiet = common.quiet;
    let fail_on = common.fail_on.clone();
    let jobs = common.jobs.map_or_else(available, NonZero::get);
    let show_progress =
        common.progress || (streams.stderr_is_terminal && !streams.stdout_is_terminal && !quiet);
    let recorder = Recorder::new(options(common, config), format, fail_on, quiet);
    let progress = Progress::start(show_progress, streams.stderr_is_terminal, paths);
    let signals = streams.signals;
    signals.install();
    let pool = Pool::new(jobs, &recorder, &progress, &mut *streams.stdout, signals);
    if let Some(head) = write::head(format).filter(|_| !quiet) {
        pool.write(head);
    }
    thread::scope(|scope| {
        for _ in 1..jobs {
            scope.spawn(|| pool.work());
        }
        let mut batches = Batches::new(&pool);
        let mut reader = Reader::new(&mut *streams.stdin, signals, &progress);
        let _: Flow = paths.iter().try_for_each(|path| reader.path(path, &mut batches));
        // What was read before a signal came is written too.
        let _: Flow = batches.send();
        pool.close();
    });
    let (tally, written) = pool.finish();
    progress.end();
    finish(&tally, written, format, quiet, streams)
}

/// Cores of this machine.
fn available() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

fn finish(
    tally: &Tally,
    written: Result<(), Stop>,
    format: Format,
    quiet: bool,
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let written = written.and_then(|()| {
        let Some(foot) = summary::foot(format, tally).filter(|_| !quiet) else { return Ok(()) };
        streams.stdout.write_all(foot.as_bytes())?;
        Ok(streams.stdout.flush()?)
    });
    if !quiet && written.is_ok() {
        let _ = streams.stderr.write_all(closing::table(tally).as_bytes());
    }
    if tally.failed() > 0 {
        let why = if quiet || !write::has_error_records(format) {
            ""
        } else {
            "; their records say why in \"error\""
        };
        let (unread, all) = (tally.failed(), tally.failed() + tally.messages());
        complain(streams, &format!("{unread} of {all} messages could not be read{why}"));
    }
    match written {
        Err(Stop::Output(error)) => {
            complain(streams, &format!("output cannot be written: {error}"));
            return ExitStatus::Trouble;
        }
        Ok(()) | Err(Stop::Closed) => {}
    }
    if tally.failed() > 0 && tally.messages() == 0 {
        ExitStatus::Trouble
    } else if tally.class_met() {
        ExitStatus::ClassMet
    } else {
        ExitStatus::Done
    }
}
