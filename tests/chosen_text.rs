//! Words that others choose yield no TLS fact, whatever the writer: every stamp of the corpus that shows no TLS is read
//! again with TLS-looking text in the places that a client, a sender or a recipient fills.

use std::fs;
use std::path::{Path, PathBuf};
use tlstrail_core::Stamp;
use tlstrail_core::span::Span;
use tlstrail_core::terms::TlsState;

/// Text in the forms in which writers state TLS.
const FORMS: [&str; 13] = [
    "(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))",
    "(version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 bits=256 verify=OK)",
    "(TLSv1.3:TLS_AES_256_GCM_SHA384:256:YES)",
    "(TLS: TLSv1.3,256bits,TLS_AES_256_GCM_SHA384)",
    "(TLS1.3) tls TLS_AES_256_GCM_SHA384",
    "(TLS_AES_256_GCM_SHA384 encrypted) ESMTPS",
    "over TLS secured channel",
    "with ESMTPS id 1",
    "with ESMTPS",
    "by y.example.net with ESMTPS",
    "by y.example.net with ESMTPS id 1 for <a@example.net>",
    "by y.example.net with ESMTPS id 1; Tue, 4 Mar 2025 09:15:02 +0000",
    "(TLS encrypted)",
];

/// The same with an address before it, as it would stand where a server has seen one. A line that holds no other address
/// is then just what another writer writes.
const WITH_ADDRESS: [&str; 7] = [
    "(y.example.net [192.0.2.9]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))",
    "(y.example.net [192.0.2.9]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) by \
     y.example.net (Postfix) with ESMTPS id 1; Tue, 4 Mar 2025 09:15:02 +0000",
    "(y.example.net [192.0.2.9]) by y.example.net with ESMTPS (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.98) id 1",
    "(192.0.2.9) by y.example.net with Microsoft SMTP Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 1",
    "([192.0.2.9]) by y.example.net (TLS_AES_256_GCM_SHA384 encrypted) with ESMTPS",
    "[192.0.2.9] (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))",
    "([192.0.2.9]:25 version=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384) with ESMTPS id 1",
];

fn stamps() -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    for folder in fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for file in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if file.extension().is_some_and(|e| e == "eml") {
                let text = fs::read(&file).unwrap();
                let report = tlstrail_core::analyze(&text, &tlstrail_core::Options::default());
                found.extend(report.hops.into_iter().map(|hop| (file.clone(), hop.raw.into_bytes())));
            }
        }
    }
    found
}

/// The stamp with other words at one place.
fn with(raw: &[u8], place: Span, words: &[u8]) -> Vec<u8> {
    let (start, end) = (place.start as usize, place.end as usize);
    [&raw[..start], words, &raw[end..]].concat()
}

#[test]
fn no_text_of_a_client_sender_or_recipient_makes_a_stamp_state_tls() {
    let mut judged = 0;
    let mut misled = Vec::new();
    for (file, raw) in stamps() {
        let read = Stamp::parse(&raw);
        if read.tls.state == TlsState::Encrypted {
            continue;
        }
        let mut tries: Vec<(&str, Vec<u8>)> = Vec::new();
        let with_address = WITH_ADDRESS.iter().filter(|_| read.from.ip.is_some());
        for form in FORMS.iter().chain(with_address) {
            // A name is a word to any client that sends one: blanks in it come only from hostile ones.
            if let Some(place) = read.from.helo.filter(|h| Some(*h) != read.from.rdns) {
                tries.push(("helo", with(&raw, place, format!("x {form}").as_bytes())));
                tries.push(("helo", with(&raw, place, format!("x{}", form.replace(' ', "_")).as_bytes())));
            }
            // Addresses hold blanks and brackets in a quoted local part (RFC 5321 §4.1.2).
            for (what, place) in [("recipient", read.recipient), ("sender", read.envelope_from)] {
                if let Some(place) = place {
                    tries.push((what, with(&raw, place, format!("\"x {form}\"@example.net").as_bytes())));
                }
            }
        }
        // A looked-up name is a domain name: one word, no brackets.
        for name in ["tls12", "TLSv1.3", "using", "version=TLSv1.3", "tls.example.net", "SSL", "esmtps"] {
            if let Some(place) = read.from.rdns {
                tries.push(("rdns", with(&raw, place, name.as_bytes())));
            }
            if let Some(place) = read.from.helo {
                tries.push(("helo", with(&raw, place, name.as_bytes())));
            }
        }
        for (what, hostile) in tries {
            judged += 1;
            let read = Stamp::parse(&hostile);
            if read.tls.state == TlsState::Encrypted {
                misled.push(format!(
                    "{} {what}: {}",
                    file.display(),
                    String::from_utf8_lossy(&hostile).replace("\r\n", " ")
                ));
            }
        }
    }
    assert!(judged > 1000, "{judged}");
    assert!(misled.is_empty(), "{} of {judged}:\n{}", misled.len(), misled.join("\n"));
}
