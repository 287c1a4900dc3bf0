//! The library as a module for browsers.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::num::NonZeroU64;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The module and what goes with it.
pub(crate) struct Module {
    pub(crate) wasm: Vec<u8>,
    /// The script that loads it, which makes a global `wasm_bindgen`.
    pub(crate) glue: String,
    /// Its TypeScript types.
    pub(crate) types: String,
}

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

pub(crate) fn build(root: &Path) -> Result<Module> {
    let target = root.join("target");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["build", "--locked", "-p", "tlstrail-wasm", "--target", TARGET, "--profile", PROFILE])
        .arg("--target-dir")
        .arg(&target)
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags(root))
        .status()
        .context("cargo cannot be started")?;
    ensure!(
        status.success(),
        "the module was not built; where the target is missing, run `rustup toolchain install --no-self-update`"
    );
    let built = target.join(TARGET).join(PROFILE).join("tlstrail_wasm.wasm");
    let out = target.join("page");
    Bindgen::new()
        .input_path(&built)
        .no_modules(true)?
        .typescript(true)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&out)?;
    let read = |name: &str| {
        let path = out.join(name);
        fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    Ok(Module {
        wasm: read("tlstrail_wasm_bg.wasm")?,
        glue: String::from_utf8(read("tlstrail_wasm.js")?)?,
        types: String::from_utf8(read("tlstrail_wasm.d.ts")?)?,
    })
}

/// No path of this machine goes into the module, so that it is the same wherever it is built; and the small form of
/// SHA-256, which reads one header in a blink.
fn flags(root: &Path) -> String {
    let mut flags =
        vec!["--cfg=sha2_backend=\"soft\"".to_owned(), "--cfg=sha2_backend_soft=\"compact\"".to_owned()];
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .unwrap_or_default();
    for (from, to) in [(home.as_str(), "c"), (&root.to_string_lossy(), "t")] {
        if !from.is_empty() && !from.contains(' ') {
            flags.push(format!("--remap-path-prefix={from}={to}"));
        }
    }
    flags.join(" ")
}

/// Gzip as small as it gets.
pub(crate) fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let rounds = NonZeroU64::MIN.saturating_add(14);
    let options = zopfli::Options { iteration_count: rounds, ..zopfli::Options::default() };
    let mut packed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}
