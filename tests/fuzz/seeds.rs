//! Writes the inputs from which the fuzz targets begin: `cargo run -p tlstrail-tests --example fuzz-seeds -- FOLDER`.

use std::fs;
use std::io::Result;
use std::path::PathBuf;

fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "tests/fuzz/seeds".into()));
    for (target, inputs) in tlstrail_tests::any_bytes::seeds() {
        let folder = folder.join(target);
        fs::create_dir_all(&folder)?;
        for (number, bytes) in inputs.iter().enumerate() {
            fs::write(folder.join(number.to_string()), bytes)?;
        }
    }
    Ok(())
}
