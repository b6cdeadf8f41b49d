//! Clients go away at any moment, and then their request's future is dropped at the await where it stands.

use std::pin::pin;
use std::task::Poll;

/// Runs a request up to the await at which it waits for the n-th time (1 is the first), and drops it there. Returns its output if it
/// is done before.
///
/// It is woken as it would be anywhere else, so what it waits for (a write on a blocking thread, a timer) does happen. A request that
/// waits for something that never comes hangs here, too.
pub async fn drop_at<T>(nth: usize, request: impl Future<Output = T>) -> Option<T> {
    let mut request = pin!(request);
    let mut waits = 0;
    std::future::poll_fn(|context| match request.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => {
            waits += 1;
            if waits == nth { Poll::Ready(None) } else { Poll::Pending }
        }
    })
    .await
}

/// Makes one request after the other and drops the first at its first await, the second at its second, until one is done; returns
/// that one's output and how many were dropped.
///
/// The closure is given that number, and may look at what the last one left behind. A test that wants a fresh world each time loops
/// over [`drop_at`] itself.
///
/// ```
/// # use keyspace::testing::drop_at_each_await;
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let yields_twice = |_dropped| async {
///     tokio::task::yield_now().await;
///     tokio::task::yield_now().await;
///     "done"
/// };
/// assert_eq!(drop_at_each_await(yields_twice).await, ("done", 2));
/// # }
/// ```
pub async fn drop_at_each_await<Request, T>(mut request: impl FnMut(usize) -> Request) -> (T, usize)
where
    Request: Future<Output = T>,
{
    let mut dropped = 0;
    loop {
        if let Some(output) = drop_at(dropped + 1, request(dropped)).await {
            return (output, dropped);
        }
        dropped += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[tokio::test]
    async fn a_request_is_dropped_at_each_of_its_awaits_and_then_completes() {
        let reached = Mutex::new(Vec::new());
        let request = |dropped| {
            let reached = &reached;
            async move {
                for wait in 0..2 {
                    reached.lock().unwrap().push((dropped, wait));
                    tokio::task::yield_now().await;
                }
                7
            }
        };
        assert_eq!(drop_at_each_await(request).await, (7, 2));
        assert_eq!(reached.into_inner().unwrap(), [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1)]);
    }

    #[tokio::test]
    async fn what_a_request_waits_for_elsewhere_does_happen() {
        let request = |_| async { tokio::task::spawn_blocking(|| 7).await.unwrap() };
        assert_eq!(drop_at_each_await(request).await.0, 7);
    }

    #[tokio::test]
    async fn what_a_dropped_request_held_is_released() {
        let lock = tokio::sync::Mutex::new(());
        let request = |_| async {
            let _held = lock.lock().await;
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
        };
        assert_eq!(drop_at_each_await(request).await, ((), 2));
        assert!(lock.try_lock().is_ok());
    }
}
