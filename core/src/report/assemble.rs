//! Inner types into the report's. The only place where both meet.

use super::{
    AuthenticatedReport, Boundary, ByReport, Caveat, CipherReport, Counts, Finding, FromReport, Hop,
    InputReport, Marker, MessageReport, PartnerReport, ProtocolReport, Quote, RawText, Report,
    SCHEMA_VERSION, Source, Summary, TlsReport, Tool, TrustReport, WriterReport,
};
use crate::chain::{self, Chain};
use crate::check;
use crate::input::Input;
use crate::message::Message;
use crate::options::SourceId;
use crate::partner::Judgement;
use crate::span::Span;
use crate::stamp::Stamp;
use crate::summary;
use crate::trust::{self, Trust};
use sha2::{Digest, Sha256};

/// Everything an analysis found.
pub(crate) struct Parts<'p, 'a> {
    pub(crate) source: &'p SourceId,
    pub(crate) input: &'p Input<'a>,
    pub(crate) message: &'p Message,
    pub(crate) chain: &'p Chain<'p>,
    pub(crate) boundary: trust::Boundary,
    pub(crate) trust: Vec<Trust>,
    pub(crate) findings: Vec<check::Finding>,
    pub(crate) summary: summary::Summary,
    pub(crate) partners: Vec<Judgement>,
}

/// Makes the report.
pub(crate) fn assemble(parts: Parts<'_, '_>) -> Report {
    let mut source = Source::of(parts.source);
    source.sha256 = Some(sha256(parts.input.as_read));
    let received = parts.input.received().count();
    let mut repairs = parts.input.repairs.clone();
    repairs.extend(parts.input.limits_hit.iter().chain(&parts.message.limits_hit).cloned());
    let cut_short = received > parts.chain.hops.len();
    if cut_short {
        repairs.push(format!(
            "Received fields beyond the first {} are not read: {received} in all.",
            parts.chain.hops.len()
        ));
    }
    let hops = parts.chain.hops.iter().zip(parts.trust).map(|(hop, trust)| one_hop(hop, trust)).collect();
    Report {
        schema_version: SCHEMA_VERSION,
        tool: Tool::current(),
        source,
        input: InputReport {
            fields: count(parts.input.fields.len()),
            received_fields: count(received),
            repairs,
            truncated: parts.input.truncated || cut_short,
        },
        message: message(parts.message),
        boundary: Boundary { hop: parts.boundary.hop, rule: parts.boundary.rule },
        summary: summary_of(parts.summary.clone()),
        hops,
        findings: parts.findings.iter().map(|f| finding(f, parts.chain)).collect(),
        caveats: parts
            .summary
            .caveats
            .iter()
            .map(|said| Caveat { code: said.caveat.code.to_owned(), text: said.text.clone().into_owned() })
            .collect(),
        partners: parts
            .partners
            .into_iter()
            .map(|p| PartnerReport { name: p.name, result: p.result, reasons: p.reasons })
            .collect(),
    }
}

fn finding(inner: &check::Finding, chain: &Chain<'_>) -> Finding {
    let place = inner.hop.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
    let hop = place.and_then(|place| chain.hops.get(place));
    let quoted = inner.span.zip(hop);
    Finding {
        code: inner.check.code.to_owned(),
        effect: inner.effect,
        hop: inner.hop,
        title: inner.check.title.to_owned(),
        detail: inner.detail.clone(),
        quote: quoted.map(|(span, hop)| lossy(hop.text(span))),
        span: quoted.map(|(span, hop)| RawText::new(hop.stamp.raw).place(span)),
    }
}

fn summary_of(inner: summary::Summary) -> Summary {
    let counts = |c: summary::Count| Counts {
        encrypted: c.encrypted,
        plain: c.plain,
        unrecorded: c.unrecorded,
        local: c.local,
    };
    Summary {
        outcome: inner.outcome,
        boundary_tls: inner.boundary_tls,
        hops: counts(inner.hops),
        outside: counts(inner.outside),
        weakest_version: inner.weakest_version.map(|v| v.as_str().to_owned()),
        sentences: inner.sentences,
    }
}

fn message(inner: &Message) -> MessageReport {
    MessageReport {
        message_id: inner.id.clone(),
        date: inner.date.map(|d| d.to_rfc3339()),
        from_domain: inner.from_domain.clone(),
        return_path_domain: inner.return_path_domain.clone(),
        content_protection: Some(inner.content_protection.as_str().to_owned()),
        tls_required: inner.tls_required.clone(),
        markers: inner
            .markers
            .iter()
            .map(|(name, value)| Marker { name: name.clone(), value: value.clone() })
            .collect(),
    }
}

fn one_hop(hop: &chain::Hop<'_>, trust: Trust) -> Hop {
    let stamp = &hop.stamp;
    let raw = RawText::new(stamp.raw);
    let text = |span: Span| words(stamp, span);
    Hop {
        number: hop.number,
        field_index: hop.field_index,
        writer: WriterReport {
            software: stamp.writer.software.map(str::to_owned),
            version: stamp.writer.version.and_then(text),
            confidence: stamp.writer.confidence,
        },
        from: FromReport {
            helo: stamp.from.helo.and_then(text),
            rdns: stamp.from.rdns.and_then(text),
            ip: stamp.from.ip.map(|ip| ip.to_string()),
            port: stamp.from.port,
            organisation: hop.from_organisation.as_ref().map(ToString::to_string),
        },
        by: ByReport {
            host: stamp.by.host.and_then(text),
            ip: stamp.by.ip.map(|ip| ip.to_string()),
            organisation: hop.by_organisation.as_ref().map(ToString::to_string),
        },
        protocol: ProtocolReport {
            as_written: stamp.protocol.as_written.and_then(text),
            registered: stamp.protocol.registered.map(|k| k.as_str().to_owned()),
        },
        via: stamp.via.and_then(text),
        id: stamp.id.and_then(text),
        for_: stamp.recipient.and_then(text),
        envelope_from: stamp.envelope_from.and_then(text),
        authenticated: AuthenticatedReport {
            stated: stamp.authenticated.stated,
            user: stamp.authenticated.user.and_then(text),
        },
        time: stamp.instant().map(|t| t.to_rfc3339()),
        seconds_after_previous: hop.seconds_after_previous,
        leg: hop.leg,
        tls: tls(stamp, &raw),
        trust: TrustReport { class: trust.class, why: trust.why },
        unread: stamp.unread.iter().filter_map(|s| text(*s)).collect(),
        raw: raw.into_text(),
    }
}

fn tls(stamp: &Stamp<'_>, raw: &RawText) -> TlsReport {
    let tls = &stamp.tls;
    let text = |span: Span| words(stamp, span);
    TlsReport {
        state: tls.state,
        basis: tls.basis,
        version: tls.version.map(|v| v.as_str().to_owned()),
        cipher: tls
            .cipher
            .map(|c| CipherReport { as_written: text(c), iana: tls.suite.map(|s| s.iana().to_owned()) }),
        bits: tls.bits.map(u32::from),
        group: tls.group.and_then(text),
        signature: tls.signature.and_then(text),
        client_certificate: tls.client_certificate,
        strength: tls.strength,
        quotes: tls
            .quotes
            .iter()
            .flatten()
            .map(|s| Quote { text: lossy(stamp.text(*s)), span: raw.place(*s) })
            .collect(),
    }
}

/// The words of a place, with one blank where a fold stood; nothing where no word is there.
fn words(stamp: &Stamp<'_>, span: Span) -> Option<String> {
    let bytes = stamp.text(span);
    if bytes.is_empty() {
        return None;
    }
    let text = lossy(bytes);
    if !bytes.iter().any(|&b| crate::span::is_blank(b)) {
        return Some(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\r', '\n']).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

/// Text as `raw` has it: a byte that is not UTF-8 is replaced alone, where the standard library replaces some together.
fn lossy(bytes: &[u8]) -> String {
    RawText::new(bytes).into_text()
}

fn sha256(bytes: &[u8]) -> String {
    let digits =
        |byte: u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'));
    Sha256::digest(bytes).into_iter().flat_map(digits).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
