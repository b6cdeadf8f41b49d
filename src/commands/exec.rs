//! statebox exec -- COMMAND: runs any command with the variables of `env`.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

use super::{Client, env};
use crate::cli;
use crate::exit::{Code, Exit};

pub async fn run(client: Client, arguments: cli::Exec) -> Result<(), Exit> {
    become_command(&client, arguments.command).await
}

/// This process becomes the command: signals, output and exit code are its own.
pub async fn become_command(client: &Client, command: Vec<OsString>) -> Result<(), Exit> {
    let variables = env::variables(client).await?;
    let mut words = command.into_iter();
    let program = words.next().ok_or_else(|| Exit::new(Code::Usage, "no command was given"))?;
    let variables = variables.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
    let error = Command::new(&program).args(words).envs(variables).exec();
    let name = program.to_string_lossy();
    Err(Exit::failed(match error.kind() {
        io::ErrorKind::NotFound => format!("there is no program `{name}` on PATH: install it, or name its path"),
        _ => format!("`{name}` cannot be started: {error}"),
    }))
}
