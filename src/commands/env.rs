//! statebox env: the variables that point SDKs and clients at the server, for `eval "$(statebox env)"`.

use hyper::Method;

use super::{Client, output};
use crate::exit::Exit;

pub async fn run(client: Client, as_json: bool) -> Result<(), Exit> {
    let variables = client.ask(Method::GET, "/_statebox/env", None).await?;
    if as_json {
        output::json(&variables);
        return Ok(());
    }
    for (name, value) in variables.as_object().into_iter().flatten() {
        output::say!("export {name}='{}'", value.as_str().unwrap_or_default().replace('\'', "'\\''"));
    }
    Ok(())
}
