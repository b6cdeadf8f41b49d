//! statebox serve: starts an environment, offers it, and ends it in order.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use gateway::{Credentials, Doors, Front, Limits, Origins};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{output, status};
use crate::cli;
use crate::config::Config;
use crate::control;
use crate::environment::{self, Environment, Opened, Served};
use crate::exit::{Code, Exit};
use crate::supervisor::reap;

/// How long open requests may go on after the request to end.
const GRACE: Duration = Duration::from_secs(5);

pub fn run(arguments: cli::Serve, token: Option<String>) -> Result<(), Exit> {
    let filter = arguments.log.clone();
    let config = Config::resolve(arguments)?.with_token(token)?;
    log(filter.as_deref())?;
    let connections = raise_file_limit();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Exit::failed(format!("the async runtime did not start: {error}")))?;
    let outcome = runtime.block_on(serve(config, connections));
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

async fn serve(config: Config, connections: usize) -> Result<(), Exit> {
    let mut ending = Ending::new()?;
    if reap::is_needed() {
        tokio::spawn(async {
            if let Err(error) = reap::reap_strangers().await {
                tracing::warn!(%error, "processes that lost their parent are not reaped");
            }
        });
    }
    let Opened { environment, listeners } = environment::open(config).await?;
    let (stop, stopped) = watch::channel(false);
    let limits = Arc::new(Limits { connections, ..Limits::default() });
    let doors = Doors {
        origins: Origins::new(environment.config().cors_origins.clone()),
        credentials: environment.config().credentials.as_deref().map(credentials).transpose()?,
        hosts: environment.address().ip().is_loopback().then(|| environment.hosts()),
    };
    let backend = Arc::new(Served(environment.clone()));
    let front = Front::new(
        backend,
        environment.clock().clone(),
        environment.entropy().clone(),
        limits.clone(),
        doors,
        environment.gateway_address(),
    );
    let server = gateway::Server::new(Arc::new(front), limits, stopped, GRACE);
    let mut served = tokio::task::JoinSet::new();
    for listener in listeners {
        match listener.tls {
            Some(tls) => served.spawn(server.clone().serve(listener.tcp, tls)),
            None => served.spawn(server.clone().serve(listener.tcp, gateway::Plain)),
        };
    }

    if environment.import_at_start().is_none() {
        environment.start_children().await;
    }
    output::announce(format_args!("{}", table(&environment)));
    let outcome = tokio::select! {
        outcome = offer(&environment) => match outcome {
            Ok(()) => {
                output::announce(format_args!("Ready.\n"));
                ending.asked().await;
                Ok(())
            }
            Err(exit) => Err(exit),
        },
        () = ending.asked() => Ok(()),
    };

    tracing::info!("stopping");
    let _ = stop.send(true);
    environment.drain();
    tokio::select! {
        () = async { environment.actions_ended().await; environment.stop_children(false).await } => {}
        () = async { ending.asked().await; environment.stop_children(true).await } => {}
    }
    while let Some(ended) = served.join_next().await {
        if ended.is_err() {
            tracing::error!("the gateway ended by a mistake of ours");
        }
    }
    environment.close().await;
    outcome
}

fn credentials(path: &Path) -> Result<Credentials, Exit> {
    let unusable = |why: String| {
        Exit::new(Code::Usage, format!("the file of credentials {} cannot be used: {why}", path.display()))
    };
    let text = std::fs::read_to_string(path).map_err(|error| unusable(error.to_string()))?;
    Credentials::parse(&text).map_err(unusable)
}

/// All stores are ready when this returns, and hold what `--import` asked for.
async fn offer(environment: &Arc<Environment>) -> Result<(), Exit> {
    if let Some(name) = environment.import_at_start() {
        control::import_at_start(environment, name).await?;
        environment.imported()?;
    }
    environment.children_ready().await?;
    environment.offered();
    Ok(())
}

fn table(environment: &Environment) -> String {
    format!("statebox {}\n\n{}\n", env!("CARGO_PKG_VERSION"), status::table(&environment.status()))
}

/// The requests to end: the first politely, each further one in a hurry.
struct Ending {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Ending {
    fn new() -> Result<Ending, Exit> {
        let listen = |kind| signal(kind).map_err(|error| Exit::failed(format!("signals cannot be received: {error}")));
        Ok(Ending { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    async fn asked(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// To standard error; `--log` takes the usual filter, as in `debug` or `statebox=debug,info`. RocksDB tells all its options at each start:
/// that is shown to whoever names it.
fn log(filter: Option<&str>) -> Result<(), Exit> {
    use std::io::IsTerminal;
    let wanted = filter.unwrap_or("info");
    let wanted = if wanted.contains("rocksdb") { wanted.to_owned() } else { format!("{wanted},rocksdb=error") };
    let filter = tracing_subscriber::EnvFilter::try_new(&wanted).map_err(|error| {
        Exit::new(Code::Usage, format!("--log {wanted} is no filter: {error}; as in info, debug or statebox=debug"))
    })?;
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        // What cannot be written is not complained about where it cannot be written either.
        .log_internal_errors(false)
        .try_init();
    Ok(())
}

/// Raises the soft limit of open files to the hard one; what is left beside our own files is for connections.
fn raise_file_limit() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    /// Beside the tables of the emulators: the engines' logs, sockets to the children, an export's files.
    const OTHER_FILES: u64 = 100;
    let own_files = OTHER_FILES + rocks::Settings::default().open_files_max.unsigned_abs() as u64;
    let limit = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum }) {
        tracing::debug!(%error, "the limit of open files stays as it is");
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(files.saturating_sub(own_files)).unwrap_or(usize::MAX).clamp(64, Limits::default().connections)
}
