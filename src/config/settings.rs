//! Values of settings as other tools are known to write them.

use sqs::UrlForm;

/// A port, or nothing: Kubernetes puts `STATEBOX_PORT=tcp://10.43.0.7:4566` into every pod beside a Service named statebox, and
/// `STATEBOX_REDIS_PORT` beside one named statebox-redis. That is somebody's address and no setting of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// 0: any that is free.
    Number(u16),
    OfAService,
}

impl Port {
    pub fn number(self) -> Option<u16> {
        match self {
            Port::Number(number) => Some(number),
            Port::OfAService => None,
        }
    }
}

pub fn port(text: &str) -> Result<Port, String> {
    if text.starts_with("tcp://") || text.starts_with("udp://") {
        return Ok(Port::OfAService);
    }
    text.trim()
        .parse()
        .map(Port::Number)
        .map_err(|_| "a port is a number from 0 (any that is free) to 65535".to_owned())
}

/// LocalStack documents `Infinity` beside numbers.
pub fn shard_limit(text: &str) -> Result<u32, String> {
    if text.trim().eq_ignore_ascii_case("infinity") {
        return Ok(u32::MAX);
    }
    text.trim().parse().map_err(|_| "a limit is a number of shards, or Infinity".to_owned())
}

/// LocalStack's `SQS_ENDPOINT_STRATEGY`; `off` and `host` are what statebox does by itself.
pub fn queue_url(text: &str) -> Result<UrlForm, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "host" | "off" | "" => Ok(UrlForm::Host),
        "standard" => Ok(UrlForm::Standard),
        "domain" => Ok(UrlForm::Domain),
        "path" => Ok(UrlForm::Path),
        "dynamic" => Ok(UrlForm::Dynamic),
        _ => Err("queue URLs are host, standard, domain, path or dynamic".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_kubernetes_puts_beside_a_service_is_no_port_of_ours() {
        assert_eq!(port("tcp://10.43.0.7:4566"), Ok(Port::OfAService));
        assert_eq!(port("4566"), Ok(Port::Number(4566)));
        assert_eq!(port("0").unwrap().number(), Some(0));
        for wrong in ["", "65536", "-1", "http", "10.43.0.7:4566"] {
            assert!(port(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn queue_urls_have_the_forms_that_localstack_knows() {
        assert_eq!(queue_url("standard"), Ok(UrlForm::Standard));
        assert_eq!(queue_url("PATH"), Ok(UrlForm::Path));
        assert_eq!(queue_url("off"), Ok(UrlForm::Host));
        assert!(queue_url("subdomain").is_err());
    }

    #[test]
    fn a_limit_may_be_infinite() {
        assert_eq!(shard_limit("Infinity"), Ok(u32::MAX));
        assert_eq!(shard_limit("50"), Ok(50));
        assert!(shard_limit("many").is_err());
    }
}
