//! What a service stands on: engine, commit queue, gate, clock, chance and ids of one generation.

use std::ops::Deref;
use std::sync::Arc;

use clock::{Clock, Entropy};

use crate::commits::Commits;
use crate::gate::{Entered, Gate, Retired};
use crate::ids::Ids;
use crate::{Batch, Direction, Engine, Family, Fault, KeyRange, Read, Visit, Wake};

/// One per generation, shared by all its services. Cheap to clone. Reads with the methods of [`Reads`](crate::Reads).
#[derive(Clone)]
pub struct Space {
    shared: Arc<Shared>,
}

struct Shared {
    engine: Arc<dyn Engine>,
    commits: Arc<Commits>,
    gate: Gate,
    clock: Clock,
    entropy: Entropy,
    ids: Ids,
    dead_ranges: Wake,
}

impl Space {
    /// A space on an engine that nothing else writes to: ids and numbers rest on being the only writer.
    pub fn new(engine: Arc<dyn Engine>, clock: Clock, entropy: Entropy) -> Space {
        let (gate, dead_ranges) = (Gate::new(), Wake::new());
        Space {
            shared: Arc::new(Shared {
                commits: Commits::new(engine.clone(), gate.clone(), dead_ranges.clone()),
                ids: Ids::default(),
                dead_ranges,
                engine,
                gate,
                clock,
                entropy,
            }),
        }
    }

    /// Service time.
    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Chance.
    pub fn entropy(&self) -> &Entropy {
        &self.shared.entropy
    }

    /// The gate that a cut closes.
    pub fn gate(&self) -> &Gate {
        &self.shared.gate
    }

    /// The engine, for checkpoints and flushes. Writes go through [`commit`](Space::commit) alone.
    pub fn engine(&self) -> &Arc<dyn Engine> {
        &self.shared.engine
    }

    /// For writers, from load to commit: see [`Gate::enter`].
    ///
    /// # Errors
    ///
    /// This generation was replaced by another: ask again there.
    pub async fn enter(&self) -> Result<Entered<'_>, Retired> {
        self.shared.gate.enter().await
    }

    /// For readers: see [`Gate::enter_read`].
    ///
    /// # Errors
    ///
    /// This generation was replaced by another: ask again there.
    pub async fn enter_read(&self) -> Result<(), Retired> {
        self.shared.gate.enter_read().await
    }

    /// Resolves when this generation has been replaced: see [`Gate::retired`].
    pub fn retired(&self) -> impl Future<Output = Retired> + Send + use<> {
        let gate = self.shared.gate.clone();
        async move { gate.retired().await }
    }

    /// Writes all of a batch or nothing. Once first polled, the batch is written even if the future is dropped, and a cut waits
    /// for it. An empty batch queues like any other.
    ///
    /// # Errors
    ///
    /// The store cannot be written, or is full. Nothing was written then, except where the fault says that what follows from the write panicked.
    pub async fn commit(&self, batch: Batch) -> Result<(), Fault> {
        self.shared.commits.commit(batch).await
    }

    /// An id for a resource, never given before and never again: so a deleted resource's keys meet nobody else's.
    ///
    /// # Errors
    ///
    /// The store cannot be written, or is full.
    pub async fn fresh_id(&self) -> Result<u64, Fault> {
        self.shared.ids.fresh(&*self.shared.engine, &self.shared.commits).await
    }

    /// The state of this instant, however long it is read.
    pub fn snapshot(&self) -> View<'_> {
        View { snapshot: self.shared.engine.snapshot() }
    }

    /// Rung when a batch left a dead range.
    pub(crate) fn dead_ranges(&self) -> &Wake {
        &self.shared.dead_ranges
    }
}

impl Read for Space {
    fn get(&self, family: Family, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault> {
        self.shared.engine.get(family, key, found)
    }

    fn walk(&self, family: Family, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault> {
        self.shared.engine.walk(family, range, direction, visit)
    }
}

/// A consistent view. Reads with the methods of [`Reads`](crate::Reads).
pub struct View<'a> {
    snapshot: Box<dyn Read + Send + 'a>,
}

impl<'a> Deref for View<'a> {
    type Target = dyn Read + Send + 'a;

    fn deref(&self) -> &Self::Target {
        &*self.snapshot
    }
}
