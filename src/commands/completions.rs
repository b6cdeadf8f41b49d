//! statebox completions SHELL: from the command line's own definition.

use clap::CommandFactory;

use super::output;
use crate::cli::{self, Cli};

pub fn run(arguments: &cli::Completions) {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "statebox", &mut script);
    output::print(format_args!("{}", String::from_utf8_lossy(&script)));
}
