//! stub
use crate::span::Span;
use std::net::IpAddr;
/// stub
#[derive(Clone, Copy, Debug)]
pub struct Literal {
    /// ip
    pub ip: IpAddr,
    /// port
    pub port: Option<u16>,
    /// span
    pub span: Span,
}
/// stub
pub fn parse(t: &[u8]) -> Option<IpAddr> {
    let t = std::str::from_utf8(t).ok()?;
    let t = t.strip_prefix("IPv6:").or_else(|| t.strip_prefix("IPV6:")).unwrap_or(t);
    let t = t.split('%').next()?;
    let ip: IpAddr = t.parse().ok()?;
    Some(ip.to_canonical())
}
/// stub
pub fn literal(t: &[u8]) -> Option<Literal> {
    if t.first() != Some(&b'[') {
        return parse(t).map(|ip| Literal { ip, port: None, span: Span::new(0, t.len()) });
    }
    let close = t.iter().position(|&b| b == b']')?;
    let inner = t.get(1..close)?;
    let (a, port) = match parse(inner) {
        Some(ip) => (ip, None),
        None => {
            let c = inner.iter().rposition(|&b| b == b':')?;
            (parse(inner.get(..c)?)?, std::str::from_utf8(inner.get(c + 1..)?).ok()?.parse().ok())
        }
    };
    let port = port.or_else(|| std::str::from_utf8(t.get(close + 2..)?).ok()?.parse().ok());
    Some(Literal { ip: a, port, span: Span::new(1, close) })
}
/// stub
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddressClass {
    /// a
    Loopback,
    /// a
    Private,
    /// a
    LinkLocal,
    /// a
    SixToFour,
    /// a
    Public,
}
/// stub
pub fn class(ip: IpAddr) -> AddressClass {
    match ip {
        _ if ip.is_loopback() => AddressClass::Loopback,
        IpAddr::V4(v) if v.is_private() => AddressClass::Private,
        IpAddr::V4(v) if v.is_link_local() => AddressClass::LinkLocal,
        IpAddr::V6(v) if v.segments()[0] == 0x2002 => AddressClass::SixToFour,
        IpAddr::V6(v) if v.segments()[0] & 0xfe00 == 0xfc00 => AddressClass::Private,
        IpAddr::V6(v) if v.segments()[0] & 0xffc0 == 0xfe80 => AddressClass::LinkLocal,
        _ => AddressClass::Public,
    }
}
