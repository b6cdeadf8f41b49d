//! What a store's files looked like when we last knew them to be whole: their sizes, and for what is at rest their checksums.
//!
//! An engine cannot tell a file that was emptied from one that was never written; with its seal we can.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

pub const FILE_NAME: &str = "statebox.seal";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal(BTreeMap<String, Mark>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub size: u64,
    pub crc32: Option<u32>,
}

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
        text.lines().map(parse).collect::<Option<_>>().map(Seal)
    }

    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let line = |(path, mark): (&String, &Mark)| match mark.crc32 {
            Some(crc32) => format!("{} {crc32:08x} {path}\n", mark.size),
            None => format!("{} - {path}\n", mark.size),
        };
        let text: String = self.0.iter().map(line).collect();
        let temporary = folder.join("statebox.seal.tmp");
        let mut file = fs::File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        fs::rename(&temporary, folder.join(FILE_NAME))
    }

    /// Adds checksums, smallest files first, as long as what is to be read does not exceed `bytes_max`.
    pub fn with_checksums(mut self, folder: &Path, bytes_max: u64) -> io::Result<Seal> {
        let mut by_size: Vec<_> = self.0.iter_mut().collect();
        by_size.sort_by_key(|(_, mark)| mark.size);
        let mut bytes = 0;
        for (path, mark) in by_size {
            bytes += mark.size;
            if bytes > bytes_max {
                break;
            }
            mark.crc32 = Some(crc32(&folder.join(path))?);
        }
        Ok(self)
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, Mark)> {
        self.0.iter().map(|(path, mark)| (path.as_str(), *mark))
    }

    pub fn size(&self, path: &str) -> Option<u64> {
        self.0.get(path).map(|mark| mark.size)
    }
}

impl Mark {
    /// What is not as it was, or `None`.
    pub fn differs(&self, path: &Path) -> io::Result<Option<String>> {
        let size = fs::metadata(path)?.len();
        if size != self.size {
            return Ok(Some(format!("has {size} bytes, and was left with {}", self.size)));
        }
        match self.crc32 {
            Some(before) if crc32(path)? != before => {
                Ok(Some("does not have the bytes that it was left with".to_owned()))
            }
            _ => Ok(None),
        }
    }
}

fn parse(line: &str) -> Option<(String, Mark)> {
    let mut parts = line.splitn(3, ' ');
    let size = parts.next()?.parse().ok()?;
    let crc32 = match parts.next()? {
        "-" => None,
        digits => Some(u32::from_str_radix(digits, 16).ok()?),
    };
    Some((parts.next()?.to_owned(), Mark { size, crc32 }))
}

fn crc32(path: &Path) -> io::Result<u32> {
    let mut file = fs::File::open(path)?;
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 256 << 10];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize()),
            read => hasher.update(&buffer[..read]),
        }
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
    into: &mut BTreeMap<String, Mark>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            collect(&entry.path(), &format!("{path}/"), which, into)?;
        } else if which(&path) {
            into.insert(path, Mark { size: metadata.len(), crc32: None });
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
        let seal = seal.with_checksums(dir.path(), 4).unwrap();
        seal.write(dir.path()).unwrap();
        assert_eq!(Seal::read(dir.path()), Some(seal.clone()));
        let (path, mark) = seal.files().next().unwrap();
        let path = dir.path().join(path);
        assert_eq!(mark.differs(&path).unwrap(), None);
        fs::write(&path, "5our").unwrap();
        assert!(mark.differs(&path).unwrap().unwrap().contains("the bytes"));
        fs::write(&path, "fourteen").unwrap();
        assert!(mark.differs(&path).unwrap().unwrap().contains("has 8 bytes, and was left with 4"));
        break_open(dir.path());
        assert_eq!(Seal::read(dir.path()), None);
    }
}
