//! Puts the paste page into the command where `TLSTRAIL_PAGE` names its file. Without it the command is built all the
//! same, and `serve` says how to get a page: a plain build needs neither the page nor what it is made with.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=TLSTRAIL_PAGE");
    let page = match env::var("TLSTRAIL_PAGE") {
        Ok(path) if !path.is_empty() => {
            println!("cargo::rerun-if-changed={path}");
            fs::read(&path)
                .map_err(|error| io::Error::new(error.kind(), format!("TLSTRAIL_PAGE={path}: {error}")))?
        }
        _ => Vec::new(),
    };
    let out = env::var_os("OUT_DIR").unwrap_or_default();
    fs::write(Path::new(&out).join("page.html"), page)
}
