//! Which writer a stamp is taken for, and which it is not.

use super::*;
use crate::limits::Limits;
use std::path::Path;

/// A client calls itself what it likes: that makes no writer of the host that it met.
#[test]
fn what_a_client_calls_itself_names_no_writer() {
    for name in [
        "simscan",
        "Haraka",
        "mda",
        "Oracle",
        "ZixVPM",
        "indimail-mta",
        "MailMarshal.Sender",
        "SurfControl",
        "de-",
        "not",
        "pps.filterd",
        "pps.reinject",
        "source",
        "[HIDDEN]",
        "email.seznam.cz",
        "qmail",
        "UnknownHost",
        "x (simscan)",
        "x (Haraka)",
        "x (indimail-mta)",
        "x (Oracle)",
        "mda\tx",
    ] {
        for peer in ["(r.example.com [192.0.2.1])", "([192.0.2.1])", "(192.0.2.1)", "[192.0.2.1]"] {
            let raw = format!(
                "from {name} {peer} by mx.example.net with ESMTP id zz99zz; Wed, 31 Aug 2022 07:05:27 +0000"
            );
            let stamp = crate::Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, None, "{raw}");
            assert_eq!(stamp.tls.state, crate::terms::TlsState::Unrecorded, "{raw}");
        }
    }
    for (raw, writer) in [
        (
            "from pps.filterd (r.example.com [192.0.2.1]) by relay.mimecast.com with ESMTP with STARTTLS \
             (version=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384) id us-mta-123-AbCdEfGhIjKlMnOpQrStUv-1",
            Some("mimecast"),
        ),
        (
            "from pps.filterd (r.example.com [192.0.2.1]) by mx.example.net (8.17.1/8.17.1) with ESMTP id \
             27VB5RGa006024",
            Some("sendmail"),
        ),
        (
            "from pps.filterd (mx.example.net [127.0.0.1]) by mx.example.net (8.17.1/8.17.1) with ESMTP id \
             27VB5RGa006024",
            Some("proofpoint"),
        ),
        (
            "from pps.reinject (mx.example.net [IPv6:::1]) by mx.example.net (8.17.1/8.17.1) with ESMTP id \
             27VB5RGa006024",
            Some("proofpoint"),
        ),
        ("from pps.filterd (mx.example.net [127.0.0.1]) by mx.example.net with ESMTP id zz99zz", None),
        ("from mda by mogmx12 id 0MbzuH-1abc", Some("nemesis")),
        ("from mda by mx.example.net with ESMTP id zz99zz", None),
        ("from MailMarshal.Sender ([127.0.0.1]) by gw.example.net id <B4c9bd0000000>", Some("mailmarshal")),
    ] {
        let raw = format!("{raw}; Wed, 31 Aug 2022 07:05:27 +0000");
        assert_eq!(crate::Stamp::parse(raw.as_bytes()).writer.software, writer, "{raw}");
    }
}

/// The order of the table must have no meaning: no stamp of the corpus is claimed twice with the same sum.
#[test]
#[expect(clippy::disallowed_methods, reason = "the corpus is files")]
fn no_two_dialects_tie_on_a_sample() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let mut ties = Vec::new();
    let mut judged = 0;
    for folder in std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for file in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if file.extension().is_none_or(|e| e != "eml") {
                continue;
            }
            let bytes = std::fs::read(&file).unwrap();
            let input = crate::input::read(&bytes, &Limits::default());
            for value in input.received() {
                judged += 1;
                if recognise(&Reading::new(value)).tie {
                    ties.push(format!("{}: {}", file.display(), String::from_utf8_lossy(value)));
                }
            }
        }
    }
    assert!(judged > 300, "{judged}");
    assert!(ties.is_empty(), "{}", ties.join("\n"));
}
