//! The cut: from the last freeze to the first thaw no store acknowledges a write, and every export is fixed inside that window.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{BoxFuture, OptionFuture, join_all, try_join_all};
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep_until, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::error::{Error, Result};
use crate::lease::{Lease, Policy};
use crate::moment::Moment;
use crate::progress::{Phase, Progress};
use crate::store::{Collected, Description, Failure, How, Pulse, Store};
use crate::workspace::{Place, Stay, Workspace};

const THAW_ATTEMPTS: usize = 3;
/// How often a cut is taken again because somebody came in between.
const INTERRUPTIONS_MAX: usize = 3;
const LEAVE_WITHIN: Duration = Duration::from_secs(5);

/// One instant of several stores, as files in the workspace: a folder for each, by its name.
pub struct Cut {
    pub frozen: Moment,
    pub thawed: Moment,
    pub pause: Duration,
    pub how: How,
    pub parts: BTreeMap<&'static str, Taken>,
    /// Stores that still hold their writers, and why. The cut is sound all the same.
    pub stuck: Vec<String>,
}

pub struct Taken {
    pub held: Duration,
    pub description: Description,
}

/// Takes a cut of `stores`. However this ends, also when its future is dropped, every store is thawed.
pub async fn take(
    stores: &[Arc<dyn Store>],
    workspace: &Workspace,
    policy: &Policy,
    now: &(dyn Fn() -> Moment + Sync),
    progress: &Progress,
) -> Result<Cut> {
    let mut stores = stores.to_vec();
    stores.sort_by_key(|store| store.rank());

    let (mut how, mut interruptions) = (How::Linked, 0);
    loop {
        match (attempt(&stores, workspace, how, policy, now, progress).await, how) {
            (Ok(Attempt::Whole(cut)), _) => return Ok(cut),
            (Ok(Attempt::Moved(store)), How::Linked) => {
                warn!(store, "files moved under their links; the cut is taken again, copied under the lock");
                how = How::Copied;
            }
            (Ok(Attempt::Moved(store)), How::Copied) => return Err(Error::Moved { store: store.to_owned() }),
            (Err(Error::Store { store, failure, .. }), _) if failure.passes() && interruptions < INTERRUPTIONS_MAX => {
                info!(store, why = %failure, "all stores go on; the cut is taken again when that has passed");
                interruptions += 1;
            }
            (Err(error), _) => {
                // Whoever tries again at once is not to meet the rest of this one.
                let _ = timeout(LEAVE_WITHIN, workspace.left()).await;
                return Err(error);
            }
        }
        workspace.left().await;
    }
}

enum Attempt {
    Whole(Cut),
    Moved(&'static str),
}

async fn attempt(
    stores: &[Arc<dyn Store>],
    workspace: &Workspace,
    how: How,
    policy: &Policy,
    now: &(dyn Fn() -> Moment + Sync),
    progress: &Progress,
) -> Result<Attempt> {
    let given_up = CancellationToken::new();
    let fresh = |store: &Arc<dyn Store>| Ok((store.name(), workspace.fresh(store.name(), &given_up)?));
    let places: Places = stores.iter().map(fresh).collect::<Result<_>>()?;
    let mut window =
        Window { stores, policy, now, holds: Vec::new(), renewed: Instant::now(), pulse: Pulse::default() };
    let stay = workspace.stay();
    let mut release =
        Release { stores: stores.to_vec(), thawed: false, thaw_limit: policy.thaw, armed: true, stay: Some(stay) };
    // Dropped before all of that: whatever is at work hears of it first.
    let given_up = given_up.drop_guard();

    let fixed = window.fix(&places, how, progress).await;
    if fixed.is_err() {
        given_up.disarm().cancel();
    }
    let thawed = now();
    let stuck = release.thaw().await;
    let released = Instant::now();

    let outcome = match fixed {
        Err(error) => Err(error),
        Ok(frozen) => {
            progress.begin(Phase::Collecting);
            let held =
                |name| window.holds.iter().find(|hold| hold.store.name() == name).map(|hold| released - hold.since);
            let pause = window.holds.first().map_or(Duration::ZERO, |hold| released - hold.since);
            collect(stores, &places).await.map(|collected| match collected {
                Err(moved) => Attempt::Moved(moved),
                Ok(descriptions) => {
                    let parts = descriptions
                        .into_iter()
                        .map(|(name, description)| (name, Taken { held: held(name).unwrap_or_default(), description }));
                    Attempt::Whole(Cut { frozen, thawed, pause, how, parts: parts.collect(), stuck })
                }
            })
        }
    };
    release.finish().await;
    if let Ok(Attempt::Whole(cut)) = &outcome {
        info!(pause_ms = cut.pause.as_millis() as u64, ?how, "cut taken");
    }
    outcome
}

/// Where each store exports to.
type Places = BTreeMap<&'static str, Place>;

type Descriptions = BTreeMap<&'static str, Description>;

/// Nothing is held any more. The inner error is the store whose files moved.
async fn collect(
    stores: &[Arc<dyn Store>],
    places: &Places,
) -> Result<std::result::Result<Descriptions, &'static str>> {
    let collected = try_join_all(stores.iter().map(|store| async move {
        let into = &places[store.name()];
        let collected = store.collect(into).await.map_err(failed(store, "collect its export"))?;
        Ok::<_, Error>((store, into, collected))
    }));
    let collected = collected.await?;
    if let Some((store, ..)) = collected.iter().find(|(.., collected)| *collected == Collected::Moved) {
        return Ok(Err(store.name()));
    }
    let mut descriptions = BTreeMap::new();
    for (store, into, _) in collected {
        let description = store.describe(into).await.map_err(failed(store, "describe its export"))?;
        descriptions.insert(store.name(), description);
    }
    Ok(Ok(descriptions))
}

fn failed(store: &Arc<dyn Store>, doing: &'static str) -> impl FnOnce(Failure) -> Error {
    let store = store.name().to_owned();
    move |failure| Error::Store { store, doing, failure }
}

/// The time in which stores are held.
struct Window<'a> {
    stores: &'a [Arc<dyn Store>],
    policy: &'a Policy,
    now: &'a (dyn Fn() -> Moment + Sync),
    holds: Vec<Hold>,
    renewed: Instant,
    pulse: Pulse,
}

struct Hold {
    store: Arc<dyn Store>,
    since: Instant,
    lease: Lease,
}

impl<'a> Window<'a> {
    /// Every export is fixed when this returns the instant of the last freeze.
    async fn fix(&mut self, places: &Places, how: How, progress: &Progress) -> Result<Moment> {
        progress.begin(Phase::Preparing);
        let limit = self.policy.prepare;
        try_join_all(self.stores.iter().map(|store| async move {
            let prepared = timeout(limit, store.prepare()).await;
            let late = || Failure::new(format!("it was not done after {limit:?}"));
            prepared.unwrap_or_else(|_| Err(late())).map_err(failed(store, "prepare for the export"))
        }))
        .await?;

        progress.begin(Phase::Freezing);
        let stores = self.stores;
        for store in stores {
            let lease = self.hold(store)?;
            let freezing = async { store.freeze(lease).await.map_err(failed(store, "freeze")) };
            self.step(&[store.name()], "freeze", freezing).await?;
            self.renew().await?;
        }
        let frozen = (self.now)();

        progress.begin(Phase::Fixing);
        let pulse = self.pulse.clone();
        let pulse = &pulse;
        let mut fixing: FuturesUnordered<_> = stores
            .iter()
            .map(|store| async move {
                let into = &places[store.name()];
                store.fix(into, how, pulse).await.map(|()| store.name()).map_err(failed(store, "fix its export"))
            })
            .collect();
        let mut left: Vec<&'static str> = stores.iter().map(|store| store.name()).collect();
        while !left.is_empty() {
            let next = async { fixing.next().await.expect("as many as are left") };
            let fixed = self.step(&left, "export", next).await?;
            left.retain(|name| *name != fixed);
        }
        // Proves that every freeze held until now.
        self.renew().await?;
        Ok(frozen)
    }

    /// From here on the store counts as held: a freeze that fails half-way must be thawed like any other.
    fn hold(&mut self, store: &Arc<dyn Store>) -> Result<Duration> {
        let since = Instant::now();
        let began = self.began(since);
        let Some(lease) = Lease::grant(since, (self.now)().wall, began, self.policy) else {
            return Err(Error::Late { store: store.name().to_owned(), doing: "freeze", held: since - began });
        };
        self.holds.push(Hold { store: Arc::clone(store), since, lease });
        Ok(lease.length())
    }

    /// Works until done or until a lease runs out; who pulses meanwhile has the leases renewed, beside the work, which may hold what a renewal waits for.
    async fn step<T>(
        &mut self,
        late: &[&'static str],
        doing: &'static str,
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let mut work = pin!(work);
        let mut renewal: OptionFuture<BoxFuture<'a, Result<Lease>>> = None.into();
        let (mut renewing, mut owed) = (false, false);
        let pulse = self.pulse.clone();
        loop {
            tokio::select! {
                biased;
                done = &mut work => {
                    let done = done?;
                    self.in_time(late, doing)?;
                    // A store is not left in the middle of an answer.
                    if renewing && let Some(lease) = renewal.await {
                        self.renewed(lease?);
                    }
                    return Ok(done);
                }
                Some(lease) = &mut renewal, if renewing => {
                    renewing = false;
                    self.renewed(lease?);
                }
                () = sleep_until(self.deadline()) => return Err(self.late(late, doing)),
                () = pulse.stepped(), if !owed => owed = true,
                () = sleep_until(self.renewed + self.policy.lease / 4), if owed && !renewing => {
                    (renewing, owed) = (true, false);
                    renewal = Some(self.renewal()?).into();
                }
            }
        }
    }

    async fn renew(&mut self) -> Result<()> {
        let lease = self.renewal()?.await?;
        self.renewed(lease);
        Ok(())
    }

    fn renewed(&mut self, lease: Lease) {
        self.holds.iter_mut().for_each(|hold| hold.lease = lease);
        self.renewed = lease.since();
    }

    /// All held stores at the same time. What they were granted comes back.
    fn renewal(&self) -> Result<BoxFuture<'a, Result<Lease>>> {
        let (before, wall, deadline) = (Instant::now(), (self.now)().wall, self.deadline());
        let ran_out = self.holds.iter().find(|hold| hold.lease.ran_out(before, wall));
        let began = self.began(before);
        let lease = Lease::grant(before, wall, began, self.policy);
        let (None, Some(lease)) = (ran_out, lease) else {
            return Err(late(began, &[ran_out.unwrap_or(&self.holds[0]).store.name()], RENEWAL));
        };
        let held: Vec<(Arc<dyn Store>, Lease)> =
            self.holds.iter().map(|hold| (Arc::clone(&hold.store), hold.lease)).collect();
        let now = self.now;
        let renewing = async move {
            let renewals = held.iter().map(|(store, _)| async move {
                match timeout_at(deadline, store.renew(lease.length())).await {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(failure)) => Err(Error::Lost { store: store.name().to_owned(), failure }),
                    Err(_) => Err(late(began, &[store.name()], RENEWAL)),
                }
            });
            try_join_all(renewals).await?;
            let (after, wall) = (Instant::now(), now().wall);
            match held.iter().find(|(_, lease)| lease.ran_out(after, wall)) {
                Some((store, _)) => Err(late(began, &[store.name()], RENEWAL)),
                None => Ok(lease),
            }
        };
        Ok(renewing.boxed())
    }

    fn began(&self, now: Instant) -> Instant {
        self.holds.first().map_or(now, |hold| hold.since)
    }

    fn deadline(&self) -> Instant {
        let ends = self.holds.iter().map(|hold| hold.lease.ends());
        ends.min().expect("a step is only taken while something is held")
    }

    fn in_time(&self, late: &[&'static str], doing: &'static str) -> Result<()> {
        let (now, wall) = (Instant::now(), (self.now)().wall);
        let ran_out = self.holds.iter().any(|hold| hold.lease.ran_out(now, wall));
        if ran_out { Err(self.late(late, doing)) } else { Ok(()) }
    }

    fn late(&self, stores: &[&'static str], doing: &'static str) -> Error {
        late(self.began(Instant::now()), stores, doing)
    }
}

const RENEWAL: &str = "renewal";

fn late(began: Instant, stores: &[&'static str], doing: &'static str) -> Error {
    Error::Late { store: stores.join(" and "), doing, held: began.elapsed() }
}

/// Thaws all stores and lets them finish, at the latest when dropped.
struct Release {
    stores: Vec<Arc<dyn Store>>,
    thawed: bool,
    thaw_limit: Duration,
    armed: bool,
    /// Before all stores go on there is no other cut of them.
    stay: Option<Stay>,
}

impl Release {
    async fn thaw(&mut self) -> Vec<String> {
        let stuck = thaw_all(&self.stores, self.thaw_limit).await;
        self.thawed = true;
        stuck
    }

    async fn finish(mut self) {
        join_all(self.stores.iter().map(|store| store.finish())).await;
        self.armed = false;
    }
}

impl Drop for Release {
    fn drop(&mut self) {
        if !self.armed {
            return;
        }
        // Without a runtime the process is ending, and with it the gate; a paused server goes on when its lease ends.
        let Ok(runtime) = Handle::try_current() else { return };
        let (stores, thawed, limit) = (std::mem::take(&mut self.stores), self.thawed, self.thaw_limit);
        let stay = self.stay.take();
        runtime.spawn(async move {
            if !thawed {
                thaw_all(&stores, limit).await;
            }
            join_all(stores.iter().map(|store| store.finish())).await;
            drop(stay);
        });
    }
}

/// All at the same time. What could not be thawed comes back as sentences.
async fn thaw_all(stores: &[Arc<dyn Store>], limit: Duration) -> Vec<String> {
    join_all(stores.iter().map(|store| thaw(store, limit))).await.into_iter().flatten().collect()
}

async fn thaw(store: &Arc<dyn Store>, limit: Duration) -> Option<String> {
    let mut why = String::new();
    for attempt in 1..=THAW_ATTEMPTS {
        why = match timeout(limit, store.thaw()).await {
            Ok(Ok(())) => return None,
            Ok(Err(failure)) => failure.to_string(),
            Err(_) => format!("no answer within {limit:?}"),
        };
        error!(store = store.name(), attempt, why, "could not be thawed");
    }
    Some(format!("{} could not be thawed and may still hold its writers: {why}", store.name()))
}
