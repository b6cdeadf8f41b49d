//! Whole exports to a directory, from stores that are plain files.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use snapshots::error::{Error, Result};
use snapshots::export::{Exported, Order, Setting, export};
use snapshots::lease::Policy;
use snapshots::moment::{Moment, Time};
use snapshots::progress::{Event, Phase, Progress};
use snapshots::remote::directory::Directory;
use snapshots::remote::notes::Notes;
use snapshots::remote::snapshots::Snapshots;
use snapshots::remote::{Form, Remote, inspect, verify};
use snapshots::store::{Collected, Description, Failure, How, Pulse, Rank, Store};
use snapshots::workspace::Place;
use support::name;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Exports one file.
struct Plain {
    name: &'static str,
    fails: bool,
    slow: Option<Arc<Slow>>,
}

/// Has work on a thread of its own that goes on when nobody waits for it any more, and is slow to thaw.
struct Slow {
    is_fixing: Notify,
    may_write: Barrier,
    may_thaw: Notify,
}

impl Slow {
    fn new() -> Slow {
        Slow { is_fixing: Notify::new(), may_write: Barrier::new(2), may_thaw: Notify::new() }
    }
}

type Answer<'a, T> = BoxFuture<'a, std::result::Result<T, Failure>>;

impl Store for Plain {
    fn name(&self) -> &'static str {
        self.name
    }

    fn rank(&self) -> Rank {
        Rank::Gate
    }

    fn prepare(&self) -> Answer<'_, ()> {
        async { Ok(()) }.boxed()
    }

    fn freeze(&self, _: Duration) -> Answer<'_, ()> {
        async { Ok(()) }.boxed()
    }

    fn renew(&self, _: Duration) -> Answer<'_, ()> {
        async { Ok(()) }.boxed()
    }

    fn fix<'a>(&'a self, into: &'a Place, _: How, _: &'a Pulse) -> Answer<'a, ()> {
        async move {
            if let Some(slow) = self.slow.clone() {
                slow.is_fixing.notify_one();
                let into = into.clone();
                let work = move || {
                    slow.may_write.wait();
                    assert!(into.is_given_up());
                    fs::create_dir_all(into.join("late")).unwrap();
                };
                spawn_blocking(work).await.unwrap();
            }
            fs::create_dir(into.join("sub")).map_err(Failure::new)?;
            fs::write(into.join("sub/state"), self.name.repeat(1000)).map_err(Failure::new)?;
            if self.fails { Err(Failure::new("it said no")) } else { Ok(()) }
        }
        .boxed()
    }

    fn thaw(&self) -> Answer<'_, ()> {
        async {
            if let Some(slow) = &self.slow {
                slow.may_thaw.notified().await;
            }
            Ok(())
        }
        .boxed()
    }

    fn collect<'a>(&'a self, _: &'a Place) -> Answer<'a, Collected> {
        async { Ok(Collected::Whole) }.boxed()
    }

    fn describe<'a>(&'a self, _: &'a Path) -> Answer<'a, Description> {
        let counts = BTreeMap::from([("keys".to_owned(), 1000)]);
        async {
            Ok(Description { engine: "plain".to_owned(), version: "1".to_owned(), counts, ..Description::default() })
        }
        .boxed()
    }
}

struct World {
    data: tempfile::TempDir,
    remote: Snapshots,
    events: Arc<Mutex<Vec<Event>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
    slow: Option<Arc<Slow>>,
}

impl World {
    fn new() -> World {
        let data = tempfile::tempdir().unwrap();
        let remote = Directory::new(data.path().join("remote"), Notes::of(data.path().join("notes")));
        let remote = Snapshots::at(Arc::new(remote));
        World { data, remote, events: Arc::default(), turn: Arc::default(), slow: None }
    }

    async fn export(&self, force: bool, fails: bool) -> Result<Exported> {
        let stores: Vec<Arc<dyn Store>> = vec![
            Arc::new(Plain { name: "redis", fails: false, slow: None }),
            Arc::new(Plain { name: "mongodb", fails, slow: self.slow.clone() }),
        ];
        let events = Arc::clone(&self.events);
        let order = Order {
            name: name("nightly"),
            force,
            form: Form::Plain,
            environment: "default".to_owned(),
            statebox: "0.1.0".to_owned(),
            description: Some("before the release".to_owned()),
            labels: [("team".to_owned(), "qa".to_owned())].into(),
        };
        let setting = Setting {
            stores: &stores,
            remote: &self.remote,
            workspace: self.data.path().join("export"),
            turn: Box::new(self.turn.clone().try_lock_owned().expect("nobody else has it")),
            policy: Policy::default(),
            now: &|| Moment { wall: Time(1_000), service: Time(2_000) },
            progress: Progress::new(move |event| events.lock().unwrap().push(event)),
        };
        export(order, setting).await
    }

    fn left(&self) -> Vec<String> {
        let mut left: Vec<_> = ["remote", "notes", "export"]
            .iter()
            .filter_map(|folder| fs::read_dir(self.data.path().join(folder)).ok())
            .flatten()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        left
    }
}

#[tokio::test]
async fn an_export_says_in_its_manifest_how_it_was_done() {
    let world = World::new();
    let exported = world.export(false, false).await.unwrap();
    let manifest = inspect(&world.remote, &name("nightly")).await.unwrap();
    assert_eq!(manifest, exported.manifest);
    assert_eq!(verify(&world.remote, &name("nightly"), &Progress::silent()).await.unwrap(), manifest);
    assert_eq!((manifest.format, manifest.how, manifest.created.service), (1, How::Linked, Time(2_000)));
    assert_eq!((manifest.statebox.as_str(), manifest.environment.as_str()), ("0.1.0", "default"));
    assert_eq!((manifest.description.as_deref(), manifest.labels["team"].as_str()), (Some("before the release"), "qa"));
    let files: Vec<_> = manifest.files().map(|(path, file)| (path.to_string(), file.size)).collect();
    assert_eq!(files, [("mongodb/sub/state".to_owned(), 7000), ("redis/sub/state".to_owned(), 5000)]);
    assert_eq!(manifest.stores["redis"].description.counts["keys"], 1000);
    assert_eq!(world.left(), ["nightly.tar.zst"]);
    assert_eq!(world.remote.list().await.unwrap()[0].size, exported.size);

    let events = world.events.lock().unwrap();
    for phase in [Phase::Preparing, Phase::Freezing, Phase::Fixing, Phase::Collecting] {
        assert!(events.iter().any(|event| event.phase == phase), "{phase:?}");
    }
    for phase in [Phase::Hashing, Phase::Uploading] {
        assert!(
            events.iter().any(|event| event.phase == phase && event.done == 12_000 && event.total == 12_000),
            "{phase:?}"
        );
    }
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused_before_anything_is_held() {
    let world = World::new();
    world.export(false, false).await.unwrap();
    world.events.lock().unwrap().clear();
    assert!(matches!(world.export(false, false).await.unwrap_err(), Error::Taken { .. }));
    assert!(world.events.lock().unwrap().is_empty());
    world.export(true, false).await.unwrap();
}

#[tokio::test]
async fn an_export_that_is_cancelled_gives_its_turn_back_when_all_of_it_has_ended_and_leaves_nothing() {
    let slow = Arc::new(Slow::new());
    let world = World { slow: Some(slow.clone()), ..World::new() };
    tokio::select! {
        _ = world.export(false, false) => panic!("it waits for its thread"),
        () = slow.is_fixing.notified() => {}
    }
    let is_over = || timeout(Duration::from_millis(100), world.turn.lock());
    assert!(is_over().await.is_err(), "its thread has not ended");
    assert!(world.data.path().join("export").exists());
    let thread = slow.clone();
    spawn_blocking(move || thread.may_write.wait()).await.unwrap();
    assert!(is_over().await.is_err(), "a store is not thawed");
    slow.may_thaw.notify_one();
    let _turn = timeout(Duration::from_secs(60), world.turn.lock()).await.expect("it ends by itself");
    assert!(!world.data.path().join("export").exists());
    assert!(world.left().is_empty(), "{:?}", world.left());
}

#[tokio::test]
async fn an_export_that_failed_leaves_nothing() {
    let world = World::new();
    assert!(matches!(world.export(false, true).await.unwrap_err(), Error::Store { store, .. } if store == "mongodb"));
    assert!(world.left().is_empty(), "{:?}", world.left());
}
