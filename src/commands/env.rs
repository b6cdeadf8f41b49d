//! statebox env: the variables that point SDKs and clients at the server, for `eval "$(statebox env)"`.

use hyper::Method;
use serde_json::{Map, Value};

use super::{Client, output};
use crate::exit::Exit;

pub async fn run(client: Client, as_json: bool) -> Result<(), Exit> {
    let variables = variables(&client).await?;
    if as_json {
        output::json(&Value::Object(variables));
        return Ok(());
    }
    for (name, value) in &variables {
        output::say!("export {name}='{}'", value.as_str().unwrap_or_default().replace('\'', "'\\''"));
    }
    Ok(())
}

/// By the address at which this command found the server: another may be that of the inside of a container.
pub async fn variables(client: &Client) -> Result<Map<String, Value>, Exit> {
    let variables = client.ask(Method::GET, "/_statebox/env", None).await?;
    let mut variables = variables.as_object().cloned().unwrap_or_default();
    for name in ["AWS_ENDPOINT_URL", "STATEBOX_ENDPOINT"] {
        if let Some(value) = variables.get_mut(name) {
            *value = Value::from(client.endpoint());
        }
    }
    Ok(variables)
}
