//! What a sender can write must not move what is said of the reader's own side.
//!
//! Everything below the boundary stamp came with the message. Taking such stamps out, putting them in another order,
//! changing or adding some, and adding fields beside them leaves the answer as it was, and lifts no other stamp.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tlstrail_core::Options;
use tlstrail_core::report::{Hop, Report};
use tlstrail_core::terms::TrustClass;

/// Changes made to each chain.
const ROUNDS: usize = 100;

#[test]
fn nothing_below_the_boundary_moves_the_answer_or_lifts_another_stamp() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut judged = 0;
    for path in chains() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let fields = Fields::read(&fs::read_to_string(&path).unwrap());
        let before = fields.report();
        let Some(border) = boundary_hop(&before) else { continue };
        let first = usize::try_from(border.field_index).unwrap() + 1;
        // Where the boundary's client is an inside host, the line below may be own: its words decide.
        if border.from.ip.is_none() || border.tls.state.as_str() == "local" {
            continue;
        }
        for _ in 0..ROUNDS {
            let mut changed = fields.clone();
            let mut touched = Vec::new();
            for _ in 0..=random.below(3) {
                changed.change(first, border, &mut touched, &mut random);
            }
            let after = changed.report();
            let told = || format!("{name}\n{}", changed.text());
            assert_eq!(before.summary.outcome, after.summary.outcome, "{}", told());
            assert_eq!(before.summary.boundary_tls, after.summary.boundary_tls, "{}", told());
            let moved = boundary_hop(&after).expect("a boundary");
            assert_eq!((&border.raw, border.field_index), (&moved.raw, moved.field_index), "{}", told());
            let known = classes(&before);
            for (stamp, class) in classes(&after) {
                assert_ne!(class, TrustClass::Corroborated, "no address here is an operator's: {}", told());
                // Own stamps, and those that were not touched.
                if let Some(was) = known.get(&stamp).filter(|_| !touched.contains(&stamp.0)) {
                    assert!(rank(class) <= rank(*was), "{stamp:?} was {was} and is {class}: {}", told());
                    judged += 1;
                }
            }
            for hop in after.hops.iter().filter(|h| h.field_index > border.field_index) {
                assert!(rank(hop.trust.class) < rank(TrustClass::Boundary), "{}", told());
            }
        }
    }
    assert!(judged > 1000, "{judged}");
}

fn chains() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/chains");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "eml"))
        .collect();
    found.sort();
    found
}

fn boundary_hop(report: &Report) -> Option<&Hop> {
    let number = report.boundary.hop?;
    report.hops.iter().find(|hop| hop.number == number)
}

/// The class of each stamp; equal stamps are told apart by how often they came before.
fn classes(report: &Report) -> BTreeMap<(String, usize), TrustClass> {
    let mut found = BTreeMap::new();
    for hop in report.hops.iter().rev() {
        let mut count = 0;
        while found.contains_key(&(hop.raw.clone(), count)) {
            count += 1;
        }
        found.insert((hop.raw.clone(), count), hop.trust.class);
    }
    found
}

fn rank(class: TrustClass) -> u8 {
    match class {
        TrustClass::Own => 4,
        TrustClass::Boundary => 3,
        TrustClass::Corroborated => 2,
        TrustClass::Asserted => 1,
        _ => 0,
    }
}

/// A header section as its fields, folds kept.
#[derive(Clone)]
struct Fields(Vec<String>);

impl Fields {
    fn read(text: &str) -> Self {
        let mut fields: Vec<String> = Vec::new();
        for line in text.lines().take_while(|line| !line.is_empty()) {
            match fields.last_mut() {
                Some(last) if line.starts_with([' ', '\t']) => {
                    last.push_str("\r\n");
                    last.push_str(line);
                }
                _ => fields.push(line.to_owned()),
            }
        }
        Self(fields)
    }

    fn text(&self) -> String {
        let mut text = self.0.join("\r\n");
        text.push_str("\r\n\r\n");
        text
    }

    fn report(&self) -> Report {
        tlstrail_core::analyze(self.text().as_bytes(), &Options::default())
    }

    /// Places of the stamps from the `first` on, 0 being the topmost.
    fn stamps(&self, first: usize) -> Vec<usize> {
        let is_stamp = |(_, field): &(usize, &String)| field.starts_with("Received:");
        self.0.iter().enumerate().filter(is_stamp).map(|(at, _)| at).skip(first).collect()
    }

    /// One change below the boundary. `touched` takes the values of the stamps that were changed or put in.
    fn change(&mut self, first: usize, border: &Hop, touched: &mut Vec<String>, random: &mut Random) {
        let below = self.stamps(first);
        let boundary = self.stamps(first - 1).first().copied().unwrap();
        let pick = |random: &mut Random| below.get(random.below(below.len().max(1))).copied();
        let place = boundary + 1 + random.below(self.0.len() - boundary);
        let host = border.by.host.as_deref().unwrap_or("mx.example");
        match (random.below(7), pick(random), pick(random)) {
            (0, Some(at), _) => drop(self.0.remove(at)),
            (1, Some(a), Some(b)) => self.0.swap(a, b),
            (2, Some(at), _) => {
                let field = self.0.get_mut(at).unwrap();
                *field = edited(field, host, random);
                touched.push(value(field));
            }
            (3, Some(at), _) => {
                let copy = self.0.get(at).unwrap().clone();
                touched.push(value(&copy));
                self.0.insert(place, copy);
            }
            (4, _, _) => self.0.insert(place, beside(host, random)),
            _ => {
                let field = made_up(host, random);
                touched.push(value(&field));
                self.0.insert(place, field);
            }
        }
    }
}

fn value(field: &str) -> String {
    field.split_once(": ").map_or(field, |(_, value)| value).to_owned()
}

/// A stamp with a word of it replaced.
fn edited(field: &str, host: &str, random: &mut Random) -> String {
    let (from, to) = match random.below(9) {
        0 => ("ESMTP ", "ESMTPS "),
        1 => ("2026", "2001"),
        2 => ("by ", "by localhost by "),
        3 => ("Mon,", "Fri,"),
        4 => (" id ", " id 1rFake-00000000001-0abc id "),
        5 => ("203.0.113.", "224.0.0."),
        6 => ("from ", "from [127.0.0.1] "),
        7 => ("+0000", "+9900"),
        _ => return field.replacen(" by ", &format!(" by {host} (Postfix) by "), 1),
    };
    field.replacen(from, to, 1)
}

/// A field that claims to be of the reader's own system.
fn beside(host: &str, random: &mut Random) -> String {
    match random.below(6) {
        0 => format!("Authentication-Results: {host}; spf=pass"),
        1 => format!("Received-SPF: pass ({host}: ok) receiver={host}; client-ip=203.0.113.9"),
        2 => "X-IncomingTopHeaderMarker: OriginalChecksum:0".to_owned(),
        3 => "Return-Path: <bob@example.com>".to_owned(),
        4 => "List-Id: <l.example.com>".to_owned(),
        _ => "Delivered-To: bob@example.com".to_owned(),
    }
}

/// A stamp in the reader's own name, with TLS.
fn made_up(host: &str, random: &mut Random) -> String {
    let client = match random.below(4) {
        0 => "bank.example (bank.example [192.0.2.77])".to_owned(),
        1 => "localhost (localhost [127.0.0.1])".to_owned(),
        2 => "gw (unknown [10.0.0.7])".to_owned(),
        _ => format!("{host} ({host} [198.51.100.99])"),
    };
    format!(
        "Received: from {client}\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\tby {host} \
         (Postfix) with ESMTPS id 4FAKE{:05X};\r\n\tMon, 23 Nov 2026 17:31:33 +0000 (UTC)",
        random.below(0xf_ffff)
    )
}

/// A small generator (xorshift64), so that every run makes the same changes.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}
