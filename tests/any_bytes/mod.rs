//! What holds for any bytes, whoever made them.
//!
//! Each function takes bytes and panics where a property does not hold. Tests give it samples and generated text, the
//! fuzz targets bytes that nobody thought of. Not here: whether a reading is right; only a person's truth tells that.

mod html;
mod input;
mod mail_files;
mod markdown;
mod reading;
mod report;
mod seeds;
mod stamp;

pub use html::{markup, page};
pub use input::input;
pub use mail_files::mail_files;
pub use markdown::markdown;
pub use report::{csv, csv_rows, embeddable, report};
pub use seeds::{outlook, seeds};
pub use stamp::stamp;

use tlstrail_core::options::{Options, Own, Partner, parse_moment};

/// Nothing steers a terminal, hides, or turns the reading direction.
#[track_caller]
pub fn assert_harmless(text: &str) {
    // A list of its own: the library's must not be held against itself.
    let hidden = |c: char| {
        matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
    };
    let found = text.chars().find(|&c| c != '\n' && (c.is_control() || hidden(c)));
    assert_eq!(found, None, "{text:?}");
}

/// Options without wishes, or options with all of them: the bytes decide, so that each input costs one analysis.
fn options(bytes: &[u8]) -> Options {
    let own: Own = ["example.com", "192.0.2.0/24"].iter().map(|entry| Own::parse(entry).unwrap()).collect();
    let mut partner = Partner::new("Acme <b>|`");
    partner.add_domain("example.org").unwrap();
    partner.add_relay("relay.example").unwrap();
    partner.set_minimum("TLS1.2").unwrap();
    partner.forward_secrecy = true;
    let plain = Options::default().with_now(parse_moment("2026-12-01T00:00:00Z").unwrap());
    let all = plain.clone().with_own(own).with_partners(vec![partner]).with_redact(true);
    if bytes.len().is_multiple_of(2) { plain } else { all }
}
