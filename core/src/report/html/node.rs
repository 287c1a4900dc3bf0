//! A page as a tree of elements, and its two written forms: HTML, and JSON for a script that builds the elements itself.
//!
//! Not here: what a page says. Text is made fit to be shown as it enters the tree, so neither form can leave it out.

use crate::report::{escape, escape_line};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// A piece of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Node {
    /// Text, fit to be shown.
    Text(String),
    /// An element and what stands in it.
    Element(Element),
}

/// An element of HTML.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Element {
    /// Its name.
    pub tag: &'static str,
    /// Its attributes, in the order given. Names are the program's own; values are not.
    pub attributes: Vec<(&'static str, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// A new element. Like the other pieces of a tree it is kept a call: a page is made of hundreds.
#[inline(never)]
pub(crate) fn el(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    #[inline(never)]
    pub(crate) fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    #[inline(never)]
    pub(crate) fn class(self, names: impl Into<String>) -> Self {
        self.attr("class", names)
    }

    /// Text on one line.
    #[inline(never)]
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(escape_line(text.as_bytes())));
        self
    }

    /// Text in its own lines and with its own blanks.
    #[inline(never)]
    pub(crate) fn verbatim(mut self, text: &str) -> Self {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut out = String::with_capacity(unix.len());
        for piece in unix.split_inclusive(['\n', '\t']) {
            let bare = piece.trim_end_matches(['\n', '\t']);
            out.push_str(&escape(bare.as_bytes()));
            out.push_str(piece.get(bare.len()..).unwrap_or_default());
        }
        self.children.push(Node::Text(out));
        self
    }

    #[inline(never)]
    pub(crate) fn child(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// A blank, where two elements stand on one line: copied text and screen readers need it.
    #[inline(never)]
    pub(crate) fn blank(mut self) -> Self {
        self.children.push(Node::Text(" ".to_owned()));
        self
    }

    #[inline(never)]
    pub(crate) fn each(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// True where nothing stands in it.
    pub(crate) const fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    pub(crate) fn write_html(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.tag);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            write_text(out, value);
            out.push('"');
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Text(text) => write_text(out, text),
                Node::Element(element) => element.write_html(out),
            }
        }
        out.push_str("</");
        out.push_str(self.tag);
        out.push('>');
    }
}

/// Appends text as it stands between tags or in a quoted attribute (HTML Living Standard §13.1.2). What steers a
/// terminal or the reading direction goes through `escape` first.
pub fn write_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// A string, or a list: the name, an object of attributes, then what stands in it.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Element(element) => element.serialize(serializer),
        }
    }
}

impl Serialize for Element {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        list.serialize_element(self.tag)?;
        list.serialize_element(&Attributes(&self.attributes))?;
        for child in &self.children {
            list.serialize_element(child)?;
        }
        list.end()
    }
}

struct Attributes<'e>(&'e [(&'static str, String)]);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text_in_both_forms() {
        let hostile = "<script>alert('1')</script>\u{1b}[2J\u{202e}&\"";
        let element = el("p").attr("title", hostile).text(hostile);
        let mut html = String::new();
        element.write_html(&mut html);
        assert_eq!(
            html.split_once('>').unwrap().1.len(),
            html.len() - html.find('>').unwrap() - 1,
            "the attribute holds no closing bracket of its own"
        );
        assert!(
            html.ends_with(
                ">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\\u{1b}[2J\\u{202e}&amp;&quot;</p>"
            )
        );
        assert_eq!(html.matches('<').count(), 2, "{html}");
        let json = serde_json::to_value(&element).unwrap();
        assert_eq!(json[0], "p");
        assert_eq!(json[2], "<script>alert('1')</script>\\u{1b}[2J\\u{202e}&\"");
    }

    #[test]
    fn verbatim_text_keeps_its_lines_and_nothing_that_steers() {
        let shown = |text: &str| match el("pre").verbatim(text).children.pop() {
            Some(Node::Text(text)) => text,
            other => panic!("{other:?}"),
        };
        for (text, wanted) in
            [("a\r\n\tb", "a\n\tb"), ("a\rb", "a\nb"), ("a\n\n b\u{1b}", "a\n\n b\\u{1b}"), ("", "")]
        {
            assert_eq!(shown(text), wanted);
        }
    }
}
