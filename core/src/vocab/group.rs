//! Key-exchange groups, as far as their name matters: whether a hybrid with a post-quantum part was used.
//!
//! Not here: a table of groups. Writers print a dozen spellings of the same curve, and reports keep what was written.

/// True for the name of a group that joins a classic exchange with ML-KEM or its draft form Kyber, such as
/// `X25519MLKEM768`, `SecP256r1MLKEM768` or `X25519Kyber768Draft00` (IANA TLS Supported Groups). ML-KEM alone is none.
pub fn is_hybrid_pq(name: &[u8]) -> bool {
    let starts = |needle: &[u8]| {
        name.windows(needle.len()).position(|part| part.eq_ignore_ascii_case(needle)).is_some_and(|at| at > 0)
    };
    starts(b"MLKEM") || starts(b"KYBER")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_hybrids_are_told_from_single_groups() {
        for (name, expected) in [
            ("X25519MLKEM768", true),
            ("x25519mlkem768", true),
            ("SecP256r1MLKEM768", true),
            ("SECP384R1_MLKEM1024", true),
            ("X25519Kyber768Draft00", true),
            ("MLKEM768", false),
            ("X25519", false),
            ("ECDHE (P-256)", false),
            ("ffdhe3072", false),
            ("", false),
        ] {
            assert_eq!(is_hybrid_pq(name.as_bytes()), expected, "{name}");
        }
    }
}
