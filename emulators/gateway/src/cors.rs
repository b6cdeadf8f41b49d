//! What a browser asks before it lets a page call an AWS service here. The control API answers none of this.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, CONTENT_LENGTH, HeaderMap, HeaderValue, ORIGIN,
};
use http::{Method, Response};

use crate::AnswerBody;

/// As AWS answers, says the public kinesalite suite.
const EXPOSED: HeaderValue =
    HeaderValue::from_static("x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date");

/// Whether this is a browser's question and not yet a request.
pub(crate) fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::OPTIONS && headers.contains_key(ORIGIN)
}

/// The answer to a preflight: whatever was asked for is allowed.
pub(crate) fn preflight(headers: &HeaderMap) -> Response<AnswerBody> {
    let mut response = Response::new(AnswerBody::empty());
    let allowed = response.headers_mut();
    allowed.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Some(names) = headers.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        allowed.insert(ACCESS_CONTROL_ALLOW_HEADERS, names.clone());
    }
    if let Some(method) = headers.get(ACCESS_CONTROL_REQUEST_METHOD) {
        allowed.insert(ACCESS_CONTROL_ALLOW_METHODS, method.clone());
    }
    // Seen: recorded from DynamoDB; a preflight's answer carries it, too.
    allowed.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    // Chrome asks so before a page of the network may call an address of this machine. Documented: Private Network Access, WICG.
    if headers.contains_key("access-control-request-private-network") {
        allowed.insert("access-control-allow-private-network", HeaderValue::from_static("true"));
    }
    allowed.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("172800"));
    allowed.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    response
}

/// Marks an answer as readable by the page that asked.
pub(crate) fn allow(answer: &mut HeaderMap) {
    answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preflight_is_allowed_what_it_asks_for_and_told_what_may_be_read() {
        let mut asked = HeaderMap::new();
        asked.insert(ORIGIN, HeaderValue::from_static("http://localhost:3000"));
        asked.insert(ACCESS_CONTROL_REQUEST_HEADERS, HeaderValue::from_static("x-amz-target"));
        assert!(is_preflight(&Method::OPTIONS, &asked));
        let answer = preflight(&asked);
        assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_HEADERS], "x-amz-target");
        assert_eq!(answer.headers()[ACCESS_CONTROL_EXPOSE_HEADERS], EXPOSED);
        assert!(!answer.headers().contains_key("access-control-allow-private-network"));
        asked.insert("access-control-request-private-network", HeaderValue::from_static("true"));
        assert_eq!(preflight(&asked).headers()["access-control-allow-private-network"], "true");
    }
}
