//! Making a store, and opening one: refused before anything is touched if something is wrong with it.

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use keyspace::Family;
use rocksdb::{ColumnFamilyDescriptor, DB, ErrorKind, Options};

use crate::logs::{self, End};
use crate::seen::{self, Files, Print, When};
use crate::{Rocks, Settings, Shared, tables};

/// Of the whole folder: families, tables, keys. Raised when an older statebox must not open it.
pub const FORMAT: u32 = 1;
pub(crate) const FORMAT_FILE: &str = "FORMAT";

/// So many bytes of tables that were made since the last open or close are read before the first answer, those of the youngest first:
/// what a crash damages was written shortly before. It takes some 50 ms. The others are trusted until they are read, which compares
/// checksums, too.
const LOOKED_THROUGH_MAX: u64 = 32 << 20;

/// Why a store was not opened. Nothing in its folder was changed.
#[derive(Debug)]
pub struct Refused {
    /// The file, or the folder if it cannot be told which.
    pub path: PathBuf,
    why: String,
    is_damage: bool,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Rocks {
    /// Makes an empty store in a folder that does not exist yet, or is empty: when a generation is made and never else.
    ///
    /// # Errors
    ///
    /// There is something already, or the folder cannot be written.
    pub fn create(dir: &Path, settings: &Settings) -> Result<Rocks, Refused> {
        fs::create_dir_all(dir).map_err(|error| Refused::because(dir, "cannot be made", error))?;
        let mut entries = fs::read_dir(dir).map_err(|error| Refused::because(dir, "cannot be read", error))?;
        if entries.next().is_some() {
            return Err(Refused::new(dir, "is not empty, so no store is made there"));
        }
        let make = |options: &mut Options| {
            options.create_if_missing(true);
            options.create_missing_column_families(true);
            options.set_error_if_exists(true);
        };
        let rocks = Rocks::start(dir, settings, &Shared::new(settings), make)?;
        let format = dir.join(FORMAT_FILE);
        fs::write(&format, format_line()).map_err(|error| Refused::because(&format, "cannot be written", error))?;
        Ok(rocks)
    }

    /// Opens a store that is there, whole and of a format that is known. It has budgets of its own.
    ///
    /// # Errors
    ///
    /// It is missing, newer, damaged or in use. Nothing was changed.
    pub fn open(dir: &Path, settings: &Settings) -> Result<Rocks, Refused> {
        Rocks::open_sharing(dir, settings, &Shared::new(settings))
    }

    /// The same with budgets that other stores of this process share.
    ///
    /// # Errors
    ///
    /// As for [`open`](Rocks::open).
    pub fn open_sharing(dir: &Path, settings: &Settings, shared: &Shared) -> Result<Rocks, Refused> {
        check_format(dir)?;
        check_current(dir)?;
        let files = seen::files(dir).map_err(|error| Refused::because(dir, "cannot be read", error))?;
        let (when, remembered) = seen::remembered(dir);
        check_nothing_was_lost(dir, when, &remembered, &files)?;
        check_logs(dir, &remembered, &files)?;
        check_tables(dir, &remembered, &files, settings, shared)?;
        // From here on files come and go, and a crash may come at any time.
        let before = seen::List::of(dir);
        seen::remember(dir, When::Opened);
        Rocks::start(dir, settings, shared, |_| {}).inspect_err(|_| before.put_back())
    }

    fn start(
        dir: &Path,
        settings: &Settings,
        shared: &Shared,
        adjust: impl FnOnce(&mut Options),
    ) -> Result<Rocks, Refused> {
        let files = shared.grant_files();
        let mut options = settings.for_database(shared, files.granted());
        adjust(&mut options);
        // RocksDB's own family stays empty, but with its default memtable of 64 MiB it would also set aside as much disk, and
        // after a full disk not go on until that is free.
        let names = Family::ALL.map(Family::name).into_iter().chain(["default"]);
        let family_options = settings.for_families(shared);
        let families = names.map(|name| ColumnFamilyDescriptor::new(name, family_options(name)));
        let db = DB::open_cf_descriptors(&options, dir, families)
            .map_err(|error| Refused::because(dir, "cannot be opened", error))?;
        Ok(Rocks::new(db, dir, settings, files))
    }
}

pub(crate) fn format_line() -> String {
    format!("statebox emulators {FORMAT}\n")
}

fn check_format(dir: &Path) -> Result<(), Refused> {
    let file = dir.join(FORMAT_FILE);
    if !dir.is_dir() {
        return Err(Refused::damaged(dir, "is missing: there is no store of the emulators"));
    }
    let line = fs::read_to_string(&file).map_err(|error| Refused::because(&file, "cannot be read", error))?;
    let format = line.strip_prefix("statebox emulators ").and_then(|number| number.trim_end().parse::<u32>().ok());
    match format {
        Some(FORMAT) => Ok(()),
        Some(newer) if newer > FORMAT => Err(Refused::new(
            dir,
            format!(
                "has format {newer}, and this statebox knows formats up to {FORMAT}: open it with a newer statebox"
            ),
        )),
        _ => Err(Refused::damaged(&file, "is damaged: it does not say which format the store has")),
    }
}

/// The file CURRENT names the manifest.
fn check_current(dir: &Path) -> Result<(), Refused> {
    let current = dir.join("CURRENT");
    let bytes = fs::read(&current).map_err(|error| Refused::because(&current, "cannot be read", error))?;
    let name = std::str::from_utf8(&bytes).ok().and_then(|text| text.strip_suffix('\n'));
    let digits = name.and_then(|name| name.strip_prefix("MANIFEST-"));
    let Some(name) = name.filter(|_| digits.is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit())))
    else {
        return Err(Refused::damaged(&current, "is damaged: it names no manifest"));
    };
    let manifest = dir.join(name);
    match logs::check(&manifest).map_err(|error| Refused::because(&manifest, "cannot be read", error))? {
        Ok(End::Whole) => Ok(()),
        // Every record of it is synced before anything relies on it, so a crash of the process leaves none behind.
        Ok(End::CutShort) => Err(Refused::damaged(&manifest, "is damaged: it was cut short")),
        Err(what) => Err(Refused::damaged(&manifest, format!("is damaged {what}"))),
    }
}

fn check_nothing_was_lost(dir: &Path, when: When, remembered: &Files, files: &Files) -> Result<(), Refused> {
    for (name, then) in remembered {
        match files.get(name) {
            Some(now) if now.size < then.size => {
                let why = format!("is damaged: it has {} bytes and had {}", now.size, then.size);
                return Err(Refused::damaged(&dir.join(name), why));
            }
            None if when == When::Closed => return Err(Refused::damaged(&dir.join(name), "is missing")),
            _ => {}
        }
    }
    Ok(())
}

/// A crash cuts short the log that is written at the time. RocksDB (seen: 11.8.1) takes it for any log, replays those that follow, and
/// leaves out what lies between; so a log after which others were written has to be whole. (A loss of power can do that: a log is not
/// synced at the moment when the next one is begun.)
fn check_logs(dir: &Path, remembered: &Files, files: &Files) -> Result<(), Refused> {
    // The first log that was cut short, of those so far.
    let mut cut_short: Option<&String> = None;
    for (name, now) in by_age(files, ".log") {
        let log = dir.join(name);
        if let Some(cut_short) = cut_short
            && now.size > 0
        {
            let why = format!("is damaged: it was cut short, and {name} goes on after what is lost");
            return Err(Refused::damaged(&dir.join(cut_short), why));
        }
        match logs::check(&log).map_err(|error| Refused::because(&log, "cannot be read", error))? {
            // An earlier open found it like this, as the newest. What follows was written after that open.
            Ok(End::CutShort) if remembered.get(name) == Some(now) => {}
            Ok(End::CutShort) => cut_short = Some(name),
            Ok(End::Whole) => {}
            Err(what) => return Err(Refused::damaged(&log, format!("is damaged {what}"))),
        }
    }
    Ok(())
}

/// Files of a kind, the oldest first: RocksDB numbers them as it makes them.
fn by_age<'a>(files: &'a Files, extension: &str) -> Vec<(&'a String, &'a Print)> {
    let number = |name: &str| name.strip_suffix(extension).and_then(|number| number.parse::<u64>().ok());
    let mut numbered: Vec<_> = files.iter().filter_map(|(name, print)| Some((number(name)?, name, print))).collect();
    numbered.sort_unstable_by_key(|(number, ..)| *number);
    numbered.into_iter().map(|(_, name, print)| (name, print)).collect()
}

fn check_tables(
    dir: &Path,
    remembered: &Files,
    files: &Files,
    settings: &Settings,
    shared: &Shared,
) -> Result<(), Refused> {
    let tables = by_age(files, ".sst").into_iter().rev();
    let unknown: Vec<&str> =
        tables.filter(|(name, now)| remembered.get(*name) != Some(*now)).map(|(name, _)| &**name).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let files = shared.grant_files();
    let options = settings.for_database(shared, files.granted());
    tables::look_through(dir, &unknown, LOOKED_THROUGH_MAX, &options)
        .map_err(|error| Refused { is_damage: true, ..Refused::because(dir, "is damaged", error) })
}

impl Refused {
    fn new(path: &Path, why: impl Into<String>) -> Refused {
        Refused { path: path.to_owned(), why: why.into(), is_damage: false, cause: None }
    }

    fn damaged(path: &Path, why: impl Into<String>) -> Refused {
        Refused { is_damage: true, ..Refused::new(path, why) }
    }

    fn because(path: &Path, why: &str, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Refused {
        Refused { cause: Some(cause.into()), ..Refused::new(path, why) }
    }

    /// Something of the store is missing or not as it was written: only a copy of its files, or another store, helps.
    pub fn is_damage(&self) -> bool {
        let Some(cause) = &self.cause else { return self.is_damage };
        let is_missing = cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::NotFound);
        let is_corrupt = cause.downcast_ref::<rocksdb::Error>().is_some_and(|e| e.kind() == ErrorKind::Corruption);
        self.is_damage || is_missing || is_corrupt
    }

    /// Nothing is wrong with the store: its disk is full, and to open it some bytes must be written.
    pub fn is_for_want_of_space(&self) -> bool {
        let Some(cause) = &self.cause else { return false };
        match cause.downcast_ref::<io::Error>() {
            Some(error) => error.kind() == io::ErrorKind::StorageFull,
            // RocksDB has a number for it, which its C interface does not give away.
            None => cause.to_string().contains("No space left on device"),
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.path.display(), self.why)?;
        self.cause.as_ref().map_or(Ok(()), |cause| write!(f, ": {cause}"))
    }
}

impl Error for Refused {}
