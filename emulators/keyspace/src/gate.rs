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
    /// The number of writers inside, times [`WRITER`], and the three bits below. In one word, so that there is one order of all changes:
    /// a writer that adds itself sees whether the gate was closed before, and a cut that closes it sees every writer that did not.
    /// `SeqCst` throughout: acquire and release would do for what the gate guards, but the reasoning about waiting (a bit is set, then
    /// waiters are told; a waiter subscribes, then looks at the bit) is plain with one order, and on x86-64 it costs nothing more.
    word: AtomicUsize,
    /// Told each time that one of the bits is taken away, or the gate was retired.
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
    /// An open gate with nobody inside.
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
    ///
    /// # Errors
    ///
    /// This generation was replaced by another: ask again there.
    pub async fn enter(&self) -> Result<Entered<'_>, Retired> {
        match self.try_enter() {
            Some(entered) => entered,
            None => self.enter_when_open().await,
        }
    }

    /// For readers: waits only while reads are held, too.
    ///
    /// # Errors
    ///
    /// This generation was replaced by another: ask again there.
    pub async fn enter_read(&self) -> Result<(), Retired> {
        match self.word() & (READS_HELD | RETIRED) {
            0 => Ok(()),
            _ => self.enter_read_when_open().await,
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

    /// Whether this generation was replaced, for good.
    pub fn is_retired(&self) -> bool {
        self.word() & RETIRED != 0
    }

    /// Closes it for writers and waits until the last one inside has left. Open again when the guard, or the future, is dropped.
    pub async fn close(&self) -> Closed {
        let alone = self.shared.closer.clone().lock_owned().await;
        self.shared.word.fetch_or(CLOSED, Ordering::SeqCst);
        let closed = Closed { gate: self.clone(), _alone: alone };
        loop {
            // Taken before the number is read: who leaves between the two notifies this one already.
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
        // Added first and looked at second; the other way round, a cut could close the gate and find nobody inside in between. Who was
        // too late takes itself away again by dropping `entered`, and wakes the cut if it was the last.
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
        // Subscribed before the bits are read, so that no change between the two is missed.
        let mut changed = self.shared.changed.subscribe();
        loop {
            if let Some(entered) = self.try_enter() {
                return entered;
            }
            changed.changed().await.expect("the gate outlives those who wait at it");
        }
    }

    #[cold]
    async fn enter_read_when_open(&self) -> Result<(), Retired> {
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
    _alone: OwnedMutexGuard<()>,
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
        // The bits first: who is told must find them gone. `_alone` is dropped after this, so the next cut finds the gate open.
        self.gate.shared.word.fetch_and(!(CLOSED | READS_HELD), Ordering::SeqCst);
        self.gate.shared.changed.send_replace(());
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::atomic::AtomicBool;
    use std::task::{Context, Poll, Waker};

    use super::*;

    fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[tokio::test]
    async fn a_cut_waits_for_those_inside_and_holds_those_who_come() {
        let gate = Gate::new();
        let inside = gate.enter().await.unwrap();
        let mut cut = pin!(gate.close());
        assert!(poll(cut.as_mut()).is_pending());
        let mut late = pin!(gate.enter());
        assert!(poll(late.as_mut()).is_pending());
        assert!(poll(cut.as_mut()).is_pending());
        drop(inside);
        let closed = cut.await;
        assert!(poll(late.as_mut()).is_pending());
        assert_eq!(gate.enter_read().await, Ok(()), "reads go on");
        drop(closed);
        assert!(late.await.is_ok());
        assert_eq!(gate.writers(), 0);
    }

    #[tokio::test]
    async fn a_flip_holds_reads_and_sends_everybody_on() {
        let gate = Gate::new();
        let mut retired = pin!(gate.retired());
        assert!(poll(retired.as_mut()).is_pending());
        let closed = gate.close().await;
        closed.hold_reads();
        let (mut read, mut enter) = (pin!(gate.enter_read()), pin!(gate.enter()));
        assert!(poll(read.as_mut()).is_pending() && poll(enter.as_mut()).is_pending());
        closed.retire();
        assert_eq!(read.await, Err(Retired));
        assert!(enter.await.is_err());
        assert_eq!(retired.await, Retired);
        assert!(gate.enter().await.is_err() && gate.enter_read().await.is_err());
        assert!(gate.is_retired());
        assert_eq!(gate.writers(), 0);
    }

    #[tokio::test]
    async fn reads_held_by_a_flip_that_was_given_up_go_on() {
        let gate = Gate::new();
        let closed = gate.close().await;
        closed.hold_reads();
        let mut read = pin!(gate.enter_read());
        assert!(poll(read.as_mut()).is_pending());
        drop(closed);
        assert_eq!(read.await, Ok(()));
    }

    #[tokio::test]
    async fn a_cut_that_is_given_up_while_it_waits_opens_the_gate() {
        let gate = Gate::new();
        let inside = gate.enter().await.unwrap();
        {
            let mut cut = pin!(gate.close());
            assert!(poll(cut.as_mut()).is_pending());
        }
        assert!(gate.enter().await.is_ok());
        drop(inside);
        let _closed = gate.close().await;
    }

    #[tokio::test]
    async fn two_cuts_take_turns() {
        let gate = Gate::new();
        let first = gate.close().await;
        let mut second = pin!(gate.close());
        assert!(poll(second.as_mut()).is_pending());
        drop(first);
        let second = second.await;
        assert!(poll(pin!(gate.enter())).is_pending());
        drop(second);
        assert!(gate.enter().await.is_ok());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn nobody_is_inside_during_a_cut_however_many_try() {
        let gate = Gate::new();
        let (cutting, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let writers: Vec<_> = (0..8)
            .map(|_| {
                let (gate, cutting, done) = (gate.clone(), cutting.clone(), done.clone());
                tokio::spawn(async move {
                    while !done.load(Ordering::SeqCst) {
                        let entered = gate.enter().await.unwrap();
                        assert!(!cutting.load(Ordering::SeqCst));
                        tokio::task::yield_now().await;
                        assert!(!cutting.load(Ordering::SeqCst));
                        drop(entered);
                    }
                })
            })
            .collect();
        for _ in 0..300 {
            let closed = gate.close().await;
            cutting.store(true, Ordering::SeqCst);
            tokio::task::yield_now().await;
            cutting.store(false, Ordering::SeqCst);
            drop(closed);
            tokio::task::yield_now().await;
        }
        done.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.await.unwrap();
        }
    }
}
