//! MongoDB's folder in a generation: which files there are, and whether they are what mongod left.
//!
//! mongod 6.0.5 ends by itself on most damage, but not before it has written to other files, and not on all of it: without its journal it starts
//! after a crash as if nothing had been written since the last checkpoint. So its folder is looked at before it is started.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::journal;
use crate::stores::seal::{self, Seal};

/// In a folder whose making has not been completed: whatever else is there is nobody's data.
const UNFINISHED: &str = "statebox.unfinished";
const METADATA: &str = "WiredTiger.wt";
const TURTLE: &str = "WiredTiger.turtle";
/// There while a cut holds the lock, and in what such a cut has copied. A start that finds it makes the metadata and the turtle anew from it, and
/// removes it last.
const BACKUP: &str = "WiredTiger.backup";
const REQUIRED: [&str; 6] = ["WiredTiger", TURTLE, METADATA, "_mdb_catalog.wt", "sizeStorer.wt", "storage.bson"];

/// WiredTiger's `WT_BLOCK_MAGIC`, as it lies in a file.
const BLOCK_MAGIC: [u8; 4] = 120_897_u32.to_le_bytes();
const BLOCK_BYTES: u64 = 4096;
/// Read at each orderly stop and at the start after it: about a tenth of a second.
const CHECKSUM_BYTES_MAX: u64 = 256 << 20;

/// A file, and what is wrong with it.
pub type Damage = (PathBuf, String);

/// How a file is brought into an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Blocks that the newest checkpoint stands on are not overwritten before the next one is complete.
    Blocks,
    /// Changes in place, or is replaced, at any time.
    Small,
    /// Not needed to come back.
    Needless,
}

impl Kind {
    pub fn of(path: &str) -> Kind {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name {
            "mongod.lock" | "WiredTiger.lock" | seal::FILE_NAME | UNFINISHED => Kind::Needless,
            _ if path.starts_with("diagnostic.data/") || path.starts_with("_tmp/") => Kind::Needless,
            _ if name.starts_with("WiredTigerPreplog.") || name.starts_with("WiredTigerTmplog.") => Kind::Needless,
            _ if name.ends_with(".wt") => Kind::Blocks,
            _ => Kind::Small,
        }
    }
}

/// All files below a folder, by their path in it.
pub fn list(folder: &Path) -> io::Result<Vec<String>> {
    fn visit(folder: &Path, below: &str, into: &mut Vec<String>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            match entry.file_type()?.is_dir() {
                true => visit(&entry.path(), &format!("{path}/"), into)?,
                false => into.push(path),
            }
        }
        Ok(())
    }
    let mut files = vec![];
    visit(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

/// A folder to be made by mongod itself at its first start; until that is complete it is unfinished.
pub fn create(mongodb: &Path) -> io::Result<()> {
    fs::create_dir_all(mongodb)?;
    File::create(mongodb.join(UNFINISHED))?.sync_all()?;
    File::open(mongodb)?.sync_all()
}

pub fn is_unfinished(mongodb: &Path) -> bool {
    mongodb.join(UNFINISHED).exists()
}

/// Back to the beginning of its making.
pub fn start_over(mongodb: &Path) -> io::Result<()> {
    for entry in fs::read_dir(mongodb)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => fs::remove_dir_all(entry.path())?,
            false if entry.file_name() != UNFINISHED => fs::remove_file(entry.path())?,
            false => {}
        }
    }
    Ok(())
}

pub fn finished(mongodb: &Path) -> io::Result<()> {
    fs::remove_file(mongodb.join(UNFINISHED))?;
    File::open(mongodb)?.sync_all()
}

/// Refuses files that mongod would lose data over, or start without; the sentence names the file.
pub fn check(mongodb: &Path) -> Result<(), String> {
    let found = find_damage(mongodb);
    found.map_err(|(path, what)| {
        format!(
            "{} {what}; mongod is not started on it and nothing was changed: bring the file back as it was, or import a snapshot",
            path.display()
        )
    })
}

fn find_damage(mongodb: &Path) -> Result<(), Damage> {
    let files = list(mongodb).map_err(|error| (mongodb.to_owned(), format!("cannot be read ({error})")))?;
    let is_rebuilt = files.iter().any(|file| file == BACKUP);
    let required = |file: &str| REQUIRED.contains(&file) && !(is_rebuilt && [METADATA, TURTLE].contains(&file));
    for name in REQUIRED.into_iter().filter(|name| required(name)) {
        if !files.iter().any(|file| file == name) {
            return Err((mongodb.join(name), "is missing".to_owned()));
        }
    }
    let seal = Seal::read(mongodb);
    let may_be_halved = |file: &str| is_rebuilt && file == METADATA;
    for file in files.iter().filter(|file| Kind::of(file) == Kind::Blocks && !may_be_halved(file)) {
        let path = mongodb.join(file);
        // A table that was being made when mongod was killed: no checkpoint knows of it, and its file may lie there for long. Were it an older one,
        // mongod would not start.
        let size = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        let was_so = seal.as_ref().is_none_or(|seal| seal.size(file) == Some(size));
        if size < BLOCK_BYTES && was_so && !required(file) {
            continue;
        }
        is_table(&path)?;
    }
    match is_rebuilt {
        true => {
            // One near its beginning, and one near its end.
            read_listing(&mongodb.join(BACKUP), &[b"\nfile:_mdb_catalog.wt\n", b"\ntable:sizeStorer\n"])?;
            journal::check(mongodb, &files, None)?;
        }
        false => {
            let turtle = read_listing(&mongodb.join(TURTLE), &[b"\nfile:WiredTiger.wt\n"])?;
            journal::check(mongodb, &files, Some(&turtle))?;
        }
    }
    for (file, mark) in seal.iter().flat_map(Seal::files) {
        let path = mongodb.join(file);
        match mark.differs(&path) {
            Ok(None) => {}
            Ok(Some(what)) => return Err((path, what)),
            Err(error) => return Err((path, format!("cannot be read ({error})"))),
        }
    }
    Ok(())
}

/// Lines of keys and values, replaced by rename; `keys` are in each that is whole.
fn read_listing(path: &Path, keys: &[&[u8]]) -> Result<Vec<u8>, Damage> {
    let text = fs::read(path).map_err(|error| (path.to_owned(), format!("cannot be read ({error})")))?;
    match keys.iter().all(|key| contains(&text, key)) {
        true => Ok(text),
        false => Err((path.to_owned(), "is damaged".to_owned())),
    }
}

fn is_table(path: &Path) -> Result<(), Damage> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.len() < BLOCK_BYTES => {
            Err((path.to_owned(), format!("has only {} bytes", metadata.len())))
        }
        _ => has_magic(path, 0, BLOCK_MAGIC),
    }
}

pub fn has_magic(path: &Path, at: usize, magic: [u8; 4]) -> Result<(), Damage> {
    let mut first = vec![0; at + magic.len()];
    match File::open(path).map(|mut file| file.read_exact(&mut first)) {
        Ok(Ok(())) if first[at..] == magic => Ok(()),
        Ok(_) => Err((path.to_owned(), "does not begin as such a file does".to_owned())),
        Err(error) => Err((path.to_owned(), format!("cannot be read ({error})"))),
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// After an orderly end the files rest. mongod itself finds a damaged block only when it reads it.
pub fn seal(mongodb: &Path) -> io::Result<()> {
    let seal = Seal::of(mongodb, |path| Kind::of(path) != Kind::Needless)?;
    seal.with_checksums(mongodb, CHECKSUM_BYTES_MAX)?.write(mongodb)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// As an orderly stop leaves it, without its data.
    pub fn whole() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
        let mut table = vec![0; BLOCK_BYTES as usize];
        table[..4].copy_from_slice(&BLOCK_MAGIC);
        for name in [METADATA, "_mdb_catalog.wt", "sizeStorer.wt", "collection-0-1.wt"] {
            write(name, &table);
        }
        write("WiredTiger", b"");
        write("storage.bson", b"");
        write(TURTLE, b"WiredTiger version string\nx\nfile:WiredTiger.wt\nid=0,checkpoint_lsn=(1,256)\n");
        fs::create_dir(dir.path().join(journal::FOLDER)).unwrap();
        journal::tests::write(dir.path(), 1, journal::FILE_BYTES);
        seal(dir.path()).unwrap();
        dir
    }

    #[test]
    fn a_table_that_a_kill_left_unborn_is_no_damage_also_after_an_orderly_stop() {
        let dir = whole();
        fs::write(dir.path().join("index-1-1.wt"), "").unwrap();
        assert!(
            check(dir.path()).unwrap_err().contains("index-1-1.wt has only 0 bytes"),
            "it had been left with more, or was not there"
        );
        seal(dir.path()).unwrap();
        assert_eq!(check(dir.path()), Ok(()));
        seal::break_open(dir.path());
        assert_eq!(check(dir.path()), Ok(()));
    }

    #[test]
    fn metadata_that_is_being_made_anew_from_a_backup_may_be_missing_or_half() {
        let backup = b"colgroup:_mdb_catalog\nx\nfile:_mdb_catalog.wt\nx\ntable:sizeStorer\nx\n";
        type Stage = fn(&Path);
        let stages: [Stage; 3] = [
            |dir| fs::remove_file(dir.join(METADATA)).unwrap(),
            |dir| {
                fs::remove_file(dir.join(METADATA)).unwrap();
                fs::remove_file(dir.join(TURTLE)).unwrap();
            },
            |dir| {
                fs::remove_file(dir.join(TURTLE)).unwrap();
                fs::write(dir.join(METADATA), "").unwrap();
            },
        ];
        for stage in stages {
            let dir = whole();
            seal::break_open(dir.path());
            stage(dir.path());
            assert!(check(dir.path()).is_err(), "nothing could bring it back");
            fs::write(dir.path().join(BACKUP), backup).unwrap();
            assert_eq!(check(dir.path()), Ok(()));
            fs::write(dir.path().join(BACKUP), &backup[..30]).unwrap();
            assert!(check(dir.path()).unwrap_err().contains("WiredTiger.backup is damaged"));
        }
    }
}
