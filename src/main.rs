//! The binary: parses the command line, runs the verb, and ends with its code.

use std::process::ExitCode;

use clap::Parser;
use statebox::cli::Cli;
use statebox::commands;

fn main() -> ExitCode {
    match commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(exit) => {
            eprintln!("statebox: {exit}");
            ExitCode::from(exit.code as u8)
        }
    }
}
