//! The tlstrail command.

use std::io::{self, IsTerminal, stderr, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use tlstrail_cli::{Input, Output, Signals, Streams, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> io::Result<ExitCode> {
    let signals = Signals::of_process();
    let mut streams = Streams {
        stdin: &mut Input::new(&signals)?,
        stdout: &mut Output::new()?,
        stderr: &mut stderr(),
        stdin_is_terminal: stdin().is_terminal(),
        stdout_is_terminal: stdout().is_terminal(),
        stderr_is_terminal: stderr().is_terminal(),
        signals: &signals,
        config_files: config_files(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    let status = run(std::env::args_os(), &mut streams);
    signals.pass_on();
    Ok(status.into())
}

/// `tlstrail.toml` here, then in the user's configuration directory (XDG Base Directory; `APPDATA` on Windows).
fn config_files() -> Vec<PathBuf> {
    const NAME: &str = "tlstrail.toml";
    let named = |key: &str| std::env::var_os(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || named("HOME").map(|home| home.join(".config"));
    let user = named("XDG_CONFIG_HOME").or_else(|| named("APPDATA")).or_else(home);
    std::iter::once(PathBuf::from(NAME)).chain(user.map(|dir| dir.join(NAME))).collect()
}
