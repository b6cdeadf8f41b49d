//! Whether a request carries a whole signature. Its truth is not checked here: every key is welcome.
//!
//! Texts and order as the public kinesalite suite holds them, which was run against AWS.

use http::{HeaderMap, Uri, header};

/// Why a request counts as unsigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unsigned {
    Missing,
    Incomplete(String),
    Twice,
}

impl Unsigned {
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Unsigned::Missing => "MissingAuthenticationTokenException",
            Unsigned::Incomplete(_) => "IncompleteSignatureException",
            Unsigned::Twice => "InvalidSignatureException",
        }
    }

    pub(crate) fn message(&self) -> &str {
        match self {
            Unsigned::Missing => "Missing Authentication Token",
            Unsigned::Incomplete(message) => message,
            Unsigned::Twice => {
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."
            }
        }
    }
}

const IN_HEADER: [&str; 3] = ["Credential", "Signature", "SignedHeaders"];
const IN_QUERY: [&str; 5] =
    ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

/// Looks for a signature in the `Authorization` header or in the query string.
pub(crate) fn check(headers: &HeaderMap, uri: &Uri) -> Result<(), Unsigned> {
    let query = uri.query().filter(|query| query.contains("X-Amz-Algorithm"));
    match (headers.get(header::AUTHORIZATION), query) {
        (Some(_), Some(_)) => Err(Unsigned::Twice),
        (None, None) => Err(Unsigned::Missing),
        (Some(value), None) => in_header(value.to_str().unwrap_or(""), headers),
        (None, Some(query)) => in_query(query),
    }
}

fn in_header(value: &str, headers: &HeaderMap) -> Result<(), Unsigned> {
    let has = |name: &str| {
        value
            .split([',', ' '])
            .skip(1)
            .any(|part| part.trim().split_once('=').is_some_and(|(key, content)| key == name && !content.is_empty()))
    };
    let dated = headers.contains_key("x-amz-date") || headers.contains_key(header::DATE);
    if dated && IN_HEADER.iter().all(|name| has(name)) {
        return Ok(());
    }
    let mut message = String::new();
    for name in IN_HEADER.iter().filter(|name| !has(name)) {
        message.push_str(&format!("Authorization header requires '{name}' parameter. "));
    }
    if !dated {
        message.push_str("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    message.push_str("Authorization=");
    message.push_str(value);
    Err(Unsigned::Incomplete(message))
}

fn in_query(query: &str) -> Result<(), Unsigned> {
    let has = |name: &str| {
        query.split('&').any(|part| part.split_once('=').is_some_and(|(key, value)| key == name && !value.is_empty()))
    };
    if IN_QUERY.iter().all(|name| has(name)) {
        return Ok(());
    }
    let mut message = String::new();
    for name in IN_QUERY.iter().filter(|name| !has(name)) {
        message.push_str(&format!("AWS query-string parameters must include '{name}'. "));
    }
    message.push_str("Re-examine the query-string parameters.");
    Err(Unsigned::Incomplete(message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn signed_by(authorization: Option<&'static str>, uri: &'static str, dated: bool) -> Result<(), Unsigned> {
        let mut headers = HeaderMap::new();
        if let Some(authorization) = authorization {
            headers.insert(header::AUTHORIZATION, HeaderValue::from_static(authorization));
        }
        if dated {
            headers.insert("x-amz-date", HeaderValue::from_static("20261123T000000Z"));
        }
        check(&headers, &Uri::from_static(uri))
    }

    const WHOLE: &str = "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host;x-amz-date, Signature=ab";

    #[test]
    fn a_whole_signature_is_welcome_whatever_its_key() {
        assert_eq!(signed_by(Some(WHOLE), "/", true), Ok(()));
        assert_eq!(
            signed_by(
                None,
                "/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-SignedHeaders=d&X-Amz-Date=e",
                false
            ),
            Ok(())
        );
    }

    #[test]
    fn what_is_missing_is_named_in_order() {
        assert_eq!(signed_by(None, "/", true), Err(Unsigned::Missing));
        assert_eq!(signed_by(Some(WHOLE), "/?X-Amz-Algorithm", true), Err(Unsigned::Twice));
        let Err(Unsigned::Incomplete(message)) = signed_by(Some("a"), "/", false) else {
            panic!("expected incomplete")
        };
        assert_eq!(
            message,
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=a"
        );
        let Err(Unsigned::Incomplete(message)) = signed_by(None, "/?X-Amz-Algorithm", false) else {
            panic!("expected incomplete")
        };
        assert!(message.starts_with("AWS query-string parameters must include 'X-Amz-Algorithm'. "), "{message}");
        assert!(message.ends_with("Re-examine the query-string parameters."), "{message}");
    }
}
