//! One verb per file. All but `serve`, `doctor`, `completions` and `manuals` ask a running server.

mod apply;
mod aws;
mod client;
mod completions;
mod delete;
mod doctor;
mod env;
mod exec;
mod export;
mod fetch;
mod gc;
mod healthcheck;
mod import;
mod inspect;
mod list;
mod logs;
mod manuals;
pub mod output;
mod reset;
mod serve;
mod snap;
mod status;
mod verify;
mod wait;

use serde_json::Value;

use crate::cli::{AtRemote, Cli, Command};
use crate::exit::{Code, Exit};
pub use client::Client;

/// Runs what the command line says.
pub fn run(cli: Cli) -> Result<(), Exit> {
    let as_json = cli.global.json;
    match cli.command {
        Command::Serve(arguments) => return serve::run(*arguments, cli.global.token),
        Command::Doctor(arguments) => return doctor::run(arguments, as_json),
        Command::Completions(arguments) => {
            completions::run(&arguments);
            return Ok(());
        }
        Command::Manuals(arguments) => return manuals::run(&arguments),
        _ => {}
    }
    let client = Client::new(&cli.global.endpoint)?.with_token(cli.global.token);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Exit::failed(format!("the async runtime did not start: {error}")))?;
    runtime.block_on(async {
        match cli.command {
            Command::Export(arguments) => export::run(client, arguments, as_json).await,
            Command::Import(arguments) => import::run(client, arguments, as_json).await,
            Command::Snap(arguments) => snap::run(client, arguments, as_json).await,
            Command::Apply(arguments) => apply::run(client, arguments, as_json).await,
            Command::Reset(arguments) => reset::run(client, arguments, as_json).await,
            Command::List(arguments) => list::run(client, arguments, as_json).await,
            Command::Inspect(arguments) => inspect::run(client, arguments, as_json).await,
            Command::Verify(arguments) => verify::run(client, arguments, as_json).await,
            Command::Fetch(arguments) => fetch::run(client, arguments, as_json).await,
            Command::Gc(arguments) => gc::run(client, arguments, as_json).await,
            Command::Delete(arguments) => delete::run(client, arguments, as_json).await,
            Command::Status => status::run(client, as_json).await,
            Command::Wait(arguments) => wait::run(client, arguments, as_json).await,
            Command::Healthcheck => healthcheck::run(client, as_json).await,
            Command::Logs(arguments) => logs::run(client, arguments, as_json).await,
            Command::Env => env::run(client, as_json).await,
            Command::Exec(arguments) => exec::run(client, arguments).await,
            Command::Aws(arguments) => aws::run(client, arguments).await,
            Command::Serve(_) | Command::Doctor(_) | Command::Completions(_) | Command::Manuals(_) => {
                unreachable!("handled above")
            }
        }
    })
}

/// The remote as the server understands it: a relative folder is one of this command's working directory.
fn remote_argument(at: &AtRemote) -> Result<Value, Exit> {
    let Some(remote) = &at.remote else { return Ok(Value::Null) };
    if remote.contains("://") {
        return Ok(Value::from(remote.as_str()));
    }
    let absolute = std::path::absolute(remote)
        .map_err(|error| Exit::new(Code::Usage, format!("the folder {remote} cannot be resolved: {error}")))?;
    Ok(Value::from(absolute.to_string_lossy().into_owned()))
}

/// The same as a query string.
fn remote_query(at: &AtRemote) -> Result<String, Exit> {
    Ok(match remote_argument(at)? {
        Value::String(remote) => format!("?remote={}", client::encoded(&remote)),
        _ => String::new(),
    })
}
