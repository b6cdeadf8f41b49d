//! What mongod may write to before it finds out that it cannot start, kept beside until it has started or has been put right.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::files::list;
use super::journal;
use crate::stores::seal;

type Others = Vec<(String, u64, SystemTime)>;

/// Names the folder that the copies are being put back to, for whoever finds them after a kill.
const PUTTING_BACK: &str = "statebox.putting-back";

#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    copies: PathBuf,
    others: Others,
}

impl Kept {
    /// The seal is among it: from now on the files are not what it says, whoever is killed at whatever instant.
    pub fn of(mongodb: &Path, copies: PathBuf) -> io::Result<Kept> {
        forget(&copies)?;
        fs::create_dir_all(copies.join(journal::FOLDER))?;
        for file in list(mongodb)?.iter().filter(|file| is_written_early(file)) {
            fs::copy(mongodb.join(file), copies.join(file))?;
        }
        let others = others(mongodb)?;
        seal::break_open(mongodb);
        Ok(Kept { others, folder: mongodb.to_owned(), copies })
    }

    /// Puts everything back as it was, unless mongod has gone on so far that the rest would not fit any more.
    pub fn put_back(self) -> io::Result<()> {
        if others(&self.folder)? == self.others {
            fs::write(self.copies.join(PUTTING_BACK), self.folder.as_os_str().as_encoded_bytes())?;
            restore(&self.folder, &self.copies)?;
        }
        self.forget()
    }

    pub fn forget(self) -> io::Result<()> {
        forget(&self.copies)
    }
}

/// Ends what a kill has interrupted: half of it put back would be neither what was nor what mongod made of it.
pub fn put_back_the_rest(mongodb: &Path, copies: &Path) -> io::Result<()> {
    match fs::read(copies.join(PUTTING_BACK)) {
        Ok(folder) if folder == mongodb.as_os_str().as_encoded_bytes() => {
            restore(mongodb, copies)?;
            forget(copies)
        }
        // Of another generation, or of a start that was killed: mongod comes back from that by itself.
        _ => Ok(()),
    }
}

fn restore(mongodb: &Path, copies: &Path) -> io::Result<()> {
    for file in list(mongodb)?.iter().filter(|file| is_written_early(file) && !copies.join(file).exists()) {
        fs::remove_file(mongodb.join(file))?;
    }
    for file in list(copies)?.into_iter().filter(|file| file != PUTTING_BACK) {
        let (copy, original) = (copies.join(&file), mongodb.join(&file));
        if !is_same(&copy, &original)? {
            fs::copy(copy, original)?;
        }
    }
    Ok(())
}

/// Its mark goes first: copies that are there by half are never put back.
fn forget(copies: &Path) -> io::Result<()> {
    let gone = |removed: io::Result<()>| match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    };
    gone(fs::remove_file(copies.join(PUTTING_BACK)))?;
    gone(fs::remove_dir_all(copies))
}

fn is_written_early(file: &str) -> bool {
    let early = ["_mdb_catalog.wt", "sizeStorer.wt", "storage.bson", "mongod.lock", seal::FILE_NAME];
    early.contains(&file) || file.starts_with("WiredTiger") || file.starts_with("journal/")
}

/// The time of the last change counts as well as the size: a checkpoint may leave the size.
fn others(mongodb: &Path) -> io::Result<Others> {
    let other = |file: String| {
        let metadata = fs::metadata(mongodb.join(&file))?;
        Ok((file, metadata.len(), metadata.modified()?))
    };
    list(mongodb)?.into_iter().filter(|file| !is_written_early(file)).map(other).collect()
}

fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    Ok(other.exists() && fs::metadata(one)?.len() == fs::metadata(other)?.len() && fs::read(one)? == fs::read(other)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stores::mongodb::files::check;
    use crate::stores::mongodb::files::tests::whole;

    fn append(dir: &tempfile::TempDir, name: &str) {
        let path = dir.path().join(name);
        let longer = [fs::read(&path).unwrap(), vec![1; 4096]].concat();
        fs::write(path, longer).unwrap();
    }

    #[test]
    fn a_start_that_was_killed_is_not_held_against_the_files() {
        let (dir, copies) = (whole(), tempfile::tempdir().unwrap());
        assert_eq!(check(dir.path()), Ok(()));
        Kept::of(dir.path(), copies.path().join("kept")).unwrap();
        append(&dir, "collection-0-1.wt");
        journal::tests::write(dir.path(), 2, journal::FILE_BYTES);
        assert_eq!(check(dir.path()), Ok(()));
    }

    #[test]
    fn a_start_that_mongod_refuses_leaves_the_files_with_their_seal() {
        let (dir, copies) = (whole(), tempfile::tempdir().unwrap());
        let kept = Kept::of(dir.path(), copies.path().join("kept")).unwrap();
        append(&dir, "_mdb_catalog.wt");
        journal::tests::write(dir.path(), 2, journal::FILE_BYTES);
        kept.put_back().unwrap();
        assert_eq!(check(dir.path()), Ok(()));
        append(&dir, "collection-0-1.wt");
        assert!(check(dir.path()).unwrap_err().contains("collection-0-1.wt has 8192 bytes, and was left with 4096"));
    }

    #[test]
    fn what_was_being_put_back_when_we_were_killed_is_put_back_at_the_next_start() {
        let (dir, place) = (whole(), tempfile::tempdir().unwrap());
        let copies = place.path().join("kept");
        Kept::of(dir.path(), copies.clone()).unwrap();
        let newest = "journal/WiredTigerLog.0000000001";
        fs::write(dir.path().join(newest), "cut short by a start").unwrap();
        put_back_the_rest(dir.path(), &copies).unwrap();
        assert!(check(dir.path()).is_err(), "nobody had begun to put it back");

        fs::write(copies.join(PUTTING_BACK), "/another/generation").unwrap();
        put_back_the_rest(dir.path(), &copies).unwrap();
        assert!(check(dir.path()).is_err(), "it is not of this folder");

        fs::write(copies.join(PUTTING_BACK), dir.path().as_os_str().as_encoded_bytes()).unwrap();
        put_back_the_rest(dir.path(), &copies).unwrap();
        assert_eq!(check(dir.path()), Ok(()));
        assert!(!copies.exists());
        put_back_the_rest(dir.path(), &copies).unwrap();
        assert_eq!(check(dir.path()), Ok(()));
    }
}
