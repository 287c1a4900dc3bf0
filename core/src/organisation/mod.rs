//! Names the organisation behind a host name: an operator with several domains, or the registrable domain.
//!
//! Not here: IP addresses, names the user calls his own, and any conclusion. A host name is a claim of whoever wrote
//! it. That two names share an organisation joins them; it never raises trust.
//!
//! Some names belong to no organisation that a reader could know: names inside one network (`host.lan`,
//! `localhost.localdomain`, a container's id), and names that a provider hands to its customers' machines
//! (`ec2-….compute.amazonaws.com`).

mod domain;
mod hash;
mod lines;
pub(crate) mod networks;
mod suffix;
mod table;

use std::fmt::{self, Write};

use domain::Domain;
pub use suffix::registrable_domain;
use table::{Kind, Row};

/// Date of the newest of the tables, `public-suffixes.txt`, `organisations.tsv` and `provider-networks.tsv`.
pub const RULES_DATE: &str = "2026-11-24";

/// Whom a host name points to.
#[derive(Clone, Copy, Debug)]
pub struct Organisation<'a> {
    row: Option<&'static Row>,
    domain: &'a [u8],
}

/// The organisation of a host name, or nothing for internal names, customers' names, single labels and addresses.
pub fn organisation(host: &[u8]) -> Option<Organisation<'_>> {
    let host = Domain::read(host)?;
    let labels = suffix::registrable_labels(&host);
    let registrable = host.tail(labels)?;
    let domain = registrable.text;
    if let Some((kind, row)) = table::find(registrable) {
        // The zones of a row lie at the registrable domain or one label below it.
        let below = || host.tail(labels + 1).filter(|_| row.zones).and_then(table::find);
        let given_away = kind == Kind::Zone || below().is_some_and(|(kind, _)| kind == Kind::Zone);
        return (!given_away).then_some(Organisation { row: Some(row), domain });
    }
    let top = host.tail(1)?;
    let public = suffix::is_top_level(top) && !is_any(&NO_HOSTS, top.text) && !is_any(&SHARED, domain);
    (public || is_any(&FOR_TEXT, top.text)).then_some(Organisation { row: None, domain })
}

/// True where the table of operators has this id.
#[cfg(test)]
fn is_listed(id: &str) -> bool {
    table::is_listed(id)
}

/// True where both hosts have an organisation and it is one.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    matches!((organisation(a), organisation(b)), (Some(a), Some(b)) if a == b)
}

impl<'a> Organisation<'a> {
    /// Id of the operator in `organisations.tsv`, where it is listed.
    pub fn id(&self) -> Option<&'static str> {
        self.row.map(|row| row.id)
    }

    /// Name of the operator, where it is listed.
    pub fn name(&self) -> Option<&'static str> {
        self.row.map(|row| row.name)
    }

    /// The registrable domain as the host name writes it.
    pub fn domain(&self) -> &'a [u8] {
        self.domain
    }
}

impl PartialEq for Organisation<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.row, other.row) {
            (Some(a), Some(b)) => a.id == b.id,
            (None, None) => self.domain.eq_ignore_ascii_case(other.domain),
            _ => false,
        }
    }
}

impl Eq for Organisation<'_> {}

/// One domain for all names of the organisation: the listed operator's first, else the registrable domain in
/// lower case.
impl fmt::Display for Organisation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => f.write_str(row.shown),
            None => String::from_utf8_lossy(self.domain)
                .chars()
                .try_for_each(|c| f.write_char(c.to_ascii_lowercase())),
        }
    }
}

fn is_any(names: &[&[u8]], name: &[u8]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Top-level names that are not delegated and yet stand for public ones in text and tests (RFC 2606 §2).
const FOR_TEXT: [&[u8]; 2] = [b"example", b"test"];

/// Delegated, but for infrastructure: reverse names, `home.arpa` (RFC 3172, RFC 8375).
const NO_HOSTS: [&[u8]; 1] = [b"arpa"];

/// Registrable domains that many unrelated machines use: the name a home router gives to its network, and what
/// Apple's mail client says in HELO on every machine.
const SHARED: [&[u8]; 2] = [b"fritz.box", b"smtpclient.apple"];

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(host: &str) -> Option<String> {
        organisation(host.as_bytes()).map(|found| found.to_string())
    }

    #[test]
    fn hosts_of_one_operator_share_an_organisation() {
        for (a, b, expected) in [
            (
                "AM3PEPF0000A794.mail.protection.outlook.com",
                "x.namprd10.prod.exchangelabs.com",
                "outlook.com",
            ),
            ("hotmail.co.uk", "PH0PR1.OFFICE365.COM", "outlook.com"),
            ("DUB109-W1.phx.gbl", "substrate.office.com", "outlook.com"),
            ("mail-ej1-f1.google.com", "googlemail.com.", "google.com"),
            ("sonic301-31.consmr.mail.bf2.yahoo.com", "mta5.am0.yahoodns.net", "yahoo.com"),
            ("st43p00im.me.com", "mac.com", "icloud.com"),
            ("a8-53.smtp-out.amazonses.com", "inbound-smtp.us-east-1.amazonaws.com", "amazon.com"),
            ("mx0a-1.pphosted.com", "pod.ppops.net", "pphosted.com"),
            ("relay.mimecast.lan", "za-smtp-1.mimecast.co.za", "mimecast.com"),
            ("mout.kundenserver.de", "smtp.WEB.de", "gmx.net"),
            ("mail177-1.suw61.mandrillapp.com", "mail1.mcsv.net", "mailchimp.com"),
        ] {
            assert_eq!(shown(a).as_deref(), Some(expected), "{a}");
            assert_eq!(shown(b).as_deref(), Some(expected), "{b}");
            assert!(same(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }

    #[test]
    fn other_hosts_have_the_registrable_domain() {
        for (host, expected) in [
            ("MX1.Example.ORG", "example.org"),
            ("mail.example.co.uk", "example.co.uk"),
            ("mx.acme.example", "acme.example"),
            ("a.b.test", "b.test"),
            ("xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s"),
            ("mx.食狮.中国", "食狮.中国"),
            ("notoutlook.com", "notoutlook.com"),
            ("outlook.com.example.net", "example.net"),
            ("compute.amazonaws.com.example.net", "example.net"),
            ("my_host.example.com", "example.com"),
        ] {
            assert_eq!(shown(host).as_deref(), Some(expected), "{host}");
            assert_eq!(organisation(host.as_bytes()).and_then(|found| found.id()), None, "{host}");
        }
    }

    #[test]
    fn names_without_an_organisation() {
        for host in [
            "",
            ".",
            "localhost",
            "3f2a9c1b7d60",
            "localhost.localdomain",
            "mx.server.lan",
            "a.local",
            "compute5.internal",
            "ip-10-0-0-1.ec2.internal",
            "pps.filterd",
            "cmr.i-0f64d2d80affd21e1",
            "host.home.arpa",
            "1.2.0.192.in-addr.arpa",
            "com",
            "co.uk",
            "192.0.2.1",
            "[192.0.2.1]",
            "2002:a0c:1234:0:b0:1:2:3",
            "user@example.com",
            "a b.example.com",
            "mx..example.com",
            "pc.fritz.box",
            "smtpclient.apple",
            "ec2-192-0-2-1.compute-1.amazonaws.com",
            "EC2-192-0-2-1.us-west-2.Compute.AmazonAWS.com",
            "1.2.0.192.bc.googleusercontent.com",
            "x.cloudapp.azure.com",
            "static.1.2.0.192.clients.your-server.de",
            "p54a1b2c3.dip0.t-ipconnect.de",
        ] {
            assert_eq!(shown(host), None, "{host}");
            assert!(!same(host.as_bytes(), host.as_bytes()), "{host}");
        }
    }

    #[test]
    fn organisations_compare_without_case_and_apart() {
        assert!(same(b"mx.example.org", b"OTHER.EXAMPLE.ORG"));
        assert!(!same(b"mx.example.org", b"mx.example.net"));
        assert!(!same(b"a.example.co.uk", b"a.other.co.uk"));
        assert!(!same(b"mx.google.com", b"mx.yahoo.com"));
        assert!(!same(b"mx.google.com", b"mx.example.com"));
        let found = organisation(b"mx1.Messagingengine.com").expect("listed");
        assert_eq!((found.id(), found.name()), (Some("fastmail"), Some("Fastmail")));
        assert_eq!(found.domain(), b"Messagingengine.com");
    }

    #[test]
    fn a_name_in_other_than_utf_8_is_shown_with_replacements() {
        assert_eq!(
            organisation(b"mx.B\xfccher.DE").map(|found| found.to_string()).as_deref(),
            Some("b\u{fffd}cher.de")
        );
    }

    #[test]
    fn the_date_is_that_of_the_newest_table() {
        let newest = [suffix::TEXT, table::TEXT, networks::TEXT]
            .map(|text| text.lines().find_map(|line| line.strip_prefix("# Date: ")).expect("a date"))
            .into_iter()
            .max();
        assert_eq!(newest, Some(RULES_DATE));
    }
}
