//! MongoDB in a cut: a note in the oplog, the `fsync` lock, and hard links to files of which the newest checkpoint does not change.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::future::BoxFuture;
use mongodb::bson::{Bson, Document, doc};
use serde_json::json;
use snapshots::store::{Collected, Description, Failure, How, Pulse, Rank, Store};
use snapshots::workspace::Place;
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::{Instant, sleep};

use super::admin::{self, Admin, number};
use super::files::{self, Kind};
use super::{FEATURES, MongoStore, transactions};

const GRACE: Duration = Duration::from_secs(2);
/// Whoever still has a transaction open when the lock has waited this long began it after the grace.
const LOCK_WAITS: Duration = Duration::from_millis(100);
const LOOK_EVERY: Duration = Duration::from_millis(20);
const THAW_WITHIN: Duration = Duration::from_secs(70);
/// Between two checkpoints, while links are being copied.
const SYNC_DELAY_S: f64 = 3600.0;
const STEP_BYTES: u64 = 8 << 20;

/// What a cut under way has to remember. Never held across a wait: renewals come while files are being fixed.
#[derive(Debug, Default)]
pub struct Cut {
    admin: Option<Admin>,
    /// The lock is asked for by a task of its own: it cannot be taken back, so its answer must be heard even if nobody waits any more.
    pub lock: Option<JoinHandle<Result<(), mongodb::error::Error>>>,
    /// It was granted and has not been given back: exactly one of what `fsyncUnlock` counts is ours.
    is_locked: bool,
    pid: Option<u32>,
    sync_delay: Option<Bson>,
    /// Of the newest checkpoint, when the files were fixed.
    generation: i64,
    linked: Vec<String>,
    description: Description,
}

impl MongoStore {
    pub fn with_cut<T>(&self, with: impl FnOnce(&mut Cut) -> T) -> T {
        with(&mut self.cut.lock().expect("nobody panics here"))
    }

    fn cutting(&self) -> Result<Admin, Failure> {
        self.with_cut(|cut| cut.admin.clone()).ok_or_else(|| Failure::new("no cut is under way"))
    }

    async fn prepare_cut(&self) -> Result<(), Failure> {
        let folder = self.server.folder();
        spawn_blocking(move || has_room(&folder)).await.map_err(Failure::new)??;
        let admin = self.server.admin().map_err(failure)?;
        if admin.is_locked().await.map_err(failure)? {
            return Err(Failure::new(
                "a client holds mongod's fsync lock (db.fsyncLock()), under which nothing can be written: have it call db.fsyncUnlock(), then try again",
            ));
        }
        self.with_cut(|cut| {
            *cut = Cut { admin: Some(admin.clone()), sync_delay: cut.sync_delay.take(), ..Cut::default() }
        });
        if self.with_cut(|cut| cut.sync_delay.is_none()) {
            let before = admin.run(doc! { "getParameter": 1, "syncdelay": 1 }).await.map_err(failure)?;
            self.with_cut(|cut| cut.sync_delay = before.get("syncdelay").cloned());
        }
        admin.run(doc! { "setParameter": 1, "syncdelay": SYNC_DELAY_S }).await.map_err(failure)?;
        // With much to write the lock would take as long as the writing.
        admin.run(doc! { "fsync": 1 }).await.map_err(failure)?;
        transactions::let_end(&admin, GRACE).await.map_err(failure)
    }

    async fn lock(&self, lease: Duration) -> Result<(), Failure> {
        let admin = self.cutting()?;
        let lease_ms = lease.as_millis() as i64;
        // A write that was applied and not yet acknowledged may be missing after a restore, though somebody may have read it: recovery
        // cuts the oplog at its last known hole. A note that the majority has closes all holes before it.
        let concern = doc! { "w": "majority", "wtimeout": lease_ms };
        let note = doc! { "appendOplogNote": 1, "data": { "statebox": "cut" }, "writeConcern": concern, "maxTimeMS": lease_ms };
        admin.run(note).await.map_err(failure)?;
        let locking = admin.clone();
        let asked = tokio::spawn(async move {
            let command = doc! { "fsync": 1, "lock": true, "fsyncLockAcquisitionTimeoutMillis": lease_ms };
            locking.run(command).await.map(|_| ())
        });
        let pid = self.status().pid;
        self.with_cut(|cut| (cut.lock, cut.pid) = (Some(asked), pid));
        let answer = self.lock_answer(&admin, LOCK_WAITS, Duration::MAX).await;
        answer.unwrap_or_else(|| Err(Failure::new("mongod did not grant its lock")))
    }

    /// Waits for the answer to the lock, ending the transactions that keep it waiting. `None` without an answer.
    async fn lock_answer(&self, admin: &Admin, patience: Duration, within: Duration) -> Option<Result<(), Failure>> {
        let begin = Instant::now();
        while begin.elapsed() < within {
            if self.with_cut(|cut| cut.lock.as_ref().is_none_or(JoinHandle::is_finished)) {
                let lock = self.with_cut(|cut| cut.lock.take())?;
                let answer = lock.await.map_err(Failure::new).and_then(|answer| answer.map_err(failure));
                self.with_cut(|cut| cut.is_locked |= answer.is_ok());
                return Some(answer);
            }
            if begin.elapsed() >= patience {
                let _ = transactions::end_all(admin).await;
            }
            sleep(LOOK_EVERY).await;
        }
        None
    }

    async fn is_still_locked(&self) -> Result<(), Failure> {
        let admin = self.cutting()?;
        let is_locked = admin.is_locked().await.map_err(failure)?;
        let is_same = self.with_cut(|cut| cut.pid.is_some() && cut.pid == self.status().pid);
        match is_same && is_locked {
            true => Ok(()),
            false => Err(Failure::new("mongod is not locked any more")),
        }
    }

    async fn fix_files(&self, into: &Place, how: How, pulse: &Pulse) -> Result<(), Failure> {
        let admin = self.cutting()?;
        let copying = Copying { into: into.clone(), pulse: pulse.clone() };
        let fixing = Fixing { from: self.server.folder(), how, copying };
        let files = async { spawn_blocking(move || fixing.fix()).await.map_err(Failure::new)?.map_err(Failure::new) };
        let (linked, description) = tokio::join!(files, describe(&admin));
        let (linked, description) = (linked?, description.map_err(failure)?);
        let generation = checkpoint(&admin).await.map_err(failure)?;
        self.with_cut(|cut| (cut.linked, cut.description, cut.generation) = (linked, description, generation));
        Ok(())
    }

    async fn unlock(&self) -> Result<(), Failure> {
        let Some(admin) = self.with_cut(|cut| cut.admin.clone()) else { return Ok(()) };
        // Whoever is not there holds nothing; a lock does not outlive its process.
        let same_process = self.with_cut(|cut| cut.pid).is_none_or(|pid| self.status().pid == Some(pid));
        if !same_process {
            return Ok(());
        }
        let _ = self.lock_answer(&admin, Duration::ZERO, THAW_WITHIN).await;
        if let Some(late) = self.with_cut(|cut| cut.lock.take()) {
            tokio::spawn(give_back_when_granted(late, admin.clone()));
        }
        if !self.with_cut(|cut| cut.is_locked) {
            return Ok(());
        }
        match admin.unlock().await {
            Err(_) if self.status().pid != self.with_cut(|cut| cut.pid) => {}
            unlocked => drop(unlocked.map_err(failure)?),
        }
        self.with_cut(|cut| cut.is_locked = false);
        Ok(())
    }

    async fn copy_links(&self, into: &Place) -> Result<Collected, Failure> {
        let admin = self.cutting()?;
        let (linked, generation, pid) = self.with_cut(|cut| (std::mem::take(&mut cut.linked), cut.generation, cut.pid));
        if linked.is_empty() {
            return Ok(Collected::Whole);
        }
        let copying = Copying { into: into.clone(), pulse: Pulse::default() };
        let copied = spawn_blocking(move || linked.iter().try_for_each(|file| copying.own(file))).await;
        copied.map_err(Failure::new)?.map_err(Failure::new)?;
        // A checkpoint that ended meanwhile has freed blocks of ours to be overwritten.
        let moved = self.status().pid != pid || checkpoint(&admin).await.map_err(failure)? != generation;
        Ok(if moved { Collected::Moved } else { Collected::Whole })
    }

    async fn finish_cut(&self) {
        let Cut { admin, sync_delay, .. } = self.with_cut(std::mem::take);
        if let (Some(admin), Some(before)) = (admin, sync_delay) {
            // A mongod that is gone comes back with its own.
            let _ = admin.run(doc! { "setParameter": 1, "syncdelay": before }).await;
        }
        self.server.let_admin_go();
    }
}

impl Store for MongoStore {
    fn name(&self) -> &'static str {
        "mongodb"
    }

    fn rank(&self) -> Rank {
        Rank::Lock
    }

    fn prepare(&self) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.prepare_cut())
    }

    fn freeze(&self, lease: Duration) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.lock(lease))
    }

    fn renew(&self, _lease: Duration) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.is_still_locked())
    }

    fn fix<'a>(&'a self, into: &'a Place, how: How, pulse: &'a Pulse) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(self.fix_files(into, how, pulse))
    }

    fn thaw(&self) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.unlock())
    }

    fn collect<'a>(&'a self, into: &'a Place) -> BoxFuture<'a, Result<Collected, Failure>> {
        Box::pin(self.copy_links(into))
    }

    fn describe<'a>(&'a self, _into: &'a Path) -> BoxFuture<'a, Result<Description, Failure>> {
        Box::pin(async { Ok(self.with_cut(|cut| cut.description.clone())) })
    }

    fn finish(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.finish_cut())
    }
}

/// Of a lock that mongod did not answer while somebody waited.
async fn give_back_when_granted(lock: JoinHandle<Result<(), mongodb::error::Error>>, admin: Admin) {
    if let Ok(Ok(())) = lock.await {
        // When this fails, mongod is gone and the lock with it.
        let _ = admin.unlock().await;
    }
}

struct Fixing {
    from: PathBuf,
    how: How,
    copying: Copying,
}

impl Fixing {
    /// Returns the files that are only linked.
    fn fix(&self) -> io::Result<Vec<String>> {
        let mut linked = vec![];
        for file in files::list(&self.from)? {
            let (from, to) = (self.from.join(&file), self.copying.into.join(&file));
            fs::create_dir_all(to.parent().expect("it lies in a folder"))?;
            match (Kind::of(&file), self.how) {
                (Kind::Needless, _) => {}
                (Kind::Blocks, How::Linked) => {
                    fs::hard_link(from, to)?;
                    linked.push(file);
                }
                _ => self.copying.copy(&from, &to)?,
            }
        }
        Ok(linked)
    }
}

struct Copying {
    into: Place,
    pulse: Pulse,
}

impl Copying {
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (mut from, mut to) = (File::open(from)?, File::create(to)?);
        while !self.into.is_given_up() {
            // The kernel's own copy, which some file systems make without copying.
            if io::copy(&mut from.by_ref().take(STEP_BYTES), &mut to)? == 0 {
                return Ok(());
            }
            self.pulse.step();
        }
        Err(io::Error::other("the export was given up"))
    }

    /// Makes a link a file of its own.
    fn own(&self, link: &str) -> io::Result<()> {
        let (link, copy) = (self.into.join(link), self.into.join(format!("{link}.copy")));
        self.copy(&link, &copy)?;
        fs::rename(copy, link)
    }
}

/// A cut needs as much again as there is, until it has been uploaded.
fn has_room(folder: &Path) -> Result<(), Failure> {
    let sizes = || -> io::Result<u64> {
        files::list(folder)?
            .iter()
            .try_fold(0, |sum, file| Ok(sum + fs::metadata(folder.join(file)).map_or(0, |it| it.len())))
    };
    let needed = sizes().map_err(|error| Failure::new(format!("{} cannot be read: {error}", folder.display())))?;
    let disk = rustix::fs::statvfs(folder).map_err(Failure::new)?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    match free < needed {
        true => Err(Failure::new(format!(
            "there is too little room to take a copy of mongodb's files: {needed} bytes are needed and {free} are free at {}",
            folder.display()
        ))),
        false => Ok(()),
    }
}

async fn checkpoint(admin: &Admin) -> Result<i64, mongodb::error::Error> {
    let status = admin.run(doc! { "serverStatus": 1, "repl": 0, "metrics": 0, "locks": 0 }).await?;
    let transaction = status.get_document("wiredTiger").and_then(|wired| wired.get_document("transaction"));
    Ok(transaction.map_or(-1, |transaction| number(transaction, "transaction checkpoint generation")))
}

async fn describe(admin: &Admin) -> Result<Description, mongodb::error::Error> {
    let build = admin.run(doc! { "buildInfo": 1 }).await?;
    let features = admin.run(doc! { "getParameter": 1, FEATURES: 1 }).await?;
    let features = features.get_document(FEATURES).and_then(|features| features.get_str("version")).unwrap_or_default();
    let (collections, documents) = count(admin).await?;
    Ok(Description {
        engine: "mongod".to_owned(),
        version: build.get_str("version").unwrap_or_default().to_owned(),
        facts: BTreeMap::from([(FEATURES.to_owned(), json!(features))]),
        counts: BTreeMap::from([("collections".to_owned(), collections), ("documents".to_owned(), documents)]),
    })
}

/// Of the users' databases, from the collections' own counters, as `estimatedDocumentCount` does.
async fn count(admin: &Admin) -> Result<(u64, u64), mongodb::error::Error> {
    let (mut collections, mut documents) = (0, 0);
    for database in admin.client().list_database_names().await? {
        if matches!(database.as_str(), "admin" | "config" | "local") {
            continue;
        }
        let database = admin.client().database(&database);
        let only_collections = doc! { "type": "collection" };
        for name in database.list_collection_names().filter(only_collections).await? {
            if !name.starts_with("system.") {
                collections += 1;
                documents += database.collection::<Document>(&name).estimated_document_count().await?;
            }
        }
    }
    Ok((collections, documents))
}

fn failure(error: mongodb::error::Error) -> Failure {
    Failure::new(admin::said(&error))
}
