//! The command line: its words, its help and its errors.
//!
//! Not here: what the command does. Words that are reserved for later are known here, so that they are refused plainly
//! and never read as files.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use tlstrail_core::options::{Moment, OptionError, Own, OwnEntry, parse_moment};

/// Shows, step by step, which transfers of a mail its header records as made with TLS, who wrote that, and how far it
/// can be relied on.
///
/// Give the whole source of a message ("show original", "view source") or its header alone. Nothing leaves this
/// machine.
#[derive(Parser, Debug)]
#[command(
    name = "tlstrail",
    version,
    max_term_width = 100,
    override_usage = "tlstrail [OPTIONS] [FILE]...\n       tlstrail scan [OPTIONS] [PATH]...\n       tlstrail explain [CODE]...\n       tlstrail serve [OPTIONS]",
    after_help = EXAMPLES
)]
pub(crate) struct CommandLine {
    /// A message or header block; `-`, or none with piped input, reads standard input.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  tlstrail letter.eml                      the answer, then every step, oldest first
  tlstrail < letter.eml                    the same from standard input
  tlstrail --own example.com letter.eml    the answer is about the handover to example.com
  tlstrail --format json letter.eml        the same facts for programs
  tlstrail -q --fail-on plain letter.eml   no report, only the exit status
  tlstrail --format markdown letter.eml    the same for a ticket
  tlstrail --format html letter.eml > r.html
                                           the same as a page of its own
  tlstrail scan export.ndjson              many messages, one report a line
  tlstrail explain silent-downgrade        what a code of the report means
  tlstrail serve                           the paste page on 127.0.0.1

Exit status:
  0  done
  1  a class named with --fail-on was met
  2  wrong usage, unreadable input, or output that could not be written";

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Read many messages and write one report a line, in the order of the input.
    ///
    /// PATH is a directory with all below it, a Maildir, an mbox, NDJSON with one {"id": "...", "headers": "..."} or
    /// {"id": "...", "message": "..."} a line, a tar archive, an Outlook .msg, a message, or any of these packed by gzip
    /// or zstd. `-`, or none with piped input, reads standard input, and answers each line before it waits for the next.
    /// A message that cannot be read gets a record with "error" and does not stop the others. The counts of all stand
    /// on standard error at the end.
    #[command(override_usage = "tlstrail scan [OPTIONS] [PATH]...", after_help = SCAN_EXAMPLES)]
    Scan {
        /// Directories, mailboxes, archives, NDJSON files or messages.
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Tell what a finding, caveat, state or other word of the report means, with its source.
    ///
    /// CODE is any code or word of a report, the name of a program that writes lines, or one of `writers`, `laws`,
    /// `caveats`, `findings`. Without CODE, all of them are listed.
    #[command(override_usage = "tlstrail explain [CODE]...", after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Print the JSON Schema (draft 2020-12) of the report.
    Schema,
    /// Serve the paste page to a browser on this machine, until it is ended.
    ///
    /// The page reads the message in the browser. It is served at 127.0.0.1 only.
    #[command(override_usage = "tlstrail serve [OPTIONS]")]
    Serve(Serve),
    #[command(hide = true, disable_help_flag = true)]
    Probe(Reserved),
    /// Print the completions of a shell.
    #[command(
        after_help = "Example:\n  tlstrail completions bash > ~/.local/share/bash-completion/completions/tlstrail"
    )]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in roff.
    #[command(after_help = "Example:\n  tlstrail man > ~/.local/share/man/man1/tlstrail.1")]
    Man,
}

const SCAN_EXAMPLES: &str = "\
Examples:
  tlstrail scan export.ndjson > reports.ndjson
  tlstrail scan ~/Maildir archive.mbox.gz export.tar.zst > reports.ndjson
  tail -F export.ndjson | tlstrail scan - | jq -r '[.source.id, .summary.outcome] | @tsv'
  tlstrail scan --own example.com --fail-on plain inbox/
  tlstrail scan --own example.com --format html archive.mbox > report.html

Exit status:
  0  done, even if some messages could not be read
  1  a class named with --fail-on was met
  2  wrong usage, nothing could be read, or output that could not be written
A scan that SIGINT or SIGTERM ends finishes the records that were read.";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  tlstrail explain unrecorded
  tlstrail explain postfix
  tlstrail explain laws
  tlstrail explain --all > reference.md

Exit status:
  0  done
  2  no such code, or output that could not be written";

impl Command {
    /// The word, for those not in this version.
    pub(crate) fn reserved(&self) -> Option<&'static str> {
        match self {
            Self::Scan { .. }
            | Self::Explain(_)
            | Self::Schema
            | Self::Serve(_)
            | Self::Completions { .. }
            | Self::Man => None,
            Self::Probe(_) => Some("probe"),
        }
    }
}

/// Whatever follows a reserved word.
#[derive(Args, Debug)]
pub(crate) struct Reserved {
    #[arg(hide = true, trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<OsString>,
}

/// What to serve, and where.
#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, value_name = "PORT", default_value_t = 7468)]
    pub(crate) port: u16,
    /// A page to serve in place of the one built in.
    #[arg(long, value_name = "FILE")]
    pub(crate) page: Option<PathBuf>,
}

/// What to explain.
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// Codes or words of a report.
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,
    /// The complete reference, as Markdown.
    #[arg(long, conflicts_with = "codes")]
    pub(crate) all: bool,
    /// Colour in text [default: auto].
    #[arg(long, value_name = "WHEN")]
    pub(crate) color: Option<When>,
}

/// Options of both report and scan.
#[derive(Args, Debug, Default)]
pub(crate) struct Common {
    /// text, markdown, html, json, ndjson, csv, ecs or ocsf [default: text; ndjson for scan].
    ///
    /// csv has a row and ecs an event for each step; ocsf has an event for each message. In a scan, markdown and html
    /// are one report over all messages, with charts.
    #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
    pub(crate) format: Option<Format>,
    /// A host, domain, address or network (CIDR) of your own mail system; may be repeated.
    ///
    /// A name stands for itself and everything below it.
    #[arg(long, value_name = "VALUE", value_parser = parse_own)]
    pub(crate) own: Vec<OwnEntry>,
    /// A TOML file that names your own systems and partners [default: ./tlstrail.toml, then tlstrail.toml in the user's
    /// configuration directory].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Replace mailbox names, the subject, signed-in users and private addresses by placeholders.
    #[arg(long)]
    pub(crate) redact: bool,
    /// The time of analysis as RFC 3339 writes it, for repeatable output [default: the system's].
    #[arg(long, value_name = "TIME", value_parser = parse_now)]
    pub(crate) now: Option<Moment>,
    /// Exit with 1 where any step is of this class; may be repeated or separated by commas.
    #[arg(long, value_name = "CLASS", value_delimiter = ',')]
    pub(crate) fail_on: Vec<Class>,
    /// Colour in text [default: auto].
    #[arg(long, value_name = "WHEN")]
    pub(crate) color: Option<When>,
    /// Print no reports and no notes: only errors and the exit status.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Threads of a scan [default: one for each core].
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZero<usize>>,
    /// Tell the progress of a scan on standard error, even where that is no terminal.
    #[arg(long)]
    pub(crate) progress: bool,
}

impl Common {
    /// These options, overruled by those that stand after `scan`; lists add up.
    pub(crate) fn then(mut self, later: Self) -> Self {
        self.own.extend(later.own);
        self.fail_on.extend(later.fail_on);
        Self {
            format: later.format.or(self.format),
            own: self.own,
            config: later.config.or(self.config),
            redact: later.redact || self.redact,
            now: later.now.or(self.now),
            fail_on: self.fail_on,
            color: later.color.or(self.color),
            quiet: later.quiet || self.quiet,
            jobs: later.jobs.or(self.jobs),
            progress: later.progress || self.progress,
        }
    }
}

/// The formats of this version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
    Json,
    Ndjson,
    Csv,
    Ecs,
    Ocsf,
}

/// What `--fail-on` looks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Class {
    /// A step without TLS whose line would have told.
    Plain,
    /// A step with TLS below today's minimum.
    Outdated,
    /// A step whose line cannot tell.
    Unrecorded,
    /// A line that contradicts itself, or that two cautions of different kinds speak against.
    Contradicted,
    /// A partner's agreement that was not met.
    Partner,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    Always,
    Never,
}

const FORMATS: [(&str, Format); 8] = [
    ("text", Format::Text),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("json", Format::Json),
    ("ndjson", Format::Ndjson),
    ("csv", Format::Csv),
    ("ecs", Format::Ecs),
    ("ocsf", Format::Ocsf),
];

fn parse_format(text: &str) -> Result<Format, String> {
    if let Some((_, format)) = FORMATS.iter().find(|(name, _)| *name == text) {
        return Ok(*format);
    }
    let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    Err(format!("no such format; use one of {}", names.join(", ")))
}

fn parse_own(text: &str) -> Result<OwnEntry, OptionError> {
    Own::parse(text)
}

fn parse_now(text: &str) -> Result<Moment, OptionError> {
    parse_moment(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(words: &[&str]) -> CommandLine {
        CommandLine::try_parse_from([&["tlstrail"], words].concat()).unwrap()
    }

    #[test]
    fn the_definition_holds_together() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn options_may_stand_before_and_after_scan_and_add_up() {
        let line = parse(&[
            "--own",
            "a.example",
            "--now",
            "2026-01-01T00:00:00Z",
            "scan",
            "--own",
            "b.example",
            "-q",
            "x",
        ]);
        assert!(line.files.is_empty());
        let Some(Command::Scan { paths, common }) = line.command else { panic!("not scan") };
        assert_eq!(paths, [PathBuf::from("x")]);
        let common = line.common.then(common);
        assert_eq!(common.own.len(), 2);
        assert!(common.now.is_some() && common.quiet);
    }

    #[test]
    fn a_word_is_a_file_behind_the_first_file_or_with_a_path() {
        assert_eq!(parse(&["a.eml", "scan"]).files.len(), 2);
        assert_eq!(parse(&["./scan"]).files.len(), 1);
        assert_eq!(parse(&["probe", "--json", "x"]).command.and_then(|c| c.reserved()), Some("probe"));
    }

    #[test]
    fn classes_may_be_separated_by_commas() {
        assert_eq!(
            parse(&["--fail-on", "plain,outdated", "x"]).common.fail_on,
            [Class::Plain, Class::Outdated]
        );
    }
}
