//! What stands between those who find messages and those who read them.

use crate::file::Problem;
use std::ops::ControlFlow;
use std::sync::Arc;
use tlstrail_core::options::SourceId;

/// Whether to go on; the end comes with a signal, or when output can no longer be written.
pub(crate) type Flow = ControlFlow<()>;

/// Where a message stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// The file, and inside of an archive its member; none for standard input.
    pub(crate) path: Option<Arc<str>>,
    /// Its place in a file of many.
    pub(crate) index: Option<u64>,
}

impl Place {
    pub(crate) fn of(path: &str) -> Self {
        Self { path: Some(path.into()), index: None }
    }

    pub(crate) fn at(&self, index: u64) -> Self {
        Self { path: self.path.clone(), index: Some(index) }
    }

    pub(crate) fn source(&self) -> SourceId {
        let mut source = SourceId::default();
        source.path = self.path.as_deref().map(str::to_owned);
        source.index = self.index;
        source
    }
}

/// What takes messages from a reader.
pub(crate) trait Take {
    /// A message, or as much of it as suffices for its report, and what its report is to say of how it was unpacked.
    fn message(&mut self, place: &Place, bytes: &[u8], repair: Option<&'static str>) -> Flow;
    /// Whole lines of NDJSON, of which the first has this number.
    fn lines(&mut self, place: &Place, first: u64, bytes: &[u8]) -> Flow;
    /// A message that could not be read.
    fn failed(&mut self, place: &Place, problem: Problem) -> Flow;
    /// Before input is waited for that may not come for long.
    fn pause(&mut self) -> Flow;
}
