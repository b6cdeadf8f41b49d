//! A copy of the store at this instant, by hard links.

use std::fs;
use std::path::Path;

use keyspace::{Engine, Fault};
use rocksdb::checkpoint::Checkpoint;

use crate::seen::When;
use crate::{Durability, Rocks, open, seen};

impl Rocks {
    /// Makes `into`, which must not exist and must lie on the same file system, a store of its own with the contents of this
    /// instant. Flush before writers are held, then this is quick: it flushes the rest and links the files. Blocks.
    ///
    /// # Errors
    ///
    /// The folder is there already, or the disk is full.
    pub fn checkpoint(&self, into: &Path) -> Result<(), Fault> {
        // Without a log, what is in memory is nowhere else; families must not be told apart by when they were flushed.
        if self.durability == Durability::None {
            self.flush()?;
        }
        let failed = |error| self.fault(&format!("could not be copied to {}", into.display()), error);
        Checkpoint::new(&self.db).map_err(failed)?.create_checkpoint(into).map_err(failed)?;
        fs::write(into.join(open::FORMAT_FILE), open::format_line())
            .map_err(|error| Fault::because(format!("{} could not be written", into.display()), error))?;
        seen::remember(into, When::Closed);
        Ok(())
    }
}
