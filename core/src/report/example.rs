//! A report for tests of the formats: three hops, one of each kind that is written differently.

use super::*;
use crate::options::SourceId;

pub(crate) fn report() -> Report {
    let mut report = crate::analyze(
        b"",
        &crate::Options::default().with_source(SourceId::default().with_path("letter.eml")),
    );
    report.tool.rules = Some("2026-06-01");
    report.input = InputReport { fields: 9, received_fields: 3, repairs: Vec::new(), truncated: false };
    report.boundary = Boundary { hop: Some(2), rule: BoundaryRule::Configured };
    report.hops = vec![submission(), boundary(), delivery()];
    report.summary = Summary {
        outcome: Outcome::Encrypted,
        boundary_tls: Some(TlsState::Encrypted),
        hops: Counts::of(report.hops.iter().map(|hop| hop.tls.state)),
        outside: Counts::of([TlsState::Plain]),
        weakest_version: some("TLS1.2"),
        sentences: vec!["Your system recorded TLS for the delivery to it.".into(), "For earlier steps there are only statements by others: 0 with TLS, 1 without, 0 that do not say.".into()],
    };
    report.findings = vec![Finding {
        code: "time-backwards".into(),
        effect: Effect::Caution,
        hop: Some(2),
        title: "The clock runs backwards".into(),
        detail: "This step is stamped earlier than the one before it.".into(),
        quote: some("Mon, 23 Nov 2026\r\n\t17:19:20 +0000"),
        span: Some([80, 113]),
    }];
    report.caveats = vec![
        Caveat { code: "tls-is-per-hop".into(), text: "TLS protects one step at a time.".into() },
        Caveat {
            code: "stamps-can-be-invented".into(),
            text: "The lines below this point could have been written by the sender.".into(),
        },
    ];
    report.partners = vec![PartnerReport {
        name: "Acme".into(),
        result: PartnerResult::NotShown,
        reasons: vec!["no boundary".into()],
    }];
    report
}

fn submission() -> Hop {
    Hop {
        leg: Leg::Submission,
        tls: TlsReport::bare(TlsState::Plain, Basis::WriterWouldSay),
        trust: TrustReport {
            class: TrustClass::Asserted,
            why: vec!["Stated by a system outside your control.".into()],
        },
        authenticated: AuthenticatedReport { stated: true, user: some("ann") },
        ..hop(1)
    }
}

fn boundary() -> Hop {
    Hop {
        raw: "from client.example.net (client.example.net [203.0.113.10])\r\n\t(using TLSv1.2\r\n\twith cipher X); Mon".into(),
        from: FromReport { helo: some("client.example.net"), rdns: some("mail.example.net"), ip: some("203.0.113.10"), ..FromReport::default() },
        seconds_after_previous: Some(-75),
        leg: Leg::Between,
        tls: TlsReport {
            version: some("TLS1.2"),
            cipher: Some(CipherReport { as_written: some("ECDHE-RSA-AES256-GCM-SHA384"), iana: some("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384") }),
            bits: Some(256),
            client_certificate: Some(ClientCertificate::NoneRequested),
            strength: Some(Strength::Recommended),
            quotes: vec![Quote { text: "using TLSv1.2\r\n\twith cipher X".into(), span: [62, 91] }],
            ..TlsReport::bare(TlsState::Encrypted, Basis::Details)
        },
        trust: TrustReport { class: TrustClass::Boundary, why: vec!["Recorded by your own mail system.".into(), "You named mx1.alder.example.".into()] },
        ..hop(2)
    }
}

fn delivery() -> Hop {
    Hop {
        writer: WriterReport { software: None, version: None, confidence: Confidence::Unknown },
        raw: "by mailbox.alder.example with WEIRD\r\n\tflux 9".into(),
        seconds_after_previous: Some(2),
        leg: Leg::Delivery,
        tls: TlsReport::bare(TlsState::Unrecorded, Basis::WriterUnknown),
        unread: vec!["flux 9".into()],
        ..hop(3)
    }
}

fn hop(number: u32) -> Hop {
    Hop {
        number,
        field_index: 3 - number,
        raw: format!("from a by mx{number}.alder.example"),
        writer: WriterReport { software: some("postfix"), version: None, confidence: Confidence::Certain },
        from: FromReport { helo: some("a.example"), ..FromReport::default() },
        by: ByReport { host: Some(format!("mx{number}.alder.example")), ..ByReport::default() },
        protocol: ProtocolReport { as_written: some("ESMTP"), registered: some("ESMTP") },
        via: None,
        id: some("4bXyz"),
        for_: None,
        envelope_from: None,
        authenticated: AuthenticatedReport::default(),
        time: some("2026-11-23T17:19:20+00:00"),
        seconds_after_previous: None,
        leg: Leg::Unknown,
        tls: TlsReport::bare(TlsState::Local, Basis::Process),
        trust: TrustReport { class: TrustClass::Own, why: vec!["Recorded by your own mail system.".into()] },
        unread: Vec::new(),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "short for the many optional texts")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
