//! The README's picture of a terminal is what the command prints, drawn from its own bytes. Where the program's words
//! change, `PICTURE=draw cargo test -p tlstrail-tests picture` draws it again.

use crate::cli::Run;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const SAMPLE: &str = "corpus/chains/tls10-boundary.eml";
/// The picture ends before this line.
const END: &str = "What stands out";
const LINE: usize = 18;
const MARGIN: usize = 16;
const WIDTH: usize = 720;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The class of a run of text, by the number in its escape sequence.
fn class(code: &str) -> &str {
    match code {
        "1" => "b",
        "2" => "d",
        "33" => "y",
        "36" => "c",
        other => panic!("a colour without a class in the picture: {other}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Text with escape sequences as runs of SVG.
fn runs(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut out = escaped(parts.next().unwrap());
    for part in parts {
        let (code, text) = part.split_once('m').unwrap();
        match code {
            "0" => out += &escaped(text),
            _ => write!(out, "<tspan class=\"{}\">{}</tspan>", class(code), escaped(text)).unwrap(),
        }
    }
    out
}

fn draw(command: &str, printed: &str) -> String {
    let prompt = format!("\u{1b}[2m$\u{1b}[0m {command}");
    let lines: Vec<&str> = std::iter::once(prompt.as_str()).chain(printed.lines()).collect();
    let height = lines.len() * LINE + 2 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\">\n\
         <style>text{{font:14px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;white-space:pre;fill:#d8dee4}}\
         .b{{font-weight:bold;fill:#fff}}.d{{fill:#9aa4af}}.y{{fill:#e5c07b}}.c{{fill:#6cc7d6}}</style>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" rx=\"8\" fill=\"#1b1f24\"/>\n"
    );
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let y = MARGIN + (i + 1) * LINE - 5;
        writeln!(svg, "<text x=\"{MARGIN}\" y=\"{y}\" xml:space=\"preserve\">{}</text>", runs(line)).unwrap();
    }
    svg + "</svg>\n"
}

#[test]
fn text_is_drawn_with_its_colours_and_escaped() {
    assert_eq!(runs("a \u{1b}[1m<b> & c\u{1b}[0m d"), "a <tspan class=\"b\">&lt;b> &amp; c</tspan> d");
}

#[test]
fn the_picture_of_the_terminal_is_what_the_command_prints() {
    let sample = root().join(SAMPLE);
    let words = ["--color", "always", "--now", "2026-12-01T00:00:00Z", sample.to_str().unwrap()];
    let out = Run::of(&words).go().out;
    let end = out.find(END).and_then(|at| out[..at].rfind("\n\n")).unwrap();
    let drawn = draw(&format!("tlstrail {SAMPLE}"), &out[..end]);
    let path = root().join("cli/pictures/terminal.svg");
    if std::env::var_os("PICTURE").is_some_and(|wish| wish == "draw") {
        fs::write(&path, &drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "cli/pictures/terminal.svg is out of date: PICTURE=draw cargo test -p tlstrail-tests picture"
    );
}
