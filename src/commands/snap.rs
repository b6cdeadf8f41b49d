//! statebox snap NAME

use super::{Client, export, output};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Snap, as_json: bool) -> Result<(), Exit> {
    let request = export::cut(&arguments.name, &arguments.cut)?;
    let mut progress = output::Progress::new(as_json);
    let outcome = client.follow("/_statebox/snaps", &request, |event| progress.show(event)).await;
    progress.done();
    let result = outcome?;
    if as_json {
        output::json(&result);
    } else {
        output::say!("Kept {}, writers held for {} ms.", arguments.name, result["pause_ms"]);
    }
    Ok(())
}
