//! The settings file, as it is written. Unknown names are refused, so that a typing error does not pass for a setting.
//!
//! ```toml
//! data_dir = "/data"
//! port = 4566
//! services = ["sqs", "dynamodb", "kinesis", "redis", "mongodb"]
//! remote = "s3://team-states/issues"
//!
//! [redis]
//! maxmemory = "100mb"
//!
//! [mongodb]
//! setParameter = "transactionLifetimeLimitSeconds=30"
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::exit::{Code, Exit};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub data_dir: Option<PathBuf>,
    pub host: Option<String>,
    pub port: Option<u16>,
    pub credentials: Option<PathBuf>,
    pub tls_port: Option<u16>,
    #[serde(default)]
    pub alias_ports: bool,
    pub dynamodb_port: Option<u16>,
    pub sqs_port: Option<u16>,
    pub kinesis_port: Option<u16>,
    pub kinesis_tls_port: Option<u16>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
    pub redis_port: Option<u16>,
    pub mongodb_port: Option<u16>,
    pub services: Option<Vec<String>>,
    pub durability: Option<String>,
    pub account: Option<String>,
    #[serde(default)]
    pub cors_origin: Vec<String>,
    #[serde(default)]
    pub allow_host: Vec<String>,
    pub remote: Option<String>,
    #[serde(default)]
    pub allow_remote: Vec<String>,
    #[serde(default)]
    pub remote_incremental: bool,
    pub redis_server: Option<PathBuf>,
    pub mongod: Option<PathBuf>,
    pub mongodb_advertise: Option<String>,
    pub lifecycle_latency: Option<u64>,
    pub shard_limit: Option<u32>,
    pub queue_url: Option<String>,
    #[serde(default)]
    pub purge_rests: bool,
    #[serde(default)]
    pub queue_name_rests: bool,
    #[serde(default)]
    pub queue_policies: bool,
    pub queue_disorder: Option<u64>,
    /// Settings of Redis by name, as redis.conf has them.
    #[serde(default)]
    pub redis: BTreeMap<String, Setting>,
    /// Options of mongod by name, without the dashes.
    #[serde(default)]
    pub mongodb: BTreeMap<String, Setting>,
}

/// A value of somebody else's setting: kept as text.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Setting {
    Flag(bool),
    Number(i64),
    Text(String),
}

impl Setting {
    /// As the engine's own configuration writes it.
    pub fn text(&self) -> String {
        match self {
            Setting::Flag(true) => "yes".into(),
            Setting::Flag(false) => "no".into(),
            Setting::Number(number) => number.to_string(),
            Setting::Text(text) => text.clone(),
        }
    }
}

impl File {
    pub fn read(path: &Path) -> Result<File, Exit> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Exit::new(Code::Usage, format!("the settings file {} cannot be read: {error}", path.display()))
        })?;
        toml::from_str(&text).map_err(|error| {
            Exit::new(Code::Usage, format!("the settings file {} is not valid: {error}", path.display()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_settings_are_kept_as_text() {
        let file: File =
            toml::from_str("port = 5000\n[redis]\nmaxmemory = \"1mb\"\nlazyfree-lazy-eviction = true\nhz = 20\n")
                .unwrap();
        assert_eq!(file.port, Some(5000));
        let texts: Vec<_> = file.redis.iter().map(|(name, value)| format!("{name} {}", value.text())).collect();
        assert_eq!(texts, ["hz 20", "lazyfree-lazy-eviction yes", "maxmemory 1mb"]);
    }

    #[test]
    fn an_unknown_name_is_refused_by_name() {
        let error = toml::from_str::<File>("prot = 5000").unwrap_err().to_string();
        assert!(error.contains("prot"), "{error}");
    }
}
