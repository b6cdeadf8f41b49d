//! The binary: parses the command line, runs the verb, and ends with its code.

use std::process::ExitCode;

use clap::Parser;
use statebox::cli::Cli;
use statebox::commands;

/// What it was chosen for is in ARCHITECTURE.md, with what it costs to build.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    match commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(exit) => {
            eprintln!("statebox: {exit}");
            ExitCode::from(exit.code as u8)
        }
    }
}
