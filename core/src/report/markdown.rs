//! The report as Markdown, for tickets: the answer first, then steps in a table, then the words of the header.
//!
//! A ticket system turns Markdown into pages, so text from a header must stay text: no link, picture, tag, mention or
//! heading of a sender's making. Words that are more than plain prose stand as code, where nothing has a meaning. Not
//! here: the words for states and classes (`phrase`).

use super::text::{CUT_SHORT, STRONGER, is_outside, of_message, place, receiver, sender, sentences};
use super::{Finding, Hop, PartnerResult, Report, escape, escape_line, phrase};
use crate::summary::Place;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The report as Markdown (GitHub's dialect for the table) that ends in a line end.
pub fn markdown(report: &Report) -> String {
    let mut out = String::with_capacity(4096);
    answer(&mut out, report);
    steps(&mut out, report);
    findings(&mut out, report);
    evidence(&mut out, report);
    rest(&mut out, report);
    list(&mut out, STRONGER, caveats(report, Place::Stronger));
    out.truncate(out.trim_end_matches('\n').len());
    out.push('\n');
    out
}

fn answer(out: &mut String, report: &Report) {
    let summary = &report.summary;
    heading(out, "TLS in the trace of this message");
    match summary.sentences.split_first() {
        Some((first, others)) => {
            let _ = writeln!(out, "**{}**", prose(first));
            for sentence in others {
                let _ = writeln!(out, "{}", prose(sentence));
            }
        }
        None => {
            let _ = writeln!(out, "**{}**", phrase::outcome(summary.outcome));
        }
    }
    out.push('\n');
    bullets(out, caveats(report, Place::Answer));
    if !report.hops.is_empty() {
        let _ =
            writeln!(out, "Every line counted, also those of others: {}.\n", phrase::counts(summary.hops));
    }
    bullets(out, caveats(report, Place::Journey));
    for partner in report.partners.iter().filter(|p| p.result != PartnerResult::NotApplicable) {
        let name = prose(&partner.name);
        let result = phrase::partner(partner.result);
        let _ = writeln!(out, "Partner {name}: {result}. {}\n", prose(&sentences(&partner.reasons)));
    }
}

fn steps(out: &mut String, report: &Report) {
    heading(out, "Steps, oldest first");
    if report.hops.is_empty() {
        out.push_str("No trace line could be read.\n\n");
        return;
    }
    out.push_str("| hop | from | to | TLS | who says so | time |\n| --- | --- | --- | --- | --- | --- |\n");
    for hop in &report.hops {
        let time = hop.time.as_deref().map_or_else(|| "not read".to_owned(), phrase::time);
        let who = match (is_outside(hop), report.boundary.hop == Some(hop.number)) {
            (true, _) => format!("others ({})", hop.trust.class),
            (false, true) => "your system, at the handover".to_owned(),
            (false, false) => "your system".to_owned(),
        };
        let cells = [sender(hop), receiver(hop), phrase::tls(hop), who, time].map(|cell| prose(&cell));
        let _ = writeln!(out, "| {} | {} |", hop.number, cells.join(" | "));
    }
    out.push('\n');
    let _ = writeln!(out, "{}\n", phrase::boundary(report));
    bullets(out, caveats(report, Place::Boundary));
    if report.hops.iter().any(is_outside) {
        out.push_str("For lines of others:\n\n");
    }
    bullets(out, caveats(report, Place::Outside));
}

fn findings(out: &mut String, report: &Report) {
    if report.findings.is_empty() {
        return;
    }
    heading(out, "What stands out");
    for Finding { code: name, effect, hop, title, detail, quote, .. } in &report.findings {
        let place = hop.map_or_else(|| "the message".to_owned(), |hop| format!("hop {hop}"));
        let title = prose(title);
        let effect = phrase::effect(*effect);
        let _ = writeln!(out, "- {effect}, {place}: {title} [{}]. {}", code(name), prose(detail));
        if let Some(quote) = quote {
            let _ = writeln!(out, "  The header says: {}", code(quote));
        }
    }
    out.push('\n');
}

fn evidence(out: &mut String, report: &Report) {
    if report.hops.is_empty() {
        return;
    }
    heading(out, "The words of the header");
    for hop in &report.hops {
        let _ = writeln!(out, "Hop {}, {}\n", hop.number, reasons(report, hop));
        block(out, &hop.raw);
    }
}

/// What stands beside the raw line: who wrote it, its words on TLS, and why it is believed so far.
fn reasons(report: &Report, hop: &Hop) -> String {
    let mut parts = Vec::new();
    parts.push(match (&hop.writer.software, hop.writer.confidence) {
        (Some(software), confidence) => format!("written by {} ({confidence}).", prose(software)),
        (None, _) => "writer not recognised.".to_owned(),
    });
    parts.extend(hop.tls.quotes.iter().map(|quote| format!("On TLS it says {}.", code(&quote.text))));
    parts.extend(hop.tls.strength.map(|strength| phrase::strength(strength, report.tool.rules)));
    parts.extend(hop.tls.client_certificate.map(|c| phrase::client_certificate(c).to_owned()));
    parts.push(prose(&sentences(&hop.trust.why)));
    parts.join(" ")
}

fn rest(out: &mut String, report: &Report) {
    for line in of_message(report, prose, code) {
        let _ = writeln!(out, "{line}\n");
    }
    list(out, "Mended before reading", report.input.repairs.iter().map(String::as_str));
    if report.input.truncated {
        let _ = writeln!(out, "{CUT_SHORT}\n");
    }
}

fn caveats(report: &Report, wanted: Place) -> impl Iterator<Item = &str> {
    report.caveats.iter().filter(move |caveat| place(caveat) == wanted).map(|caveat| caveat.text.as_str())
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "### {text}\n");
}

fn list<'t>(out: &mut String, title: &str, texts: impl Iterator<Item = &'t str>) {
    let mut texts = texts.peekable();
    if texts.peek().is_some() {
        heading(out, title);
        bullets(out, texts);
    }
}

fn bullets<'t>(out: &mut String, texts: impl Iterator<Item = &'t str>) {
    let before = out.len();
    for text in texts {
        let _ = writeln!(out, "- {}", prose(text));
    }
    if out.len() > before {
        out.push('\n');
    }
}

/// Text word by word: plain words as they are, anything else as code.
fn prose(text: &str) -> String {
    let shown = escape_line(text.as_bytes());
    let mut out = String::with_capacity(shown.len() + 16);
    for word in shown.split(' ').filter(|word| !word.is_empty()) {
        let is_first = out.is_empty();
        if !is_first {
            out.push(' ');
        }
        if is_plain(word) && !(is_first && opens_a_block(word)) {
            out.push_str(word);
        } else {
            // The marks behind a word belong to the sentence.
            let name = word.trim_end_matches(['.', ',', ';', ':']);
            let (name, marks) =
                if name.is_empty() { (word, "") } else { (name, word.get(name.len()..).unwrap_or_default()) };
            out.push_str(&code(name));
            out.push_str(marks);
        }
    }
    out
}

/// Letters, digits and the marks of a sentence. What a renderer could turn into something else is not plain: marks of
/// Markdown, tags, entities, addresses that become links, mentions (`@`), numbers of tickets (`#`).
fn is_plain(word: &str) -> bool {
    let of_prose = |c: char| c.is_alphanumeric() || ".,:;()'\"/%?+-\u{2192}\u{2026}".contains(c);
    word.chars().all(of_prose)
        && word.chars().any(|c| c.is_alphanumeric() || c == '\u{2192}')
        && !word.contains("//")
        && !starts_as_link(word)
}

fn starts_as_link(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    ["www.", "http", "mailto:", "javascript:", "data:", "file:", "xmpp:"]
        .iter()
        .any(|start| bare.starts_with(start))
}

/// `1.` and `1)` open a list where a paragraph begins with them.
fn opens_a_block(word: &str) -> bool {
    let head = word.trim_end_matches(['.', ')']);
    head.len() < word.len() && head.bytes().all(|b| b.is_ascii_digit())
}

/// Text as code on one line (CommonMark §6.1). The fence is longer than any run of backticks inside. A bar would end a
/// cell of a table even here; a look-alike stands for it.
fn code(text: &str) -> String {
    let shown = fenceable(&escape_line(text.as_bytes()).replace('|', "\u{2502}")).into_owned();
    if shown.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(&shown, '`') + 1);
    let pad = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// Text in its own lines, as it stands in the header.
fn block(out: &mut String, text: &str) {
    let text = &fenceable(text);
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    let _ = writeln!(out, "{fence}text");
    for line in
        text.split(['\n', '\r']).map(|line| line.trim_matches([' ', '\t'])).filter(|line| !line.is_empty())
    {
        let _ = writeln!(out, "{}", escape(line.as_bytes()));
    }
    let _ = writeln!(out, "{fence}\n");
}

/// Readers of GitHub's kind know no run of more than 80 backticks as a fence: what it should hold would be Markdown. A
/// look-alike stands for the backticks of a text that has longer ones.
fn fenceable(text: &str) -> Cow<'_, str> {
    if longest_run(text, '`') < LONGEST_FENCE {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('`', "\u{2cb}"))
}

/// Backticks in a fence; well below what any reader knows.
const LONGEST_FENCE: usize = 40;

fn longest_run(text: &str, wanted: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == wanted { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::super::{example, is_unshowable};
    use super::*;

    #[test]
    fn the_parts_stand_in_the_order_of_a_ticket() {
        let text = markdown(&example::report());
        let wanted = [
            "### TLS in the trace of this message\n\n**Your system recorded TLS for the delivery to it.**\n",
            "- TLS protects one step at a time.\n",
            "Partner Acme: the headers do not show it. no boundary.\n",
            "### Steps, oldest first\n\n| hop | from |",
            "| 1 | a.example | mx1.alder.example | No TLS is recorded for this step.",
            "| 2 | mail.example.net (calling itself client.example.net) `[203.0.113.10]` |",
            "your system, at the handover",
            "For lines of others:\n\n- The lines below this point could have been written by the sender.\n",
            "### What stands out\n\n- Caution, hop 2: The clock runs backwards [`time-backwards`].",
            "The header says: `Mon, 23 Nov 2026 17:19:20 +0000`\n",
            "### The words of the header\n",
            "```text\nby mailbox.alder.example with WEIRD\nflux 9\n```\n",
        ];
        let mut rest = text.as_str();
        for part in wanted {
            let (_, after) = rest.split_once(part).unwrap_or_else(|| panic!("{part} is not in:\n{rest}"));
            rest = after;
        }
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    }

    #[test]
    fn only_plain_words_stand_bare() {
        let table = [
            ("The server mx.b.example recorded TLS 1.3.", "The server mx.b.example recorded TLS 1.3."),
            ("[click](http://x)", "`[click](http://x)`"),
            ("see www.x.example", "see `www.x.example`"),
            ("<img src=x>", "`<img` `src=x>`"),
            ("@everyone #12 a_b_ &lt;", "`@everyone` `#12` `a_b_` `&lt`;"),
            ("1. list", "`1`. list"),
            ("in 1. place", "in 1. place"),
            ("- --- * + > =", "`-` `---` `*` `+` `>` `=`"),
            ("a`b", "``a`b``"),
            ("`b`", "`` `b` ``"),
            (&format!("<x{}", "`".repeat(40)), &format!("`<x{}`", "\u{2cb}".repeat(40))),
            ("a|b \u{202e}x", "`a\u{2502}b` `\\u{202e}x`"),
            ("with TLS_A_B, or a@b.", "with `TLS_A_B`, or `a@b`."),
            ("...", "`...`"),
            ("", ""),
        ];
        for (text, shown) in table {
            assert_eq!(prose(text), shown);
        }
    }

    /// A reader of CommonMark in miniature: what is left when code is taken out must hold no mark.
    fn bare(markdown: &str) -> String {
        let mut out = String::new();
        let mut fence: Option<String> = None;
        for line in markdown.lines() {
            let ticks: String = line.chars().take_while(|&c| c == '`').collect();
            match &fence {
                Some(open) if ticks.len() >= open.len() && ticks == line => fence = None,
                Some(_) => {}
                None if ticks.len() >= 3 => fence = Some(ticks),
                None => {
                    let mut rest = line;
                    while let Some(at) = rest.find('`') {
                        out.push_str(&rest[..at]);
                        let run: String = rest[at..].chars().take_while(|&c| c == '`').collect();
                        let inside = &rest[at + run.len()..];
                        let close = closing(inside, run.len()).expect("code that is opened is closed");
                        rest = &inside[close..];
                    }
                    out.push_str(rest);
                    out.push('\n');
                }
            }
        }
        assert!(fence.is_none(), "a block that is opened is closed");
        out
    }

    /// Behind the next run of exactly this many backticks.
    fn closing(text: &str, len: usize) -> Option<usize> {
        let mut at = 0;
        loop {
            at += text[at..].find('`')?;
            let run = text[at..].chars().take_while(|&c| c == '`').count();
            at += run;
            if run == len {
                return Some(at);
            }
        }
    }

    #[test]
    fn hostile_headers_stay_text() {
        let evil = "\u{1b}[2J![x](http://evil.example) <script>a|b</script> @team #1 ``` `` ` **b** _i_ ~~s~~ &amp; \
                    https://evil.example\r\n### forged\r\n```\r\n| a | b |\r\n- x\r\n";
        let mut report = example::report();
        report.summary.sentences = vec![evil.into(), evil.into()];
        report.input.repairs.push(evil.into());
        report.message.tls_required = Some(evil.into());
        report.message.markers.push(super::super::Marker { name: evil.into(), value: evil.into() });
        report.partners[0].name = evil.into();
        report.findings.iter_mut().for_each(|f| {
            (f.title, f.detail, f.quote, f.code) = (evil.into(), evil.into(), Some(evil.into()), evil.into());
        });
        report.caveats.iter_mut().for_each(|c| c.text = evil.into());
        for hop in &mut report.hops {
            hop.raw = evil.into();
            hop.trust.why = vec![evil.into()];
            for text in
                [&mut hop.from.helo, &mut hop.from.rdns, &mut hop.from.ip, &mut hop.by.host, &mut hop.time]
            {
                *text = Some(evil.into());
            }
            hop.writer.software = Some(evil.into());
            hop.tls.version = Some(evil.into());
            hop.tls.quotes = vec![super::super::Quote { text: evil.into(), span: [0, 0] }];
        }
        for hop in &mut report.hops {
            hop.raw.push_str(&"`".repeat(300));
        }
        let text = markdown(&report);
        assert_eq!(longest_run(&text, '`'), 4, "of the fences that others need");
        assert!(!text.chars().any(|c| c != '\n' && is_unshowable(c)));
        let bare = bare(&text);
        for mark in ["http", "<", ">", "@", "#1", "~", "_", "&", "![", "]("] {
            assert!(!bare.contains(mark), "{mark} is bare in {bare}");
        }
        let forged = |line: &&str| line.starts_with("###") && line.contains("forged");
        assert_eq!(bare.lines().filter(forged).count(), 0);
        let rows: Vec<&str> = bare.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.len(), 2 + report.hops.len());
        assert!(rows.iter().all(|row| row.matches('|').count() == 7), "{rows:?}");
    }
}
