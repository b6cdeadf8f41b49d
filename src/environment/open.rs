//! How an environment starts: the data directory is locked, its generation opened or, in a new directory, made.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clock::{Clock, Entropy, Timestamp};
use gateway::Metrics;
use snapshots::generation::{Generations, Pointer, Record};
use snapshots::remote::notes::Notes;
use snapshots::workspace::Workspace;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::data_dir::DataDir;
use super::import_at_start::ImportAtStart;
use super::{Children, Environment, high_water, refused};
use crate::config::Config;
use crate::exit::{Code, Exit};
use crate::stores::emulated::{self, Emulated, Setting};
use crate::tls::{Certificate, Tls};

/// An environment whose emulators can be asked, and the listener to ask them by. Its children are not started yet.
pub struct Opened {
    pub environment: Arc<Environment>,
    pub listener: TcpListener,
    /// The listener with TLS.
    pub secure: Option<(TcpListener, Tls)>,
}

/// Opens what the settings name. Whatever cannot be read is refused by name, and nothing is changed.
pub async fn open(mut config: Config) -> Result<Opened, Exit> {
    let listener = bind(&config, config.port, "--port").await?;
    let secure = match &config.tls {
        Some(tls) => Some(bind(&config, tls.port, "--tls-port").await?),
        None => None,
    };
    choose_ports(&mut config)?;
    let address = local_address(&listener)?;
    let clock = Clock::system();
    let entropy = Entropy::system();
    let data_dir = DataDir::open(&config.data_dir)?;
    let generations = Generations::of(data_dir.path().to_owned());
    Workspace::sweep(&data_dir.path().join(super::WORK)).map_err(refused)?;
    let found = generations.current().map_err(refused)?;
    let import = ImportAtStart::of(&config, data_dir.path(), found.is_none())?;
    let pointer = match found {
        Some(pointer) => {
            for stray in generations.sweep_strays().map_err(refused)? {
                tracing::info!(stray, "removed what an interrupted import left");
            }
            pointer
        }
        None => begin(&generations, &config)?,
    };
    let children = Children::of(&config, data_dir.path(), &generations, pointer.current)?;
    children.look().await?;
    let folder = generations.folder(pointer.current);
    let floor = high_water::read(data_dir.path())?;
    let emulated = open_emulated(&config, &clock, &entropy, floor, &folder.join(emulated::FOLDER))?;
    let secure = match secure {
        Some(listener) => Some((listener, certificate(&config, data_dir.path())?)),
        None => None,
    };
    let (secure, secure_address) = match secure {
        Some((listener, certificate)) => {
            let address = local_address(&listener)?;
            (Some((listener, Tls::with(&certificate)?)), Some((address, certificate.chain)))
        }
        None => (None, None),
    };
    let environment = Environment {
        emulated: Arc::new(emulated),
        children,
        clock,
        entropy,
        metrics: Metrics::default(),
        address,
        secure: secure_address,
        generations,
        changed: watch::Sender::new(()),
        notes: Notes::of(data_dir.path().join("uploads")),
        turn: Arc::default(),
        ending: CancellationToken::new(),
        actions: Default::default(),
        importing: Default::default(),
        is_open: AtomicBool::new(import.is_none()),
        import_at_start: import,
        is_offered: Default::default(),
        data_dir,
        config,
    };
    Ok(Opened { environment: Arc::new(environment), listener, secure })
}

/// Free ports for the engines whose port is 0. Both are held until both are known, so that they differ.
fn choose_ports(config: &mut Config) -> Result<(), Exit> {
    let mut held = Vec::new();
    for port in [&mut config.redis_port, &mut config.mongodb_port] {
        if *port == 0 {
            let free = std::net::TcpListener::bind((config.host, 0)).and_then(|it| Ok((it.local_addr()?.port(), it)));
            let (number, listener) = free.map_err(|error| Exit::failed(format!("no free port was found: {error}")))?;
            *port = number;
            held.push(listener);
        }
    }
    Ok(())
}

async fn bind(config: &Config, port: u16, option: &str) -> Result<TcpListener, Exit> {
    let wanted = SocketAddr::new(config.host, port);
    TcpListener::bind(wanted).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Exit::failed(format!(
            "port {} is taken by another program. Stop it, or choose another with {option}.",
            wanted.port()
        )),
        std::io::ErrorKind::AddrNotAvailable => {
            Exit::failed(format!("{} is no address of this machine. Choose another with --host.", wanted.ip()))
        }
        std::io::ErrorKind::PermissionDenied => Exit::failed(format!(
            "port {} may not be opened by this user. Choose one above 1023 with {option}.",
            wanted.port()
        )),
        _ => Exit::failed(format!("{wanted} cannot be listened on: {error}")),
    })
}

fn local_address(listener: &TcpListener) -> Result<SocketAddr, Exit> {
    listener.local_addr().map_err(|error| Exit::failed(format!("the listener has no address: {error}")))
}

/// The user's certificate, or the one that is kept in the data directory.
fn certificate(config: &Config, data_dir: &Path) -> Result<Certificate, Exit> {
    if let Some(given) = config.tls.as_ref().and_then(|tls| tls.certificate.clone()) {
        return Ok(given);
    }
    let everywhere = ["localhost", "*.localhost", "localhost.localstack.cloud", "*.localhost.localstack.cloud"];
    let named = super::host_names(config).into_iter().filter(|name| name != "*");
    let names: Vec<String> = everywhere.into_iter().map(str::to_owned).chain(named).collect();
    let mut addresses = vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    if !config.host.is_unspecified() && !config.host.is_loopback() {
        addresses.push(config.host);
    }
    Certificate::kept_in(&data_dir.join("tls"), &names, &addresses)
}

/// The first generation of a data directory. The emulators' store is always made; the engines make theirs when they first run.
fn begin(generations: &Generations, config: &Config) -> Result<Pointer, Exit> {
    // What a killed first start left.
    generations.sweep_strays().map_err(refused)?;
    let (id, folder) = generations.create_tmp().map_err(refused)?;
    Emulated::create(&folder.join(emulated::FOLDER))
        .map_err(|fault| Exit::failed(format!("the emulators' store cannot be made: {fault}")))?;
    tracing::debug!(generation = %id, stores = ?config.stores, "a new data directory begins");
    generations.found(id, &Record::new([emulated::FOLDER.to_owned()], None)).map_err(refused)?;
    Ok(Pointer { current: id, previous: None })
}

fn open_emulated(
    config: &Config,
    clock: &Clock,
    entropy: &Entropy,
    floor: Timestamp,
    folder: &Path,
) -> Result<Emulated, Exit> {
    let setting = Setting::of(config, clock.clone(), entropy.clone(), floor);
    let running = setting.open_quietly(folder).map_err(|why| {
        let sentence = format!("the emulators' data cannot be opened: {why}");
        match why.downcast_ref::<rocks::Refused>() {
            Some(refused) if refused.is_for_want_of_space() => {
                Exit::failed(format!("{sentence}. Nothing is lost: make some space there and start again."))
            }
            _ => Exit::new(Code::Untrusted, format!("{sentence}. Nothing was changed.")),
        }
    })?;
    let emulated = Emulated::new(setting, running);
    emulated.start_janitors();
    Ok(emulated)
}
