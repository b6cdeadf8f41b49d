//! Signature Version 4, verified: what the client must have signed is written down again and signed with the same secret.
//!
//! Documented: AWS Signature Version 4 for API requests. Messages as many public reports quote them, such as aws/aws-sdk-go
//! 487 (SQS) and 2194 (Kinesis).

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use clock::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use http::header::{AUTHORIZATION, HOST};
use http::request::Parts;
use sha2::{Digest, Sha256};

use crate::credentials::Credentials;
use crate::form;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Why a signature is not good.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Denied {
    /// The access key is nobody's.
    UnknownKey,
    /// Another secret, or another request was signed.
    Mismatch,
    /// It was signed for another service.
    OtherService { service: &'static str },
    /// It was signed too long ago, or not yet.
    OutOfTime(String),
}

impl Denied {
    pub(crate) fn message(&self) -> String {
        match self {
            Denied::UnknownKey => "The security token included in the request is invalid.".to_owned(),
            Denied::Mismatch => "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.".to_owned(),
            Denied::OtherService { service } => format!("Credential should be scoped to correct service: '{service}'."),
            Denied::OutOfTime(sentence) => sentence.clone(),
        }
    }
}

/// What a request says about its signature.
struct Claim {
    access_key: String,
    /// `20261127/us-east-1/sqs/aws4_request`
    scope: String,
    signed_headers: String,
    signature: Vec<u8>,
    /// `20261127T050000Z`
    stamp: String,
    /// In seconds, of a presigned request.
    expires_s: Option<i64>,
}

/// Checks a request that carries a whole signature. `body` is as it travelled.
///
/// # Errors
///
/// The signature is not good.
pub(crate) fn verify(
    credentials: &Credentials,
    service: &'static str,
    parts: &Parts,
    body: &[u8],
    now: Timestamp,
) -> Result<(), Denied> {
    let claim = Claim::of(parts).ok_or(Denied::Mismatch)?;
    let secret = credentials.secret(&claim.access_key).ok_or(Denied::UnknownKey)?;
    let scope: Vec<&str> = claim.scope.split('/').collect();
    let [date, region, signed_for, "aws4_request"] = scope[..] else { return Err(Denied::Mismatch) };
    if signed_for != service {
        return Err(Denied::OtherService { service });
    }
    if !claim.stamp.starts_with(date) {
        return Err(Denied::Mismatch);
    }
    claim.in_time(service, now)?;

    let canonical = canonical(parts, &claim, body);
    let to_sign =
        format!("{ALGORITHM}\n{}\n{}\n{}", claim.stamp, claim.scope, hex(&Sha256::digest(canonical.as_bytes())));
    let mut key = keyed(format!("AWS4{secret}").as_bytes(), date);
    for part in [region, signed_for, "aws4_request"] {
        key = keyed(&key, part);
    }
    // Compares in constant time.
    mac(&key, &to_sign).verify_slice(&claim.signature).map_err(|_| Denied::Mismatch)
}

impl Claim {
    fn of(parts: &Parts) -> Option<Claim> {
        let Some(header) = parts.headers.get(AUTHORIZATION) else { return Claim::of_query(parts.uri.query()?) };
        let fields = header.to_str().ok()?.strip_prefix(ALGORITHM)?;
        let field = |name: &str| {
            fields
                .split(',')
                .find_map(|field| field.trim().split_once('=').filter(|(key, _)| *key == name))
                .map(|it| it.1)
        };
        let (access_key, scope) = field("Credential")?.split_once('/')?;
        Some(Claim {
            access_key: access_key.to_owned(),
            scope: scope.to_owned(),
            signed_headers: field("SignedHeaders")?.to_owned(),
            signature: unhex(field("Signature")?)?,
            stamp: parts.headers.get("x-amz-date")?.to_str().ok()?.to_owned(),
            expires_s: None,
        })
    }

    fn of_query(query: &str) -> Option<Claim> {
        let credential = form::field(query, "X-Amz-Credential")?;
        let (access_key, scope) = credential.split_once('/')?;
        Some(Claim {
            access_key: access_key.to_owned(),
            scope: scope.to_owned(),
            signed_headers: form::field(query, "X-Amz-SignedHeaders")?,
            signature: unhex(&form::field(query, "X-Amz-Signature")?)?,
            stamp: form::field(query, "X-Amz-Date")?,
            expires_s: Some(form::field(query, "X-Amz-Expires")?.parse().ok()?),
        })
    }

    fn in_time(&self, service: &str, now: Timestamp) -> Result<(), Denied> {
        const AHEAD_S: i64 = 5 * 60;
        let late_s = if service == "sqs" { 15 * 60 } else { 5 * 60 };
        let signed = seconds(&self.stamp).ok_or(Denied::Mismatch)?;
        let now = now.as_secs();
        if signed > now + AHEAD_S {
            let (limit, at) = (stamp(now + AHEAD_S), stamp(now));
            let sentence = format!(
                "Signature not yet current: {} is still later than {limit} ({at} + {} min.)",
                self.stamp,
                AHEAD_S / 60
            );
            return Err(Denied::OutOfTime(sentence));
        }
        let ends = signed + self.expires_s.unwrap_or(late_s);
        if ends < now {
            let sentence = match self.expires_s {
                // Guess: no report quotes the sentence for a presigned request.
                Some(_) => format!("Signature expired: {} is now earlier than {}", stamp(ends), stamp(now)),
                None => format!(
                    "Signature expired: {} is now earlier than {} ({} - {} min.)",
                    self.stamp,
                    stamp(now - late_s),
                    stamp(now),
                    late_s / 60
                ),
            };
            return Err(Denied::OutOfTime(sentence));
        }
        Ok(())
    }
}

/// The request as the client must have written it down: method, path, query, headers, and the hash of the body.
fn canonical(parts: &Parts, claim: &Claim, body: &[u8]) -> String {
    let mut out = String::with_capacity(512);
    out.push_str(parts.method.as_str());
    out.push('\n');
    // The path is encoded once more than it travels; only S3 does otherwise.
    encode_into(parts.uri.path().as_bytes(), true, &mut out);
    out.push('\n');
    out.push_str(&canonical_query(parts.uri.query().unwrap_or("")));
    out.push('\n');
    for name in claim.signed_headers.split(';') {
        out.push_str(name);
        out.push(':');
        out.push_str(&header(parts, name));
        out.push('\n');
    }
    out.push('\n');
    out.push_str(&claim.signed_headers);
    out.push('\n');
    match parts.headers.get("x-amz-content-sha256") {
        Some(hash) if hash == "UNSIGNED-PAYLOAD" => out.push_str("UNSIGNED-PAYLOAD"),
        _ => out.push_str(&hex(&Sha256::digest(body))),
    }
    out
}

fn canonical_query(query: &str) -> String {
    let mut pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name != "X-Amz-Signature")
        .map(|(name, value)| (encoded(&name), encoded(&value)))
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

/// All values of a header, each without spaces around it and with single ones inside.
fn header(parts: &Parts, name: &str) -> String {
    let tidy = |value: &[u8]| {
        let text = String::from_utf8_lossy(value);
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    };
    let values: Vec<String> = parts.headers.get_all(name).iter().map(|value| tidy(value.as_bytes())).collect();
    // HTTP/2 names the host elsewhere.
    if values.is_empty() && name == HOST.as_str() {
        return parts.uri.authority().map(|authority| authority.as_str().to_owned()).unwrap_or_default();
    }
    values.join(",")
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(text.as_bytes(), false, &mut out);
    out
}

fn encode_into(bytes: &[u8], keeps_slashes: bool, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            b'/' if keeps_slashes => out.push('/'),
            _ => {
                out.push('%');
                out.push(DIGITS[usize::from(byte >> 4)] as char);
                out.push(DIGITS[usize::from(byte & 15)] as char);
            }
        }
    }
}

fn mac(key: &[u8], text: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.update(text.as_bytes());
    mac
}

fn keyed(key: &[u8], text: &str) -> Vec<u8> {
    mac(key, text).finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok().filter(|it| it.len() == 2)?, 16).ok()).collect()
}

/// `20261127T050000Z`
fn stamp(seconds: i64) -> String {
    let text = DateTime::from_secs(seconds).fmt(Format::DateTime).unwrap_or_default();
    text.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

fn seconds(stamp: &str) -> Option<i64> {
    let part = |range: std::ops::Range<usize>| stamp.get(range).filter(|it| it.bytes().all(|b| b.is_ascii_digit()));
    let (date, time) = (part(0..8)?, part(9..15)?);
    let text = format!("{}-{}-{}T{}:{}:{}Z", &date[..4], &date[4..6], &date[6..], &time[..2], &time[2..4], &time[4..]);
    DateTime::from_str(&text, Format::DateTime).ok().map(|time| time.secs())
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    /// Both requests were signed by botocore 1.40 at this instant.
    const NOW: &str = "20261127T050000Z";

    fn at(offset_s: i64) -> Timestamp {
        Timestamp::from_secs(seconds(NOW).unwrap() + offset_s)
    }

    fn credentials() -> Credentials {
        Credentials::parse("[a]\naws_access_key_id = AKONE\naws_secret_access_key = wJalr/secret+KEY").unwrap()
    }

    fn sent() -> (Parts, &'static [u8]) {
        let request = Request::post("/000000000000/a%20b?z=1&a=%2F&a=b%20c")
            .header("host", "127.0.0.1:4566")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-twice", "  a   b ")
            .header("x-amz-date", NOW)
            .header("authorization", "AWS4-HMAC-SHA256 Credential=AKONE/20261127/eu-west-1/sqs/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-twice, Signature=49e6d3445c65df5552489bb1d287bb06601451572a15ddb1a9128157dbc3ae6d");
        (request.body(()).unwrap().into_parts().0, b"Action=SendMessage&MessageBody=hello")
    }

    fn presigned() -> Parts {
        let request = Request::get(
            "/?Action=ListQueues&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKONE%2F20261127%2Feu-west-1%2Fsqs%2Faws4_request&X-Amz-Date=20261127T050000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=04c2f27d40ec8a3d277d2bf25f8d363f85d1a97a5b3b795862cabed482fe8684",
        );
        request.header("host", "127.0.0.1:4566").body(()).unwrap().into_parts().0
    }

    #[test]
    fn what_another_library_signed_is_good() {
        let (parts, body) = sent();
        assert_eq!(verify(&credentials(), "sqs", &parts, body, at(0)), Ok(()));
        assert_eq!(verify(&credentials(), "sqs", &presigned(), b"", at(0)), Ok(()));
    }

    #[test]
    fn whatever_is_changed_is_noticed() {
        let (parts, body) = sent();
        assert_eq!(verify(&credentials(), "sqs", &parts, b"Action=DeleteQueue", at(0)), Err(Denied::Mismatch));
        for (name, value) in [("content-type", "text/plain"), ("x-twice", "a c"), ("host", "localhost:4566")] {
            let mut changed = parts.clone();
            changed.headers.insert(name, http::HeaderValue::from_static(value));
            assert_eq!(verify(&credentials(), "sqs", &changed, body, at(0)), Err(Denied::Mismatch), "{name}");
        }
        for uri in ["/000000000000/a%20b?z=1&a=%2F&a=b%20d", "/000000000000/ab?z=1&a=%2F&a=b%20c"] {
            let mut changed = parts.clone();
            changed.uri = http::Uri::from_static(uri);
            assert_eq!(verify(&credentials(), "sqs", &changed, body, at(0)), Err(Denied::Mismatch), "{uri}");
        }
        let mut changed = parts.clone();
        changed.method = http::Method::PUT;
        assert_eq!(verify(&credentials(), "sqs", &changed, body, at(0)), Err(Denied::Mismatch));
        let other = Credentials::parse("aws_access_key_id = AKONE\naws_secret_access_key = other").unwrap();
        assert_eq!(verify(&other, "sqs", &parts, body, at(0)), Err(Denied::Mismatch));
        let nobody = Credentials::parse("aws_access_key_id = AKTWO\naws_secret_access_key = other").unwrap();
        assert_eq!(verify(&nobody, "sqs", &parts, body, at(0)), Err(Denied::UnknownKey));
        assert_eq!(
            verify(&credentials(), "kinesis", &parts, body, at(0)),
            Err(Denied::OtherService { service: "kinesis" })
        );
    }

    #[test]
    fn a_signature_has_its_time() {
        let (parts, body) = sent();
        let said =
            |offset_s| verify(&credentials(), "sqs", &parts, body, at(offset_s)).map_err(|denied| denied.message());
        assert_eq!((said(15 * 60), said(-5 * 60)), (Ok(()), Ok(())));
        assert_eq!(
            said(15 * 60 + 1).unwrap_err(),
            "Signature expired: 20261127T050000Z is now earlier than 20261127T050001Z (20261127T051501Z - 15 min.)"
        );
        assert_eq!(
            said(-5 * 60 - 1).unwrap_err(),
            "Signature not yet current: 20261127T050000Z is still later than 20261127T045959Z (20261127T045459Z + 5 min.)"
        );
        assert_eq!(verify(&credentials(), "sqs", &presigned(), b"", at(60)), Ok(()));
        assert!(matches!(verify(&credentials(), "sqs", &presigned(), b"", at(61)), Err(Denied::OutOfTime(_))));
    }

    #[test]
    fn nonsense_is_no_signature() {
        let (parts, body) = sent();
        for header in
            ["", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=AKONE, SignedHeaders=, Signature=0", "Basic x"]
        {
            let mut changed = parts.clone();
            changed.headers.insert(AUTHORIZATION, http::HeaderValue::from_static(header));
            assert_eq!(verify(&credentials(), "sqs", &changed, body, at(0)), Err(Denied::Mismatch), "{header}");
        }
    }
}
