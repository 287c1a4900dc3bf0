//! One run: what it shares between messages, how it writes reports, and what it counts.

use crate::Streams;
use crate::args::{Class, Common, Format, When};
use crate::config::Config;
use crate::exit::ExitStatus;
use crate::file::{self, Problem};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use tlstrail_core::analyze;
use tlstrail_core::options::{Moment, Options, Own, SourceId, moment_from_unix};
use tlstrail_core::report::{
    Color, ErrorRecord, Outcome, PartnerResult, Report, Strength, TextStyle, TlsState, TrustClass,
    error_line, escape, html, json, markdown, ndjson_line, text,
};

/// Why writing ended early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The reader has seen enough, as `head` does. No mistake of anyone.
    Closed,
    /// Output cannot be written.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Output(error) }
    }
}

/// How messages name it.
pub(crate) const STANDARD_INPUT: &str = "standard input";

/// Big enough that a scan is not bound by calls to the system.
const OUTPUT_BUFFER: usize = 64 << 10;

pub(crate) struct Session<'s, 'a> {
    /// Until it is read.
    stdin: Option<&'s mut dyn Read>,
    out: BufWriter<&'s mut (dyn Write + 'a)>,
    err: &'s mut dyn Write,
    options: Options,
    format: Format,
    style: TextStyle,
    fail_on: Vec<Class>,
    quiet: bool,
    /// Text needs a heading where it is about several messages.
    headings: bool,
    class_met: bool,
    read: u64,
    failed: u64,
}

impl<'s, 'a> Session<'s, 'a> {
    pub(crate) fn new(
        common: Common,
        config: Config,
        default: Format,
        headings: bool,
        streams: &'s mut Streams<'a>,
    ) -> Self {
        let color = color(common.color, streams);
        let own: Own = config.own.into_iter().chain(common.own).collect();
        let mut options =
            Options::default().with_own(own).with_partners(config.partners).with_redact(common.redact);
        options.now = common.now.or_else(now);
        Self {
            stdin: Some(&mut *streams.stdin),
            out: BufWriter::with_capacity(OUTPUT_BUFFER, &mut *streams.stdout),
            err: &mut *streams.stderr,
            options,
            format: common.format.unwrap_or(default),
            style: TextStyle::default().with_color(color),
            fail_on: common.fail_on,
            quiet: common.quiet,
            headings,
            class_met: false,
            read: 0,
            failed: 0,
        }
    }

    /// Reads a file or standard input as one message.
    pub(crate) fn read_message(&mut self, path: &Path) -> (SourceId, Result<Vec<u8>, Problem>) {
        if file::is_standard_input(path) {
            (SourceId::default(), self.take_stdin().and_then(file::read_message))
        } else {
            (source_of(path), file::open(path).and_then(file::read_message))
        }
    }

    /// Standard input, which can be read once.
    pub(crate) fn take_stdin(&mut self) -> Result<&'s mut dyn Read, Problem> {
        self.stdin.take().ok_or_else(|| "it was read already; give `-` once".to_owned())
    }

    /// Analyses one message and writes its report.
    pub(crate) fn report(&mut self, source: SourceId, input: &[u8]) -> Result<(), Stop> {
        self.options.source = source;
        let report = analyze(input, &self.options);
        self.read += 1;
        self.class_met |= self.fail_on.iter().any(|&class| has(&report, class));
        if self.quiet {
            return Ok(());
        }
        match self.format {
            Format::Text => {
                self.heading(&report)?;
                self.out.write_all(text(&report, self.style).as_bytes())?;
            }
            Format::Markdown => {
                self.heading(&report)?;
                self.out.write_all(markdown(&report).as_bytes())?;
            }
            Format::Html => self.out.write_all(html(&report, self.options.now).as_bytes())?,
            Format::Json => self.out.write_all(json(&report).as_bytes())?,
            Format::Ndjson => self.out.write_all(ndjson_line(&report).as_bytes())?,
        }
        Ok(())
    }

    /// Writes the record of a message that could not be read; in text, tells it.
    pub(crate) fn record_failure(&mut self, source: &SourceId, error: &str) -> Result<(), Stop> {
        self.count_failure();
        if self.format.is_prose() {
            let place = source.path.as_deref().unwrap_or(STANDARD_INPUT);
            self.complain(&format!("{place}: {error}"));
        } else if !self.quiet {
            self.out.write_all(error_line(&ErrorRecord::new(source, error)).as_bytes())?;
        }
        Ok(())
    }

    pub(crate) fn count_failure(&mut self) {
        self.failed += 1;
    }

    /// Tells at the end of a scan how many messages could not be read.
    pub(crate) fn tell_failures(&mut self) {
        if self.failed > 0 {
            let total = self.failed + self.read;
            let records = if self.format.is_prose() || self.quiet {
                ""
            } else {
                "; their records say why in \"error\""
            };
            self.complain(&format!("{} of {total} messages could not be read{records}", self.failed));
        }
    }

    pub(crate) fn complain(&mut self, text: &str) {
        let _ = writeln!(self.err, "tlstrail: {}", escape(text.as_bytes()));
    }

    /// Hands on what is written so far, before waiting for more input.
    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.out.flush()?)
    }

    /// Writes what is left and gives the exit status. `trouble` judges counts of failed and read messages.
    pub(crate) fn close(
        mut self,
        result: Result<(), Stop>,
        trouble: impl FnOnce(u64, u64) -> bool,
    ) -> ExitStatus {
        match result.and_then(|()| self.flush()) {
            Err(Stop::Output(error)) => {
                self.complain(&format!("output cannot be written: {error}"));
                return ExitStatus::Trouble;
            }
            Ok(()) | Err(Stop::Closed) => {}
        }
        match self.class_met {
            _ if trouble(self.failed, self.read) => ExitStatus::Trouble,
            true => ExitStatus::ClassMet,
            false => ExitStatus::Done,
        }
    }

    fn heading(&mut self, report: &Report) -> Result<(), Stop> {
        if self.headings {
            let source = &report.source;
            let name = source.id.as_ref().or(source.path.as_ref()).map_or(STANDARD_INPUT, String::as_str);
            let gap = if self.read > 1 { "\n" } else { "" };
            let name = escape(name.as_bytes());
            if self.format == Format::Markdown {
                // Backticks of a file's name would end the code that keeps it text.
                writeln!(self.out, "{gap}## `{}`\n", name.replace('`', "'"))?;
            } else {
                writeln!(self.out, "{gap}== {name}")?;
            }
        }
        Ok(())
    }
}

/// Colour as asked for, or where a person sees the output and does not refuse it.
pub(crate) fn color(when: Option<When>, streams: &Streams<'_>) -> Color {
    match when.unwrap_or(When::Auto) {
        When::Always => Color::Ansi,
        When::Auto if streams.stdout_is_terminal && !streams.no_color => Color::Ansi,
        When::Auto | When::Never => Color::Never,
    }
}

/// The source of a file.
pub(crate) fn source_of(path: &Path) -> SourceId {
    SourceId::default().with_path(path.to_string_lossy())
}

/// A class of steps is met by any step, not by the outcome alone: whoever asks wants to see the message.
fn has(report: &Report, class: Class) -> bool {
    let any = |wanted: fn(&tlstrail_core::report::Hop) -> bool| report.hops.iter().any(wanted);
    match class {
        Class::Plain => any(|hop| hop.tls.state == TlsState::Plain),
        Class::Outdated => any(|hop| matches!(hop.tls.strength, Some(Strength::Outdated | Strength::Broken))),
        Class::Unrecorded => any(|hop| hop.tls.state == TlsState::Unrecorded),
        Class::Contradicted => {
            report.summary.outcome == Outcome::Contradicted
                || any(|hop| hop.trust.class == TrustClass::Contradicted)
        }
        Class::Partner => report.partners.iter().any(|partner| partner.result == PartnerResult::NotMet),
    }
}

fn now() -> Option<Moment> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    moment_from_unix(i64::try_from(seconds).ok()?)
}
