#![doc = include_str!("../README.md")]

pub mod span;
mod scan;
pub mod terms;
pub mod limits;
pub mod vocab;
pub mod address;
pub mod options;
pub mod organisation;
mod input;
mod message;
mod clause;
mod reading;
mod dialect;
mod stamp;
mod chain;
mod trust;
mod check;
mod summary;
mod partner;
pub mod report;
pub mod batch;
pub mod mbox;
pub mod explain;

pub use clause::{Date, Zone};
pub use input::{BODY_START, HeaderEnd, header_end, msg};
pub use options::Options;
pub use stamp::{Authenticated, By, From, Protocol, Stamp, Tls, Writer};

use chain::Chain;
use report::Report;

/// Reads one message or header block. Any bytes give a report; the same input and options give the same bytes.
///
/// Only the header section is read, which ends at the first empty line, and the first line of text behind it. No file,
/// clock or network is touched.
pub fn analyze(input: &[u8], options: &Options) -> Report {
    let limits = limits::Limits::default();
    let unpacked = input::unpack(input, &limits);
    let mut input = input::read(&unpacked.bytes, &limits);
    input.repairs.extend(unpacked.repair.map(str::to_owned));
    let message = message::read(&input);
    let stamps: Vec<Stamp<'_>> = input.received().take(limits.stamps).map(Stamp::parse).collect();
    let chain = Chain::new(stamps);
    let chosen = options.boundary.and_then(|hop| trust::chosen(&chain, hop));
    let boundary = chosen.unwrap_or_else(|| trust::boundary(&chain, &message, &options.own));
    let mut trust = trust::classes(&chain, boundary);
    let findings = check::run(&check::Context {
        input: &input,
        message: &message,
        chain: &chain,
        boundary,
        own: &options.own,
        now: options.now,
    });
    check::contradict(&findings, &mut trust);
    trust::corroborate(&chain, boundary, |hop| check::speaks_against(&findings, hop), &mut trust);
    let summary = summary::summarise(&summary::Evidence {
        message: &message,
        chain: &chain,
        boundary,
        trust: &trust,
        findings: &findings,
    });
    let partners = partner::judge(&options.partners, &message, &chain, boundary, &trust);
    let mut report = report::assemble(report::Parts {
        source: &options.source,
        input: &input,
        message: &message,
        chain: &chain,
        boundary,
        trust,
        findings,
        summary,
        partners,
    });
    if options.redact {
        report::redact(&mut report, &input);
    }
    report
}
