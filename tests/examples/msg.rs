//! Packs the header section on standard input into an Outlook message file on standard output, for the page's tests.

use std::io::{Cursor, Read as _, Result, Write as _, stdin, stdout};

fn main() -> Result<()> {
    let mut headers = String::new();
    stdin().read_to_string(&mut headers)?;
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    file.create_stream("__properties_version1.0")?.write_all(&[0; 32])?;
    let wide: Vec<u8> = headers.encode_utf16().flat_map(u16::to_le_bytes).collect();
    file.create_stream("__substg1.0_007D001F")?.write_all(&wide)?;
    stdout().write_all(&file.into_inner().into_inner())
}
