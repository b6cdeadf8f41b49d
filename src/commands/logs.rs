//! statebox logs STORE

use hyper::Method;

use super::{Client, client::encoded, output};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Logs, as_json: bool) -> Result<(), Exit> {
    let path = format!("/_statebox/logs/{}?lines={}", encoded(&arguments.store), arguments.lines);
    let logs = client.ask(Method::GET, &path, None).await?;
    if as_json {
        output::json(&logs);
        return Ok(());
    }
    for line in logs["lines"].as_array().into_iter().flatten().filter_map(|line| line.as_str()) {
        output::say!("{line}");
    }
    Ok(())
}
