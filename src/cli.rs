//! The command line, as types. What each verb does is in `commands/`, one file each.

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args, Parser, Subcommand};
use sqs::UrlForm;

use crate::config::settings::{self, Port};

/// One binary that holds all the state a fleet of local services needs: SQS, DynamoDB and Kinesis of its own,
/// a real Redis and a real MongoDB beside them, and snapshots of all five at one instant.
#[derive(Debug, Parser)]
#[command(name = "statebox", version, propagate_version = true, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// The server to talk to
    #[arg(long, global = true, env = "STATEBOX_ENDPOINT", default_value = "http://127.0.0.1:4566", value_name = "URL")]
    pub endpoint: String,
    /// The secret that the control API asks for, the same for serve and for the commands [default: none]
    #[arg(long, global = true, env = "STATEBOX_TOKEN", hide_env_values = true, value_name = "SECRET")]
    pub token: Option<String>,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    pub json: bool,
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  failed; the last line says why
  2  the command line is wrong
  3  no statebox answers at the endpoint
  4  there is no such snapshot
  5  the name is taken
  6  the data cannot be used: damaged, truncated, or not readable by these versions";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the server with its stores
    Serve(Box<Serve>),
    /// Cut all stores at one instant and put them at the remote
    Export(Export),
    /// Replace all stores by the snapshot NAME, all or nothing
    Import(Import),
    /// Cut all stores at one instant and keep that here, to be applied within a second
    Snap(Snap),
    /// Replace all stores by the local snapshot NAME, all or nothing
    Apply(Apply),
    /// Empty all stores, or take them to a local snapshot; cheap enough to stand between two tests
    Reset(Reset),
    /// List the snapshots that are kept here and those at the remote
    List(AtRemote),
    /// Show what a snapshot holds
    Inspect(NamedAnywhere),
    /// Read a snapshot at the remote and check every hash in it
    Verify(Named),
    /// Delete a snapshot at the remote, or one that is kept here
    Delete(NamedAnywhere),
    /// Write a snapshot at the remote to a file, as one plain archive
    Fetch(Fetch),
    /// Free what deleted incremental exports have left at the remote
    Gc(Gc),
    /// Show each store, its address and its state
    Status,
    /// Wait until all stores are ready
    Wait(Wait),
    /// Exit 0 when all stores are ready, 1 otherwise (for container health checks)
    Healthcheck,
    /// Look at this machine and say what serve would miss
    Doctor(Doctor),
    /// Print the last lines that a store wrote
    Logs(Logs),
    /// Print the variables that point SDKs and clients at the server
    Env,
    /// Print the completions of a shell: `statebox completions bash > /etc/bash_completion.d/statebox`
    Completions(Completions),
    /// Write the manual pages of all commands to a folder
    Manuals(Manuals),
    /// Run a command with these variables: `statebox exec -- npm test`
    Exec(Exec),
    /// Run AWS' command line against the server: `statebox aws sqs list-queues`
    Aws(Aws),
}

/// Where binaries of the two real servers come from.
#[derive(Clone, Debug, Default, Args)]
pub struct Binaries {
    /// The redis-server (or valkey-server) to run [default: from PATH]
    #[arg(long, env = "STATEBOX_REDIS_SERVER", value_name = "PATH")]
    pub redis_server: Option<PathBuf>,
    /// The mongod to run [default: from PATH]
    #[arg(long, env = "STATEBOX_MONGOD", value_name = "PATH")]
    pub mongod: Option<PathBuf>,
}

#[derive(Clone, Debug, Default, Args)]
pub struct Serve {
    /// Where all state lives [default: $XDG_DATA_HOME/statebox or ~/.local/share/statebox]
    #[arg(long, env = "STATEBOX_DATA_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The port of SQS, DynamoDB, Kinesis and the control API [default: 4566]
    #[arg(long, env = "STATEBOX_PORT", value_parser = settings::port)]
    pub port: Option<Port>,
    /// The port of Redis [default: 6379]
    #[arg(long, env = "STATEBOX_REDIS_PORT", value_parser = settings::port)]
    pub redis_port: Option<Port>,
    /// The port of MongoDB [default: 27017]
    #[arg(long, env = "STATEBOX_MONGODB_PORT", value_parser = settings::port)]
    pub mongodb_port: Option<Port>,
    /// The address to listen on [default: 127.0.0.1]
    #[arg(long, env = "STATEBOX_HOST", value_name = "ADDR")]
    pub host: Option<String>,
    /// The stores to run, separated by commas [default: sqs,dynamodb,kinesis,redis,mongodb]
    #[arg(long, env = "STATEBOX_SERVICES", value_delimiter = ',', value_name = "LIST")]
    pub services: Option<Vec<String>>,
    /// Keep nothing: state lives in a temporary folder that is removed at exit
    #[arg(long, conflicts_with = "data_dir")]
    pub ephemeral: bool,
    /// What an answer promises: `process` survives kill -9, `power` survives a power cut [default: process]
    #[arg(long, env = "STATEBOX_DURABILITY", value_name = "process|power")]
    pub durability: Option<String>,
    /// The account of callers whose access key id is not 12 digits [default: 000000000000]
    #[arg(long, env = "STATEBOX_ACCOUNT", value_name = "12 DIGITS")]
    pub account: Option<String>,
    /// The port of the same over TLS (HTTP/2 and HTTP/1.1) [default: none]
    #[arg(long, env = "STATEBOX_TLS_PORT", value_parser = settings::port)]
    pub tls_port: Option<Port>,
    /// Listen on the ports of other emulators as well: 8000, 9324, 4568, and 4567 with TLS
    #[arg(long, env = "STATEBOX_ALIAS_PORTS")]
    pub alias_ports: bool,
    /// One more port, where DynamoDB Local's clients look (8000) [default: none]
    #[arg(long, env = "STATEBOX_DYNAMODB_PORT", value_parser = settings::port)]
    pub dynamodb_port: Option<Port>,
    /// One more port, where ElasticMQ's clients look (9324) [default: none]
    #[arg(long, env = "STATEBOX_SQS_PORT", value_parser = settings::port)]
    pub sqs_port: Option<Port>,
    /// One more port, where clients of Kinesis emulators look (4568) [default: none]
    #[arg(long, env = "STATEBOX_KINESIS_PORT", value_parser = settings::port)]
    pub kinesis_port: Option<Port>,
    /// The same over TLS (4567) [default: none]
    #[arg(long, env = "STATEBOX_KINESIS_TLS_PORT", value_parser = settings::port)]
    pub kinesis_tls_port: Option<Port>,
    /// The certificate of the ports with TLS, in PEM [default: one made at the first start and kept in the data directory]
    #[arg(long, env = "STATEBOX_TLS_CERT", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Its key, in PEM
    #[arg(long, env = "STATEBOX_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Verify signatures by the key pairs in this file, written as ~/.aws/credentials is [default: every key is welcome]
    #[arg(long, env = "STATEBOX_CREDENTIALS", value_name = "FILE")]
    pub credentials: Option<PathBuf>,
    /// A web page's origin that may call SQS, DynamoDB and Kinesis, beside those of this machine; `*` for all
    #[arg(long, env = "STATEBOX_CORS_ORIGIN", value_delimiter = ',', value_name = "ORIGIN")]
    pub cors_origin: Vec<String>,
    /// A host name by which clients may call the server, as `localstack` or `*.internal`, beside localhost
    #[arg(long, env = "STATEBOX_ALLOW_HOST", value_delimiter = ',', value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Import this snapshot before the stores are offered, into a new environment; one that holds something is left as it is
    #[arg(long, value_name = "NAME")]
    pub import: Option<String>,
    /// Let --import replace what the environment holds
    #[arg(long, requires = "import")]
    pub replace: bool,
    /// Where snapshots are kept: a folder or s3://bucket/prefix [default: a folder in the data directory]
    #[arg(long, env = "STATEBOX_REMOTE", value_name = "URL")]
    pub remote: Option<String>,
    /// A folder or s3://bucket/prefix below which other machines may name remotes, if there is no STATEBOX_TOKEN to bring
    #[arg(long, env = "STATEBOX_ALLOW_REMOTE", value_delimiter = ',', value_name = "URL")]
    pub allow_remote: Vec<String>,
    /// Let exports be incremental unless they say --full
    #[arg(long, env = "STATEBOX_REMOTE_INCREMENTAL", value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    pub remote_incremental: Option<bool>,
    /// Settings as TOML; the command line wins
    #[arg(long, env = "STATEBOX_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub binaries: Binaries,
    /// A setting of Redis, as `name value`; may be given several times
    #[arg(long, value_name = "NAME VALUE")]
    pub redis_arg: Vec<String>,
    /// An option of mongod, as `--name=value`; may be given several times
    #[arg(long, value_name = "OPTION", allow_hyphen_values = true)]
    pub mongod_arg: Vec<String>,
    /// The address that the MongoDB replica set names [default: 127.0.0.1 and its port]
    #[arg(long, value_name = "HOST[:PORT]")]
    pub mongodb_advertise: Option<String>,
    /// How long Kinesis streams stay CREATING and DELETING, in milliseconds [default: 0]
    #[arg(long, env = "KINESIS_LATENCY", value_name = "MS")]
    pub lifecycle_latency: Option<u64>,
    /// How many Kinesis shards an account may have in a region, or `Infinity`
    #[arg(long, env = "KINESIS_SHARD_LIMIT", value_name = "N", value_parser = settings::shard_limit)]
    pub shard_limit: Option<u32>,
    /// The URLs that SQS queues are given: host (by the request's own), standard, domain, path or dynamic, as LocalStack has them [default: host]
    #[arg(long, env = "SQS_ENDPOINT_STRATEGY", value_name = "FORM", value_parser = settings::queue_url)]
    pub queue_url: Option<UrlForm>,
    /// PurgeQueue is refused for 60 seconds after another, as at AWS
    #[arg(long, env = "SQS_DELAY_PURGE_RETRY", value_parser = FalseyValueParser::new())]
    pub purge_rests: bool,
    /// The name of a deleted queue cannot be used again for 60 seconds, as at AWS
    #[arg(long, env = "SQS_DELAY_RECENTLY_DELETED", value_parser = FalseyValueParser::new())]
    pub queue_name_rests: bool,
    /// Let SQS queues do only what their policies allow to the caller's account
    #[arg(long, env = "STATEBOX_QUEUE_POLICIES", value_parser = FalseyValueParser::new())]
    pub queue_policies: bool,
    /// Standard queues reorder messages and bring deleted ones again, the same way for the same seed
    #[arg(long, env = "STATEBOX_QUEUE_DISORDER", value_name = "SEED")]
    pub queue_disorder: Option<u64>,
    /// What is logged to standard error: error, warn, info, debug or trace, also by part, as in statebox=debug,info [default: info]
    #[arg(long, env = "STATEBOX_LOG", value_name = "FILTER")]
    pub log: Option<String>,
}

/// The remote of one command; the server does the transfer with its own credentials.
#[derive(Clone, Debug, Default, Args)]
pub struct AtRemote {
    /// A folder or s3://bucket/prefix [default: the server's]
    #[arg(long, env = "STATEBOX_REMOTE", value_name = "URL")]
    pub remote: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub struct Named {
    /// The snapshot's name
    pub name: String,
    #[command(flatten)]
    pub at: AtRemote,
}

#[derive(Clone, Debug, Args)]
pub struct NamedAnywhere {
    #[command(flatten)]
    pub named: Named,
    /// The local snapshot of this name
    #[arg(long, conflicts_with = "remote")]
    pub local: bool,
}

/// How a snapshot is taken, wherever it goes.
#[derive(Clone, Debug, Args)]
pub struct Cut {
    /// Replace a snapshot that has this name already
    #[arg(long)]
    pub force: bool,
    /// A sentence about what this snapshot shows
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// A label as key=value; may be given several times
    #[arg(long = "label", value_name = "KEY=VALUE")]
    pub labels: Vec<String>,
    /// How long writers may be held, in seconds
    #[arg(long, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub max_pause: u64,
}

#[derive(Clone, Debug, Args)]
pub struct Snap {
    /// The snapshot's name
    pub name: String,
    #[command(flatten)]
    pub cut: Cut,
}

#[derive(Clone, Debug, Args)]
pub struct Reset {
    /// Not to empty, but to this local snapshot
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// Only these stores, separated by commas
    #[arg(long, value_name = "STORES", value_delimiter = ',', conflicts_with = "to")]
    pub only: Vec<String>,
    /// Also if that snapshot leaves stores empty that hold something
    #[arg(long, requires = "to")]
    pub force: bool,
}

#[derive(Clone, Debug, Args)]
pub struct Apply {
    /// The local snapshot's name
    #[arg(required_unless_present = "undo", conflicts_with = "undo")]
    pub name: Option<String>,
    /// Go back to what was there before the last apply or import; a second undo brings it back
    #[arg(long)]
    pub undo: bool,
    /// Also if stores become empty that hold something
    #[arg(long, conflicts_with = "undo")]
    pub force: bool,
}

#[derive(Clone, Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub named: Named,
    #[command(flatten)]
    pub cut: Cut,
    /// Send only what the remote does not have yet of earlier incremental exports, as NAME.json and chunks
    #[arg(long, conflicts_with = "full")]
    pub incremental: bool,
    /// Send one plain archive, NAME.tar.zst, also if the server's setting is incremental
    #[arg(long)]
    pub full: bool,
}

#[derive(Clone, Debug, Args)]
pub struct Fetch {
    #[command(flatten)]
    pub named: Named,
    /// The file to write, `-` for standard output [default: NAME.tar.zst]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Debug, Args)]
pub struct Gc {
    #[command(flatten)]
    pub at: AtRemote,
    /// Delete what nobody has needed for so many seconds; less than a day only while nobody exports to this remote
    #[arg(long, default_value_t = 86_400, value_name = "SECONDS")]
    pub grace: u64,
}

#[derive(Clone, Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub named: Named,
    /// Read and check everything, change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Also if stores become empty that hold something
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Debug, Args)]
pub struct Wait {
    /// Give up after this many seconds
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    pub timeout: u64,
}

#[derive(Clone, Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    pub binaries: Binaries,
    /// The data directory to look at [default: as serve's]
    #[arg(long, env = "STATEBOX_DATA_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

#[derive(Clone, Debug, Args)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}

#[derive(Clone, Debug, Args)]
pub struct Manuals {
    /// Made if it is missing
    pub folder: PathBuf,
}

#[derive(Clone, Debug, Args)]
pub struct Exec {
    /// The command and its arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true, value_name = "COMMAND")]
    pub command: Vec<std::ffi::OsString>,
}

#[derive(Clone, Debug, Args)]
#[command(disable_help_flag = true)]
pub struct Aws {
    /// What `aws` is given
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    pub arguments: Vec<std::ffi::OsString>,
}

#[derive(Clone, Debug, Args)]
pub struct Logs {
    /// redis or mongodb
    pub store: String,
    /// How many lines
    #[arg(long, short = 'n', default_value_t = 50)]
    pub lines: usize,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
