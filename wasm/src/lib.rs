//! The page's bridge to `tlstrail-core`: settings in, a report in every format out.

use tlstrail_core::mbox;
use tlstrail_core::options::{Options, Own, Partner, SourceId, parse_moment};
use tlstrail_core::report::{self, Report, TextStyle};
use tlstrail_core::{explain, report::Element};
use wasm_bindgen::prelude::wasm_bindgen;

/// What shapes a report besides the message. New settings know nothing: no moment, no own systems.
#[wasm_bindgen]
#[derive(Clone, Debug, Default)]
pub struct Settings(Options);

#[wasm_bindgen]
impl Settings {
    /// Settings that know nothing.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the moment of analysis, as RFC 3339 writes it. What is no moment is thrown as words that say so.
    pub fn now(&mut self, moment: &str) -> Result<(), String> {
        self.0.now = Some(parse_moment(moment).map_err(|error| error.to_string())?);
        Ok(())
    }

    /// Adds a host, domain, address or network (CIDR) of the reader's own. What is neither is thrown as words.
    pub fn own(&mut self, entry: &str) -> Result<(), String> {
        self.0.own.push(Own::parse(entry).map_err(|error| error.to_string())?);
        Ok(())
    }

    /// Adds a gateway that all mail from outside is to pass: a host, domain, address or network. It is the reader's own
    /// too. What is neither is thrown as words.
    pub fn gateway(&mut self, entry: &str) -> Result<(), String> {
        self.0.own.push_gateway(Own::parse(entry).map_err(|error| error.to_string())?);
        Ok(())
    }

    /// Sets the number of the hop by which the reader's own system took the message over.
    pub fn boundary(&mut self, hop: u32) {
        self.0.boundary = Some(hop);
    }

    /// Adds a partner: their name and domains, who else may hand over their mail, the lowest TLS version agreed, and
    /// whether forward secrecy was. A value that cannot be used is thrown as words.
    #[expect(clippy::needless_pass_by_value, reason = "the bridge hands over lists by value")]
    pub fn partner(
        &mut self,
        name: &str,
        domains: Vec<String>,
        relays: Vec<String>,
        minimum: Option<String>,
        forward_secrecy: bool,
    ) -> Result<(), String> {
        let mut partner = Partner::new(name);
        partner.forward_secrecy = forward_secrecy;
        (domains.iter().try_for_each(|domain| partner.add_domain(domain)))
            .and_then(|()| relays.iter().try_for_each(|domain| partner.add_relay(domain)))
            .and_then(|()| minimum.iter().try_for_each(|version| partner.set_minimum(version)))
            .map_err(|error| format!("partner {name}: {error}"))?;
        self.0.partners.push(partner);
        Ok(())
    }

    /// Asks for placeholders in place of personal data.
    pub fn redact(&mut self) {
        self.0.redact = true;
    }

    /// Sets the message's place in a file of many, the first being 0.
    pub fn index(&mut self, index: u32) {
        self.0.source = SourceId::default().with_index(index.into());
    }
}

/// The report on one message.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Analysis {
    report: Report,
    settings: Settings,
}

/// Reads one message or header block. Any bytes give a report.
#[wasm_bindgen]
pub fn analyze(input: &[u8], settings: &Settings) -> Analysis {
    Analysis { report: tlstrail_core::analyze(input, &settings.0), settings: settings.clone() }
}

#[wasm_bindgen]
impl Analysis {
    /// The report as JSON over many lines.
    pub fn json(&self) -> String {
        report::json(&self.report)
    }

    /// The report for a reader.
    pub fn text(&self) -> String {
        report::text(&self.report, TextStyle::default())
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        report::markdown(&self.report)
    }

    /// The report as a document of its own.
    pub fn html(&self) -> String {
        report::html(&self.report, self.settings.0.now)
    }

    /// The report as a tree of elements in JSON: `["tag", {attributes}, children…]`, text as strings.
    pub fn view(&self) -> String {
        tree(&report::view(&self.report, self.settings.0.now))
    }
}

/// What a code or word of a report means, as a tree of elements in JSON.
#[wasm_bindgen]
pub fn explain(code: &str) -> String {
    tree(&explain::view(&explain::find(code)))
}

/// The messages of a mailbox file, none where it is no such file: JSON `{count, entries: [{start, length, words}]}`.
/// `start` and `length` are bytes of it that [`analyze`] takes, `words` what tells the message from others.
#[wasm_bindgen]
pub fn messages(input: &[u8]) -> String {
    serde_json::to_string(&mbox::list(input)).unwrap_or_default()
}

/// The version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Writing a tree cannot fail: it has no maps with odd keys.
fn tree(element: &Element) -> String {
    serde_json::to_string(element).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_cannot_be_used_are_told_in_words() {
        let mut settings = Settings::new();
        assert!(settings.now("today").unwrap_err().contains("`today` is not a moment"));
        assert!(settings.own("192.0.2.0/99").unwrap_err().contains("`192.0.2.0/99`"));
        let partner = |settings: &mut Settings, domain: &str, version: &str| {
            settings.partner("Acme", vec![domain.into()], vec![], Some(version.into()), true)
        };
        assert!(
            partner(&mut settings, "u@a.example", "TLS1.2").unwrap_err().starts_with("partner Acme: `u@a.")
        );
        assert!(partner(&mut settings, "a.example", "12").unwrap_err().contains("`12` is not a TLS version"));
        assert_eq!(partner(&mut settings, "a.example", "TLS1.2"), Ok(()));
        assert_eq!(settings.0.partners.len(), 1, "a partner that cannot be used is not kept");
    }

    #[test]
    fn the_boundary_follows_the_hand() {
        let input = b"Received: from b.example (b.example [192.0.2.2]) by c.example (Postfix) with ESMTP id 1; Mon, 23 Nov 2026 17:19:22 +0000\r\n\
            Received: from a.example (a.example [192.0.2.1]) by b.example (Postfix) with ESMTPS id 2; Mon, 23 Nov 2026 17:19:20 +0000\r\n";
        for (wanted, hop, state) in [(0, 2, "plain"), (1, 1, "encrypted"), (2, 2, "plain"), (9, 2, "plain")] {
            let mut settings = Settings::new();
            if wanted > 0 {
                settings.boundary(wanted);
            }
            let report = analyze(input, &settings).report;
            assert_eq!(report.boundary.hop, Some(hop), "{wanted}");
            assert_eq!(
                report.summary.boundary_tls.map(tlstrail_core::report::TlsState::as_str),
                Some(state),
                "{wanted}"
            );
        }
    }
}
