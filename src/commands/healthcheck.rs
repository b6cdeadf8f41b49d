//! statebox healthcheck: for container health checks.

use super::{Client, output};
use crate::exit::Exit;

pub async fn run(client: Client, as_json: bool) -> Result<(), Exit> {
    let is_ready = client.is_ready().await?;
    if as_json {
        output::json(&serde_json::json!({ "ready": is_ready }));
    }
    if is_ready { Ok(()) } else { Err(Exit::failed("not all stores are ready; `statebox status` shows which")) }
}
