//! Background work: a janitor has a name, does a little at a time, and says when it wants to be called again.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Timestamp};
use tokio::sync::Notify;

use crate::{Fault, panics};

/// A future behind a pointer, so that traits with async methods can be objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Background work that is due from time to time. [`keep`] calls it.
pub trait Janitor: Send + Sync {
    /// For the log.
    fn name(&self) -> &'static str;

    /// Does a little of what is due by `now`. Takes the gate like any writer.
    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>>;

    /// Rung when there may be something to do earlier than the last [`Next`] said.
    fn wake(&self) -> &Wake;
}

/// When a janitor wants to be called again.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// There is more to do right away.
    Busy,
    /// Nothing before this instant, unless woken.
    Until(Timestamp),
    /// Nothing until woken.
    Idle,
}

/// A bell for a janitor. Rung while it works, it is called again afterwards.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// A bell that nobody rang.
    pub fn new() -> Wake {
        Wake::default()
    }

    /// Wakes who waits, or the next who will: rings are remembered, as one.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits until it rings, or not at all if it rang since the last wait.
    pub async fn rung(&self) {
        self.0.notified().await;
    }
}

/// From a fault to the next call: the first time, and at most.
const PAUSE_FIRST: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(30);

/// Calls a janitor whenever it is due, until the future is dropped. What fails is `told` and done again a while later: the disk was
/// full perhaps, and no restart must be needed when there is space again. A panic counts as a failure.
pub async fn keep(janitor: &dyn Janitor, clock: &Clock, told: impl Fn(&Fault)) {
    let mut pause = PAUSE_FIRST;
    loop {
        let tick = panics::caught(async { janitor.tick(clock.now()).await });
        let next = match tick.await {
            Ok(Ok(next)) => next,
            Ok(Err(fault)) | Err(fault) => {
                told(&fault);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(PAUSE_MAX);
                continue;
            }
        };
        pause = PAUSE_FIRST;
        match next {
            Next::Busy => tokio::task::yield_now().await,
            Next::Idle => janitor.wake().rung().await,
            Next::Until(due) => tokio::select! {
                () = clock.sleep_until(due) => {}
                () = janitor.wake().rung() => {}
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// Finds the disk full at first, or makes a mistake.
    struct Unlucky {
        ticks: AtomicU32,
        wake: Wake,
        panics: bool,
    }

    const FAILURES: u32 = 12;

    impl Janitor for Unlucky {
        fn name(&self) -> &'static str {
            "unlucky"
        }

        fn tick(&self, _now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
            let tick = self.ticks.fetch_add(1, Ordering::SeqCst);
            Box::pin(async move {
                assert!(!self.panics || tick >= FAILURES, "the tick {tick} is a mistake");
                if tick < FAILURES { Err(Fault::new("no space")) } else { Ok(Next::Idle) }
            })
        }

        fn wake(&self) -> &Wake {
            &self.wake
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_janitor_that_fails_is_called_again_and_each_fault_is_told() {
        is_called_again(Unlucky { ticks: AtomicU32::new(0), wake: Wake::new(), panics: false }).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_janitor_that_panics_is_called_again_and_each_panic_is_told() {
        is_called_again(Unlucky { ticks: AtomicU32::new(0), wake: Wake::new(), panics: true }).await;
    }

    async fn is_called_again(janitor: Unlucky) {
        let (clock, told) = (Clock::system(), AtomicU32::new(0));
        let kept = keep(&janitor, &clock, |_| {
            told.fetch_add(1, Ordering::SeqCst);
        });
        let within = PAUSE_MAX * FAILURES;
        assert!(tokio::time::timeout(within, kept).await.is_err(), "it never ends by itself");
        assert_eq!((janitor.ticks.into_inner(), told.into_inner()), (FAILURES + 1, FAILURES));
    }
}
