//! By which names this server may be called.
//!
//! A page can have its own name point at this machine after it was loaded (DNS rebinding). Its requests then look like those
//! of a page of this server, but for the name in `Host`, about which browsers cannot be made to lie.

use std::net::IpAddr;

use http::Uri;
use http::header::{HOST, HeaderMap};

/// Names that lead to this machine wherever they are looked up, and are nobody's to point elsewhere.
const OURS: [&str; 3] = ["localhost", "*.localhost", "*.localhost.localstack.cloud"];

/// The names beside addresses and `localhost`.
#[derive(Clone, Debug, Default)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// Names as `--allow-host` takes them: `localstack`, `*.internal`, or `*` for all.
    pub fn new(named: impl IntoIterator<Item = String>) -> Hosts {
        Hosts(named.into_iter().collect())
    }

    /// Whether a host, with or without a port, is a name of this server.
    pub fn knows(&self, host: &str) -> bool {
        let name = without_port(host);
        name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
            || OURS.iter().copied().chain(self.0.iter().map(String::as_str)).any(|known| fits(known, name))
    }
}

/// The host that a request names, if it names one: browsers always do.
pub fn named<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    let authority = || uri.authority().map(http::uri::Authority::as_str);
    // What is no text is no name that anybody has.
    headers.get(HOST).map(|host| host.to_str().unwrap_or("?")).or_else(authority)
}

/// Why a request under another name is refused.
pub fn refusal(host: &str) -> String {
    let shown: String = without_port(host).chars().filter(|c| c.is_ascii_graphic()).take(200).collect();
    format!(
        "statebox does not answer to the host name `{shown}`. Use 127.0.0.1 or localhost, or start it with --allow-host {shown}.\n"
    )
}

/// `*.internal` fits every name below `internal`.
fn fits(known: &str, name: &str) -> bool {
    if known == "*" {
        return true;
    }
    match known.strip_prefix('*') {
        Some(suffix) if suffix.starts_with('.') => {
            let at = name.len().saturating_sub(suffix.len());
            at > 0 && name.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
        }
        _ => known.eq_ignore_ascii_case(name),
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port))
            if port.bytes().all(|byte| byte.is_ascii_digit()) && (!name.contains(':') || name.ends_with(']')) =>
        {
            name
        }
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_localhost_and_named_hosts_are_known() {
        let hosts = Hosts::new(["localstack".to_owned(), "*.internal".to_owned()]);
        for host in [
            "127.0.0.1:4566",
            "localhost",
            "LOCALHOST:80",
            "[::1]:4566",
            "10.1.2.3",
            "sqs.us-east-1.localhost:4566",
            "sqs.us-east-1.localhost.localstack.cloud:4566",
            "localstack:4566",
            "LocalStack",
            "a.internal",
            "a.b.INTERNAL:1",
        ] {
            assert!(hosts.knows(host), "{host}");
        }
    }

    #[test]
    fn other_names_are_not() {
        let hosts = Hosts::new(["localstack".to_owned(), "*.internal".to_owned()]);
        for host in [
            "evil.example:4566",
            "localhost.evil.example",
            "evillocalhost",
            "127.0.0.1.evil.example:4566",
            "internal",
            ".internal",
            "evilinternal",
            "a:b:c",
            "",
        ] {
            assert!(!hosts.knows(host), "{host}");
        }
        assert!(Hosts::new(["*".to_owned()]).knows("evil.example"));
    }

    #[test]
    fn the_refusal_names_the_option() {
        assert!(refusal("localstack:4566").contains("--allow-host localstack."));
    }
}
