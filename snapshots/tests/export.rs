//! Whole exports to a directory, from stores that are plain files.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
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
use snapshots::remote::{Remote, inspect, verify};
use snapshots::store::{Collected, Description, Failure, How, Pulse, Rank, Store};
use support::name;

/// Exports one file.
struct Plain {
    name: &'static str,
    fails: bool,
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

    fn fix<'a>(&'a self, into: &'a Path, _: How, _: &'a Pulse) -> Answer<'a, ()> {
        async move {
            fs::create_dir(into.join("sub")).map_err(Failure::new)?;
            fs::write(into.join("sub/state"), self.name.repeat(1000)).map_err(Failure::new)?;
            if self.fails { Err(Failure::new("it said no")) } else { Ok(()) }
        }
        .boxed()
    }

    fn thaw(&self) -> Answer<'_, ()> {
        async { Ok(()) }.boxed()
    }

    fn collect<'a>(&'a self, _: &'a Path) -> Answer<'a, Collected> {
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
    remote: Directory,
    events: Arc<Mutex<Vec<Event>>>,
}

impl World {
    fn new() -> World {
        let data = tempfile::tempdir().unwrap();
        let remote = Directory::new(data.path().join("remote"), Notes::of(data.path().join("notes")));
        World { data, remote, events: Arc::default() }
    }

    async fn export(&self, force: bool, fails: bool) -> Result<Exported> {
        let stores: Vec<Arc<dyn Store>> =
            vec![Arc::new(Plain { name: "redis", fails: false }), Arc::new(Plain { name: "mongodb", fails })];
        let events = Arc::clone(&self.events);
        let order = Order {
            name: name("nightly"),
            force,
            environment: "default".to_owned(),
            statebox: "0.1.0".to_owned(),
            description: Some("before the release".to_owned()),
            labels: [("team".to_owned(), "qa".to_owned())].into(),
        };
        let setting = Setting {
            stores: &stores,
            remote: &self.remote,
            workspace: self.data.path().join("export"),
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
async fn an_export_that_failed_leaves_nothing() {
    let world = World::new();
    assert!(matches!(world.export(false, true).await.unwrap_err(), Error::Store { store, .. } if store == "mongodb"));
    assert!(world.left().is_empty(), "{:?}", world.left());
}
