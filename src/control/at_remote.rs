//! What is done with the snapshots at a remote: listed, looked at, checked, fetched, deleted, and what they have left behind freed.

use std::sync::Arc;
use std::time::Duration;

use gateway::AnswerBody;
use gateway::http::Response;
use serde_json::{Value, json};
use snapshots::remote::by_reference::GRACE;
use snapshots::remote::location::Location;
use snapshots::remote::s3::{Access, Own};
use snapshots::remote::snapshots::Snapshots;
use snapshots::remote::{self, Form, Remote, Way};

use super::actions::{begin, name, streamed};
use super::remotes::{self, Asker};
use super::{answer, request};
use crate::environment::{Environment, refused};
use crate::exit::{Code, Exit};

pub async fn list(environment: &Environment, asker: Asker, at: Option<String>) -> Result<Value, Exit> {
    let remote = open_remote(environment, asker, at.as_deref()).await?;
    let listed = remote.list().await.map_err(refused)?;
    let rows = listed.iter().map(|found| {
        let incremental = found.form == Form::ByReference;
        json!({ "name": found.name, "size": found.size, "stored": found.modified, "incremental": incremental })
    });
    Ok(Value::from(rows.collect::<Vec<_>>()))
}

pub async fn inspect(environment: &Environment, asker: Asker, wanted: &str, at: Option<String>) -> Result<Value, Exit> {
    let remote = open_remote(environment, asker, at.as_deref()).await?;
    let manifest = remote::inspect(&remote, &name(wanted)?).await.map_err(refused)?;
    serde_json::to_value(manifest).map_err(|error| Exit::failed(format!("the manifest cannot be shown: {error}")))
}

pub async fn delete(environment: &Environment, asker: Asker, wanted: &str, at: Option<String>) -> Result<Value, Exit> {
    let _turn = begin(environment)?;
    let remote = open_remote(environment, asker, at.as_deref()).await?;
    remote.delete(&name(wanted)?).await.map_err(refused)?;
    Ok(json!({ "deleted": wanted }))
}

/// Frees what no snapshot by reference needs any more.
pub async fn collect(environment: &Environment, asker: Asker, input: Value) -> Result<Value, Exit> {
    let wanted: request::Collect = request::parse(input)?;
    let _turn = begin(environment)?;
    let remote = open_remote(environment, asker, wanted.remote.as_deref()).await?;
    let grace = wanted.grace_seconds.map_or(GRACE, Duration::from_secs);
    let collected = remote.collect_garbage(grace).await.map_err(refused)?;
    let amount = |chunks: usize, bytes: u64| json!({ "chunks": chunks, "bytes": bytes });
    Ok(json!({
        "needed": amount(collected.needed, collected.needed_bytes),
        "marked": amount(collected.marked, collected.marked_bytes),
        "deleted": amount(collected.deleted, collected.deleted_bytes),
    }))
}

/// The plain archive of a snapshot in either form. An answer that breaks off is not whole, and its end says so.
pub async fn fetch(
    environment: Arc<Environment>,
    asker: Asker,
    wanted: &str,
    at: Option<String>,
) -> Response<AnswerBody> {
    let opened = async {
        let (name, remote) = (name(wanted)?, open_remote(&environment, asker, at.as_deref()).await?);
        remote.open(&name, None).await.map_err(refused)
    };
    let mut flow = match opened.await {
        Ok(flow) => flow,
        Err(exit) => return answer::result(Err(exit)),
    };
    let ending = environment.ending();
    let (sender, body) = AnswerBody::streamed();
    tokio::spawn(async move {
        loop {
            let piece = tokio::select! {
                piece = flow.next() => piece,
                () = ending.cancelled() => return,
                () = sender.closed() => return,
            };
            let piece = match piece {
                Ok(Some(piece)) => piece,
                Ok(None) => return,
                Err(error) => return tracing::warn!(%error, "a snapshot could not be fetched to its end"),
            };
            if sender.send(piece).await.is_err() {
                return;
            }
        }
    });
    answer::archive(body)
}

pub async fn verify(environment: Arc<Environment>, asker: Asker, wanted: &str, input: Value) -> Response<AnswerBody> {
    let wanted = wanted.to_owned();
    streamed(environment.ending(), move |progress| async move {
        let at: request::Verify = request::parse(input)?;
        let remote = open_remote(&environment, asker, at.remote.as_deref()).await?;
        let manifest = remote::verify(&remote, &name(&wanted)?, &progress.reporter()).await.map_err(refused)?;
        let files: usize = manifest.stores.values().map(|part| part.files.len()).sum();
        Ok(json!({ "name": wanted, "files": files, "bytes": manifest.size() }))
    })
}

/// The remote of one request: the one it names, else the server's. Its credentials are the server's own.
pub async fn open_remote(environment: &Environment, asker: Asker, named: Option<&str>) -> Result<Snapshots, Exit> {
    let url = named.map_or_else(|| environment.remote_url(), str::to_owned);
    let location = |url: &str| url.parse().map_err(|error| Exit::new(Code::Usage, format!("{error}")));
    let (location, own): (Location, Location) = (location(&url)?, location(&environment.remote_url())?);
    remotes::admit(asker, &location, &own, &environment.config().allowed_remotes)?;
    let way = Way {
        notes: environment.notes().clone(),
        access: Access::from_variables(|name| std::env::var(name).ok()),
        own: Own(vec![environment.address()]),
    };
    remote::connect(location, &way).await.map_err(refused)
}
