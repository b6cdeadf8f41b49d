//! The gate that a cut closes: writers are inside from load to commit, and wait while it is closed.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{Mutex, Notify, OwnedMutexGuard, watch};

/// The gate of one generation. Open, it costs one atomic operation to enter and one to leave.
#[derive(Clone)]
pub struct Gate {
    shared: Arc<Shared>,
}

/// Said instead of entering: this generation was replaced by another, ask again there.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this generation of the data was replaced by another")]
pub struct Retired;

struct Shared {
    /// The number of writers inside, times [`WRITER`], and the three bits below.
    word: AtomicUsize,
    /// Told each time that one of the bits changes.
    changed: watch::Sender<()>,
    /// Told when the last writer leaves a closed gate.
    empty: Notify,
    /// Held by whoever closed it: one at a time.
    closer: Arc<Mutex<()>>,
}

const CLOSED: usize = 1;
const READS_HELD: usize = 2;
const RETIRED: usize = 4;
const WRITER: usize = 8;

impl Gate {
    pub fn new() -> Gate {
        Gate {
            shared: Arc::new(Shared {
                word: AtomicUsize::new(0),
                changed: watch::Sender::new(()),
                empty: Notify::new(),
                closer: Arc::default(),
            }),
        }
    }

    /// For writers, from load to commit, once per request: a second entry would wait behind a cut that waits for the first.
    /// Waits while the gate is closed.
    pub async fn enter(&self) -> Result<Entered<'_>, Retired> {
        match self.try_enter() {
            Some(entered) => entered,
            None => self.enter_when_open().await,
        }
    }

    /// For readers: waits only while reads are held, too.
    pub async fn look(&self) -> Result<(), Retired> {
        match self.word() & (READS_HELD | RETIRED) {
            0 => Ok(()),
            _ => self.look_when_open().await,
        }
    }

    /// Resolves when this generation has been replaced. A parked poll waits for this beside its own event.
    pub async fn retired(&self) -> Retired {
        let mut changed = self.shared.changed.subscribe();
        while self.word() & RETIRED == 0 {
            changed.changed().await.expect("the gate outlives those who wait at it");
        }
        Retired
    }

    pub fn is_retired(&self) -> bool {
        self.word() & RETIRED != 0
    }

    /// Closes it for writers and waits until the last one inside has left. Open again when the guard, or the future, is dropped.
    pub async fn close(&self) -> Closed {
        let turn = self.shared.closer.clone().lock_owned().await;
        self.shared.word.fetch_or(CLOSED, Ordering::SeqCst);
        let closed = Closed { gate: self.clone(), _turn: turn };
        loop {
            let empty = self.shared.empty.notified();
            if self.writers() == 0 {
                return closed;
            }
            empty.await;
        }
    }

    /// How many writers are inside.
    pub fn writers(&self) -> usize {
        self.word() / WRITER
    }

    /// Enters without asking: for those who act for somebody inside.
    pub(crate) fn accompany(&self) -> Entered<'_> {
        self.shared.word.fetch_add(WRITER, Ordering::SeqCst);
        Entered { gate: self }
    }

    /// Leaves for somebody whose [`Entered`] was forgotten.
    pub(crate) fn part(&self) {
        drop(Entered { gate: self });
    }

    /// None if it is closed.
    fn try_enter(&self) -> Option<Result<Entered<'_>, Retired>> {
        let before = self.shared.word.fetch_add(WRITER, Ordering::SeqCst);
        let entered = Entered { gate: self };
        match before & (CLOSED | RETIRED) {
            0 => Some(Ok(entered)),
            bits if bits & RETIRED != 0 => Some(Err(Retired)),
            _ => None,
        }
    }

    #[cold]
    async fn enter_when_open(&self) -> Result<Entered<'_>, Retired> {
        let mut changed = self.shared.changed.subscribe();
        loop {
            if let Some(entered) = self.try_enter() {
                return entered;
            }
            changed.changed().await.expect("the gate outlives those who wait at it");
        }
    }

    #[cold]
    async fn look_when_open(&self) -> Result<(), Retired> {
        let mut changed = self.shared.changed.subscribe();
        loop {
            match self.word() {
                word if word & RETIRED != 0 => return Err(Retired),
                word if word & READS_HELD == 0 => return Ok(()),
                _ => changed.changed().await.expect("the gate outlives those who wait at it"),
            }
        }
    }

    fn word(&self) -> usize {
        self.shared.word.load(Ordering::SeqCst)
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.word();
        f.debug_struct("Gate")
            .field("closed", &(word & CLOSED != 0))
            .field("reads_held", &(word & READS_HELD != 0))
            .field("retired", &(word & RETIRED != 0))
            .field("writers", &(word / WRITER))
            .finish()
    }
}

/// Somebody is inside: the proof that ports to other services ask for.
#[must_use = "the gate is left when this is dropped"]
pub struct Entered<'a> {
    gate: &'a Gate,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        let before = self.gate.shared.word.fetch_sub(WRITER, Ordering::SeqCst);
        if before / WRITER == 1 && before & CLOSED != 0 {
            self.gate.shared.empty.notify_waiters();
        }
    }
}

/// The gate is closed for writers, and nobody is inside. Dropping it opens the gate, unless the generation was retired.
#[must_use = "the gate opens when this is dropped"]
pub struct Closed {
    gate: Gate,
    _turn: OwnedMutexGuard<()>,
}

impl Closed {
    /// Readers who come from now on wait, too.
    pub fn hold_reads(&self) {
        self.gate.shared.word.fetch_or(READS_HELD, Ordering::SeqCst);
    }

    /// For good: whoever waits at this gate, and whoever comes, is sent to the generation that replaced this one.
    pub fn retire(self) {
        self.gate.shared.word.fetch_or(RETIRED, Ordering::SeqCst);
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        self.gate.shared.word.fetch_and(!(CLOSED | READS_HELD), Ordering::SeqCst);
        self.gate.shared.changed.send_replace(());
    }
}
