//! The report for a reader: the answer first, then where it comes from.
//!
//! Not here: the words for states and classes (`phrase`) and lines and colour (`page`). Nothing is told by colour
//! alone, there is no overall mark and no score.

use super::page::{Color, Page, Tone};
use super::{
    BoundaryRule, Caveat, Confidence, Finding, Hop, Outcome, PartnerReport, PartnerResult, Report, Strength,
    TlsState, TrustClass, phrase,
};
use crate::summary::{CAVEATS, Place};

/// How the text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct TextStyle {
    /// Characters in a line. Single words may be longer.
    pub width: usize,
    /// Whether to use colour.
    pub color: Color,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { width: 80, color: Color::Never }
    }
}

impl TextStyle {
    /// Sets the width.
    #[must_use]
    pub fn with_width(mut self, width: usize) -> Self {
        self.width = width;
        self
    }

    /// Sets the use of colour.
    #[must_use]
    pub fn with_color(mut self, color: Color) -> Self {
        self.color = color;
        self
    }
}

/// The report as text that ends in a line end.
pub fn text(report: &Report, style: TextStyle) -> String {
    let mut page = Page::new(style.width, style.color);
    answer(&mut page, report);
    boundary(&mut page, report);
    hops(&mut page, report);
    findings(&mut page, report);
    message(&mut page, report);
    stronger(&mut page, report);
    input(&mut page, report);
    page.finish()
}

/// Where a caveat stands: beside what it limits. A code of a later version limits the answer.
pub(super) fn place(caveat: &Caveat) -> Place {
    CAVEATS.iter().find(|known| known.code == caveat.code).map_or(Place::Answer, |known| known.place)
}

fn caveats(page: &mut Page, report: &Report, wanted: Place) {
    for caveat in report.caveats.iter().filter(|caveat| place(caveat) == wanted) {
        page.paragraph(Tone::Normal, "  * ", &caveat.text);
    }
}

fn answer(page: &mut Page, report: &Report) {
    let summary = &report.summary;
    if summary.sentences.is_empty() {
        page.paragraph(Tone::Strong, "", phrase::outcome(summary.outcome));
    }
    for (at, sentence) in summary.sentences.iter().enumerate() {
        page.paragraph(if at == 0 { Tone::Strong } else { Tone::Normal }, "", sentence);
    }
    caveats(page, report, Place::Answer);
    if !report.hops.is_empty() {
        page.paragraph(
            Tone::Normal,
            "",
            &format!("Every line counted, also those of others: {}.", phrase::counts(summary.hops)),
        );
    }
    if let Some(line) = lowest_version(report) {
        page.paragraph(Tone::Normal, "", &line);
    }
    caveats(page, report, Place::Journey);
    if !report.hops.iter().any(is_outside) {
        caveats(page, report, Place::Outside);
    }
    for partner in report.partners.iter().filter(|p| p.result != PartnerResult::NotApplicable) {
        page.paragraph(Tone::Normal, "", &agreement(partner));
    }
}

/// The lowest version named. Beside a step without TLS, a version that others name would read like a comfort.
pub(super) fn lowest_version(report: &Report) -> Option<String> {
    let summary = &report.summary;
    let encrypted = matches!(summary.outcome, Outcome::Encrypted | Outcome::EncryptedOutdated);
    let version = summary.weakest_version.as_ref().filter(|_| encrypted)?;
    Some(format!("The lowest version named is {}.", phrase::version(version)))
}

/// What became of an agreement.
pub(super) fn agreement(partner: &PartnerReport) -> String {
    let result = phrase::partner(partner.result);
    format!("Partner {}: {result}. {}", partner.name, sentences(&partner.reasons))
}

fn boundary(page: &mut Page, report: &Report) {
    if report.hops.is_empty() {
        return;
    }
    page.gap();
    page.paragraph(Tone::Normal, "", &phrase::boundary(report));
    caveats(page, report, Place::Boundary);
}

fn hops(page: &mut Page, report: &Report) {
    if report.hops.is_empty() {
        page.gap();
        nothing_read(page, report);
        return;
    }
    let mut shown = None;
    for hop in &report.hops {
        let outside = is_outside(hop);
        if shown != Some(outside) {
            page.gap();
            page.paragraph(Tone::Strong, "", side(report, outside));
            if outside {
                caveats(page, report, Place::Outside);
            }
            shown = Some(outside);
        }
        page.gap();
        one_hop(page, report, hop);
    }
}

/// The heading of the lines on one side of the boundary.
pub(super) const fn side(report: &Report, outside: bool) -> &'static str {
    match (outside, report.boundary.rule) {
        (true, _) => "Stated by systems outside your control (oldest first)",
        (false, BoundaryRule::Topmost) => "Recorded by the system that is taken as yours",
        (false, _) => "Recorded by your own mail system (oldest first)",
    }
}

fn nothing_read(page: &mut Page, report: &Report) {
    for line in no_hops(report) {
        page.paragraph(Tone::Normal, "", &line);
    }
}

/// What is said of a header without any hop, and what to do about it.
pub(super) fn no_hops(report: &Report) -> [String; 2] {
    let input = &report.input;
    let found = if input.received_fields == 0 {
        "No Received field was found. Either this copy never travelled, or its trace was removed.".to_owned()
    } else {
        format!("{} Received fields were found, and none could be read.", input.received_fields)
    };
    let hint = if input.fields == 0 {
        "Nothing here reads as a header field. Give the whole source of the message (\"show original\", \"view source\")."
    } else {
        "If the message did travel, give its whole source (\"show original\", \"view source\")."
    };
    [found, hint.to_owned()]
}

fn one_hop(page: &mut Page, report: &Report, hop: &Hop) {
    let lead = format!("{:<3}", hop.number);
    let indent = " ".repeat(lead.chars().count());
    page.paragraph(Tone::Strong, &lead, &format!("{} \u{2192} {}", sender(hop), receiver(hop)));
    page.paragraph(tone(hop), &indent, &phrase::tls(hop));
    for quote in &hop.tls.quotes {
        page.paragraph(Tone::Normal, &format!("{indent}  "), &said(&quote.text));
    }
    let mut say = |tone, text: &str| page.paragraph(tone, &indent, text);
    if let Some(strength) = hop.tls.strength {
        say(Tone::Normal, &phrase::strength(strength, report.tool.rules));
    }
    if let Some(certificate) = hop.tls.client_certificate {
        say(Tone::Normal, phrase::client_certificate(certificate));
    }
    say(Tone::Normal, &sentences(&hop.trust.why));
    say(Tone::Normal, &format!("Written by: {}.", writer(hop)));
    say(Tone::Quiet, &when(hop));
    let way = way(hop);
    if !way.is_empty() {
        say(Tone::Quiet, &way);
    }
    if !hop.unread.is_empty() {
        let words: Vec<String> = hop.unread.iter().map(|words| format!("\"{words}\"")).collect();
        say(Tone::Normal, &format!("Not understood: {}", words.join(", ")));
    }
    if !hop.unread.is_empty() || hop.writer.confidence == Confidence::Unknown {
        say(Tone::Normal, "The line as it stands:");
        page.verbatim(&indent, &hop.raw);
    }
}

fn findings(page: &mut Page, report: &Report) {
    if report.findings.is_empty() {
        return;
    }
    page.gap();
    page.paragraph(Tone::Strong, "", "What stands out");
    for finding in &report.findings {
        page.gap();
        one_finding(page, finding);
    }
}

fn one_finding(page: &mut Page, finding: &Finding) {
    let place = finding.hop.map_or_else(|| "the message".to_owned(), |hop| format!("hop {hop}"));
    let title = format!("{}, {place}: {} [{}]", phrase::effect(finding.effect), finding.title, finding.code);
    page.paragraph(Tone::Strong, "- ", &title);
    page.paragraph(Tone::Normal, "  ", &finding.detail);
    if let Some(quote) = &finding.quote {
        page.paragraph(Tone::Normal, "  ", &said(quote));
    }
}

fn message(page: &mut Page, report: &Report) {
    page.gap();
    for line in of_message(report, str::to_owned, str::to_owned) {
        page.paragraph(Tone::Normal, "", &line);
    }
}

/// What fields other than `Received` say. `prose` and `quoted` write a word of ours and a sender's words as the format
/// needs them.
pub(super) fn of_message(
    report: &Report,
    prose: impl Fn(&str) -> String,
    quoted: impl Fn(&str) -> String,
) -> Vec<String> {
    let message = &report.message;
    let mut lines = Vec::new();
    if let Some(kind) = message.content_protection.as_deref().filter(|kind| *kind != "none") {
        lines.push(format!(
            "Content: {}. This does not depend on the steps above; the header stays readable.",
            prose(kind)
        ));
    }
    if let Some(value) = &message.tls_required {
        lines.push(format!("The sender set TLS-Required: {} (RFC 8689).", quoted(value)));
    }
    let field = |m: &super::Marker| quoted(&format!("{}: {}", m.name, m.value));
    lines.extend(message.markers.iter().map(|m| format!("Another field speaks of TLS: {}", field(m))));
    lines
}

fn stronger(page: &mut Page, report: &Report) {
    if report.caveats.iter().all(|caveat| place(caveat) != Place::Stronger) {
        return;
    }
    page.gap();
    page.paragraph(Tone::Strong, "", STRONGER);
    for caveat in report.caveats.iter().filter(|caveat| place(caveat) == Place::Stronger) {
        page.paragraph(Tone::Normal, "- ", &caveat.text);
    }
}

/// The heading of what is stronger evidence than headers.
pub(super) const STRONGER: &str = "What would show more";

fn input(page: &mut Page, report: &Report) {
    let input = &report.input;
    page.gap();
    if !input.repairs.is_empty() {
        page.paragraph(Tone::Normal, "", "Mended before reading:");
        for repair in &input.repairs {
            page.paragraph(Tone::Normal, "- ", repair);
        }
    }
    if input.truncated {
        page.paragraph(Tone::Strong, "", CUT_SHORT);
    }
}

/// Told where the input was cut.
pub(super) const CUT_SHORT: &str =
    "The input begins or ends inside a field, or is longer than a limit. Ask for the full source.";

/// True below the boundary.
pub(super) const fn is_outside(hop: &Hop) -> bool {
    !matches!(hop.trust.class, TrustClass::Own | TrustClass::Boundary)
}

const fn tone(hop: &Hop) -> Tone {
    match (hop.trust.class, hop.tls.state, hop.tls.strength) {
        (TrustClass::Contradicted, _, _) | (_, _, Some(Strength::Broken)) => Tone::Alarm,
        (_, TlsState::Plain, _) | (_, _, Some(Strength::Outdated)) => Tone::Attention,
        (_, TlsState::Encrypted, _) => Tone::Good,
        // What is not known is as prominent as the rest.
        (_, TlsState::Unrecorded | TlsState::Local, _) => Tone::Strong,
    }
}

/// The address is the firm fact, rDNS comes next, and what the client called itself is told as such.
pub(super) fn sender(hop: &Hop) -> String {
    let from = &hop.from;
    let name = match (&from.rdns, &from.helo) {
        (Some(rdns), Some(helo)) if !rdns.eq_ignore_ascii_case(helo) => {
            Some(format!("{rdns} (calling itself {helo})"))
        }
        (Some(name), _) | (None, Some(name)) => Some(name.clone()),
        (None, None) => None,
    };
    match (name, &from.ip) {
        (Some(name), Some(ip)) => format!("{name} [{ip}]"),
        (Some(name), None) => name,
        (None, Some(ip)) => format!("[{ip}]"),
        (None, None) => "(sender not named)".to_owned(),
    }
}

pub(super) fn receiver(hop: &Hop) -> String {
    match (&hop.by.host, &hop.by.ip) {
        (Some(host), _) => host.clone(),
        (None, Some(ip)) => format!("[{ip}]"),
        (None, None) => "(receiver not named)".to_owned(),
    }
}

pub(super) fn writer(hop: &Hop) -> String {
    let writer = &hop.writer;
    match (&writer.software, &writer.version) {
        (Some(software), Some(version)) => format!("{software} {version} ({})", writer.confidence),
        (Some(software), None) => format!("{software} ({})", writer.confidence),
        (None, _) => "not recognised".to_owned(),
    }
}

fn when(hop: &Hop) -> String {
    let time = hop.time.as_deref().map_or_else(|| "no time that could be read".to_owned(), phrase::time);
    match hop.seconds_after_previous {
        Some(seconds) => format!("Time: {time}, {}.", phrase::delay(seconds)),
        None => format!("Time: {time}."),
    }
}

fn way(hop: &Hop) -> String {
    let mut parts = Vec::new();
    parts.extend(phrase::way(hop).map(str::to_owned));
    parts.extend(hop.protocol.as_written.as_ref().map(|keyword| format!("with {keyword}")));
    parts.extend(hop.id.as_ref().map(|id| format!("id {id}")));
    if hop.authenticated.stated {
        let who = hop.authenticated.user.as_ref().map_or_else(String::new, |user| format!(" as {user}"));
        parts.push(format!("the client signed in{who}"));
    }
    if parts.is_empty() { String::new() } else { format!("Way: {}.", parts.join(", ")) }
}

fn said(quote: &str) -> String {
    format!("the header says: \"{}\"", quote.trim())
}

/// Reasons one after the other, each closed by a full stop.
pub(super) fn sentences(reasons: &[String]) -> String {
    let closed = |reason: &String| {
        if reason.ends_with(['.', '!', '?']) { reason.clone() } else { format!("{reason}.") }
    };
    reasons.iter().map(closed).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{Basis, Counts, Marker, Outcome, TlsReport, example, is_unshowable};
    use super::*;
    use crate::options::SourceId;

    fn shown(report: &Report) -> String {
        text(report, TextStyle::default().with_width(usize::MAX))
    }

    /// The order of these lines is the order of the report.
    #[test]
    fn the_answer_comes_first_and_hops_follow_oldest_first() {
        let text = shown(&example::report());
        let wanted = [
            "Your system recorded TLS for the delivery to it.\n",
            "For earlier steps there are only statements by others: 0 with TLS, 1 without, 0 that do not say.\n",
            "Every line counted, also those of others: 1 with TLS, 1 without, 1 not shown, 0 with no network between.\n",
            "The lowest version named is TLS 1.2.\n",
            "  * TLS protects one step at a time.\n",
            "Partner Acme: the headers do not show it. no boundary.\n",
            "Boundary: hop 2 of 3, where your system took the message over (placed by what you named as your own).\n",
            "Stated by systems outside your control (oldest first)\n",
            "  * The lines below this point could have been written by the sender.\n",
            "1  a.example \u{2192} mx1.alder.example\n",
            "   No TLS is recorded for this step. The line's format normally records it.\n",
            "   Stated by a system outside your control.",
            "   Written by: postfix (certain).\n",
            "   Time: 2026-11-23 17:19:20 +00:00.\n",
            "   Way: handed in by the author's side, with ESMTP, id 4bXyz, the client signed in as ann.\n",
            "Recorded by your own mail system (oldest first)\n",
            "2  mail.example.net (calling itself client.example.net) [203.0.113.10] \u{2192} mx2.alder.example\n",
            "   TLS recorded: TLS 1.2, ECDHE-RSA-AES256-GCM-SHA384, 256 bits.\n",
            "     the header says: \"using TLSv1.2 with cipher X\"\n",
            "   By the rule table of 2026-06-01: recommended.\n",
            "   The line says: the receiving server asked for no client certificate.",
            "Recorded by your own mail system. You named mx1.alder.example.\n",
            ", stamped 1 min 15 s before the previous hop.\n",
            "3  a.example \u{2192} mx3.alder.example\n",
            "   This line does not show whether TLS was used: what its writer's silence means is not known here.\n",
            "   Written by: not recognised.\n",
            "   Not understood: \"flux 9\"\n",
            "   | by mailbox.alder.example with WEIRD\n   | flux 9\n",
            "What stands out\n",
            "- Caution, hop 2: The clock runs backwards [time-backwards]\n",
            "  This step is stamped earlier than the one before it.\n",
            "  the header says: \"Mon, 23 Nov 2026 17:19:20 +0000\"\n",
        ];
        let mut rest = text.as_str();
        for line in wanted {
            let (_, after) = rest.split_once(line).unwrap_or_else(|| panic!("{line} is not in:\n{rest}"));
            rest = after;
        }
    }

    #[test]
    fn lines_keep_to_the_width() {
        let text = text(&example::report(), TextStyle::default());
        let long: Vec<&str> =
            text.lines().filter(|line| line.chars().count() > 80 && !line.contains("| ")).collect();
        assert_eq!(long, [""; 0]);
    }

    #[test]
    fn a_known_line_that_was_read_whole_is_not_repeated() {
        let text = shown(&example::report());
        assert_eq!(text.matches("The line as it stands:").count(), 1);
        assert!(!text.contains("from a by mx1"));
    }

    #[test]
    fn nothing_to_read_is_said_and_what_to_do() {
        let mut report = crate::analyze(b"", &crate::Options::default().with_source(SourceId::default()));
        let text = shown(&report);
        assert!(text.starts_with("The headers do not show how the message reached your system.\n"));
        assert!(text.contains("No Received field was found."));
        assert!(text.contains("Nothing here reads as a header field."));
        report.input.fields = 4;
        assert!(!shown(&report).contains("Nothing here reads"));
        report.input.received_fields = 2;
        assert!(shown(&report).contains("2 Received fields were found, and none could be read."));
    }

    #[test]
    fn repairs_limits_and_other_fields_are_told() {
        let mut report = example::report();
        report.input.repairs.push("quote marks taken off".into());
        report.input.truncated = true;
        report.message.content_protection = Some("smime-signed".into());
        report.message.tls_required = Some("no".into());
        report.message.markers.push(Marker { name: "X-TLS".into(), value: "1".into() });
        let text = shown(&report);
        for line in [
            "\n- quote marks taken off\n",
            "begins or ends inside a field",
            "Content: smime-signed.",
            "TLS-Required: no (",
            "X-TLS: 1\n",
        ] {
            assert!(text.contains(line), "{line}");
        }
    }

    #[test]
    fn an_assumed_or_missing_boundary_is_told_as_such() {
        let mut report = example::report();
        report.boundary.rule = BoundaryRule::Topmost;
        let text = shown(&report);
        assert!(text.contains("(assumed: the topmost line is taken as yours)"));
        assert!(text.contains("Recorded by the system that is taken as yours\n"), "the heading");
        assert!(!text.contains("Recorded by your own mail system (oldest first)"));
        report.boundary = super::super::Boundary { hop: None, rule: BoundaryRule::None };
        assert!(shown(&report).contains("Boundary: not placed. No line can be called your system's own."));
    }

    #[test]
    fn caveats_about_outside_lines_are_not_lost_where_there_are_none() {
        let mut report = example::report();
        report.hops.remove(0);
        assert!(shown(&report).contains("could have been written by the sender"));
    }

    #[test]
    fn nothing_from_the_header_reaches_the_terminal_as_it_is() {
        let evil = "\u{1b}[2J\u{9b}\u{202e}\u{7}\u{0}\r\nBoundary: forged";
        let mut report = example::report();
        report.summary.sentences.push(evil.into());
        report.message.markers.push(Marker { name: evil.into(), value: evil.into() });
        report.input.repairs.push(evil.into());
        report.message.tls_required = Some(evil.into());
        report
            .findings
            .iter_mut()
            .for_each(|f| (f.title, f.detail, f.quote) = (evil.into(), evil.into(), Some(evil.into())));
        report.caveats.iter_mut().for_each(|c| c.text = evil.into());
        for hop in &mut report.hops {
            hop.raw = evil.into();
            hop.unread = vec![evil.into()];
            hop.trust.why = vec![evil.into()];
            let texts = [
                &mut hop.from.helo,
                &mut hop.from.rdns,
                &mut hop.from.ip,
                &mut hop.by.host,
                &mut hop.id,
                &mut hop.time,
                &mut hop.protocol.as_written,
                &mut hop.writer.software,
                &mut hop.writer.version,
                &mut hop.tls.version,
                &mut hop.tls.cipher.get_or_insert_default().as_written,
                &mut hop.tls.group,
                &mut hop.tls.signature,
                &mut hop.authenticated.user,
            ];
            for text in texts {
                *text = Some(evil.into());
            }
            hop.tls.quotes = vec![super::super::Quote { text: evil.into(), span: [0, 0] }];
        }
        let text = shown(&report);
        assert!(!text.chars().any(|c| c != '\n' && is_unshowable(c)));
        assert_eq!(
            text.lines().filter(|line| line.starts_with("Boundary:")).count(),
            1,
            "no line of one's own making"
        );
        assert!(text.contains("\\u{1b}[2J\\u{9b}\\u{202e}\\u{7}\\u{0} Boundary: forged"));
    }

    #[test]
    fn tones_follow_what_needs_attention() {
        let mut hop = example::report().hops.remove(0);
        let mut tone_of = |class, state, strength| {
            hop.trust.class = class;
            hop.tls = TlsReport { strength, ..TlsReport::bare(state, Basis::Details) };
            tone(&hop)
        };
        let table = [
            (TrustClass::Contradicted, TlsState::Encrypted, None, Tone::Alarm),
            (TrustClass::Own, TlsState::Encrypted, Some(Strength::Broken), Tone::Alarm),
            (TrustClass::Own, TlsState::Encrypted, Some(Strength::Outdated), Tone::Attention),
            (TrustClass::Own, TlsState::Plain, None, Tone::Attention),
            (TrustClass::Own, TlsState::Encrypted, None, Tone::Good),
            (TrustClass::Own, TlsState::Unrecorded, None, Tone::Strong),
        ];
        for (class, state, strength, wanted) in table {
            assert_eq!(tone_of(class, state, strength), wanted);
        }
    }

    #[test]
    fn an_outcome_without_sentences_still_answers() {
        let mut report = example::report();
        report.summary.sentences.clear();
        for &outcome in Outcome::ALL {
            report.summary.outcome = outcome;
            report.summary.hops = Counts::default();
            assert!(shown(&report).starts_with(phrase::outcome(outcome)));
        }
    }
}
