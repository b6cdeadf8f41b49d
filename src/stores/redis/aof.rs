//! Redis' folder in a generation: `appendonlydir/` with a base, increments, and a manifest that lists them.
//!
//! Redis itself starts EMPTY, without an error, when the manifest is missing, when the base has no bytes, or when there is only a `dump.rdb`
//! (seen with 7.0.15). So its folder is looked at before it is.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::users;
use crate::stores::seal::Seal;

/// The archive's part.
pub const DUMP: &str = "dump.rdb";
const FOLDER: &str = "appendonlydir";
const MANIFEST: &str = "appendonly.aof.manifest";
const BASE: &str = "appendonly.aof.1.base.rdb";
const INCREMENT: &str = "appendonly.aof.1.incr.aof";

/// An empty Redis, made only together with its generation.
pub fn create(redis: &Path) -> io::Result<()> {
    build(redis, &format!("file {INCREMENT} seq 1 type i\n"))
}

/// Makes the `dump.rdb` of an archive into what Redis starts from. Done twice it is still done.
pub fn install(redis: &Path) -> io::Result<()> {
    let (dump, folder) = (redis.join(DUMP), redis.join(FOLDER));
    if !dump.exists() && folder.join(MANIFEST).exists() {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    fs::rename(dump, folder.join(BASE))?;
    build(redis, &format!("file {BASE} seq 1 type b\nfile {INCREMENT} seq 1 type i\n"))
}

fn build(redis: &Path, manifest: &str) -> io::Result<()> {
    let folder = redis.join(FOLDER);
    fs::create_dir_all(&folder)?;
    File::create(folder.join(INCREMENT))?.sync_all()?;
    let mut file = File::create(folder.join(MANIFEST))?;
    file.write_all(manifest.as_bytes())?;
    file.sync_all()?;
    File::open(&folder)?.sync_all()?;
    File::open(redis)?.sync_all()
}

/// Refuses what Redis would mistake for an empty store; the sentence names the file.
pub fn check(redis: &Path) -> Result<(), String> {
    let folder = redis.join(FOLDER);
    let manifest = folder.join(MANIFEST);
    let refuse = |path: &Path, what: String| {
        Err(format!(
            "{} {what}; Redis would start without the data that this environment holds, so it is not started and nothing was changed: \
             bring the file back, or import a snapshot",
            path.display()
        ))
    };
    let text = match fs::read_to_string(&manifest) {
        Ok(text) => text,
        Err(error) => return refuse(&manifest, format!("cannot be read ({error})")),
    };
    let Some(files) = listed(&text) else { return refuse(&manifest, "is not a manifest".to_owned()) };
    if files.is_empty() {
        return refuse(&manifest, "lists no file".to_owned());
    }
    let seal = Seal::read(redis).unwrap_or_default();
    let users = redis.join(users::FILE);
    if seal.size(users::FILE).is_some() && !users.exists() {
        return refuse(&users, "is missing".to_owned());
    }
    for Listed { name, kind } in files {
        let path = folder.join(name);
        let size = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => metadata.len(),
            Ok(_) => return refuse(&path, "is not a file".to_owned()),
            Err(error) => return refuse(&path, format!("cannot be read ({error})")),
        };
        if let Err(error) = File::open(&path) {
            return refuse(&path, format!("cannot be read ({error})"));
        }
        if kind == "b" && !has_a_beginning(&path) {
            return refuse(&path, format!("does not begin as a base file does ({size} bytes)"));
        }
        // Its files only ever grow; a rewrite gives them new names.
        match seal.size(&format!("{FOLDER}/{name}")) {
            Some(before) if size < before => {
                return refuse(&path, format!("has {size} bytes, and had {before} when Redis last ran"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Notes how long the files are now. They can only be longer later.
pub fn seal(redis: &Path) -> io::Result<()> {
    let counts = |path: &str| path == users::FILE || (path.starts_with(FOLDER) && !path.contains("/temp-"));
    Seal::of(redis, counts)?.write(redis)
}

/// Copies the increments beside their folder, before Redis cuts off the command that the last one breaks off in.
pub fn copy_aside(redis: &Path) -> io::Result<PathBuf> {
    let aside = (1..).map(|n| redis.join(format!("set-aside-{n}"))).find(|path| !path.exists());
    let aside = aside.expect("there are enough numbers");
    fs::create_dir(&aside)?;
    let folder = redis.join(FOLDER);
    let text = fs::read_to_string(folder.join(MANIFEST))?;
    for Listed { name, .. } in listed(&text).unwrap_or_default().into_iter().filter(|file| file.kind == "i") {
        fs::copy(folder.join(name), aside.join(name))?;
    }
    Ok(aside)
}

/// What a dead Redis may have left half-written: never a part of its data.
pub fn clear_leftovers(redis: &Path, cut: &str) {
    let Ok(entries) = fs::read_dir(redis) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_draft = name.strip_prefix(users::FILE).is_some_and(|ending| ending.starts_with(".tmp-"));
        if name == cut || is_draft || (name.starts_with("temp-") && name.ends_with(".rdb")) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

struct Listed<'a> {
    name: &'a str,
    /// `b`ase, `i`ncrement, `h`istory.
    kind: &'a str,
}

/// The files that count, of lines such as `file appendonly.aof.1.base.rdb seq 1 type b`.
fn listed(manifest: &str) -> Option<Vec<Listed<'_>>> {
    let mut files = vec![];
    for line in manifest.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let words: Vec<_> = line.split_whitespace().collect();
        let value = |key| words.chunks_exact(2).find(|pair| pair[0] == key).map(|pair| pair[1]);
        let (name, kind) = (value("file")?, value("type")?);
        if !matches!(kind, "b" | "i" | "h") || name.contains('/') {
            return None;
        }
        if kind != "h" {
            files.push(Listed { name, kind });
        }
    }
    Some(files)
}

/// A base is an RDB (`REDIS0010`, `VALKEY080`) or, after an upgrade from old servers, commands.
fn has_a_beginning(base: &Path) -> bool {
    let mut first = [0; 5];
    let read = File::open(base).and_then(|mut file| file.read_exact(&mut first));
    read.is_ok() && (matches!(&first, b"REDIS" | b"VALKE") || first[0] == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn installed() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(DUMP), "REDIS0010 and so on").unwrap();
        install(dir.path()).unwrap();
        dir
    }

    #[test]
    fn what_was_created_or_installed_is_accepted() {
        let dir = tempfile::tempdir().unwrap();
        create(dir.path()).unwrap();
        assert_eq!(check(dir.path()), Ok(()));
        let dir = installed();
        assert_eq!(check(dir.path()), Ok(()));
        install(dir.path()).unwrap();
        assert_eq!(check(dir.path()), Ok(()));
    }

    #[test]
    fn whatever_redis_would_take_for_empty_is_refused_by_name() {
        let appendonly = |name: &str| Path::new(FOLDER).join(name);
        type Damage = fn(&Path) -> io::Result<()>;
        let remove: Damage = |path| fs::remove_file(path);
        let empty: Damage = |path| fs::write(path, "");
        let garbage: Damage = |path| fs::write(path, "\u{1}\u{2}garbage");
        for (name, damage) in [
            (MANIFEST, remove),
            (MANIFEST, empty),
            (MANIFEST, garbage),
            (BASE, remove),
            (BASE, empty),
            (BASE, garbage),
            (INCREMENT, remove),
        ] {
            let dir = installed();
            damage(&dir.path().join(appendonly(name))).unwrap();
            let refusal = check(dir.path()).unwrap_err();
            assert!(refusal.contains(name), "{refusal}");
        }
        assert!(check(Path::new("/nowhere")).unwrap_err().contains("/nowhere"));
    }

    #[test]
    fn an_increment_that_lost_its_end_is_refused() {
        let dir = installed();
        let increment = dir.path().join(FOLDER).join(INCREMENT);
        fs::write(&increment, "*1\r\n$4\r\nPING\r\n").unwrap();
        seal(dir.path()).unwrap();
        fs::write(&increment, "").unwrap();
        assert!(check(dir.path()).unwrap_err().contains("has 0 bytes, and had 14 when Redis last ran"));
    }
}
