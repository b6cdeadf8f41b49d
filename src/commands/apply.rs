//! statebox apply NAME, and --undo

use serde_json::json;

use super::{Client, output};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Apply, as_json: bool) -> Result<(), Exit> {
    let request = json!({ "name": arguments.name, "undo": arguments.undo, "force": arguments.force });
    let mut progress = output::Progress::new(as_json);
    let outcome = client.follow("/_statebox/applies", &request, |event| progress.show(event)).await;
    progress.done();
    let result = outcome?;
    if as_json {
        output::json(&result);
    } else if arguments.undo {
        let what = result["name"].as_str().map(|name| format!(", which came from {name}")).unwrap_or_default();
        output::say!("Back to what was there before{what}. All stores answer.");
    } else {
        let created = result["created"].as_str().unwrap_or("an unknown time");
        output::say!("Applied {}, taken at {created}. All stores answer.", arguments.name.unwrap_or_default());
    }
    Ok(())
}
