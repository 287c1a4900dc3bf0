//! Files and standard input: opening, reading, and saying what is wrong with them and how to mend it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use tlstrail_core::msg;

/// Bytes of one message that are read. Only its header counts, and the library's own limits on that are far lower.
pub(crate) const FILE_LIMIT: u64 = 64 << 20;

/// What is wrong with an input, in words that name the way out.
pub(crate) type Problem = String;

/// How messages name standard input.
pub(crate) const STANDARD_INPUT: &str = "standard input";

/// True for the name of standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// True for a Maildir, which is told by its `cur` and `new` (<https://cr.yp.to/proto/maildir.html>).
pub(crate) fn is_maildir(path: &Path) -> bool {
    path.join("cur").is_dir() && path.join("new").is_dir()
}

/// Opens a file that may be read.
pub(crate) fn open(path: &Path) -> Result<File, Problem> {
    File::open(path).map_err(|error| explain(&error))
}

/// Reads one message: its header and as much of its body as fits the limit.
pub(crate) fn read_message(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(FILE_LIMIT).read_to_end(&mut bytes).map_err(|error| explain(&error))?;
    match packed_form(&bytes) {
        Some(form) => {
            Err(format!("{form} is not read as one message; unpack it first, or use `tlstrail scan`"))
        }
        // Its tables may stand at the end.
        None if msg::is_msg(&bytes) && bytes.len() as u64 == FILE_LIMIT => {
            Err("an Outlook file of 64 MB or more is not read as one message; use `tlstrail scan`".to_owned())
        }
        None => Ok(bytes),
    }
}

/// The name of a compressed form by its first bytes.
pub(crate) fn packed_form(start: &[u8]) -> Option<&'static str> {
    let forms: [(&[u8], &str); 5] = [
        (b"\x1f\x8b", "gzip"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"PK\x03\x04", "zip"),
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
    ];
    forms.iter().find(|(magic, _)| start.starts_with(magic)).map(|&(_, name)| name)
}

/// What went wrong with a file, and what to do about it.
pub(crate) fn explain(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "this file may not be read; check its permissions".to_owned(),
        io::ErrorKind::IsADirectory => {
            "this is a directory; give the files in it, or use `tlstrail scan`".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlook_file_that_was_cut_is_not_called_damaged() {
        let file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".chain(io::repeat(0));
        assert!(read_message(file).unwrap_err().contains("64 MB or more"));
    }

    #[test]
    fn packed_input_is_named() {
        assert_eq!(
            read_message(&b"\x1f\x8b\x08\0"[..]).unwrap_err(),
            "gzip is not read as one message; unpack it first, or use `tlstrail scan`"
        );
        assert_eq!(read_message(&b"PKs: 1\n"[..]).unwrap(), b"PKs: 1\n");
    }
}
