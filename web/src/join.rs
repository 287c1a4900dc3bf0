//! Joins the page's files: into one document with a content policy by hashes, or into a folder.

use crate::module::pack;
use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// The page's scripts, in the order in which they are joined.
const SCRIPTS: [&str; 8] = ["report", "tree", "reader", "words", "input", "settings", "take", "main"];

pub(crate) struct Parts {
    page: String,
    style: String,
    script: String,
    worker: String,
    /// The README's cases as JSON, packed.
    examples: String,
}

impl Parts {
    pub(crate) fn read(root: &Path, glue: &str) -> Result<Self> {
        let read = |path: &str| {
            let path = root.join(path);
            fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
        };
        let mut script = String::from("\"use strict\";\n(async () => {\n");
        for name in SCRIPTS {
            script.push_str(&read(&format!("web/page/{name}.js"))?);
        }
        script.push_str("})();\n");
        let parts = Self {
            page: read("web/page/index.html")?.replace("<!--version-->", env!("CARGO_PKG_VERSION")),
            style: lean(&format!("{}{}", tlstrail_core::report::STYLE, read("web/page/style.css")?)),
            script: lean(&script),
            worker: lean(&format!("{glue}\n{}", read("web/page/worker.js")?)),
            examples: packed("examples", pack(examples(root, &read("README.md")?)?.as_bytes())?),
        };
        let ends = parts.script.to_ascii_lowercase().contains("</script");
        ensure!(!ends, "the script would end its own element");
        Ok(parts)
    }

    /// Everything in one document. The policy lets run and be drawn what is in it, and nothing be sent.
    pub(crate) fn single_file(&self, module: &[u8]) -> Result<String> {
        let policy = format!(
            "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; worker-src blob:; {COMMON}",
            hash(&self.script),
            hash(&self.style)
        );
        let data = [
            self.examples.clone(),
            packed("worker", pack(self.worker.as_bytes())?),
            packed("module", module),
        ];
        self.join(
            &policy,
            &format!("<style>{}</style>", self.style),
            &data.concat(),
            &format!("<script>{}</script>", self.script),
        )
    }

    /// The files of the folder but the module.
    pub(crate) fn folder(&self) -> Result<Vec<(&'static str, String)>> {
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; worker-src 'self'; \
             connect-src 'self'; {COMMON}"
        );
        let page = self.join(
            &policy,
            "<link rel=\"stylesheet\" href=\"style.css\">",
            &self.examples,
            "<script src=\"app.js\"></script>",
        )?;
        Ok(vec![
            ("index.html", page),
            ("style.css", self.style.clone()),
            ("app.js", self.script.clone()),
            ("worker.js", self.worker.clone()),
        ])
    }

    fn join(&self, policy: &str, style: &str, data: &str, script: &str) -> Result<String> {
        let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        let places = [("policy", policy.as_str()), ("style", style), ("data", data), ("script", script)];
        let mut page = self.page.clone();
        for (name, text) in places {
            let place = format!("<!--{name}-->");
            let (before, after) =
                page.split_once(&place).with_context(|| format!("index.html has no {place}"))?;
            page = [before, text, after].concat();
        }
        Ok(page)
    }
}

/// Without indents, empty lines and lines of comment, which take a tenth of the text. No string of a script runs over
/// a line that begins so.
fn lean(text: &str) -> String {
    let lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

const COMMON: &str =
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types tlstrail";

/// A block that is never run: bytes that are gzip already, in letters that end no element.
fn packed(id: &str, bytes: impl AsRef<[u8]>) -> String {
    let text = BASE64.encode(bytes);
    format!("<script type=\"application/octet-stream;base64\" id=\"{id}\">{text}</script>\n")
}

/// A source expression of CSP Level 3 for an element's text.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

/// The cases that the README shows: its heading, and the sample below it.
fn examples(root: &Path, readme: &str) -> Result<String> {
    let mut found = Vec::new();
    for part in readme.split("\n### ").skip(1) {
        let title = part.lines().next().unwrap_or_default();
        let Some((_, rest)) = part.split_once("<!-- shows: ") else { continue };
        let Some((path, _)) = rest.split_once(" -->") else { continue };
        let text = fs::read_to_string(root.join(path)).with_context(|| format!("{path} of the README"))?;
        found.push(serde_json::json!({ "title": title, "text": text }));
    }
    ensure!(found.len() >= 5, "the README shows five cases, found {}", found.len());
    Ok(serde_json::to_string(&found)?)
}
