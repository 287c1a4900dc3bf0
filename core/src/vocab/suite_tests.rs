//! Spellings, and what a suite tells of itself.

use super::*;
use TlsVersion::{Ssl3, Tls12, Tls13};

fn name(text: &str, version: Option<TlsVersion>) -> Option<&'static str> {
    Suite::parse(text.as_bytes(), version).map(|parsed| parsed.suite.iana())
}

fn all() -> impl Iterator<Item = Suite> {
    suites::ROWS.iter().map(Suite)
}

/// OpenSSL's rule for making its name from the standard one.
fn openssl(iana: &str) -> String {
    let Some((exchange, cipher)) = iana.split_once("_WITH_") else { return iana.to_owned() };
    let exchange = exchange.trim_start_matches("TLS_");
    let (exchange, export) = match exchange.strip_suffix("_EXPORT") {
        Some(exchange) => (exchange, "EXP-"),
        None => (exchange, ""),
    };
    let exchange = match exchange {
        "RSA" => String::new(),
        "DH_anon" => "ADH-".to_owned(),
        "ECDH_anon" => "AECDH-".to_owned(),
        "ECDHE_RSA" if cipher.contains("ARIA") => "ECDHE-".to_owned(),
        _ => exchange.replace("SRP_SHA", "SRP").replace("PSK_DHE", "DHE_PSK").replace('_', "-") + "-",
    };
    let edh = if cipher.contains("DES") && !exchange.contains("PSK") { "EDH" } else { "DHE" };
    let exchange = if exchange.starts_with("DHE") { exchange.replace("DHE", edh) } else { exchange };
    let long = ["PSK", "SRP"].iter().any(|word| exchange.contains(word));
    let cipher = match cipher {
        "3DES_EDE_CBC_SHA" if !long => "DES-CBC3-SHA".to_owned(),
        "DES40_CBC_SHA" => "DES-CBC-SHA".to_owned(),
        "RC2_CBC_40_MD5" => "RC2-CBC-MD5".to_owned(),
        "CHACHA20_POLY1305_SHA256" => "CHACHA20-POLY1305".to_owned(),
        "SEED_CBC_SHA" => "SEED-SHA".to_owned(),
        _ if exchange.contains("SRP") => cipher.replace('_', "-"),
        _ => {
            let glued =
                cipher.replace("AES_", "AES").replace("CAMELLIA_", "CAMELLIA").replace("ARIA_", "ARIA");
            let glued = glued.replace("RC4_128", "RC4").replace("RC4_40", "RC4").replace("CCM_8", "CCM8");
            let glued = if glued.starts_with("AES") && long || glued.contains("IDEA") || glued.contains("DES")
            {
                glued
            } else {
                glued.replace("_CBC", "")
            };
            glued.replace('_', "-")
        }
    };
    format!("{export}{exchange}{cipher}")
}

#[test]
fn every_row_is_found_by_its_iana_and_its_openssl_name() {
    for suite in all() {
        let iana = suite.iana();
        assert_eq!(name(iana, None), Some(iana));
        assert_eq!(name(&iana.to_lowercase(), None), Some(iana));
        assert_eq!(name(&openssl(iana), None), Some(iana), "{}", openssl(iana));
    }
}

#[test]
fn every_row_is_found_by_its_gnutls_name() {
    for suite in all().filter(|suite| suite.iana().contains("_WITH_")) {
        let iana = suite.iana();
        let mut gnutls = iana.trim_start_matches("TLS_").replace("_WITH", "").replace("RC4", "ARCFOUR");
        if gnutls.ends_with("_SHA") {
            gnutls.push('1');
        }
        assert_eq!(name(&gnutls, None), Some(iana), "{gnutls}");
    }
}

/// The table of OpenSSL names that writers print, each with its code point.
#[test]
fn ok_openssl_names() {
    for (code, text) in [
        (0x1301, "TLS_AES_128_GCM_SHA256"),
        (0x1302, "TLS_AES_256_GCM_SHA384"),
        (0x1303, "TLS_CHACHA20_POLY1305_SHA256"),
        (0xC02B, "ECDHE-ECDSA-AES128-GCM-SHA256"),
        (0xC02C, "ECDHE-ECDSA-AES256-GCM-SHA384"),
        (0xC02F, "ECDHE-RSA-AES128-GCM-SHA256"),
        (0xC030, "ECDHE-RSA-AES256-GCM-SHA384"),
        (0xCCA8, "ECDHE-RSA-CHACHA20-POLY1305"),
        (0xCCA9, "ECDHE-ECDSA-CHACHA20-POLY1305"),
        (0xCCAA, "DHE-RSA-CHACHA20-POLY1305"),
        (0xC027, "ECDHE-RSA-AES128-SHA256"),
        (0xC028, "ECDHE-RSA-AES256-SHA384"),
        (0xC023, "ECDHE-ECDSA-AES128-SHA256"),
        (0xC024, "ECDHE-ECDSA-AES256-SHA384"),
        (0xC013, "ECDHE-RSA-AES128-SHA"),
        (0xC014, "ECDHE-RSA-AES256-SHA"),
        (0xC009, "ECDHE-ECDSA-AES128-SHA"),
        (0xC00A, "ECDHE-ECDSA-AES256-SHA"),
        (0x009E, "DHE-RSA-AES128-GCM-SHA256"),
        (0x009F, "DHE-RSA-AES256-GCM-SHA384"),
        (0x00A3, "DHE-DSS-AES256-GCM-SHA384"),
        (0x0067, "DHE-RSA-AES128-SHA256"),
        (0x006B, "DHE-RSA-AES256-SHA256"),
        (0x0033, "DHE-RSA-AES128-SHA"),
        (0x0039, "DHE-RSA-AES256-SHA"),
        (0x0088, "DHE-RSA-CAMELLIA256-SHA"),
        (0x009A, "DHE-RSA-SEED-SHA"),
        (0x009C, "AES128-GCM-SHA256"),
        (0x009D, "AES256-GCM-SHA384"),
        (0x003C, "AES128-SHA256"),
        (0x003D, "AES256-SHA256"),
        (0x002F, "AES128-SHA"),
        (0x0035, "AES256-SHA"),
        (0x000A, "DES-CBC3-SHA"),
        (0x0016, "EDH-RSA-DES-CBC3-SHA"),
        (0xC012, "ECDHE-RSA-DES-CBC3-SHA"),
        (0x0004, "RC4-MD5"),
        (0x0005, "RC4-SHA"),
        (0xC011, "ECDHE-RSA-RC4-SHA"),
        (0xC018, "AECDH-AES128-SHA"),
        (0xC019, "AECDH-AES256-SHA"),
        (0x0034, "ADH-AES128-SHA"),
        (0x003A, "ADH-AES256-SHA"),
        (0x00A6, "ADH-AES128-GCM-SHA256"),
        (0x00A7, "ADH-AES256-GCM-SHA384"),
        (0x0001, "NULL-MD5"),
        (0x0002, "NULL-SHA"),
        (0x003B, "NULL-SHA256"),
        (0x0003, "EXP-RC4-MD5"),
        (0x0006, "EXP-RC2-CBC-MD5"),
        (0x0007, "IDEA-CBC-SHA"),
        (0x0008, "EXP-DES-CBC-SHA"),
        (0x0014, "EXP-EDH-RSA-DES-CBC-SHA"),
        (0x0009, "DES-CBC-SHA"),
        (0xC015, "AECDH-NULL-SHA"),
        (0xC010, "ECDHE-RSA-NULL-SHA"),
        (0xC0AF, "ECDHE-ECDSA-AES256-CCM8"),
        (0xC00E, "ECDH-RSA-AES128-SHA"),
        (0x008D, "PSK-AES256-CBC-SHA"),
        (0x00A9, "PSK-AES256-GCM-SHA384"),
        (0xC021, "SRP-RSA-AES-256-CBC-SHA"),
        (0xC061, "ECDHE-ARIA256-GCM-SHA384"),
        (0xC0AB, "DHE-PSK-AES256-CCM8"),
        (0xD001, "ECDHE-PSK-AES128-GCM-SHA256"),
    ] {
        let suite = Suite::parse(text.as_bytes(), None).expect(text).suite;
        assert_eq!(suite.code(), code, "{text} {suite}");
    }
}

#[test]
fn ok_other_families() {
    for (text, iana) in [
        ("AEAD-AES256-GCM-SHA384", "TLS_AES_256_GCM_SHA384"),
        ("AEAD-AES128-GCM-SHA256", "TLS_AES_128_GCM_SHA256"),
        ("AEAD-CHACHA20-POLY1305-SHA256", "TLS_CHACHA20_POLY1305_SHA256"),
        ("TLS13_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"),
        ("ECDHE_RSA_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
        ("RSA_AES_256_CBC_SHA1", "TLS_RSA_WITH_AES_256_CBC_SHA"),
        ("RSA_AES_256_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA"),
        ("DHE_RSA_AES_128_CBC_SHA256", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256"),
        ("DHE_RSA_3DES_EDE_CBC_SHA1", "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA"),
        ("DHE_RSA_CAMELLIA_256_CBC_SHA1", "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA"),
        ("RSA_ARCFOUR_MD5", "TLS_RSA_WITH_RC4_128_MD5"),
        ("RSA_ARCFOUR_128_SHA1", "TLS_RSA_WITH_RC4_128_SHA"),
        ("DH_ANON_AES_256_CBC_SHA1", "TLS_DH_anon_WITH_AES_256_CBC_SHA"),
        ("ANON_DH_AES_128_CBC_SHA1", "TLS_DH_anon_WITH_AES_128_CBC_SHA"),
        ("ECDHE_RSA_CHACHA20_POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
        ("SSL_RSA_WITH_RC4_128_MD5", "TLS_RSA_WITH_RC4_128_MD5"),
        ("SSL_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
        ("SSL_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA", "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA"),
        ("AES-256-GCM", "TLS_AES_256_GCM_SHA384"),
        ("AES-128-GCM", "TLS_AES_128_GCM_SHA256"),
    ] {
        assert_eq!(name(text, None), Some(iana), "{text}");
    }
}

#[test]
fn ok_schannel_names_the_curve() {
    let text = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384_P384";
    let parsed = Suite::parse(text.as_bytes(), Some(Tls12)).expect(text);
    assert_eq!(parsed.suite.iana(), "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384");
    assert_eq!(parsed.group.map(|(start, end)| &text[start..end]), Some("P384"));
    assert_eq!(name("TLS_P384_ECDHE_RSA_WITH_AES_256_CBC_SHA384", None), None);
}

#[test]
fn ok_gnutls_descriptions() {
    /// Text, version, suite, group, signature.
    type Row = (&'static str, Option<TlsVersion>, Option<&'static str>, &'static str, &'static str);
    let rows: &[Row] = &[
        (
            "ECDHE_SECP256R1__RSA_PSS_RSAE_SHA256__AES_256_GCM",
            Some(Tls13),
            Some("TLS_AES_256_GCM_SHA384"),
            "SECP256R1",
            "RSA_PSS_RSAE_SHA256",
        ),
        (
            "ECDHE_SECP256R1__RSA_PSS_RSAE_SHA256__AES_256_GCM",
            Some(Tls12),
            Some("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
            "SECP256R1",
            "RSA_PSS_RSAE_SHA256",
        ),
        (
            "ECDHE_X25519__ECDSA_SECP256R1_SHA256__AES_256_GCM",
            Some(Tls13),
            Some("TLS_AES_256_GCM_SHA384"),
            "X25519",
            "ECDSA_SECP256R1_SHA256",
        ),
        (
            "ECDHE_X25519__ECDSA_SHA256__AES_128_GCM",
            Some(Tls12),
            Some("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
            "X25519",
            "ECDSA_SHA256",
        ),
        ("RSA__AES_128_CBC__SHA1", Some(Tls12), Some("TLS_RSA_WITH_AES_128_CBC_SHA"), "", ""),
        ("RSA__AES_128_CBC__SHA1", None, Some("TLS_RSA_WITH_AES_128_CBC_SHA"), "", ""),
        ("DHE_RSA__AES_256_GCM", Some(Tls12), Some("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"), "", ""),
        (
            "DHE_FFDHE3072__RSA_PSS_RSAE_SHA256__CHACHA20_POLY1305",
            Some(Tls13),
            Some("TLS_CHACHA20_POLY1305_SHA256"),
            "FFDHE3072",
            "RSA_PSS_RSAE_SHA256",
        ),
        (
            "DHE_CUSTOM2048__RSA_PSS_RSAE_SHA256__AES_256_GCM",
            Some(Tls12),
            Some("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"),
            "CUSTOM2048",
            "RSA_PSS_RSAE_SHA256",
        ),
        (
            "ECDHE_SECP384R1__RSA_SHA256__AES_256_CBC__SHA384",
            Some(Tls12),
            Some("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"),
            "SECP384R1",
            "RSA_SHA256",
        ),
        (
            "ECDHE_X25519_MLKEM768__RSA_PSS_RSAE_SHA256__AES_256_GCM",
            Some(Tls13),
            Some("TLS_AES_256_GCM_SHA384"),
            "X25519_MLKEM768",
            "RSA_PSS_RSAE_SHA256",
        ),
        (
            "ECDHE_PSK_SECP256R1__AES_128_CCM_8",
            Some(Tls13),
            Some("TLS_AES_128_CCM_8_SHA256"),
            "SECP256R1",
            "",
        ),
        ("PSK__AES_128_GCM", Some(Tls12), Some("TLS_PSK_WITH_AES_128_GCM_SHA256"), "", ""),
        ("ANON_DH__AES_128_CBC__SHA1", Some(Tls12), Some("TLS_DH_anon_WITH_AES_128_CBC_SHA"), "", ""),
        ("DH_ANON__AES_256_GCM", Some(Tls12), Some("TLS_DH_anon_WITH_AES_256_GCM_SHA384"), "", ""),
        ("ECDHE_ANON__AES_256_CBC__SHA1", Some(Tls12), Some("TLS_ECDH_anon_WITH_AES_256_CBC_SHA"), "", ""),
        ("RSA__3DES_CBC__SHA1", Some(Tls12), Some("TLS_RSA_WITH_3DES_EDE_CBC_SHA"), "", ""),
        ("RSA__ARCFOUR_128__MD5", Some(Tls12), Some("TLS_RSA_WITH_RC4_128_MD5"), "", ""),
        (
            "ECDHE_X25519__EDDSA_ED25519__AES_256_GCM",
            Some(Tls12),
            Some("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
            "X25519",
            "EDDSA_ED25519",
        ),
        // Neither version nor certificate is told.
        ("ECDHE_SECP256R1__RSA_PSS_RSAE_SHA256__AES_256_GCM", None, None, "", ""),
        ("ECDHE_SECP256R1__AES_256_CBC__SHA1", Some(TlsVersion::Tls11), None, "", ""),
        ("ECDHE_SECP256R1__RSA_SHA256__AES_256_CBC__SHA384__X", Some(Tls12), None, "", ""),
        ("RSA__AES_128_CBC__X", Some(Tls12), None, "", ""),
        ("__RSA__AES_128_GCM", Some(Tls12), None, "", ""),
        ("SECP256R1__AES_128_GCM", Some(Tls13), None, "", ""),
    ];
    for &(text, version, iana, group, signature) in rows {
        let parsed = Suite::parse(text.as_bytes(), version);
        assert_eq!(parsed.map(|parsed| parsed.suite.iana()), iana, "{text} {version:?}");
        if let Some(parsed) = parsed {
            let part = |span: Option<(usize, usize)>| span.map_or("", |(start, end)| &text[start..end]);
            assert_eq!((part(parsed.group), part(parsed.signature)), (group, signature), "{text}");
        }
    }
}

#[test]
fn err_words_that_name_no_suite() {
    for text in [
        "",
        "OTHER",
        "UNKNOWN",
        "(NONE)",
        "NONE",
        "none",
        "TLS",
        "TLS1.3",
        "TLSv1.2",
        "AES",
        "SHA",
        "RSA",
        "AES256",
        "Aes256",
        "AES_256_CBC",
        "TLS_ECDHE_WITH_AES256_SHA384",
        "TLS_NULL_WITH_NULL_NULL",
        "ESMTPS",
        "TLS_RSA_WITH_AES_256_GCM_SHA256",
        "TLS13_RSA_WITH_AES_256_GCM_SHA384",
        "AES128-AES256-SHA",
        "____",
        "__",
        "TLS_AES_256_GCM_SHA384x",
        "xTLS_AES_256_GCM_SHA384",
        "TLS_AES_256_GCM_SHA384.example.net",
        "256",
    ] {
        assert_eq!(name(text, None), None, "{text}");
        assert_eq!(name(text, Some(Tls13)), None, "{text}");
    }
    // A bare cipher is no suite of TLS 1.2.
    assert_eq!(name("AES-256-GCM", Some(Tls12)), None);
}

#[test]
fn a_cipher_without_a_suite_is_told_from_other_words() {
    for (text, expected) in [
        ("TLS_ECDHE_WITH_AES256_SHA384", true),
        ("AES_256_CBC", true),
        ("OTHER", false),
        ("TLS", false),
        ("SHA", false),
        ("", false),
        ("AESx", false),
    ] {
        assert_eq!(names_cipher(text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn ok_writers_that_name_the_exchange_in_tls13() {
    for (text, at13) in [
        ("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"),
        ("ECDHE_RSA_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"),
        ("DHE_RSA_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"),
        ("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305", "TLS_CHACHA20_POLY1305_SHA256"),
        ("ECDHE_ECDSA_AES_128_CCM", "TLS_AES_128_CCM_SHA256"),
        ("TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"),
        // No such cipher in TLS 1.3: left as it stands.
        ("AES128-SHA", "TLS_RSA_WITH_AES_128_CBC_SHA"),
    ] {
        let suite = Suite::parse(text.as_bytes(), None).expect(text).suite;
        assert_eq!(suite.at_version(Tls13).iana(), at13, "{text}");
        assert_eq!(suite.at_version(Tls12), suite, "{text}");
    }
}

#[test]
fn ok_what_a_suite_tells() {
    // Name, bits, NULL, anonymous, forward secrecy, oldest and newest version.
    for (text, bits, null, anonymous, forward_secrecy, oldest, newest) in [
        ("TLS_AES_256_GCM_SHA384", 256, false, false, true, Tls13, Tls13),
        ("TLS_AES_128_CCM_8_SHA256", 128, false, false, true, Tls13, Tls13),
        ("ECDHE-RSA-AES128-GCM-SHA256", 128, false, false, true, Tls12, Tls12),
        ("ECDHE-RSA-CHACHA20-POLY1305", 256, false, false, true, Tls12, Tls12),
        ("ECDHE-ECDSA-AES256-CCM8", 256, false, false, true, Tls12, Tls12),
        ("DHE-RSA-AES256-SHA256", 256, false, false, true, Tls12, Tls12),
        ("ECDHE-RSA-AES256-SHA", 256, false, false, true, Ssl3, Tls12),
        ("AES128-SHA", 128, false, false, false, Ssl3, Tls12),
        ("AES128-SHA256", 128, false, false, false, Tls12, Tls12),
        ("ECDH-RSA-AES128-SHA", 128, false, false, false, Ssl3, Tls12),
        ("DES-CBC3-SHA", 168, false, false, false, Ssl3, Tls12),
        ("DES-CBC-SHA", 56, false, false, false, Ssl3, Tls12),
        ("EXP-DES-CBC-SHA", 40, false, false, false, Ssl3, Tls12),
        ("EXP-RC4-MD5", 40, false, false, false, Ssl3, Tls12),
        ("RC4-SHA", 128, false, false, false, Ssl3, Tls12),
        ("DHE-RSA-CAMELLIA256-SHA", 256, false, false, true, Ssl3, Tls12),
        ("SEED-SHA", 128, false, false, false, Ssl3, Tls12),
        ("ADH-AES256-GCM-SHA384", 256, false, true, true, Tls12, Tls12),
        ("AECDH-NULL-SHA", 0, true, true, true, Ssl3, Tls12),
        ("NULL-SHA256", 0, true, false, false, Tls12, Tls12),
        ("PSK-AES128-CBC-SHA256", 128, false, false, false, Ssl3, Tls12),
        ("SRP-AES-128-CBC-SHA", 128, false, false, true, Ssl3, Tls12),
    ] {
        let suite = Suite::parse(text.as_bytes(), None).expect(text).suite;
        assert_eq!(suite.bits(), bits, "{text}");
        assert_eq!((suite.is_null(), suite.is_anonymous()), (null, anonymous), "{text}");
        assert_eq!(suite.forward_secrecy(), forward_secrecy, "{text}");
        assert_eq!(suite.versions(), (oldest, newest), "{text}");
    }
}

/// The reasons at the head of the table, applied to each row by its name.
#[test]
fn each_row_has_the_strength_its_reason_gives() {
    for line in include_str!("../../data/cipher-suites.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [_, iana, strength, reason] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (exchange, cipher) = iana.split_once("_WITH_").unwrap_or(("", iana));
        let exchange = exchange.trim_start_matches("TLS_");
        let expected = if cipher.starts_with("NULL") {
            ("broken", "null")
        } else if exchange.ends_with("EXPORT") {
            ("broken", "export")
        } else if cipher.starts_with("RC4") {
            ("broken", "rc4")
        } else if cipher.starts_with("DES") {
            ("broken", "des")
        } else if cipher.starts_with("3DES") || cipher.starts_with("IDEA") {
            ("outdated", "block64")
        } else if exchange.ends_with("anon") {
            ("outdated", "anonymous")
        } else if cipher.contains("CCM_8") {
            ("sufficient", "short-tag")
        } else if exchange.is_empty() {
            ("recommended", "tls13")
        } else if exchange.split('_').any(|word| word == "DHE") {
            ("sufficient", "dhe")
        } else if !exchange.starts_with("ECDHE") && !exchange.starts_with("SRP") {
            ("sufficient", "static")
        } else if cipher.contains("CBC") {
            ("sufficient", "cbc")
        } else {
            ("recommended", "aead")
        };
        assert_eq!((strength, reason), expected, "{iana}");
    }
}
