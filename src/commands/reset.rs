//! statebox reset

use hyper::Method;
use serde_json::json;

use super::{Client, apply, output};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Reset, as_json: bool) -> Result<(), Exit> {
    if let Some(name) = arguments.to {
        let to = cli::Apply { name: Some(name), undo: false, force: arguments.force };
        return apply::run(client, to, as_json).await;
    }
    let request = match arguments.only.is_empty() {
        true => json!({}),
        false => json!({ "only": arguments.only }),
    };
    let result = client.ask(Method::POST, "/_statebox/reset", Some(&request)).await?;
    if as_json {
        output::json(&result);
    } else {
        let emptied: Vec<&str> =
            result["emptied"].as_array().into_iter().flatten().filter_map(|store| store.as_str()).collect();
        output::say!("Emptied {} in {} ms.", emptied.join(", "), result["took_ms"]);
    }
    Ok(())
}
