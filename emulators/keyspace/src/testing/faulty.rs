//! An engine whose every write a test can refuse, hold up, delay, break or count.

use std::sync::Arc;
use std::thread::ThreadId;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};

use crate::memory::MemoryEngine;
use crate::{Direction, Engine, Family, Fault, KeyRange, Pace, Read, Visit, Writes, Wrote};

/// Wraps an engine and obeys. Untold, it does what the engine does. Clones are one engine: a test keeps one, and reopens its service
/// on another.
///
/// ```
/// use keyspace::testing::{FaultyEngine, memory_space_on};
/// # use keyspace::{Batch, Family};
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let engine = FaultyEngine::in_memory();
/// let space = memory_space_on(engine.clone(), clock::Clock::system(), clock::Entropy::seeded(1));
/// # let batch = || { let mut batch = Batch::new(); batch.delete_range_later(Family::Sqs, b"a", b"b"); batch };
/// engine.fail_write(2);
/// assert!(space.commit(batch()).await.is_ok());
/// assert!(space.commit(batch()).await.is_err());
/// assert!(space.commit(batch()).await.is_ok());
/// # }
/// ```
#[derive(Clone)]
pub struct FaultyEngine {
    inner: Arc<dyn Engine>,
    shared: Arc<Shared>,
    waits_for_disk: bool,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// Told when a patient write may go on.
    permitted: Condvar,
}

#[derive(Default)]
struct State {
    failing: Failing,
    stalls: bool,
    panics: bool,
    delay: Duration,
    /// How many patient writes may still go on; None: all.
    permits: Option<usize>,
    begun: usize,
    written: Vec<Written>,
    settled: Vec<Family>,
}

/// Counted down by each write that is neither stalled nor a panic.
#[derive(Copy, Clone, Default)]
enum Failing {
    #[default]
    Never,
    Once(usize),
    From(usize),
}

struct Written {
    /// Puts and deletes.
    size: usize,
    thread: ThreadId,
}

/// While it lives, patient writes wait. Dropped, also by a test that fails, it lets all of them go on.
#[must_use = "writes go on when this is dropped"]
pub struct Held {
    shared: Arc<Shared>,
}

impl FaultyEngine {
    /// An engine that does what `inner` does until it is told to fail.
    pub fn new(inner: impl Engine) -> FaultyEngine {
        FaultyEngine { inner: Arc::new(inner), shared: Arc::default(), waits_for_disk: false }
    }

    /// The same on a fresh memory engine.
    pub fn in_memory() -> FaultyEngine {
        FaultyEngine::new(MemoryEngine::new())
    }

    /// Claims that every write waits for the disk, so that all are made patiently and on a blocking thread.
    pub fn waiting_for_disk(self) -> FaultyEngine {
        FaultyEngine { waits_for_disk: true, ..self }
    }

    /// The n-th write from now fails and writes nothing; 1 is the next. Replaces what was said before.
    pub fn fail_write(&self, nth: usize) {
        self.shared.state.lock().failing = Failing::Once(nth);
    }

    /// The n-th write from now fails, and all after it. Replaces what was said before.
    pub fn fail_writes_from(&self, nth: usize) {
        self.shared.state.lock().failing = Failing::From(nth);
    }

    /// No write fails any more, nor stalls, nor panics, nor is delayed.
    pub fn mend(&self) {
        let mut state = self.shared.state.lock();
        (state.failing, state.stalls, state.panics, state.delay) = (Failing::Never, false, false, Duration::ZERO);
    }

    /// Prompt writes are refused as [`Wrote::Stalled`]; patient ones are made.
    pub fn stall(&self) {
        self.shared.state.lock().stalls = true;
    }

    /// Every write panics.
    pub fn panic(&self) {
        self.shared.state.lock().panics = true;
    }

    /// Every write takes so much longer, of real time, on the thread that makes it.
    pub fn delay(&self, delay: Duration) {
        self.shared.state.lock().delay = delay;
    }

    /// Patient writes wait, each for a permit of its own. Prompt ones do not: they are made by the test's own thread.
    pub fn hold(&self) -> Held {
        self.shared.state.lock().permits = Some(0);
        Held { shared: self.shared.clone() }
    }

    /// How many writes were begun, those included that are held up or failed.
    pub fn begun(&self) -> usize {
        self.shared.state.lock().begun
    }

    /// How many puts and deletes each successful write had.
    pub fn sizes(&self) -> Vec<usize> {
        self.shared.state.lock().written.iter().map(|written| written.size).collect()
    }

    /// The thread of each successful write.
    pub fn writers(&self) -> Vec<ThreadId> {
        self.shared.state.lock().written.iter().map(|written| written.thread).collect()
    }

    /// What was settled after ranges were cleared.
    pub fn settled(&self) -> Vec<Family> {
        self.shared.state.lock().settled.clone()
    }

    fn obey(&self, pace: Pace) -> Result<Wrote, Fault> {
        let mut state = self.shared.state.lock();
        assert!(!state.panics, "the engine was told to panic");
        if pace == Pace::Prompt && state.stalls {
            return Ok(Wrote::Stalled);
        }
        state.begun += 1;
        if pace == Pace::Patient {
            while state.permits == Some(0) {
                self.shared.permitted.wait(&mut state);
            }
            state.permits = state.permits.map(|permits| permits - 1);
        }
        let delay = state.delay;
        let outcome = match state.failing.next() {
            true => Err(Fault::new("the disk is full")),
            false => Ok(Wrote::Done),
        };
        drop(state);
        if !delay.is_zero() {
            std::thread::sleep(delay);
        }
        outcome
    }
}

impl Failing {
    /// Whether the next write fails.
    fn next(&mut self) -> bool {
        match *self {
            Failing::Never => false,
            Failing::Once(0 | 1) => {
                *self = Failing::Never;
                true
            }
            Failing::Once(nth) => {
                *self = Failing::Once(nth - 1);
                false
            }
            Failing::From(0 | 1) => true,
            Failing::From(nth) => {
                *self = Failing::From(nth - 1);
                false
            }
        }
    }
}

impl Held {
    /// So many more patient writes may go on.
    pub fn permit(&self, writes: usize) {
        let mut state = self.shared.state.lock();
        state.permits = state.permits.map(|permits| permits + writes);
        self.shared.permitted.notify_all();
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.shared.state.lock().permits = None;
        self.shared.permitted.notify_all();
    }
}

impl Read for FaultyEngine {
    fn get(&self, family: Family, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault> {
        self.inner.get(family, key, found)
    }

    fn walk(&self, family: Family, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault> {
        self.inner.walk(family, range, direction, visit)
    }
}

impl Engine for FaultyEngine {
    fn snapshot(&self) -> Box<dyn Read + Send + '_> {
        self.inner.snapshot()
    }

    fn write(&self, writes: &Writes, pace: Pace) -> Result<Wrote, Fault> {
        if self.obey(pace)? == Wrote::Stalled {
            return Ok(Wrote::Stalled);
        }
        let wrote = self.inner.write(writes, pace)?;
        if wrote == Wrote::Done {
            let written = Written { size: writes.len(), thread: std::thread::current().id() };
            self.shared.state.lock().written.push(written);
        }
        Ok(wrote)
    }

    fn waits_for_disk(&self) -> bool {
        self.waits_for_disk || self.inner.waits_for_disk()
    }

    fn flush(&self) -> Result<(), Fault> {
        self.inner.flush()
    }

    fn clear(&self, family: Family, from: &[u8], to: &[u8]) -> Result<(), Fault> {
        self.inner.clear(family, from, to)
    }

    fn wipe(&self, families: &[Family]) -> Result<(), Fault> {
        self.inner.wipe(families)
    }

    fn settle(&self, family: Family) -> Result<(), Fault> {
        self.shared.state.lock().settled.push(family);
        self.inner.settle(family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(engine: &FaultyEngine, writes: usize) -> Vec<bool> {
        (0..writes).map(|_| engine.write(&Writes::new(), Pace::Prompt).is_ok()).collect()
    }

    #[test]
    fn the_writes_that_fail_are_those_that_were_named() {
        let engine = FaultyEngine::in_memory();
        assert_eq!(outcomes(&engine, 2), [true, true]);
        engine.fail_write(2);
        assert_eq!(outcomes(&engine, 3), [true, false, true]);
        engine.fail_writes_from(3);
        assert_eq!(outcomes(&engine, 5), [true, true, false, false, false]);
        engine.mend();
        assert_eq!(outcomes(&engine, 2), [true, true]);
        assert_eq!((engine.begun(), engine.sizes().len()), (12, 8));
    }

    #[test]
    fn a_stalled_write_is_no_write() {
        let engine = FaultyEngine::in_memory();
        engine.fail_write(1);
        engine.stall();
        assert_eq!(engine.write(&Writes::new(), Pace::Prompt).unwrap(), Wrote::Stalled);
        assert_eq!(engine.begun(), 0);
        assert!(engine.write(&Writes::new(), Pace::Patient).is_err());
    }

    #[test]
    fn a_held_write_goes_on_with_its_permit_and_all_do_when_the_hold_ends() {
        let engine = FaultyEngine::in_memory();
        let held = engine.hold();
        let writers: Vec<_> = (0..3)
            .map(|_| {
                let engine = engine.clone();
                std::thread::spawn(move || engine.write(&Writes::new(), Pace::Patient).unwrap())
            })
            .collect();
        while engine.begun() < 3 {
            std::thread::yield_now();
        }
        assert!(engine.sizes().is_empty());
        held.permit(1);
        while engine.sizes().is_empty() {
            std::thread::yield_now();
        }
        assert!(writers.iter().filter(|writer| writer.is_finished()).count() <= 1);
        drop(held);
        for writer in writers {
            assert_eq!(writer.join().unwrap(), Wrote::Done);
        }
        assert_eq!(engine.sizes().len(), 3);
    }
}
