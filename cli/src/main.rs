//! The tlstrail command.

use std::io::{IsTerminal, stderr, stdin, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use tlstrail_cli::{Streams, run};

fn main() -> ExitCode {
    let mut streams = Streams {
        stdin: &mut stdin().lock(),
        stdout: &mut stdout().lock(),
        stderr: &mut stderr().lock(),
        stdin_is_terminal: stdin().is_terminal(),
        stdout_is_terminal: stdout().is_terminal(),
        config_files: config_files(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    run(std::env::args_os(), &mut streams).into()
}

/// `tlstrail.toml` here, then in the user's configuration directory (XDG Base Directory; `APPDATA` on Windows).
fn config_files() -> Vec<PathBuf> {
    const NAME: &str = "tlstrail.toml";
    let named = |key: &str| std::env::var_os(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || named("HOME").map(|home| home.join(".config"));
    let user = named("XDG_CONFIG_HOME").or_else(|| named("APPDATA")).or_else(home);
    std::iter::once(PathBuf::from(NAME)).chain(user.map(|dir| dir.join(NAME))).collect()
}
