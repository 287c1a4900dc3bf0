//! One field's value.

use super::reading::of_stamp;
use tlstrail_core::Stamp;
use tlstrail_core::span::{Span, is_blank};
use tlstrail_core::terms::TlsState;

/// Places lie in the value, a statement of TLS has its words, and neither folds nor the case of clause keywords change
/// what is read.
pub fn stamp(value: &[u8]) {
    let read = Stamp::parse(value);
    for span in places(&read) {
        assert!(span.start <= span.end && span.end as usize <= value.len(), "{span:?} of {}", value.len());
    }
    assert!(read.unread.is_sorted(), "{:?}", read.unread);
    let tls = &read.tls;
    let quoted = tls.quotes.iter().flatten().any(|quote| !quote.is_empty());
    assert!(quoted || tls.state != TlsState::Encrypted, "{tls:?}");
    assert!(quoted || (tls.version.is_none() && tls.suite.is_none() && tls.bits.is_none()), "{tls:?}");

    // A blank becomes another, byte for byte: what is longer than a name can be is no name, and folds count.
    let facts = of_stamp(&read);
    if folds_are_blanks(value) {
        for fold in [b' ', b'\t', b'\n'] {
            let folded: Vec<u8> =
                value.iter().map(|&byte| if is_blank(byte) { fold } else { byte }).collect();
            assert_eq!(
                facts,
                of_stamp(&Stamp::parse(&folded)),
                "{fold:?} in {:?}",
                String::from_utf8_lossy(value)
            );
        }
    }
    for ((name, was), (_, is)) in facts.iter().zip(of_stamp(&Stamp::parse(&in_upper_case(&read)))) {
        assert!(was.eq_ignore_ascii_case(&is), "{name}: {was} {is} {:?}", String::from_utf8_lossy(value));
    }
}

fn places(stamp: &Stamp<'_>) -> Vec<Span> {
    let (from, tls) = (&stamp.from, &stamp.tls);
    let mut places = vec![
        stamp.writer.version,
        from.helo,
        from.rdns,
        from.ip_span,
        stamp.by.host,
        stamp.protocol.as_written,
        stamp.via,
        stamp.id,
        stamp.recipient,
        stamp.envelope_from,
        stamp.authenticated.user,
        stamp.date.as_ref().map(|date| date.span),
        stamp.date.as_ref().and_then(|date| date.zone_comment),
        tls.label,
        tls.cipher,
        tls.group,
        tls.signature,
    ];
    places.extend(tls.quotes);
    places.into_iter().flatten().chain(stamp.unread.iter().copied()).collect()
}

/// True where it is plain that every comment closes. One that never does ends at a fold, and there a fold is more than a
/// blank.
fn folds_are_blanks(value: &[u8]) -> bool {
    let (mut depth, mut enclosed) = (0_usize, None);
    for &byte in value {
        match (byte, enclosed) {
            (b'\\', _) | (b'(' | b')', Some(_)) => return false,
            (byte, Some(end)) if byte == end => enclosed = None,
            (_, Some(_)) => {}
            (b'(', None) => depth += 1,
            (b')', None) => depth = depth.saturating_sub(1),
            (b'"', None) if depth == 0 => enclosed = Some(b'"'),
            (b'<', None) if depth == 0 => enclosed = Some(b'>'),
            (b'[', None) if depth == 0 => enclosed = Some(b']'),
            _ => {}
        }
    }
    depth == 0
}

/// The value with those of its clause keywords (RFC 5321 §4.4) in upper case whose values were read.
fn in_upper_case(stamp: &Stamp<'_>) -> Vec<u8> {
    let mut out = stamp.raw.to_vec();
    let clauses = [
        ("from", stamp.from.helo),
        ("by", stamp.by.host),
        ("via", stamp.via),
        ("with", stamp.protocol.as_written),
        ("id", stamp.id),
        ("for", stamp.recipient),
    ];
    for (keyword, value) in clauses {
        let before = value.and_then(|value| out.get_mut(..value.start as usize)).unwrap_or_default();
        // An angle address is read without its brackets.
        let blanks = before.iter().rev().take_while(|&&b| is_blank(b) || b == b'<').count();
        let end = before.len() - blanks;
        let start = before.iter().take(end).rposition(|&b| is_blank(b)).map_or(0, |at| at + 1);
        // Within a comment it is no keyword.
        let depth = before.iter().try_fold(0_usize, |depth, byte| match byte {
            b'(' => Some(depth + 1),
            b')' => depth.checked_sub(1),
            _ => Some(depth),
        });
        let word = before.get_mut(start..end).unwrap_or_default();
        if depth == Some(0) && word == keyword.as_bytes() {
            word.make_ascii_uppercase();
        }
    }
    out
}
