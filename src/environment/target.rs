//! The environment as what an archive is imported into.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clock::Timestamp;
use futures_util::future::BoxFuture;
use snapshots::manifest::Manifest;
use snapshots::store::Failure;
use snapshots::target::Target;
use tokio::sync::{OwnedMutexGuard, oneshot};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::{Environment, Trial, high_water};
use crate::stores::emulated::{self, Emulated, Running};

/// How long a flip waits for requests that are under way; clients are held meanwhile.
const HOLD_MAX: Duration = Duration::from_secs(30);

/// `snapshots` holds it for as long as an import lasts, also when nobody waits for its end any more; so does the turn last.
pub struct ImportInto {
    pub environment: Arc<Environment>,
    pub turn: OwnedMutexGuard<()>,
    /// The files were written on this machine: where the same servers wrote them, they are not tried out beforehand.
    pub is_from_here: bool,
}

impl Target for ImportInto {
    fn check<'a>(&'a self, manifest: &'a Manifest) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            if let Some(part) = manifest.stores.get(emulated::FOLDER) {
                let format = part.description.facts.get("format").and_then(serde_json::Value::as_u64).unwrap_or(0);
                if format > u64::from(rocks::FORMAT) {
                    return Err(Failure::new(format!(
                        "the emulators' data has format {format}, and this statebox reads formats up to {}: import it with statebox {} or newer",
                        rocks::FORMAT,
                        manifest.statebox
                    )));
                }
            }
            self.environment.children.check(manifest)
        })
    }

    fn adapt<'a>(&'a self, generation: &'a Path, manifest: &'a Manifest) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            if !manifest.stores.contains_key(emulated::FOLDER) {
                Emulated::create(&generation.join(emulated::FOLDER)).map_err(Failure::new)?;
            }
            self.environment.children.adapt(generation, manifest)
        })
    }

    fn try_out<'a>(
        &'a self,
        generation: &'a Path,
        manifest: Option<&'a Manifest>,
    ) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let is_known =
                self.is_from_here && manifest.is_none_or(|manifest| self.environment.children.wrote(manifest));
            let floor = high_water::raise(self.environment.data_dir.path(), self.environment.clock.now())
                .map_err(Failure::new)?;
            let (given_up, (tell, outcome)) = (CancellationToken::new(), oneshot::channel());
            let (environment, generation, until) = (self.environment.clone(), generation.to_owned(), given_up.clone());
            let over = tokio::spawn(async move {
                let _ = tell.send(environment.try_out(&generation, floor, is_known, &until).await);
            });
            self.environment.importing.lock().trial = Some(Trial { given_up, over });
            outcome.await.unwrap_or_else(|_| Err(Failure::new("trying it out panicked")))
        })
    }

    fn hold(&self) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(async move {
            let held = timeout(HOLD_MAX, self.environment.emulated.hold()).await.map_err(|_| {
                Failure::new(format!("requests that were under way did not end within {} seconds", HOLD_MAX.as_secs()))
            })?;
            // Numbers that were given until this instant are not given again. From here on nobody is given one, and nothing is written
            // that could fail on the way back.
            high_water::raise(self.environment.data_dir.path(), self.environment.clock.now()).map_err(Failure::new)?;
            self.environment.importing.lock().held = Some(held);
            Ok(())
        })
    }

    fn switch<'a>(&'a self, generation: &'a Path) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let environment = &self.environment;
            let folder = generation.join(emulated::FOLDER);
            if environment.emulated.folder() != folder {
                let next = environment.next_on(&folder)?;
                let held = environment.importing.lock().held.take();
                let next_held = next.hold().await;
                let old = environment.emulated.replace(next, held);
                let mut importing = environment.importing.lock();
                (importing.held, importing.old) = (Some(next_held), Some(old));
            }
            environment.children.restart_on(generation).await
        })
    }

    fn probe(&self) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(async move {
            self.environment.emulated.probe().await.map_err(Failure::new)?;
            self.environment.children.probe().await
        })
    }

    fn release(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let mut ended = std::mem::take(&mut *self.environment.importing.lock());
            drop(ended.held.take());
            // Closing a store that nobody uses any more waits for the disk.
            let closing = spawn_blocking(move || drop(ended));
            self.environment.importing.lock().closing = Some(closing);
            self.environment.emulated.start_janitors();
            self.environment.changed.send_replace(());
        })
    }

    fn shut<'a>(&'a self, why: &'a str) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            let mut ended = std::mem::take(&mut *self.environment.importing.lock());
            self.environment.emulated.shut(ended.held.take(), why.to_owned());
            self.environment.children.stop(false).await;
            let closing = spawn_blocking(move || drop(ended));
            self.environment.importing.lock().closing = Some(closing);
            self.environment.changed.send_replace(());
        })
    }

    fn forget(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let trial = self.environment.importing.lock().trial.take();
            if let Some(Trial { given_up, over }) = trial {
                given_up.cancel();
                let _ = over.await;
            }
            let (next, closing) = {
                let mut importing = self.environment.importing.lock();
                (importing.next.take(), importing.closing.take())
            };
            let _ = spawn_blocking(move || drop(next)).await;
            if let Some(closing) = closing {
                let _ = closing.await;
            }
        })
    }
}

impl Environment {
    /// Opens the emulators' store for the flip, and starts the children on theirs.
    async fn try_out(
        &self,
        generation: &Path,
        floor: Timestamp,
        is_known: bool,
        given_up: &CancellationToken,
    ) -> Result<(), Failure> {
        let setting = self.emulated.setting().with_floor(floor);
        let folder = generation.join(emulated::FOLDER);
        let opened = spawn_blocking(move || setting.open_quietly(&folder)).await.map_err(Failure::new)?;
        self.importing.lock().next = Some(opened.map_err(Failure::new)?);
        if is_known { Ok(()) } else { self.children.trial(generation, given_up).await }
    }

    /// The emulators on the generation that is switched to: opened by `try_out`, or the one that was replaced a moment ago.
    fn next_on(&self, folder: &Path) -> Result<Running, Failure> {
        let mut importing = self.importing.lock();
        if let Some(next) = importing.next.take() {
            if next.folder() == folder {
                return Ok(next);
            }
            importing.next = Some(next);
        }
        match importing.old.take().filter(|old| old.folder() == folder) {
            Some(old) => self.emulated.setting().again(&old).map_err(Failure::new),
            None => Err(Failure::new(format!("{} is not open", folder.display()))),
        }
    }
}
