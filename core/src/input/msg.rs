//! Outlook's message file (`.msg`): a compound file [MS-CFB] of properties, one of which holds the header section as it
//! travelled [MS-OXPROPS 2.1025, PidTagTransportMessageHeaders].
//!
//! Not here: any other property. A message that never travelled, such as a draft or a sent copy, has no such property,
//! and its header section is empty.

use super::compound::{Compound, MAGIC};
use std::io::{Error, ErrorKind, Read, Result, Seek};

/// The property as UTF-16 and as text of one byte a character [MS-OXMSG 2.1.1].
const UTF16: &str = "__substg1.0_007D001F";
const EIGHT_BIT: &str = "__substg1.0_007D001E";
/// Every Outlook message has this; other compound files (old Word documents) do not [MS-OXMSG 2.4].
const PROPERTIES: &str = "__properties_version1.0";

/// What a report says of such an input.
pub const TAKEN_OUT: &str = "The headers were taken out of an Outlook message file.";

/// True for the first bytes of a compound file.
pub fn is_msg(start: &[u8]) -> bool {
    start.starts_with(MAGIC)
}

/// The header section of an Outlook message file, no more than `limit` bytes of it; empty where the message never
/// travelled. An error of kind `InvalidData` tells that it is no such file, or a damaged one.
pub fn headers(file: impl Read + Seek, limit: u64) -> Result<Vec<u8>> {
    let mut file = Compound::open(file)?;
    if let Some(stream) = file.find(UTF16) {
        Ok(from_utf16(&file.read(stream, limit.saturating_mul(2))?))
    } else if let Some(stream) = file.find(EIGHT_BIT) {
        file.read(stream, limit)
    } else if file.find(PROPERTIES).is_some() {
        Ok(Vec::new())
    } else {
        Err(Error::new(ErrorKind::InvalidData, "this compound file is no Outlook message"))
    }
}

fn from_utf16(bytes: &[u8]) -> Vec<u8> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| u16::from_le_bytes(pair)).filter(|&unit| unit != 0);
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect::<String>()
        .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    const HEADERS: &str =
        "Received: from a.example by b.example; Mon, 23 Nov 2026 17:19:20 +0000\r\nSubject: é\r\n\r\n";

    fn file(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, bytes) in streams {
            file.create_stream(name).unwrap().write_all(bytes).unwrap();
        }
        file.into_inner().into_inner()
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn ok_both_forms_and_none() {
        let wide = utf16(HEADERS);
        for (streams, wanted) in [
            (&[(PROPERTIES, &b"x"[..]), (UTF16, &wide[..])][..], HEADERS),
            (&[(PROPERTIES, b"x"), (EIGHT_BIT, HEADERS.as_bytes())], HEADERS),
            (&[(PROPERTIES, b"x")], ""),
        ] {
            let bytes = file(streams);
            assert!(is_msg(&bytes));
            assert_eq!(String::from_utf8(headers(Cursor::new(bytes), 10_000).unwrap()).unwrap(), wanted);
        }
        let bytes = file(&[(EIGHT_BIT, HEADERS.as_bytes())]);
        assert_eq!(headers(Cursor::new(bytes), 8).unwrap(), b"Received");
    }

    /// Streams short and long, in files of both versions, and a message attached to a message.
    #[test]
    fn ok_every_size_and_version() {
        for version in [cfb::Version::V3, cfb::Version::V4] {
            for size in [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000, 9_000_000] {
                let text: Vec<u8> = (0..=250).cycle().take(size).collect();
                let mut file =
                    cfb::CompoundFile::create_with_version(version, Cursor::new(Vec::new())).unwrap();
                file.create_storage("/__attach_version1.0_#00000000").unwrap();
                let inner = format!("/__attach_version1.0_#00000000/{UTF16}");
                file.create_stream(inner).unwrap().write_all(&utf16("X: inner")).unwrap();
                for number in 0..200 {
                    file.create_stream(format!("/__substg1.0_{number:04X}001E"))
                        .unwrap()
                        .write_all(b"x")
                        .unwrap();
                }
                file.create_stream(format!("/{EIGHT_BIT}")).unwrap().write_all(&text).unwrap();
                let bytes = file.into_inner().into_inner();
                let found = headers(Cursor::new(bytes), u64::MAX).unwrap();
                assert!(found == text, "{version:?} {size}: {}", found.len());
            }
        }
    }

    #[test]
    fn err_other_and_damaged_files_are_told() {
        assert!(headers(Cursor::new(file(&[("/WordDocument", b"x")])), 10).is_err());
        assert!(headers(Cursor::new(MAGIC), 10).is_err());
        assert!(headers(Cursor::new(b"Received: x"), 10).is_err());
    }

    /// Each byte of the tables in turn takes hostile values; nothing panics, and nothing is read beyond the limit.
    #[test]
    fn damage_anywhere_is_an_error_or_text_within_the_limit() {
        let bytes = file(&[(PROPERTIES, b"x"), (UTF16, &utf16(HEADERS).repeat(40))]);
        let tables: Vec<usize> =
            (0..bytes.len()).filter(|&at| at < 512 || bytes.get(at) != Some(&0)).collect();
        for at in tables.into_iter().filter(|at| at < &512 || at % 41 == 0) {
            for value in [0, 1, 0x7f, 0xfe, 0xff] {
                let mut bytes = bytes.clone();
                *bytes.get_mut(at).unwrap() = value;
                if let Ok(text) = headers(Cursor::new(bytes), 1000) {
                    assert!(text.len() <= 3000);
                }
            }
        }
    }
}
