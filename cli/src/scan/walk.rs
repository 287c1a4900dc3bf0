//! Directories: every file below, in the order of names, links to directories left alone.
//!
//! Of a Maildir, the messages are in `cur` and `new`; its other files are its index, and `tmp` holds what is still being
//! delivered.

use super::gather::Batches;
use super::open::Opener;
use super::source::has_ending;
use super::take::{Flow, Place, Take};
use crate::file::{self, is_maildir};
use std::ffi::OsString;
use std::fs::{self, ReadDir};
use std::io;
use std::path::Path;

/// Names of one directory that are held at once to put them in order; a larger directory comes in several such runs.
const SORTED_NAMES: usize = 50_000;

/// Reads every file below a directory.
pub(crate) fn directory(path: &Path, opener: &mut Opener<'_>, batches: &mut Batches<'_, '_>) -> Flow {
    let kind = if is_maildir(path) { Kind::Maildir } else { Kind::Plain };
    entries(path, kind, opener, batches)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Maildir,
    /// `cur` or `new` of a Maildir.
    Messages,
}

fn entries(path: &Path, kind: Kind, opener: &mut Opener<'_>, batches: &mut Batches<'_, '_>) -> Flow {
    let failed = |error: &io::Error, batches: &mut Batches<'_, '_>| {
        batches.failed(&Place::of(&path.to_string_lossy()), file::explain(error))
    };
    let mut dir = match fs::read_dir(path) {
        Ok(dir) => dir,
        Err(error) => return failed(&error, batches),
    };
    loop {
        let names = match next_names(&mut dir) {
            Ok(names) if names.is_empty() => return Flow::Continue(()),
            Ok(names) => names,
            Err(error) => return failed(&error, batches),
        };
        for (name, is_dir) in names {
            let inner = path.join(&name);
            let flow = match kind {
                _ if is_dir => match below(kind, &name) {
                    Some(kind) if kind == Kind::Plain && is_maildir(&inner) => {
                        entries(&inner, Kind::Maildir, opener, batches)
                    }
                    Some(kind) => entries(&inner, kind, opener, batches),
                    None => Flow::Continue(()),
                },
                Kind::Maildir => Flow::Continue(()),
                Kind::Messages => batches.file(inner),
                Kind::Plain if has_ending(&name.to_string_lossy(), &["eml", "msg"]) => batches.file(inner),
                Kind::Plain => opener.file(&inner, false, batches),
            };
            if flow.is_break() {
                return flow;
            }
        }
    }
}

/// What a directory inside of one is; nothing where it holds no messages.
fn below(kind: Kind, name: &OsString) -> Option<Kind> {
    match (kind, name.to_str()) {
        (Kind::Maildir, Some("cur" | "new")) => Some(Kind::Messages),
        (Kind::Maildir, Some("tmp")) => None,
        _ => Some(Kind::Plain),
    }
}

/// The next names in order, and whether each is a directory. Links to directories, sockets and devices are none.
fn next_names(dir: &mut ReadDir) -> io::Result<Vec<(OsString, bool)>> {
    let mut names = Vec::new();
    for entry in dir.take(SORTED_NAMES) {
        let entry = entry?;
        let kind = entry.file_type()?;
        let is_file = kind.is_file() || (kind.is_symlink() && entry.path().is_file());
        if kind.is_dir() || is_file {
            names.push((entry.file_name(), kind.is_dir()));
        }
    }
    names.sort();
    Ok(names)
}
