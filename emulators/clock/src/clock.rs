//! Service time: wall time, or tokio's, plus an offset that can be turned.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::Timestamp;
use crate::timestamp::millis;

/// A long sleep on wall time looks at the clock this often: the machine may have slept, or its clock may have been set.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// The clock of one environment. Clones show the same time: turning one turns all.
#[derive(Clone)]
pub struct Clock {
    shared: Arc<Shared>,
}

struct Shared {
    source: Source,
    /// Written with release and read with acquire: who sees a new offset sees what led to it, an import's records for instance.
    offset_ms: AtomicI64,
    turns: AtomicU64,
    turned: Notify,
}

enum Source {
    System,
    Simulated { start: Timestamp, origin: Instant },
}

impl Clock {
    /// Wall time.
    pub fn system() -> Clock {
        Clock::new(Source::System)
    }

    /// Starts at `start` and passes as tokio's clock does: not at all while that is paused, and at once when everybody sleeps.
    pub fn simulated(start: Timestamp) -> Clock {
        Clock::new(Source::Simulated { start, origin: Instant::now() })
    }

    /// Service time. Two calls may see it go back, if the clock was turned or the machine's was set in between.
    pub fn now(&self) -> Timestamp {
        let shared = &*self.shared;
        let unturned_ms = match &shared.source {
            Source::System => wall_ms(),
            Source::Simulated { start, origin } => (*start + origin.elapsed()).as_millis(),
        };
        Timestamp::from_millis(unturned_ms.saturating_add(shared.offset_ms.load(Ordering::Acquire)))
    }

    /// How far service time is ahead of its source.
    pub fn offset_ms(&self) -> i64 {
        self.shared.offset_ms.load(Ordering::Acquire)
    }

    /// Turns the clock forward: what was due meanwhile becomes due now.
    pub fn advance(&self, by: Duration) {
        let ahead = |offset: i64| Some(offset.saturating_add(millis(by)));
        let _ = self.shared.offset_ms.fetch_update(Ordering::AcqRel, Ordering::Acquire, ahead);
        self.was_turned();
    }

    /// Sets the clock to a distance from its source, back too: on start and on import.
    pub fn set_offset_ms(&self, offset_ms: i64) {
        self.shared.offset_ms.store(offset_ms, Ordering::Release);
        self.was_turned();
    }

    /// How often the clock was turned. What was remembered at another count, a schedule's head for instance, is to be looked up again.
    pub fn turns(&self) -> u64 {
        self.shared.turns.load(Ordering::Acquire)
    }

    /// Resolves the next time that the clock is turned, counted from the call.
    pub fn turned(&self) -> impl Future<Output = ()> + Send + '_ {
        self.shared.turned.notified()
    }

    /// Sleeps until service time has reached `deadline`; wakes also when the clock is turned beyond it.
    pub async fn sleep_until(&self, deadline: Timestamp) {
        loop {
            // Registered before the clock is read, so that no turn between the two is missed.
            let turned = self.shared.turned.notified();
            let left = deadline.since(self.now());
            if left.is_zero() {
                return;
            }
            let nap = match self.shared.source {
                Source::System => left.min(LOOK_AGAIN),
                Source::Simulated { .. } => left,
            };
            tokio::select! {
                () = tokio::time::sleep(nap) => {}
                () = turned => {}
            }
        }
    }

    /// Sleeps for a span of service time: turning the clock beyond its end ends it.
    pub async fn sleep(&self, duration: Duration) {
        self.sleep_until(self.now() + duration).await;
    }

    fn new(source: Source) -> Clock {
        Clock {
            shared: Arc::new(Shared {
                source,
                offset_ms: AtomicI64::new(0),
                turns: AtomicU64::new(0),
                turned: Notify::new(),
            }),
        }
    }

    fn was_turned(&self) {
        self.shared.turns.fetch_add(1, Ordering::AcqRel);
        self.shared.turned.notify_waiters();
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clock").field("now", &self.now()).field("offset_ms", &self.offset_ms()).finish()
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the door")]
fn wall_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => millis(since),
        Err(before) => -millis(before.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Timestamp {
        Timestamp::from_secs(1_700_000_000)
    }

    #[tokio::test(start_paused = true)]
    async fn twelve_hours_pass_at_once_in_simulated_time() {
        let clock = Clock::simulated(noon());
        clock.sleep(Duration::from_secs(12 * 3600)).await;
        assert_eq!(clock.now(), noon() + Duration::from_secs(12 * 3600));
    }

    #[tokio::test(start_paused = true)]
    async fn a_sleeper_wakes_when_the_clock_is_turned_past_its_deadline() {
        let clock = Clock::simulated(noon());
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move {
                clock.sleep_until(noon() + Duration::from_secs(3600)).await;
                clock.now()
            }
        });
        tokio::task::yield_now().await;
        clock.advance(Duration::from_secs(26 * 3600));
        assert_eq!(sleeper.await.unwrap(), noon() + Duration::from_secs(26 * 3600));
        assert_eq!(clock.offset_ms(), 26 * 3_600_000);
    }

    #[tokio::test(start_paused = true)]
    async fn a_sleeper_sleeps_on_when_the_clock_is_turned_too_little_or_back() {
        let clock = Clock::simulated(noon());
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(noon() + Duration::from_secs(100)).await }
        });
        tokio::task::yield_now().await;
        clock.advance(Duration::from_secs(40));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.set_offset_ms(-50_000);
        sleeper.await.unwrap();
        assert_eq!(clock.now(), noon() + Duration::from_secs(100));
        assert_eq!(clock.turns(), 2);
    }

    #[test]
    fn wall_time_is_after_this_was_written() {
        assert!(Clock::system().now() > Timestamp::from_secs(1_763_000_000));
    }

    #[tokio::test]
    async fn a_deadline_in_the_past_is_met() {
        Clock::system().sleep_until(Timestamp::from_secs(0)).await;
    }
}
