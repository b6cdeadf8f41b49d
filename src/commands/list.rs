//! statebox list

use hyper::Method;

use super::{Client, output, remote_query};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::AtRemote, as_json: bool) -> Result<(), Exit> {
    let path = format!("/_statebox/snapshots{}", remote_query(&arguments)?);
    let snapshots = client.ask(Method::GET, &path, None).await?;
    if as_json {
        output::json(&snapshots);
        return Ok(());
    }
    let snapshots = snapshots.as_array().map(Vec::as_slice).unwrap_or_default();
    if snapshots.is_empty() {
        output::say!("No snapshots there yet. `statebox export NAME` makes one.");
        return Ok(());
    }
    let mut rows = vec![vec!["NAME".to_owned(), "SIZE".to_owned(), "STORED".to_owned()]];
    for snapshot in snapshots {
        let text = |field: &str| snapshot[field].as_str().unwrap_or("").to_owned();
        rows.push(vec![text("name"), output::size(snapshot["size"].as_u64().unwrap_or(0)), text("stored")]);
    }
    output::print(format_args!("{}", output::table(&rows)));
    Ok(())
}
