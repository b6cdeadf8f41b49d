//! A queue's name, and the ways to say which queue is meant: name, ARN and URL.

use std::fmt;

/// 1 to 80 letters, digits, hyphens and underscores; the suffix `.fifo` counts and belongs to FIFO queues alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueueName(String);

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum BadName {
    Characters,
    NotFifo,
}

const NAME_MAX: usize = 80;
const FIFO_SUFFIX: &str = ".fifo";

impl QueueName {
    /// Seen: moto's and LocalStack's tests against AWS; a `.fifo` name without FifoQueue=true is refused like a bad character.
    pub fn parse(name: &str, is_fifo: bool) -> Result<QueueName, BadName> {
        let stem = match (is_fifo, name.strip_suffix(FIFO_SUFFIX)) {
            (true, Some(stem)) => stem,
            (true, None) => return Err(BadName::NotFifo),
            (false, _) => name,
        };
        let is_spelled_well = stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        match is_spelled_well && !stem.is_empty() && name.len() <= NAME_MAX {
            true => Ok(QueueName(name.to_owned())),
            false => Err(BadName::Characters),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which queue of which account and region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    pub account: String,
    pub region: String,
    pub name: String,
}

impl Address {
    pub fn arn(&self) -> String {
        format!("arn:{}:sqs:{}:{}:{}", partition(&self.region), self.region, self.account, self.name)
    }

    pub fn parse_arn(arn: &str) -> Option<Address> {
        let mut parts = arn.splitn(6, ':');
        let is_sqs = parts.next() == Some("arn") && parts.next().is_some() && parts.next() == Some("sqs");
        let (region, account, name) = (parts.next()?, parts.next()?, parts.next()?);
        let is_whole = is_sqs && !region.is_empty() && !account.is_empty() && !name.is_empty();
        is_whole.then(|| Address { account: account.to_owned(), region: region.to_owned(), name: name.to_owned() })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.arn())
    }
}

/// The part of an ARN that depends on the region.
pub fn partition(region: &str) -> &'static str {
    match region {
        region if region.starts_with("cn-") => "aws-cn",
        region if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

/// What a queue URL says: its path alone counts, whatever host, port or region it names. AWS takes a bare name, too
/// (moto's `test_send_message_delay_seconds_validation`, verified against AWS).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct UrlPath<'a> {
    pub account: Option<&'a str>,
    pub name: &'a str,
    /// For whoever looks without being anywhere.
    pub region: Option<&'a str>,
}

impl<'a> UrlPath<'a> {
    pub fn parse(url: &'a str) -> UrlPath<'a> {
        let (host, path) = match url.split_once("://") {
            Some((_, rest)) => rest.split_once('/').unwrap_or((rest, "")),
            None => ("", url),
        };
        let path = path.split(['?', '#']).next().unwrap_or("").trim_matches('/');
        let mut segments = path.rsplit('/');
        let name = segments.next().unwrap_or("");
        let is_account = |segment: &&str| segment.len() == 12 && segment.bytes().all(|byte| byte.is_ascii_digit());
        let account = segments.next().filter(is_account);
        let region = match (segments.next(), segments.next()) {
            (Some(region), Some("queue")) => Some(region),
            _ => region_of(host),
        };
        UrlPath { account, name, region }
    }
}

/// `sqs.REGION.…`, `REGION.queue.…`, or `queue.…`, which is us-east-1's.
fn region_of(host: &str) -> Option<&str> {
    let mut labels = host.split('.');
    match (labels.next()?, labels.next()?, labels.next()) {
        ("queue", ..) => Some("us-east-1"),
        ("sqs", region, Some(_)) | (region, "queue", Some(_)) => Some(region),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_held_to_their_letters_and_length() {
        assert!(QueueName::parse("a-b_C9", false).is_ok());
        assert!(QueueName::parse(&"a".repeat(80), false).is_ok());
        for bad in ["", "a b", "a/b", "q.fifo", "ä", &"a".repeat(81)] {
            assert_eq!(QueueName::parse(bad, false), Err(BadName::Characters), "{bad}");
        }
        assert!(QueueName::parse("q.fifo", true).is_ok());
        assert_eq!(QueueName::parse("q", true), Err(BadName::NotFifo));
        assert_eq!(QueueName::parse(".fifo", true), Err(BadName::Characters));
        assert_eq!(QueueName::parse(&format!("{}.fifo", "a".repeat(76)), true), Err(BadName::Characters));
    }

    #[test]
    fn a_url_is_taken_by_its_path() {
        let said = |url| (UrlPath::parse(url).account, UrlPath::parse(url).name);
        assert_eq!(said("http://localhost:4566/123456789012/q"), (Some("123456789012"), "q"));
        assert_eq!(said("https://sqs.eu-west-1.amazonaws.com/000000000000/q.fifo/"), (Some("000000000000"), "q.fifo"));
        assert_eq!(said("http://h/queue/us-east-1/123456789012/q"), (Some("123456789012"), "q"));
        assert_eq!(said("http://h/q"), (None, "q"));
        assert_eq!(said("q"), (None, "q"));
        assert_eq!(said("123456789012/q"), (Some("123456789012"), "q"));
        assert_eq!(said("http://whatever"), (None, ""));
    }

    #[test]
    fn a_url_may_name_a_region() {
        for (url, region) in [
            ("http://localhost:4566/123456789012/q", None),
            ("http://127.0.0.1:4566/123456789012/q", None),
            ("https://sqs.eu-west-1.amazonaws.com/000000000000/q", Some("eu-west-1")),
            ("https://eu-west-1.queue.amazonaws.com/000000000000/q", Some("eu-west-1")),
            ("https://queue.amazonaws.com/000000000000/q", Some("us-east-1")),
            ("http://h/queue/eu-west-1/123456789012/q", Some("eu-west-1")),
            ("/queue/eu-west-1/123456789012/q", Some("eu-west-1")),
        ] {
            assert_eq!(UrlPath::parse(url).region, region, "{url}");
        }
    }

    #[test]
    fn an_arn_comes_back() {
        let address = Address { account: "123456789012".into(), region: "cn-north-1".into(), name: "q".into() };
        assert_eq!(address.arn(), "arn:aws-cn:sqs:cn-north-1:123456789012:q");
        assert_eq!(Address::parse_arn(&address.arn()), Some(address));
        for bad in ["dummy", "arn:aws:sqs:us-east-1:1", "arn:aws:sns:us-east-1:1:q", "arn:aws:sqs::1:q"] {
            assert_eq!(Address::parse_arn(bad), None);
        }
    }
}
