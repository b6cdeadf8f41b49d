//! What `serve` runs with: resolved from the command line, the environment and the settings file, valid by construction.

pub mod file;
pub mod settings;

use std::net::IpAddr;
use std::path::PathBuf;

use crate::cli;
use crate::exit::{Code, Exit};
use crate::tls::Certificate;
use file::File;
use snapshots::remote::location::Location;

/// One of the five stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoreName {
    Sqs,
    DynamoDb,
    Kinesis,
    Redis,
    MongoDb,
}

impl StoreName {
    pub const ALL: [StoreName; 5] =
        [StoreName::Sqs, StoreName::DynamoDb, StoreName::Kinesis, StoreName::Redis, StoreName::MongoDb];

    pub fn as_str(self) -> &'static str {
        match self {
            StoreName::Sqs => "sqs",
            StoreName::DynamoDb => "dynamodb",
            StoreName::Kinesis => "kinesis",
            StoreName::Redis => "redis",
            StoreName::MongoDb => "mongodb",
        }
    }

    pub fn is_emulated(self) -> bool {
        !matches!(self, StoreName::Redis | StoreName::MongoDb)
    }

    /// By its own name in any case, or by one that others use.
    pub fn named(name: &str) -> Option<StoreName> {
        match name.trim().to_ascii_lowercase().as_str() {
            "dynamodbstreams" | "dynamodb-streams" => Some(StoreName::DynamoDb),
            "mongo" => Some(StoreName::MongoDb),
            known => StoreName::ALL.into_iter().find(|store| store.as_str() == known),
        }
    }

    fn parse(name: &str) -> Result<StoreName, Exit> {
        StoreName::named(name).ok_or_else(|| {
            usage(format!(
                "statebox has no `{name}`: leave it out of --services (STATEBOX_SERVICES), which takes sqs, dynamodb, kinesis, redis and \
                 mongodb, and point its clients at something else"
            ))
        })
    }
}

/// What an answer promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Survives kill -9 of statebox: written to the operating system, not forced to the disk.
    Process,
    /// Survives a power cut: forced to the disk, several writers at a time.
    Power,
    /// Survives nothing: `--ephemeral`.
    None,
}

#[derive(Clone, Debug)]
pub struct Config {
    pub data_dir: DataDir,
    pub host: IpAddr,
    pub port: u16,
    pub tls_port: Option<u16>,
    /// Of the listeners with TLS; none: one is made and kept.
    pub certificate: Option<Certificate>,
    /// Further listeners for the same services, each by the option that opens it.
    pub aliases: Vec<Door>,
    /// What the control API asks for.
    pub token: Option<Token>,
    /// The file with the key pairs whose signatures are good.
    pub credentials: Option<PathBuf>,
    pub redis_port: u16,
    pub mongodb_port: u16,
    /// In the order of `StoreName::ALL`, each once.
    pub stores: Vec<StoreName>,
    pub durability: Durability,
    pub account: String,
    /// Origins of web pages that may call the emulators, beside those of this machine.
    pub cors_origins: Vec<String>,
    /// Host names by which the server may be called, beside those that it always goes by.
    pub allowed_hosts: Vec<String>,
    pub import: Option<String>,
    /// `import` may replace what there is.
    pub replace: bool,
    pub remote: Option<String>,
    /// Those in which anybody who reaches the port may have snapshots stored and read.
    pub allowed_remotes: Vec<Location>,
    /// Exports are incremental unless they say otherwise.
    pub remote_incremental: bool,
    pub redis_server: Option<PathBuf>,
    pub mongod: Option<PathBuf>,
    /// `name value` pairs for Redis.
    pub redis_settings: Vec<(String, String)>,
    /// `--name=value` options for mongod.
    pub mongod_options: Vec<String>,
    pub mongodb_advertise: Option<String>,
    pub lifecycle_latency_ms: u64,
    pub shard_limit: Option<u32>,
    pub sqs: sqs::Settings,
}

/// The secret of the control API.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Whether this is the secret, in a time that says nothing about it but its length.
    pub fn is(&self, said: &str) -> bool {
        let differing = self.0.bytes().zip(said.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
        self.0.len() == said.len() && differing == 0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Whether a container runtime decides who reaches us: Docker, Podman and Kubernetes leave these signs.
fn is_contained() -> bool {
    std::process::id() == 1
        || ["/.dockerenv", "/run/.containerenv"].iter().any(|sign| std::path::Path::new(sign).exists())
        || ["container", "KUBERNETES_SERVICE_HOST"].iter().any(|name| std::env::var_os(name).is_some())
}

/// A listener: the option that opens it, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    pub option: &'static str,
    pub port: u16,
    /// With TLS.
    pub is_secure: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataDir {
    Kept(PathBuf),
    /// A temporary folder that goes with the process.
    Ephemeral,
}

impl Config {
    /// The command line wins over the settings file, which wins over the defaults.
    pub fn resolve(arguments: cli::Serve) -> Result<Config, Exit> {
        let file = arguments.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let data_dir = if arguments.ephemeral {
            DataDir::Ephemeral
        } else {
            DataDir::Kept(match arguments.data_dir.or(file.data_dir) {
                Some(folder) => folder,
                None => default_data_dir()?,
            })
        };
        let host = arguments.host.or(file.host).unwrap_or_else(|| "127.0.0.1".into());
        let host = match host.as_str() {
            "localhost" => IpAddr::from([127, 0, 0, 1]),
            text => text.parse().map_err(|_| usage(format!("--host {text} is not an IP address")))?,
        };
        let durability = match arguments.durability.or(file.durability).as_deref() {
            _ if arguments.ephemeral => Durability::None,
            None | Some("process") => Durability::Process,
            Some("power") => Durability::Power,
            Some(other) => return Err(usage(format!("--durability {other} is neither process nor power"))),
        };
        let account = arguments.account.or(file.account).unwrap_or_else(|| "000000000000".into());
        if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(usage(format!("--account {account} is not 12 digits")));
        }
        let mut redis_settings: Vec<_> = file.redis.iter().map(|(name, value)| (name.clone(), value.text())).collect();
        for setting in arguments.redis_arg {
            let (name, value) = setting.trim().split_once(char::is_whitespace).ok_or_else(|| {
                usage(format!("--redis-arg `{setting}` is not a name and a value, as in `maxmemory 100mb`"))
            })?;
            redis_settings.push((name.trim_start_matches('-').to_owned(), value.trim().to_owned()));
        }
        let mut mongod_options: Vec<_> =
            file.mongodb.iter().map(|(name, value)| format!("--{name}={}", value.text())).collect();
        for option in arguments.mongod_arg {
            if !option.starts_with("--") {
                return Err(usage(format!(
                    "--mongod-arg `{option}` does not begin with --, as in --setParameter=name=value"
                )));
            }
            mongod_options.push(option);
        }
        if let Some(remote) = arguments.remote.as_ref().or(file.remote.as_ref()) {
            remote.parse::<Location>().map_err(|error| usage(format!("--remote: {error}")))?;
        }
        let allowed = if arguments.allow_remote.is_empty() { file.allow_remote } else { arguments.allow_remote };
        let allowed = allowed.iter().map(|remote| remote.parse::<Location>());
        let allowed_remotes =
            allowed.collect::<Result<_, _>>().map_err(|error| usage(format!("--allow-remote: {error}")))?;
        let certificate = match (arguments.tls_cert.or(file.tls_cert), arguments.tls_key.or(file.tls_key)) {
            (Some(chain), Some(key)) => Some(Certificate { chain, key }),
            (None, None) => None,
            _ => return Err(usage("--tls-cert and --tls-key go together")),
        };
        let url_form = match (arguments.queue_url, file.queue_url.as_deref()) {
            (Some(form), _) => form,
            (None, None) => sqs::UrlForm::default(),
            (None, Some(named)) => {
                settings::queue_url(named).map_err(|error| usage(format!("queue_url = \"{named}\": {error}")))?
            }
        };
        let stores = stores(arguments.services.or(file.services))?;
        let are_aliases_on = arguments.alias_ports || file.alias_ports;
        let aliases = [
            (
                "--dynamodb-port",
                StoreName::DynamoDb,
                number(arguments.dynamodb_port).or(file.dynamodb_port),
                8000,
                false,
            ),
            ("--sqs-port", StoreName::Sqs, number(arguments.sqs_port).or(file.sqs_port), 9324, false),
            ("--kinesis-port", StoreName::Kinesis, number(arguments.kinesis_port).or(file.kinesis_port), 4568, false),
            (
                "--kinesis-tls-port",
                StoreName::Kinesis,
                number(arguments.kinesis_tls_port).or(file.kinesis_tls_port),
                4567,
                true,
            ),
        ];
        let aliases = aliases.into_iter().filter_map(|(option, store, asked, usual, is_secure)| {
            let port = asked.or((are_aliases_on && stores.contains(&store)).then_some(usual))?;
            Some(Door { option, port, is_secure })
        });
        let aliases: Vec<Door> = aliases.collect();
        let config = Config {
            data_dir,
            host,
            port: number(arguments.port).or(file.port).unwrap_or(4566),
            tls_port: number(arguments.tls_port).or(file.tls_port),
            certificate,
            aliases,
            token: None,
            credentials: arguments.credentials.or(file.credentials),
            redis_port: number(arguments.redis_port).or(file.redis_port).unwrap_or(6379),
            mongodb_port: number(arguments.mongodb_port).or(file.mongodb_port).unwrap_or(27017),
            stores,
            durability,
            account,
            allowed_hosts: if arguments.allow_host.is_empty() { file.allow_host } else { arguments.allow_host },
            cors_origins: if arguments.cors_origin.is_empty() { file.cors_origin } else { arguments.cors_origin },
            import: arguments.import,
            replace: arguments.replace,
            remote: arguments.remote.or(file.remote),
            allowed_remotes,
            remote_incremental: arguments.remote_incremental.unwrap_or(file.remote_incremental),
            redis_server: arguments.binaries.redis_server.or(file.redis_server),
            mongod: arguments.binaries.mongod.or(file.mongod),
            redis_settings,
            mongod_options,
            mongodb_advertise: arguments.mongodb_advertise.or(file.mongodb_advertise),
            lifecycle_latency_ms: arguments.lifecycle_latency.or(file.lifecycle_latency).unwrap_or(0),
            shard_limit: arguments.shard_limit.or(file.shard_limit),
            sqs: sqs::Settings {
                purge_in_progress_rule: arguments.purge_rests || file.purge_rests,
                recently_deleted_rule: arguments.queue_name_rests || file.queue_name_rests,
                url_form,
                policies_are_enforced: arguments.queue_policies || file.queue_policies,
                disorder_seed: arguments.queue_disorder.or(file.queue_disorder),
                number_floor: None,
            },
        };
        if config.certificate.is_some() && !config.doors().iter().any(|door| door.is_secure) {
            return Err(usage("--tls-cert is for the listeners that --tls-port and --kinesis-tls-port open"));
        }
        config.ports_differ()?;
        Ok(config)
    }

    /// With the secret of the control API, without which only this machine, or a container, may listen for others.
    pub fn with_token(self, token: Option<String>) -> Result<Config, Exit> {
        self.with_token_where(token, is_contained())
    }

    fn with_token_where(self, token: Option<String>, is_contained: bool) -> Result<Config, Exit> {
        let token = token.filter(|token| !token.is_empty()).map(Token);
        if token.is_none() && !self.host.is_loopback() && !is_contained {
            return Err(usage(format!(
                "--host {} lets everybody in the network export, replace and delete all data by the control API. Set STATEBOX_TOKEN to a secret, for serve and for the commands, or listen on 127.0.0.1.",
                self.host
            )));
        }
        Ok(Config { token, ..self })
    }

    /// All listeners of the emulators and of the control API; the first is the one that commands talk to.
    pub fn doors(&self) -> Vec<Door> {
        let main = Door { option: "--port", port: self.port, is_secure: false };
        let secure = self.tls_port.map(|port| Door { option: "--tls-port", port, is_secure: true });
        [main].into_iter().chain(secure).chain(self.aliases.iter().copied()).collect()
    }

    pub fn runs(&self, store: StoreName) -> bool {
        self.stores.contains(&store)
    }

    fn ports_differ(&self) -> Result<(), Exit> {
        let mut ports: Vec<_> = self.doors().iter().map(|door| (door.option, door.port)).collect();
        if self.runs(StoreName::Redis) {
            ports.push(("--redis-port", self.redis_port));
        }
        if self.runs(StoreName::MongoDb) {
            ports.push(("--mongodb-port", self.mongodb_port));
        }
        for (at, (name, port)) in ports.iter().enumerate() {
            if let Some((other, _)) = ports[..at].iter().find(|(_, earlier)| earlier == port && *port != 0) {
                return Err(usage(format!("{other} and {name} are both {port}; give each its own")));
            }
        }
        Ok(())
    }
}

fn number(port: Option<settings::Port>) -> Option<u16> {
    port.and_then(settings::Port::number)
}

fn stores(named: Option<Vec<String>>) -> Result<Vec<StoreName>, Exit> {
    let Some(named) = named else { return Ok(StoreName::ALL.to_vec()) };
    let mut stores = named
        .iter()
        .filter(|name| !name.trim().is_empty())
        .map(|name| StoreName::parse(name))
        .collect::<Result<Vec<_>, _>>()?;
    stores.sort();
    stores.dedup();
    if stores.is_empty() {
        return Err(usage("--services names no store"));
    }
    Ok(stores)
}

/// `$XDG_DATA_HOME/statebox`, else `~/.local/share/statebox`.
pub fn default_data_dir() -> Result<PathBuf, Exit> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_DATA_HOME")
        .filter(|folder| folder.is_absolute())
        .or_else(|| set("HOME").map(|home| home.join(".local/share")))
        .map(|folder| folder.join("statebox"))
        .ok_or_else(|| usage("neither HOME nor XDG_DATA_HOME is set; say where the data lives with --data-dir"))
}

fn usage(message: impl Into<String>) -> Exit {
    Exit::new(Code::Usage, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(change: impl FnOnce(&mut cli::Serve)) -> Result<Config, Exit> {
        let mut arguments = cli::Serve { data_dir: Some("/data".into()), ..Default::default() };
        change(&mut arguments);
        Config::resolve(arguments)
    }

    #[test]
    fn the_defaults_are_the_conventional_ports_on_loopback() {
        let config = resolve(|_| {}).unwrap();
        assert_eq!((config.port, config.redis_port, config.mongodb_port), (4566, 6379, 27017));
        assert!(config.host.is_loopback());
        assert_eq!(config.stores, StoreName::ALL);
        assert_eq!(config.account, "000000000000");
    }

    #[test]
    fn services_are_named_once_each_and_unknown_ones_are_refused() {
        let config = resolve(|a| a.services = Some(vec!["redis".into(), "sqs".into(), "sqs".into()])).unwrap();
        assert_eq!(config.stores, [StoreName::Sqs, StoreName::Redis]);
        let config = resolve(|a| a.services = Some(vec!["SQS".into(), "DynamoDB".into()])).unwrap();
        assert_eq!(config.stores, [StoreName::Sqs, StoreName::DynamoDb]);
        let refused = resolve(|a| a.services = Some(vec!["s3".into()])).unwrap_err();
        assert_eq!(refused.code, Code::Usage);
        assert!(refused.message.contains("`s3`"), "{refused}");
    }

    #[test]
    fn two_stores_cannot_share_a_port() {
        let same = Some(settings::Port::Number(4566));
        let refused = resolve(|a| a.redis_port = same).unwrap_err();
        assert!(refused.message.contains("--redis-port"), "{refused}");
        assert!(
            resolve(|a| {
                a.redis_port = same;
                a.services = Some(vec!["sqs".into()]);
            })
            .is_ok()
        );
    }

    #[test]
    fn beyond_loopback_the_control_api_has_a_secret() {
        let with = |host: &str, token: Option<&str>, is_contained| {
            let config = resolve(|a| a.host = Some(host.into())).unwrap();
            config.with_token_where(token.map(str::to_owned), is_contained)
        };
        assert!(with("127.0.0.1", None, false).unwrap().token.is_none());
        assert!(with("0.0.0.0", None, true).unwrap().token.is_none());
        for none in [None, Some("")] {
            let refused = with("0.0.0.0", none, false).unwrap_err();
            assert!(refused.message.contains("STATEBOX_TOKEN"), "{refused}");
        }
        let token = with("0.0.0.0", Some("secret"), false).unwrap().token.unwrap();
        assert!(token.is("secret"));
        for wrong in ["", "secre", "secrets", "Secret"] {
            assert!(!token.is(wrong), "{wrong}");
        }
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn a_certificate_has_a_key_and_a_port() {
        let with = |port: Option<u16>, chain: Option<&str>, key: Option<&str>| {
            resolve(|a| {
                a.tls_port = port.map(settings::Port::Number);
                a.tls_cert = chain.map(Into::into);
                a.tls_key = key.map(Into::into);
            })
        };
        assert_eq!(with(None, None, None).unwrap().tls_port, None);
        assert_eq!(with(Some(0), None, None).unwrap().tls_port, Some(0));
        assert!(with(Some(4567), Some("a"), Some("b")).unwrap().certificate.is_some());
        assert!(with(Some(4567), Some("a"), None).is_err());
        assert!(with(None, Some("a"), Some("b")).is_err());
        assert!(with(Some(4566), None, None).is_err());
    }

    #[test]
    fn ports_of_other_emulators_are_opened_one_by_one_or_all_at_once() {
        let ports = |change: &dyn Fn(&mut cli::Serve)| {
            let doors = resolve(change).unwrap().doors();
            doors.iter().map(|door| (door.port, door.is_secure)).collect::<Vec<_>>()
        };
        assert_eq!(ports(&|_| {}), [(4566, false)]);
        assert_eq!(ports(&|a| a.sqs_port = Some(settings::Port::Number(9325))), [(4566, false), (9325, false)]);
        assert_eq!(
            ports(&|a| a.alias_ports = true),
            [(4566, false), (8000, false), (9324, false), (4568, false), (4567, true)]
        );
        let of_sqs_alone = |a: &mut cli::Serve| {
            a.alias_ports = true;
            a.services = Some(vec!["sqs".into()]);
        };
        assert_eq!(ports(&of_sqs_alone), [(4566, false), (9324, false)]);
    }

    #[test]
    fn a_remote_that_is_none_is_refused_at_start() {
        for wrong in ["gs://bucket", "s3:/bucket", "~/states", "s3://"] {
            let refused = resolve(|a| a.remote = Some(wrong.into())).unwrap_err();
            assert!(refused.message.starts_with("--remote: ") && refused.message.contains(wrong), "{refused}");
        }
        assert!(resolve(|a| a.remote = Some("s3://states/team".into())).is_ok());
    }

    #[test]
    fn an_account_is_twelve_digits() {
        for account in ["", "12345678901", "12345678901a"] {
            assert!(resolve(|a| a.account = Some(account.into())).is_err(), "{account}");
        }
    }

    #[test]
    fn an_engine_setting_is_a_name_and_a_value() {
        let config = resolve(|a| a.redis_arg = vec!["maxmemory 100mb".into()]).unwrap();
        assert_eq!(config.redis_settings, [("maxmemory".to_owned(), "100mb".to_owned())]);
        assert!(resolve(|a| a.redis_arg = vec!["maxmemory".into()]).is_err());
        assert!(resolve(|a| a.mongod_arg = vec!["setParameter".into()]).is_err());
    }
}
