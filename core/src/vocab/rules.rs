//! How far a session's version and suite are still recommended, by a dated table.
//!
//! The rows of suites stand in `data/cipher-suites.tsv` with their reasons; here is what the version adds. Not here:
//! what follows for a hop or a message.

use super::strength::Strength;
use super::suite::Suite;
use super::version::TlsVersion;

/// The date of the table of suites and of the rules in this file.
pub const RULES_DATE: &str = "2026-11-24";

/// The strength of a session of which the version, the suite or both are known; `None` where that is too little.
///
/// A suite without a version is judged only where the version could not lower it: a suite that SSL 3.0 to TLS 1.2
/// share may stand for a retired version.
pub fn strength(version: Option<TlsVersion>, suite: Option<Suite>) -> Option<Strength> {
    let by_suite = suite.map(Suite::strength);
    let cap = match version {
        // RFC 6176 and RFC 7568: MUST NOT.
        Some(TlsVersion::Ssl2 | TlsVersion::Ssl3) => Strength::Broken,
        // RFC 8996 §4 and §5: MUST NOT be used. Not broken: no practical attack reads such a session.
        Some(TlsVersion::Tls10 | TlsVersion::Tls11) => Strength::Outdated,
        // RFC 9325 §3.1.1 keeps 1.2; with suite unknown, static RSA or CBC may stand behind it.
        Some(TlsVersion::Tls12) if by_suite.is_none() => Strength::Sufficient,
        Some(TlsVersion::Tls12 | TlsVersion::Tls13) => Strength::Recommended,
        None => {
            let suite = suite?;
            let own = suite.strength();
            let (oldest, _) = suite.versions();
            return (own <= Strength::Outdated || oldest >= TlsVersion::Tls12).then_some(own);
        }
    };
    Some(by_suite.map_or(cap, |own| own.min(cap)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Strength::{Broken, Outdated, Recommended, Sufficient};

    fn judge(version: &str, suite: &str) -> Option<Strength> {
        let suite = (!suite.is_empty()).then(|| Suite::parse(suite.as_bytes(), None).expect(suite).suite);
        strength(TlsVersion::parse(version.as_bytes()), suite)
    }

    #[test]
    fn ok_version_and_suite_together() {
        for (version, suite, expected) in [
            ("TLSv1.3", "TLS_AES_256_GCM_SHA384", Some(Recommended)),
            ("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384", Some(Recommended)),
            ("TLSv1.2", "ECDHE-ECDSA-CHACHA20-POLY1305", Some(Recommended)),
            ("TLSv1.2", "DHE-RSA-AES256-GCM-SHA384", Some(Sufficient)),
            ("TLSv1.2", "ECDHE-RSA-AES256-SHA384", Some(Sufficient)),
            ("TLSv1.2", "AES256-GCM-SHA384", Some(Sufficient)),
            ("TLSv1.2", "AES128-SHA", Some(Sufficient)),
            ("TLSv1.2", "DES-CBC3-SHA", Some(Outdated)),
            ("TLSv1.2", "ADH-AES256-GCM-SHA384", Some(Outdated)),
            ("TLSv1.2", "ADH-RC4-MD5", Some(Broken)),
            ("TLSv1.2", "ECDHE-RSA-RC4-SHA", Some(Broken)),
            ("TLSv1.2", "NULL-SHA256", Some(Broken)),
            ("TLSv1.1", "ECDHE-RSA-AES256-SHA", Some(Outdated)),
            ("TLSv1", "RC4-MD5", Some(Broken)),
            ("TLSv1", "EXP-DES-CBC-SHA", Some(Broken)),
            ("SSLv3", "AES256-SHA", Some(Broken)),
        ] {
            assert_eq!(judge(version, suite), expected, "{version} {suite}");
        }
    }

    #[test]
    fn ok_one_of_the_two_alone() {
        for (version, suite, expected) in [
            ("TLSv1.3", "", Some(Recommended)),
            ("TLSv1.2", "", Some(Sufficient)),
            ("TLSv1.1", "", Some(Outdated)),
            ("TLSv1", "", Some(Outdated)),
            ("SSLv3", "", Some(Broken)),
            ("SSLv2", "", Some(Broken)),
            ("", "ECDHE-RSA-AES128-GCM-SHA256", Some(Recommended)),
            ("", "AES128-GCM-SHA256", Some(Sufficient)),
            ("", "DES-CBC3-SHA", Some(Outdated)),
            ("", "RC4-SHA", Some(Broken)),
            // TLS 1.0 would make it outdated, 1.2 would not.
            ("", "ECDHE-RSA-AES256-SHA", None),
            ("", "", None),
        ] {
            assert_eq!(judge(version, suite), expected, "{version} {suite}");
        }
    }

    #[test]
    fn the_date_is_that_of_the_table() {
        let table = include_str!("../../data/cipher-suites.tsv");
        assert!(table.contains(&format!("Dated {RULES_DATE}.")));
        assert!([Broken, Outdated, Sufficient, Recommended].is_sorted());
    }
}
