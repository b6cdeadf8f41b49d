//! Who may use the control API: programs on this machine, never a web page that the developer happens to look at.
//!
//! A page of another site can make the browser send requests here (cross-site requests), or have its own name point here
//! (DNS rebinding). Browsers name the page in `Origin` and the name in `Host`, and cannot be made to lie about either.

use gateway::http::Uri;
use gateway::http::header::{AUTHORIZATION, HeaderMap, ORIGIN};
use gateway::{Hosts, host};

use crate::config::Token;

/// Why a request is refused.
#[derive(Debug, PartialEq, Eq)]
pub enum Forbidden {
    Host(String),
    Origin(String),
}

impl Forbidden {
    pub fn sentence(&self) -> String {
        match self {
            Forbidden::Host(name) => host::refusal(name).trim_end().to_owned(),
            Forbidden::Origin(origin) => {
                format!("The control API does not answer to web pages; this request came from `{origin}`.")
            }
        }
    }
}

/// Checks `Host`, if there are `names` to hold it against, and `Origin`.
pub fn admit(headers: &HeaderMap, uri: &Uri, names: Option<&Hosts>) -> Result<(), Forbidden> {
    let host = host::named(headers, uri).unwrap_or_default();
    if names.is_some_and(|names| !names.knows(host)) {
        return Err(Forbidden::Host(host.to_owned()));
    }
    // An image or a link of another site is a GET without an origin.
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") && !headers.contains_key(ORIGIN) {
        return Err(Forbidden::Origin("another site".to_owned()));
    }
    match headers.get(ORIGIN) {
        None => Ok(()),
        Some(origin) => {
            let origin = String::from_utf8_lossy(origin.as_bytes()).into_owned();
            // The server's own pages, of which there are none yet, would name the very same host and port.
            if origin == format!("http://{host}") { Ok(()) } else { Err(Forbidden::Origin(origin)) }
        }
    }
}

/// Whether a request carries the secret: `Authorization: Bearer SECRET`.
pub fn brings(headers: &HeaderMap, token: &Token) -> bool {
    let said = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    said.and_then(|value| value.strip_prefix("Bearer ")).is_some_and(|said| token.is(said.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gateway::http::HeaderValue;
    use gateway::http::header::HOST;

    fn admitted(host: &str, origin: Option<&str>) -> Result<(), Forbidden> {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(host).unwrap());
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_str(origin).unwrap());
        }
        admit(&headers, &Uri::from_static("/"), Some(&Hosts::new(["statebox".to_owned()])))
    }

    #[test]
    fn addresses_and_known_names_are_admitted() {
        for host in ["127.0.0.1:4566", "localhost:4566", "LOCALHOST", "[::1]:4566", "10.1.2.3:80", "statebox:4566"] {
            assert_eq!(admitted(host, None), Ok(()), "{host}");
        }
    }

    #[test]
    fn a_rebound_name_is_refused() {
        for host in ["evil.example:4566", "localhost.evil.example", "", "127.0.0.1.evil.example:4566", "a:b:c"] {
            assert!(matches!(admitted(host, None), Err(Forbidden::Host(_))), "{host}");
        }
    }

    #[test]
    fn a_page_of_another_site_is_refused() {
        for origin in ["http://evil.example", "null", "http://127.0.0.1:3000", "https://127.0.0.1:4566"] {
            assert!(matches!(admitted("127.0.0.1:4566", Some(origin)), Err(Forbidden::Origin(_))), "{origin}");
        }
        assert_eq!(admitted("127.0.0.1:4566", Some("http://127.0.0.1:4566")), Ok(()));
    }

    #[test]
    fn what_a_page_of_another_site_links_to_is_refused() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:4566"));
        headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
        assert!(admit(&headers, &Uri::from_static("/"), None).is_err());
        headers.insert("sec-fetch-site", HeaderValue::from_static("none"));
        assert_eq!(admit(&headers, &Uri::from_static("/"), None), Ok(()));
    }
}
