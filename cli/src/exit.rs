//! The exit statuses of the contract.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ExitStatus {
    /// 0: done.
    Done,
    /// 1: a class named with `--fail-on` was met.
    ClassMet,
    /// 2: wrong usage, unreadable input, or output that could not be written.
    Trouble,
}

impl ExitStatus {
    /// The number.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::ClassMet => 1,
            Self::Trouble => 2,
        }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status.code())
    }
}
