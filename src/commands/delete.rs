//! statebox delete NAME

use hyper::Method;

use super::{Client, client::encoded, output, remote_query};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::NamedAnywhere, as_json: bool) -> Result<(), Exit> {
    let cli::NamedAnywhere { named, local } = arguments;
    let path = match local {
        true => format!("/_statebox/snaps/{}", encoded(&named.name)),
        false => format!("/_statebox/snapshots/{}{}", encoded(&named.name), remote_query(&named.at)?),
    };
    let result = client.ask(Method::DELETE, &path, None).await?;
    if as_json {
        output::json(&result);
    } else {
        output::say!("Deleted {}.", named.name);
    }
    Ok(())
}
