//! Which files were found sound. RocksDB's tables never change, so one that was looked through once is looked through again only
//! if it is not the same file any more; and what was closed in order may not have lost anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

const SEEN_FILE: &str = "SEEN";

/// When the list was made.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Files came and went since: the list only saves looking again.
    Opened,
    /// Nobody wrote since: every file of the list has to be there.
    Closed,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Print {
    pub(crate) size: u64,
    modified_ns: u128,
}

pub(crate) type Files = BTreeMap<String, Print>;

/// Everything in the directory that belongs to RocksDB's data, by name.
pub(crate) fn files(dir: &Path) -> std::io::Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.ends_with(".sst") || name.ends_with(".log") || name.starts_with("MANIFEST-") {
            let metadata = entry.metadata()?;
            let modified_ns = metadata.modified()?.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
            files.insert(name, Print { size: metadata.len(), modified_ns });
        }
    }
    Ok(files)
}

/// What was remembered; nothing if that cannot be read, which costs a look at every table and no more.
pub(crate) fn remembered(dir: &Path) -> (When, Files) {
    let text = fs::read_to_string(dir.join(SEEN_FILE)).unwrap_or_default();
    let mut lines = text.lines();
    let when = match lines.next() {
        Some("statebox seen 1 closed") => When::Closed,
        Some("statebox seen 1 opened") => When::Opened,
        _ => return (When::Opened, Files::new()),
    };
    let print = |line: &str| {
        let mut words = line.split(' ');
        let (name, size, modified) = (words.next()?, words.next()?, words.next()?);
        Some((name.to_owned(), Print { size: size.parse().ok()?, modified_ns: modified.parse().ok()? }))
    };
    (when, lines.filter_map(print).collect())
}

/// Everything that lies there now is sound: called after an open that found it so, after an orderly close, after a copy.
pub(crate) fn remember(dir: &Path, when: When) {
    if let Err(error) = try_remember(dir, when) {
        tracing::debug!(%error, dir = %dir.display(), "the next open will look at every table");
    }
}

fn try_remember(dir: &Path, when: When) -> std::io::Result<()> {
    let mut text = match when {
        When::Opened => String::from("statebox seen 1 opened\n"),
        When::Closed => String::from("statebox seen 1 closed\n"),
    };
    for (name, print) in files(dir)? {
        text.push_str(&format!("{name} {} {}\n", print.size, print.modified_ns));
    }
    replace(dir, text.as_bytes())
}

/// By a rename: a copy of the store that shares files by hard links keeps the list that it was made with.
fn replace(dir: &Path, text: &[u8]) -> std::io::Result<()> {
    let partial = dir.join("SEEN.partial");
    fs::write(&partial, text)?;
    fs::rename(partial, dir.join(SEEN_FILE))
}

/// The list as it lies there, to be put back if an open is refused after all.
pub(crate) struct List {
    dir: PathBuf,
    text: Option<Vec<u8>>,
}

impl List {
    pub(crate) fn of(dir: &Path) -> List {
        List { text: fs::read(dir.join(SEEN_FILE)).ok(), dir: dir.to_owned() }
    }

    pub(crate) fn put_back(&self) {
        let done = match &self.text {
            Some(text) => replace(&self.dir, text),
            None => fs::remove_file(self.dir.join(SEEN_FILE)),
        };
        if let Err(error) = done {
            tracing::debug!(%error, dir = %self.dir.display(), "the list of sound files was not put back");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_put_back_is_not_written_through_a_hard_link() {
        let temp = tempfile::TempDir::new().unwrap();
        let (dir, copy) = (temp.path().join("dir"), temp.path().join("copy"));
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join(SEEN_FILE), "before").unwrap();
        let before = List::of(&dir);
        remember(&dir, When::Opened);
        fs::hard_link(dir.join(SEEN_FILE), &copy).unwrap();
        before.put_back();
        assert_eq!(fs::read_to_string(dir.join(SEEN_FILE)).unwrap(), "before");
        assert_eq!(fs::read_to_string(copy).unwrap(), "statebox seen 1 opened\n");
    }
}
