//! The report as an event of the Open Cybersecurity Schema Framework: Email Activity (class 4009), activity Trace.
//!
//! One event for each message, about its boundary hop. The class has no place for TLS, so every hop with its TLS
//! stands below `unmapped.tlstrail`, in the words of the report. The schema asks for an address of the sender or of a
//! recipient; a report has only the sender's domain, so where no recipient is recorded the local part is `unknown`.

use super::{ErrorRecord, Hop, Outcome, Report, Source};
use crate::options::Moment;
use serde::Serialize;

/// The version of the schema.
pub const OCSF_VERSION: &str = "1.8.0";

/// Appends the event of a report as a line. `now` dates what has no date of its own.
pub fn ocsf_event(report: &Report, now: Option<Moment>, out: &mut String) {
    out.push_str(&super::json::line(&event(report, now)));
}

/// Appends the event of a message that could not be read.
pub fn ocsf_error(record: &ErrorRecord, now: Option<Moment>, out: &mut String) {
    let mut event = Ocsf::new(&record.source, record.tool.version, now.map_or(0, milliseconds));
    event.status_id = Some(2);
    event.status = Some("Failure");
    event.status_detail = Some(&record.error);
    event.email.from = Some(unknown(None));
    out.push_str(&super::json::line(&event));
}

#[derive(Serialize)]
struct Ocsf<'r> {
    activity_id: u32,
    activity_name: &'static str,
    category_uid: u32,
    category_name: &'static str,
    class_uid: u32,
    class_name: &'static str,
    type_uid: u32,
    type_name: &'static str,
    severity_id: u32,
    severity: &'static str,
    time: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    timezone_offset: Option<i32>,
    direction_id: u32,
    direction: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_trace_uid: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_id: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_detail: Option<&'r str>,
    metadata: Metadata<'r>,
    email: Email<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<[&'r str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    src_endpoint: Option<Endpoint<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dst_endpoint: Option<Endpoint<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    observables: Vec<Observable<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_data_hash: Option<Fingerprint<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unmapped: Option<Unmapped<'r>>,
}

#[derive(Serialize)]
struct Metadata<'r> {
    version: &'static str,
    product: Product,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_event_uid: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_name: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_time: Option<&'r str>,
}

#[derive(Serialize)]
struct Product {
    name: &'static str,
    vendor_name: &'static str,
    version: &'static str,
}

#[derive(Serialize, Default)]
struct Email<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message_uid: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<[&'r str; 1]>,
}

#[derive(Serialize)]
struct Endpoint<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    hostname: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
}

#[derive(Serialize)]
struct Observable<'r> {
    name: &'static str,
    type_id: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'r str,
}

#[derive(Serialize)]
struct Fingerprint<'r> {
    algorithm: &'static str,
    algorithm_id: u32,
    value: &'r str,
}

#[derive(Serialize)]
struct Unmapped<'r> {
    tlstrail: Own<'r>,
}

/// The report's own words.
#[derive(Serialize)]
struct Own<'r> {
    summary: &'r super::Summary,
    boundary: &'r super::Boundary,
    hops: &'r [Hop],
    findings: Vec<Finding<'r>>,
    partners: &'r [super::PartnerReport],
}

#[derive(Serialize)]
struct Finding<'r> {
    code: &'r str,
    effect: &'static str,
    hop: Option<u32>,
}

impl<'r> Ocsf<'r> {
    fn new(source: &'r Source, version: &'static str, time: i64) -> Self {
        Self {
            activity_id: 4,
            activity_name: "Trace",
            category_uid: 4,
            category_name: "Network Activity",
            class_uid: 4009,
            class_name: "Email Activity",
            type_uid: 400_904,
            type_name: "Email Activity: Trace",
            severity_id: 1,
            severity: "Informational",
            time,
            timezone_offset: None,
            direction_id: 0,
            direction: "Unknown",
            message: None,
            message_trace_uid: None,
            protocol_name: None,
            status_id: None,
            status: None,
            status_detail: None,
            metadata: Metadata {
                version: OCSF_VERSION,
                product: Product { name: "tlstrail", vendor_name: "tlstrail", version },
                uid: source.sha256.as_deref(),
                original_event_uid: source.id.as_deref(),
                log_name: source.path.as_deref(),
                sequence: source.index,
                original_time: None,
            },
            email: Email::default(),
            from: None,
            to: None,
            src_endpoint: None,
            dst_endpoint: None,
            observables: Vec::new(),
            raw_data_hash: source.sha256.as_deref().map(|value| Fingerprint {
                algorithm: "SHA-256",
                algorithm_id: 3,
                value,
            }),
            unmapped: None,
        }
    }
}

fn event(report: &Report, now: Option<Moment>) -> Ocsf<'_> {
    let boundary = report.boundary_hop();
    let hop = boundary.or(report.hops.last());
    let written = hop.and_then(|hop| hop.time.as_deref()).or(report.message.date.as_deref());
    let moment = written.and_then(|time| Moment::parse_from_rfc3339(time).ok());
    let time = moment.or(now).map_or(0, milliseconds);
    let mut event = Ocsf::new(&report.source, report.tool.version, time);
    event.timezone_offset = moment.map(|moment| moment.offset().local_minus_utc() / 60);
    event.metadata.original_time = written;
    (event.direction_id, event.direction) = match report.summary.outcome {
        Outcome::Internal => (3, "Internal"),
        _ if boundary.is_some() => (1, "Inbound"),
        _ => (0, "Unknown"),
    };
    event.message = report.summary.sentences.first().map(String::as_str);
    event.message_trace_uid = report.message.message_id.as_deref();
    event.email.message_uid = report.message.message_id.as_deref();
    let recipient = report.hops.iter().rev().find_map(|hop| mailbox(hop.for_.as_deref()));
    event.email.to = recipient.map(|to| [to]);
    if recipient.is_none() {
        event.email.from = Some(unknown(report.message.from_domain.as_deref()));
    }
    if let Some(hop) = hop {
        event.of_hop(hop);
    }
    event.unmapped = Some(Unmapped {
        tlstrail: Own {
            summary: &report.summary,
            boundary: &report.boundary,
            hops: &report.hops,
            findings: report
                .findings
                .iter()
                .map(|f| Finding { code: &f.code, effect: f.effect.as_str(), hop: f.hop })
                .collect(),
            partners: &report.partners,
        },
    });
    event
}

impl<'r> Ocsf<'r> {
    fn of_hop(&mut self, hop: &'r Hop) {
        self.protocol_name = super::ecs::protocol(hop).map(str::to_ascii_uppercase);
        self.from = mailbox(hop.envelope_from.as_deref());
        self.to = mailbox(hop.for_.as_deref()).map(|to| [to]);
        let source = hop.from.rdns.as_deref().or(hop.from.helo.as_deref());
        self.src_endpoint = Endpoint::of(source, hop.from.ip.as_deref(), hop.from.port);
        self.dst_endpoint = Endpoint::of(hop.by.host.as_deref(), hop.by.ip.as_deref(), None);
        let ends = [
            (&self.src_endpoint, "src_endpoint.hostname", "src_endpoint.ip"),
            (&self.dst_endpoint, "dst_endpoint.hostname", "dst_endpoint.ip"),
        ];
        for (end, host, ip) in ends {
            let Some(end) = end else { continue };
            let found = [(end.hostname, host, 1, "Hostname"), (end.ip, ip, 2, "IP Address")];
            self.observables.extend(found.into_iter().filter_map(|(value, name, type_id, kind)| {
                value.map(|value| Observable { name, type_id, kind, value })
            }));
        }
    }
}

impl<'r> Endpoint<'r> {
    fn of(hostname: Option<&'r str>, ip: Option<&'r str>, port: Option<u16>) -> Option<Self> {
        let ip = super::ecs::address(ip);
        (hostname.is_some() || ip.is_some()).then_some(Self { hostname, ip, port })
    }
}

/// A text that the schema takes as an address.
fn mailbox(text: Option<&str>) -> Option<&str> {
    let bare = text?.trim().trim_start_matches('<').trim_end_matches('>');
    let (local, domain) = bare.rsplit_once('@')?;
    let fits = |part: &str, more: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    let (name, rest) = domain.split_once('.')?;
    (fits(local, "!#$%&'*+-/=?^_`{|}~.") && fits(name, "-") && fits(rest, "-.")).then_some(bare)
}

/// An address that says that its local part is not known.
fn unknown(domain: Option<&str>) -> String {
    let address = format!("unknown@{}", domain.unwrap_or_default());
    // `.invalid` is never anybody's (RFC 2606).
    if mailbox(Some(&address)).is_some() { address } else { "unknown@unknown.invalid".to_owned() }
}

fn milliseconds(moment: Moment) -> i64 {
    moment.timestamp_millis()
}
