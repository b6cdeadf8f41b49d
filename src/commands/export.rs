//! statebox export NAME

use serde_json::{Map, Value, json};

use super::{Client, output, remote_argument};
use crate::cli;
use crate::exit::{Code, Exit};

pub async fn run(client: Client, arguments: cli::Export, as_json: bool) -> Result<(), Exit> {
    let mut request = cut(&arguments.named.name, &arguments.cut)?;
    request["remote"] = json!(remote_argument(&arguments.named.at)?);
    request["incremental"] = match arguments {
        cli::Export { incremental: true, .. } => json!(true),
        cli::Export { full: true, .. } => json!(false),
        _ => Value::Null,
    };
    let mut progress = output::Progress::new(as_json);
    let outcome = client.follow("/_statebox/exports", &request, |event| progress.show(event)).await;
    progress.done();
    let result = outcome?;
    if as_json {
        output::json(&result);
    } else {
        output::say!(
            "Exported {} to {}: {}{}, writers held for {} ms.",
            arguments.named.name,
            result["location"].as_str().unwrap_or("the remote"),
            output::size(result["size"].as_u64().unwrap_or(0)),
            if result["incremental"] == true { " sent" } else { "" },
            result["pause_ms"]
        );
    }
    Ok(())
}

/// What is asked for to have a snapshot taken.
pub fn cut(name: &str, cut: &cli::Cut) -> Result<Value, Exit> {
    Ok(json!({
        "name": name,
        "force": cut.force,
        "description": cut.description,
        "labels": labels(&cut.labels)?,
        "max_pause_seconds": cut.max_pause,
    }))
}

/// `--label key=value`, each.
fn labels(given: &[String]) -> Result<Map<String, Value>, Exit> {
    let label = |label: &String| {
        let (key, value) =
            label.split_once('=').ok_or_else(|| Exit::new(Code::Usage, format!("--label {label} is not key=value")))?;
        Ok((key.to_owned(), json!(value)))
    };
    given.iter().map(label).collect()
}
