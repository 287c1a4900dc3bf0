//! Packs the header section on standard input into an Outlook message file on standard output, for the page's tests.

use std::io::{Read as _, Result, Write as _, stdin, stdout};
use tlstrail_tests::any_bytes::outlook;

fn main() -> Result<()> {
    let mut headers = String::new();
    stdin().read_to_string(&mut headers)?;
    let wide: Vec<u8> = headers.encode_utf16().flat_map(u16::to_le_bytes).collect();
    stdout().write_all(&outlook(&[("__properties_version1.0", &[0; 32]), ("__substg1.0_007D001F", &wide)]))
}
