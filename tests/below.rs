//! Nothing below the boundary makes the answer better: those lines were supplied by whoever spoke to the reader's system.

use crate::wording::samples;
use tlstrail_core::options::{Options, Own, parse_moment};
use tlstrail_core::report::{Outcome, Report};

fn report(input: &[u8], own: &Own) -> Report {
    let now = parse_moment("2026-12-01T00:00:00Z").unwrap();
    tlstrail_core::analyze(input, &Options::default().with_now(now).with_own(own.clone()))
}

/// How good an answer is; what is not known is worse than what is. `internal` claims no protection.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Encrypted => 2,
        Outcome::EncryptedOutdated => 1,
        _ => 0,
    }
}

/// The stamps of a report as a header section, topmost first, with those below the boundary as `below` makes them.
fn header(report: &Report, below: impl Fn(&str, usize) -> Vec<String>) -> String {
    let border = report.boundary.hop.unwrap_or(0);
    let mut out = String::new();
    for (place, hop) in report.hops.iter().rev().enumerate() {
        let stamps = if hop.number < border { below(&hop.raw, place) } else { vec![hop.raw.clone()] };
        for stamp in stamps {
            out.push_str("Received: ");
            out.push_str(&stamp);
            out.push_str("\r\n");
        }
    }
    out
}

const CLAIM: &str = "from bank.example (bank.example [192.0.2.77]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 \
                     (256/256 bits)) by mx.bank.example (Postfix) with ESMTPS id 4FAKE0000000; Mon, 23 Nov 2026 17:00:00 +0000";

/// What is done with a stamp below the boundary.
type Change = Box<dyn Fn(&str, usize) -> Vec<String>>;

#[test]
fn lines_below_the_boundary_never_better_the_answer() {
    let mut judged = 0;
    for (path, input) in samples() {
        let first = report(&input, &Own::default());
        let Some(border) = first.boundary.hop.filter(|&hop| hop > 1) else { continue };
        // The boundary is placed by configuration, so that it lies where it lay.
        let edge = &first.hops[border as usize - 1];
        let Some(own) = edge.by.host.as_ref().and_then(|host| Own::parse(host).ok()) else { continue };
        let own: Own = [own].into_iter().collect();
        let before = report(header(&first, |raw, _| vec![raw.to_owned()]).as_bytes(), &own);
        if before.boundary.hop != Some(border) {
            continue;
        }
        judged += 1;
        let changes: [(&str, Change); 5] = [
            ("removed", Box::new(|_, _| Vec::new())),
            ("claimed", Box::new(|_, _| vec![CLAIM.to_owned()])),
            ("doubled", Box::new(|raw, _| vec![raw.to_owned(), CLAIM.to_owned()])),
            ("cut", Box::new(|raw, _| vec![raw.chars().take(raw.len() / 2).collect()])),
            (
                "edited",
                Box::new(|raw, _| vec![raw.replace("ESMTP ", "ESMTPS ").replace("TLSv1 ", "TLSv1.3 ")]),
            ),
        ];
        for (what, change) in changes {
            let after = report(header(&first, change).as_bytes(), &own);
            assert_eq!(before.summary.boundary_tls, after.summary.boundary_tls, "{}: {what}", path.display());
            assert!(
                rank(after.summary.outcome) <= rank(before.summary.outcome),
                "{}: {what}: {} became {}",
                path.display(),
                before.summary.outcome,
                after.summary.outcome
            );
        }
    }
    assert!(judged > 20, "{judged}");
}
