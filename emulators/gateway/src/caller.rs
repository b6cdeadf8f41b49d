//! Who calls: the account and the region, as the request's signature names them. Signatures are read, not verified.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::{AUTHORIZATION, HOST};

use crate::form;

/// What a signature says about its request, verified or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scope<'a> {
    pub access_key: Cow<'a, str>,
    pub region: Cow<'a, str>,
    pub service: Cow<'a, str>,
}

impl<'a> Scope<'a> {
    /// From `Credential=AKID/20261123/us-east-1/sqs/aws4_request`, wherever it stands.
    fn of_credential(credential: &'a str) -> Option<Scope<'a>> {
        let mut parts = credential.split('/');
        let (access_key, _date, region, service) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        Some(Scope { access_key: access_key.into(), region: region.into(), service: service.into() })
    }

    /// From the `Authorization` header, else from the query string of a presigned request.
    pub(crate) fn of_request(headers: &'a HeaderMap, uri: &'a http::Uri) -> Option<Scope<'a>> {
        Scope::of_headers(headers).or_else(|| Scope::of_query(uri.query()?))
    }

    /// From `X-Amz-Credential`. Documented: Signature Version 4, authentication parameters in the query string.
    fn of_query(query: &str) -> Option<Scope<'static>> {
        let credential = form::field(query, "X-Amz-Credential")?;
        let scope = Scope::of_credential(&credential)?;
        let owned = |part: Cow<'_, str>| Cow::Owned(part.into_owned());
        Some(Scope { access_key: owned(scope.access_key), region: owned(scope.region), service: owned(scope.service) })
    }

    /// From the `Authorization` header.
    fn of_headers(headers: &'a HeaderMap) -> Option<Scope<'a>> {
        let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
        let at = header.find("Credential=")? + "Credential=".len();
        let credential = header[at..].split([',', ' ']).next()?;
        Scope::of_credential(credential)
    }
}

/// Whom a request's signature names: the account, or this one, and the region, or us-east-1. For answers beside the services.
pub fn identity(headers: &HeaderMap, uri: &http::Uri, default_account: &str) -> (String, String) {
    let scope = Scope::of_request(headers, uri);
    (account(scope.as_ref(), default_account).to_owned(), region(scope.as_ref()).to_owned())
}

/// A 12-digit access key id is an account; any other belongs to `default`.
pub(crate) fn account<'a>(scope: Option<&'a Scope<'_>>, default: &'a str) -> &'a str {
    match scope {
        Some(scope) if scope.access_key.len() == 12 && scope.access_key.bytes().all(|b| b.is_ascii_digit()) => {
            &scope.access_key
        }
        _ => default,
    }
}

/// The region of the credential scope, else us-east-1.
pub(crate) fn region<'a>(scope: Option<&'a Scope<'_>>) -> &'a str {
    scope.map(|scope| &*scope.region).filter(|region| !region.is_empty()).unwrap_or("us-east-1")
}

/// How the client named this server: `http://127.0.0.1:4566`. Without a scheme it is `http`.
pub(crate) fn base_url(
    scheme: Option<&http::uri::Scheme>,
    headers: &HeaderMap,
    uri: &http::Uri,
    fallback: &str,
) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).or_else(|| uri.authority().map(|a| a.as_str()));
    let mut url = String::with_capacity(40);
    url.push_str(scheme.map_or("http", http::uri::Scheme::as_str));
    url.push_str("://");
    url.push_str(host.unwrap_or(fallback));
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(authorization: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, http::HeaderValue::from_static(authorization));
        headers
    }

    #[test]
    fn a_signature_names_key_region_and_service() {
        let headers = headers(
            "AWS4-HMAC-SHA256 Credential=123456789012/20261123/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=aa",
        );
        let scope = Scope::of_headers(&headers).unwrap();
        assert_eq!(
            scope,
            Scope { access_key: "123456789012".into(), region: "eu-west-1".into(), service: "sqs".into() }
        );
        assert_eq!(account(Some(&scope), "000000000000"), "123456789012");
        assert_eq!(region(Some(&scope)), "eu-west-1");
    }

    #[test]
    fn a_presigned_request_names_them_in_its_query_string() {
        let uri = http::Uri::from_static(
            "/?Action=ListQueues&X-Amz-Credential=123456789012%2F20261123%2Feu-west-1%2Fsqs%2Faws4_request",
        );
        let nothing = HeaderMap::new();
        let scope = Scope::of_request(&nothing, &uri).unwrap();
        assert_eq!(account(Some(&scope), "000000000000"), "123456789012");
        assert_eq!((region(Some(&scope)), &*scope.service), ("eu-west-1", "sqs"));
        assert_eq!(Scope::of_request(&nothing, &http::Uri::from_static("/?X-Amz-Credential=a")), None);
    }

    #[test]
    fn any_other_access_key_belongs_to_the_default_account() {
        let headers = headers("AWS4-HMAC-SHA256 Credential=test/20261123/us-west-2/dynamodb/aws4_request");
        let scope = Scope::of_headers(&headers).unwrap();
        assert_eq!(account(Some(&scope), "000000000000"), "000000000000");
        assert_eq!(account(None, "000000000000"), "000000000000");
        assert_eq!(region(None), "us-east-1");
    }

    #[test]
    fn a_broken_authorization_header_names_nobody() {
        for text in ["a", "AWS4-HMAC-SHA256 Credential=", "AWS4-HMAC-SHA256 Credential=a/b"] {
            assert_eq!(Scope::of_headers(&headers(text)), None, "{text}");
        }
    }
}
