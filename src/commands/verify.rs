//! statebox verify NAME

use serde_json::json;

use super::{Client, client::encoded, output, remote_argument};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Named, as_json: bool) -> Result<(), Exit> {
    let path = format!("/_statebox/snapshots/{}/verify", encoded(&arguments.name));
    let request = json!({ "remote": remote_argument(&arguments.at)? });
    let mut progress = output::Progress::new(as_json);
    let outcome = client.follow(&path, &request, |event| progress.show(event)).await;
    progress.done();
    let result = outcome?;
    if as_json {
        output::json(&result);
    } else {
        output::say!(
            "{} is whole: {} files, {}.",
            arguments.name,
            result["files"],
            output::size(result["bytes"].as_u64().unwrap_or(0))
        );
    }
    Ok(())
}
