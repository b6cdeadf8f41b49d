//! The generated files on disk: written, or compared with what is there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::write::Files;

/// Writes the files; others in the same folders are removed.
pub fn replace(out: &Path, files: &Files) -> Result<(), String> {
    for stray in strays(out, files)? {
        fs::remove_file(&stray).map_err(|error| format!("{}: {error}", stray.display()))?;
    }
    for (path, text) in files {
        let path = out.join(path);
        let folder = path.parent().expect("files stand in the folder of their service");
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// Fails with the names of the files that are not as they would be written.
pub fn compare(out: &Path, files: &Files) -> Result<(), String> {
    let mut different = strays(out, files)?;
    different.extend(
        files
            .iter()
            .map(|(path, text)| (out.join(path), text))
            .filter(|(path, text)| fs::read_to_string(path).ok().as_ref() != Some(text))
            .map(|(path, _)| path),
    );
    match different.len() {
        0 => Ok(()),
        count => Err(format!("{count} files are not what would be generated, among them {}", different[0].display())),
    }
}

/// The files with an extension, sorted by name.
pub fn files_in(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(|error| format!("{}: {error}", folder.display())))
        .collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    Ok(files)
}

/// Files in the folders of services that no longer belong there.
fn strays(out: &Path, files: &Files) -> Result<Vec<PathBuf>, String> {
    let mut folders: Vec<PathBuf> =
        files.keys().filter_map(|path| out.join(path).parent().map(Path::to_owned)).collect();
    folders.dedup();
    let mut strays = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let expected = |file: &PathBuf| files.keys().any(|path| out.join(path) == *file);
        strays.extend(files_in(folder, "rs")?.into_iter().filter(|file| !expected(file)));
    }
    Ok(strays)
}
