//! The binary: parses the command line, runs the verb, and ends with its code.

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;
use statebox::cli::Cli;
use statebox::commands::{self, output};
use statebox::exit::{Code, Exit};

/// What it was chosen for is in ARCHITECTURE.md, with what it costs to build.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_understood(&error),
    };
    let as_json = cli.global.json;
    match commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(exit) => ended(&exit, as_json),
    }
}

fn ended(exit: &Exit, as_json: bool) -> ExitCode {
    output::failure(exit, as_json);
    ExitCode::from(exit.code as u8)
}

/// Help and version are answers; everything else is a wrong command line, told as JSON to whoever asked for JSON.
fn not_understood(error: &clap::Error) -> ExitCode {
    let is_asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if !is_asked_for && std::env::args().any(|argument| argument == "--json") {
        let message = error.to_string();
        let message = message.trim().strip_prefix("error: ").unwrap_or(message.trim());
        return ended(&Exit::new(Code::Usage, message), true);
    }
    let _ = error.print();
    ExitCode::from(if is_asked_for { 0 } else { Code::Usage as u8 })
}
