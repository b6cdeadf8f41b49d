//! statebox wait: until all stores are ready.

use std::time::Duration;

use hyper::Method;
use serde_json::Value;

use super::{Client, output};
use crate::cli;
use crate::exit::{Code, Exit};

pub async fn run(client: Client, arguments: cli::Wait, as_json: bool) -> Result<(), Exit> {
    let patience = Duration::from_secs(arguments.timeout);
    let mut last = String::from("nothing answers there yet");
    let ready = tokio::time::timeout(patience, async {
        loop {
            // The server answers when its state changes, or after a second.
            match client.ask(Method::GET, "/_statebox/status?wait=ready", None).await {
                Ok(status) if status["ready"] == Value::Bool(true) => return Ok(status),
                Ok(status) => {
                    last = not_ready(&status);
                    if status["failed"] == Value::Bool(true) {
                        return Err(Exit::failed(last.clone()));
                    }
                }
                Err(error) if error.code == Code::Unreachable => last = error.message,
                Err(error) => return Err(error),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    match ready {
        Ok(Ok(status)) if as_json => output::json(&status),
        Ok(Ok(_)) => output::say!("Ready."),
        Ok(Err(error)) => return Err(error),
        Err(_) => return Err(Exit::failed(format!("not ready after {} s: {last}", patience.as_secs()))),
    }
    Ok(())
}

fn not_ready(status: &Value) -> String {
    let stores = status["stores"].as_array().into_iter().flatten().filter(|store| store["state"] != "ready");
    let parts: Vec<String> = stores
        .map(|store| {
            let text = |field: &str| store[field].as_str().unwrap_or("").to_owned();
            format!("{} is {} {}", text("name"), text("state"), text("detail")).trim_end().to_owned()
        })
        .collect();
    parts.join(", ")
}
