//! Files, archives and streams into messages.
//!
//! Not here: what a source holds (`source`), where one message of several ends (`mbox`, `lines`), and which files there
//! are (`walk`).

use super::progress::Progress;
use super::source::{About, CHUNK, Form, Input, SNIFFED, has_ending};
use super::take::{Flow, Place, Take};
use super::window::Window;
use super::{lines, mbox};
use crate::file::{self, Problem};
use crate::signals::Signals;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use tlstrail_core::mbox::MESSAGE_LIMIT;
use tlstrail_core::{BODY_START, HeaderEnd, header_end, msg};

/// Bytes read at once of a file of one: most header sections fit.
const MESSAGE_CHUNK: usize = 16 << 10;
/// Archives within archives.
const MAX_DEPTH: usize = 4;

/// Reads what it is given, and keeps the memory for the next.
pub(crate) struct Opener<'r> {
    signals: &'r Signals,
    progress: &'r Progress,
    /// One for each depth of archives.
    windows: Vec<Window>,
}

impl<'r> Opener<'r> {
    pub(crate) fn new(signals: &'r Signals, progress: &'r Progress) -> Self {
        Self { signals, progress, windows: Vec::new() }
    }

    /// Reads a file. `named` tells that it stands on the command line.
    pub(crate) fn file(&mut self, path: &Path, named: bool, take: &mut dyn Take) -> Flow {
        let shown = path.to_string_lossy();
        let place = Place::of(&shown);
        let file = match file::open(path) {
            Ok(file) => file,
            Err(problem) => return take.failed(&place, problem),
        };
        // A regular file never waits. Whoever named something else means it to be read as it comes.
        let live = named && !file.metadata().is_ok_and(|data| data.is_file());
        let mut reader =
            Watched { file: &file, live, signals: self.signals, progress: self.progress, read: 0 };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let input = Input { reader: &mut reader, about: About { name: &name, place, live, named } };
        let flow = self.input(input, Some(&file), 0, take);
        self.progress.file(&file, reader.read);
        flow
    }

    /// Reads a stream of any form.
    pub(crate) fn input(
        &mut self,
        mut input: Input<'_>,
        file: Option<&File>,
        depth: usize,
        take: &mut dyn Take,
    ) -> Flow {
        let mut window = self.windows.pop().unwrap_or_else(Window::new);
        window.clear();
        let flow = self.with_window(&mut window, &mut input, file, depth, take);
        self.windows.push(window);
        match flow {
            Ok(flow) => flow,
            Err(error) => take.failed(&input.about.place, file::explain(&error)),
        }
    }

    fn with_window(
        &mut self,
        window: &mut Window,
        input: &mut Input<'_>,
        file: Option<&File>,
        depth: usize,
        take: &mut dyn Take,
    ) -> io::Result<Flow> {
        let single = has_ending(input.about.name, &["eml", "msg", "txt"]) || !input.about.name.contains('.');
        let chunk = if single && !input.about.live { MESSAGE_CHUNK } else { CHUNK };
        loop {
            if input.about.live && take.pause().is_break() {
                return Ok(Flow::Break(()));
            }
            let more = window.fill(input.reader, chunk)?;
            if !more || window.data().len() >= SNIFFED || window.data().contains(&b'\n') {
                break;
            }
        }
        match Form::of(window.data(), input.about.name, input.about.named) {
            Form::Message => message(window, input, take),
            Form::Mbox => mbox::split(window, input, self.signals, take),
            Form::Lines => lines::split(window, input, self.signals, take),
            Form::Outlook => Ok(match outlook(window, input, file) {
                Ok(headers) => take.message(&input.about.place, &headers, Some(msg::TAKEN_OUT)),
                Err(error) => take.failed(&input.about.place, format!("Outlook message: {error}")),
            }),
            Form::Packed(form) => {
                Ok(take.failed(&input.about.place, format!("{form} is not read; unpack it first")))
            }
            Form::Unknown => Ok(take.failed(
                &input.about.place,
                "neither a message nor an mbox nor NDJSON; name the file itself to have it read".to_owned(),
            )),
            Form::Tar | Form::Gzip | Form::Zstd if depth >= MAX_DEPTH => Ok(take
                .failed(&input.about.place, format!("archives are read {MAX_DEPTH} deep; unpack it first"))),
            form => {
                let start = window.data().to_vec();
                let mut whole = Cursor::new(start).chain(&mut *input.reader);
                match form {
                    Form::Tar => self.tar(&mut whole, &input.about, depth, take),
                    Form::Gzip => {
                        let mut reader = MultiGzDecoder::new(whole);
                        Ok(self.unpacked(&mut reader, &[".gz", ".tgz"], &input.about, depth, take))
                    }
                    _ => {
                        let mut reader = zstd::Decoder::new(whole)?;
                        Ok(self.unpacked(&mut reader, &[".zst", ".tzst"], &input.about, depth, take))
                    }
                }
            }
        }
    }

    fn unpacked(
        &mut self,
        reader: &mut dyn Read,
        endings: &[&str],
        about: &About<'_>,
        depth: usize,
        take: &mut dyn Take,
    ) -> Flow {
        let name = endings.iter().find_map(|ending| about.name.strip_suffix(ending)).unwrap_or(about.name);
        let about = About { name, ..about.clone() };
        self.input(Input { reader, about }, None, depth + 1, take)
    }

    fn tar(
        &mut self,
        reader: &mut dyn Read,
        about: &About<'_>,
        depth: usize,
        take: &mut dyn Take,
    ) -> io::Result<Flow> {
        let mut archive = tar::Archive::new(reader);
        for entry in archive.entries()? {
            let mut entry = entry?;
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let member = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let path = match about.place.path.as_deref() {
                Some(archive) => format!("{archive}/{member}"),
                None => member.clone(),
            };
            let name = member.rsplit('/').next().unwrap_or_default();
            let inner = Input {
                reader: &mut entry,
                about: About { name, place: Place::of(&path), live: false, named: false },
            };
            if self.input(inner, None, depth + 1, take).is_break() {
                return Ok(Flow::Break(()));
            }
        }
        Ok(Flow::Continue(()))
    }
}

/// Reads one message as far as its header section goes.
fn message(window: &mut Window, input: &mut Input<'_>, take: &mut dyn Take) -> io::Result<Flow> {
    let end = loop {
        match header_end(window.data()) {
            HeaderEnd::At(end) => {
                let enough = end + BODY_START;
                fill_to(window, input, enough)?;
                break enough.min(window.data().len());
            }
            HeaderEnd::Open if window.data().len() < MESSAGE_LIMIT => {
                // As much again, so that looking again from the start stays linear.
                let wanted = (window.data().len() * 2).max(MESSAGE_CHUNK);
                if !fill_to(window, input, wanted)? {
                    break window.data().len();
                }
            }
            _ => {
                fill_to(window, input, MESSAGE_LIMIT)?;
                break window.data().len().min(MESSAGE_LIMIT);
            }
        }
    };
    Ok(take.message(&input.about.place, window.data().get(..end).unwrap_or_default(), None))
}

/// Reads until so much is there; gives false where nothing was added.
fn fill_to(window: &mut Window, input: &mut Input<'_>, wanted: usize) -> io::Result<bool> {
    let before = window.data().len();
    while window.data().len() < wanted && window.fill(input.reader, MESSAGE_CHUNK)? {}
    Ok(window.data().len() > before)
}

fn outlook(window: &Window, input: &mut Input<'_>, file: Option<&File>) -> Result<Vec<u8>, Problem> {
    let limit = MESSAGE_LIMIT as u64;
    let read = if let Some(file) = file {
        // The file itself can be sought in: nothing but its tables and one property is read.
        msg::headers(file, limit)
    } else {
        let mut bytes = window.data().to_vec();
        let rest = file::FILE_LIMIT.saturating_sub(bytes.len() as u64);
        input.reader.take(rest).read_to_end(&mut bytes).map_err(|error| file::explain(&error))?;
        if bytes.len() as u64 >= file::FILE_LIMIT {
            return Err(
                "an Outlook file of 64 MB or more is not read in an archive; unpack it first".to_owned()
            );
        }
        msg::headers(Cursor::new(bytes), limit)
    };
    read.map_err(|error| error.to_string())
}

/// A file whose reading counts, and ends where a signal asks for it.
struct Watched<'f> {
    file: &'f File,
    live: bool,
    signals: &'f Signals,
    progress: &'f Progress,
    read: u64,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.live && !self.signals.wait_for(self.file) {
            return Ok(0);
        }
        let read = (&mut &*self.file).read(buffer)?;
        self.read += read as u64;
        self.progress.read(read as u64);
        Ok(read)
    }
}
