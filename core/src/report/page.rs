//! Lines of text of a given width, with or without colour. All text on a page has passed through `escape`.
//!
//! Not here: what the lines say. Width counts characters, not the cells a terminal gives them.

use super::escape::{escape, escape_line};

/// Whether a page may use colour. Words never depend on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum Color {
    /// Text alone.
    #[default]
    Never,
    /// ANSI escape codes (ECMA-48 SGR).
    Ansi,
}

/// How a run of text stands out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tone {
    Normal,
    Strong,
    Good,
    Attention,
    Alarm,
    Quiet,
}

impl Tone {
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Strong => Some("1"),
            Self::Good => Some("36"),
            Self::Attention => Some("33"),
            Self::Alarm => Some("1;31"),
            Self::Quiet => Some("2"),
        }
    }
}

/// Text that grows downwards.
pub(crate) struct Page {
    out: String,
    width: usize,
    color: Color,
}

impl Page {
    pub(crate) fn new(width: usize, color: Color) -> Self {
        Self { out: String::with_capacity(4096), width, color }
    }

    /// A paragraph: `lead` before its first line, as many blanks before the others. Text of blanks alone is left out.
    pub(crate) fn paragraph(&mut self, tone: Tone, lead: &str, text: &str) {
        let shown = escape_line(text.as_bytes());
        if shown.is_empty() {
            return;
        }
        let indent = lead.chars().count();
        let (mut line, mut used) = (String::new(), indent);
        let mut before = lead.to_owned();
        for word in shown.split(' ') {
            let length = word.chars().count();
            if !line.is_empty() && used + 1 + length > self.width {
                self.line(tone, &before, &line);
                before = " ".repeat(indent);
                line.clear();
                used = indent;
            }
            if !line.is_empty() {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
        }
        self.line(tone, &before, &line);
    }

    /// Text in its own lines, as it stands in the header, behind a rule.
    pub(crate) fn verbatim(&mut self, indent: &str, text: &str) {
        let lines = text.split(['\n', '\r']).map(|line| line.trim_matches([' ', '\t']));
        for line in lines.filter(|line| !line.is_empty()) {
            self.line(Tone::Normal, &format!("{indent}| "), &escape(line.as_bytes()));
        }
    }

    /// An empty line, but never two and never at the top.
    pub(crate) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// The text, which ends in one line end.
    pub(crate) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out.push('\n');
        self.out
    }

    /// `text` is escaped already.
    fn line(&mut self, tone: Tone, before: &str, text: &str) {
        self.out.push_str(before);
        match tone.code().filter(|_| self.color == Color::Ansi && !text.is_empty()) {
            Some(code) => {
                self.out.push_str("\u{1b}[");
                self.out.push_str(code);
                self.out.push('m');
                self.out.push_str(text);
                self.out.push_str("\u{1b}[0m");
            }
            None => self.out.push_str(text),
        }
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, color: Color, write: impl FnOnce(&mut Page)) -> String {
        let mut page = Page::new(width, color);
        write(&mut page);
        page.finish()
    }

    #[test]
    fn paragraphs_wrap_at_words_and_hang() {
        let text = page(12, Color::Never, |page| {
            page.paragraph(Tone::Alarm, "1  ", "aaa bbb ccc averyverylongword d");
        });
        assert_eq!(text, "1  aaa bbb\n   ccc\n   averyverylongword\n   d\n");
    }

    #[test]
    fn gaps_do_not_add_up() {
        let text = page(80, Color::Never, |page| {
            page.gap();
            page.paragraph(Tone::Normal, "", "a");
            page.paragraph(Tone::Normal, "- ", " \r\n ");
            page.gap();
            page.gap();
            page.verbatim("", "b \r\n\tc\x1b");
            page.gap();
        });
        assert_eq!(text, "a\n\n| b\n| c\\u{1b}\n");
    }

    #[test]
    fn colour_only_adds() {
        let write = |page: &mut Page| page.paragraph(Tone::Alarm, "- ", "a \x1b[2J b");
        let (plain, colored) = (page(9, Color::Never, write), page(9, Color::Ansi, write));
        assert_eq!(colored.replace("\x1b[1;31m", "").replace("\x1b[0m", ""), plain);
        assert_ne!(colored, plain);
    }
}
