//! Makes text from a header fit to be shown: whatever could steer a terminal, hide itself or turn the reading
//! direction becomes visible.
//!
//! Not here: escapes of a certain format such as HTML. A backslash is left as it is (`DOMAIN\user` is common), so
//! the result is for eyes; programs read the JSON.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The bytes as visible text. A character that must not be shown becomes `\u{1b}`, a byte that is not UTF-8 `\x{ff}`.
pub fn escape(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.iter().all(|b| (b' '..=b'~').contains(b)) {
        return String::from_utf8_lossy(bytes);
    }
    let mut out = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if is_unshowable(c) {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            } else {
                out.push(c);
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{{{byte:x}}}");
        }
    }
    Cow::Owned(out)
}

/// The bytes as visible text on one line: each run of white space, folds included, shows as one blank.
pub fn escape_line(bytes: &[u8]) -> String {
    let words = bytes.split(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).filter(|word| !word.is_empty());
    let mut out = String::with_capacity(bytes.len());
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&escape(word));
    }
    out
}

/// True for what must not reach a terminal or a page as it is: controls (C0, DEL, C1), line and paragraph separators,
/// direction controls (Unicode UAX #9; the attack is described as CVE-2021-42574), and characters without a shape.
pub fn is_unshowable(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_steer_a_terminal_becomes_visible() {
        let table: [(&[u8], &str); 12] = [
            (b"plain [text] \\ stays", "plain [text] \\ stays"),
            ("Grüße 漢字".as_bytes(), "Grüße 漢字"),
            (b"\x1b[2J", "\\u{1b}[2J"),
            (b"\x1b]8;;http://x\x07", "\\u{1b}]8;;http://x\\u{7}"),
            (b"a\0b\x7f", "a\\u{0}b\\u{7f}"),
            ("\u{9b}31m".as_bytes(), "\\u{9b}31m"),
            (b"\x9b31m", "\\x{9b}31m"),
            ("\u{202e}moc\u{2066}\u{200f}".as_bytes(), "\\u{202e}moc\\u{2066}\\u{200f}"),
            ("x\u{200b}\u{feff}y".as_bytes(), "x\\u{200b}\\u{feff}y"),
            (b"caf\xe9", "caf\\x{e9}"),
            (b"\xf0\x9f\x94", "\\x{f0}\\x{9f}\\x{94}"),
            (b"a\r\n\tb", "a\\u{d}\\u{a}\\u{9}b"),
        ];
        for (bytes, shown) in table {
            assert_eq!(escape(bytes), shown);
        }
    }

    #[test]
    fn nothing_unshowable_is_left_whatever_the_bytes() {
        let every: Vec<u8> = (0..=255u8).chain((0..=255).flat_map(|b| [0xe2, 0x80, b])).collect();
        assert!(!escape(&every).chars().any(is_unshowable));
        assert!(!escape_line(&every).chars().any(is_unshowable));
    }

    #[test]
    fn a_fold_shows_as_one_blank() {
        assert_eq!(
            escape_line(b" (using TLSv1.2\r\n\twith  cipher\x1b) \n"),
            "(using TLSv1.2 with cipher\\u{1b})"
        );
        assert_eq!(escape_line(b" \r\n "), "");
    }
}
