//! Background work: a janitor has a name, does a little at a time, and says when it wants to be called again.

use std::pin::Pin;
use std::sync::Arc;

use clock::{Clock, Timestamp};
use tokio::sync::Notify;

use crate::Fault;

pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

pub trait Janitor: Send + Sync {
    fn name(&self) -> &'static str;

    /// Does a little of what is due by `now`. Takes the gate like any writer.
    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>>;

    /// Rung when there may be something to do earlier than the last [`Next`] said.
    fn wake(&self) -> &Wake;
}

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
    pub fn new() -> Wake {
        Wake::default()
    }

    pub fn ring(&self) {
        self.0.notify_one();
    }

    pub async fn rung(&self) {
        self.0.notified().await;
    }
}

/// Calls a janitor whenever it is due, until the future is dropped or it fails.
pub async fn keep(janitor: &dyn Janitor, clock: &Clock) -> Fault {
    loop {
        match janitor.tick(clock.now()).await {
            Ok(Next::Busy) => tokio::task::yield_now().await,
            Ok(Next::Idle) => janitor.wake().rung().await,
            Ok(Next::Until(due)) => tokio::select! {
                () = clock.sleep_until(due) => {}
                () = janitor.wake().rung() => {}
            },
            Err(fault) => return fault,
        }
    }
}
