//! A batch into its records: the part of a scan that every thread does for itself.

use super::batch::{Batch, Job};
use super::open::Opener;
use super::progress::Progress;
use super::row::Row;
use super::take::{Flow, Place, Take};
use super::tally::Tally;
use crate::args::{Class, Format};
use crate::file::Problem;
use crate::session::meets;
use crate::signals::Signals;
use crate::write;
use memchr::memchr;
use tlstrail_core::analyze;
use tlstrail_core::options::{Options, SourceId};

/// What all records have in common.
pub(crate) struct Recorder {
    options: Options,
    format: Format,
    fail_on: Vec<Class>,
    quiet: bool,
}

/// The records of a batch, and what they count.
pub(crate) struct Done {
    pub(crate) text: Vec<u8>,
    pub(crate) tally: Tally,
}

impl Recorder {
    pub(crate) fn new(options: Options, format: Format, fail_on: Vec<Class>, quiet: bool) -> Self {
        Self { options, format, fail_on, quiet }
    }

    /// Makes the records of a batch, behind `text`.
    pub(crate) fn batch(&self, batch: &Batch, text: Vec<u8>, progress: &Progress) -> Done {
        // Files of a batch are regular ones, which never wait.
        let signals = Signals::none();
        let mut opener = Opener::new(&signals, progress);
        let mut scribe =
            Scribe { recorder: self, options: self.options.clone(), text, tally: Tally::default() };
        for job in &batch.jobs {
            let _: Flow = match job {
                Job::Message(place, range, repair) => scribe.message(place, batch.text(range), *repair),
                Job::Lines(place, first, range) => scribe.lines(place, *first, batch.text(range)),
                Job::File(path) => opener.file(path, false, &mut Single { scribe: &mut scribe, seen: 0 }),
                Job::Failed(place, problem) => scribe.failed(place, problem.clone()),
            };
        }
        Done { text: scribe.text, tally: scribe.tally }
    }
}

struct Scribe<'r> {
    recorder: &'r Recorder,
    options: Options,
    text: Vec<u8>,
    tally: Tally,
}

impl Scribe<'_> {
    fn record(&mut self, source: SourceId, bytes: &[u8], repair: Option<&'static str>) {
        self.options.source = source;
        let mut report = analyze(bytes, &self.options);
        if let Some(repair) = repair {
            report.input.repairs.insert(0, repair.to_owned());
        }
        self.tally.count(&report);
        if self.recorder.fail_on.iter().any(|&class| meets(&report, class)) {
            self.tally.meet();
        }
        if !self.recorder.quiet {
            write::report(self.recorder.format, &report, self.options.now, &mut self.text);
        }
    }

    fn error(&mut self, source: &SourceId, problem: &str) {
        self.tally.fail();
        if !self.recorder.quiet {
            write::error(self.recorder.format, source, problem, self.options.now, &mut self.text);
        }
    }
}

impl Take for Scribe<'_> {
    fn message(&mut self, place: &Place, bytes: &[u8], repair: Option<&'static str>) -> Flow {
        self.record(place.source(), bytes, repair);
        Flow::Continue(())
    }

    fn lines(&mut self, place: &Place, first: u64, bytes: &[u8]) -> Flow {
        let mut rest = bytes;
        let mut number = first;
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let (line, after) = rest.split_at_checked(end).unwrap_or((rest, b""));
            rest = after;
            if !line.trim_ascii().is_empty() {
                let mut source = place.source();
                match Row::parse(line) {
                    Ok(row) => {
                        source.id = row.id;
                        self.record(source, &row.input, None);
                    }
                    Err((id, problem)) => {
                        source.id = id;
                        self.error(&source, &format!("line {number}: {problem}"));
                    }
                }
            }
            number += 1;
        }
        Flow::Continue(())
    }

    fn failed(&mut self, place: &Place, problem: Problem) -> Flow {
        self.error(&place.source(), &problem);
        Flow::Continue(())
    }

    fn pause(&mut self) -> Flow {
        Flow::Continue(())
    }
}

/// Takes what is in a file whose name says that it is one message. Of a file that holds many, all records would have
/// to be kept until their turn, so it is refused.
struct Single<'s, 'r> {
    scribe: &'s mut Scribe<'r>,
    seen: u32,
}

impl Take for Single<'_, '_> {
    fn message(&mut self, place: &Place, bytes: &[u8], repair: Option<&'static str>) -> Flow {
        self.seen += 1;
        if self.seen > MANY {
            return self.refuse(place);
        }
        self.scribe.message(place, bytes, repair)
    }

    fn lines(&mut self, place: &Place, _: u64, _: &[u8]) -> Flow {
        self.refuse(place)
    }

    fn failed(&mut self, place: &Place, problem: Problem) -> Flow {
        self.scribe.failed(place, problem)
    }

    fn pause(&mut self) -> Flow {
        Flow::Continue(())
    }
}

/// Messages of a file that is named like one message, such as a draft that an mbox program has saved.
const MANY: u32 = 100;

impl Single<'_, '_> {
    fn refuse(&mut self, place: &Place) -> Flow {
        let problem =
            "holds many messages under the name of one; give this file itself, or name it .mbox or .ndjson";
        let _: Flow = self.scribe.failed(place, problem.to_owned());
        Flow::Break(())
    }
}
