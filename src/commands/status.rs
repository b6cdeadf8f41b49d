//! statebox status

use std::path::Path;

use hyper::Method;
use serde_json::Value;

use super::{Client, output};
use crate::exit::Exit;

pub async fn run(client: Client, as_json: bool) -> Result<(), Exit> {
    let status = client.ask(Method::GET, "/_statebox/status", None).await?;
    if as_json {
        output::json(&status);
    } else {
        output::print(format_args!("{}", table(&status)));
    }
    Ok(())
}

/// Store, address, state and where the data lives; the same table that `serve` prints. What all paths begin with is said once.
pub fn table(status: &Value) -> String {
    let stores = || status["stores"].as_array().into_iter().flatten();
    let paths: Vec<&Path> = stores().filter_map(|store| store["data"].as_str()).map(Path::new).collect();
    let below =
        paths.first().and_then(|path| path.parent()).filter(|top| paths.iter().all(|path| path.starts_with(top)));
    let mut rows = vec![["STORE", "ADDRESS", "STATE", "DATA"].map(str::to_owned).to_vec()];
    for store in stores() {
        let text = |field: &str| store[field].as_str().unwrap_or("").to_owned();
        let data = text("data");
        let data = below
            .and_then(|top| Path::new(&data).strip_prefix(top).ok())
            .map_or(data.clone(), |rest| rest.display().to_string());
        let state = match store["detail"].as_str() {
            Some(detail) if !detail.is_empty() => format!("{}: {detail}", text("state")),
            _ => text("state"),
        };
        rows.push(vec![text("name"), text("address"), state, data]);
    }
    let table = output::table(&rows);
    below.map_or(table.clone(), |top| format!("{table}\nThe data lies in {}\n", top.display()))
}
