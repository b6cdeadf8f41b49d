//! SQS, DynamoDB and Kinesis over one RocksDB, as a store that can be cut, exported and replaced.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use arc_swap::ArcSwap;
use clock::{Clock, Entropy, Timestamp};
use dynamodb::DynamoDb;
use futures_util::future::BoxFuture;
use gateway::Services;
use keyspace::{Batch, Closed, Direction, Engine, Family, Fault, Janitor, KeyRange, RangeCollector, Read, Space};
use kinesis::Kinesis;
use parking_lot::Mutex;
use rocks::Rocks;
use snapshots::store::{Collected, Description, Failure, How, Pulse, Rank, Store};
use snapshots::workspace::Place;
use sqs::Sqs;
use tokio::sync::{oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};

use crate::config::{Config, Durability, StoreName};

/// The folder in a generation and in an archive.
pub const FOLDER: &str = "emulators";

/// In an archive: the services that were served by whoever made it.
const SERVICES: &str = "services";

/// Why a generation cannot be opened: it names the file or the folder.
pub type Unopened = Box<dyn std::error::Error + Send + Sync>;

/// When set, tables in memory are a few kilobytes. For tests of what happens during flushes.
const TINY: &str = "STATEBOX_TEST_TINY_MEMORY";

/// The emulators of one environment, on whichever generation is current.
pub struct Emulated {
    current: ArcSwap<Running>,
    changed: watch::Sender<()>,
    setting: Setting,
    closed: Mutex<Option<Closed>>,
    /// Why nobody is let in until a restart, once that is so.
    shut: OnceLock<String>,
    /// What an export holds, counted while it is packed.
    counting: Mutex<Option<JoinHandle<Result<Counts, Fault>>>>,
}

type Counts = BTreeMap<String, u64>;

/// What stays the same from one generation to the next.
#[derive(Clone)]
pub struct Setting {
    pub clock: Clock,
    pub entropy: Entropy,
    pub durability: Durability,
    pub stores: Vec<StoreName>,
    pub kinesis: kinesis::Settings,
    pub sqs: sqs::Settings,
    /// Memory and files, of all generations together.
    shared: rocks::Shared,
}

/// The services on one generation. Dropped, it ends its janitors; its engine closes when the last request has ended.
pub struct Running {
    folder: PathBuf,
    engine: Arc<Rocks>,
    space: Space,
    services: Arc<Services>,
    sqs: Option<Arc<Sqs>>,
    janitors: Vec<Arc<dyn Janitor>>,
    /// Empty until the generation is in use.
    at_work: Mutex<JoinSet<()>>,
}

impl Setting {
    pub fn of(config: &Config, clock: Clock, entropy: Entropy, floor: Timestamp) -> Setting {
        let mut kinesis = kinesis::Settings {
            lifecycle_latency: Duration::from_millis(config.lifecycle_latency_ms),
            sequence_floor: floor,
            ..Default::default()
        };
        if let Some(limit) = config.shard_limit {
            kinesis.shard_limit = limit;
        }
        Setting {
            clock,
            entropy,
            durability: config.durability,
            stores: config.stores.clone(),
            kinesis,
            sqs: sqs::Settings { number_floor: Some(floor), ..config.sqs },
            shared: rocks::Shared::new(&rocks_sizes()),
        }
    }

    /// The same for a generation that follows one in use: no number given before `floor` is given again.
    pub fn with_floor(&self, floor: Timestamp) -> Setting {
        let mut setting = self.clone();
        setting.kinesis.sequence_floor = floor;
        setting.sqs.number_floor = Some(floor);
        setting
    }

    fn rocks(&self) -> rocks::Settings {
        let durability = match self.durability {
            Durability::Process => rocks::Durability::Process,
            Durability::Power => rocks::Durability::Power,
            Durability::None => rocks::Durability::None,
        };
        rocks::Settings { durability, ..rocks_sizes() }
    }

    /// Opens a folder that holds data already, without background work. An empty or missing one is refused.
    pub fn open_quietly(&self, folder: &Path) -> Result<Running, Unopened> {
        let engine = Arc::new(Rocks::open_sharing(folder, &self.rocks(), &self.shared)?);
        Ok(self.over(engine, folder)?)
    }

    /// The services anew on the engine of a generation that was replaced and is wanted back.
    pub fn again(&self, replaced: &Running) -> Result<Running, Fault> {
        self.over(replaced.engine.clone(), &replaced.folder)
    }

    fn over(&self, engine: Arc<Rocks>, folder: &Path) -> Result<Running, Fault> {
        let space = Space::new(engine.clone(), self.clock.clone(), self.entropy.clone());
        let mut services: Vec<Arc<dyn service::Service>> = Vec::new();
        let mut janitors: Vec<Arc<dyn Janitor>> = vec![Arc::new(RangeCollector::new(space.clone()))];
        let mut parked = None;
        if self.stores.contains(&StoreName::Sqs) {
            let sqs = Arc::new(Sqs::open(space.clone(), self.sqs)?);
            janitors.extend(sqs.janitors());
            services.push(sqs.clone());
            parked = Some(sqs);
        }
        if self.stores.contains(&StoreName::DynamoDb) {
            let dynamodb = Arc::new(DynamoDb::open(space.clone())?);
            janitors.extend(dynamodb.janitors());
            let streams = dynamodb.streams();
            services.push(dynamodb);
            services.push(Arc::new(streams));
        }
        if self.stores.contains(&StoreName::Kinesis) {
            let kinesis = Arc::new(Kinesis::open(space.clone(), self.kinesis.clone())?);
            janitors.extend(kinesis.janitors());
            services.push(kinesis);
        }
        Ok(Running {
            folder: folder.to_owned(),
            engine,
            space,
            services: Arc::new(Services::new(services)),
            sqs: parked,
            janitors,
            at_work: Mutex::default(),
        })
    }
}

/// Tests make memory tiny, so that flushes and compactions go on all the time.
fn rocks_sizes() -> rocks::Settings {
    if std::env::var_os(TINY).is_some() { rocks::Settings::tiny() } else { rocks::Settings::default() }
}

impl Running {
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Holds writers and readers until the guard is dropped.
    pub async fn hold(&self) -> Closed {
        let closed = self.space.gate().close().await;
        closed.hold_reads();
        closed
    }

    /// Counts what there is at this instant, which `fixed` is told of.
    fn count(&self, fixed: oneshot::Sender<()>) -> Result<Counts, Fault> {
        let view = self.space.snapshot();
        let _ = fixed.send(());
        let counts = sqs::counts(&*view)?.into_iter().chain(dynamodb::counts(&*view)?).chain(kinesis::counts(&*view)?);
        Ok(counts.map(|(what, count)| (what.to_owned(), count)).collect())
    }

    fn start_janitors(&self) {
        let mut at_work = self.at_work.lock();
        if !at_work.is_empty() {
            return;
        }
        for janitor in &self.janitors {
            let janitor = janitor.clone();
            let clock = self.space.clock().clone();
            at_work.spawn(async move {
                let told = |fault: &Fault| {
                    tracing::error!(janitor = janitor.name(), ?fault, "background work failed; it is tried again");
                };
                keyspace::keep(janitor.as_ref(), &clock, told).await;
            });
        }
    }
}

impl Emulated {
    /// Makes the folder of a new generation. Nothing else creates a store.
    pub fn create(folder: &Path) -> Result<(), rocks::Refused> {
        Rocks::create(folder, &rocks::Settings::default()).map(drop)
    }

    pub fn new(setting: Setting, running: Running) -> Emulated {
        Emulated {
            current: ArcSwap::from_pointee(running),
            changed: watch::Sender::new(()),
            setting,
            closed: Mutex::new(None),
            shut: OnceLock::new(),
            counting: Mutex::new(None),
        }
    }

    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    pub fn services(&self) -> Arc<Services> {
        self.current.load().services.clone()
    }

    /// SQS, if it is served, beside the services that it is one of.
    pub fn sqs(&self) -> (Arc<Services>, Option<Arc<Sqs>>) {
        let current = self.current.load();
        (current.services.clone(), current.sqs.clone())
    }

    /// Why the store takes no writes, if that is so.
    pub fn refuses_writes(&self) -> Option<String> {
        self.current.load().engine.refuses_writes()
    }

    /// Why nobody is let in until a restart, if that is so.
    pub fn is_shut(&self) -> Option<&str> {
        self.shut.get().map(String::as_str)
    }

    /// From now on nobody is let in, and whoever waits is told why. For when memory may not be of what lies on disk.
    pub fn shut(&self, held: Option<Closed>, why: String) {
        tracing::error!(why, "nobody is let in until statebox is restarted");
        let _ = self.shut.set(why);
        self.current.load().at_work.lock().abort_all();
        if let Some(held) = held {
            held.retire();
        }
        self.changed.send_replace(());
    }

    /// Resolves when the services are others than `old`, or when there will be no others.
    pub async fn changed(&self, old: &Arc<Services>) {
        let mut changed = self.changed.subscribe();
        while Arc::ptr_eq(&self.services(), old) && self.shut.get().is_none() {
            if changed.changed().await.is_err() {
                return;
            }
        }
    }

    /// Holds writers and readers of the current generation until `replace` or until the guard is dropped.
    pub async fn hold(&self) -> Closed {
        let current = self.current.load_full();
        current.hold().await
    }

    /// From now on requests go to `next`. Those that wait at the old gate, which `held` keeps closed, are asked again there.
    pub fn replace(&self, next: Running, held: Option<Closed>) -> Arc<Running> {
        let old = self.current.swap(Arc::new(next));
        self.changed.send_replace(());
        old.at_work.lock().abort_all();
        if let Some(held) = held {
            held.retire();
        }
        old
    }

    /// Empties services: what they held is gone when this returns, and whoever waits at them meanwhile finds nothing. Numbers that were given
    /// before `floor` are not given again.
    pub async fn reset(&self, stores: &[StoreName], floor: Timestamp) -> Result<(), Failure> {
        let families: Vec<Family> = stores.iter().filter_map(|store| family(*store)).collect();
        let held = self.hold().await;
        let current = self.current.load_full();
        let engine = current.engine.clone();
        let wiped = blocking(move || engine.wipe(&families)).await;
        // Also if it failed: part of it may have been written, and services must not remember what is gone.
        let next = match self.setting.with_floor(floor).again(&current) {
            Ok(next) => next,
            Err(fault) => {
                let failure = Failure::new(format!(
                    "after a reset the emulators cannot read their store ({fault}). Nobody is let in until statebox is restarted"
                ));
                // Before the gate opens: what is in memory is deleted.
                self.shut(Some(held), failure.to_string());
                return Err(failure);
            }
        };
        self.replace(next, Some(held));
        self.start_janitors();
        wiped
    }

    /// Background work begins once a generation is in use, and goes on if it was at work already.
    pub fn start_janitors(&self) {
        self.current.load().start_janitors();
    }

    pub fn janitors(&self) -> Vec<&'static str> {
        self.current.load().janitors.iter().map(|janitor| janitor.name()).collect()
    }

    /// Answers parked polls with nothing, so that connections can end.
    pub fn drain(&self) {
        if let Some(sqs) = &self.current.load().sqs {
            sqs.drain();
        }
    }

    pub fn folder(&self) -> PathBuf {
        self.current.load().folder.clone()
    }

    /// No client has made anything in this service.
    pub fn is_empty(&self, store: StoreName) -> Result<bool, Fault> {
        let mut is_empty = true;
        if let Some(family) = family(store) {
            let engine = self.current.load().engine.clone();
            engine.walk(family, KeyRange::ALL, Direction::Forward, &mut |_, _| {
                is_empty = false;
                ControlFlow::Break(())
            })?;
        }
        Ok(is_empty)
    }

    /// Whether an archive with this part is of a server that served this service, or holds something of it all the same.
    pub fn brings(part: &Description, store: StoreName) -> bool {
        let served = part.facts.get(SERVICES).and_then(serde_json::Value::as_array);
        let counted = match store {
            StoreName::Sqs => "queues",
            StoreName::DynamoDb => "tables",
            _ => "streams",
        };
        let is_served = served.is_none_or(|served| served.iter().any(|name| name == store.as_str()));
        is_served || part.counts.get(counted).is_some_and(|count| *count > 0)
    }

    /// A read and a write that change nothing: the engine really works.
    pub async fn probe(&self) -> Result<(), Fault> {
        let current = self.current.load_full();
        current.engine.get(Family::Meta, b"", &mut |_| {})?;
        current.space.commit(Batch::new()).await
    }

    /// After the last request: memory goes to the files.
    pub async fn close(&self) {
        let current = self.current.load_full();
        current.at_work.lock().abort_all();
        let engine = current.engine.clone();
        if let Err(failure) = blocking(move || engine.flush()).await {
            tracing::warn!(%failure, "the last writes stay in the log and are replayed at the next start");
        }
    }
}

impl Store for Emulated {
    fn name(&self) -> &'static str {
        FOLDER
    }

    fn rank(&self) -> Rank {
        Rank::Gate
    }

    /// A flush now makes the one inside the pause small.
    fn prepare(&self) -> BoxFuture<'_, Result<(), Failure>> {
        let engine = self.current.load().engine.clone();
        Box::pin(async move { blocking(move || engine.flush()).await })
    }

    fn freeze(&self, _lease: Duration) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(async {
            let gate = self.current.load().space.gate().clone();
            let closed = gate.close().await;
            *self.closed.lock() = Some(closed);
            Ok(())
        })
    }

    fn renew(&self, _lease: Duration) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(async {
            match &*self.closed.lock() {
                Some(_) => Ok(()),
                None => Err(Failure::new("the gate was opened before the cut was done")),
            }
        })
    }

    fn fix<'a>(&'a self, into: &'a Place, _how: How, _pulse: &'a Pulse) -> BoxFuture<'a, Result<(), Failure>> {
        let running = self.current.load_full();
        let into = into.clone();
        Box::pin(async move {
            let counted = running.clone();
            let (fixed, is_fixed) = oneshot::channel();
            // The view is of this instant; the counting itself goes on when writers do.
            *self.counting.lock() = Some(tokio::task::spawn_blocking(move || counted.count(fixed)));
            let _ = is_fixed.await;
            blocking(move || {
                // RocksDB makes the folder itself.
                std::fs::remove_dir(&*into)
                    .map_err(|error| Fault::because("the export's folder is not empty", error))?;
                running.engine.checkpoint(&into)
            })
            .await
        })
    }

    fn thaw(&self) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(async {
            self.closed.lock().take();
            Ok(())
        })
    }

    /// Hard links of files that RocksDB never changes again: whole as they are.
    fn collect<'a>(&'a self, _into: &'a Place) -> BoxFuture<'a, Result<Collected, Failure>> {
        Box::pin(async { Ok(Collected::Whole) })
    }

    fn describe<'a>(&'a self, _into: &'a Path) -> BoxFuture<'a, Result<Description, Failure>> {
        let counting = self.counting.lock().take();
        let served = self.setting.stores.iter().filter(|store| store.is_emulated());
        let services: Vec<&str> = served.map(|store| store.as_str()).collect();
        Box::pin(async move {
            let counts = match counting {
                Some(counting) => counting.await.map_err(Failure::new)?.map_err(Failure::new)?,
                None => Counts::new(),
            };
            Ok(Description {
                engine: "statebox".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                facts: [
                    ("format".to_owned(), serde_json::Value::from(rocks::FORMAT)),
                    (SERVICES.to_owned(), serde_json::Value::from(services)),
                ]
                .into(),
                counts,
            })
        })
    }
}

fn family(store: StoreName) -> Option<Family> {
    match store {
        StoreName::Sqs => Some(Family::Sqs),
        StoreName::DynamoDb => Some(Family::DynamoDb),
        StoreName::Kinesis => Some(Family::Kinesis),
        StoreName::Redis | StoreName::MongoDb => None,
    }
}

/// Runs what waits for the disk where nobody else waits for it.
async fn blocking(work: impl FnOnce() -> Result<(), Fault> + Send + 'static) -> Result<(), Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(Failure::new),
        Err(stopped) => Err(Failure::new(stopped)),
    }
}
