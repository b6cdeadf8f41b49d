//! MongoDB's folder in a generation: which files there are, and whether they are what mongod left.
//!
//! mongod 6.0.5 ends by itself on most damage, but not before it has written to other files, and not on all of it: without its journal it starts
//! after a crash as if nothing had been written since the last checkpoint. So its folder is looked at before it is started.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::stores::seal::{self, Seal};

/// In a folder whose making has not been completed: whatever else is there is nobody's data.
const UNFINISHED: &str = "statebox.unfinished";
const JOURNAL: &str = "journal";
const REQUIRED: [&str; 6] =
    ["WiredTiger", "WiredTiger.turtle", "WiredTiger.wt", "_mdb_catalog.wt", "sizeStorer.wt", "storage.bson"];

/// `file_max` of the journal. mongod allocates this much at once, so that the newest file is never shorter.
pub const JOURNAL_FILE_BYTES: u64 = 8 << 20;

/// WiredTiger's `WT_BLOCK_MAGIC` and `WT_LOG_MAGIC`, as they lie in a file.
const BLOCK_MAGIC: [u8; 4] = 120_897_u32.to_le_bytes();
const LOG_MAGIC: [u8; 4] = 0x0010_1064_u32.to_le_bytes();
const BLOCK_BYTES: u64 = 4096;
/// Read at each orderly stop and at the start after it: about a tenth of a second.
const CHECKSUM_BYTES_MAX: u64 = 256 << 20;
/// A log begins with the header of a record, and that with its magic.
const LOG_MAGIC_AT: usize = 16;

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

fn find_damage(mongodb: &Path) -> Result<(), (PathBuf, String)> {
    let files = list(mongodb).map_err(|error| (mongodb.to_owned(), format!("cannot be read ({error})")))?;
    for name in REQUIRED {
        if !files.iter().any(|file| file == name) {
            return Err((mongodb.join(name), "is missing".to_owned()));
        }
    }
    let seal = Seal::read(mongodb);
    for file in files.iter().filter(|file| Kind::of(file) == Kind::Blocks) {
        let path = mongodb.join(file);
        // A table that was being made when mongod was killed: no checkpoint knows of it, and mongod drops it. Were it an older one, mongod would
        // not start.
        let may_be_unborn = seal.is_none() && !REQUIRED.contains(&file.as_str());
        if may_be_unborn && fs::metadata(&path).is_ok_and(|metadata| metadata.len() < BLOCK_BYTES) {
            continue;
        }
        has_magic(&path, 0, BLOCK_MAGIC)?;
    }
    let turtle = mongodb.join("WiredTiger.turtle");
    let text = fs::read(&turtle).map_err(|error| (turtle.clone(), format!("cannot be read ({error})")))?;
    if !text.starts_with(b"WiredTiger version string\n") || !contains(&text, b"\nfile:WiredTiger.wt\n") {
        return Err((turtle, "is damaged".to_owned()));
    }
    check_journal(mongodb, &files)?;
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

/// After a crash the journal holds what was acknowledged since the last checkpoint.
fn check_journal(mongodb: &Path, files: &[String]) -> Result<(), (PathBuf, String)> {
    let number = |file: &String| file.strip_prefix("journal/WiredTigerLog.")?.parse::<u64>().ok();
    let numbers: Vec<u64> = files.iter().filter_map(number).collect();
    let path = |number: u64| mongodb.join(JOURNAL).join(format!("WiredTigerLog.{number:010}"));
    let Some(&newest) = numbers.last() else {
        return Err((mongodb.join(JOURNAL), "holds no WiredTigerLog file".to_owned()));
    };
    for &number in &numbers {
        has_magic(&path(number), LOG_MAGIC_AT, LOG_MAGIC)?;
    }
    if let Some(gap) = numbers.windows(2).find(|pair| pair[0] + 1 != pair[1]) {
        return Err((path(gap[0] + 1), "is missing".to_owned()));
    }
    let size = fs::metadata(path(newest)).map(|metadata| metadata.len()).unwrap_or(0);
    match size < JOURNAL_FILE_BYTES {
        true => Err((path(newest), format!("has {size} bytes, and mongod makes them {JOURNAL_FILE_BYTES} long"))),
        false => Ok(()),
    }
}

fn has_magic(path: &Path, at: usize, magic: [u8; 4]) -> Result<(), (PathBuf, String)> {
    let mut first = [0; LOG_MAGIC_AT + 4];
    let read = File::open(path).and_then(|mut file| Ok((file.metadata()?.len(), file.read_exact(&mut first))));
    match read {
        // A start after a crash cuts the journal's last file behind its last record.
        Ok((size, _)) if at != LOG_MAGIC_AT && size < BLOCK_BYTES => {
            Err((path.to_owned(), format!("has only {size} bytes")))
        }
        Ok((_, Ok(()))) if first[at..at + 4] == magic => Ok(()),
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

type Others = Vec<(String, u64, SystemTime)>;

/// What mongod may write to before it finds out that it cannot start, kept beside until it has started.
#[derive(Debug)]
pub struct Kept {
    folder: PathBuf,
    copies: PathBuf,
    others: Others,
}

impl Kept {
    pub fn of(mongodb: &Path, copies: PathBuf) -> io::Result<Kept> {
        let _ = fs::remove_dir_all(&copies);
        fs::create_dir_all(copies.join(JOURNAL))?;
        for file in list(mongodb)?.iter().filter(|file| is_written_early(file)) {
            fs::copy(mongodb.join(file), copies.join(file))?;
        }
        Ok(Kept { others: others(mongodb)?, folder: mongodb.to_owned(), copies })
    }

    /// Puts everything back as it was, unless mongod has gone on so far that the rest would not fit any more.
    pub fn put_back(self) -> io::Result<()> {
        if others(&self.folder)? != self.others {
            return self.forget();
        }
        for file in list(&self.folder)?.iter().filter(|file| is_written_early(file) && !self.copies.join(file).exists())
        {
            fs::remove_file(self.folder.join(file))?;
        }
        for file in list(&self.copies)? {
            let (copy, original) = (self.copies.join(&file), self.folder.join(&file));
            if !is_same(&copy, &original)? {
                fs::copy(copy, original)?;
            }
        }
        self.forget()
    }

    pub fn forget(self) -> io::Result<()> {
        fs::remove_dir_all(self.copies)
    }
}

fn is_written_early(file: &str) -> bool {
    let early = ["_mdb_catalog.wt", "sizeStorer.wt", "storage.bson", "mongod.lock"];
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
