use super::*;
use crate::limits::Limits;
use crate::message::Message;
use crate::options::Own;
use crate::stamp::Stamp;

fn placed(header: &str, own: &[&str]) -> (Option<u32>, BoundaryRule, bool) {
    let input = crate::input::read(header.as_bytes(), &Limits::default());
    let message = crate::message::read(&input);
    let chain = Chain::new(input.received().map(Stamp::parse).collect());
    let own: Own = own.iter().map(|o| Own::parse(o).unwrap()).collect();
    let found = boundary(&chain, &message, &own);
    (found.hop, found.rule, found.all_inside)
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
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
}

#[test]
fn a_stamp_of_ones_own_name_below_an_outside_peer_is_not_own() {
    let header = [
        postfix("client.other.example", "client.other.example", "203.0.113.9", "mx.own.example"),
        postfix("bank.example", "bank.example", "192.0.2.77", "mx.own.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
    // A peer that only calls itself by our name is outside too.
    let header = [
        postfix("mx2.own.example", "unknown", "203.0.113.9", "mx.own.example"),
        postfix("bank.example", "bank.example", "192.0.2.77", "mx2.own.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
}

#[test]
fn configured_systems_come_first() {
    let header = [
        postfix("gw.filter.example", "gw.filter.example", "198.51.100.4", "mx.own.example"),
        postfix("client.other.example", "client.other.example", "203.0.113.9", "gw.filter.example"),
    ]
    .concat();
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
    assert_eq!(placed(&header, &["198.51.100.0/24"]), (Some(1), BoundaryRule::Configured, false));
    assert_eq!(placed(&header, &["filter.example"]), (Some(1), BoundaryRule::Configured, false));
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
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::FieldPosition, false));
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
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
    // Another customer's mail comes over the sending network; a stranger may use any name.
    for ip in ["40.107.22.1", "2a01:111:f403::1", "203.0.113.9"] {
        let header = [
            hop("A.outbound.protection.outlook.com", ip, "C.mail.protection.outlook.com"),
            hop("x.other.example", "203.0.113.8", "A.outbound.protection.outlook.com"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false), "{ip}");
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
    assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Inferred, false));
    let header = format!("Received: by inner with SMTP id 1; {D}\r\n");
    assert_eq!(placed(&header, &[]), (Some(1), BoundaryRule::Topmost, false));
    assert_eq!(placed("Subject: x\r\n\r\n", &[]), (None, BoundaryRule::None, false));
}
