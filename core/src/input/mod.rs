//! Bytes to a header section cut into fields, with every repair told.
//!
//! A well-formed section is borrowed and read in one pass up to the empty line behind it. Of the body only the start is
//! kept, for whoever asks how it begins.
//! Everything else is taken for a paste and repaired as far as can be told without guessing.
//!
//! Not here: the meaning of any field.

mod lines;
mod shape;
mod fields;
mod text;
mod paste;
mod value;
mod end;
mod compound;
mod mail_api;
pub mod msg;

use std::borrow::Cow;
use std::io::Cursor;

use crate::limits::{LIMITS, Limits};
use crate::span::Span;
use crate::vocab::field_name::FieldName;
use fields::{Split, Stop};
use lines::Lines;
use paste::Pasted;
use shape::StampEnd;
use text::Place;

pub use end::{HeaderEnd, header_end};

/// A header section cut into fields.
#[derive(Clone, Debug)]
pub(crate) struct Input<'a> {
    /// The header section, repaired if it had to be; borrowed when nothing was repaired.
    pub(crate) header: Cow<'a, [u8]>,
    /// The bytes of the section as read, before any repair.
    pub(crate) as_read: &'a [u8],
    /// The start of the body, where one follows the section; at most [`BODY_START`] bytes.
    pub(crate) body: &'a [u8],
    /// The fields in order, topmost first.
    pub(crate) fields: Vec<Field>,
    /// What was repaired, a sentence each.
    pub(crate) repairs: Vec<String>,
    /// Caps that were hit, a sentence each.
    pub(crate) limits_hit: Vec<String>,
    /// The section begins or ends inside a field.
    pub(crate) truncated: bool,
}

/// One header field, as places in [`Input::header`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Field {
    /// The name as written.
    pub(crate) name: Span,
    /// The body: from the first byte behind the colon that is no blank to before the line end, folds kept.
    pub(crate) value: Span,
    /// Which field it is.
    pub(crate) kind: FieldName,
}

impl Input<'_> {
    /// The name of a field as written.
    pub(crate) fn name(&self, field: Field) -> &[u8] {
        field.name.of(&self.header)
    }

    /// The values of the `Received` fields, topmost first.
    pub(crate) fn received(&self) -> impl Iterator<Item = &[u8]> {
        self.fields.iter().filter(|f| f.kind == FieldName::Received).map(|f| self.value(*f))
    }

    /// The body of a field.
    pub(crate) fn value(&self, field: Field) -> &[u8] {
        field.value.of(&self.header)
    }
}

/// An input taken out of the form that it came in, and what is said of that.
pub(crate) struct Unpacked<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    pub(crate) repair: Option<&'static str>,
}

/// Takes the header section out of an Outlook message or the JSON of a mail interface; gives anything else back as it is.
pub(crate) fn unpack<'a>(bytes: &'a [u8], limits: &Limits) -> Unpacked<'a> {
    let as_is = Unpacked { bytes: Cow::Borrowed(bytes), repair: None };
    if msg::is_msg(bytes) {
        // One byte more, so that whoever reads them tells of the rest.
        return match msg::headers(Cursor::new(bytes), limits.header_bytes as u64 + 1) {
            Ok(headers) => Unpacked { bytes: Cow::Owned(headers), repair: Some(msg::TAKEN_OUT) },
            Err(_) => Unpacked { repair: Some("The Outlook message file is damaged."), ..as_is },
        };
    }
    match mail_api::headers(bytes) {
        Some((headers, told)) => Unpacked { bytes: Cow::Owned(headers), repair: Some(told) },
        None => as_is,
    }
}

/// Reads the header section of a message, a header block, or a text that holds one.
pub(crate) fn read<'a>(bytes: &'a [u8], limits: &Limits) -> Input<'a> {
    // Spans count in `u32`.
    let cap = limits.header_bytes.min(u32::MAX as usize);
    let window = cut(bytes, 0, bytes.len().min(cap));
    let mut counts = Counts::default();
    let decoded = text::decode(window);
    counts.utf16 = decoded.utf16;
    let (section, as_read, body) = match decoded.text {
        Cow::Borrowed(text) => {
            let section = section(text, limits, &mut counts);
            let as_read = cut(text, section.start, section.end);
            let has_body = section.stop == Stop::EmptyLine;
            let body_end = if has_body { text.len().min(section.end + BODY_START) } else { section.end };
            let body = cut(text, section.end, body_end);
            (section, as_read, body)
        }
        Cow::Owned(text) => {
            let section = section(&text, limits, &mut counts).into_owned();
            let start = decoded.mark + text::utf16_len(cut(&text, 0, section.start));
            let len = text::utf16_len(cut(&text, section.start, section.end));
            (section, cut(window, start, start + len), &b""[..])
        }
    };
    let mut limits_hit = Vec::new();
    if section.stop != Stop::EmptyLine && window.len() < bytes.len() {
        limits_hit.push(format!("Only the first {cap} bytes were read."));
    }
    if section.stop == Stop::FieldLimit {
        limits_hit.push(format!("Only the first {} fields were read.", limits.fields));
    }
    let truncated = section.cut || !limits_hit.is_empty() || section.ends_inside_stamp();
    let mut repairs = counts.sentences();
    if section.fields.is_empty() && window.iter().any(|b| !b.is_ascii_whitespace()) {
        repairs.push("No header field was found in the text.".to_owned());
    }
    Input { header: section.header, as_read, body, fields: section.fields, repairs, limits_hit, truncated }
}

/// Bytes of the body that are looked at.
pub const BODY_START: usize = LIMITS.body_bytes;

/// A header section found in a text, and where it lay.
struct Section<'t> {
    header: Cow<'t, [u8]>,
    fields: Vec<Field>,
    start: usize,
    end: usize,
    stop: Stop,
    cut: bool,
}

impl Section<'_> {
    fn into_owned(self) -> Section<'static> {
        Section { header: Cow::Owned(self.header.into_owned()), ..self }
    }

    /// True where the text breaks off in a line of a stamp that has no time of day yet. A text without a line end
    /// at its end is usual for a paste, and a sign of nothing.
    fn ends_inside_stamp(&self) -> bool {
        self.stop == Stop::InsideLine
            && self.fields.last().is_some_and(|last| {
                let mut end = StampEnd::default();
                end.feed(last.value.of(&self.header));
                last.kind == FieldName::Received && end.is_open()
            })
    }
}

fn section<'t>(text: &'t [u8], limits: &Limits, counts: &mut Counts) -> Section<'t> {
    let lines = Lines::new(text);
    let split = fields::split(lines, limits);
    let place = match &split {
        Some(split) if is_whole(lines, split) => first_line_breaks(lines, split).then_some(Place::LineEnd),
        _ => Some(Place::Anywhere),
    };
    if let Some((broken, count)) = place.and_then(|place| text::split_at_breaks(lines, place)) {
        counts.breaks = count;
        let broken = Lines::new(&broken);
        let (section, _) = well_formed_or_pasted(broken, fields::split(broken, limits), limits, counts);
        let section = repaired(section, true, counts).into_owned();
        return Section { start: 0, end: text.len(), ..section };
    }
    let (section, from_window) = well_formed_or_pasted(lines, split, limits, counts);
    repaired(section, from_window, counts)
}

fn repaired<'t>(mut section: Section<'t>, from_window: bool, counts: &mut Counts) -> Section<'t> {
    section.header = value::repair(section.header, &mut section.fields, from_window, counts);
    section
}

fn well_formed_or_pasted<'t>(
    lines: Lines<'t>,
    split: Option<Split>,
    limits: &Limits,
    counts: &mut Counts,
) -> (Section<'t>, bool) {
    match split {
        Some(split) if !is_start_of_more(lines, &split) => (well_formed(lines.text, split), false),
        _ => pasted(lines, limits, counts),
    }
}

fn first_line_breaks(lines: Lines, split: &Split) -> bool {
    lines.at(split.start).is_some_and(|line| text::ends_with_break(lines.content(line)))
}

fn well_formed(text: &[u8], split: Split) -> Section<'_> {
    let Split { fields, start, end, stop } = split;
    Section { header: Cow::Borrowed(cut(text, start, end)), fields, start, end, stop, cut: false }
}

fn pasted<'t>(lines: Lines, limits: &Limits, counts: &mut Counts) -> (Section<'t>, bool) {
    let Pasted { header, fields, start, end, stop, cut, from_window } = paste::read(lines, limits, counts);
    (Section { header: Cow::Owned(header), fields, start, end, stop, cut }, from_window)
}

/// False for the splits that need a second look: a single field may be the caption of a paste, the first of several
/// with empty lines between, or a whole block on one line.
fn is_whole(lines: Lines, split: &Split) -> bool {
    split.fields.len() > 1 || (split.stop != Stop::InsideLine && !is_start_of_more(lines, split))
}

/// True where the single field before an empty line belongs to what stands behind it.
fn is_start_of_more(lines: Lines, split: &Split) -> bool {
    let [only] = split.fields.as_slice() else { return false };
    if split.stop != Stop::EmptyLine {
        return false;
    }
    let caption = only.value.is_empty() && {
        let mut at = split.end;
        let mut next = &b""[..];
        while let Some(line) = lines.at(at).filter(|_| next.is_empty()) {
            (next, at) = (lines.content(line), line.next);
        }
        shape::name(next).is_some_and(|name| shape::is_clear(next, name))
    };
    caption || fields::is_spaced_out(lines, split.start)
}

/// A part of a text; empty where it lies outside.
fn cut(text: &[u8], start: usize, end: usize) -> &[u8] {
    text.get(start..end).unwrap_or_default()
}

/// How often each repair was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Counts {
    utf16: bool,
    breaks: usize,
    before: usize,
    quoted: usize,
    indented: usize,
    spaced_out: usize,
    refolded: usize,
    soft_breaks: usize,
    left_out: usize,
    blanks: usize,
    widthless: usize,
    quotes: usize,
    entities: usize,
    coded_equals: usize,
}

impl Counts {
    /// One sentence for each kind of repair that was made, in the order in which they are made.
    fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.utf16 {
            said.push("The text was turned from UTF-16 into UTF-8.".to_owned());
        }
        let kinds = [
            (self.breaks, "HTML line breaks became line ends"),
            (self.before, "Lines left out before the headers"),
            (self.quoted, "Lines that lost their quote marks"),
            (self.indented, "Lines that lost a common indent"),
            (self.spaced_out, "Empty lines taken out between header lines"),
            (self.refolded, "Lines without indent joined to the field above"),
            (self.soft_breaks, "Lines joined that quoted-printable coding had cut"),
            (self.left_out, "Lines left out because they fit no field"),
            (self.blanks, "Non-breaking or wide blanks turned into plain ones"),
            (self.widthless, "Characters without width taken out"),
            (self.quotes, "Typographic quotes turned into plain ones"),
            (self.entities, "HTML entities turned into the characters they stand for"),
            (self.coded_equals, "Quoted-printable codes turned into equals signs"),
        ];
        said.extend(kinds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what}: {n}.")));
        said
    }
}

#[cfg(test)]
mod tests;
