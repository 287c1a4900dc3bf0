//! The tlstrail command.

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::process::ExitCode;
use tlstrail_cli::{Streams, run};

fn main() -> ExitCode {
    let mut streams = Streams {
        stdin: &mut stdin().lock(),
        stdout: &mut stdout().lock(),
        stderr: &mut stderr().lock(),
        stdin_is_terminal: stdin().is_terminal(),
        stdout_is_terminal: stdout().is_terminal(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    run(std::env::args_os(), &mut streams).into()
}
