//! statebox gc

use hyper::Method;
use serde_json::{Value, json};

use super::{Client, output, remote_argument};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Gc, as_json: bool) -> Result<(), Exit> {
    let request = json!({ "remote": remote_argument(&arguments.at)?, "grace_seconds": arguments.grace });
    let result = client.ask(Method::POST, "/_statebox/collections", Some(&request)).await?;
    if as_json {
        output::json(&result);
        return Ok(());
    }
    let amount =
        |what: &Value| format!("{} chunks ({})", what["chunks"], output::size(what["bytes"].as_u64().unwrap_or(0)));
    output::say!("Deleted {}; snapshots need {}.", amount(&result["deleted"]), amount(&result["needed"]));
    if result["marked"]["chunks"] != 0 {
        output::say!(
            "Nobody needs {} any more: a gc deletes them when that was first seen {} ago.",
            amount(&result["marked"]),
            hours(arguments.grace)
        );
    }
    Ok(())
}

fn hours(seconds: u64) -> String {
    match seconds {
        3600 => "an hour".to_owned(),
        seconds if seconds % 3600 == 0 => format!("{} hours", seconds / 3600),
        seconds => format!("{seconds} seconds"),
    }
}
