//! The paths of a command line, each read once.

use super::gather::Batches;
use super::open::Opener;
use super::progress::Progress;
use super::source::{About, Input};
use super::take::{Flow, Place, Take};
use super::walk;
use crate::file;
use crate::signals::Signals;
use std::io::Read;
use std::path::Path;

/// Reads the paths of a command line.
pub(crate) struct Reader<'r> {
    /// Until it is read.
    stdin: Option<&'r mut (dyn Read + Send)>,
    opener: Opener<'r>,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(
        stdin: &'r mut (dyn Read + Send),
        signals: &'r Signals,
        progress: &'r Progress,
    ) -> Self {
        Self { stdin: Some(stdin), opener: Opener::new(signals, progress) }
    }

    /// Reads a file, a directory with all below it, or standard input.
    pub(crate) fn path(&mut self, path: &Path, batches: &mut Batches<'_, '_>) -> Flow {
        if file::is_standard_input(path) {
            return match self.stdin.take() {
                Some(reader) => {
                    let place = Place::default();
                    let input = Input { reader, about: About { name: "", place, live: true, named: true } };
                    self.opener.input(input, None, 0, batches)
                }
                None => batches.failed(&Place::default(), "it was read already; give `-` once".to_owned()),
            };
        }
        if path.is_dir() {
            return walk::directory(path, &mut self.opener, batches);
        }
        self.opener.file(path, true, batches)
    }
}
