//! The report as events of the Elastic Common Schema, one for each hop.
//!
//! What has a field of the schema stands there; what has none stands below `tlstrail`, in the words of the report. A
//! value that is unknown has no field: an index would take `null` for no value. A message without hops gives one event
//! of its own, and one that could not be read an event with `error`, so that none is missing from a count.
//!
//! `tls.established` stands only on stamps of the reader's own system. What others stated has its version and cipher
//! without it, and a stamp that is contradicted has no `tls` at all; `tlstrail.hop` tells of every one.

use super::by_hop::ByHop;
use super::{ErrorRecord, Hop, Report, Source, TlsState, TrustClass};
use crate::options::Moment;
use serde::Serialize;
use std::net::IpAddr;

/// The version of the schema.
pub const ECS_VERSION: &str = "9.4.0";

/// Appends the events of a report, a line each. `now` dates what has no date of its own.
pub fn ecs_events(report: &Report, now: Option<Moment>, out: &mut String) {
    let found = ByHop::new(report);
    if report.hops.is_empty() {
        out.push_str(&super::json::line(&event(report, &found, None, now)));
    }
    for hop in &report.hops {
        out.push_str(&super::json::line(&event(report, &found, Some(hop), now)));
    }
}

/// Appends the event of a message that could not be read.
pub fn ecs_error(record: &ErrorRecord, now: Option<Moment>, out: &mut String) {
    let mut event = Ecs::new(&record.source, now.map(utc));
    event.event.dataset = "tlstrail.error";
    event.event.outcome = Some("failure");
    event.error = Some(ErrorField { message: &record.error });
    out.push_str(&super::json::line(&event));
}

#[expect(clippy::struct_field_names, reason = "the schema names its own version so")]
#[derive(Serialize)]
struct Ecs<'r> {
    #[serde(rename = "@timestamp", skip_serializing_if = "Option::is_none")]
    timestamp: Option<String>,
    ecs: Version,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    event: Event<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorField<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<Log<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Email<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Endpoint<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destination: Option<Endpoint<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    network: Option<Network>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tls: Option<Tls<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<User<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    observer: Option<Observer<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Related<'r>>,
    tlstrail: Own<'r>,
}

#[derive(Serialize)]
struct Version {
    version: &'static str,
}

#[derive(Serialize)]
struct Event<'r> {
    kind: &'static str,
    category: [&'static str; 2],
    #[serde(rename = "type")]
    kind_of: [&'static str; 1],
    module: &'static str,
    dataset: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<&'r str>,
}

#[derive(Serialize)]
struct ErrorField<'r> {
    message: &'r str,
}

#[derive(Serialize)]
struct Log<'r> {
    file: Path<'r>,
}

#[derive(Serialize)]
struct Path<'r> {
    path: &'r str,
}

#[derive(Serialize)]
struct Email<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message_id: Option<&'r str>,
    /// The receiver's queue id, which belongs to this hop alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    local_id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origination_timestamp: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery_timestamp: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
}

#[derive(Serialize)]
struct Endpoint<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
}

#[derive(Serialize)]
struct Network {
    protocol: &'static str,
}

#[derive(Serialize)]
struct Tls<'r> {
    /// Only where the reader's own system wrote it: a dashboard must not count what a sender may have put in.
    #[serde(skip_serializing_if = "Option::is_none")]
    established: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_protocol: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cipher: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    curve: Option<&'r str>,
}

#[derive(Serialize)]
struct User<'r> {
    name: &'r str,
}

#[derive(Serialize)]
struct Observer<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    hostname: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'r str>,
}

#[derive(Serialize)]
struct Related<'r> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ip: Vec<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hosts: Vec<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    user: Vec<&'r str>,
}

/// What the schema has no field for.
#[derive(Serialize)]
struct Own<'r> {
    schema_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<&'static str>,
    source: OwnSource<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<OwnMessage<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hop: Option<OwnHop<'r>>,
}

#[derive(Serialize)]
struct OwnSource<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'r str>,
}

#[derive(Serialize)]
struct OwnMessage<'r> {
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    boundary_tls: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    boundary_hop: Option<u32>,
    boundary_rule: &'static str,
    hops: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    weakest_version: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_domain: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_path_domain: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_protection: Option<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    partners: Vec<OwnPartner<'r>>,
}

#[derive(Serialize)]
struct OwnPartner<'r> {
    name: &'r str,
    result: &'static str,
}

#[derive(Serialize)]
struct OwnHop<'r> {
    number: u32,
    field_index: u32,
    leg: &'static str,
    trust: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds_after_previous: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    helo: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from_organisation: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_organisation: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protocol: Option<&'r str>,
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    for_: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    envelope_from: Option<&'r str>,
    authenticated: bool,
    writer_confidence: &'static str,
    tls: OwnTls<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    unread: &'r [String],
}

#[derive(Serialize)]
struct OwnTls<'r> {
    state: &'static str,
    basis: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bits: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_certificate: Option<&'static str>,
}

impl<'r> Ecs<'r> {
    fn new(source: &'r Source, now: Option<String>) -> Self {
        Self {
            timestamp: now.clone(),
            ecs: Version { version: ECS_VERSION },
            message: None,
            event: Event {
                kind: "event",
                category: ["email", "network"],
                kind_of: ["info"],
                module: "tlstrail",
                dataset: "tlstrail.hop",
                id: None,
                sequence: None,
                created: now,
                outcome: None,
                original: None,
            },
            error: None,
            log: source.path.as_deref().map(|path| Log { file: Path { path } }),
            email: None,
            source: None,
            destination: None,
            network: None,
            tls: None,
            user: None,
            observer: None,
            related: None,
            tlstrail: Own {
                schema_version: super::SCHEMA_VERSION,
                version: None,
                rules: None,
                source: OwnSource {
                    id: source.id.as_deref(),
                    index: source.index,
                    sha256: source.sha256.as_deref(),
                },
                message: None,
                hop: None,
            },
        }
    }
}

fn event<'r>(report: &'r Report, found: &ByHop<'r>, hop: Option<&'r Hop>, now: Option<Moment>) -> Ecs<'r> {
    let mut event = Ecs::new(&report.source, now.map(utc));
    let date = report.message.date.as_deref();
    let of_hop = hop.and_then(|hop| hop.time.as_deref());
    event.timestamp = of_hop.or(date).and_then(to_utc).or(event.timestamp);
    let number = hop.map_or(0, |hop| hop.number);
    event.event.id = report.source.sha256.as_ref().map(|sha256| format!("{sha256}-{number}"));
    event.email = Some(Email {
        message_id: report.message.message_id.as_deref(),
        local_id: hop.and_then(|hop| hop.id.as_deref()),
        origination_timestamp: date,
        delivery_timestamp: of_hop,
        direction: (hop.is_some() && report.boundary.hop == Some(number)).then_some("inbound"),
    });
    let own = &mut event.tlstrail;
    (own.version, own.rules) = (Some(report.tool.version), report.tool.rules);
    own.message = Some(message(report, found));
    if let Some(hop) = hop {
        of_the_hop(&mut event, report, found, hop);
    } else {
        event.event.dataset = "tlstrail.message";
        event.message = Some("No trace line could be read.".to_owned());
    }
    event
}

fn of_the_hop<'r>(event: &mut Ecs<'r>, report: &'r Report, found: &ByHop<'r>, hop: &'r Hop) {
    let tls = &hop.tls;
    event.message = Some(format!(
        "hop {} of {}: {} ({}), {}",
        hop.number,
        report.hops.len(),
        tls.state,
        tls.basis,
        hop.trust.class
    ));
    event.event.sequence = Some(hop.number);
    event.event.original = Some(&hop.raw);
    let (from, by) = (&hop.from, &hop.by);
    event.source = Endpoint::of(from.rdns.as_deref(), from.ip.as_deref(), from.port);
    event.destination = Endpoint::of(by.host.as_deref(), by.ip.as_deref(), None);
    event.network = protocol(hop).map(|protocol| Network { protocol });
    let cipher = tls.cipher.as_ref();
    let version = tls.version.as_deref();
    let is_own = matches!(hop.trust.class, TrustClass::Own | TrustClass::Boundary);
    let stated = match tls.state {
        TlsState::Encrypted => Some(true),
        TlsState::Plain => Some(false),
        TlsState::Unrecorded | TlsState::Local => None,
    };
    let stated = stated.filter(|_| hop.trust.class != TrustClass::Contradicted);
    event.tls = stated.filter(|encrypted| *encrypted || is_own).map(|established| Tls {
        established: is_own.then_some(established),
        version: version.map(|v| v.trim_start_matches(|c: char| c.is_ascii_alphabetic())),
        version_protocol: version.map(|v| if v.starts_with("SSL") { "ssl" } else { "tls" }),
        cipher: cipher.and_then(|c| c.iana.as_deref().or(c.as_written.as_deref())),
        curve: tls.group.as_deref().filter(|group| !group.to_ascii_lowercase().starts_with("ffdhe")),
    });
    let user = hop.authenticated.user.as_deref();
    event.user = user.map(|name| User { name });
    let (host, writer) = (by.host.as_deref(), &hop.writer);
    event.observer = (host.is_some() || writer.software.is_some()).then_some(Observer {
        hostname: host,
        product: writer.software.as_deref(),
        version: writer.version.as_deref(),
    });
    let ips = [from.ip.as_deref(), by.ip.as_deref()].into_iter().filter_map(address);
    let hosts = [from.rdns.as_deref(), from.helo.as_deref(), host];
    let mut related = Related { ip: ips.collect(), hosts: Vec::new(), user: user.into_iter().collect() };
    for host in hosts.into_iter().flatten() {
        if !related.hosts.contains(&host) {
            related.hosts.push(host);
        }
    }
    related.ip.dedup();
    let any = !(related.ip.is_empty() && related.hosts.is_empty() && related.user.is_empty());
    event.related = any.then_some(related);
    event.tlstrail.hop = Some(own_hop(found, hop));
}

fn message<'r>(report: &'r Report, found: &ByHop<'r>) -> OwnMessage<'r> {
    let (summary, facts) = (&report.summary, &report.message);
    OwnMessage {
        outcome: summary.outcome.as_str(),
        boundary_tls: summary.boundary_tls.map(TlsState::as_str),
        boundary_hop: report.boundary.hop,
        boundary_rule: report.boundary.rule.as_str(),
        hops: report.hops.len(),
        weakest_version: summary.weakest_version.as_deref(),
        from_domain: facts.from_domain.as_deref(),
        return_path_domain: facts.return_path_domain.as_deref(),
        content_protection: facts.content_protection.as_deref(),
        findings: codes(found, None),
        partners: report
            .partners
            .iter()
            .map(|partner| OwnPartner { name: &partner.name, result: partner.result.as_str() })
            .collect(),
    }
}

fn own_hop<'r>(found: &ByHop<'r>, hop: &'r Hop) -> OwnHop<'r> {
    let tls = &hop.tls;
    OwnHop {
        number: hop.number,
        field_index: hop.field_index,
        leg: hop.leg.as_str(),
        trust: hop.trust.class.as_str(),
        seconds_after_previous: hop.seconds_after_previous,
        helo: hop.from.helo.as_deref(),
        from_organisation: hop.from.organisation.as_deref(),
        by_organisation: hop.by.organisation.as_deref(),
        protocol: hop.protocol.as_written.as_deref(),
        for_: hop.for_.as_deref(),
        envelope_from: hop.envelope_from.as_deref(),
        authenticated: hop.authenticated.stated,
        writer_confidence: hop.writer.confidence.as_str(),
        tls: OwnTls {
            state: tls.state.as_str(),
            basis: tls.basis.as_str(),
            strength: tls.strength.map(super::Strength::as_str),
            bits: tls.bits,
            group: tls.group.as_deref(),
            signature: tls.signature.as_deref(),
            client_certificate: tls.client_certificate.map(super::ClientCertificate::as_str),
        },
        findings: codes(found, Some(hop.number)),
        unread: &hop.unread,
    }
}

fn codes<'r>(found: &ByHop<'r>, hop: Option<u32>) -> Vec<&'r str> {
    found.of(hop).map(|(_, finding)| finding.code.as_str()).collect()
}

impl<'r> Endpoint<'r> {
    fn of(domain: Option<&'r str>, ip: Option<&'r str>, port: Option<u16>) -> Option<Self> {
        let ip = address(ip);
        let address = domain.or(ip)?;
        Some(Self { address: Some(address), domain, ip, port })
    }
}

/// An address that an index of addresses takes.
pub(super) fn address(ip: Option<&str>) -> Option<&str> {
    ip.filter(|ip| ip.parse::<IpAddr>().is_ok())
}

/// The protocol without what its keyword says of TLS and sign-in.
pub(super) fn protocol(hop: &Hop) -> Option<&'static str> {
    let word = hop.protocol.registered.as_deref()?.to_ascii_uppercase();
    ["LMTP", "SMTP", "HTTP", "MMTP"]
        .into_iter()
        .zip(["lmtp", "smtp", "http", "mmtp"])
        .find_map(|(part, name)| word.contains(part).then_some(name))
}

fn utc(moment: Moment) -> String {
    moment.to_utc().format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

fn to_utc(time: &str) -> Option<String> {
    Moment::parse_from_rfc3339(time).ok().map(utc)
}
