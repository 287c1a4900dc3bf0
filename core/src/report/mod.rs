//! The report as others see it: frozen types that mirror the JSON key for key, in its order, and its formats.
//!
//! Not here: the analysis. Inner types are converted into these and never serialised themselves, so that a change
//! inside moves no key outside. Three rules hold for every type: objects are always there, lists are always there,
//! and a value that is unknown or not stated is `null`, never absent and never `""`. A change of a key is a change of
//! [`SCHEMA_VERSION`].

mod assemble;
mod by_hop;
mod csv;
mod ecs;
mod escape;
mod html;
mod json;
mod markdown;
mod ocsf;
mod page;
mod phrase;
mod raw;
mod redact;
#[cfg(feature = "schema")]
mod schema;
mod text;

pub use crate::terms::{
    Basis, BoundaryRule, ClientCertificate, Confidence, Effect, Leg, Outcome, PartnerResult, TlsState,
    TrustClass,
};
pub use crate::vocab::strength::Strength;
pub(crate) use assemble::{Parts, assemble};
pub use csv::{CSV_HEAD, csv_error, csv_rows};
pub use ecs::{ECS_VERSION, ecs_error, ecs_events};
pub use escape::{escape, escape_line, is_unshowable};
pub(crate) use html::el;
pub use html::{Element, Node, STYLE, html, view, write_text as write_html_text};
pub use json::{error_line, json, ndjson_line};
pub use markdown::markdown;
pub use ocsf::{OCSF_VERSION, ocsf_error, ocsf_event};
pub use page::Color;
pub(crate) use page::{Page, Tone};
pub use raw::RawText;
pub(crate) use redact::redact;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use text::{TextStyle, text};

use crate::options::SourceId;
use serde::Serialize;

/// The version of the JSON form.
pub const SCHEMA_VERSION: &str = "1.0.0";

/// What was found in one message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: &'static str,
    /// The program.
    pub tool: Tool,
    /// Where the input came from.
    pub source: Source,
    /// How the input was read.
    pub input: InputReport,
    /// Facts from fields other than `Received`.
    pub message: MessageReport,
    /// Where the reader's own ADMD took over.
    pub boundary: Boundary,
    /// The answer.
    pub summary: Summary,
    /// Every stamp, oldest first.
    pub hops: Vec<Hop>,
    /// What the checks found.
    pub findings: Vec<Finding>,
    /// What limits the answer.
    pub caveats: Vec<Caveat>,
    /// Agreements with partners, and whether this message shows them kept.
    pub partners: Vec<PartnerReport>,
}

impl Report {
    /// The hop by which the reader's own ADMD took the message over, where one is known.
    pub fn boundary_hop(&self) -> Option<&Hop> {
        let number = self.boundary.hop?;
        self.hops.iter().find(|hop| hop.number == number)
    }
}

/// The record that stands in the place of a report where a message of many could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ErrorRecord {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: &'static str,
    /// The program.
    pub tool: Tool,
    /// Where the input came from.
    pub source: Source,
    /// What went wrong.
    pub error: String,
}

impl ErrorRecord {
    /// A record of what went wrong with this source.
    pub fn new(source: &SourceId, error: impl Into<String>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool::current(),
            source: Source::of(source),
            error: error.into(),
        }
    }
}

/// The program that made the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Tool {
    /// Always `tlstrail`.
    pub name: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// Date of the newest rule table used.
    pub rules: Option<&'static str>,
}

impl Tool {
    fn current() -> Self {
        Self {
            name: "tlstrail",
            version: env!("CARGO_PKG_VERSION"),
            rules: Some(newest(crate::vocab::rules::RULES_DATE, crate::organisation::RULES_DATE)),
        }
    }
}

/// The later of two dates of the form `2026-11-24`.
fn newest(a: &'static str, b: &'static str) -> &'static str {
    if a > b { a } else { b }
}

/// Where the input came from.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// The caller's own name for the message.
    pub id: Option<String>,
    /// The file it stood in.
    pub path: Option<String>,
    /// Its place in an mbox, the first being 0.
    pub index: Option<u64>,
    /// SHA-256 of the header bytes as read, in lower-case hexadecimal.
    pub sha256: Option<String>,
}

impl Source {
    fn of(source: &SourceId) -> Self {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        Self { id: given(&source.id), path: given(&source.path), index: source.index, sha256: None }
    }
}

/// How the input was read.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct InputReport {
    /// Header fields read.
    pub fields: u32,
    /// `Received` fields among them.
    pub received_fields: u32,
    /// What had to be mended before reading, in words.
    pub repairs: Vec<String>,
    /// True where a limit cut the input short.
    pub truncated: bool,
}

/// Facts from fields other than `Received`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MessageReport {
    /// `Message-ID`, without its angle brackets.
    pub message_id: Option<String>,
    /// `Date`, as RFC 3339 writes it.
    pub date: Option<String>,
    /// Domain of the `From` address.
    pub from_domain: Option<String>,
    /// Domain of the `Return-Path` address.
    pub return_path_domain: Option<String>,
    /// `none`, `smime-encrypted`, `smime-signed`, `pgp-encrypted`, `pgp-signed`, `rights-managed` or a later word.
    pub content_protection: Option<String>,
    /// Value of `TLS-Required` (RFC 8689), such as `no`.
    pub tls_required: Option<String>,
    /// Other fields that speak of TLS, such as `X-SFDC-TLS-NoRelay`.
    pub markers: Vec<Marker>,
}

/// A field that speaks of TLS.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Marker {
    /// Name of the field.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Where the reader's own ADMD took over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Boundary {
    /// Number of the hop.
    pub hop: Option<u32>,
    /// The rule that placed it.
    pub rule: BoundaryRule,
}

/// The answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Summary {
    /// The one word, about the boundary hop.
    pub outcome: Outcome,
    /// TLS state of the boundary hop, whatever the outcome says.
    pub boundary_tls: Option<TlsState>,
    /// All hops by state.
    pub hops: Counts,
    /// Hops below the boundary by state: what others stated.
    pub outside: Counts,
    /// The lowest TLS version that any hop names.
    pub weakest_version: Option<String>,
    /// The answer in words, the most important sentence first.
    pub sentences: Vec<String>,
}

/// Hops by TLS state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Counts {
    /// Hops with TLS.
    pub encrypted: u32,
    /// Hops without.
    pub plain: u32,
    /// Hops about which their stamp cannot tell.
    pub unrecorded: u32,
    /// Hops with no network between.
    pub local: u32,
}

impl Counts {
    /// Counts states.
    pub fn of(states: impl IntoIterator<Item = TlsState>) -> Self {
        let mut counts = Self::default();
        for state in states {
            let count = match state {
                TlsState::Encrypted => &mut counts.encrypted,
                TlsState::Plain => &mut counts.plain,
                TlsState::Unrecorded => &mut counts.unrecorded,
                TlsState::Local => &mut counts.local,
            };
            *count = count.saturating_add(1);
        }
        counts
    }
}

/// One stamp and the transfer it records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Hop {
    /// Place in the journey, the oldest being 1.
    pub number: u32,
    /// Place among the `Received` fields, the topmost being 0.
    pub field_index: u32,
    /// The field's value as read, folding kept. Spans count bytes into it.
    pub raw: String,
    /// The software that seems to have written the stamp.
    pub writer: WriterReport,
    /// The sending side.
    pub from: FromReport,
    /// The receiving side.
    pub by: ByReport,
    /// How it was handed over.
    pub protocol: ProtocolReport,
    /// Value of the `via` clause.
    pub via: Option<String>,
    /// The receiver's queue or session id.
    pub id: Option<String>,
    /// The recipient.
    #[serde(rename = "for")]
    pub for_: Option<String>,
    /// The envelope sender.
    pub envelope_from: Option<String>,
    /// SMTP AUTH at this hop.
    pub authenticated: AuthenticatedReport,
    /// The stamp's time as RFC 3339 writes it, with the offset written.
    pub time: Option<String>,
    /// Seconds since the previous hop by the two clocks; negative where they run backwards.
    pub seconds_after_previous: Option<i64>,
    /// What part of the journey this is.
    pub leg: Leg,
    /// What the stamp shows of TLS.
    pub tls: TlsReport,
    /// How far it can be relied on.
    pub trust: TrustReport,
    /// Words of the stamp that no rule understood.
    pub unread: Vec<String>,
}

/// The software that seems to have written a stamp.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WriterReport {
    /// Its code, such as `postfix`.
    pub software: Option<String>,
    /// Its version, if the stamp names one.
    pub version: Option<String>,
    /// How well it was recognised.
    pub confidence: Confidence,
}

/// The sending side of a hop.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FromReport {
    /// The name it gave.
    pub helo: Option<String>,
    /// The name that reverse DNS gave.
    pub rdns: Option<String>,
    /// The address the receiver saw.
    pub ip: Option<String>,
    /// The port the receiver saw.
    pub port: Option<u16>,
    /// The organisation these belong to.
    pub organisation: Option<String>,
}

/// The receiving side of a hop.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ByReport {
    /// Its name.
    pub host: Option<String>,
    /// Its address.
    pub ip: Option<String>,
    /// The organisation these belong to.
    pub organisation: Option<String>,
}

/// How a message was handed over.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ProtocolReport {
    /// The keyword as the stamp spells it.
    pub as_written: Option<String>,
    /// The keyword as registered with IANA.
    pub registered: Option<String>,
}

/// SMTP AUTH at a hop.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AuthenticatedReport {
    /// True where the stamp says that the client signed in.
    pub stated: bool,
    /// As whom.
    pub user: Option<String>,
}

/// What a stamp shows of TLS.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TlsReport {
    /// The state.
    pub state: TlsState,
    /// Why.
    pub basis: Basis,
    /// `SSLv2`, `SSLv3`, `TLS1.0`, `TLS1.1`, `TLS1.2` or `TLS1.3`.
    pub version: Option<String>,
    /// The cipher suite, where one is named.
    pub cipher: Option<CipherReport>,
    /// Key length in bits.
    pub bits: Option<u32>,
    /// The key exchange group.
    pub group: Option<String>,
    /// The server's signature algorithm.
    pub signature: Option<String>,
    /// What is said of the client's certificate.
    pub client_certificate: Option<ClientCertificate>,
    /// What the dated table says; `null` for what stands in no table of ours.
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::strength"))]
    pub strength: Option<Strength>,
    /// The words of the stamp that say all this.
    pub quotes: Vec<Quote>,
}

impl TlsReport {
    /// A state and its basis, nothing more.
    pub fn bare(state: TlsState, basis: Basis) -> Self {
        Self {
            state,
            basis,
            version: None,
            cipher: None,
            bits: None,
            group: None,
            signature: None,
            client_certificate: None,
            strength: None,
            quotes: Vec::new(),
        }
    }
}

/// A cipher suite.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CipherReport {
    /// As the stamp spells it.
    pub as_written: Option<String>,
    /// As registered with IANA.
    pub iana: Option<String>,
}

/// Words of a stamp.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Where they stand in the hop's `raw`, in bytes.
    pub span: [u32; 2],
}

/// How far a hop's stamp can be relied on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TrustReport {
    /// The class.
    pub class: TrustClass,
    /// The reasons, in words.
    pub why: Vec<String>,
}

/// What one check found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Finding {
    /// The check's code.
    pub code: String,
    /// Its weight.
    pub effect: Effect,
    /// Number of the hop; `null` where it is about the message.
    pub hop: Option<u32>,
    /// In a few words.
    pub title: String,
    /// In a sentence or two.
    pub detail: String,
    /// The words of the header it is about.
    pub quote: Option<String>,
    /// Where they stand in the hop's `raw`, in bytes.
    pub span: Option<[u32; 2]>,
}

/// What limits the answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Caveat {
    /// Its code.
    pub code: String,
    /// In a sentence or two.
    pub text: String,
}

/// An agreement with a partner, and whether this message shows it kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PartnerReport {
    /// The partner's name.
    pub name: String,
    /// The result.
    pub result: PartnerResult,
    /// The reasons, in words.
    pub reasons: Vec<String>,
}

#[cfg(test)]
pub(crate) mod example;
