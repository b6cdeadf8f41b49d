//! statebox import NAME

use serde_json::json;

use super::{Client, output, remote_argument};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Import, as_json: bool) -> Result<(), Exit> {
    let request = json!({
        "name": arguments.named.name,
        "remote": remote_argument(&arguments.named.at)?,
        "dry_run": arguments.dry_run,
        "force": arguments.force,
    });
    let mut progress = output::Progress::new(as_json);
    let outcome = client.follow("/_statebox/imports", &request, |event| progress.show(event)).await;
    progress.done();
    let result = outcome?;
    if as_json {
        output::json(&result);
    } else if arguments.dry_run {
        output::say!("{} can be imported; nothing was changed.", arguments.named.name);
    } else {
        let created = result["created"].as_str().unwrap_or("an unknown time");
        output::say!("Imported {}, taken at {created}. All stores answer.", arguments.named.name);
    }
    Ok(())
}
