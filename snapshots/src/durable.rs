//! Files that are there, whole, after the power went away.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};

/// The file has either its old content or the new one, whenever the machine stops.
pub fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().expect("a file stands in a folder");
    let mut name = path.file_name().expect("a file has a name").to_owned();
    name.push(".tmp");
    let temporary = folder.join(name);
    let mut file = File::create(&temporary).map_err(Error::io("create", &temporary))?;
    file.write_all(content).map_err(Error::io("write", &temporary))?;
    file.sync_all().map_err(Error::io("sync", &temporary))?;
    fs::rename(&temporary, path).map_err(Error::io("replace", path))?;
    sync_folder(folder)
}

/// What was renamed, made or removed in it stays so.
pub fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder).and_then(|open| open.sync_all()).map_err(Error::io("sync the folder", folder))
}

/// Every file and every folder below, and the folder itself.
pub fn sync_tree(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::io("read the folder", folder))? {
        let entry = entry.map_err(Error::io("read the folder", folder))?;
        let place = entry.path();
        let kind = entry.file_type().map_err(Error::io("look at", &place))?;
        if kind.is_dir() {
            sync_tree(&place)?;
        } else if kind.is_file() {
            File::open(&place).and_then(|file| file.sync_all()).map_err(Error::io("sync", &place))?;
        }
    }
    sync_folder(folder)
}
