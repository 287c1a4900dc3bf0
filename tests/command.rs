//! The command, run in this process.

use serde_json::Value;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use tlstrail_cli::{Signals, Streams, run};

/// One run of the command, with surroundings of its own.
pub struct Run<'a> {
    arguments: Vec<&'a str>,
    stdin: Box<dyn Read + Send + 'a>,
    /// A person would have to type the input.
    pub stdin_is_terminal: bool,
    /// A person sees the output.
    pub stdout_is_terminal: bool,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// Where a configuration may lie.
    pub config_files: Vec<PathBuf>,
}

/// What came of it.
pub struct Ran {
    /// The exit status.
    pub code: u8,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl<'a> Run<'a> {
    /// A run with these arguments and an empty standard input.
    pub fn of(arguments: &[&'a str]) -> Self {
        Self {
            arguments: [&["tlstrail"], arguments].concat(),
            stdin: Box::new(io::empty()),
            stdin_is_terminal: false,
            stdout_is_terminal: false,
            no_color: false,
            config_files: Vec::new(),
        }
    }

    /// Gives it a standard input.
    #[must_use]
    pub fn stdin(mut self, bytes: impl Read + Send + 'a) -> Self {
        self.stdin = Box::new(bytes);
        self
    }

    /// Runs.
    pub fn go(self) -> Ran {
        let mut out = Vec::new();
        let (code, err) = self.into(&mut out);
        Ran { code, out: String::from_utf8(out).unwrap(), err }
    }

    /// Runs with another standard output; gives the exit status and standard error.
    pub fn into(mut self, stdout: &mut (dyn Write + Send)) -> (u8, String) {
        let mut err = Vec::new();
        let mut streams = Streams {
            stdin: &mut self.stdin,
            stdout,
            stderr: &mut err,
            stdin_is_terminal: self.stdin_is_terminal,
            stdout_is_terminal: self.stdout_is_terminal,
            stderr_is_terminal: false,
            signals: &Signals::none(),
            no_color: self.no_color,
            config_files: self.config_files,
        };
        let status = run(self.arguments, &mut streams);
        (status.code(), String::from_utf8(err).unwrap())
    }
}

impl Ran {
    /// The output as one JSON value a line.
    pub fn records(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Refused with exit status 2, with these words and without output.
    #[track_caller]
    pub fn assert_refused(&self, words: &str) {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{}", self.err);
        assert!(self.err.contains(words), "{words} is not in: {}", self.err);
    }
}
