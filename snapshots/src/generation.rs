//! `gen/<id>/` and the file `CURRENT`, which names the generation that the environment runs on.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::durable;
use crate::error::{Error, Result};
use crate::steps::Steps;
use crate::workspace::remove;

const RECORD_FORMAT: u64 = 1;
const RECORD_FILE: &str = "generation.json";

/// A process gives no number twice: what a cancelled import still does in its folder does not meet the next one's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id(u64);

/// What `CURRENT` says. The previous generation is kept for an undo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pointer {
    pub current: Id,
    pub previous: Option<Id>,
}

/// `generation.json`: which stores a generation holds. Only its making may create a store.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Record {
    pub format: u64,
    /// Their folders.
    pub stores: Vec<String>,
    /// The snapshot it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<String>,
}

#[derive(Clone)]
pub struct Generations {
    data_dir: PathBuf,
    /// The last number that was given.
    last: Arc<AtomicU64>,
    steps: Steps,
}

impl Generations {
    pub fn of(data_dir: PathBuf) -> Generations {
        Generations { data_dir, last: Arc::default(), steps: Steps::unwatched() }
    }

    pub fn watched(self, steps: Steps) -> Generations {
        Generations { steps, ..self }
    }

    pub fn folder(&self, id: Id) -> PathBuf {
        self.data_dir.join("gen").join(id.to_string())
    }

    fn temporary(&self, id: Id) -> PathBuf {
        self.data_dir.join("gen").join(format!("{id}.tmp"))
    }

    fn pointer_file(&self) -> PathBuf {
        self.data_dir.join("CURRENT")
    }

    /// None in a data directory in which nothing was ever begun. Whatever cannot be read is an error that names it, and nothing is changed.
    pub fn current(&self) -> Result<Option<Pointer>> {
        let file = self.pointer_file();
        let text = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return self.never_begun().map(|()| None),
            Err(error) => return Err(Error::io("read", &file)(error)),
        };
        let pointer = Pointer::parse(&text).ok_or_else(|| Error::Unreadable {
            path: file.display().to_string(),
            why: "it names no generation as this version of statebox writes it".to_owned(),
        })?;
        let folder = self.folder(pointer.current);
        let temporary = self.temporary(pointer.current);
        if !exists(&folder)? && exists(&temporary)? {
            // A first generation was finished and named, and then the process was killed.
            self.settle(pointer.current)?;
        }
        self.record(pointer.current)?;
        Ok(Some(pointer))
    }

    fn never_begun(&self) -> Result<()> {
        let finished = self.entries()?.into_iter().find_map(|name| name.parse::<Id>().ok());
        match finished {
            None => Ok(()),
            Some(id) => Err(Error::Unreadable {
                path: self.pointer_file().display().to_string(),
                why: format!(
                    "it is missing, although there are generations; write the number of one into it, {id} for one"
                ),
            }),
        }
    }

    /// Refuses a generation whose stores are not all there.
    pub fn record(&self, id: Id) -> Result<Record> {
        let folder = self.folder(id);
        let file = folder.join(RECORD_FILE);
        let unreadable = |why: String| Error::Unreadable { path: file.display().to_string(), why };
        let json = fs::read(&file).map_err(Error::io("read", &file))?;
        let value: Value = serde_json::from_slice(&json).map_err(|error| unreadable(error.to_string()))?;
        match value.get("format").and_then(Value::as_u64) {
            Some(RECORD_FORMAT) => {}
            Some(format) => {
                return Err(unreadable(format!(
                    "it has format {format}; this statebox reads {RECORD_FORMAT}, a newer one wrote it"
                )));
            }
            None => return Err(unreadable("it has no format".to_owned())),
        }
        let record: Record = serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))?;
        for store in &record.stores {
            let folder = folder.join(store);
            let mut files = fs::read_dir(&folder).map_err(Error::io("read the folder", &folder))?;
            if files.next().is_none() {
                return Err(Error::Unreadable {
                    path: folder.display().to_string(),
                    why: "it is empty, and should hold a store".to_owned(),
                });
            }
        }
        Ok(record)
    }

    /// A number that no generation has, and an empty folder `gen/<id>.tmp`.
    pub fn create_tmp(&self) -> Result<(Id, PathBuf)> {
        let taken = self.entries()?.iter().filter_map(|name| number_in(name)).max().map_or(0, |id| id.0);
        let gen_folder = self.data_dir.join("gen");
        fs::create_dir_all(&gen_folder).map_err(Error::io("create the folder", &gen_folder))?;
        self.last.fetch_max(taken, Ordering::Relaxed);
        let id = Id(self.last.fetch_add(1, Ordering::Relaxed) + 1);
        let folder = self.temporary(id);
        fs::create_dir(&folder).map_err(Error::io("create the folder", &folder))?;
        self.steps.reach("temporary folder made");
        Ok((id, folder))
    }

    /// Makes `gen/<id>.tmp`, complete now, into `gen/<id>`.
    pub fn finish(&self, id: Id, record: &Record) -> Result<PathBuf> {
        self.seal(id, record)?;
        self.settle(id)?;
        Ok(self.folder(id))
    }

    /// The first generation of a data directory, named before it is renamed: so a `CURRENT` that is missing beside a finished generation was
    /// lost, and is never taken for a directory to begin in.
    pub fn found(&self, id: Id, record: &Record) -> Result<PathBuf> {
        self.seal(id, record)?;
        self.write(Pointer { current: id, previous: None })?;
        self.settle(id)?;
        Ok(self.folder(id))
    }

    /// Adds a store to a finished generation: `make` gets an empty folder in which it makes the store's own folder. From then on that store must
    /// be there. A folder of that name which no record lists was never in use, but is moved aside all the same, never removed.
    pub fn add_store(&self, id: Id, store: &str, make: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<()> {
        let folder = self.folder(id);
        let mut record = self.record(id)?;
        let draft = folder.join(format!("{store}.tmp"));
        remove(&draft)?;
        fs::create_dir(&draft).map_err(Error::io("create the folder", &draft))?;
        make(&draft).map_err(Error::io("make the store in", &draft))?;
        durable::sync_tree(&draft)?;
        let place = folder.join(store);
        if exists(&place)? {
            let aside = (1..).map(|n| folder.join(format!("{store}.unlisted-{n}")));
            let aside = aside.into_iter().find(|path| !path.exists()).expect("there is always another number");
            fs::rename(&place, &aside).map_err(Error::io("move aside", &place))?;
        }
        fs::rename(draft.join(store), &place).map_err(Error::io("rename to", &place))?;
        remove(&draft)?;
        durable::sync_folder(&folder)?;
        record.stores.push(store.to_owned());
        let json = serde_json::to_vec_pretty(&record).expect("a record has only string keys");
        durable::replace(&folder.join(RECORD_FILE), &json)
    }

    fn seal(&self, id: Id, record: &Record) -> Result<()> {
        let folder = self.temporary(id);
        let json = serde_json::to_vec_pretty(record).expect("a record has only string keys");
        let file = folder.join(RECORD_FILE);
        fs::write(&file, json).map_err(Error::io("write", &file))?;
        self.steps.reach("record written");
        durable::sync_tree(&folder)?;
        self.steps.reach("temporary folder synced");
        Ok(())
    }

    fn settle(&self, id: Id) -> Result<()> {
        let folder = self.folder(id);
        fs::rename(self.temporary(id), &folder).map_err(Error::io("rename to", &folder))?;
        durable::sync_folder(&self.data_dir.join("gen"))?;
        self.steps.reach("generation renamed");
        Ok(())
    }

    /// After this the environment is what `pointer` names, whatever happens. The generation must be finished.
    pub fn point_to(&self, pointer: Pointer) -> Result<()> {
        self.record(pointer.current)?;
        self.write(pointer)
    }

    fn write(&self, pointer: Pointer) -> Result<()> {
        self.steps.reach("about to replace CURRENT");
        durable::replace(&self.pointer_file(), pointer.to_string().as_bytes())?;
        self.steps.reach("CURRENT replaced");
        Ok(())
    }

    /// Removes a generation that `CURRENT` does not name.
    pub fn remove(&self, id: Id) -> Result<()> {
        let named = self.current()?.is_some_and(|pointer| pointer.current == id || pointer.previous == Some(id));
        assert!(!named, "a generation that is named is never removed");
        // In the order in which it comes to be: a cancelled import may be about to rename the one to the other.
        self.discard(&format!("{id}.tmp"))?;
        self.discard(&id.to_string())
    }

    /// Removes what imports that were killed have left. Called at start, before anything else writes. Nothing is removed where `CURRENT` cannot be read.
    pub fn sweep_strays(&self) -> Result<Vec<String>> {
        let pointer = self.current()?;
        let named = |name: &str| {
            let id = name.parse::<Id>().ok();
            id.is_some() && pointer.is_some_and(|pointer| id == Some(pointer.current) || id == pointer.previous)
        };
        let mut swept = Vec::new();
        for name in self.entries()?.into_iter().filter(|name| number_in(name).is_some() && !named(name)) {
            self.discard(&name)?;
            swept.push(name);
        }
        let unfinished = self.data_dir.join("CURRENT.tmp");
        match fs::remove_file(&unfinished) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            removed => {
                removed.map_err(Error::io("remove", &unfinished))?;
                swept.push("CURRENT.tmp".to_owned());
            }
        }
        Ok(swept)
    }

    /// Renamed first: a generation that is removed by half is never taken for a whole one.
    fn discard(&self, name: &str) -> Result<()> {
        let folder = self.data_dir.join("gen").join(name);
        let gone = match name.ends_with(".gone") {
            true => folder,
            false => {
                let gone = self.data_dir.join("gen").join(format!("{name}.gone"));
                match fs::rename(&folder, &gone) {
                    Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
                    renamed => renamed.map_err(Error::io("rename", &folder))?,
                }
                gone
            }
        };
        self.steps.reach("stray renamed");
        remove(&gone)
    }

    fn entries(&self) -> Result<Vec<String>> {
        let folder = self.data_dir.join("gen");
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(Error::io("read the folder", &folder))?,
        };
        let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        names.collect::<std::io::Result<_>>().map_err(Error::io("read the folder", &folder))
    }
}

impl Record {
    pub fn new(stores: impl IntoIterator<Item = String>, snapshot: Option<String>) -> Record {
        Record { format: RECORD_FORMAT, stores: stores.into_iter().collect(), snapshot }
    }
}

impl Pointer {
    /// The first line is the generation's number, the second, if there is one, `previous` and another.
    fn parse(text: &str) -> Option<Pointer> {
        let mut lines = text.lines();
        let current = lines.next()?.parse().ok()?;
        let previous = match lines.next() {
            None => None,
            Some(line) => Some(line.strip_prefix("previous ")?.parse().ok()?),
        };
        lines.next().is_none().then_some(Pointer { current, previous })
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.current)?;
        self.previous.map_or(Ok(()), |previous| writeln!(f, "previous {previous}"))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::str::FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> std::result::Result<Id, Self::Err> {
        text.parse().map(Id)
    }
}

/// Of `7`, `7.tmp` and `7.tmp.gone`: what is called otherwise is not ours.
fn number_in(name: &str) -> Option<Id> {
    name.trim_end_matches(".gone").trim_end_matches(".tmp").parse().ok()
}

fn exists(path: &Path) -> Result<bool> {
    path.try_exists().map_err(Error::io("look at", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world() -> (tempfile::TempDir, Generations) {
        let folder = tempfile::tempdir().unwrap();
        let generations = Generations::of(folder.path().to_owned());
        (folder, generations)
    }

    fn make(generations: &Generations) -> Id {
        let (id, folder) = generations.create_tmp().unwrap();
        fs::create_dir(folder.join("redis")).unwrap();
        fs::write(folder.join("redis/dump.rdb"), id.to_string()).unwrap();
        id
    }

    fn record() -> Record {
        Record::new(["redis".to_owned()], None)
    }

    fn names(generations: &Generations) -> Vec<String> {
        let mut names = generations.entries().unwrap();
        names.sort();
        names
    }

    #[test]
    fn a_store_that_is_added_must_be_there_from_then_on() {
        let (_folder, generations) = world();
        let id = make(&generations);
        let folder = generations.found(id, &record()).unwrap();
        let mongodb = |folder: &Path| {
            fs::create_dir(folder.join("mongodb"))?;
            fs::write(folder.join("mongodb/WiredTiger"), "")
        };
        fs::create_dir(folder.join("mongodb")).unwrap();
        fs::write(folder.join("mongodb/whose"), "?").unwrap();
        generations.add_store(id, "mongodb", mongodb).unwrap();
        assert_eq!(generations.record(id).unwrap().stores, ["redis", "mongodb"]);
        assert!(folder.join("mongodb.unlisted-1/whose").exists());

        fs::remove_dir_all(folder.join("mongodb")).unwrap();
        assert!(generations.record(id).is_err());
    }

    #[test]
    fn an_import_moves_the_pointer_and_strays_are_swept() {
        let (_folder, generations) = world();
        assert_eq!(generations.current().unwrap(), None);
        let first = make(&generations);
        generations.found(first, &record()).unwrap();
        let second = make(&generations);
        generations.finish(second, &record()).unwrap();
        let pointer = Pointer { current: second, previous: Some(first) };
        generations.point_to(pointer).unwrap();
        assert_eq!(generations.current().unwrap(), Some(pointer));
        make(&generations);
        let fourth = make(&generations);
        generations.finish(fourth, &record()).unwrap();
        fs::create_dir(generations.data_dir.join("gen/not-ours")).unwrap();
        assert_eq!(names(&generations), ["1", "2", "3.tmp", "4", "not-ours"]);
        generations.sweep_strays().unwrap();
        assert_eq!(names(&generations), ["1", "2", "not-ours"]);
    }

    #[test]
    fn a_number_is_given_once_although_its_generation_is_gone() {
        let (_folder, generations) = world();
        let first = make(&generations);
        generations.found(first, &record()).unwrap();
        let second = make(&generations);
        generations.remove(second).unwrap();
        assert!(make(&generations.clone()) > second);
    }

    #[test]
    fn a_lost_pointer_is_refused_and_nothing_is_removed() {
        let (folder, generations) = world();
        let first = make(&generations);
        generations.found(first, &record()).unwrap();
        fs::remove_file(folder.path().join("CURRENT")).unwrap();
        let error = generations.sweep_strays().unwrap_err().to_string();
        assert!(error.contains("CURRENT") && error.contains("it is missing"), "{error}");
        assert_eq!(names(&generations), ["1"]);
    }

    #[test]
    fn a_first_generation_that_was_named_but_not_renamed_is_taken() {
        let (folder, generations) = world();
        let first = make(&generations);
        generations.found(first, &record()).unwrap();
        fs::rename(folder.path().join("gen/1"), folder.path().join("gen/1.tmp")).unwrap();
        assert_eq!(generations.current().unwrap().unwrap().current, first);
        assert_eq!(names(&generations), ["1"]);
    }

    #[test]
    fn a_pointer_or_a_generation_that_cannot_be_read_is_refused_by_name() {
        let (folder, generations) = world();
        let first = make(&generations);
        generations.found(first, &record()).unwrap();
        let pointer = folder.path().join("CURRENT");
        for text in ["", "x\n", "1\nprevious x\n", "1\nnext 2\n", "1\nprevious 2\nmore\n", "2\n"] {
            fs::write(&pointer, text).unwrap();
            assert!(generations.current().is_err(), "{text:?}");
        }
        fs::write(&pointer, "1\n").unwrap();
        let file = folder.path().join("gen/1/generation.json");
        let good = fs::read_to_string(&file).unwrap();
        fs::write(&file, good.replace("\"format\": 1", "\"format\": 2")).unwrap();
        assert!(generations.current().unwrap_err().to_string().contains("a newer one wrote it"));
        fs::write(&file, "{").unwrap();
        assert!(generations.current().unwrap_err().to_string().contains("gen/1/generation.json"));
        fs::write(&file, good).unwrap();
        fs::remove_file(folder.path().join("gen/1/redis/dump.rdb")).unwrap();
        assert!(generations.current().unwrap_err().to_string().contains("gen/1/redis"));
        fs::write(folder.path().join("gen/1/redis/dump.rdb"), "1").unwrap();
        assert_eq!(generations.current().unwrap().unwrap().current, first);
    }
}
