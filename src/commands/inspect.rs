//! statebox inspect NAME

use hyper::Method;
use serde_json::Value;

use super::{Client, client::encoded, output, remote_query};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::NamedAnywhere, as_json: bool) -> Result<(), Exit> {
    let cli::NamedAnywhere { named, local } = arguments;
    let path = match local {
        true => format!("/_statebox/snaps/{}", encoded(&named.name)),
        false => format!("/_statebox/snapshots/{}{}", encoded(&named.name), remote_query(&named.at)?),
    };
    let manifest = client.ask(Method::GET, &path, None).await?;
    if as_json {
        output::json(&manifest);
    } else {
        output::print(format_args!("{}", summary(&named.name, &manifest)));
    }
    Ok(())
}

/// The manifest as a page for people.
fn summary(name: &str, manifest: &Value) -> String {
    let mut rows = vec![vec!["name".to_owned(), name.to_owned()]];
    for (label, pointer) in [
        ("created", "/created/wall"),
        ("description", "/description"),
        ("statebox", "/statebox"),
        ("format", "/format"),
        ("pause", "/pause_ms"),
    ] {
        match manifest.pointer(pointer) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) => rows.push(vec![label.into(), text.clone()]),
            Some(value) => {
                let unit = if label == "pause" { " ms" } else { "" };
                rows.push(vec![label.into(), format!("{value}{unit}")]);
            }
        }
    }
    for (label, value) in manifest["labels"].as_object().into_iter().flatten() {
        rows.push(vec!["label".into(), format!("{label}={}", value.as_str().unwrap_or_default())]);
    }
    for (name, store) in manifest["stores"].as_object().into_iter().flatten() {
        let files = store["files"].as_array().map(Vec::as_slice).unwrap_or_default();
        let bytes: u64 = files.iter().filter_map(|file| file["size"].as_u64()).sum();
        let held = match files.len() {
            0 => "kept here".to_owned(),
            count => format!("{count} files, {}", output::size(bytes)),
        };
        let counts = store["counts"].as_object().into_iter().flatten().map(|(what, count)| format!("{count} {what}"));
        let counts: Vec<String> = counts.collect();
        let engine =
            [&store["engine"], &store["version"]].map(|value| value.as_str().unwrap_or("").to_owned()).join(" ");
        let held = format!("{engine}, {held}");
        rows.push(vec![name.clone(), if counts.is_empty() { held } else { format!("{held}: {}", counts.join(", ")) }]);
    }
    output::table(&rows)
}
