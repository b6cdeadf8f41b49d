//! statebox aws …: AWS' command line, pointed at the server.
//!
//! Version 1 of it ignores `AWS_ENDPOINT_URL` for SQS in every region that it knows, and then talks to AWS itself (aws/aws-cli#8737): the
//! option is heeded by all versions.

use super::{Client, exec};
use crate::cli;
use crate::exit::Exit;

pub async fn run(client: Client, arguments: cli::Aws) -> Result<(), Exit> {
    let mut command = vec!["aws".into(), "--endpoint-url".into(), client.endpoint().into()];
    command.extend(arguments.arguments);
    exec::become_command(&client, command).await
}
