//! The two real servers of an environment, as one kind of thing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::future::{BoxFuture, join_all, try_join_all};
use futures_util::stream::FuturesUnordered;
use snapshots::generation::{Generations, Id};
use snapshots::manifest::Manifest;
use snapshots::store::{Description, Failure, Store};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::refused;
use crate::config::{Config, StoreName};
use crate::exit::{Code, Exit};
use crate::stores::mongodb::{self, MongoStore};
use crate::stores::redis::{self, RedisStore};
use crate::supervisor::{self, Status};

/// A supervised server, as the environment uses it.
pub trait Engine: Store {
    fn look(&self) -> BoxFuture<'_, Result<(), String>>;
    fn start(&self) -> BoxFuture<'_, ()>;
    fn ready(&self) -> BoxFuture<'_, Result<(), supervisor::Failure>>;
    fn probe(&self) -> BoxFuture<'_, Result<(), String>>;
    fn stop(&self, hurry: bool) -> BoxFuture<'_, ()>;
    fn restart_on<'a>(&'a self, generation: &'a Path) -> BoxFuture<'a, Result<(), supervisor::Failure>>;
    /// Ends soon once it is given up, and leaves no process behind. Not to be dropped half-way.
    fn trial<'a>(
        &'a self,
        generation: &'a Path,
        given_up: &'a CancellationToken,
    ) -> BoxFuture<'a, Result<(), supervisor::Failure>>;
    fn check(&self, part: &Description) -> Result<(), String>;
    /// Whether the very version that is installed wrote it.
    fn wrote(&self, part: &Description) -> bool;
    /// No client has stored anything.
    fn is_empty(&self) -> BoxFuture<'_, Result<bool, String>>;
    fn install(&self, generation: &Path) -> std::io::Result<()>;
    /// Removes all that clients have stored, while they go on. Users and settings stay.
    fn empty(&self) -> BoxFuture<'_, Result<(), String>>;
    /// Makes an empty store in a generation that is being made.
    fn create(&self, generation: &Path) -> std::io::Result<()>;
    fn status(&self) -> Status;
    fn watch(&self) -> watch::Receiver<Status>;
    /// Where clients reach it.
    fn address(&self) -> String;
    fn log(&self) -> PathBuf;
}

macro_rules! engine {
    ($store:ident, $install:path) => {
        impl Engine for $store {
            fn look(&self) -> BoxFuture<'_, Result<(), String>> {
                Box::pin($store::look(self))
            }
            fn start(&self) -> BoxFuture<'_, ()> {
                Box::pin($store::start(self))
            }
            fn ready(&self) -> BoxFuture<'_, Result<(), supervisor::Failure>> {
                Box::pin($store::ready(self))
            }
            fn probe(&self) -> BoxFuture<'_, Result<(), String>> {
                Box::pin($store::probe(self))
            }
            fn stop(&self, hurry: bool) -> BoxFuture<'_, ()> {
                Box::pin($store::stop(self, hurry))
            }
            fn restart_on<'a>(&'a self, generation: &'a Path) -> BoxFuture<'a, Result<(), supervisor::Failure>> {
                Box::pin($store::restart_on(self, generation))
            }
            fn trial<'a>(
                &'a self,
                generation: &'a Path,
                given_up: &'a CancellationToken,
            ) -> BoxFuture<'a, Result<(), supervisor::Failure>> {
                Box::pin($store::trial(self, generation, given_up))
            }
            fn check(&self, part: &Description) -> Result<(), String> {
                $store::check(self, part)
            }
            fn wrote(&self, part: &Description) -> bool {
                $store::wrote(self, part)
            }
            fn is_empty(&self) -> BoxFuture<'_, Result<bool, String>> {
                Box::pin($store::is_empty(self))
            }
            fn empty(&self) -> BoxFuture<'_, Result<(), String>> {
                Box::pin($store::empty(self))
            }
            fn install(&self, generation: &Path) -> std::io::Result<()> {
                $install(generation)
            }
            fn create(&self, generation: &Path) -> std::io::Result<()> {
                $store::create(generation)
            }
            fn status(&self) -> Status {
                $store::status(self)
            }
            fn watch(&self) -> watch::Receiver<Status> {
                $store::watch(self)
            }
            fn address(&self) -> String {
                $store::address(self).to_string()
            }
            fn log(&self) -> PathBuf {
                $store::log(self)
            }
        }
    };
}

engine!(RedisStore, RedisStore::install);
engine!(MongoStore, as_it_came);

/// mongod starts from the very files of the archive.
fn as_it_came(_generation: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Those of the two that the settings ask for.
pub struct Children {
    engines: Vec<(StoreName, Arc<dyn Engine>)>,
}

impl Children {
    /// Starts nothing. A store that this generation does not hold yet is made, and from then on it must be there.
    pub fn of(config: &Config, data_dir: &Path, generations: &Generations, current: Id) -> Result<Children, Exit> {
        let generation = generations.folder(current);
        let run_folder = data_dir.join("run");
        let mut engines: Vec<(StoreName, Arc<dyn Engine>)> = Vec::new();
        if config.runs(StoreName::Redis) {
            let settings = redis::Config {
                program: config.redis_server.clone(),
                host: config.host,
                port: config.redis_port,
                durability: config.durability,
                settings: config.redis_settings.clone(),
                run_folder: run_folder.clone(),
            };
            engines.push((StoreName::Redis, Arc::new(RedisStore::new(settings, &generation).map_err(Exit::failed)?)));
        }
        if config.runs(StoreName::MongoDb) {
            let settings = mongodb::Config {
                program: config.mongod.clone(),
                host: config.host,
                port: config.mongodb_port,
                options: config.mongod_options.clone(),
                advertise: config.mongodb_advertise.clone(),
                run_folder,
            };
            engines.push((StoreName::MongoDb, Arc::new(MongoStore::new(settings, &generation).map_err(Exit::failed)?)));
        }
        let children = Children { engines };
        children.complete(generations, current)?;
        Ok(children)
    }

    #[cfg(test)]
    pub fn of_engines(engines: Vec<(StoreName, Arc<dyn Engine>)>) -> Children {
        Children { engines }
    }

    pub fn iter(&self) -> impl Iterator<Item = &(StoreName, Arc<dyn Engine>)> {
        self.engines.iter()
    }

    pub fn get(&self, name: StoreName) -> Option<&Arc<dyn Engine>> {
        self.engines.iter().find(|(store, _)| *store == name).map(|(_, engine)| engine)
    }

    /// Refuses files that a server would lose data over, before anything else is opened or changed.
    pub async fn look(&self) -> Result<(), Exit> {
        let looks = self.engines.iter().map(|(store, engine)| async move {
            engine
                .look()
                .await
                .map_err(|why| Exit::new(Code::Untrusted, format!("{} cannot start: {why}", store.as_str())))
        });
        try_join_all(looks).await.map(|_| ())
    }

    /// All are on their way when this returns.
    pub async fn start(&self) {
        join_all(self.engines.iter().map(|(_, engine)| engine.start())).await;
    }

    /// The first that cannot become ready ends the wait.
    pub async fn ready(&self) -> Result<(), Exit> {
        let waits = self.engines.iter().map(|(store, engine)| async move {
            engine.ready().await.map_err(|failure| Exit::failed(format!("{} did not start: {failure}", store.as_str())))
        });
        try_join_all(waits).await.map(|_| ())
    }

    pub async fn stop(&self, hurry: bool) {
        join_all(self.engines.iter().map(|(_, engine)| engine.stop(hurry))).await;
    }

    /// One that does not come up ends the wait for the others, but not before all have stopped: what follows a stop (a seal is put on the files) is
    /// not left half-way.
    pub async fn restart_on(&self, generation: &Path) -> Result<(), Failure> {
        self.stop(false).await;
        let restarts = self.engines.iter().map(|(store, engine)| async move {
            engine
                .restart_on(generation)
                .await
                .map_err(|failure| said(*store, "did not start on the new data", &failure))
        });
        try_join_all(restarts).await.map(|_| ())
    }

    /// The first that fails ends the others. None is left when this returns.
    pub async fn trial(&self, generation: &Path, given_up: &CancellationToken) -> Result<(), Failure> {
        let given_up = &given_up.child_token();
        let trials = self.engines.iter().map(|(store, engine)| async move {
            let tried = engine.trial(generation, given_up).await;
            tried.map_err(|failure| said(*store, "could not load the archive's data", &failure))
        });
        let mut trials: FuturesUnordered<_> = trials.collect();
        let mut outcome = Ok(());
        while let Some(tried) = trials.next().await {
            if tried.is_err() && outcome.is_ok() {
                outcome = tried;
                given_up.cancel();
            }
        }
        outcome
    }

    pub async fn probe(&self) -> Result<(), Failure> {
        let probes = self.engines.iter().map(|(store, engine)| async move {
            engine.probe().await.map_err(|why| said(*store, "does not answer", &why))
        });
        try_join_all(probes).await.map(|_| ())
    }

    pub fn check(&self, manifest: &Manifest) -> Result<(), Failure> {
        for (store, engine) in &self.engines {
            if let Some(part) = manifest.stores.get(engine.name()) {
                engine.check(&part.description).map_err(|why| said(*store, "cannot take this archive", &why))?;
            }
        }
        Ok(())
    }

    /// Makes unpacked files into what the servers start from; a store that the archive does not hold begins empty.
    /// Whether all parts were written by the servers that are installed.
    pub fn wrote(&self, manifest: &Manifest) -> bool {
        self.engines
            .iter()
            .all(|(_, engine)| manifest.stores.get(engine.name()).is_none_or(|part| engine.wrote(&part.description)))
    }

    /// Makes the stores of a generation that was in use before a store was asked for.
    pub fn complete(&self, generations: &Generations, id: Id) -> Result<(), Exit> {
        let held = generations.record(id).map_err(refused)?;
        for (_, engine) in &self.engines {
            if !held.stores.iter().any(|store| store == engine.name()) {
                generations.add_store(id, engine.name(), |folder| engine.create(folder)).map_err(refused)?;
            }
        }
        Ok(())
    }

    pub fn adapt(&self, generation: &Path, manifest: &Manifest) -> Result<(), Failure> {
        for (store, engine) in &self.engines {
            let outcome = match manifest.stores.contains_key(engine.name()) {
                true => engine.install(generation),
                false => engine.create(generation),
            };
            outcome.map_err(|error| said(*store, "could not be set up from the archive", &error))?;
        }
        Ok(())
    }
}

fn said(store: StoreName, what: &str, why: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("{} {what}: {why}", store.as_str()))
}
