//! What changes the environment or takes its state: exports, imports, snapshots that stay here, resets. What takes its time tells how far it is,
//! a JSON value a line.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use clock::Clock;
use gateway::AnswerBody;
use gateway::http::Response;
use serde_json::{Value, json};
use snapshots::error::Error;
use snapshots::export::{self, Order};
use snapshots::import;
use snapshots::lease::Policy;
use snapshots::local;
use snapshots::manifest::Manifest;
use snapshots::moment::{Moment, Time};
use snapshots::name::SnapshotName;
use snapshots::progress::{Event, Progress};
use snapshots::remote::{self, Form, Remote};
use snapshots::steps::Steps;
use tokio::sync::{OwnedMutexGuard, mpsc};
use tokio_util::sync::CancellationToken;

use super::at_remote::open_remote;
use super::remotes::Asker;
use super::{answer, request};
use crate::config::StoreName;
use crate::environment::{Environment, ImportInto, refused};
use crate::exit::{Code, Exit};

pub async fn export(environment: Arc<Environment>, asker: Asker, input: Value) -> Response<AnswerBody> {
    streamed(environment.ending(), move |progress| async move {
        let wanted: request::Cut = request::parse(input)?;
        let (order, policy) = (order(&environment, &wanted)?, policy(&wanted));
        let turn = begin(&environment)?;
        let remote = open_remote(&environment, asker, wanted.remote.as_deref()).await?;
        let clock = environment.clock().clone();
        let now = move || moment(&clock);
        let setting = export::Setting {
            stores: &environment.cut_stores(),
            remote: &remote,
            workspace: environment.workspace("export"),
            turn: Box::new(turn),
            policy,
            now: &now,
            progress: progress.clone().reporter(),
        };
        let form = order.form;
        let exported = export::export(order, setting).await.map_err(refused)?;
        if let Some(warning) = exported.warning {
            progress.send(json!({ "warning": warning }));
        }
        let manifest = exported.manifest;
        let file_name = match form {
            Form::Plain => manifest.name.file_name(),
            Form::ByReference => manifest.name.index_name(),
        };
        Ok(json!({
            "name": manifest.name,
            "location": format!("{}/{file_name}", remote.address().trim_end_matches('/')),
            "incremental": form == Form::ByReference,
            "size": exported.size,
            "pause_ms": manifest.pause_ms,
            "how": manifest.how,
            "created": manifest.created,
            "held_ms": manifest.stores.iter().map(|(name, part)| (name.clone(), json!(part.held_ms))).collect::<serde_json::Map<_, _>>(),
        }))
    })
}

pub async fn snap(environment: Arc<Environment>, input: Value) -> Response<AnswerBody> {
    streamed(environment.ending(), move |progress| async move {
        let wanted: request::Cut = request::parse(input)?;
        if wanted.remote.is_some() || wanted.incremental.is_some() {
            let sentence = "a snapshot that stays here has no remote and is not incremental; an export is";
            return Err(Exit::new(Code::Usage, sentence));
        }
        let (order, policy) = (order(&environment, &wanted)?, policy(&wanted));
        let turn = begin(&environment)?;
        let clock = environment.clock().clone();
        let now = move || moment(&clock);
        let local = environment.local();
        let setting = local::Setting {
            stores: &environment.cut_stores(),
            local: &local,
            workspace: environment.workspace("snap"),
            turn: Box::new(turn),
            policy,
            now: &now,
            progress: progress.clone().reporter(),
        };
        let (manifest, stuck) = local::snap(order, setting).await.map_err(refused)?;
        if !stuck.is_empty() {
            progress.send(json!({ "warning": stuck.join("; ") }));
        }
        Ok(json!({
            "name": manifest.name,
            "location": local.path(&manifest.name).display().to_string(),
            "pause_ms": manifest.pause_ms,
            "created": manifest.created,
        }))
    })
}

fn order(environment: &Environment, wanted: &request::Cut) -> Result<Order, Exit> {
    Ok(Order {
        name: name(&wanted.name)?,
        force: wanted.force,
        form: if wanted.incremental.unwrap_or(environment.incremental()) { Form::ByReference } else { Form::Plain },
        environment: environment.name(),
        statebox: env!("CARGO_PKG_VERSION").to_owned(),
        description: wanted.description.clone(),
        labels: wanted.labels.clone(),
    })
}

fn policy(wanted: &request::Cut) -> Policy {
    let max_pause = wanted.max_pause_seconds.unwrap_or(60).clamp(1, 3600);
    Policy { max_pause: Duration::from_secs(max_pause), ..Policy::default() }
}

pub async fn apply(environment: Arc<Environment>, input: Value) -> Response<AnswerBody> {
    streamed(environment.ending(), move |progress| async move {
        let wanted: request::Apply = request::parse(input)?;
        let turn = begin(&environment)?;
        let setting = import::Setting {
            generations: environment.generations().clone(),
            target: Arc::new(ImportInto { environment: environment.clone(), turn, is_from_here: true }),
            progress: progress.reporter(),
            steps: Steps::unwatched(),
        };
        match (&wanted.name, wanted.undo) {
            (Some(name_of), false) => {
                let (name, local) = (name(name_of)?, environment.local());
                let parts = local.get(&name).map_err(refused)?;
                demand_nothing_emptied(&environment, &parts, wanted.force).await?;
                let manifest = import::apply(&name, &local, &setting).await.map_err(refused)?;
                Ok(json!({ "name": manifest.name, "created": manifest.created.wall, "undone": false }))
            }
            (None, true) => {
                environment.complete_previous()?;
                let record = import::undo(&setting).await.map_err(refused)?;
                Ok(json!({ "name": record.snapshot, "undone": true }))
            }
            _ => Err(Exit::new(Code::Usage, "say the name of a local snapshot, or undo")),
        }
    })
}

/// What would become empty although it holds something needs a yes.
async fn demand_nothing_emptied(environment: &Environment, parts: &Manifest, force: bool) -> Result<(), Exit> {
    if force {
        return Ok(());
    }
    let emptied = environment.emptied_by(parts).await?;
    if emptied.is_empty() {
        return Ok(());
    }
    Err(Exit::failed(format!(
        "{} holds nothing of {}, which would become empty here although there is something in it; say --force if that is wanted",
        parts.name,
        emptied.join(", ")
    )))
}

/// Empties stores, all that run or those that are named.
pub async fn reset(environment: Arc<Environment>, input: Value) -> Result<Value, Exit> {
    let wanted: request::Reset = request::parse(input)?;
    let running = &environment.config().stores;
    let stores = match wanted.only {
        None => running.clone(),
        Some(names) => names
            .iter()
            .map(|name| {
                let unknown = || Exit::new(Code::Usage, format!("statebox has no store `{name}`"));
                StoreName::named(name).ok_or_else(unknown)
            })
            .collect::<Result<Vec<_>, Exit>>()?,
    };
    if let Some(missing) = stores.iter().find(|store| !running.contains(store)) {
        return Err(Exit::new(Code::Usage, format!("{} does not run here", missing.as_str())));
    }
    let turn = begin(&environment)?;
    let began = environment.clock().now();
    // A task of its own: whoever asked may go away in the middle of it, and what is deleted by then must not be served from memory.
    let emptying = tokio::spawn({
        let environment = environment.clone();
        async move {
            let _turn = turn;
            environment.reset(&stores).await.map(|()| stores)
        }
    });
    let stores = emptying.await.map_err(|stopped| Exit::failed(format!("emptying ended early: {stopped}")))??;
    let took_ms = environment.clock().now().as_millis() - began.as_millis();
    Ok(json!({ "emptied": stores.iter().map(|store| store.as_str()).collect::<Vec<_>>(), "took_ms": took_ms }))
}

/// Walks through folders, and large ones: not on the threads that serve requests.
async fn on_disk<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Exit> {
    let outcome = tokio::task::spawn_blocking(work).await;
    outcome.map_err(|stopped| Exit::failed(format!("it ended early: {stopped}")))?.map_err(refused)
}

/// The snapshots that are kept here.
pub async fn local(environment: &Environment) -> Result<Value, Exit> {
    let local = environment.local();
    let listed = on_disk(move || local.list()).await?;
    let rows = listed.iter().map(|found| match &found.manifest {
        Ok(manifest) => json!({
            "name": found.name,
            "size": found.size,
            "stored": manifest.created.wall,
            "description": manifest.description,
        }),
        Err(error) => json!({ "name": found.name, "size": found.size, "unreadable": error.to_string() }),
    });
    Ok(Value::from(rows.collect::<Vec<_>>()))
}

pub fn inspect_local(environment: &Environment, wanted: &str) -> Result<Value, Exit> {
    let manifest = environment.local().get(&name(wanted)?).map_err(refused)?;
    serde_json::to_value(manifest).map_err(|error| Exit::failed(format!("the manifest cannot be shown: {error}")))
}

pub async fn delete_local(environment: &Environment, wanted: &str) -> Result<Value, Exit> {
    let _turn = begin(environment)?;
    let (local, name) = (environment.local(), name(wanted)?);
    on_disk(move || local.delete(&name)).await?;
    Ok(json!({ "deleted": wanted }))
}

pub async fn import(environment: Arc<Environment>, asker: Asker, input: Value) -> Response<AnswerBody> {
    streamed(environment.ending(), move |progress| async move {
        let wanted: request::Import = request::parse(input)?;
        let name = name(&wanted.name)?;
        let dry_run = wanted.dry_run;
        let how = Bring { dry_run, force: wanted.force };
        let manifest = bring_in(&environment, asker, &name, wanted.remote.as_deref(), how, progress.reporter()).await?;
        Ok(json!({
            "name": manifest.name,
            "created": manifest.created.wall,
            "statebox": manifest.statebox,
            "imported": !dry_run,
        }))
    })
}

/// `serve --import NAME`.
pub async fn import_at_start(environment: &Arc<Environment>, wanted: &str) -> Result<(), Exit> {
    bring_in(
        environment,
        Asker::Trusted,
        &name(wanted)?,
        None,
        Bring { dry_run: false, force: true },
        Progress::silent(),
    )
    .await
    .map(|_| ())
}

struct Bring {
    dry_run: bool,
    force: bool,
}

async fn bring_in(
    environment: &Arc<Environment>,
    asker: Asker,
    name: &SnapshotName,
    remote: Option<&str>,
    how: Bring,
    progress: Progress,
) -> Result<Manifest, Exit> {
    let turn = begin(environment)?;
    let remote = open_remote(environment, asker, remote).await?;
    let setting = import::Setting {
        generations: environment.generations().clone(),
        target: Arc::new(ImportInto { environment: environment.clone(), turn, is_from_here: false }),
        progress,
        steps: Steps::unwatched(),
    };
    if !how.force {
        let parts = remote::inspect(&remote, name).await.map_err(refused)?;
        demand_nothing_emptied(environment, &parts, false).await?;
    }
    if how.dry_run {
        let manifest = remote::verify(&remote, name, &setting.progress).await.map_err(refused)?;
        setting.target.check(&manifest).await.map_err(|failure| refused(Error::Refused(failure)))?;
        return Ok(manifest);
    }
    import::import(name, &remote, &setting).await.map_err(refused)
}

pub fn name(text: &str) -> Result<SnapshotName, Exit> {
    text.parse().map_err(|error| Exit::new(Code::Usage, format!("{error}")))
}

/// The right to be the only one who cuts, imports, empties or tidies up.
pub fn begin(environment: &Environment) -> Result<OwnedMutexGuard<()>, Exit> {
    if let Some(why) = environment.is_shut() {
        return Err(Exit::failed(why));
    }
    let busy = || Exit::failed("another export or import is going on here; try again when it has ended");
    environment.turn().try_lock_owned().map_err(|_| busy())
}

fn given_up() -> Exit {
    Exit::failed(
        "statebox was asked to stop and has given this up; only an import that was switching by then goes to its end",
    )
}

/// The same instant by the wall and by the environment's clock.
fn moment(clock: &Clock) -> Moment {
    Moment { wall: Time(clock.now().as_millis() - clock.offset_ms()), service: Time(clock.now().as_millis()) }
}

/// Where an action tells how far it is.
#[derive(Clone)]
pub struct Lines(mpsc::UnboundedSender<Value>);

impl Lines {
    fn send(&self, line: Value) {
        let _ = self.0.send(line);
    }

    pub fn reporter(self) -> Progress {
        Progress::new(move |event: Event| {
            let phase = in_words(&format!("{:?}", event.phase));
            self.send(json!({ "phase": phase, "done": event.done, "total": event.total }));
        })
    }
}

/// `TryingOut` as people read it: `trying out`.
fn in_words(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 1);
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// Runs an action while its client reads along. A client that goes away cancels it, and so does the end of the environment.
pub fn streamed<F>(ending: CancellationToken, action: impl FnOnce(Lines) -> F + Send + 'static) -> Response<AnswerBody>
where
    F: Future<Output = Result<Value, Exit>> + Send + 'static,
{
    let (sender, body) = AnswerBody::streamed();
    tokio::spawn(async move {
        let (lines, mut waiting) = mpsc::unbounded_channel();
        let last = {
            // Gone before its last line is sent: whoever does not read that holds nothing.
            let mut work = std::pin::pin!(action(Lines(lines)));
            // The action goes on while its client does not read; only the newest of what piled up is sent then.
            let mut newest = None;
            loop {
                tokio::select! {
                    biased;
                    () = ending.cancelled() => break answer::as_value(&given_up()),
                    outcome = &mut work => break match outcome {
                        Ok(value) => json!({ "result": value }),
                        Err(exit) => answer::as_value(&exit),
                    },
                    place = sender.reserve(), if newest.is_some() => match (place, newest.take()) {
                        (Ok(place), Some(line)) => place.send(as_line(&line)),
                        _ => return,
                    },
                    Some(line) = waiting.recv() => newest = Some(line),
                    () = sender.closed() => return,
                }
            }
        };
        while let Ok(line) = waiting.try_recv() {
            if line.get("warning").is_some() {
                let _ = sender.send(as_line(&line)).await;
            }
        }
        let _ = sender.send(as_line(&last)).await;
    });
    answer::lines(body)
}

fn as_line(value: &Value) -> Bytes {
    let mut text = value.to_string();
    text.push('\n');
    Bytes::from(text)
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use tokio::sync::oneshot;
    use tokio::time::timeout;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    async fn last_line(answer: Response<AnswerBody>) -> Value {
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        serde_json::from_slice(bytes.trim_ascii_end().split(|byte| *byte == b'\n').next_back().unwrap()).unwrap()
    }

    #[tokio::test]
    async fn an_action_goes_on_while_its_client_does_not_read() {
        let (done, is_done) = oneshot::channel();
        let answer = streamed(CancellationToken::new(), |lines| async move {
            for step in 0..1000 {
                lines.send(json!({ "phase": step }));
                tokio::task::yield_now().await;
            }
            let _ = done.send(());
            Ok(json!("all"))
        });
        timeout(LONG, is_done).await.expect("nobody has read anything").unwrap();
        assert_eq!(last_line(answer).await, json!({ "result": "all" }));
    }

    #[tokio::test]
    async fn the_end_of_the_environment_ends_an_action_whose_client_does_not_read() {
        let (held, is_let_go) = oneshot::channel::<()>();
        let ending = CancellationToken::new();
        let answer = streamed(ending.clone(), |lines| async move {
            let _held = held;
            loop {
                lines.send(json!({ "phase": "uploading" }));
                tokio::task::yield_now().await;
            }
        });
        ending.cancel();
        assert!(timeout(LONG, is_let_go).await.expect("it is let go").is_err());
        assert!(last_line(answer).await["error"]["message"].as_str().unwrap().contains("asked to stop"));
    }
}
