//! Reads the text tables while compiling, so that a lookup meets sorted arrays and nothing is built at run time.
//!
//! Not here: what a line means. A line that opens with `#` is a comment. All functions run in constants only: what
//! would panic there stops the build.

/// Number of lines that hold data.
pub(super) const fn count(text: &str) -> usize {
    let mut found = 0;
    let mut at = 0;
    while let Some((_, end)) = next(text, at) {
        found += 1;
        at = end + 1;
    }
    found
}

/// Number of words in `start..end`, with one blank between them.
pub(super) const fn words(text: &str, start: usize, end: usize) -> usize {
    let mut found = 0;
    let mut at = start;
    while at < end {
        found += 1;
        at = find(text, at, end, b' ') + 1;
    }
    found
}

/// Start and end of the first line with data at or after `at`, which is the start of a line.
pub(super) const fn next(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = at;
    while start < bytes.len() {
        let end = find(text, start, bytes.len(), b'\n');
        if start < end && bytes[start] != b'#' {
            return Some((start, end));
        }
        start = end + 1;
    }
    None
}

/// Place of `mark` in `start..end`, or `end`.
pub(super) const fn find(text: &str, start: usize, end: usize, mark: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end && bytes[at] != mark {
        at += 1;
    }
    at
}

/// The text from `start` to `end`.
pub(super) const fn part(text: &'static str, start: usize, end: usize) -> &'static str {
    text.split_at(end).0.split_at(start).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_empty_lines_hold_no_data() {
        let text = "# a\n\nb\tc\n#d\ne";
        assert_eq!(count(text), 2);
        assert_eq!(next(text, 0), Some((5, 8)));
        assert_eq!(next(text, 9), Some((12, 13)));
        assert_eq!(next(text, 13), None);
        assert_eq!(part(text, 5, find(text, 5, 8, b'\t')), "b");
        assert_eq!(find(text, 5, 8, b'x'), 8);
    }
}
