//! statebox manuals FOLDER: a page a command, `statebox.1`, `statebox-serve.1` and so on.

use std::fs;

use clap::CommandFactory;

use crate::cli::{self, Cli};
use crate::exit::Exit;

pub fn run(arguments: &cli::Manuals) -> Result<(), Exit> {
    let folder = &arguments.folder;
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), folder))
        .map_err(|error| Exit::failed(format!("the manual pages cannot be written to {}: {error}", folder.display())))
}
