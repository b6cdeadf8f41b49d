//! Imports into an environment with the real emulators and a server that does what a test wants of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use snapshots::error::Error;
use snapshots::export::{self, Order};
use snapshots::generation::Pointer;
use snapshots::import::{self, import};
use snapshots::lease::Policy;
use snapshots::moment::{Moment, Time};
use snapshots::name::SnapshotName;
use snapshots::progress::Progress;
use snapshots::remote::Form;
use snapshots::remote::directory::Directory;
use snapshots::remote::notes::Note;
use snapshots::remote::snapshots::Snapshots;
use snapshots::steps::Steps;
use snapshots::store::{Collected, Description, Failure, How, Pulse, Rank, Store};
use snapshots::workspace::Place;
use tokio::sync::{Notify, watch};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::children::{Children, Engine};
use super::{Environment, ImportInto, open};
use crate::cli;
use crate::config::{Config, StoreName};
use crate::stores::emulated;
use crate::supervisor::{self, Status};

const LONG: Duration = Duration::from_secs(60);

/// A server that runs on a folder and notes which.
struct Fake {
    ran_on: Mutex<Vec<PathBuf>>,
    /// Of the generation that it is switched to next, and no other.
    flaw: Mutex<Option<Flaw>>,
    /// Waited for by whoever switches it, when there is one.
    switching: Mutex<Option<Arc<Notify>>>,
    /// When there is one, a trial goes on until it is given up, and then until it may end.
    trying_out: Mutex<Option<Arc<Trial>>>,
    status: watch::Sender<Status>,
}

#[derive(Default)]
struct Trial {
    is_under_way: Notify,
    may_end: Notify,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Flaw {
    DoesNotStart,
    NeverStarts,
    DoesNotAnswer,
}

impl Fake {
    fn new() -> Arc<Fake> {
        let status = Status { state: supervisor::State::Stopped, pid: None, restarts: 0 };
        Arc::new(Fake {
            ran_on: Mutex::default(),
            flaw: Mutex::default(),
            switching: Mutex::default(),
            trying_out: Mutex::default(),
            status: watch::Sender::new(status),
        })
    }
}

type Answer<'a> = BoxFuture<'a, Result<(), Failure>>;

impl Store for Fake {
    fn name(&self) -> &'static str {
        "redis"
    }
    fn rank(&self) -> Rank {
        Rank::Pause
    }
    fn prepare(&self) -> Answer<'_> {
        async { Ok(()) }.boxed()
    }
    fn freeze(&self, _: Duration) -> Answer<'_> {
        async { Ok(()) }.boxed()
    }
    fn renew(&self, _: Duration) -> Answer<'_> {
        async { Ok(()) }.boxed()
    }
    fn fix<'a>(&'a self, into: &'a Place, _: How, _: &'a Pulse) -> Answer<'a> {
        async move { std::fs::write(into.join("data"), "").map_err(Failure::new) }.boxed()
    }
    fn thaw(&self) -> Answer<'_> {
        async { Ok(()) }.boxed()
    }
    fn collect<'a>(&'a self, _: &'a Place) -> BoxFuture<'a, Result<Collected, Failure>> {
        async { Ok(Collected::Whole) }.boxed()
    }
    fn describe<'a>(&'a self, _: &'a Path) -> BoxFuture<'a, Result<Description, Failure>> {
        async { Ok(Description::default()) }.boxed()
    }
    fn finish(&self) -> BoxFuture<'_, ()> {
        async {}.boxed()
    }
}

impl Engine for Fake {
    fn wrote(&self, _: &Description) -> bool {
        false
    }
    fn empty(&self) -> BoxFuture<'_, Result<(), String>> {
        async { Ok(()) }.boxed()
    }
    fn is_empty(&self) -> BoxFuture<'_, Result<bool, String>> {
        async { Ok(true) }.boxed()
    }
    fn look(&self) -> BoxFuture<'_, Result<(), String>> {
        async { Ok(()) }.boxed()
    }
    fn start(&self) -> BoxFuture<'_, ()> {
        async {}.boxed()
    }
    fn ready(&self) -> BoxFuture<'_, Result<(), supervisor::Failure>> {
        async { Ok(()) }.boxed()
    }
    fn probe(&self) -> BoxFuture<'_, Result<(), String>> {
        async {
            match self.flaw.lock().take_if(|flaw| *flaw == Flaw::DoesNotAnswer) {
                Some(_) => Err("it says nothing".to_owned()),
                None => Ok(()),
            }
        }
        .boxed()
    }
    fn stop(&self, _: bool) -> BoxFuture<'_, ()> {
        async {}.boxed()
    }
    fn restart_on<'a>(&'a self, generation: &'a Path) -> BoxFuture<'a, Result<(), supervisor::Failure>> {
        async move {
            self.ran_on.lock().push(generation.to_owned());
            let switching = self.switching.lock().clone();
            if let Some(switching) = switching {
                switching.notified().await;
            }
            let flaw = self.flaw.lock().take_if(|flaw| *flaw == Flaw::DoesNotStart);
            match flaw.or(*self.flaw.lock()) {
                Some(Flaw::DoesNotStart | Flaw::NeverStarts) => {
                    Err(supervisor::Failure { why: "it does not like it".to_owned(), lines: vec![] })
                }
                _ => Ok(()),
            }
        }
        .boxed()
    }
    fn trial<'a>(
        &'a self,
        generation: &'a Path,
        given_up: &'a CancellationToken,
    ) -> BoxFuture<'a, Result<(), supervisor::Failure>> {
        async move {
            let Some(trial) = self.trying_out.lock().clone() else { return Ok(()) };
            trial.is_under_way.notify_one();
            given_up.cancelled().await;
            trial.may_end.notified().await;
            // As a server that was asked to end does: its last files.
            std::fs::create_dir_all(generation.join("redis/last")).unwrap();
            Err(supervisor::Failure { why: "it was given up".to_owned(), lines: vec![] })
        }
        .boxed()
    }
    fn check(&self, _: &Description) -> Result<(), String> {
        Ok(())
    }
    fn install(&self, _: &Path) -> std::io::Result<()> {
        Ok(())
    }
    fn create(&self, generation: &Path) -> std::io::Result<()> {
        std::fs::create_dir(generation.join("redis"))?;
        std::fs::write(generation.join("redis/data"), "")
    }
    fn status(&self) -> Status {
        self.status.borrow().clone()
    }
    fn watch(&self) -> watch::Receiver<Status> {
        self.status.subscribe()
    }
    fn address(&self) -> String {
        String::new()
    }
    fn log(&self) -> PathBuf {
        PathBuf::new()
    }
}

/// An environment, the server in it, and a remote with an archive that was taken of it.
struct World {
    environment: Arc<Environment>,
    server: Arc<Fake>,
    place: tempfile::TempDir,
}

impl World {
    async fn new() -> World {
        let place = tempfile::tempdir().unwrap();
        let arguments = cli::Serve {
            data_dir: Some(place.path().join("data")),
            port: Some(crate::config::settings::Port::Number(0)),
            services: Some(vec!["sqs".into()]),
            ..Default::default()
        };
        let opened = open(Config::resolve(arguments).unwrap()).await.unwrap();
        let mut environment = Arc::into_inner(opened.environment).unwrap();
        let server = Fake::new();
        environment.children = Children::of_engines(vec![(StoreName::Redis, server.clone() as Arc<dyn Engine>)]);
        let world = World { environment: Arc::new(environment), server, place };
        world.export().await;
        world
    }

    fn remote(&self) -> Directory {
        Directory::new(self.place.path().join("remote"), self.environment.notes().clone())
    }

    async fn export(&self) {
        let order = Order {
            name: name(),
            force: false,
            form: Form::Plain,
            environment: "test".to_owned(),
            statebox: "0".to_owned(),
            description: None,
            labels: BTreeMap::new(),
        };
        let setting = export::Setting {
            stores: &self.environment.cut_stores(),
            remote: &Snapshots::at(Arc::new(self.remote())),
            workspace: self.environment.workspace("export"),
            turn: Box::new(()),
            policy: Policy::default(),
            now: &|| Moment { wall: Time(0), service: Time(0) },
            progress: Progress::silent(),
        };
        export::export(order, setting).await.unwrap();
    }

    /// As the control API does it.
    async fn import(&self) -> Result<(), Error> {
        let turn = self.environment.turn().try_lock_owned().expect("nobody else has it");
        let setting = import::Setting {
            generations: self.environment.generations().clone(),
            target: Arc::new(ImportInto { environment: self.environment.clone(), turn, is_from_here: false }),
            progress: Progress::silent(),
            steps: Steps::unwatched(),
        };
        import(&name(), &self.remote(), &setting).await.map(|_| ())
    }

    fn pointer(&self) -> Pointer {
        self.environment.generations().current().unwrap().unwrap()
    }

    fn folder(&self) -> PathBuf {
        self.environment.generations().folder(self.pointer().current)
    }

    /// Everything is on the generation that `CURRENT` names, and nobody is held.
    async fn assert_works(&self) {
        assert_eq!(self.environment.emulated.folder(), self.folder().join(emulated::FOLDER));
        assert_eq!(self.server.ran_on.lock().last(), Some(&self.folder()));
        self.environment.emulated.probe().await.unwrap();
        drop(timeout(LONG, self.environment.emulated.hold()).await.expect("the gate is open"));
        assert!(!self.environment.emulated.janitors().is_empty());
    }
}

fn name() -> SnapshotName {
    "kept".parse().unwrap()
}

#[tokio::test]
async fn what_does_not_work_after_the_flip_goes_back_to_the_old_generation_and_the_next_import_works() {
    for flaw in [Flaw::DoesNotStart, Flaw::DoesNotAnswer] {
        let world = World::new().await;
        let old = world.pointer();
        *world.server.flaw.lock() = Some(flaw);
        let error = world.import().await.unwrap_err();
        assert!(matches!(error, Error::WentBack { .. }), "{flaw:?}: {error}");
        assert_eq!(world.pointer(), old);
        let ran_on = world.server.ran_on.lock().clone();
        assert_eq!((ran_on.len(), &ran_on[1]), (2, &world.folder()), "{flaw:?}");
        assert!(!ran_on[0].exists(), "{flaw:?}: the generation that did not work is removed");
        world.assert_works().await;

        world.import().await.unwrap();
        assert_ne!(world.pointer().current, old.current);
        assert_eq!(world.pointer().previous, Some(old.current));
        world.assert_works().await;
    }
}

#[tokio::test]
async fn when_there_is_no_way_back_nobody_is_let_in_until_a_restart_and_everybody_is_told() {
    let world = World::new().await;
    let old = world.pointer();
    *world.server.flaw.lock() = Some(Flaw::NeverStarts);
    // A request that waits at the gate meanwhile waits no longer.
    let services = world.environment.emulated.services();
    let error = world.import().await.unwrap_err();
    assert!(matches!(error, Error::Stuck { .. }), "{error}");
    timeout(LONG, world.environment.emulated.changed(&services)).await.expect("it is asked again, and told");

    let why = world.environment.is_shut().expect("nobody is let in").to_owned();
    assert!(
        why.contains("redis did not start on the new data") && why.contains("until statebox is restarted"),
        "{why}"
    );
    assert!(!world.environment.is_ready());
    for (store, state) in world.environment.states() {
        assert_eq!(state, super::State::Failed, "{store:?}");
    }
    assert_eq!(world.environment.status()["stores"][0]["detail"], why);
    let services = world.environment.emulated.services();
    let sqs = services.of_signing_name("sqs").unwrap();
    let caller = service::Caller {
        account: "000000000000".to_owned(),
        region: "us-east-1".to_owned(),
        base_url: String::new(),
        trace: None,
        arrived: world.environment.clock().now(),
    };
    let body = br#"{"QueueName": "q"}"#;
    let asked = service::answer(sqs.as_ref(), sqs.model().protocols[0], "CreateQueue", &caller, "id", body);
    let asked = timeout(LONG, asked).await.expect("it does not wait at the gate");
    assert!(asked.is_err(), "nothing is written any more");
    assert_eq!(world.pointer(), old);
}

#[tokio::test]
async fn an_import_keeps_its_turn_to_its_end_although_nobody_waits_for_it_any_more() {
    let world = World::new().await;
    let (old, go_on) = (world.pointer(), Arc::new(Notify::new()));
    *world.server.switching.lock() = Some(go_on.clone());
    let turn = world.environment.turn();
    {
        let mut importing = std::pin::pin!(world.import());
        let is_switching = async {
            while world.server.ran_on.lock().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            _ = &mut importing => panic!("it waits for the server"),
            () = is_switching => {}
        }
        // Its client goes away.
    }
    assert_ne!(world.pointer(), old, "the flip has happened");
    assert!(turn.try_lock().is_err());
    go_on.notify_one();
    let _turn = timeout(LONG, turn.lock()).await.expect("the import ends by itself");
    world.assert_works().await;
}

#[tokio::test]
async fn an_import_that_is_cancelled_while_it_is_tried_out_removes_its_files_after_the_trial_and_not_before() {
    let world = World::new().await;
    let trial = Arc::new(Trial::default());
    *world.server.trying_out.lock() = Some(trial.clone());
    let (old, turn, generations) = (world.pointer(), world.environment.turn(), world.place.path().join("data/gen"));
    let names = || std::fs::read_dir(&generations).unwrap().count();
    tokio::select! {
        _ = world.import() => panic!("it waits for the trial"),
        () = trial.is_under_way.notified() => {}
    }
    // Its client has gone away; the trial's server is still about.
    assert!(timeout(Duration::from_millis(100), turn.lock()).await.is_err());
    assert_eq!(names(), 2);
    trial.may_end.notify_one();
    let _turn = timeout(LONG, turn.lock()).await.expect("what was begun ends by itself");
    assert_eq!((names(), world.pointer()), (1, old));
    assert!(world.environment.importing.lock().next.is_none());
}

#[tokio::test]
async fn what_one_export_has_noted_is_not_cleaned_up_by_another() {
    use snapshots::remote::Remote;

    let world = World::new().await;
    let draft = world.place.path().join("remote/draft");
    std::fs::write(&draft, "half").unwrap();
    let noted = world.environment.notes().write(Note::File { path: draft.clone() }).unwrap();
    world.remote().sweep().await.unwrap();
    assert!(draft.exists());
    drop(noted);
    world.remote().sweep().await.unwrap();
    assert!(!draft.exists());
}
