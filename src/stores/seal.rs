//! What a store's files looked like when we last knew them to be whole: their sizes.
//!
//! An engine cannot tell a file that was emptied from one that was never written; with its seal we can.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub const FILE_NAME: &str = "statebox.seal";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal(BTreeMap<String, u64>);

impl Seal {
    /// The files in `folder` and below that `which` picks by their path in it.
    pub fn of(folder: &Path, which: impl Fn(&str) -> bool) -> io::Result<Seal> {
        let mut sizes = BTreeMap::new();
        collect(folder, "", &which, &mut sizes)?;
        Ok(Seal(sizes))
    }

    /// Without a readable seal nothing is known, and nothing is wrong.
    pub fn read(folder: &Path) -> Option<Seal> {
        let text = fs::read_to_string(folder.join(FILE_NAME)).ok()?;
        let line =
            |line: &str| line.split_once(' ').and_then(|(size, path)| Some((path.to_owned(), size.parse().ok()?)));
        text.lines().map(line).collect::<Option<_>>().map(Seal)
    }

    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let text: String = self.0.iter().map(|(path, size)| format!("{size} {path}\n")).collect();
        let temporary = folder.join("statebox.seal.tmp");
        let mut file = fs::File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        fs::rename(&temporary, folder.join(FILE_NAME))
    }

    pub fn size(&self, path: &str) -> Option<u64> {
        self.0.get(path).copied()
    }
}

/// The files are about to change.
pub fn break_open(folder: &Path) {
    let _ = fs::remove_file(folder.join(FILE_NAME));
}

fn collect(
    folder: &Path,
    below: &str,
    which: &impl Fn(&str) -> bool,
    into: &mut BTreeMap<String, u64>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            collect(&entry.path(), &format!("{path}/"), which, into)?;
        } else if which(&path) {
            into.insert(path, metadata.len());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_reads_back() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        fs::write(dir.path().join("a/with a space"), "four").unwrap();
        fs::write(dir.path().join("not this"), "x").unwrap();
        let seal = Seal::of(dir.path(), |path| path.starts_with("a/")).unwrap();
        assert_eq!((seal.size("a/with a space"), seal.size("not this")), (Some(4), None));
        seal.write(dir.path()).unwrap();
        assert_eq!(Seal::read(dir.path()), Some(seal));
        break_open(dir.path());
        assert_eq!(Seal::read(dir.path()), None);
    }
}
