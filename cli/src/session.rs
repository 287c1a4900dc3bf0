//! One run: what it shares between messages, how it writes reports, and what it counts.

use crate::Streams;
use crate::args::{Class, Common, Format, When};
use crate::config::Config;
use crate::exit::ExitStatus;
use crate::file::{self, Problem, STANDARD_INPUT};
use crate::write;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use tlstrail_core::analyze;
use tlstrail_core::options::{Moment, Options, Own, SourceId, moment_from_unix};
use tlstrail_core::report::{
    Color, Outcome, PartnerResult, Report, Strength, TextStyle, TlsState, TrustClass, escape, html, markdown,
    text,
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

const OUTPUT_BUFFER: usize = 64 << 10;

pub(crate) struct Session<'s, 'a> {
    /// Until it is read.
    stdin: Option<&'s mut (dyn Read + Send)>,
    out: BufWriter<&'s mut (dyn Write + Send + 'a)>,
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
    pub(crate) fn new(common: Common, config: Config, headings: bool, streams: &'s mut Streams<'a>) -> Self {
        let color = color(common.color, streams);
        let (format, fail_on, quiet) =
            (common.format.unwrap_or(Format::Text), common.fail_on.clone(), common.quiet);
        Self {
            stdin: Some(&mut *streams.stdin),
            out: BufWriter::with_capacity(OUTPUT_BUFFER, &mut *streams.stdout),
            err: &mut *streams.stderr,
            options: options(common, config),
            format,
            style: TextStyle::default().with_color(color),
            fail_on,
            quiet,
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
    fn take_stdin(&mut self) -> Result<&'s mut (dyn Read + Send), Problem> {
        self.stdin.take().ok_or_else(|| "it was read already; give `-` once".to_owned())
    }

    /// Analyses one message and writes its report.
    pub(crate) fn report(&mut self, source: SourceId, input: &[u8]) -> Result<(), Stop> {
        self.options.source = source;
        let report = analyze(input, &self.options);
        self.read += 1;
        self.class_met |= self.fail_on.iter().any(|&class| meets(&report, class));
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
            format => {
                let mut record = Vec::new();
                if let Some(head) = write::head(format).filter(|_| self.read == 1) {
                    record.extend_from_slice(head.as_bytes());
                }
                write::report(format, &report, self.options.now, &mut record);
                self.out.write_all(&record)?;
            }
        }
        Ok(())
    }

    pub(crate) fn count_failure(&mut self) {
        self.failed += 1;
    }

    pub(crate) fn complain(&mut self, text: &str) {
        let _ = writeln!(self.err, "tlstrail: {}", escape(text.as_bytes()));
    }

    fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.out.flush()?)
    }

    /// Writes what is left and gives the exit status.
    pub(crate) fn close(mut self, result: Result<(), Stop>) -> ExitStatus {
        match result.and_then(|()| self.flush()) {
            Err(Stop::Output(error)) => {
                self.complain(&format!("output cannot be written: {error}"));
                return ExitStatus::Trouble;
            }
            Ok(()) | Err(Stop::Closed) => {}
        }
        match self.class_met {
            _ if self.failed > 0 => ExitStatus::Trouble,
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
fn source_of(path: &Path) -> SourceId {
    SourceId::default().with_path(path.to_string_lossy())
}

/// A class of steps is met by any step, not by the outcome alone: whoever asks wants to see the message.
pub(crate) fn meets(report: &Report, class: Class) -> bool {
    let any = |wanted: fn(&tlstrail_core::report::Hop) -> bool| report.hops.iter().any(wanted);
    match class {
        Class::Plain => any(|hop| hop.tls.state == TlsState::Plain),
        Class::Outdated => any(|hop| hop.tls.strength.is_some_and(Strength::is_below_minimum)),
        Class::Unrecorded => any(|hop| hop.tls.state == TlsState::Unrecorded),
        Class::Contradicted => {
            report.summary.outcome == Outcome::Contradicted
                || any(|hop| hop.trust.class == TrustClass::Contradicted)
        }
        Class::Partner => report.partners.iter().any(|partner| partner.result == PartnerResult::NotMet),
    }
}

/// What the command line and the configuration say of every analysis.
pub(crate) fn options(common: Common, config: Config) -> Options {
    let mut own: Own = config.own.into_iter().chain(common.own).collect();
    for gateway in config.gateways {
        own.push_gateway(gateway);
    }
    let mut options =
        Options::default().with_own(own).with_partners(config.partners).with_redact(common.redact);
    options.now = common.now.or_else(now);
    options
}

fn now() -> Option<Moment> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    moment_from_unix(i64::try_from(seconds).ok()?)
}
