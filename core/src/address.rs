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
