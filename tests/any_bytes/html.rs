//! The page, read back: it is the tree that it was written from, and nothing else.

use super::assert_harmless;
use tlstrail_core::report::{Element, Node};

/// A piece of a page in the order written.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

/// The document holds the tree, and no text of it became a tag, an attribute or an entity.
#[track_caller]
pub fn page(document: &str, tree: &Element) {
    markup(document);
    let mut wanted = Vec::new();
    flatten(tree, &mut wanted);
    let main = document.split_once("</h1>").and_then(|(_, rest)| rest.rsplit_once("</main>"));
    let found = pieces(main.unwrap().0);
    for (found, wanted) in found.iter().zip(&wanted) {
        assert_eq!(found, wanted);
    }
    assert_eq!(found.len(), wanted.len());
}

/// A document of which no tag or attribute could have come from a header: it is read strictly, and knows its own alone.
#[track_caller]
pub fn markup(document: &str) {
    assert_harmless(&document.replace('\t', " "));
    let body = document.strip_prefix("<!doctype html>\n").unwrap();
    // The style is the program's own, and no text is in it.
    let (head, rest) = body.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    for piece in [pieces(head), pieces(body)].into_iter().flatten() {
        let Piece::Open(tag, attributes) = piece else { continue };
        let known = "html head meta title body main h1 article b i code dd details div dl dt em footer h2 h3 h4 li mark ol p \
                     pre q section span strong summary ul table caption thead tbody tr th td";
        assert!(known.split_whitespace().any(|known| known == tag), "{tag}");
        for (name, value) in attributes {
            let known = "id class lang charset name content http-equiv scope title style tabindex";
            let ours = known.split(' ').any(|known| known == name)
                || name.starts_with("data-")
                || name.starts_with("aria-");
            assert!(ours, "{name}={value}");
        }
    }
}

fn flatten(element: &Element, pieces: &mut Vec<Piece>) {
    let attributes = element.attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    pieces.push(Piece::Open(element.tag.to_owned(), attributes.collect()));
    for child in &element.children {
        match child {
            Node::Element(element) => flatten(element, pieces),
            Node::Text(text) => push_text(pieces, text.clone()),
            other => panic!("{other:?}"),
        }
    }
    pieces.push(Piece::Close(element.tag.to_owned()));
}

fn push_text(pieces: &mut Vec<Piece>, text: String) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(before)) => before.push_str(&text),
        _ => pieces.push(Piece::Text(text)),
    }
}

/// Reads the strict form that the writer keeps to; any other is a panic.
fn pieces(mut html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    while !html.is_empty() {
        let (text, rest) = html.split_at(html.find('<').unwrap_or(html.len()));
        push_text(&mut pieces, decoded(text));
        let Some(rest) = rest.strip_prefix('<') else { break };
        let (tag, behind) = rest.split_once('>').expect("a tag ends");
        html = behind;
        if let Some(name) = tag.strip_prefix('/') {
            pieces.push(Piece::Close(named(name)));
            continue;
        }
        let (name, mut rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        let mut attributes = Vec::new();
        while let Some(attribute) = rest.strip_prefix(' ') {
            let (name, value) = attribute.split_once("=\"").expect("an attribute has a quoted value");
            let (value, behind) = value.split_once('"').expect("a value ends");
            attributes.push((named(name), decoded(value)));
            rest = behind;
        }
        assert_eq!(rest, "", "{tag}");
        pieces.push(Piece::Open(named(name), attributes));
    }
    pieces
}

fn named(name: &str) -> String {
    assert!(
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    );
    name.to_owned()
}

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        let (entity, behind) = behind.split_once(';').expect("an entity ends");
        out.push_str(before);
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("&{other};"),
        });
        rest = behind;
    }
    out.push_str(rest);
    assert!(!out.contains('\0'));
    out
}
