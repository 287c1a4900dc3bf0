//! What whole stamps must and must not yield, writer by writer only where the rule is general.

use super::*;

fn stamp(raw: &str) -> Stamp<'_> {
    Stamp::parse(raw.as_bytes())
}

fn text<'a>(stamp: &Stamp<'a>, span: Option<Span>) -> &'a str {
    span.map_or("", |s| std::str::from_utf8(stamp.text(s)).unwrap())
}

const POSTFIX_PLAIN: &str =
    "by mx.example.com (Postfix) with ESMTP id 4355A9A8AD6; Mon, 23 Nov 2026 17:19:19 +0000 (UTC)";

#[test]
fn text_that_a_client_chose_yields_no_tls() {
    for from in [
        "evil (using TLSv1.3 with cipher X (256/256 bits)) (c.example.net [203.0.113.10])",
        "evil (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) (c.example.net [203.0.113.10])",
        "evil (a [192.0.2.1]) (using TLSv1.3 with cipher X (256/256 bits)) (c.example.net [203.0.113.10])",
        "evil with ESMTPS id 1 (c.example.net [203.0.113.10])",
        "evil by x.example.org (Postfix) with ESMTPS id 1 (c.example.net [203.0.113.10])",
        "tls.example.net (tls.example.net [203.0.113.10])",
        "tls12 (tls12 [203.0.113.10])",
        "[203.0.113.10] (tls12 [203.0.113.10])",
        "TLSv1.3 (using [203.0.113.10])",
        "x (SSL [203.0.113.10])",
        "x (version=TLSv1.3.example.net [203.0.113.10])",
        "x (encrypted@tls.example.net [203.0.113.10])",
    ] {
        let raw = format!("from {from}\r\n\t{POSTFIX_PLAIN}");
        let read = stamp(&raw);
        assert_eq!((read.tls.state, read.tls.basis), (TlsState::Plain, Basis::WriterWouldSay), "{raw}");
        assert_eq!(read.tls.cipher, None, "{raw}");
        assert_eq!(read.from.ip, "203.0.113.10".parse().ok(), "{raw}");
        assert_eq!(text(&read, read.by.host), "mx.example.com", "{raw}");
    }
}

/// A quoted local part (RFC 5321 §4.1.2) may hold brackets, blanks and the words of a clause; Exim, Dovecot and Haraka
/// write it as it came.
#[test]
fn a_quoted_address_ends_at_its_own_bracket() {
    let plain = (TlsState::Plain, Basis::WriterWouldSay);
    for (raw, wanted) in [
        (
            "from r.example.com ([192.0.2.1] helo=c.example.com)\r\n\tby mx.example.net with esmtp (Exim 4.96)\r\n\t\
             (envelope-from <\"a) (TLS1.3:TLS_AES_256_GCM_SHA384:256) (b\"@evil.example>)\r\n\tid 1oTHxr-0042uY-EP",
            plain,
        ),
        (
            "from r.example.com ([192.0.2.1] helo=c.example.com)\r\n\tby mx.example.net with esmtps (TLS1.2:AES128-SHA:128) \
             (Exim 4.96)\r\n\t(envelope-from <\"a) (NOT encrypted) (b\"@evil.example>)\r\n\tid 1oTHxr-0042uY-EP",
            (TlsState::Encrypted, Basis::Details),
        ),
        (
            "from c.example.com ([192.0.2.1])\r\n\tby mx.example.net with LMTP\r\n\tid akUPKB3GDGdNWwAAD6G6ig\r\n\t\
             (envelope-from <\"a) (PPS) (TLSv1.3:TLS_AES_256_GCM_SHA384:256) (b\"@evil.example>)\r\n\tfor <u@example.net>",
            plain,
        ),
        (
            "from c.example.com (r.example.com [192.0.2.1]) by mx.example.net (Haraka/2.8.28) with ESMTP id \
             B3C0198B-0D2E-4C5B-9C5C-6E8B4E3B1A11.1\r\n\tenvelope-from <\"a> (TLS) <b\"@evil.example>",
            plain,
        ),
        (
            "from c.example.com (r.example.com [192.0.2.1]) by mx.example.net with ESMTP id zz99zz for \
             <\"u+a> (TLS1.3) <b\"@example.net>",
            (TlsState::Unrecorded, Basis::WriterUnknown),
        ),
        (
            "from c.example.com (r.example.com [192.0.2.1])\r\n\tby mx.example.net (Postfix) with ESMTPS id \
             0A38821807\r\n\tfor <\"u+a> (x [127.0.0.1]) by <b\"@example.net>",
            (TlsState::Encrypted, Basis::Keyword),
        ),
    ] {
        let raw = format!("{raw}; Wed, 31 Aug 2022 07:05:27 +0000");
        let read = stamp(&raw);
        assert_eq!((read.tls.state, read.tls.basis), wanted, "{raw}");
        assert_eq!(read.from.ip, "192.0.2.1".parse().ok(), "{raw}");
        assert_eq!(text(&read, read.by.host), "mx.example.net", "{raw}");
        assert!(read.unread.is_empty(), "{raw}: {:?}", read.unread);
        let quoted = [read.envelope_from, read.recipient].map(|address| text(&read, address));
        assert!(
            quoted.iter().any(|address| address.starts_with('"') && address.contains("\"@")),
            "{quoted:?}"
        );
    }
}

/// Maddy writes the sender without its quotes, Exim what an ident server says: each can hold a second `with` or `by`, and
/// which of the two is the writer's cannot be told.
#[test]
fn where_a_clause_comes_twice_neither_counts() {
    for raw in [
        "from c.example.com (r.example.com [192.0.2.1]) by mx.example.net (envelope-sender <a) with ESMTPS \
         (b@evil.example>) with ESMTP id abcdef12",
        "from r.example.com ([192.0.2.1] helo=c.example.com ident=a) by mx.example.net with esmtps \
         (TLSv1.2:AES256-GCM-SHA384:256)\r\n\tby mx.example.net with esmtp (Exim 4.69)\r\n\tid 1oTHxr-0042uY-EP",
    ] {
        let raw = format!("{raw}; Wed, 31 Aug 2022 07:05:27 +0000");
        let read = stamp(&raw);
        assert_eq!((read.tls.state, read.tls.basis), (TlsState::Unrecorded, Basis::WriterUnknown), "{raw}");
        assert_eq!((read.tls.version, read.tls.cipher), (None, None), "{raw}");
    }
}

#[test]
fn words_behind_the_recipient_sign_nobody_in() {
    let raw = "from c.example (c.example [192.0.2.1]) by b.example (Postfix) with ESMTP id 0A38821807 for <u@b.example> \
               (Authenticated sender: boss); Wed, 31 Aug 2022 07:05:27 +0000";
    let read = stamp(raw);
    assert_eq!((read.authenticated.stated, read.authenticated.user), (false, None));
    assert_eq!(read.unread.len(), 1);
}

#[test]
fn the_version_is_the_number_behind_the_product() {
    for (product, version) in [
        ("Exim 4.96", "4.96"),
        ("Exim v4.96", "v4.96"),
        ("Exim/4.96", "4.96"),
        ("Exim", ""),
        ("Exim vx", ""),
        ("Exim x4", ""),
    ] {
        let raw = format!(
            "from c.example ([192.0.2.1]) by b.example with esmtp ({product}) id 1oTHxr-0042uY-EP; \
             Wed, 31 Aug 2022 07:05:27 +0000"
        );
        let read = stamp(&raw);
        assert_eq!(read.writer.software, Some("exim"), "{raw}");
        assert_eq!(text(&read, read.writer.version), version, "{raw}");
    }
}

#[test]
fn a_renamed_product_is_not_the_writers_own_name() {
    for (product, named) in [("Postfix", true), ("Mailer", false)] {
        let raw = format!(
            "from c.example (c.example [192.0.2.1])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 \
             bits))\r\n\t(No client certificate requested)\r\n\tby b.example ({product}) with ESMTPS id 4bXyz12AbCz9sQk\r\n\t\
             for <u@b.example>; Wed, 31 Aug 2022 07:05:27 +0000 (UTC)"
        );
        let read = stamp(&raw);
        assert_eq!(read.writer.software, Some("postfix"), "{raw}");
        assert_eq!(read.names_its_product(), named, "{raw}");
    }
}

#[test]
fn every_word_that_no_rule_took_is_told() {
    let raw = b"a b c d e f";
    for taken in 0..64_u32 {
        let mut reading = Reading::new(raw);
        for (i, token) in reading.tokens.iter_mut().enumerate() {
            token.taken = taken >> i & 1 == 1;
        }
        let left = unread(&reading);
        let told =
            |at: usize| left.iter().any(|span| (span.start as usize..span.end as usize).contains(&(2 * at)));
        for at in 0..6 {
            assert_eq!(told(at), taken >> at & 1 == 0, "{taken:b} {left:?}");
        }
    }
}

#[test]
fn a_host_may_be_called_by() {
    let raw = "from by (r.example.com [192.0.2.1])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 \
               bits))\r\n\tby mx.example.net (Postfix) with ESMTPS id 0A38821807; Wed, 31 Aug 2022 07:05:27 +0000";
    let read = stamp(raw);
    assert_eq!((text(&read, read.from.helo), text(&read, read.by.host)), ("by", "mx.example.net"));
    assert_eq!(read.from.ip, "192.0.2.1".parse().ok());
    assert_eq!(read.tls.version, Some(TlsVersion::Tls13));
}

/// A value that is cut off may have lost its words about TLS, and its last word may be half of one.
#[test]
fn what_is_cut_off_is_not_told_from_what_is_left() {
    let unrecorded = (TlsState::Unrecorded, Basis::Truncated);
    let stated = (TlsState::Encrypted, Basis::Details);
    for (raw, wanted, version) in [
        (
            "from mx.example.net (203.0.113.9) by DB8EUR05FT001.mail.protection.outlook.com (192.0.2.8) with Microsoft S=",
            unrecorded,
            None,
        ),
        (
            "from mx.example.net (mx.example.net [203.0.113.9]) by b.example (Postfix) with ESMTP",
            unrecorded,
            None,
        ),
        ("from mx.example.net (mx.example.net [203.0.113.9]) (using TLSv1", stated, None),
        (
            "from mx.example.net (192.0.2.1) by b.example (192.0.2.2) with Microsoft SMTP Server (version=TLS1_2, \
             cipher=TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            stated,
            Some(TlsVersion::Tls12),
        ),
    ] {
        let read = stamp(raw);
        assert_eq!((read.tls.state, read.tls.basis), wanted, "{raw}");
        assert_eq!((read.tls.version, read.tls.cipher), (version, None), "{raw}");
    }
}

/// The silence of a writer was learnt from its own form. Where words about TLS stand and no rule reads them, the form is
/// another.
#[test]
fn nothing_is_plain_beside_words_about_tls_that_were_not_read() {
    for raw in [
        "by mx.example.com (Postfix) with ESMTP id 4QZh7G20J0z3D (version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384)",
        "by mx.example.com (using TLSv1.2 with cipher X (256/256 bits)) (Postfix) with ESMTP id 4QZh7G20J0z3D",
        "by mx.example.com with Microsoft SMTPSVC(10.0.20348.1) over an encrypted channel",
        "(using TLSv1.2 with cipher X (256/256 bits)) by mx.example.com (MTA) with esmtp id 1kdQ3s-0001gH-Aa",
    ] {
        let raw = format!("from c.example (c.example [192.0.2.12]) {raw}; Wed, 31 Aug 2022 07:05:27 +0000");
        let read = stamp(&raw);
        assert_eq!((read.tls.state, read.tls.basis), (TlsState::Unrecorded, Basis::WriterUnknown), "{raw}");
    }
}

/// What was read of a certificate states no TLS: words about TLS beside it still count.
#[test]
fn nothing_is_plain_beside_a_certificate_and_words_about_tls() {
    for (behind, state) in [
        ("", TlsState::Plain),
        (" (Debian/GNU)", TlsState::Plain),
        (" (STARTTLS offered)", TlsState::Unrecorded),
        (" (using TLSfoo)", TlsState::Unrecorded),
    ] {
        let raw = format!(
            "from c.example (c.example [192.0.2.12]) (No client certificate requested) by mx.example.com (Postfix) \
             with ESMTP id 4355A9A8AD6{behind}; Wed, 31 Aug 2022 07:05:27 +0000"
        );
        assert_eq!(stamp(&raw).tls.state, state, "{raw}");
    }
}

#[test]
fn no_hop_is_local_that_names_a_peer_elsewhere() {
    for (raw, basis) in [
        ("[198.51.100.9] by mx.example.com with local", Basis::PrivateKeyword),
        // A placeholder, which hides a client somewhere on the network.
        (
            "c.example (unknown [127.0.0.6]) by b.example (Postfix) with ESMTPA id 73466100A19",
            Basis::WriterUnknown,
        ),
    ] {
        let raw = format!("from {raw}; Wed, 31 Aug 2022 07:05:27 +0000");
        let read = stamp(&raw);
        assert_eq!((read.tls.state, read.tls.basis), (TlsState::Unrecorded, basis), "{raw}");
    }
}

#[test]
fn a_peer_with_an_address_came_over_a_network_wherever_it_stands() {
    for (raw, helo) in [
        ("(from peer [203.0.113.10]) by b.example (GW 2.5) with SMTP id M1", "peer"),
        ("from r.example (EHLO peer) [203.0.113.10] by b.example (mp033) with SMTP", "peer"),
        ("from r.example (HELO ) (203.0.113.10) by b.example with SMTP", ""),
    ] {
        let raw = format!("{raw}; Mon, 23 Nov 2026 17:19:19 +0000");
        let read = stamp(&raw);
        assert_eq!(read.from.ip, "203.0.113.10".parse().ok(), "{raw}");
        assert_eq!(text(&read, read.from.helo), helo, "{raw}");
        assert_eq!(read.tls.state, TlsState::Unrecorded, "{raw}");
        assert!(read.unread.is_empty(), "{raw}");
    }
}

#[test]
fn what_a_program_says_of_itself_is_read_unless_it_speaks_of_tls() {
    for (remark, read) in [("RichMail 3", true), ("a TLS gateway", false), ("Encrypted by us", false)] {
        let raw = format!(
            "from a.example (a.example [203.0.113.10]) by b.example ({remark}) with ESMTP id 1; Mon, 23 Nov 2026 17:19:19 +0000"
        );
        assert_eq!(stamp(&raw).unread.is_empty(), read, "{raw}");
    }
}

#[test]
fn ids_recipients_and_words_that_look_like_tls_are_none() {
    for raw in [
        "from a.example (a.example [203.0.113.10]) by b.example (Postfix) with ESMTP id xtls1.3q; Mon, 23 Nov 2026 17:19:19 +0000",
        "from a.example (a.example [203.0.113.10]) by b.example (Postfix) with ESMTP id 4355A9A8AD6 for <tls@TLSv1.3.example>; Mon, 23 Nov 2026 17:19:19 +0000",
        "from a.example (a.example [203.0.113.10]) by tls.example.com (Postfix) with ESMTP id 4355A9A8AD6; Mon, 23 Nov 2026 17:19:19 +0000",
        "from a.example ([203.0.113.10]) by b.example with Microsoft SMTPSVC(5.0.2195.6713); Mon, 23 Nov 2026 17:19:19 +0000",
        "from a.example (a.example [203.0.113.10]) by b.example (TLS.Mailer) with ESMTP id 1; Mon, 23 Nov 2026 17:19:19 +0000",
    ] {
        let read = stamp(raw);
        assert_ne!(read.tls.state, TlsState::Encrypted, "{raw}");
        assert_eq!((read.tls.version, read.tls.cipher), (None, None), "{raw}");
    }
}

#[test]
fn folds_and_case_of_keywords_change_only_places() {
    let one = "from a.example (b.example [203.0.113.10]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) \
               key-exchange X25519) (No client certificate requested) by c.example (Postfix) with ESMTPS id 4355A9A8AD6 \
               for <d@e.example>; Mon, 23 Nov 2026 17:19:19 +0000 (UTC)";
    let words = |read: &Stamp<'_>| {
        let t = |s| text(read, s).replace("\r\n\t", " ");
        (
            [
                t(read.from.helo),
                t(read.from.rdns),
                t(read.by.host),
                t(read.id),
                t(read.recipient),
                t(read.tls.group),
            ],
            (
                read.tls.state,
                read.tls.basis,
                read.tls.version,
                read.tls.suite,
                read.tls.bits,
                read.tls.client_certificate,
            ),
            (read.writer.software, read.date.map(|d| d.instant()), read.unread.len()),
        )
    };
    let want = words(&stamp(one));
    assert_eq!(want.1.0, TlsState::Encrypted);
    assert_eq!(want.2.2, 0, "every word is understood");
    let folded = one.replace(' ', "\r\n\t");
    assert_eq!(words(&stamp(&folded)), want);
    let tight = one.replace(' ', "\n ");
    assert_eq!(words(&stamp(&tight)).1, want.1);
    let upper = one
        .replace("from ", "FROM ")
        .replace(" by ", " BY ")
        .replace(" with E", " WITH E")
        .replace(" id ", " ID ");
    assert_eq!(words(&stamp(&upper)), want);
}

#[test]
fn a_host_of_the_country_code_id_is_no_id() {
    let read = stamp("from go.id [192.0.2.1] by b.example with ESMTP; Mon, 23 Nov 2026 17:19:19 +0000");
    assert_eq!(text(&read, read.from.helo), "go.id");
    assert_eq!((read.id, read.from.ip), (None, "192.0.2.1".parse().ok()));
}

#[test]
fn an_unknown_writers_claim_is_kept_and_its_silence_means_nothing() {
    let read = stamp(
        "from a.example ([192.0.2.1]) by b.example (Odd 1) with ESMTPS (TLSv1.2:AES256-SHA:256) id 1; Mon, 23 Nov 2026 17:19:19 +0000",
    );
    assert_eq!(read.writer.confidence, Confidence::Unknown);
    assert_eq!((read.tls.state, read.tls.version), (TlsState::Encrypted, Some(TlsVersion::Tls12)));
    let read = stamp(
        "from a.example ([192.0.2.1]) by b.example (Odd 1) with ESMTP id 1; Mon, 23 Nov 2026 17:19:19 +0000",
    );
    assert_eq!((read.tls.state, read.tls.basis), (TlsState::Unrecorded, Basis::WriterUnknown));
}

#[test]
fn a_stamp_without_its_by_clause_keeps_the_tls_text_at_its_end_but_not_a_clients() {
    let read = stamp(
        "from out.example.net (HELO out.example) server-1.tower-with AES256-GCM-SHA384 encrypted SMTP; 13 Sep 2018 14:47:44 -0000",
    );
    assert_eq!(
        (read.tls.state, read.tls.suite.map(Suite::iana)),
        (TlsState::Encrypted, Some("TLS_RSA_WITH_AES_256_GCM_SHA384"))
    );
    let read = stamp("from x AES256-GCM-SHA384 encrypted SMTP (a [192.0.2.1]); 13 Sep 2018 14:47:44 -0000");
    assert_ne!(read.tls.state, TlsState::Encrypted);
}

#[test]
fn a_null_suite_encrypts_nothing() {
    let read = stamp(
        "from a.example (a.example [192.0.2.1]) (using TLSv1.2 with cipher NULL-SHA256 (0/0 bits)) by b.example (Postfix) \
         with ESMTPS id 4355A9A8AD6; Mon, 23 Nov 2026 17:19:19 +0000",
    );
    assert_eq!((read.tls.state, read.tls.basis), (TlsState::Plain, Basis::Details));
}

#[test]
fn a_family_label_is_no_version() {
    let read = stamp(
        "from a.example ([192.0.2.1]) by b.example (8.14.4/8.14.4) with ESMTP id x9MGZZab001234 (version=TLSv1/SSLv3 cipher=AES256-SHA bits=256 verify=NOT); Mon, 23 Nov 2026 17:19:19 +0000",
    );
    assert_eq!((read.tls.state, read.tls.version), (TlsState::Encrypted, None));
    assert_eq!(text(&read, read.tls.label), "TLSv1/SSLv3");
}

#[test]
fn a_stamp_cut_off_is_truncated_not_plain() {
    for raw in [
        "from a.example (a.example [192.0.2.1]) (using TLSv1.2 with",
        "from a.example (a.exam",
        "from a.example",
        "",
    ] {
        let read = stamp(raw);
        assert!(!matches!(read.tls.state, TlsState::Plain | TlsState::Local), "{raw}");
    }
}

#[test]
fn any_bytes_give_a_stamp_whose_places_lie_inside() {
    let mut seed = 11u32;
    let pieces = [
        "from ",
        "by ",
        "with ",
        "id ",
        "for ",
        "via ",
        "tls ",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "\"",
        "\\",
        ";",
        "\r\n\t",
        "ESMTPS ",
        "(Postfix) ",
        "(using TLSv1.3 with cipher X (1/1 bits)) ",
        "192.0.2.1",
        "IPv6:2001:db8::1",
        "Mon, 23 Nov 2026 17:19:19 +0000",
        "a.example ",
        "\0",
        "\u{fffd}",
        "=",
        ":",
        ",",
        "Exim ",
        "(version=TLS1_2, cipher=Y) ",
        "encrypted ",
        "id 4355A9A8AD6 ",
        "(qmail 1 invoked from network)",
        "helo=x",
        "HELO y",
        "@",
        "/",
        "\t",
    ];
    for _ in 0..20_000 {
        let mut raw = Vec::new();
        for _ in 0..24 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            raw.extend_from_slice(pieces[(seed >> 16) as usize % pieces.len()].as_bytes());
        }
        let read = Stamp::parse(&raw);
        let places = [
            read.from.helo,
            read.from.rdns,
            read.from.ip_span,
            read.by.host,
            read.protocol.as_written,
            read.via,
            read.id,
            read.recipient,
            read.envelope_from,
            read.authenticated.user,
            read.tls.cipher,
            read.tls.group,
            read.tls.signature,
            read.tls.label,
            read.writer.version,
        ];
        for span in places.iter().chain(&read.tls.quotes).flatten().chain(&read.unread) {
            assert!(
                span.start <= span.end && span.end as usize <= raw.len(),
                "{:?}",
                String::from_utf8_lossy(&raw)
            );
        }
        if read.tls.state == TlsState::Encrypted {
            assert!(
                read.tls.quotes.iter().any(Option::is_some),
                "TLS needs words behind it: {}",
                String::from_utf8_lossy(&raw)
            );
        }
    }
}
