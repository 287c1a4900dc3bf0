//! Standard input and output of the process, without the buffers of the standard library.
//!
//! Input ends where a signal asks for it. Output that fails leaves whole lines only: of a file on a full disk, the
//! piece of a line that was written last is taken back.

use crate::signals::Signals;
use std::fs::File;
use std::io::{self, Read, Seek, Write};

/// Standard input.
pub struct Input<'s> {
    file: File,
    signals: &'s Signals,
}

impl<'s> Input<'s> {
    /// The process's own.
    pub fn new(signals: &'s Signals) -> io::Result<Self> {
        Ok(Self { file: own(&io::stdin())?, signals })
    }
}

impl Read for Input<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.signals.wait_for(&self.file) { self.file.read(buffer) } else { Ok(0) }
    }
}

/// Standard output.
pub struct Output {
    file: File,
    /// Bytes behind the last line end.
    open: u64,
}

impl Output {
    /// The process's own.
    pub fn new() -> io::Result<Self> {
        Ok(Self::of(own(&io::stdout())?))
    }

    const fn of(file: File) -> Self {
        Self { file, open: 0 }
    }

    /// Takes a piece of a line back from the end of a file.
    fn make_whole(&mut self) {
        let is_file = self.file.metadata().is_ok_and(|data| data.is_file());
        if is_file && self.open > 0 {
            let end = self.file.stream_position().and_then(|at| {
                let end = at.saturating_sub(self.open);
                // Somebody else may have written behind it.
                if self.file.metadata()?.len() == at {
                    self.file.set_len(end)?;
                    self.file.seek(io::SeekFrom::Start(end))?;
                }
                Ok(())
            });
            // What is left is told by the error that led here.
            let _ = end;
            self.open = 0;
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.file.write(bytes) {
            Ok(written) => {
                let done = bytes.get(..written).unwrap_or_default();
                self.open = match memchr::memrchr(b'\n', done) {
                    Some(end) => (written - end - 1) as u64,
                    None => self.open + written as u64,
                };
                Ok(written)
            }
            Err(error) => {
                if error.kind() != io::ErrorKind::Interrupted {
                    self.make_whole();
                }
                Err(error)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
fn own(stream: &impl std::os::fd::AsFd) -> io::Result<File> {
    Ok(File::from(stream.as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn own(stream: &impl std::os::windows::io::AsHandle) -> io::Result<File> {
    Ok(File::from(stream.as_handle().try_clone_to_owned()?))
}
