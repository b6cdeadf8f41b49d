//! The URL that a queue is given, in each of the forms that LocalStack's users know from `SQS_ENDPOINT_STRATEGY`.

use std::net::IpAddr;

use service::Caller;

use crate::queue::name::Address;

/// How a queue's URL says where it is. All of them are understood, whichever is given out.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum UrlForm {
    /// `http://HOST/ACCOUNT/NAME`, by the host that the request named.
    #[default]
    Host,
    /// `http://sqs.REGION.HOST/ACCOUNT/NAME`
    Standard,
    /// `http://REGION.queue.HOST/ACCOUNT/NAME`, in us-east-1 without the region.
    Domain,
    /// `http://HOST/queue/REGION/ACCOUNT/NAME`
    Path,
    /// As the request's own host looks: standard, domain, else path.
    Dynamic,
}

/// A name that leads to this machine with anything in front of it, for callers who named an address, which bears nothing in front.
/// Seen: LocalStack, which puts it into all of these URLs.
const NAME_OF_THIS_MACHINE: &str = "localhost.localstack.cloud";

impl UrlForm {
    pub fn url(self, address: &Address, caller: &Caller) -> String {
        let Address { account, region, name } = address;
        let (scheme, host) = caller.base_url.split_once("://").unwrap_or(("http", &caller.base_url));
        let (found, bare) = split(host);
        let form = if self == UrlForm::Dynamic { found } else { self };
        match form {
            UrlForm::Host => format!("{scheme}://{host}/{account}/{name}"),
            UrlForm::Standard => format!("{scheme}://sqs.{region}.{}/{account}/{name}", named(bare)),
            UrlForm::Domain if region == "us-east-1" => {
                format!("{scheme}://queue.{}/{account}/{name}", named(bare))
            }
            UrlForm::Domain => format!("{scheme}://{region}.queue.{}/{account}/{name}", named(bare)),
            UrlForm::Path | UrlForm::Dynamic => format!("{scheme}://{bare}/queue/{region}/{account}/{name}"),
        }
    }
}

/// Which form a host has, and what is left of it without that.
fn split(host: &str) -> (UrlForm, &str) {
    if let Some(rest) = host.strip_prefix("queue.") {
        return (UrlForm::Domain, rest);
    }
    let parts = |text| -> Option<(&str, &str)> { str::split_once(text, '.') };
    match parts(host) {
        Some(("sqs", rest)) => parts(rest).map_or((UrlForm::Path, host), |(_region, bare)| (UrlForm::Standard, bare)),
        Some((_region, rest)) => {
            rest.strip_prefix("queue.").map_or((UrlForm::Path, host), |bare| (UrlForm::Domain, bare))
        }
        None => (UrlForm::Path, host),
    }
}

/// The host by a name, with its port.
fn named(host: &str) -> String {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, Some(port)),
        _ => (host, None),
    };
    if name.trim_matches(['[', ']']).parse::<IpAddr>().is_err() {
        return host.to_owned();
    }
    port.map_or_else(|| NAME_OF_THIS_MACHINE.to_owned(), |port| format!("{NAME_OF_THIS_MACHINE}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::name::UrlPath;

    fn url(form: UrlForm, host: &str, region: &str) -> String {
        let mut caller = service::testing::caller(clock::Timestamp::from_millis(0));
        caller.base_url = format!("http://{host}");
        let address = Address { account: "000000000000".into(), region: region.into(), name: "q".into() };
        form.url(&address, &caller)
    }

    #[test]
    fn each_form_is_the_one_that_is_known_elsewhere() {
        for (form, expected) in [
            (UrlForm::Host, "http://localhost:4566/000000000000/q"),
            (UrlForm::Standard, "http://sqs.eu-west-1.localhost:4566/000000000000/q"),
            (UrlForm::Domain, "http://eu-west-1.queue.localhost:4566/000000000000/q"),
            (UrlForm::Path, "http://localhost:4566/queue/eu-west-1/000000000000/q"),
            (UrlForm::Dynamic, "http://localhost:4566/queue/eu-west-1/000000000000/q"),
        ] {
            let url = url(form, "localhost:4566", "eu-west-1");
            assert_eq!(url, expected);
            let path = UrlPath::parse(&url);
            assert_eq!((path.account, path.name), (Some("000000000000"), "q"));
        }
        assert_eq!(url(UrlForm::Domain, "localhost", "us-east-1"), "http://queue.localhost/000000000000/q");
    }

    #[test]
    fn an_address_gets_a_name_that_bears_another_in_front() {
        let standard = |host| url(UrlForm::Standard, host, "us-east-1");
        assert_eq!(standard("127.0.0.1:4566"), "http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/q");
        assert_eq!(standard("[::1]:4566"), "http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/q");
        assert_eq!(standard("10.0.0.7"), "http://sqs.us-east-1.localhost.localstack.cloud/000000000000/q");
        assert_eq!(url(UrlForm::Path, "10.0.0.7", "us-east-1"), "http://10.0.0.7/queue/us-east-1/000000000000/q");
    }

    #[test]
    fn what_the_host_has_in_front_already_is_not_put_there_twice() {
        for host in ["sqs.us-east-2.localhost:1", "us-east-2.queue.localhost:1", "queue.localhost:1", "localhost:1"] {
            assert_eq!(url(UrlForm::Standard, host, "eu-west-1"), "http://sqs.eu-west-1.localhost:1/000000000000/q");
        }
        let dynamic = |host| url(UrlForm::Dynamic, host, "eu-west-1");
        assert_eq!(dynamic("sqs.us-east-2.localhost:1"), "http://sqs.eu-west-1.localhost:1/000000000000/q");
        assert_eq!(dynamic("us-east-2.queue.localhost:1"), "http://eu-west-1.queue.localhost:1/000000000000/q");
        assert_eq!(dynamic("10.0.0.7:1"), "http://10.0.0.7:1/queue/eu-west-1/000000000000/q");
    }
}
