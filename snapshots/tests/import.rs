//! Imports that fail, panic, are cancelled or killed at every step: the environment is the old one or the new one, never a mixture.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use snapshots::error::{Error, Result};
use snapshots::generation::{Generations, Record};
use snapshots::import::{Setting, import};
use snapshots::manifest::Manifest;
use snapshots::progress::Progress;
use snapshots::remote::Remote;
use snapshots::remote::directory::Directory;
use snapshots::remote::notes::Notes;
use snapshots::steps::Steps;
use snapshots::store::Failure;
use snapshots::target::Target;
use support::{Tree, name, packed, read_tree};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Deed {
    Fails,
    FailsEveryTime,
    Panics,
    Hangs,
}

/// Notes what it is asked to do, and where it runs.
#[derive(Default)]
struct Fake {
    deeds: BTreeMap<&'static str, Deed>,
    calls: Mutex<Vec<&'static str>>,
    runs_on: Mutex<Option<PathBuf>>,
}

impl Fake {
    /// What goes wrong goes wrong once, unless it is said otherwise: going back works.
    async fn act(&self, call: &'static str) -> std::result::Result<(), Failure> {
        let first = {
            let mut calls = self.calls.lock().unwrap();
            calls.push(call);
            calls.iter().filter(|earlier| **earlier == call).count() == 1
        };
        match self.deeds.get(call).filter(|deed| first || **deed == Deed::FailsEveryTime) {
            Some(Deed::Fails | Deed::FailsEveryTime) => Err(Failure::new(format!("no {call} today"))),
            Some(Deed::Panics) => panic!("as planned"),
            Some(Deed::Hangs) => std::future::pending().await,
            None => Ok(()),
        }
    }
}

type Answer<'a> = BoxFuture<'a, std::result::Result<(), Failure>>;

impl Target for Fake {
    fn check<'a>(&'a self, _: &'a Manifest) -> Answer<'a> {
        self.act("check").boxed()
    }

    fn adapt<'a>(&'a self, generation: &'a Path, _: &'a Manifest) -> Answer<'a> {
        async move {
            fs::write(generation.join("redis/adapted"), "").map_err(Failure::new)?;
            self.act("adapt").await
        }
        .boxed()
    }

    fn try_out<'a>(&'a self, generation: &'a Path, _: Option<&'a Manifest>) -> Answer<'a> {
        assert!(generation.join("redis/adapted").exists());
        self.act("try_out").boxed()
    }

    fn hold(&self) -> Answer<'_> {
        self.act("hold").boxed()
    }

    fn switch<'a>(&'a self, generation: &'a Path) -> Answer<'a> {
        async move {
            *self.runs_on.lock().unwrap() = Some(generation.to_owned());
            self.act("switch").await
        }
        .boxed()
    }

    fn probe(&self) -> Answer<'_> {
        self.act("probe").boxed()
    }

    fn release(&self) -> BoxFuture<'_, ()> {
        self.act("release").map(drop).boxed()
    }

    fn shut<'a>(&'a self, _: &'a str) -> BoxFuture<'a, ()> {
        self.act("shut").map(drop).boxed()
    }

    fn forget(&self) -> BoxFuture<'_, ()> {
        self.act("forget").map(drop).boxed()
    }
}

const STORES: [&str; 2] = ["redis", "mongodb"];

fn tree(word: &str) -> Tree {
    STORES.iter().map(|store| (format!("{store}/state"), word.as_bytes().to_vec())).collect()
}

/// A data directory whose first generation says `old`, and a remote with a snapshot that says `new`.
async fn make_world(data: &Path) {
    let generations = Generations::of(data.to_owned());
    let (id, folder) = generations.create_tmp().unwrap();
    support::write_tree(&folder, &tree("old"));
    generations.found(id, &Record::new(STORES.map(str::to_owned), None)).unwrap();
    remote(data).put(&name("new"), &packed(&tree("new")).pack, false).await.unwrap();
}

fn remote(data: &Path) -> Directory {
    Directory::new(data.join("remote"), Notes::of(data.join("notes")))
}

fn setting(data: &Path, target: Fake, steps: Steps) -> (Setting, Arc<Fake>) {
    let target = Arc::new(target);
    let generations = Generations::of(data.to_owned()).watched(steps.clone());
    (
        Setting { generations, target: Arc::clone(&target) as Arc<dyn Target>, progress: Progress::silent(), steps },
        target,
    )
}

/// The word that all stores of the current generation say.
fn word(data: &Path) -> String {
    let generations = Generations::of(data.to_owned());
    let pointer = generations.current().unwrap().unwrap();
    let tree = read_tree(&generations.folder(pointer.current));
    let words: Vec<_> = STORES.iter().map(|store| tree[&format!("{store}/state")].clone()).collect();
    assert!(words.iter().all(|word| *word == words[0]), "a mixture: {tree:?}");
    String::from_utf8(words[0].clone()).unwrap()
}

fn generations_there(data: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(data.join("gen"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

async fn attempt(deeds: &[(&'static str, Deed)]) -> (tempfile::TempDir, Arc<Fake>, Result<Manifest>) {
    let data = tempfile::tempdir().unwrap();
    make_world(data.path()).await;
    let fake = Fake { deeds: deeds.iter().copied().collect(), ..Fake::default() };
    let (setting, target) = setting(data.path(), fake, Steps::unwatched());
    let outcome = import(&name("new"), &remote(data.path()), &setting).await;
    (data, target, outcome)
}

#[tokio::test]
async fn an_import_replaces_the_environment_and_keeps_the_one_before() {
    let (data, target, outcome) = attempt(&[]).await;
    outcome.unwrap();
    assert_eq!(word(data.path()), "new");
    assert_eq!(generations_there(data.path()), ["1", "2"]);
    let calls = target.calls.lock().unwrap().clone();
    assert_eq!(calls, ["check", "adapt", "try_out", "hold", "switch", "probe", "release"]);

    let (setting, _) = setting(data.path(), Fake::default(), Steps::unwatched());
    import(&name("new"), &remote(data.path()), &setting).await.unwrap();
    assert_eq!(generations_there(data.path()), ["2", "3"]);
}

#[tokio::test]
async fn what_fails_before_the_flip_leaves_nothing_and_nobody_was_held() {
    for call in ["check", "adapt", "try_out"] {
        let (data, target, outcome) = attempt(&[(call, Deed::Fails)]).await;
        assert!(matches!(outcome.unwrap_err(), Error::Refused(_)), "{call}");
        assert_eq!((word(data.path()).as_str(), generations_there(data.path())), ("old", vec!["1".to_owned()]));
        let calls = target.calls.lock().unwrap().clone();
        assert!(!calls.contains(&"hold") && calls.contains(&"forget") == (call == "try_out"), "{calls:?}");
    }
}

#[tokio::test]
async fn what_fails_after_the_flip_goes_back() {
    for call in ["hold", "switch", "probe"] {
        for deed in [Deed::Fails, Deed::Panics] {
            let (data, target, outcome) = attempt(&[(call, deed)]).await;
            assert!(matches!(outcome.unwrap_err(), Error::WentBack { .. }), "{call} {deed:?}");
            assert_eq!((word(data.path()).as_str(), generations_there(data.path())), ("old", vec!["1".to_owned()]));
            let calls = target.calls.lock().unwrap().clone();
            assert_eq!(calls.iter().filter(|call| **call == "release").count(), 1, "{calls:?}");
            if call != "hold" {
                assert!(target.runs_on.lock().unwrap().as_ref().unwrap().ends_with("gen/1"));
            }
        }
    }
}

#[tokio::test]
async fn nobody_is_let_in_when_there_is_no_way_back() {
    for call in ["switch", "probe"] {
        let (data, target, outcome) = attempt(&[(call, Deed::FailsEveryTime)]).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error, Error::Stuck { .. }), "{call}: {error}");
        assert!(error.to_string().contains("Nobody is let in until statebox is restarted"), "{error}");
        let calls = target.calls.lock().unwrap().clone();
        assert_eq!((calls.last(), calls.contains(&"release")), (Some(&"shut"), false), "{calls:?}");
        assert_eq!(word(data.path()), "old", "a restart begins on it");
    }
}

#[tokio::test]
async fn an_import_that_is_cancelled_before_the_flip_has_not_happened() {
    for call in ["check", "adapt", "try_out"] {
        let data = tempfile::tempdir().unwrap();
        make_world(data.path()).await;
        let fake = Fake { deeds: [(call, Deed::Hangs)].into(), ..Fake::default() };
        let (setting, target) = setting(data.path(), fake, Steps::unwatched());
        let (new, remote) = (name("new"), remote(data.path()));
        let hangs = async {
            while !target.calls.lock().unwrap().contains(&call) {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = import(&new, &remote, &setting) => panic!("{call} hangs"),
            () = hangs => {}
        }
        drop(setting);
        // Cleaning up goes on in the background; its end is the end of the last reference to the target.
        while Arc::strong_count(&target) > 1 {
            tokio::task::yield_now().await;
        }
        assert_eq!(
            (word(data.path()).as_str(), generations_there(data.path())),
            ("old", vec!["1".to_owned()]),
            "{call}"
        );
    }
}

#[tokio::test]
async fn an_archive_that_is_damaged_or_missing_changes_nothing() {
    let data = tempfile::tempdir().unwrap();
    make_world(data.path()).await;
    let archive = data.path().join("remote/new.tar.zst");
    let whole = fs::read(&archive).unwrap();
    for length in [0, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(&archive, &whole[..length]).unwrap();
        let (setting, target) = setting(data.path(), Fake::default(), Steps::unwatched());
        let error = import(&name("new"), &remote(data.path()), &setting).await.unwrap_err();
        assert!(matches!(error, Error::Damaged(_)), "{error}");
        assert_eq!((word(data.path()).as_str(), generations_there(data.path())), ("old", vec!["1".to_owned()]));
        assert!(!target.calls.lock().unwrap().contains(&"hold"));
    }
    let (setting, _) = setting(data.path(), Fake::default(), Steps::unwatched());
    let error = import(&name("other"), &remote(data.path()), &setting).await.unwrap_err();
    assert!(error.to_string().starts_with("there is no snapshot named other at "), "{error}");
}

#[tokio::test]
async fn an_import_that_is_killed_at_any_step_leaves_the_old_or_the_new_environment() {
    for deed in ["", "probe"] {
        let mut words = Vec::new();
        for kill_at in 0.. {
            let data = tempfile::tempdir().unwrap();
            make_world(data.path()).await;
            let child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "a_process_that_is_killed_in_its_import"])
                .env("STATEBOX_TEST_DATA", data.path())
                .env("STATEBOX_TEST_KILL_AT", kill_at.to_string())
                .env("STATEBOX_TEST_FAILS", deed)
                .output()
                .unwrap();
            words.push(word(data.path()));
            let generations = Generations::of(data.path().to_owned());
            generations.sweep_strays().unwrap();
            let pointer = generations.current().unwrap().unwrap();
            let named = [Some(pointer.current), pointer.previous].into_iter().flatten().count();
            assert_eq!(generations_there(data.path()).len(), named, "strays remain");

            // And it can be done again.
            let (setting, _) = setting(data.path(), Fake::default(), Steps::unwatched());
            import(&name("new"), &remote(data.path()), &setting).await.unwrap();
            assert_eq!(word(data.path()), "new");
            match child.status.code() {
                Some(KILLED) => {}
                Some(0) => break,
                _ => panic!("{child:?}"),
            }
        }
        // From the rename on it is the new one, and after going back the old one again.
        words.dedup();
        let expected = if deed.is_empty() { vec!["old", "new"] } else { vec!["old", "new", "old"] };
        assert_eq!(words, expected);
    }
}

const KILLED: i32 = 42;

/// The other process of the test above; there is nothing to do in this one.
#[tokio::test]
async fn a_process_that_is_killed_in_its_import() {
    let Ok(data) = std::env::var("STATEBOX_TEST_DATA").map(PathBuf::from) else { return };
    let variable = |name: &str| std::env::var(name).unwrap();
    let kill_at: usize = variable("STATEBOX_TEST_KILL_AT").parse().unwrap();
    let deeds = match variable("STATEBOX_TEST_FAILS").as_str() {
        "" => BTreeMap::new(),
        "probe" => BTreeMap::from([("probe", Deed::Fails)]),
        other => panic!("{other}"),
    };
    let goes_back = !deeds.is_empty();
    let reached = AtomicUsize::new(0);
    let steps = Steps::new(move |_| {
        if reached.fetch_add(1, Ordering::SeqCst) == kill_at {
            // Nothing is dropped, flushed or unwound.
            std::process::exit(KILLED);
        }
    });
    let (setting, _) = setting(&data, Fake { deeds, ..Fake::default() }, steps);
    let outcome = import(&name("new"), &remote(&data), &setting).await;
    assert_eq!(outcome.is_err(), goes_back);
}
