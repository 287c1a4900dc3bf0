//! Files and standard input: opening, reading, and saying what is wrong with them and how to mend it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of one message that are read. Only its header counts, and the library's own limits on that are far lower.
pub(crate) const MESSAGE_LIMIT: u64 = 64 << 20;

/// What is wrong with an input, in words that name the way out.
pub(crate) type Problem = String;

/// True for the name of standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Opens a file that may be read.
pub(crate) fn open(path: &Path) -> Result<File, Problem> {
    File::open(path).map_err(|error| explain(&error))
}

/// Reads one message: its header and as much of its body as fits the limit.
pub(crate) fn read_message(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader.take(MESSAGE_LIMIT).read_to_end(&mut bytes).map_err(|error| explain(&error))?;
    match packed_form(&bytes) {
        Some(form) => Err(format!("{form} is not read in this version; unpack it first")),
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

/// True for an mbox of more than one message (RFC 4155): a "From " line at the start and behind an empty line.
pub(crate) fn holds_many(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"From ") {
        return false;
    }
    let mut after_empty = false;
    bytes.split(|&b| b == b'\n').skip(1).any(|line| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // The line ends in a date with its clock, which tells it from a sentence that begins with "From".
        let starts = after_empty && line.starts_with(b"From ") && line.contains(&b':');
        after_empty = line.is_empty();
        starts
    })
}

/// What went wrong with a file, and what to do about it.
pub(crate) fn explain(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "this file may not be read; check its permissions".to_owned(),
        io::ErrorKind::IsADirectory => {
            "this is a directory, which is not read in this version; give the files in it".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_messages_are_told_from_one() {
        let table: [(&[u8], bool); 5] = [
            (b"From a Mon Nov 23 17:19:20 2026\nA: 1\n\nx\n\nFrom b Mon Nov 23 17:19:21 2026\nA: 2\n", true),
            (b"From a Mon Nov 23 17:19:20 2026\r\nA: 1\r\n\r\nFrom b Mon Nov 23 17:19:21 2026\r\n", true),
            (b"From a Mon Nov 23 17:19:20 2026\nA: 1\n\nx\nFrom b Mon Nov 23 17:19:21 2026\n", false),
            (b"From a Mon Nov 23 17:19:20 2026\nA: 1\n\nFrom here on all is well\n", false),
            (b"A: 1\n\nFrom b Mon Nov 23 17:19:21 2026\n", false),
        ];
        for (bytes, many) in table {
            assert_eq!(holds_many(bytes), many, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn packed_input_is_named() {
        assert_eq!(
            read_message(&b"\x1f\x8b\x08\0"[..]).unwrap_err(),
            "gzip is not read in this version; unpack it first"
        );
        assert_eq!(read_message(&b"PKs: 1\n"[..]).unwrap(), b"PKs: 1\n");
    }
}
