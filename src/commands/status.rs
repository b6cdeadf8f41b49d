//! statebox status

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

/// Store, address, state and where the data lives; the same table that `serve` prints.
pub fn table(status: &Value) -> String {
    let mut rows = vec![["STORE", "ADDRESS", "STATE", "DATA"].map(str::to_owned).to_vec()];
    for store in status["stores"].as_array().into_iter().flatten() {
        let text = |field: &str| store[field].as_str().unwrap_or("").to_owned();
        let state = match store["detail"].as_str() {
            Some(detail) if !detail.is_empty() => format!("{}: {detail}", text("state")),
            _ => text("state"),
        };
        rows.push(vec![text("name"), text("address"), state, text("data")]);
    }
    output::table(&rows)
}
