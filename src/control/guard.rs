//! Who may use the control API: programs on this machine, never a web page that the developer happens to look at.
//!
//! A page of another site can make the browser send requests here (cross-site requests), or have its own name point here
//! (DNS rebinding). Browsers name the page in `Origin` and the name in `Host`, and cannot be made to lie about either.

use std::net::IpAddr;

use gateway::http::header::{HOST, HeaderMap, ORIGIN};

/// Why a request is refused.
#[derive(Debug, PartialEq, Eq)]
pub enum Forbidden {
    Host(String),
    Origin(String),
}

impl Forbidden {
    pub fn sentence(&self) -> String {
        match self {
            Forbidden::Host(host) => format!(
                "The control API does not answer to the host name `{host}`. Use 127.0.0.1, localhost or the address that serve listens on."
            ),
            Forbidden::Origin(origin) => {
                format!("The control API does not answer to web pages; this request came from `{origin}`.")
            }
        }
    }
}

/// Checks `Host` and `Origin`. `names` are further host names that this server goes by.
pub fn admit(headers: &HeaderMap, authority: Option<&str>, names: &[String]) -> Result<(), Forbidden> {
    let host = headers.get(HOST).map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    let host = host.or_else(|| authority.map(str::to_owned)).unwrap_or_default();
    let name = without_port(&host);
    let is_known = name.eq_ignore_ascii_case("localhost")
        || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
        || names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if !is_known {
        return Err(Forbidden::Host(host));
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
    use gateway::http::HeaderValue;

    fn admitted(host: &str, origin: Option<&str>) -> Result<(), Forbidden> {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(host).unwrap());
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_str(origin).unwrap());
        }
        admit(&headers, None, &["statebox".into()])
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
}
