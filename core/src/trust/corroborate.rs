//! The one way up for a line from outside: facts of an own line that fit it, and nothing that speaks against it.
//!
//! Not here: names. A name alone never raises a line, whoever wrote it.

use super::{Boundary, Trust};
use crate::chain::{Chain, Hop};
use crate::dialect::{Dialect, Mark, Writes};
use crate::organisation::networks::{self, Sender};
use crate::reading::IdKind;
use crate::terms::{BoundaryRule, Confidence, TrustClass};

/// Raises the line right below the boundary where the boundary's own line saw it come from a network of an operator
/// that stamps all it sends, and the line has that operator's form and id. `doubted` tells whether a finding with
/// weight speaks of a hop.
pub(crate) fn corroborate(
    chain: &Chain<'_>,
    boundary: Boundary,
    doubted: impl Fn(u32) -> bool,
    trust: &mut [Trust],
) {
    let Some(number) = boundary.hop.filter(|_| boundary.rule != BoundaryRule::Topmost) else { return };
    let hop = |number: u32| chain.hops.get(number.checked_sub(1)? as usize);
    let (Some(border), Some(below)) = (hop(number), number.checked_sub(1).and_then(hop)) else { return };
    let class = |hop: &Hop<'_>| trust.get(hop.number.saturating_sub(1) as usize).map(|t| t.class);
    if class(border) != Some(TrustClass::Boundary) || class(below) != Some(TrustClass::Asserted) {
        return;
    }
    let Some((ip, sender)) = border.stamp.from.ip.and_then(|ip| Some((ip, networks::sender(ip)?))) else {
        return;
    };
    if !fits(below, &sender) || doubted(below.number) || doubted(border.number) {
        return;
    }
    if let Some(trust) = trust.get_mut(below.number.saturating_sub(1) as usize) {
        trust.class = TrustClass::Corroborated;
        trust.why = vec![
            "Stated by a system outside your control. Facts that your own system recorded fit it.".to_owned(),
            format!(
                "Your system saw the address {ip}. It lies in {}, from which {} sends (table of {}).",
                sender.network,
                below.stamp.dialect.name,
                networks::DATE
            ),
            "The line has the form and the kind of id of that system, and no check speaks against it."
                .to_owned(),
        ];
    }
}

/// True where the line was written by one of the operator's writers, lacks nothing that these always write, and has an
/// id of their kind.
fn fits(hop: &Hop<'_>, sender: &Sender) -> bool {
    let stamp = &hop.stamp;
    stamp.writer.confidence == Confidence::Certain
        && sender.writes(stamp.dialect.id)
        && hop.by_organisation.as_ref().is_none_or(|o| o.id() == Some(sender.operator))
        && hop.lacks() == Writes::UNKNOWN
        && stamp.date.is_some()
        && stamp.unread.is_empty()
        && fits_id(stamp.dialect, stamp.id.map(|id| stamp.text(id)).unwrap_or_default())
}

fn fits_id(dialect: &Dialect, id: &[u8]) -> bool {
    let kind = IdKind::of(id);
    if dialect.ids.is_empty() {
        kind == IdKind::None
            || dialect.signature.iter().any(|(mark, _)| matches!(mark, Mark::Id(k) if *k == kind))
    } else {
        dialect.ids.contains(&kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_fits_where_the_writer_lists_its_kind_or_signs_with_it() {
        let signs = Dialect { signature: &[(Mark::Id(IdKind::Google), 1)], ..Dialect::UNSAID };
        let lists = Dialect { ids: &[IdKind::Google], ..Dialect::UNSAID };
        let google: &[u8] = b"c35so1111510edf.5";
        assert_eq!(IdKind::of(google), IdKind::Google);
        for (dialect, id, wanted) in [
            (&Dialect::UNSAID, &b""[..], true),
            (&Dialect::UNSAID, google, false),
            (&signs, google, true),
            (&signs, b"4355A9A8AD6", false),
            (&signs, b"", true),
            (&lists, google, true),
            (&lists, b"4355A9A8AD6", false),
            (&lists, b"", false),
        ] {
            assert_eq!(fits_id(dialect, id), wanted, "{}", id.escape_ascii());
        }
    }
}
