//! What holds for any bytes, on samples and on stamps and messages put together from pieces that writers and senders
//! use.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::RngSeed;
use tlstrail_tests::any_bytes;

#[test]
fn it_holds_for_every_sample() {
    for (target, inputs) in any_bytes::seeds() {
        assert!(inputs.len() > 100, "{target}: {}", inputs.len());
        let holds = match target {
            "input" => any_bytes::input,
            "stamp" => any_bytes::stamp,
            "report" => any_bytes::report,
            _ => any_bytes::mail_files,
        };
        for bytes in &inputs {
            holds(bytes);
        }
    }
}

/// The same cases in every run.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn it_holds_for_stamps_of_any_pieces(stamp in stamp()) {
        any_bytes::stamp(&stamp);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn it_holds_for_messages_of_any_fields(message in message()) {
        any_bytes::input(&message);
        any_bytes::report(&message);
    }
}

/// Clauses in the usual order, some left out, with words of writers or hostile ones, and any fold between words.
fn stamp() -> impl Strategy<Value = Vec<u8>> {
    let name = select(vec![
        "a.example",
        "[192.0.2.1]",
        "localhost",
        "tls12",
        "by",
        "(using TLSv1.3 with cipher X (256/256 bits))",
        "=cmd|'x'!A1",
        "<script>alert(1)</script>",
        "\u{202e}x",
        "a\u{1b}[2J",
        "\u{e4}.example",
        "\"q;(\"",
    ]);
    let client = select(vec![
        "",
        "(a.example [203.0.113.9])",
        "([203.0.113.9]:25 helo=x)",
        "(unknown [IPv6:2001:db8::1])",
        "(HELO x) (192.0.2.1)",
        "(203.0.113.9)",
        "(localhost [127.0.0.1]) (authenticated as u)",
    ]);
    let tls = select(vec![
        "",
        "(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))",
        "(version=TLS1_2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256 verify=NO)",
        "(TLS1.3) tls TLS_AES_128_GCM_SHA256",
        "(No client certificate requested)",
        "(Client CN \"c\", Issuer \"i\" (verified OK))",
        "(NOT encrypted)",
        "(AES256-SHA encrypted)",
        "(TLSv1/SSLv3:DHE-RSA-AES256-SHA:256)",
        "(using",
        "(cipher=NULL-SHA256)",
    ]);
    let product = select(vec![
        "",
        "(Postfix)",
        "(Postfix, from userid 0)",
        "(Exim 4.97)",
        "(CommuniGate Pro SMTP 6.1)",
        "(8.18.1/8.18.1)",
        "(OpenSMTPD)",
        "(Kerio Connect 9.2.12)",
        "(amavis, port 10026)",
        "(Tls12, Aes256)",
        "((((",
        "))",
    ]);
    let protocol = select(vec![
        "ESMTP",
        "ESMTPS",
        "esmtpsa",
        "SMTP",
        "LMTPS",
        "HTTPS",
        "Microsoft SMTP Server",
        "mapi id",
        "local",
    ]);
    let id =
        select(vec!["4355A9A8AD6", "1xVXhL-0006B3-28", "<a@b>", "15.20.7677.15", "tls1.3", "-1+1", "x\"y"]);
    let date = select(vec![
        "; Mon, 23 Nov 2026 17:19:19 +0000",
        "; Mon, 23 Nov 2026 17:19:19 +0000 (Pacific Daylight Time)",
        "; 23 Nov 26 5:19 PM EST",
        "; Thu, 99 Foo 2026 99:99:99 +9900",
        ";;",
        "",
    ]);
    let fold = select(vec![" ", "\r\n\t", "\n ", "  ", "\t"]);
    let clauses = (name.clone(), client, tls.clone(), name, product, protocol, tls, id, date);
    (clauses, subsequence((0..7).collect::<Vec<usize>>(), 3..=7), prop::collection::vec(fold, 64)).prop_map(
        |((helo, client, tls, host, product, protocol, behind, id, date), kept, folds)| {
            let clauses = [
                format!("from {helo} {client}"),
                tls.to_owned(),
                format!("by {host} {product}"),
                format!("with {protocol}"),
                behind.to_owned(),
                format!("id {id}"),
                "for <u@b.example>".to_owned(),
            ];
            let text =
                kept.iter().filter_map(|&at| clauses.get(at)).cloned().collect::<Vec<_>>().join(" ") + date;
            let mut folds = folds.iter().cycle();
            let words = text.split(' ').map(|word| [word, folds.next().copied().unwrap_or(" ")].concat());
            words.collect::<String>().trim_end().as_bytes().to_vec()
        },
    )
}

/// Some stamps among other fields, and a body.
fn message() -> impl Strategy<Value = Vec<u8>> {
    let other = select(vec![
        "Return-Path: <u@a.example>",
        "Authentication-Results: a.example; x-tls=pass",
        "X-IncomingTopHeaderMarker: x",
        "From: =?utf-8?q?=3Cb=3E?= <=a@b.example>",
        "Subject: <!-- Received: from x by y",
        "Message-ID: <=1,\"x\"</script>@a>",
        "Date: Mon, 23 Nov 2026 17:19:19 +0000",
        "TLS-Required: ![x](http://x.example)",
        "X-TLS: | a | b |\r\n ```",
        "> Received: from a by b",
        "text before",
        "",
        "Content-Type: multipart/encrypted; protocol=application/pgp-encrypted",
    ]);
    let field = prop_oneof![
        stamp().prop_map(|stamp| [b"Received: ", &stamp[..]].concat()),
        other.prop_map(|field| field.as_bytes().to_vec()),
    ];
    let end = select(vec!["\r\n", "\n"]);
    (prop::collection::vec(field, 0..8), end).prop_map(|(fields, end)| {
        let mut message = fields.join(end.as_bytes());
        message.extend_from_slice([end, end, "body", end].concat().as_bytes());
        message
    })
}
