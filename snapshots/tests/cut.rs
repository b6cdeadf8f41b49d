//! The cut with stores that fail, hang, panic, are late or are cancelled at every step.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use proptest::prelude::*;
use snapshots::cut::{self, Cut};
use snapshots::error::{Error, Result};
use snapshots::lease::Policy;
use snapshots::moment::{Moment, Time};
use snapshots::progress::Progress;
use snapshots::store::{Collected, Description, Failure, How, Pulse, Rank, Store};
use snapshots::workspace::{Place, Workspace};
use tokio::time::{Instant, sleep, timeout};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Step {
    Prepare,
    Freeze,
    Renew,
    Fix,
    Thaw,
    Collect,
    Describe,
}

const STEPS: [Step; 7] =
    [Step::Prepare, Step::Freeze, Step::Renew, Step::Fix, Step::Thaw, Step::Collect, Step::Describe];

#[derive(Clone, Copy, Debug)]
enum Deed {
    Takes(Duration),
    Fails,
    /// Somebody comes in between, this many times.
    Interrupted(usize),
    Hangs,
    Panics,
    /// Goes on by itself, as a server does that was restarted.
    GoesOn,
    /// The machine sleeps meanwhile: its wall clock goes on, the other one does not.
    Sleeps,
    /// Of `collect` only.
    Moves,
}

/// A store that freezes itself no longer than it was granted, and notes when it went on too early.
struct Fake {
    name: &'static str,
    rank: Rank,
    deeds: BTreeMap<Step, Deed>,
    /// Pulses once a second while it takes its time.
    pulses: bool,
    slept_ms: AtomicI64,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    calls: Vec<Step>,
    frozen_at: Option<Instant>,
    frozen_until: Option<Instant>,
    lapsed_at: Option<Instant>,
    fixed_at: Option<Instant>,
    how: Vec<How>,
    thawed_at: Option<Instant>,
    finished: usize,
}

impl Fake {
    fn new(name: &'static str, rank: Rank) -> Fake {
        Fake { name, rank, deeds: BTreeMap::new(), pulses: false, slept_ms: AtomicI64::new(0), seen: Mutex::default() }
    }

    fn does(mut self, step: Step, deed: Deed) -> Fake {
        self.deeds.insert(step, deed);
        self
    }

    fn pulsing(mut self) -> Fake {
        self.pulses = true;
        self
    }

    async fn act(&self, step: Step, pulse: Option<&Pulse>) -> std::result::Result<(), Failure> {
        {
            let mut seen = self.seen.lock().unwrap();
            seen.calls.push(step);
            let lapsed = seen.frozen_until.filter(|until| *until < Instant::now());
            seen.lapsed_at = seen.lapsed_at.or(lapsed);
        }
        match self.deeds.get(&step) {
            Some(Deed::Takes(time)) => match pulse.filter(|_| self.pulses) {
                Some(pulse) => {
                    for _ in 0..time.as_secs() {
                        sleep(Duration::from_secs(1)).await;
                        pulse.step();
                    }
                }
                None => sleep(*time).await,
            },
            Some(Deed::Fails) => return Err(Failure::new("it said no")),
            Some(Deed::Interrupted(times)) if self.calls_of(step) <= *times => return Err(Failure::passing("not now")),
            Some(Deed::Hangs) => std::future::pending().await,
            Some(Deed::Panics) => panic!("as planned"),
            Some(Deed::GoesOn) => self.seen.lock().unwrap().frozen_until = None,
            Some(Deed::Sleeps) => _ = self.slept_ms.fetch_add(11_000, Ordering::SeqCst),
            Some(Deed::Moves | Deed::Interrupted(_)) | None => {}
        }
        Ok(())
    }

    fn calls_of(&self, step: Step) -> usize {
        self.seen.lock().unwrap().calls.iter().filter(|call| **call == step).count()
    }

    fn is_frozen(&self) -> bool {
        self.seen.lock().unwrap().frozen_until.is_some_and(|until| Instant::now() <= until)
    }
}

impl Store for Fake {
    fn name(&self) -> &'static str {
        self.name
    }

    fn rank(&self) -> Rank {
        self.rank
    }

    fn prepare(&self) -> BoxFuture<'_, std::result::Result<(), Failure>> {
        self.act(Step::Prepare, None).boxed()
    }

    fn freeze(&self, lease: Duration) -> BoxFuture<'_, std::result::Result<(), Failure>> {
        async move {
            let until = Instant::now() + lease;
            self.seen.lock().unwrap().frozen_until = Some(until);
            self.act(Step::Freeze, None).await?;
            self.seen.lock().unwrap().frozen_at = Some(Instant::now());
            Ok(())
        }
        .boxed()
    }

    fn renew(&self, lease: Duration) -> BoxFuture<'_, std::result::Result<(), Failure>> {
        async move {
            let until = Instant::now() + lease;
            self.act(Step::Renew, None).await?;
            let mut seen = self.seen.lock().unwrap();
            if seen.frozen_until.is_none_or(|until| until < Instant::now()) {
                return Err(Failure::new("it is not frozen any more"));
            }
            seen.frozen_until = Some(until);
            Ok(())
        }
        .boxed()
    }

    fn fix<'a>(
        &'a self,
        into: &'a Place,
        how: How,
        pulse: &'a Pulse,
    ) -> BoxFuture<'a, std::result::Result<(), Failure>> {
        async move {
            self.seen.lock().unwrap().how.push(how);
            fs::write(into.join("state"), self.name).map_err(Failure::new)?;
            self.act(Step::Fix, Some(pulse)).await?;
            self.seen.lock().unwrap().fixed_at = Some(Instant::now());
            Ok(())
        }
        .boxed()
    }

    fn thaw(&self) -> BoxFuture<'_, std::result::Result<(), Failure>> {
        async move {
            self.act(Step::Thaw, None).await?;
            let mut seen = self.seen.lock().unwrap();
            seen.frozen_until = None;
            seen.thawed_at = Some(Instant::now());
            Ok(())
        }
        .boxed()
    }

    fn collect<'a>(&'a self, _: &'a Place) -> BoxFuture<'a, std::result::Result<Collected, Failure>> {
        async move {
            self.act(Step::Collect, None).await?;
            let linked = self.seen.lock().unwrap().how.last() == Some(&How::Linked);
            let moves = matches!(self.deeds.get(&Step::Collect), Some(Deed::Moves)) && linked;
            Ok(if moves { Collected::Moved } else { Collected::Whole })
        }
        .boxed()
    }

    fn describe<'a>(&'a self, _: &'a Path) -> BoxFuture<'a, std::result::Result<Description, Failure>> {
        async move {
            self.act(Step::Describe, None).await?;
            Ok(Description { engine: self.name.to_owned(), version: "1".to_owned(), ..Description::default() })
        }
        .boxed()
    }

    fn finish(&self) -> BoxFuture<'_, ()> {
        async {
            self.seen.lock().unwrap().finished += 1;
        }
        .boxed()
    }
}

/// Three fakes in the wrong order, and the folder that they export to.
struct World {
    fakes: Vec<Arc<Fake>>,
    folder: tempfile::TempDir,
    began: Instant,
}

impl World {
    fn of(fakes: [Fake; 3]) -> World {
        World {
            fakes: fakes.into_iter().map(Arc::new).collect(),
            folder: tempfile::tempdir().unwrap(),
            began: Instant::now(),
        }
    }

    async fn take(&self) -> Result<Cut> {
        let stores: Vec<Arc<dyn Store>> = self.fakes.iter().map(|fake| Arc::clone(fake) as Arc<dyn Store>).collect();
        let workspace = Workspace::create(self.folder.path().join("cut"), ())?;
        let now = || {
            let slept: i64 = self.fakes.iter().map(|fake| fake.slept_ms.load(Ordering::SeqCst)).sum();
            let millis = i64::try_from(self.began.elapsed().as_millis()).unwrap() + slept;
            Moment { wall: Time(millis), service: Time(millis + 1_000_000) }
        };
        cut::take(&stores, &workspace, &Policy::default(), &now, &Progress::silent()).await
    }

    /// What must hold after everything.
    fn assert_all_go_on(&self) {
        for fake in &self.fakes {
            let seen = fake.seen.lock().unwrap();
            let last = |step| seen.calls.iter().rposition(|call| *call == step);
            assert!(seen.frozen_until.is_none(), "{} is still frozen: {:?}", fake.name, seen.calls);
            assert!(last(Step::Freeze) < last(Step::Thaw), "{}: {:?}", fake.name, seen.calls);
            assert!(seen.finished > 0, "{} could not finish", fake.name);
        }
        assert!(!self.folder.path().join("cut").exists(), "temporary files remain");
    }

    /// What a cut that worked claims.
    fn assert_one_instant(&self) {
        let last_freeze = self.fakes.iter().map(|fake| fake.seen.lock().unwrap().frozen_at.unwrap()).max().unwrap();
        let last_fix = self.fakes.iter().map(|fake| fake.seen.lock().unwrap().fixed_at.unwrap()).max().unwrap();
        for fake in &self.fakes {
            let seen = fake.seen.lock().unwrap();
            assert!(seen.fixed_at.unwrap() >= last_freeze, "{} was fixed before all were frozen", fake.name);
            assert!(seen.thawed_at.unwrap() >= last_fix, "{} was thawed before all were fixed", fake.name);
            assert!(seen.lapsed_at.is_none_or(|at| at > last_fix), "{} went on in between", fake.name);
        }
    }
}

fn emulators() -> Fake {
    Fake::new("emulators", Rank::Gate)
}

fn redis() -> Fake {
    Fake::new("redis", Rank::Pause)
}

fn mongodb() -> Fake {
    Fake::new("mongodb", Rank::Lock)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn error(outcome: Result<Cut>) -> Error {
    outcome.err().expect("the cut should have failed")
}

#[tokio::test(start_paused = true)]
async fn stores_are_frozen_by_rank_and_all_exports_are_fixed_inside_the_window() {
    let world = World::of([
        mongodb().does(Step::Freeze, Deed::Takes(seconds(3))),
        emulators().does(Step::Fix, Deed::Takes(seconds(2))),
        redis().does(Step::Freeze, Deed::Takes(seconds(1))),
    ]);
    let cut = world.take().await.unwrap();
    world.assert_one_instant();
    world.assert_all_go_on();
    assert_eq!(cut.how, How::Linked);
    assert_eq!((cut.frozen.wall, cut.thawed.wall), (Time(4_000), Time(6_000)));
    assert_eq!(cut.frozen.service, Time(1_004_000));
    assert_eq!(cut.pause, seconds(6));
    let held: Vec<_> = cut.parts.iter().map(|(name, taken)| (*name, taken.held)).collect();
    assert_eq!(held, [("emulators", seconds(6)), ("mongodb", seconds(5)), ("redis", seconds(6))]);
}

#[tokio::test(start_paused = true)]
async fn a_store_that_is_late_fails_the_cut_by_name() {
    for step in [Step::Freeze, Step::Fix, Step::Renew] {
        for late in [Deed::Hangs, Deed::Takes(seconds(11))] {
            let world = World::of([emulators(), redis(), mongodb().does(step, late)]);
            let error = error(world.take().await);
            assert!(matches!(&error, Error::Late { store, .. } if store == "mongodb"), "{step:?}: {error}");
            world.assert_all_go_on();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn all_stores_that_are_not_done_are_named() {
    let late = Deed::Takes(seconds(20));
    let world = World::of([emulators(), redis().does(Step::Fix, late), mongodb().does(Step::Fix, late)]);
    let error = error(world.take().await);
    assert!(error.to_string().starts_with("late: redis and mongodb"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_store_that_went_on_in_between_fails_the_cut() {
    let world = World::of([emulators(), redis().does(Step::Fix, Deed::GoesOn), mongodb()]);
    let error = error(world.take().await);
    assert!(matches!(&error, Error::Lost { store, .. } if store == "redis"), "{error}");
    world.assert_all_go_on();
}

#[tokio::test(start_paused = true)]
async fn a_lease_that_ran_out_while_the_machine_slept_fails_the_cut() {
    for step in [Step::Freeze, Step::Fix] {
        let world = World::of([emulators(), redis(), mongodb().does(step, Deed::Sleeps)]);
        let error = error(world.take().await);
        assert!(matches!(&error, Error::Late { store, .. } if store == "mongodb"), "{error}");
        world.assert_all_go_on();
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_fix_that_gets_on_keeps_the_leases() {
    let world = World::of([emulators(), redis(), mongodb().does(Step::Fix, Deed::Takes(seconds(40))).pulsing()]);
    world.take().await.unwrap();
    world.assert_one_instant();
    let renewals = world.fakes[1].seen.lock().unwrap().calls.iter().filter(|call| **call == Step::Renew).count();
    assert!((10..=25).contains(&renewals), "{renewals}");
}

#[tokio::test(start_paused = true)]
async fn a_fix_goes_on_while_leases_are_renewed() {
    let slow_renewal = redis().does(Step::Renew, Deed::Takes(seconds(2)));
    let long_fix = mongodb().does(Step::Fix, Deed::Takes(seconds(30))).pulsing();
    let world = World::of([emulators(), slow_renewal, long_fix]);
    let cut = world.take().await.unwrap();
    world.assert_one_instant();
    // Two renewals between the freezes, one at the end, and perhaps one that was not yet answered when the fix was done.
    assert!(cut.thawed.wall.0 - cut.frozen.wall.0 <= 34_000, "{:?}", (cut.frozen, cut.thawed));
}

#[tokio::test(start_paused = true)]
async fn no_pause_is_longer_than_the_longest() {
    let world = World::of([emulators(), redis(), mongodb().does(Step::Fix, Deed::Takes(seconds(61))).pulsing()]);
    let error = error(world.take().await);
    assert!(matches!(&error, Error::Late { store, held, .. } if store == "mongodb" && *held == seconds(60)), "{error}");
    world.assert_all_go_on();
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_at_any_step_fails_the_cut_and_all_go_on() {
    for name in ["emulators", "redis", "mongodb"] {
        for step in STEPS.into_iter().filter(|step| *step != Step::Thaw) {
            let world = World::of(
                [emulators(), redis(), mongodb()]
                    .map(|fake| if fake.name == name { fake.does(step, Deed::Fails) } else { fake }),
            );
            let error = error(world.take().await);
            match (&error, step) {
                (Error::Lost { store, .. }, Step::Renew) => assert_eq!(store, name),
                (Error::Store { store, .. }, _) => assert_eq!(store, name),
                _ => panic!("{step:?}: {error}"),
            }
            world.assert_all_go_on();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_others_are_thawed_when_one_cannot_be() {
    for deed in [Deed::Fails, Deed::Hangs] {
        let world = World::of([emulators().does(Step::Thaw, deed), redis(), mongodb()]);
        let cut = world.take().await.unwrap();
        assert!(cut.stuck.len() == 1 && cut.stuck[0].starts_with("emulators could not be thawed"), "{:?}", cut.stuck);
        for fake in &world.fakes[1..] {
            assert!(fake.seen.lock().unwrap().thawed_at.is_some());
        }
        let tries = world.fakes[0].seen.lock().unwrap().calls.iter().filter(|call| **call == Step::Thaw).count();
        assert_eq!(tries, 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_panic_at_any_step_leaves_nothing_frozen() {
    for step in STEPS.into_iter().filter(|step| *step != Step::Thaw) {
        let world = Arc::new(World::of([emulators(), redis(), mongodb().does(step, Deed::Panics)]));
        let taking = Arc::clone(&world);
        assert!(tokio::spawn(async move { taking.take().await.map(drop) }).await.unwrap_err().is_panic());
        sleep(seconds(1)).await;
        world.assert_all_go_on();
    }
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_cut_leaves_nothing_frozen() {
    for step in STEPS.into_iter().filter(|step| *step != Step::Thaw) {
        for name in ["emulators", "redis", "mongodb"] {
            let world = World::of(
                [emulators(), redis(), mongodb()]
                    .map(|fake| if fake.name == name { fake.does(step, Deed::Hangs) } else { fake }),
            );
            timeout(seconds(5), world.take()).await.err().unwrap_or_else(|| panic!("{name} {step:?}"));
            sleep(seconds(1)).await;
            world.assert_all_go_on();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_cut_whose_files_moved_is_taken_again_under_the_lock() {
    let world = World::of([emulators(), redis(), mongodb().does(Step::Collect, Deed::Moves)]);
    let cut = world.take().await.unwrap();
    assert_eq!(cut.how, How::Copied);
    assert_eq!(world.fakes[0].seen.lock().unwrap().how, [How::Linked, How::Copied]);
    world.assert_one_instant();
    world.assert_all_go_on();
}

#[tokio::test(start_paused = true)]
async fn a_cut_that_somebody_came_in_between_is_taken_again_with_nothing_held_meanwhile() {
    for step in [Step::Freeze, Step::Fix] {
        let world = World::of([emulators(), redis().does(step, Deed::Interrupted(2)), mongodb()]);
        let cut = world.take().await.unwrap();
        assert_eq!(cut.how, How::Linked);
        world.assert_one_instant();
        world.assert_all_go_on();
        let prepared: Vec<_> = world.fakes.iter().map(|fake| fake.calls_of(Step::Prepare)).collect();
        assert_eq!(prepared, [3, 3, 3], "{step:?}");
        let calls = world.fakes[0].seen.lock().unwrap().calls.clone();
        let thawed_before = |at: &usize| calls[..*at].contains(&Step::Thaw);
        let again = calls.iter().rposition(|call| *call == Step::Prepare).filter(thawed_before);
        assert!(again.is_some(), "{calls:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_cut_that_somebody_comes_in_between_for_ever_fails_with_the_reason() {
    let world = World::of([emulators(), redis().does(Step::Fix, Deed::Interrupted(usize::MAX)), mongodb()]);
    assert_eq!(error(world.take().await).to_string(), "redis could not fix its export: not now");
    assert_eq!(world.fakes[1].calls_of(Step::Fix), 4);
    world.assert_all_go_on();
}

#[tokio::test(start_paused = true)]
async fn a_freeze_is_held_while_a_later_store_takes_its_time() {
    let slow = Deed::Takes(seconds(9));
    let world = World::of([
        emulators().does(Step::Freeze, slow),
        redis().does(Step::Freeze, slow),
        mongodb().does(Step::Freeze, slow).does(Step::Fix, slow),
    ]);
    world.take().await.unwrap();
    world.assert_one_instant();
    assert!(!world.fakes.iter().any(|fake| fake.is_frozen()));
}

fn deeds() -> impl Strategy<Value = Vec<(Step, Deed)>> {
    let deed = prop_oneof![
        8 => (0u64..14_000).prop_map(|millis| Deed::Takes(Duration::from_millis(millis))),
        1 => Just(Deed::Fails),
        1 => (0usize..6).prop_map(Deed::Interrupted),
        1 => Just(Deed::Hangs),
    ];
    let step = proptest::sample::select(vec![Step::Prepare, Step::Freeze, Step::Renew, Step::Fix, Step::Collect]);
    proptest::collection::vec((step, deed), 0..3)
}

proptest! {
    #[test]
    fn a_cut_that_worked_is_one_instant_and_all_stores_go_on_in_any_case(
        plans in [deeds(), deeds(), deeds()],
        pulsing in any::<[bool; 3]>(),
        patience in 0u64..120,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let mut fakes = [emulators(), redis(), mongodb()];
            for ((fake, plan), pulses) in fakes.iter_mut().zip(plans).zip(pulsing) {
                fake.deeds.extend(plan);
                fake.pulses = pulses;
            }
            let world = World::of(fakes);
            let outcome = timeout(seconds(patience), world.take()).await;
            sleep(seconds(1)).await;
            if let Ok(Ok(_)) = outcome {
                world.assert_one_instant();
            }
            for fake in &world.fakes {
                let seen = fake.seen.lock().unwrap();
                assert!(seen.frozen_until.is_none() && seen.finished > 0, "{}: {:?}", fake.name, seen.calls);
            }
            assert!(!world.folder.path().join("cut").exists());
        });
    }
}
