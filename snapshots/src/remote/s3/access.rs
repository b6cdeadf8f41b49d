//! Endpoint, region and credentials: from `STATEBOX_REMOTE_*` first, then from the usual AWS variables and profiles.

use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::Client;
use aws_sdk_s3::config::{Builder, Credentials};
use aws_types::service_config::ServiceConfigKey;
use tokio::net::lookup_host;

use crate::error::{Error, Result};

/// What is said about the remote in the environment. `AWS_ENDPOINT_URL` is not asked for: its users point it at statebox itself.
#[derive(Clone, Default, Debug)]
pub struct Access {
    pub endpoint: Option<String>,
    pub profile: Option<String>,
    pub region: Option<String>,
    pub access_key_id: Option<String>,
    pub secret_access_key: Option<String>,
    pub session_token: Option<String>,
}

/// The addresses that this server listens on.
#[derive(Clone, Default, Debug)]
pub struct Own(pub Vec<SocketAddr>);

impl Access {
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Access {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        Access {
            endpoint: variable("STATEBOX_REMOTE_ENDPOINT").or_else(|| variable("AWS_ENDPOINT_URL_S3")),
            profile: variable("STATEBOX_REMOTE_PROFILE"),
            region: variable("STATEBOX_REMOTE_REGION"),
            access_key_id: variable("STATEBOX_REMOTE_ACCESS_KEY_ID"),
            secret_access_key: variable("STATEBOX_REMOTE_SECRET_ACCESS_KEY"),
            session_token: variable("STATEBOX_REMOTE_SESSION_TOKEN"),
        }
    }

    /// And the endpoint's name.
    pub(super) async fn client(&self, own: &Own) -> Result<(Client, String)> {
        let config = self.load().await?;
        let endpoint = self.endpoint.clone().or_else(|| endpoint_of_profile(&config));
        if let Some(endpoint) = &endpoint {
            refuse_ourselves(endpoint, own).await?;
        }
        let region = config.region().cloned().unwrap_or(Region::from_static("us-east-1"));
        let name = endpoint.clone().unwrap_or_else(|| format!("AWS in {region}"));
        let config = Builder::from(&config)
            .region(region)
            // Servers of one's own rarely have a name for every bucket.
            .force_path_style(endpoint.is_some());
        let mut config = config;
        config.set_endpoint_url(endpoint);
        Ok((Client::from_conf(config.build()), name))
    }

    async fn load(&self) -> Result<SdkConfig> {
        let patience = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(5))
            .read_timeout(Duration::from_secs(120))
            .build();
        let mut loader = aws_config::defaults(BehaviorVersion::latest()).timeout_config(patience);
        if let Some(profile) = &self.profile {
            loader = loader.profile_name(profile);
        }
        if let Some(region) = &self.region {
            loader = loader.region(Region::new(region.clone()));
        }
        match (&self.access_key_id, &self.secret_access_key) {
            (Some(id), Some(secret)) => {
                loader = loader.credentials_provider(Credentials::new(
                    id,
                    secret,
                    self.session_token.clone(),
                    None,
                    "statebox",
                ));
            }
            (None, None) => {}
            _ => {
                let both = "STATEBOX_REMOTE_ACCESS_KEY_ID and STATEBOX_REMOTE_SECRET_ACCESS_KEY go together, and only one of them is set";
                return Err(Error::Remote(both.to_owned()));
            }
        }
        Ok(loader.load().await)
    }
}

/// A profile's `endpoint_url`. The variable in this key exists nowhere: the real one would bring `AWS_ENDPOINT_URL` in.
fn endpoint_of_profile(config: &SdkConfig) -> Option<String> {
    let key =
        ServiceConfigKey::builder().service_id("S3").env("STATEBOX_NO_ENDPOINT_URL").profile("endpoint_url").build();
    config.service_config()?.load_config(key.ok()?)
}

/// A server that exports into itself would wait for itself.
async fn refuse_ourselves(endpoint: &str, own: &Own) -> Result<()> {
    let no_endpoint =
        || Error::Remote(format!("{endpoint:?} is no endpoint for the remote: write http://host:port or https://host"));
    let (scheme, rest) = endpoint.split_once("://").ok_or_else(no_endpoint)?;
    let default_port = match scheme {
        "http" => 80,
        "https" => 443,
        _ => return Err(no_endpoint()),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = split_port(authority, default_port).ok_or_else(no_endpoint)?;
    if !own.0.iter().any(|own| own.port() == port) {
        return Ok(());
    }
    // A name that does not resolve is told by the first request, in better words.
    let Ok(addresses) = lookup_host((host, port)).await else { return Ok(()) };
    for address in addresses {
        let ours = own.0.iter().any(|own| {
            own.port() == port && (own.ip() == address.ip() || (own.ip().is_unspecified() && is_local(address)))
        });
        if ours {
            return Err(Error::Remote(format!(
                "the remote's endpoint {endpoint} is this server itself; point STATEBOX_REMOTE_ENDPOINT or AWS_ENDPOINT_URL_S3 at the real S3"
            )));
        }
    }
    Ok(())
}

fn split_port(authority: &str, default_port: u16) -> Option<(&str, u16)> {
    let (host, port) = match authority.rsplit_once(':') {
        // The colons of an IPv6 address stand in brackets.
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        _ => (authority, default_port),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    (!host.is_empty()).then_some((host, port))
}

/// Only an address of this machine can be bound.
fn is_local(address: SocketAddr) -> bool {
    UdpSocket::bind(SocketAddr::new(address.ip(), 0)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remotes_own_variables_come_first_and_the_general_endpoint_is_ignored() {
        let access = |variables: &[(&str, &str)]| {
            let variables: Vec<(String, String)> =
                variables.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
            Access::from_variables(move |name| {
                variables.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
            })
        };
        assert_eq!(access(&[("AWS_ENDPOINT_URL", "http://a")]).endpoint, None);
        assert_eq!(access(&[("AWS_ENDPOINT_URL_S3", "http://b")]).endpoint.as_deref(), Some("http://b"));
        let both = access(&[("AWS_ENDPOINT_URL_S3", "http://b"), ("STATEBOX_REMOTE_ENDPOINT", "http://c")]);
        assert_eq!(both.endpoint.as_deref(), Some("http://c"));
        assert_eq!(access(&[("STATEBOX_REMOTE_ENDPOINT", "")]).endpoint, None);
    }

    #[tokio::test]
    async fn an_endpoint_that_is_this_server_is_refused() {
        let own = |address: &str| Own(vec![address.parse().unwrap()]);
        for (endpoint, own) in [
            ("http://127.0.0.1:4566", own("127.0.0.1:4566")),
            ("http://127.0.0.1:4566/path", own("0.0.0.0:4566")),
            ("http://user@localhost:4566", own("0.0.0.0:4566")),
            ("http://127.0.0.5:4566", own("0.0.0.0:4566")),
            ("http://127.0.0.1", own("127.0.0.1:80")),
        ] {
            let error = refuse_ourselves(endpoint, &own).await.unwrap_err().to_string();
            assert!(error.contains("is this server itself"), "{endpoint}: {error}");
        }
        for (endpoint, own) in [
            ("http://127.0.0.1:9000", own("0.0.0.0:4566")),
            ("http://192.0.2.1:4566", own("0.0.0.0:4566")),
            ("http://127.0.0.2:4566", own("127.0.0.1:4566")),
            ("https://[::1]", own("127.0.0.1:443")),
        ] {
            refuse_ourselves(endpoint, &own).await.unwrap_or_else(|error| panic!("{endpoint}: {error}"));
        }
        for endpoint in ["localhost:9000", "ftp://a", "http://", "http://a:b"] {
            assert!(refuse_ourselves(endpoint, &Own::default()).await.is_err(), "{endpoint}");
        }
    }
}
