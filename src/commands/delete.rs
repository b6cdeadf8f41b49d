//! statebox delete NAME

use hyper::Method;

use super::{Client, client::encoded, output, remote_query};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Named, as_json: bool) -> Result<(), Exit> {
    let path = format!("/_statebox/snapshots/{}{}", encoded(&arguments.name), remote_query(&arguments.at)?);
    let result = client.ask(Method::DELETE, &path, None).await?;
    if as_json {
        output::json(&result);
    } else {
        output::say!("Deleted {}.", arguments.name);
    }
    Ok(())
}
