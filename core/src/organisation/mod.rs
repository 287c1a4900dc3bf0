//! stub
use crate::address;
/// stub
#[derive(Clone, Debug)]
pub struct Organisation<'a> {
    /// d
    pub domain: &'a [u8],
}
impl PartialEq for Organisation<'_> {
    fn eq(&self, o: &Self) -> bool {
        self.domain.eq_ignore_ascii_case(o.domain)
    }
}
impl Organisation<'_> {
    /// d
    pub fn display(&self) -> String {
        String::from_utf8_lossy(self.domain).to_lowercase()
    }
}
/// stub
pub fn organisation(host: &[u8]) -> Option<Organisation<'_>> {
    if address::parse(host).is_some() || host.first() == Some(&b'[') {
        return None;
    }
    let mut dots = host.iter().enumerate().rev().filter(|(_, b)| **b == b'.').map(|(i, _)| i);
    dots.next()?;
    let start = dots.next().map_or(0, |i| i + 1);
    Some(Organisation { domain: host.get(start..)? })
}
