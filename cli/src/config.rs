//! The configuration file: the reader's own systems, and partners.
//!
//! A mistake is told with the file, the key and the way out, and ends the run: a boundary placed by half a
//! configuration would mislead. Not here: what the entries mean for a report.

use crate::file::{self, Problem};
use serde::Deserialize;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tlstrail_core::options::{Own, OwnEntry, Partner};

/// What a configuration says.
#[derive(Default, Debug)]
pub(crate) struct Config {
    pub(crate) own: Vec<OwnEntry>,
    pub(crate) gateways: Vec<OwnEntry>,
    pub(crate) partners: Vec<Partner>,
}

/// Reads the file that was named, or the first of `places` that exists; none is no configuration.
pub(crate) fn load(named: Option<&Path>, places: &[PathBuf]) -> Result<Config, Problem> {
    if let Some(path) = named {
        let text = fs::read_to_string(path).map_err(|error| problem(path, &unreadable(&error)))?;
        return parse(&text).map_err(|error| problem(path, &error));
    }
    for path in places {
        match fs::read_to_string(path) {
            Ok(text) => return parse(&text).map_err(|error| problem(path, &error)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(problem(path, &unreadable(&error))),
        }
    }
    Ok(Config::default())
}

fn problem(path: &Path, error: &str) -> Problem {
    format!("configuration {}: {error}", path.display())
}

fn unreadable(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::InvalidData => "is not UTF-8 text; save it as UTF-8".to_owned(),
        io::ErrorKind::IsADirectory => "this is a directory; give the file in it".to_owned(),
        _ => file::explain(error),
    }
}

/// The file as it stands. A misspelt key is an error: a setting that is dropped would change what is told.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Written {
    own: WrittenOwn,
    partner: Vec<WrittenPartner>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct WrittenOwn {
    domains: Vec<String>,
    hosts: Vec<String>,
    networks: Vec<String>,
    gateways: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPartner {
    name: String,
    domains: Vec<String>,
    minimum: Option<String>,
    #[serde(default)]
    forward_secrecy: bool,
    #[serde(default)]
    relays: Vec<String>,
}

fn parse(text: &str) -> Result<Config, Problem> {
    let written: Written = toml::from_str(text).map_err(|error| in_line(text, &error))?;
    let mut config = Config::default();
    let own = &written.own;
    for (key, values, is_name) in
        [("domains", &own.domains, true), ("hosts", &own.hosts, true), ("networks", &own.networks, false)]
    {
        for value in values {
            let entry = Own::parse(value).map_err(|error| format!("own.{key}: {error}"))?;
            match (is_name, matches!(entry, OwnEntry::Name(_))) {
                (true, false) => {
                    return Err(format!("own.{key}: `{value}` is an address; put it into own.networks"));
                }
                (false, true) => {
                    return Err(format!("own.{key}: `{value}` is a name; put it into own.domains"));
                }
                _ => config.own.push(entry),
            }
        }
    }
    for value in &own.gateways {
        config.gateways.push(Own::parse(value).map_err(|error| format!("own.gateways: {error}"))?);
    }
    for (place, written) in written.partner.iter().enumerate() {
        let partner = partner(written).map_err(|(key, error)| {
            let name = written.name.trim();
            let which = if name.is_empty() { format!("number {}", place + 1) } else { format!("\"{name}\"") };
            format!("partner {which}, {key}: {error}")
        })?;
        config.partners.push(partner);
    }
    Ok(config)
}

fn partner(written: &WrittenPartner) -> Result<Partner, (&'static str, String)> {
    let name = written.name.trim();
    if name.is_empty() {
        return Err(("name", "is empty; write the name that the report is to give them".to_owned()));
    }
    if written.domains.is_empty() {
        return Err(("domains", "is empty; name at least one domain of theirs".to_owned()));
    }
    let mut partner = Partner::new(name);
    for domain in &written.domains {
        partner.add_domain(domain).map_err(|error| ("domains", error.to_string()))?;
    }
    for relay in &written.relays {
        partner.add_relay(relay).map_err(|error| ("relays", error.to_string()))?;
    }
    if let Some(minimum) = &written.minimum {
        partner.set_minimum(minimum).map_err(|error| ("minimum", error.to_string()))?;
    }
    partner.forward_secrecy = written.forward_secrecy;
    Ok(partner)
}

/// The line that a mistake stands in, and that line, so that the key is seen.
fn in_line(text: &str, error: &toml::de::Error) -> Problem {
    let message = error.message().replace('\n', "; ");
    let Some(span) = error.span() else { return message };
    let before = text.get(..span.start).unwrap_or_default();
    let number = before.matches('\n').count() + 1;
    let line = text.lines().nth(number - 1).unwrap_or_default().trim();
    let key = if line.is_empty() { String::new() } else { format!(" (`{line}`)") };
    format!("line {number}{key}: {message}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlstrail_core::vocab::version::TlsVersion;

    #[test]
    fn ok_the_example_of_the_contract() {
        let config = parse(
            r#"
            [own]
            domains  = ["example.com"]
            hosts    = ["mx1.example.net"]
            networks = ["192.0.2.0/24"]
            gateways = ["gw.example.net", "198.51.100.4"]

            [[partner]]
            name    = "Acme Insurance"
            domains = ["acme.example"]
            minimum = "TLS1.2"
            forward_secrecy = true
            relays  = ["pphosted.com"]
            "#,
        )
        .unwrap();
        assert_eq!((config.own.len(), config.gateways.len()), (3, 2));
        let partner = &config.partners[0];
        assert_eq!(partner.name, "Acme Insurance");
        assert_eq!(partner.minimum, Some(TlsVersion::Tls12));
        assert!(partner.forward_secrecy && partner.is_relay(b"mx.pphosted.com"));
        assert!(parse("").unwrap().own.is_empty());
    }

    #[test]
    fn err_mistakes_name_key_and_way_out() {
        let acme =
            |rest: &str| format!("[[partner]]\nname = \"Acme\"\ndomains = [\"acme.example\"]\n{rest}\n");
        let table = [
            (
                "[own]\ndomain = [\"x.example\"]".to_owned(),
                "line 2 (`domain = [\"x.example\"]`): unknown field `domain`",
            ),
            ("[own]\ndomains = \"x.example\"".to_owned(), "line 2 (`domains = \"x.example\"`): invalid type"),
            ("[own]\nnetworks = [\"192.0.2.0/40\"]".to_owned(), "own.networks: the number after the slash"),
            ("[own]\nnetworks = [\"x.example\"]".to_owned(), "put it into own.domains"),
            ("[own]\nhosts = [\"192.0.2.1\"]".to_owned(), "put it into own.networks"),
            ("[own]\ngateways = [\"*.x.example\"]".to_owned(), "own.gateways: `*.x.example` is neither"),
            (
                acme("minimum = \"1.9\""),
                "partner \"Acme\", minimum: `1.9` is not a TLS version; write TLS1.0",
            ),
            (acme("relays = [\"*.x.example\"]"), "partner \"Acme\", relays: `*.x.example` is not a domain"),
            ("[[partner]]\nname = \"A\"\ndomains = []".to_owned(), "partner \"A\", domains: is empty"),
            (
                "[[partner]]\nname = \" \"\ndomains = [\"a.example\"]".to_owned(),
                "partner number 1, name: is empty",
            ),
            ("[[partner]]\nname = \"A\"".to_owned(), "missing field `domains`"),
            ("[own".to_owned(), "line 1 (`[own`)"),
        ];
        for (text, words) in table {
            let error = parse(&text).unwrap_err();
            assert!(error.contains(words), "{words} is not in: {error}");
        }
    }
}
