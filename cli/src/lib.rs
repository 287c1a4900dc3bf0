//! The tlstrail command as a library function over arguments and streams.
//!
//! It knows files, terminals, the clock and exit statuses. Everything about mail is `tlstrail_core`.

mod args;
mod config;
mod exit;
mod explain;
mod file;
mod scan;
mod serve;
mod session;
mod signals;
mod standard;
mod write;

pub use exit::ExitStatus;
pub use signals::Signals;
pub use standard::{Input, Output};

use args::{Command, CommandLine, Common, Format};
use clap::{CommandFactory, Parser};
use config::Config;
use session::{Session, Stop};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use tlstrail_core::report::{escape, schema};

/// What the command reads, writes and knows of its surroundings.
pub struct Streams<'a> {
    /// Standard input.
    pub stdin: &'a mut (dyn Read + Send),
    /// Standard output.
    pub stdout: &'a mut (dyn Write + Send),
    /// Standard error.
    pub stderr: &'a mut dyn Write,
    /// True where a person would have to type the input.
    pub stdin_is_terminal: bool,
    /// True where a person sees the output.
    pub stdout_is_terminal: bool,
    /// True where a person sees what is said beside it.
    pub stderr_is_terminal: bool,
    /// Who may tell a scan to end.
    pub signals: &'a Signals,
    /// True where `NO_COLOR` asks for none (no-color.org).
    pub no_color: bool,
    /// Where a configuration may lie that nobody named; the first that exists is read.
    pub config_files: Vec<PathBuf>,
}

/// Runs the command. The first argument is the program's name.
pub fn run<I, T>(arguments: I, streams: &mut Streams<'_>) -> ExitStatus
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => return usage(&error, streams),
    };
    match line.command {
        None => report(&line.files, line.common, streams),
        Some(Command::Scan { paths, common }) => scan(&paths, line.common.then(common), streams),
        Some(Command::Explain(arguments)) => explain::run(&arguments, streams),
        Some(Command::Schema) => answer(&schema(), streams),
        Some(Command::Completions { shell }) => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut CommandLine::command(), "tlstrail", &mut text);
            answer(&String::from_utf8_lossy(&text), streams)
        }
        Some(Command::Man) => {
            let mut text = Vec::new();
            // Writing to memory does not end early.
            let _ = clap_mangen::Man::new(CommandLine::command()).render(&mut text);
            answer(&String::from_utf8_lossy(&text), streams)
        }
        Some(Command::Serve(arguments)) => serve::run(&arguments, streams),
        Some(other) => {
            let word = other.reserved().unwrap_or_default();
            complain(streams, &format!("`{word}` is not in this version; a file of this name is ./{word}"));
            ExitStatus::Trouble
        }
    }
}

fn report(files: &[PathBuf], common: Common, streams: &mut Streams<'_>) -> ExitStatus {
    let standard_input = [PathBuf::from("-")];
    let files = match files {
        [] if streams.stdin_is_terminal => return short_help(streams),
        [] => &standard_input,
        files => files,
    };
    if common.format == Some(Format::Html) && files.len() > 1 {
        complain(streams, ONE_PAGE);
        return ExitStatus::Trouble;
    }
    let Some(config) = configuration(&common, streams) else { return ExitStatus::Trouble };
    let mut session = Session::new(common, config, files.len() > 1, streams);
    let result = files.iter().try_for_each(|path| one(path, &mut session));
    session.close(result)
}

const ONE_PAGE: &str =
    "--format html makes a page of one message; give one FILE, or `tlstrail scan` for one report over many";

/// The configuration, or nothing where it cannot be used, which is told.
fn configuration(common: &Common, streams: &mut Streams<'_>) -> Option<Config> {
    match config::load(common.config.as_deref(), &streams.config_files) {
        Ok(config) => Some(config),
        Err(problem) => {
            complain(streams, &problem);
            None
        }
    }
}

fn one(path: &Path, session: &mut Session<'_, '_>) -> Result<(), Stop> {
    let (source, read) = session.read_message(path);
    match read {
        Ok(input) => session.report(source, &input),
        Err(error) => {
            let place = source.path.as_deref().unwrap_or(file::STANDARD_INPUT);
            session.complain(&format!("{place}: {error}"));
            session.count_failure();
            Ok(())
        }
    }
}

fn scan(paths: &[PathBuf], common: Common, streams: &mut Streams<'_>) -> ExitStatus {
    let standard_input = [PathBuf::from("-")];
    let paths = match paths {
        [] if streams.stdin_is_terminal => {
            complain(streams, "scan needs a PATH, or input through a pipe; see `tlstrail scan --help`");
            return ExitStatus::Trouble;
        }
        [] => &standard_input,
        paths => paths,
    };
    let Some(config) = configuration(&common, streams) else { return ExitStatus::Trouble };
    scan::run(paths, common, config, streams)
}

/// Help and version are answers; everything else is a mistake to be told.
fn usage(error: &clap::Error, streams: &mut Streams<'_>) -> ExitStatus {
    if !error.use_stderr() {
        let text = error.render();
        let colored = streams.stdout_is_terminal && !streams.no_color;
        let text = if colored { text.ansi().to_string() } else { text.to_string() };
        return answer(&text, streams);
    }
    for line in error.render().to_string().lines() {
        let _ = writeln!(streams.stderr, "{}", escape(line.as_bytes()));
    }
    ExitStatus::Trouble
}

/// Writes text that is the whole answer.
fn answer(text: &str, streams: &mut Streams<'_>) -> ExitStatus {
    let written = streams.stdout.write_all(text.as_bytes()).and_then(|()| streams.stdout.flush());
    match written.map_err(Stop::from) {
        Ok(()) | Err(Stop::Closed) => ExitStatus::Done,
        Err(Stop::Output(error)) => {
            complain(streams, &format!("output cannot be written: {error}"));
            ExitStatus::Trouble
        }
    }
}

/// For a person who called the command without anything.
fn short_help(streams: &mut Streams<'_>) -> ExitStatus {
    let usage = CommandLine::command().render_usage();
    let _ = writeln!(
        streams.stderr,
        "{usage}\n\nGive the file of a message or its header, or pipe it in. `tlstrail --help` has examples."
    );
    ExitStatus::Trouble
}

fn complain(streams: &mut Streams<'_>, text: &str) {
    let _ = writeln!(streams.stderr, "tlstrail: {}", escape(text.as_bytes()));
}
