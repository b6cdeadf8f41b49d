//! Tables that can be fenced off: who locks keys of a table is inside it, and a fence waits until nobody is.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::Notify;

/// Only tables that somebody is in, or that are fenced off, have an entry.
#[derive(Clone, Default)]
pub(crate) struct Fences {
    tables: Arc<Mutex<HashMap<u64, Table>>>,
}

#[derive(Default)]
struct Table {
    inside: usize,
    is_fenced: bool,
    /// Made by the first who waits. Told when a fence goes, and when the last one leaves a table that is fenced off.
    changed: Option<Arc<Notify>>,
}

/// Somebody is inside a table.
pub(crate) struct Inside {
    fences: Fences,
    table: u64,
}

/// Nobody holds a key of the table, and nobody gets one, until this is dropped. Other tables go on.
#[must_use = "the fence goes when this is dropped"]
pub struct Fence {
    fences: Fences,
    table: u64,
}

impl Fences {
    /// Waits while the table is fenced off.
    pub(crate) async fn enter(&self, table: u64) -> Inside {
        self.wait_until(table, |state| {
            let may_enter = !state.is_fenced;
            state.inside += usize::from(may_enter);
            may_enter
        })
        .await;
        Inside { fences: self.clone(), table }
    }

    /// From its first moment on nobody enters any more; so it gets its turn, however busy the table is.
    pub(crate) async fn fence(&self, table: u64) -> Fence {
        self.wait_until(table, |state| !std::mem::replace(&mut state.is_fenced, true)).await;
        let fence = Fence { fences: self.clone(), table };
        self.wait_until(table, |state| state.inside == 0).await;
        fence
    }

    async fn wait_until(&self, table: u64, mut is_so: impl FnMut(&mut Table) -> bool) {
        loop {
            let changed = {
                let mut tables = self.tables.lock();
                let state = tables.entry(table).or_default();
                if is_so(state) {
                    return;
                }
                // Waits from now on, so that nothing is missed when the lock is released.
                let mut changed = Box::pin(state.changed.get_or_insert_default().clone().notified_owned());
                changed.as_mut().enable();
                changed
            };
            changed.await;
        }
    }

    fn change(&self, table: u64, change: impl FnOnce(&mut Table)) {
        let mut tables = self.tables.lock();
        let state = tables.get_mut(&table).expect("a table that is fenced off, or has somebody inside, has an entry");
        change(state);
        if state.inside > 0 && state.is_fenced {
            return;
        }
        if let Some(changed) = state.changed.take() {
            changed.notify_waiters();
        }
        if state.inside == 0 && !state.is_fenced {
            tables.remove(&table);
        }
    }

    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.tables.lock().is_empty()
    }
}

impl Inside {
    /// Once more, without asking: a fence that came meanwhile waits for the first, and must not be waited for.
    pub(crate) fn again(&self) -> Inside {
        self.fences.change(self.table, |state| state.inside += 1);
        Inside { fences: self.fences.clone(), table: self.table }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.fences.change(self.table, |state| state.inside -= 1);
    }
}

impl Drop for Fence {
    fn drop(&mut self) {
        self.fences.change(self.table, |state| state.is_fenced = false);
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use super::*;

    fn is_ready<T>(future: &mut (impl Future<Output = T> + Unpin)) -> bool {
        std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop())).is_ready()
    }

    #[tokio::test]
    async fn a_fence_waits_for_those_inside_and_holds_back_those_who_come() {
        let fences = Fences::default();
        let first = fences.enter(1).await;
        let second = first.again();
        let mut fence = Box::pin(fences.fence(1));
        assert!(!is_ready(&mut fence));
        let mut late = Box::pin(fences.enter(1));
        assert!(!is_ready(&mut late), "or a busy table could never be fenced off");
        let third = first.again();
        drop((first, second));
        assert!(!is_ready(&mut fence));
        drop(third);
        let fence = fence.await;
        assert!(!is_ready(&mut late));
        drop(fences.enter(2).await);
        drop(fence);
        drop(late.await);
        assert!(fences.is_empty());
    }

    #[tokio::test]
    async fn of_two_fences_one_waits() {
        let fences = Fences::default();
        let first = fences.fence(1).await;
        let mut second = Box::pin(fences.fence(1));
        assert!(!is_ready(&mut second));
        drop(first);
        drop(second.await);
        assert!(fences.is_empty());
    }

    #[tokio::test]
    async fn who_gives_up_waiting_leaves_nothing_behind() {
        let fences = Fences::default();
        let inside = fences.enter(1).await;
        let mut fence = Box::pin(fences.fence(1));
        assert!(!is_ready(&mut fence));
        drop(fence);
        drop(fences.enter(1).await);
        drop(inside);
        let fence = fences.fence(1).await;
        let mut late = Box::pin(fences.enter(1));
        assert!(!is_ready(&mut late));
        drop(late);
        drop(fence);
        assert!(fences.is_empty());
    }
}
