//! What a caller says about an analysis: the moment it happens, which systems are the reader's own, and where the
//! bytes came from.
//!
//! Not here: reading these from files, a command line or JSON. `core` has no clock, so the moment is always given.

use crate::address::is_at_or_below;
use crate::vocab::version::TlsVersion;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// The moment of analysis, with the offset it was written in.
pub type Moment = chrono::DateTime<chrono::FixedOffset>;

/// Everything that shapes a report besides the input. The default knows nothing: no moment, no own systems.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The moment of analysis. Without one, no check looks at dates in the future.
    pub now: Option<Moment>,
    /// The reader's own ADMD (RFC 5598).
    pub own: Own,
    /// The number of the hop by which the reader's own ADMD took over, where the reader points at it. It goes before
    /// `own`; a number that no hop has is not used.
    pub boundary: Option<u32>,
    /// Partners whose mail is to come as agreed.
    pub partners: Vec<Partner>,
    /// Replace what points to persons by stable placeholders.
    pub redact: bool,
    /// Where the input came from; comes back in the report.
    pub source: SourceId,
}

impl Options {
    /// Sets the moment of analysis.
    #[must_use]
    pub fn with_now(mut self, now: Moment) -> Self {
        self.now = Some(now);
        self
    }

    /// Sets what is the reader's own.
    #[must_use]
    pub fn with_own(mut self, own: Own) -> Self {
        self.own = own;
        self
    }

    /// Sets the hop by which the reader's own ADMD took over.
    #[must_use]
    pub fn with_boundary(mut self, hop: u32) -> Self {
        self.boundary = Some(hop);
        self
    }

    /// Sets the partners.
    #[must_use]
    pub fn with_partners(mut self, partners: Vec<Partner>) -> Self {
        self.partners = partners;
        self
    }

    /// Asks for placeholders in place of personal data, or not.
    #[must_use]
    pub fn with_redact(mut self, redact: bool) -> Self {
        self.redact = redact;
        self
    }

    /// Sets where the input came from.
    #[must_use]
    pub fn with_source(mut self, source: SourceId) -> Self {
        self.source = source;
        self
    }
}

/// Reads a moment as RFC 3339 writes it, such as `2026-11-23T17:19:20Z`.
pub fn parse_moment(text: &str) -> Result<Moment, OptionError> {
    Moment::parse_from_rfc3339(text.trim()).map_err(|_| OptionError::Moment(text.to_owned()))
}

/// The moment that a number of seconds since 1970 stands for, in UTC; `None` beyond what a date can hold.
pub fn moment_from_unix(seconds: i64) -> Option<Moment> {
    chrono::DateTime::from_timestamp(seconds, 0).map(|utc| utc.fixed_offset())
}

/// Where the input came from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct SourceId {
    /// The caller's own name for the message.
    pub id: Option<String>,
    /// The file it stood in.
    pub path: Option<String>,
    /// Its place in a file of many messages, the first being 0.
    pub index: Option<u64>,
}

impl SourceId {
    /// Sets the caller's own name for the message.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the file.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Sets the place in a file of many.
    #[must_use]
    pub fn with_index(mut self, index: u64) -> Self {
        self.index = Some(index);
        self
    }
}

/// The names and networks of the reader's own ADMD.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Own {
    entries: Vec<OwnEntry>,
    gateways: Vec<OwnEntry>,
}

impl Own {
    /// Reads one entry: a host or domain name, an address, or a network in CIDR form.
    ///
    /// Brackets as in an address literal (RFC 5321 §4.1.3) are accepted, because people copy from the header. Host
    /// bits of a network are ignored. A name stands for itself and everything below it.
    pub fn parse(text: &str) -> Result<OwnEntry, OptionError> {
        let value = text.trim();
        let bare = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).unwrap_or(value);
        let bare = match bare.get(..5) {
            Some(tag) if tag.eq_ignore_ascii_case("ipv6:") => bare.get(5..).unwrap_or_default(),
            _ => bare,
        };
        if let Some((address, prefix)) = bare.split_once('/') {
            let address: IpAddr = address.parse().map_err(|_| OptionError::Address(text.to_owned()))?;
            let network = prefix.parse().ok().and_then(|prefix| Network::new(address, prefix));
            return network.map(OwnEntry::Network).ok_or_else(|| OptionError::Prefix(text.to_owned()));
        }
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(OwnEntry::Network(Network::single(address)));
        }
        parse_name(value).ok_or_else(|| match value {
            v if looks_like_address(v) => OptionError::Address(text.to_owned()),
            _ => OptionError::Name(text.to_owned()),
        })
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: OwnEntry) {
        self.entries.push(entry);
    }

    /// Adds a gateway that all mail from outside must pass. It is the reader's own too.
    pub fn push_gateway(&mut self, entry: OwnEntry) {
        self.gateways.push(entry.clone());
        self.entries.push(entry);
    }

    /// The gateways that all mail from outside must pass.
    pub fn gateways(&self) -> &[OwnEntry] {
        &self.gateways
    }

    /// True where the reader named nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What the reader named, in that order.
    pub fn entries(&self) -> &[OwnEntry] {
        &self.entries
    }

    /// True where an own network holds this address. An IPv4 address may stand in its IPv6 form (`::ffff:…`).
    pub fn covers_ip(&self, ip: IpAddr) -> bool {
        self.entries.iter().any(|entry| entry.covers_ip(ip))
    }

    /// True where this host is an own name or stands below one. Case and a final dot do not count.
    pub fn covers_host(&self, host: &[u8]) -> bool {
        self.entries.iter().any(|entry| entry.covers_host(host))
    }
}

impl FromIterator<OwnEntry> for Own {
    fn from_iter<I: IntoIterator<Item = OwnEntry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect(), gateways: Vec::new() }
    }
}

/// One thing the reader called their own.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum OwnEntry {
    /// A host or domain name, in lower case, without a final dot.
    Name(String),
    /// An address or a network.
    Network(Network),
}

impl OwnEntry {
    /// True where it is a network that holds this address.
    pub fn covers_ip(&self, ip: IpAddr) -> bool {
        matches!(self, Self::Network(network) if network.holds(ip))
    }

    /// True where it is this host's name, or one above it. A final dot does not count.
    pub fn covers_host(&self, host: &[u8]) -> bool {
        let host = host.strip_suffix(b".").unwrap_or(host);
        matches!(self, Self::Name(name) if is_host_of(host, name.as_bytes()))
    }
}

impl fmt::Display for OwnEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Network(network) => network.fmt(f),
        }
    }
}

/// A network: an address and how many of its leading bits count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Network {
    /// The network's bits in IPv6 form, host bits cleared.
    bits: u128,
    /// Leading bits that count, of 128.
    prefix: u32,
}

impl Network {
    /// `None` where the prefix is longer than the address.
    pub fn new(address: IpAddr, prefix: u32) -> Option<Self> {
        let prefix = match address {
            IpAddr::V4(_) => prefix.checked_add(96)?,
            IpAddr::V6(_) => prefix,
        };
        (prefix <= 128).then(|| Self { bits: wide(address) & mask(prefix), prefix })
    }

    /// The network of one address.
    pub fn single(address: IpAddr) -> Self {
        Self { bits: wide(address), prefix: 128 }
    }

    /// True where the address lies inside.
    pub fn holds(self, address: IpAddr) -> bool {
        wide(address) & mask(self.prefix) == self.bits
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = Ipv6Addr::from(self.bits);
        match address.to_ipv4_mapped().zip(self.prefix.checked_sub(96)) {
            Some((v4, prefix)) => write!(f, "{v4}/{prefix}"),
            None => write!(f, "{address}/{}", self.prefix),
        }
    }
}

/// An agreement with a partner about how their mail reaches the reader.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Partner {
    /// The name that the report gives them.
    pub name: String,
    /// Their domains: of `From`, of `Return-Path`, or of the machine that connects. Each covers what is below it.
    pub domains: Vec<String>,
    /// The lowest TLS version that was agreed; none where any will do, as long as it is TLS.
    pub minimum: Option<TlsVersion>,
    /// Forward secrecy was agreed.
    pub forward_secrecy: bool,
    /// Others who may hand over the partner's mail. None named: it does not matter who does.
    pub relays: Vec<String>,
}

impl Partner {
    /// A partner by name, without anything agreed but TLS.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Adds one of their domains.
    pub fn add_domain(&mut self, domain: &str) -> Result<(), OptionError> {
        self.domains.push(domain_name(domain)?);
        Ok(())
    }

    /// Adds one who may hand over their mail.
    pub fn add_relay(&mut self, domain: &str) -> Result<(), OptionError> {
        self.relays.push(domain_name(domain)?);
        Ok(())
    }

    /// Sets the lowest version, such as `TLS1.2`.
    pub fn set_minimum(&mut self, version: &str) -> Result<(), OptionError> {
        let known = TlsVersion::parse(version.trim().as_bytes());
        self.minimum = Some(known.ok_or_else(|| OptionError::Version(version.to_owned()))?);
        Ok(())
    }

    /// True where this host or domain is one of theirs, or below one.
    pub fn covers(&self, host: &[u8]) -> bool {
        is_below_any(&self.domains, host)
    }

    /// True where this host belongs to one who may hand over their mail.
    pub fn is_relay(&self, host: &[u8]) -> bool {
        is_below_any(&self.relays, host)
    }
}

fn is_below_any(names: &[String], host: &[u8]) -> bool {
    let host = host.strip_suffix(b".").unwrap_or(host);
    names.iter().any(|name| is_host_of(host, name.as_bytes()))
}

fn domain_name(text: &str) -> Result<String, OptionError> {
    match parse_name(text.trim()) {
        Some(OwnEntry::Name(name)) => Ok(name),
        _ => Err(OptionError::Domain(text.to_owned())),
    }
}

/// What a caller said that cannot be used. Each names the value.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum OptionError {
    /// Meant as an address and is none.
    Address(String),
    /// The number after the slash does not fit the address.
    Prefix(String),
    /// Neither a name nor an address.
    Name(String),
    /// Not a domain name.
    Domain(String),
    /// Not a TLS version.
    Version(String),
    /// Not a moment as RFC 3339 writes it.
    Moment(String),
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(v) => {
                write!(f, "`{v}` is not an address; write one like 192.0.2.1 or 2001:db8::/32")
            }
            Self::Prefix(v) => {
                write!(f, "the number after the slash in `{v}` must be 0 to 32 for IPv4, 0 to 128 for IPv6")
            }
            Self::Name(v) => {
                write!(
                    f,
                    "`{v}` is neither a host or domain name like example.com nor an address or network; a name already covers everything below it"
                )
            }
            Self::Domain(v) => {
                write!(
                    f,
                    "`{v}` is not a domain like example.com; a domain already covers everything below it"
                )
            }
            Self::Version(v) => {
                write!(f, "`{v}` is not a TLS version; write TLS1.0, TLS1.1, TLS1.2 or TLS1.3")
            }
            Self::Moment(v) => {
                write!(f, "`{v}` is not a moment; write it like 2026-11-23T17:19:20Z (RFC 3339)")
            }
        }
    }
}

impl std::error::Error for OptionError {}

/// IPv4 addresses take their IPv4-mapped place (RFC 4291 §2.5.5.2), so that both spellings of one address are equal.
fn wide(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

const fn mask(prefix: u32) -> u128 {
    match u128::MAX.checked_shl(128 - prefix) {
        Some(mask) => mask,
        None => 0,
    }
}

/// Labels of RFC 1123 §2.1, plus `_` and non-ASCII letters as they stand in real headers (RFC 6531).
fn parse_name(value: &str) -> Option<OwnEntry> {
    let name = value.strip_prefix('.').unwrap_or(value);
    let name = name.strip_suffix('.').unwrap_or(name);
    let fits = name.len() <= 253 && !looks_like_address(name) && name.split('.').all(is_label);
    fits.then(|| OwnEntry::Name(name.to_ascii_lowercase()))
}

fn is_label(label: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || (!c.is_ascii() && c.is_alphanumeric());
    (1..=63).contains(&label.len()) && label.chars().all(fits)
}

/// No top-level label is all digits (RFC 1123 §2.1 says so of names that could be taken for addresses).
fn looks_like_address(value: &str) -> bool {
    let last = value.rsplit('.').next().unwrap_or_default();
    value.contains(':') || (!last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
}

/// A dot alone is no label: `.own.example` is nobody's host.
fn is_host_of(host: &[u8], name: &[u8]) -> bool {
    host.len() != name.len() + 1 && is_at_or_below(host, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(values: &[&str]) -> Own {
        values.iter().map(|v| Own::parse(v).unwrap()).collect()
    }

    #[test]
    fn ok_names_cover_themselves_and_what_is_below() {
        let own = own(&["Example.COM", "mx1.example.net.", ".b.example"]);
        for host in
            ["example.com", "EXAMPLE.com.", "a.b.example.com", "mx1.example.net", "x.b.example", "b.example"]
        {
            assert!(own.covers_host(host.as_bytes()), "{host}");
        }
        for host in ["notexample.com", "example.com.evil.test", "com", "example.net", ".example.com", "", "."]
        {
            assert!(!own.covers_host(host.as_bytes()), "{host}");
        }
        assert!(!own.covers_host(b"example.com\xff"));
        assert!(!own.covers_ip("192.0.2.1".parse().unwrap()), "a name covers no address");
    }

    #[test]
    fn ok_networks_cover_their_addresses_in_either_spelling() {
        let table = [
            ("192.0.2.0/24", "192.0.2.255", true),
            ("192.0.2.0/24", "192.0.3.0", false),
            ("192.0.2.7/24", "192.0.2.1", true),
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false),
            ("[192.0.2.7]", "::ffff:192.0.2.7", true),
            ("::ffff:192.0.2.0/120", "192.0.2.9", true),
            ("0.0.0.0/0", "203.0.113.1", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("::/0", "2001:db8::1", true),
            ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("[IPv6:2001:db8::1]", "2001:db8::1", true),
            ("2001:db8::/32", "2001:db9::", false),
        ];
        for (network, address, inside) in table {
            assert_eq!(own(&[network]).covers_ip(address.parse().unwrap()), inside, "{network} {address}");
        }
        assert!(!own(&["192.0.2.0/24"]).covers_host(b"192.0.2.1"), "a network covers no name");
    }

    #[test]
    fn err_values_name_what_is_wrong() {
        let address = |v: &str| OptionError::Address(v.to_owned());
        let prefix = |v: &str| OptionError::Prefix(v.to_owned());
        let name = |v: &str| OptionError::Name(v.to_owned());
        let table = [
            ("192.0.2.300", address("192.0.2.300")),
            ("192.0.2", address("192.0.2")),
            ("2001:db8::g", address("2001:db8::g")),
            ("example.com/24", address("example.com/24")),
            ("192.0.2.0/33", prefix("192.0.2.0/33")),
            ("192.0.2.0/4294967295", prefix("192.0.2.0/4294967295")),
            ("2001:db8::/129", prefix("2001:db8::/129")),
            ("192.0.2.0/", prefix("192.0.2.0/")),
            ("", name("")),
            ("*.example.com", name("*.example.com")),
            ("you@example.com", name("you@example.com")),
            ("a..b", name("a..b")),
            ("exa mple.com", name("exa mple.com")),
            ("example.com\u{1b}[2J", name("example.com\u{1b}[2J")),
        ];
        for (value, error) in table {
            assert_eq!(Own::parse(value), Err(error.clone()), "{value}");
            assert!(error.to_string().contains(value), "{error}");
        }
    }

    #[test]
    fn networks_show_in_their_own_spelling() {
        for (text, shown) in [("192.0.2.9/24", "192.0.2.0/24"), ("2001:DB8::1", "2001:db8::1/128")] {
            let OwnEntry::Network(network) = Own::parse(text).unwrap() else { panic!("{text}") };
            assert_eq!(network.to_string(), shown);
        }
    }

    #[test]
    fn partners_take_domains_and_versions() {
        let mut partner = Partner::new("Acme");
        partner.add_domain("Acme.Example").unwrap();
        partner.add_relay("relay.example").unwrap();
        partner.set_minimum("TLS1.2").unwrap();
        assert!(partner.covers(b"mail.acme.example.") && !partner.covers(b"notacme.example"));
        assert!(partner.is_relay(b"mx.RELAY.example") && !partner.is_relay(b"acme.example"));
        assert_eq!(partner.minimum, Some(TlsVersion::Tls12));
        for text in ["192.0.2.1", "u@acme.example", ""] {
            assert_eq!(partner.add_domain(text), Err(OptionError::Domain(text.to_owned())));
        }
        assert_eq!(partner.set_minimum("12"), Err(OptionError::Version("12".to_owned())));
    }

    #[test]
    fn moments_keep_their_offset() {
        assert_eq!(
            parse_moment("2026-11-23T17:19:20+01:00").unwrap().to_rfc3339(),
            "2026-11-23T17:19:20+01:00"
        );
        for text in ["yesterday", "2026-11-23", "2026-13-01T00:00:00Z", ""] {
            assert_eq!(parse_moment(text), Err(OptionError::Moment(text.to_owned())));
        }
        assert_eq!(moment_from_unix(0).map(|m| m.to_rfc3339()).as_deref(), Some("1970-01-01T00:00:00+00:00"));
        assert_eq!(moment_from_unix(i64::MAX), None);
    }
}
