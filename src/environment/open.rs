//! How an environment starts: the data directory is locked, its generation opened or, in a new directory, made.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clock::{Clock, Entropy, Timestamp};
use gateway::Metrics;
use snapshots::generation::{Generations, Pointer, Record};
use snapshots::local::Local;
use snapshots::remote::notes::Notes;
use snapshots::workspace::Workspace;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::data_dir::DataDir;
use super::import_at_start::ImportAtStart;
use super::listeners::{Bound, Listener};
use super::{Children, Environment, high_water, refused};
use crate::config::Config;
use crate::exit::{Code, Exit};
use crate::stores::emulated::{self, Emulated, Setting};

/// An environment whose emulators can be asked, and the listeners to ask them by. Its children are not started yet.
pub struct Opened {
    pub environment: Arc<Environment>,
    pub listeners: Vec<Listener>,
}

/// Opens what the settings name. Whatever cannot be read is refused by name, and nothing is changed.
pub async fn open(mut config: Config) -> Result<Opened, Exit> {
    let bound = Bound::of(&config).await?;
    choose_ports(&mut config)?;
    let address = bound.address()?;
    let clock = Clock::system();
    let entropy = Entropy::system();
    let data_dir = DataDir::open(&config.data_dir)?;
    let generations = Generations::of(data_dir.path().to_owned());
    Workspace::sweep(&data_dir.path().join(super::WORK)).map_err(refused)?;
    Local::of(data_dir.path()).sweep().map_err(refused)?;
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
    let listeners = bound.with_certificate(&config, data_dir.path())?;
    let environment = Environment {
        emulated: Arc::new(emulated),
        children,
        clock,
        entropy,
        metrics: Metrics::default(),
        address,
        secure: listeners.secure,
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
    Ok(Opened { environment: Arc::new(environment), listeners: listeners.all })
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
            Some(refused) if refused.is_damage() => Exit::new(
                Code::Untrusted,
                format!("{sentence}. Nothing was changed: bring the files back as they were, or import a snapshot."),
            ),
            _ => Exit::new(Code::Untrusted, format!("{sentence}. Nothing was changed.")),
        }
    })?;
    let emulated = Emulated::new(setting, running);
    emulated.start_janitors();
    Ok(emulated)
}
