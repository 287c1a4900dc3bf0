//! Builds the paste page: a folder for any static server, and one file that holds everything.
//!
//! `cargo run -p tlstrail-web [OUT]` writes `OUT/tlstrail.html` and `OUT/site/` (default: `web/dist`). Nothing but
//! cargo and the target of `rust-toolchain.toml` is needed: no npm, no bundler. The same sources give the same bytes.

mod join;
mod module;

use anyhow::{Context, Result};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let out = std::env::args_os().nth(1).map_or_else(|| root.join("web/dist"), PathBuf::from);
    let module = module::build(&root)?;
    let parts = join::Parts::read(&root, &module.glue)?;
    let site = out.join("site");
    fs::create_dir_all(&site).with_context(|| format!("{} cannot be made", site.display()))?;
    let packed = module::pack(&module.wasm)?;
    let single = parts.single_file(&packed)?;
    let folder = parts.folder()?;
    let folder_bytes = folder.iter().map(|(_, text)| text.len()).sum::<usize>() + packed.len();
    let folder_packed = folder
        .iter()
        .map(|(_, text)| module::pack(text.as_bytes()).map(|p| p.len()))
        .sum::<Result<usize>>()?;
    for (name, text) in &folder {
        write(&site.join(name), text.as_bytes())?;
    }
    write(&site.join("tlstrail.wasm.gz"), &packed)?;
    write(&site.join("tlstrail.d.ts"), module.types.as_bytes())?;
    write(&out.join("tlstrail.html"), single.as_bytes())?;
    let mut told = std::io::stdout();
    writeln!(told, "module       {:>9} bytes, {:>7} gzipped", module.wasm.len(), packed.len())?;
    writeln!(told, "folder       {folder_bytes:>9} bytes, {:>7} gzipped", folder_packed + packed.len())?;
    writeln!(told, "single file  {:>9} bytes  {}", single.len(), out.join("tlstrail.html").display())?;
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}
