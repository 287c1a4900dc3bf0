//! The findings of each hop, put together once: looking through all of them for each hop costs the square of a long report.
//!
//! Not here: their order, which stays that of the report.

use super::{Finding, Report};

/// Findings with their places in the report, by hop.
pub(super) struct ByHop<'r> {
    findings: &'r [Finding],
    /// Places, by the number of the hop; 0 is the message.
    places: Vec<Vec<usize>>,
}

impl<'r> ByHop<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        let findings = report.findings.as_slice();
        let mut places = vec![Vec::new(); report.hops.len() + 1];
        for (at, finding) in findings.iter().enumerate() {
            if let Some(of_hop) = places.get_mut(number(finding.hop)) {
                of_hop.push(at);
            }
        }
        Self { findings, places }
    }

    /// Those of a hop, or of the message where none is given.
    pub(super) fn of(&self, hop: Option<u32>) -> impl Iterator<Item = (usize, &'r Finding)> {
        let places = self.places.get(number(hop)).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|&at| Some((at, self.findings.get(at)?)))
    }
}

fn number(hop: Option<u32>) -> usize {
    hop.map_or(0, |number| number as usize)
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;

    #[test]
    fn each_finding_is_found_once_at_its_hop_in_the_order_of_the_report() {
        let mut report = example::report();
        let one = report.findings[0].clone();
        report.findings =
            [Some(2), None, Some(1), Some(2)].map(|hop| Finding { hop, ..one.clone() }).to_vec();
        let found = ByHop::new(&report);
        let places = |hop| found.of(hop).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(
            [places(None), places(Some(1)), places(Some(2)), places(Some(3))],
            [vec![1], vec![2], vec![0, 3], vec![]]
        );
    }
}
