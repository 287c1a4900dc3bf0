//! Codes that a reader may have meant.

use super::{GROUPS, all};

/// Up to five codes that look like this one, the nearest first.
pub fn near(code: &str) -> Vec<&'static str> {
    let code = code.trim().to_ascii_lowercase();
    // Whoever types that much has not mistyped a code.
    if code.is_empty() || code.len() > LONGEST {
        return Vec::new();
    }
    let groups = GROUPS.iter().map(|&(group, _)| group);
    let mut found: Vec<(usize, &'static str)> = groups
        .chain(all().iter().map(|entry| entry.code))
        .filter_map(|known| Some((distance(&code, known)?, known)))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(5);
    found.into_iter().map(|(_, known)| known).collect()
}

const LONGEST: usize = 80;

/// How far two codes lie apart, where that is not too far: a part of a code lies near, and so does a slip or two.
fn distance(typed: &str, known: &str) -> Option<usize> {
    if typed.len() > 2 && known.contains(typed) {
        return Some(1);
    }
    let edits = edits(typed.as_bytes(), known.as_bytes());
    let allowed = (typed.len() / 3).clamp(1, 3);
    let shared =
        typed.split('-').filter(|word| word.len() > 3 && known.split('-').any(|k| k == *word)).count();
    if edits <= allowed {
        Some(edits + 1)
    } else if shared > 0 {
        Some(10 - shared.min(5))
    } else {
        None
    }
}

/// Levenshtein's distance, row by row.
fn edits(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        let mut next = Vec::with_capacity(row.len());
        next.push(left);
        for (y, &above) in b.iter().zip(row.iter().skip(1)) {
            left = (before + usize::from(x != y)).min(above + 1).min(left + 1);
            before = above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_parts_lead_to_the_code() {
        for (typed, code) in [
            ("encryptd", "encrypted"),
            ("weekday", "weekday-does-not-fit-date"),
            ("postfx", "postfix"),
            ("Invented", "stamps-can-be-invented"),
            ("writer", "writers"),
            ("tls-per-hop", "tls-is-per-hop"),
        ] {
            assert!(near(typed).contains(&code), "{typed}: {:?}", near(typed));
        }
        assert!(near("zzzzzzzzzz").is_empty() && near("").is_empty());
        assert!(near(&"x".repeat(1 << 20)).is_empty());
    }

    #[test]
    fn distances_are_those_of_levenshtein() {
        for (a, b, wanted) in [("", "", 0), ("kitten", "sitting", 3), ("abc", "", 3), ("flaw", "lawn", 2)] {
            assert_eq!(edits(a.as_bytes(), b.as_bytes()), wanted);
        }
    }
}
