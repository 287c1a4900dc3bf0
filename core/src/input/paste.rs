//! Finds a header section in a pasted text and undoes what pasting did to its lines: quote marks, a constant indent,
//! text around the block, empty lines between fields, and lost folding.
//!
//! Not here: damage inside a value (`value`) and damage to the whole text (`text`). The result is a copy in which
//! every continuation line begins with a blank again; line ends stay as they were.

use super::fields::{Stop, is_spaced_out};
use super::lines::{Line, Lines};
use super::shape::{self, Folds, StampEnd, blank_len, blanks_len, is_clear, is_received};
use super::{Counts, Field, cut};
use crate::limits::Limits;
use crate::span::Span;
use crate::vocab::field_name::FieldName;

/// A section read out of a paste.
#[derive(Debug)]
pub(super) struct Pasted {
    pub(super) header: Vec<u8>,
    pub(super) fields: Vec<Field>,
    /// Where the section lies in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) stop: Stop,
    /// The text begins inside a field or breaks off inside a field name.
    pub(super) cut: bool,
    /// The text shows that it was copied out of a window: text before it, quote marks, an indent, empty lines.
    pub(super) from_window: bool,
}

impl Pasted {
    const NOTHING: Self = Self {
        header: Vec::new(),
        fields: Vec::new(),
        start: 0,
        end: 0,
        stop: Stop::LineEnd,
        cut: false,
        from_window: false,
    };
}

/// Reads the section; without any field where none was found.
pub(super) fn read(lines: Lines, limits: &Limits, counts: &mut Counts) -> Pasted {
    let Some(section) = locate(lines) else { return Pasted::NOTHING };
    let mut writer = Writer {
        section,
        folds: folds(section),
        quoted_printable: has_quoted_printable(section),
        limits,
        counts,
        header: Vec::new(),
        fields: Vec::new(),
        stamp: None,
        soft_break: 0,
        breaks_off: false,
    };
    let mut span: Option<(usize, usize)> = None;
    let mut stop = Stop::LineEnd;
    let mut walk = Walk::new(section);
    while let Some(item) = walk.next() {
        match writer.take(&item) {
            Taken::Before => continue,
            Taken::Kept => {}
            Taken::Full => {
                stop = Stop::FieldLimit;
                break;
            }
        }
        span = Some((span.map_or(item.line.start, |(start, _)| start), item.line.next));
        stop = if item.line.next > item.line.end { Stop::LineEnd } else { Stop::InsideLine };
    }
    if stop != Stop::FieldLimit && walk.found_end {
        stop = Stop::EmptyLine;
    }
    writer.close();
    let Writer { header, fields, breaks_off, .. } = writer;
    let (start, end) = span.unwrap_or_default();
    counts.spaced_out = walk.skipped;
    counts.before = lines_between(lines, 0, start);
    Pasted {
        header,
        fields,
        start,
        end,
        stop,
        cut: breaks_off || (section.kind == Kind::Plain && start > 0 && begins_with_blank(lines)),
        from_window: section.kind != Kind::Plain || section.spaced_out || counts.before > 0,
    }
}

/// How the lines of a section begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Quoted,
    Indented,
}

/// A run of lines that holds a header section.
#[derive(Clone, Copy, Debug)]
struct Section<'a> {
    lines: Lines<'a>,
    at: usize,
    kind: Kind,
    /// What every line begins with.
    prefix: &'a [u8],
    spaced_out: bool,
}

/// Finds the section: around the first `Received` field, else around the first field with a well-known name.
fn locate(lines: Lines<'_>) -> Option<Section<'_>> {
    let mut at = 0;
    let mut run = 0;
    let mut plain_field_in_run = false;
    // The last run judged, and the prefix found in it. A run is judged once, whatever stands in it.
    let mut judged = (usize::MAX, None);
    let mut first_field = true;
    let mut fallback: Option<Section> = None;
    while let Some(line) = lines.at(at) {
        at = line.next;
        let content = lines.content(line);
        let prefix = prefix_len(content);
        if prefix == content.len() || is_caption(content) {
            (run, plain_field_in_run) = (line.next, false);
            continue;
        }
        let bare = cut(content, prefix, content.len());
        let Some(name) = shape::name(bare).filter(|&name| is_clear(bare, name)) else { continue };
        let word = cut(bare, 0, name.len);
        let prefix = cut(content, 0, prefix);
        let kind = kind_of(prefix);
        let mut section = Section { lines, at: run, kind, prefix, spaced_out: false };
        if first_field && kind == Kind::Plain {
            first_field = false;
            if is_spaced_out(lines, line.start) {
                return Some(Section { at: line.start, spaced_out: true, ..section });
            }
        }
        let received = is_received(word);
        let wanted = received || (fallback.is_none() && shape::is_known(word));
        if kind != Kind::Plain && wanted && judged.0 != run {
            let indent =
                if kind == Kind::Indented { common_indent(lines, line.start, prefix) } else { prefix.len() };
            let fits = if kind == Kind::Indented { indent > 0 } else { mostly_quoted(lines, line.start) };
            judged = (run, fits.then_some((kind, cut(prefix, 0, indent))));
        }
        let fits = match (kind, judged) {
            (Kind::Plain, _) => wanted,
            (_, (at, Some((found, prefix)))) if at == run && found == kind => {
                section.prefix = prefix;
                wanted && (kind == Kind::Quoted || !plain_field_in_run)
            }
            _ => false,
        };
        if fits && received {
            section.spaced_out = is_spaced_out(lines, line.start);
            return Some(section);
        }
        if fits && fallback.is_none() {
            fallback = Some(section);
        }
        plain_field_in_run |= kind == Kind::Plain;
    }
    fallback
}

/// Gives the lines of a section without their prefix, up to its end.
struct Walk<'a> {
    section: Section<'a>,
    at: usize,
    started: bool,
    /// Empty lines stepped over.
    skipped: usize,
    found_end: bool,
}

struct Item<'a> {
    line: Line,
    body: &'a [u8],
}

impl<'a> Walk<'a> {
    fn new(section: Section<'a>) -> Self {
        Self { section, at: section.at, started: false, skipped: 0, found_end: false }
    }

    /// The content of a line without the section's prefix; `None` where the line has none.
    fn strip(&self, content: &'a [u8]) -> Option<&'a [u8]> {
        let prefix = self.section.prefix;
        if let Some(body) = content.strip_prefix(prefix) {
            return Some(body);
        }
        // `>` alone, or `>>` where the block has `> > `: as many marks, and at most one blank behind them.
        let mut marks = prefix.iter().filter(|&&b| is_mark(b)).count();
        if marks == 0 {
            return None;
        }
        let mut at = 0;
        while marks > 0 {
            let rest = cut(content, at, content.len());
            match rest.first() {
                Some(&b) if is_mark(b) => (marks, at) = (marks - 1, at + 1),
                _ if blank_len(rest) > 0 => at += blank_len(rest),
                _ => return None,
            }
        }
        let rest = cut(content, at, content.len());
        Some(if prefix.last() == Some(&b' ') { rest.strip_prefix(b" ").unwrap_or(rest) } else { rest })
    }

    /// A line without the prefix still belongs where the next one has it: the paste was wrapped.
    fn is_wrapped(&self, next: usize) -> bool {
        self.section.lines.at(next).is_some_and(|line| {
            let body = self.strip(self.section.lines.content(line));
            body.is_some_and(|body| blanks_len(body) < body.len())
        })
    }

    /// In a spaced-out block, a line of no certain shape still belongs where another field follows soon.
    fn leads_on(&self, mut at: usize) -> bool {
        for _ in 0..MAX_LOOK_AHEAD {
            let Some(line) = self.section.lines.at(at) else { return false };
            let body = self.strip(self.section.lines.content(line)).unwrap_or_default();
            let known = |name: shape::Name| {
                let word = cut(body, 0, name.len);
                is_clear(body, name) && (shape::is_known(word) || word.contains(&b'-'))
            };
            if shape::name(body).is_some_and(known) {
                return true;
            }
            at = line.next;
        }
        false
    }

    /// The next line, if it belongs.
    fn next(&mut self) -> Option<Item<'a>> {
        let lines = self.section.lines;
        let mut empty = 0;
        loop {
            let line = lines.at(self.at)?;
            let content = lines.content(line);
            let body = match self.strip(content) {
                Some(body) => body,
                None if !self.started => {
                    self.at = line.next;
                    continue;
                }
                None if self.is_wrapped(line.next) => content,
                None => {
                    self.found_end = true;
                    return None;
                }
            };
            if blanks_len(body) == body.len() {
                if self.started && !(self.section.spaced_out && empty < MAX_EMPTY) {
                    self.found_end = true;
                    return None;
                }
                empty += usize::from(self.started);
                self.at = line.next;
                continue;
            }
            let fits = blank_len(body) > 0 || starts_field(body) || shape::is_stamp_piece(body);
            if empty > 0 && !fits && !self.leads_on(line.next) {
                self.found_end = true;
                return None;
            }
            self.started |= starts_field(body);
            self.skipped += empty;
            self.at = line.next;
            return Some(Item { line, body });
        }
    }
}

enum Taken {
    /// Text in front of the first field.
    Before,
    Kept,
    Full,
}

/// Builds the repaired copy.
struct Writer<'a, 'c> {
    section: Section<'a>,
    folds: Folds,
    quoted_printable: bool,
    limits: &'c Limits,
    counts: &'c mut Counts,
    header: Vec<u8>,
    fields: Vec<Field>,
    /// How far the stamp has come, where the last field is one.
    stamp: Option<StampEnd>,
    /// Bytes to take back where the next line continues this one after `=`.
    soft_break: usize,
    /// The last line is the beginning of a field name.
    breaks_off: bool,
}

impl Writer<'_, '_> {
    fn take(&mut self, item: &Item) -> Taken {
        let name = shape::name(item.body);
        let taken = match name {
            _ if blank_len(item.body) > 0 => self.fold(item),
            Some(name) if self.is_field(item.body, name) => self.start(item, name),
            _ => self.lost_fold(item),
        };
        if matches!(taken, Taken::Kept) && self.section.kind != Kind::Plain {
            let count = if self.section.kind == Kind::Quoted {
                &mut self.counts.quoted
            } else {
                &mut self.counts.indented
            };
            *count += 1;
        }
        taken
    }

    fn is_field(&self, body: &[u8], name: shape::Name) -> bool {
        let clear = is_clear(body, name);
        let word = cut(body, 0, name.len);
        match (self.fields.last(), self.stamp) {
            (None, _) => clear,
            (Some(_), Some(_)) if is_received(word) && clear => true,
            (Some(_), Some(stamp)) => clear || !stamp.is_open(),
            (Some(last), None) => {
                let last = last.name.of(&self.header);
                let spaced = cut(body, name.colon + 1, body.len());
                // The list of field names in a signature breaks at any colon.
                let signature = last.to_ascii_lowercase().ends_with(b"signature");
                if signature && !spaced.is_empty() && blank_len(spaced) == 0 {
                    return false;
                }
                clear || (self.folds == Folds::Kept && !shape::is_stamp_piece(body))
            }
        }
    }

    fn start(&mut self, item: &Item, name: shape::Name) -> Taken {
        if self.fields.len() >= self.limits.fields {
            return Taken::Full;
        }
        self.close();
        let at = self.header.len();
        let value = cut(item.body, name.colon + 1, item.body.len());
        let blanks = value.iter().position(|&b| !matches!(b, b' ' | b'\t')).unwrap_or(value.len());
        let value = cut(value, blanks, value.len());
        self.header.extend_from_slice(item.body);
        let end = self.header.len();
        let kind = FieldName::of(cut(item.body, 0, name.len));
        let value_at = end - value.len();
        self.fields.push(Field { name: Span::new(at, at + name.len), value: Span::new(value_at, end), kind });
        self.stamp = (kind == FieldName::Received).then(StampEnd::default);
        self.end_line(item, value);
        Taken::Kept
    }

    fn fold(&mut self, item: &Item) -> Taken {
        if self.fields.is_empty() {
            return Taken::Before;
        }
        let mut rest = item.body;
        if !matches!(rest.first(), Some(b' ' | b'\t')) {
            // A blank that only Unicode knows does not fold.
            self.header.push(b' ');
            self.counts.blanks += 1;
            rest = cut(rest, blanks_len(rest), rest.len());
        }
        self.header.extend_from_slice(rest);
        self.end_line(item, rest);
        Taken::Kept
    }

    fn lost_fold(&mut self, item: &Item) -> Taken {
        if self.fields.is_empty() {
            return Taken::Before;
        }
        let last_line = item.line.next == item.line.end && self.counts.refolded == 0;
        if last_line && is_name_start(item.body) && !self.stamp.is_some_and(StampEnd::is_open) {
            self.breaks_off = true;
            return Taken::Kept;
        }
        if self.stamp.is_some_and(|stamp| !stamp.takes(item.body, self.folds)) {
            self.counts.left_out += 1;
            return Taken::Kept;
        }
        if self.soft_break > 0 && self.quoted_printable {
            self.header.truncate(self.header.len().saturating_sub(self.soft_break));
            self.counts.soft_breaks += 1;
        } else {
            self.header.push(b' ');
            self.counts.refolded += 1;
        }
        self.header.extend_from_slice(item.body);
        self.end_line(item, item.body);
        Taken::Kept
    }

    fn end_line(&mut self, item: &Item, text: &[u8]) {
        if let Some(stamp) = &mut self.stamp {
            stamp.feed(text);
        }
        let end = self.section.lines.line_end(item.line);
        self.header.extend_from_slice(end);
        self.soft_break = if item.body.last() == Some(&b'=') { end.len() + 1 } else { 0 };
    }

    /// Ends the value of the last field before its line end.
    fn close(&mut self) {
        if let Some(last) = self.fields.last_mut() {
            let ends = self.header.iter().rev().take_while(|&&b| matches!(b, b'\r' | b'\n')).count();
            let end = self.header.len() - ends;
            last.value = Span::new((last.value.start as usize).min(end), end);
        }
    }
}

/// True where at least one line behind the first field still begins with a blank.
fn folds(section: Section) -> Folds {
    let mut walk = Walk::new(section);
    while let Some(item) = walk.next() {
        if walk.started && blank_len(item.body) > 0 {
            return Folds::Kept;
        }
    }
    Folds::Lost
}

/// True where TLS words are followed by the code for an equals sign.
fn has_quoted_printable(section: Section) -> bool {
    let mut walk = Walk::new(section);
    while let Some(item) = walk.next() {
        if super::value::has_coded_equals(item.body) {
            return true;
        }
    }
    false
}

fn starts_field(body: &[u8]) -> bool {
    shape::name(body).is_some_and(|name| is_clear(body, name))
}

/// `Content-Ty`, `Message`: one word that may go on to be a field name.
fn is_name_start(body: &[u8]) -> bool {
    body.first().is_some_and(u8::is_ascii_uppercase)
        && body.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'-')
}

const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'>' | b'|')
}

/// Length of the quote marks and blanks at the start.
fn prefix_len(content: &[u8]) -> usize {
    let mut at = 0;
    while let Some(rest) = content.get(at..) {
        let len = if rest.first().is_some_and(|&b| is_mark(b)) { 1 } else { blanks_len(rest) };
        if len == 0 {
            break;
        }
        at += len;
    }
    at
}

fn kind_of(prefix: &[u8]) -> Kind {
    match prefix {
        [] => Kind::Plain,
        _ if prefix.iter().any(|&b| is_mark(b)) => Kind::Quoted,
        _ => Kind::Indented,
    }
}

/// True where four of five lines, up to the last that has a mark, have one.
fn mostly_quoted(lines: Lines, start: usize) -> bool {
    let (mut seen, mut seen_to_last, mut quoted) = (0_usize, 0, 0_usize);
    let mut at = start;
    while let Some(line) = lines.at(at) {
        at = line.next;
        let content = lines.content(line);
        let prefix = prefix_len(content);
        if prefix == content.len() {
            break;
        }
        seen += 1;
        if kind_of(cut(content, 0, prefix)) == Kind::Quoted {
            (quoted, seen_to_last) = (quoted + 1, seen);
        }
    }
    quoted * 5 >= seen_to_last * 4
}

/// Length of the blanks that every line up to the next empty one begins with.
fn common_indent(lines: Lines, start: usize, prefix: &[u8]) -> usize {
    let mut len = prefix.len();
    let mut at = start;
    while let Some(line) = lines.at(at) {
        at = line.next;
        let content = lines.content(line);
        if blanks_len(content) == content.len() {
            break;
        }
        len = prefix.iter().zip(content).take(len).take_while(|(a, b)| a == b).count();
        if len == 0 {
            break;
        }
    }
    len
}

/// True for a line that mail programs print above the headers they show.
fn is_caption(content: &[u8]) -> bool {
    let text = cut(content, prefix_len(content), content.len());
    CAPTIONS.iter().any(|caption| {
        text.get(..caption.len()).is_some_and(|head| head.eq_ignore_ascii_case(caption.as_bytes()))
    })
}

fn begins_with_blank(lines: Lines) -> bool {
    let mut at = 0;
    while let Some(line) = lines.at(at) {
        let content = lines.content(line);
        if blanks_len(content) < content.len() {
            return blank_len(content) > 0;
        }
        at = line.next;
    }
    false
}

/// Lines with text in them from `at` to `end`.
fn lines_between(lines: Lines, mut at: usize, end: usize) -> usize {
    let mut count = 0;
    while at < end
        && let Some(line) = lines.at(at)
    {
        count += usize::from(blanks_len(lines.content(line)) < line.end - line.start);
        at = line.next;
    }
    count
}

/// Empty lines in a row that a spaced-out paste may have.
const MAX_EMPTY: usize = 3;

/// Lines looked at, empty ones included, for a field behind a line of no certain shape.
const MAX_LOOK_AHEAD: usize = 16;

/// Outlook's and Gmail's captions, and the lines between Gmail's table and the source.
const CAPTIONS: &[&str] = &[
    "internet headers",
    "message headers",
    "original message",
    "-----original message",
    "---------- forwarded message",
    "download original",
    "copy to clipboard",
    "headers:",
    "header:",
];
