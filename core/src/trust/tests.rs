use super::*;
use crate::limits::Limits;
use crate::options::Own;
use crate::stamp::Stamp;

fn placed(header: &str, own: &[&str]) -> (Option<u32>, BoundaryRule) {
    let input = crate::input::read(header.as_bytes(), &Limits::default());
    let message = crate::message::read(&input);
    let chain = Chain::new(input.received().map(Stamp::parse).collect());
    let own: Own = own.iter().map(|o| Own::parse(o).unwrap()).collect();
    let found = boundary(&chain, &message, &own);
    (found.hop, found.rule)
}

/// Classes, oldest first, where no check found anything.
fn classed(header: &str, doubted: &[u32]) -> Vec<(TrustClass, Vec<String>)> {
    let input = crate::input::read(header.as_bytes(), &Limits::default());
    let message = crate::message::read(&input);
    let chain = Chain::new(input.received().map(Stamp::parse).collect());
    let boundary = boundary(&chain, &message, &Own::default());
    let mut trust = classes(&chain, boundary);
    corroborate(&chain, boundary, |hop| doubted.contains(&hop), &mut trust);
    trust.into_iter().map(|t| (t.class, t.why)).collect()
}

const D: &str = "Mon, 23 Nov 2026 17:00:00 +0000";

fn postfix(helo: &str, rdns: &str, ip: &str, by: &str) -> String {
    format!("Received: from {helo} ({rdns} [{ip}])\r\n\tby {by} (Postfix) with ESMTP id 4355A9A8AD6; {D}\r\n")
}

#[test]
fn organisation_goes_on_through_inside_hops_and_stops_at_the_first_outside_peer() {
    let header = [
        postfix("localhost", "localhost", "127.0.0.1", "store.own.example"),
        postfix("mx", "mx.own.example", "192.0.2.7", "store.own.example"),
        postfix("client.other.example", "client.other.example", "203.0.113.9", "mx.own.example"),
        postfix("inner.other.example", "inner.other.example", "203.0.113.8", "client.other.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
}

#[test]
fn a_stamp_of_ones_own_name_below_an_outside_peer_is_not_own() {
    let header = [
        postfix("client.other.example", "client.other.example", "203.0.113.9", "mx.own.example"),
        postfix("bank.example", "bank.example", "192.0.2.77", "mx.own.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
    // A peer that only calls itself by our name is outside too.
    let header = [
        postfix("mx2.own.example", "unknown", "203.0.113.9", "mx.own.example"),
        postfix("bank.example", "bank.example", "192.0.2.77", "mx2.own.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
}

#[test]
fn configured_systems_come_first() {
    let header = [
        postfix("gw.filter.example", "gw.filter.example", "198.51.100.4", "mx.own.example"),
        postfix("client.other.example", "client.other.example", "203.0.113.9", "gw.filter.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
    assert_eq!(placed(&header, &["198.51.100.0/24"]), (Some(1), BoundaryRule::Configured));
    assert_eq!(placed(&header, &["filter.example"]), (Some(1), BoundaryRule::Configured));
}

#[test]
fn configured_systems_are_walked_through_inside_steps_of_any_kind() {
    // Nothing names the organisation here: neither line's host has a domain.
    let edge = postfix("client.other.example", "client.other.example", "203.0.113.9", "mx");
    for step in [
        postfix("mx", "unknown", "10.0.0.7", "mx"),
        format!("Received: by mx (Postfix) with SMTP id 4355A9A8AD6; {D}\r\n"),
    ] {
        assert_eq!(
            placed(&[&*step, &edge].concat(), &["own.example"]),
            (Some(1), BoundaryRule::Configured),
            "{step}"
        );
    }
}

#[test]
fn gmail_is_placed_by_its_fields_though_its_topmost_stamp_has_no_name() {
    let header = format!(
        "Delivered-To: bob@example.com\r\n\
         Received: by 2002:a05:6a10:1234:b0:4f:1:2 with SMTP id x1csp1; {D}\r\n\
         Return-Path: <a@other.example>\r\n\
         Received: from out.other.example (out.other.example. [203.0.113.9])\r\n\
         \tby mx.google.com with ESMTPS id k1si2.3.2026.11.23.09.00.00; {D}\r\n\
         Authentication-Results: mx.google.com; spf=pass\r\n{}",
        postfix("inner.other.example", "inner.other.example", "203.0.113.8", "out.other.example")
    );
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::FieldPosition));
}

#[test]
fn exchange_online_goes_on_through_its_inside_network_only() {
    let hop = |from: &str, ip: &str, by: &str| {
        format!(
            "Received: from {from} ({ip})\r\n by {by} (2603:10a6:20b:1::2) with Microsoft SMTP Server\r\n \
             (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id\r\n 15.20.7677.15; {D}\r\n"
        )
    };
    let header = [
        hop("A.eurprd05.prod.outlook.com", "2603:10a6:10::4", "B.eurprd05.prod.outlook.com"),
        hop("out.other.example", "203.0.113.9", "C.mail.protection.outlook.com"),
        hop("x.other.example", "203.0.113.8", "out.other.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
    // Another customer's mail comes over the sending network; a stranger may use any name.
    for ip in ["40.107.22.1", "2a01:111:f403::1", "203.0.113.9"] {
        let header = [
            hop("A.outbound.protection.outlook.com", ip, "C.mail.protection.outlook.com"),
            hop("x.other.example", "203.0.113.8", "A.outbound.protection.outlook.com"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation), "{ip}");
    }
}

#[test]
fn without_names_private_addresses_and_sessions_are_followed() {
    let header = [
        postfix("a", "unknown", "10.0.0.3", "inner"),
        postfix("b.other.example", "unknown", "203.0.113.9", "edge"),
        postfix("c", "unknown", "10.0.0.9", "b"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Inferred));
    let header = format!("Received: by inner with SMTP id 1; {D}\r\n");
    assert_eq!(placed(&header, &[]), (Some(1), BoundaryRule::Topmost));
    assert_eq!(placed("Subject: x\r\n\r\n", &[]), (None, BoundaryRule::None));
}

/// A line of Exchange Online.
fn online(from: &str, ip: &str, by: &str) -> String {
    format!(
        "Received: from {from} ({ip})\r\n by {by} (2603:10a6:20b:1::2) with Microsoft SMTP Server\r\n \
         (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id\r\n 15.20.7677.15; {D}\r\n"
    )
}

/// A line of Google's outer hosts.
fn google(name: &str, ip: &str) -> String {
    format!(
        "Received: from {name} ({name}. [{ip}])\r\n        by mx.google.com with SMTPS id\r\n        \
         v15-20020a17090abb8f00b0024e44badd0asor5639448pjr.4.2026.11.23.09.00.00\r\n        for <bob@example.com>\r\n        \
         (Google Transport Security);\r\n        Mon, 23 Nov 2026 09:00:00 -0800 (PST)\r\n"
    )
}

const GOOGLE_INSIDE: &str = "Received: by 2002:a05:6a10:1234:b0:4f:1:2 with SMTP id c35so1111510edf;\r\n        \
                             Mon, 23 Nov 2026 09:00:00 -0800 (PST)\r\n";

const GOOGLE_OUT: &str = "Received: by mail-sor-f41.google.com with SMTP id c35so1111510edf.5\r\n        for <bob@example.com>; \
     Mon, 23 Nov 2026 08:59:59 -0800 (PST)\r\n";

#[test]
fn an_own_gateway_before_a_cloud_mailbox_is_own_where_the_reader_names_its_address() {
    let header = [
        online("A.eurprd05.prod.outlook.com", "2603:10a6:10::4", "B.eurprd05.prod.outlook.com"),
        online("gw.own.example", "198.51.100.4", "C.mail.protection.outlook.com"),
        postfix("client.other.example", "client.other.example", "203.0.113.9", "gw.own.example"),
        postfix("bank.example", "bank.example", "203.0.113.77", "client.other.example"),
    ]
    .concat();
    // Nothing in the headers tells a gateway of one's own from any other sender.
    assert_eq!(placed(&header, &[]), (Some(3), BoundaryRule::Organisation));
    assert_eq!(placed(&header, &["198.51.100.4"]), (Some(2), BoundaryRule::Configured));
    // The name in that line is what the client said of itself.
    assert_eq!(placed(&header, &["own.example"]), (Some(3), BoundaryRule::Configured));
}

#[test]
fn an_own_gateway_that_put_no_stamp_on_does_not_lend_its_place() {
    let header = [
        postfix("gw.own.example", "gw.own.example", "198.51.100.4", "mx.own.example"),
        postfix("bank.example", "bank.example", "203.0.113.77", "relay.other.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &["198.51.100.0/24"]), (Some(2), BoundaryRule::Configured));
    // The gateway calls itself otherwise than the domain says, but the line above names it.
    let header = [
        postfix("gw.filter.example", "unknown", "198.51.100.4", "mx.own.example"),
        postfix("client.other.example", "client.other.example", "203.0.113.9", "gw7.filter.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &["198.51.100.0/24"]), (Some(1), BoundaryRule::Configured));
}

#[test]
fn two_customers_of_one_cloud_are_apart() {
    let header = [
        GOOGLE_INSIDE.to_owned(),
        google("mail-sor-f41.google.com", "209.85.220.41"),
        GOOGLE_OUT.to_owned(),
        google("bank.example", "203.0.113.77"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(3), BoundaryRule::Organisation));
    // What Exchange Online's sending and inside hosts share are networks, not names.
    let header = |from: &str| {
        [
            online("A.eurprd05.prod.outlook.com", "2603:10a6:10::4", "B.eurprd05.prod.outlook.com"),
            online(from, "2a01:111:f400:fe5a::209", "C.outlook.office365.com"),
            online("x.other.example", "203.0.113.9", "D.mail.protection.outlook.com"),
        ]
        .concat()
    };
    let outside = header("EUR05-AM6-obe.outbound.protection.outlook.com");
    assert_eq!(placed(&outside, &[]), (Some(2), BoundaryRule::Organisation));
    let inside = header("AM6EUR05FT020.eop-eur05.prod.protection.outlook.com");
    assert_eq!(placed(&inside, &[]), (Some(1), BoundaryRule::Organisation));
}

#[test]
fn a_marker_counts_where_every_line_above_it_is_an_inside_step() {
    let marker = "X-IncomingTopHeaderMarker: OriginalChecksum:0\r\n";
    let inside = online("A.eurprd05.prod.outlook.com", "2603:10a6:10::4", "B.eurprd05.prod.outlook.com");
    let edge = online("out.other.example", "203.0.113.9", "C.mail.protection.outlook.com");
    let forged = online("bank.example", "203.0.113.77", "D.mail.protection.outlook.com");
    let header = [&inside, &edge, marker, &forged].concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::PlatformMarker));
    // The sender wrote the marker, below a line of his own.
    let header = [&inside, &edge, &forged, marker].concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
    // Another system's topmost line, and a marker: it means nothing.
    let header = [
        postfix("out.other.example", "out.other.example", "203.0.113.9", "mx.own.example"),
        forged,
        marker.to_owned(),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
}

#[test]
fn fields_that_claim_ones_own_name_further_down_place_nothing() {
    let edge = postfix("out.other.example", "out.other.example", "203.0.113.9", "mx.own.example");
    let forged = postfix("bank.example", "bank.example", "203.0.113.77", "mx.own.example");
    let results = "Authentication-Results: mx.own.example; spf=pass\r\n";
    let spf = "Received-SPF: pass (own.example: x) receiver=mx.own.example; client-ip=203.0.113.9\r\n";
    for field in [results, spf] {
        for (header, rule) in [
            ([field, &edge, &forged].concat(), BoundaryRule::FieldPosition),
            ([&edge, field, &forged].concat(), BoundaryRule::FieldPosition),
            ([&edge, &forged, field].concat(), BoundaryRule::Organisation),
            ([&edge, "X-A: b\r\n", &forged, "X-A: b\r\n", field].concat(), BoundaryRule::Organisation),
        ] {
            assert_eq!(placed(&header, &[]), (Some(2), rule), "{header}");
        }
    }
    // Another system's results beside the edge stamp say nothing of it.
    let foreign = "Authentication-Results: mx.other.example; spf=pass\r\n";
    assert_eq!(placed(&[foreign, &edge].concat(), &[]), (Some(1), BoundaryRule::Organisation));
}

#[test]
fn return_path_below_inside_steps_stands_above_the_edge() {
    let inside = postfix("localhost", "localhost", "127.0.0.1", "store.own.example");
    let edge = postfix("out.other.example", "out.other.example", "203.0.113.9", "mx.own.example");
    let path = "Return-Path: <a@other.example>\r\n";
    let header = [&inside, path, &edge].concat();
    assert_eq!(placed(&header, &[]), (Some(1), BoundaryRule::FieldPosition));
    // On top it says nothing, and below the edge it belongs to an earlier delivery.
    for header in [[path, &inside, &edge].concat(), [&inside, &edge, path, &edge].concat()] {
        assert_eq!(placed(&header, &[]).1, BoundaryRule::Organisation, "{header}");
    }
}

#[test]
fn lines_that_cannot_be_read_break_no_walk() {
    let inside = postfix("store", "unknown", "10.0.0.3", "store.own.example");
    let edge = postfix("out.other.example", "out.other.example", "203.0.113.9", "mx.own.example");
    let below = postfix("bank.example", "bank.example", "203.0.113.77", "out.other.example");
    let odd = "Received: (????) ; sometime\r\n";
    let header = [odd, &inside, odd, &edge, odd, &below].concat();
    assert_eq!(placed(&header, &[]), (Some(3), BoundaryRule::Organisation));
    assert_eq!(placed(&header, &["own.example"]), (Some(3), BoundaryRule::Configured));
    let inside = postfix("a", "unknown", "10.0.0.3", "inner");
    let edge = postfix("b.other.example", "unknown", "203.0.113.9", "edge");
    assert_eq!(placed(&[odd, &inside, odd, &edge, odd].concat(), &[]), (Some(2), BoundaryRule::Inferred));
    assert_eq!(
        placed(&[odd, "Received: by inner with SMTP id 1; x\r\n"].concat(), &[]),
        (Some(1), BoundaryRule::Topmost)
    );
}

#[test]
fn loopback_is_inside_and_a_greeting_of_loopback_is_not() {
    let below = postfix("bank.example", "bank.example", "203.0.113.77", "mx.own.example");
    for (ip, hop) in [("127.0.0.1", 1), ("127.3.2.1", 1), ("::1", 1), ("203.0.113.9", 2)] {
        let header = [postfix("[127.0.0.1]", "unknown", ip, "mx.own.example"), below.clone()].concat();
        assert_eq!(placed(&header, &[]).0, Some(hop), "{ip}");
        assert_eq!(placed(&header, &["own.example"]).0, Some(hop), "{ip}");
    }
}

#[test]
fn a_name_that_its_address_may_have_invented_is_not_inside() {
    let below = postfix("bank.example", "bank.example", "203.0.113.77", "mx.own.example");
    let top = |form: &str| format!("Received: {form}; {D}\r\n");
    let confirmed = postfix("mx2.own.example", "mx2.own.example", "203.0.113.9", "mx.own.example");
    assert_eq!(placed(&[&confirmed, &*below].concat(), &[]).0, Some(1));
    for form in [
        "from mx2.own.example (mx2.own.example [203.0.113.9] (may be forged)) by mx.own.example (8.18.1/8.18.1) with \
         ESMTP id 4ANH00ab006024",
        "from mx2.own.example (HELO mx2.own.example) (203.0.113.9) by mx.own.example with SMTP",
    ] {
        assert_eq!(placed(&[&top(form), &*below].concat(), &[]).0, Some(2), "{form}");
    }
}

#[test]
fn what_was_handed_in_by_the_web_ends_the_walk() {
    let header = [
        GOOGLE_INSIDE.to_owned(),
        format!("Received: from 1234 named unknown by gmailapi.google.com with HTTPREST; {D}\r\n"),
        google("bank.example", "203.0.113.77"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
    assert_eq!(placed(&header, &["google.com"]), (Some(2), BoundaryRule::Configured));
}

#[test]
fn mail_sent_anew_does_not_lead_past_the_line_that_took_it_over() {
    let list = postfix("lists.other.example", "lists.other.example", "203.0.113.9", "mx.own.example");
    let pickup =
        format!("Received: by lists.other.example (Postfix, from userid 99) id 4355A9A8AD7; {D}\r\n");
    let first = postfix("mx.own.example", "mx.own.example", "198.51.100.7", "lists.other.example");
    let before = postfix("pc.own.example", "pc.own.example", "198.51.100.9", "mx.own.example");
    for field in [
        "List-Id: <l.other.example>\r\n",
        "Resent-From: bob@other.example\r\n",
        "Delivered-To: l@other.example\r\n",
        "X-Forwarded-To: bob@own.example\r\n",
        "Return-Path: <bob@other.example>\r\n",
    ] {
        // The author sits in the reader's own organisation: its first lines stand below those of others.
        let header = [&*list, &pickup, field, &first, &before].concat();
        assert_eq!(placed(&header, &[]), (Some(4), BoundaryRule::Organisation), "{field}");
        let header = [field, &*list, &pickup, &first, &before].concat();
        assert_eq!(placed(&header, &["own.example"]), (Some(4), BoundaryRule::Configured), "{field}");
    }
    // An own list: the pick-up lies inside, and the walk goes on to where the message came in.
    let header = [
        format!("Received: by lists.own.example (Postfix, from userid 99) id 4355A9A8AD7; {D}\r\n"),
        "List-Id: <l.own.example>\r\n".to_owned(),
        postfix("out.other.example", "out.other.example", "203.0.113.9", "lists.own.example"),
        postfix("bank.example", "bank.example", "203.0.113.77", "out.other.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
}

#[test]
fn a_mailbox_fetched_over_an_inside_address_is_the_readers() {
    let fetched = |ip: &str| {
        [
            postfix("localhost", "localhost", "127.0.0.1", "pc.home.example"),
            format!(
                "Received: from mail [{ip}]\r\n\tby localhost with IMAP (fetchmail-6.4.37)\r\n\t\
                 for <bob@localhost> (single-drop); {D}\r\n"
            ),
            postfix("out.other.example", "out.other.example", "203.0.113.9", "mx.provider.example"),
            postfix("bank.example", "bank.example", "203.0.113.77", "mx.provider.example"),
        ]
        .concat()
    };
    assert_eq!(placed(&fetched("127.0.0.1"), &[]).0, Some(2));
    assert_eq!(placed(&fetched("203.0.113.40"), &[]).0, Some(3));
}

#[test]
fn a_line_is_corroborated_by_the_address_that_an_own_line_saw() {
    let header = |top: &str, below: &str| [top, below, &google("bank.example", "203.0.113.77")].concat();
    let edge = |ip: &str| online("mail-sor-f41.google.com", ip, "C.mail.protection.outlook.com");
    let class = |header: &str, doubted: &[u32]| classed(header, doubted).get(1).map(|t| t.0);
    let honest = header(&edge("209.85.220.41"), GOOGLE_OUT);
    let all: Vec<TrustClass> = classed(&honest, &[]).into_iter().map(|t| t.0).collect();
    assert_eq!(all, [TrustClass::Asserted, TrustClass::Corroborated, TrustClass::Boundary]);
    let why = classed(&honest, &[]).swap_remove(1).1.join(" ");
    assert!(why.contains("209.85.220.41") && why.contains("209.85.128.0/17"), "{why}");
    for doubted in [2, 3] {
        assert_eq!(class(&honest, &[doubted]), Some(TrustClass::Asserted), "a finding speaks of {doubted}");
    }
    for (what, header) in [
        ("the name alone", header(&edge("203.0.113.9"), GOOGLE_OUT)),
        (
            "another writer",
            header(&edge("209.85.220.41"), &postfix("a", "unknown", "10.0.0.1", "mail.google.com")),
        ),
        (
            "another's host",
            header(&edge("209.85.220.41"), &GOOGLE_OUT.replace("mail-sor-f41.google", "mx.other")),
        ),
        (
            "another's id",
            header(&edge("209.85.220.41"), &GOOGLE_OUT.replace("c35so1111510edf.5", "4355A9A8AD6")),
        ),
        ("no date", header(&edge("209.85.220.41"), &GOOGLE_OUT.replace(" 2026", ""))),
        (
            "an operator that leaves lines out",
            header(
                &edge("40.107.22.1"),
                &online("A.prod.outlook.com", "2603:10a6:10::4", "B.prod.outlook.com"),
            ),
        ),
    ] {
        assert_eq!(class(&header, &[]), Some(TrustClass::Asserted), "{what}");
    }
}

#[test]
fn the_reader_points_at_a_line_that_is_there() {
    let header = [
        postfix("mx.own.example", "mx.own.example", "192.0.2.7", "store.own.example"),
        postfix("client.other.example", "client.other.example", "203.0.113.9", "mx.own.example"),
    ]
    .concat();
    let input = crate::input::read(header.as_bytes(), &Limits::default());
    let chain = Chain::new(input.received().map(Stamp::parse).collect());
    for (hop, wanted) in [(1, Some(1)), (2, Some(2)), (0, None), (3, None)] {
        let found = chosen(&chain, hop);
        assert_eq!(found.and_then(|boundary| boundary.hop), wanted, "{hop}");
        assert!(found.is_none_or(|boundary| boundary.rule == BoundaryRule::Configured));
    }
}

#[test]
fn an_own_inside_host_without_a_name_leads_on_to_the_line_it_stands_for() {
    let client = || postfix("client.other.example", "client.other.example", "203.0.113.9", "mx.own.example");
    // A private address is inside, whatever was named as own.
    let header = [postfix("gw", "unknown", "10.0.0.7", "store.own.example"), client()].concat();
    assert_eq!(placed(&header, &["own.example"]), (Some(1), BoundaryRule::Configured));
    // Named by its network alone: the line below is of the mail system on top, which is the reader's too.
    let header = [postfix("a", "unknown", "192.0.2.7", "store.own.example"), client()].concat();
    assert_eq!(placed(&header, &["192.0.2.0/24"]), (Some(1), BoundaryRule::Configured));
}

#[test]
fn a_line_of_nobodys_name_below_an_inside_step_that_names_another_is_not_own() {
    let top = postfix("relay1", "unknown", "10.0.0.7", "mx.own.example");
    let below = |by: &str| postfix("client.other.example", "client.other.example", "203.0.113.9", by);
    assert_eq!(placed(&[&*top, &below("other1")].concat(), &[]), (Some(2), BoundaryRule::Organisation));
    assert_eq!(placed(&[&*top, &below("relay1")].concat(), &[]), (Some(1), BoundaryRule::Organisation));
}

#[test]
fn a_stranger_at_a_topmost_line_without_an_organisation_ends_the_search_for_one() {
    let header = [
        postfix("x.other.example", "x.other.example", "203.0.113.9", "store"),
        postfix("client.third.example", "client.third.example", "203.0.113.8", "mx.own.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Inferred));
}

#[test]
fn a_field_of_ones_own_beside_a_line_of_another_organisation_places_nothing() {
    let header = [
        postfix("mx", "unknown", "10.0.0.7", "store.own.example"),
        "Authentication-Results: mx.own.example; spf=pass\r\n".to_owned(),
        postfix("client.third.example", "client.third.example", "203.0.113.8", "mx.other.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation));
}

#[test]
fn a_boundary_line_that_contradicts_itself_lends_nothing() {
    let header =
        [&online("mail-sor-f41.google.com", "209.85.220.41", "C.mail.protection.outlook.com"), GOOGLE_OUT]
            .concat();
    let input = crate::input::read(header.as_bytes(), &Limits::default());
    let message = crate::message::read(&input);
    let chain = Chain::new(input.received().map(Stamp::parse).collect());
    let boundary = boundary(&chain, &message, &Own::default());
    for (class, wanted) in
        [(TrustClass::Boundary, TrustClass::Corroborated), (TrustClass::Contradicted, TrustClass::Asserted)]
    {
        let mut trust = classes(&chain, boundary);
        trust[1].class = class;
        corroborate(&chain, boundary, |_| false, &mut trust);
        assert_eq!(trust[0].class, wanted);
    }
}

#[test]
fn a_greeting_counts_only_from_a_network_that_no_other_customer_sends_from() {
    let by = "B.prod.outlook.com";
    for (ip, own) in [
        ("2603:10a6:10::4", true),
        ("2603:1100:10::4", false),
        ("2604:1000:10::4", false),
        ("203.0.113.9", false),
    ] {
        let header = [
            online("A.prod.outlook.com", ip, by),
            online("client.other.example", "203.0.113.8", "A.prod.outlook.com"),
        ]
        .concat();
        let wanted = if own { 1 } else { 2 };
        assert_eq!(placed(&header, &[]).0, Some(wanted), "{ip}");
    }
}
