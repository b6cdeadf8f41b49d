//! Which web pages may use the services: pages of this machine, and those that the user named.
//!
//! A page of any site can make its reader's browser send requests here. A form's POST needs no preflight, and the Query
//! protocol is nothing but forms, so a foreign request is refused before its body is read, not only left unreadable.
//! Browsers name the page in `Origin` and cannot be made to lie about it.

use std::net::IpAddr;

use http::header::{HeaderMap, ORIGIN};

const FETCH_SITE: &str = "sec-fetch-site";

/// The origins that may use the services, beside loopback and `file://`.
#[derive(Clone, Debug, Default)]
pub struct Origins(Vec<String>);

/// A request that a foreign page sent. It holds what the browser said about the page.
#[derive(Debug, PartialEq, Eq)]
pub struct Foreign(Option<String>);

impl Origins {
    /// Names as `--cors-origin` takes them: `https://app.example:8443`, `null`, or `*` for all.
    pub fn new(named: Vec<String>) -> Origins {
        Origins(named.into_iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect())
    }

    /// Whether the request may go on. Programs that are no browsers send neither header and always may.
    ///
    /// # Errors
    ///
    /// The request comes from a page that is neither of this machine nor named.
    pub fn admit(&self, headers: &HeaderMap) -> Result<(), Foreign> {
        if self.0.iter().any(|named| named == "*") {
            return Ok(());
        }
        match headers.get(ORIGIN) {
            Some(origin) => {
                let origin = String::from_utf8_lossy(origin.as_bytes());
                if self.knows(&origin) { Ok(()) } else { Err(Foreign(Some(origin.into_owned()))) }
            }
            // An image, a script or a link: a GET, which browsers send without an origin.
            None if headers.get(FETCH_SITE).is_some_and(|site| site == "cross-site") => Err(Foreign(None)),
            None => Ok(()),
        }
    }

    /// `null` is not `file://`: any page can have it, by a sandboxed frame. So it must be named.
    fn knows(&self, origin: &str) -> bool {
        origin == "file://" || is_loopback(origin) || self.0.iter().any(|named| named.eq_ignore_ascii_case(origin))
    }
}

impl Foreign {
    pub fn sentence(&self) -> String {
        match &self.0 {
            Some(origin) => {
                let shown: String = origin.chars().filter(|c| c.is_ascii_graphic()).take(200).collect();
                format!(
                    "statebox does not answer to web pages of other sites; this request came from `{shown}`. Start it with --cors-origin {shown} to let this page in.\n"
                )
            }
            None => "statebox does not answer to web pages of other sites, and this request came from one. Start it with --cors-origin '*' to let all pages in.\n".to_owned(),
        }
    }
}

/// `http://localhost:3000`, `https://127.0.0.1`, `http://[::1]:8080`, `http://app.localhost`.
fn is_loopback(origin: &str) -> bool {
    let Some((_scheme, authority)) = origin.split_once("://") else { return false };
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    }
    // Browsers resolve `localhost` and names below it to loopback without asking DNS (RFC 6761).
    let host = host.to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost") || host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn admitted(named: &[&str], headers: &[(&'static str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_str(value).unwrap());
        }
        Origins::new(named.iter().map(|name| (*name).to_owned()).collect()).admit(&map).is_ok()
    }

    #[test]
    fn programs_and_pages_of_this_machine_are_admitted() {
        assert!(admitted(&[], &[]));
        for origin in [
            "http://localhost:3000",
            "https://LOCALHOST",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://app.localhost:5173",
            "file://",
        ] {
            // A page of localhost that calls 127.0.0.1 is cross-site to its browser.
            assert!(admitted(&[], &[("origin", origin), ("sec-fetch-site", "cross-site")]), "{origin}");
        }
        assert!(admitted(&[], &[("sec-fetch-site", "same-origin")]));
        assert!(admitted(&[], &[("sec-fetch-site", "none")]));
    }

    #[test]
    fn foreign_pages_are_refused() {
        for origin in [
            "http://evil.example",
            "https://localhost.evil.example",
            "http://evil.example:127",
            "http://127.0.0.1.evil.example",
            "http://127.0.0.1@evil.example",
            "http://[::1].evil.example",
            "http://evillocalhost",
            "http://10.0.0.1",
            "null",
            "",
        ] {
            assert!(!admitted(&[], &[("origin", origin)]), "{origin}");
        }
        assert!(!admitted(&[], &[("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn named_origins_are_admitted_and_no_others() {
        let named = ["https://app.example/", "null"];
        assert!(admitted(&named, &[("origin", "https://app.example")]));
        assert!(admitted(&named, &[("origin", "null")]));
        assert!(!admitted(&named, &[("origin", "http://app.example")]));
        assert!(!admitted(&named, &[("origin", "https://app.example:444")]));
        assert!(admitted(&["*"], &[("origin", "http://evil.example")]));
        assert!(admitted(&["*"], &[("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn the_refusal_names_the_option() {
        let sentence = Foreign(Some("http://evil.example".to_owned())).sentence();
        assert!(sentence.contains("--cors-origin http://evil.example"), "{sentence}");
        assert!(Foreign(None).sentence().contains("--cors-origin"));
    }
}
