//! statebox serve
use crate::cli;
use crate::exit::Exit;
pub fn run(_arguments: cli::Serve) -> Result<(), Exit> {
    Ok(())
}
