//! statebox list

use hyper::Method;
use serde_json::{Value, json};

use super::{Client, output, remote_query};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::AtRemote, as_json: bool) -> Result<(), Exit> {
    let at_remote =
        client.ask(Method::GET, &format!("/_statebox/snapshots{}", remote_query(&arguments)?), None).await?;
    let local = client.ask(Method::GET, "/_statebox/snaps", None).await?;
    let snapshots: Vec<Value> = marked(local, true).chain(marked(at_remote, false)).collect();
    if as_json {
        output::json(&Value::from(snapshots));
        return Ok(());
    }
    if snapshots.is_empty() {
        output::say!(
            "No snapshots there yet. `statebox snap NAME` keeps one here, `statebox export NAME` takes one to the remote."
        );
        return Ok(());
    }
    let mut rows = vec![["NAME", "WHERE", "SIZE", "STORED"].map(str::to_owned).to_vec()];
    for snapshot in &snapshots {
        let text = |field: &str| snapshot[field].as_str().unwrap_or("").to_owned();
        let place = match (&snapshot["local"], &snapshot["incremental"]) {
            (Value::Bool(true), _) => "here",
            (_, Value::Bool(true)) => "remote, incremental",
            _ => "remote",
        };
        let size = output::size(snapshot["size"].as_u64().unwrap_or(0));
        let stored = match snapshot["unreadable"].as_str() {
            Some(why) => format!("cannot be used: {why}"),
            None => text("stored"),
        };
        rows.push(vec![text("name"), place.to_owned(), size, stored]);
    }
    output::print(format_args!("{}", output::table(&rows)));
    Ok(())
}

/// Each with the member `local`.
fn marked(listed: Value, is_local: bool) -> impl Iterator<Item = Value> {
    let listed = if let Value::Array(listed) = listed { listed } else { Vec::new() };
    listed.into_iter().map(move |mut snapshot| {
        snapshot["local"] = json!(is_local);
        snapshot
    })
}
