//! A panic is a mistake of ours. It ends the work that met it, and nothing else.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::Fault;

/// Runs a future to its end. What it holds (gate, locks, claims) is released as if it had been cancelled.
///
/// # Errors
///
/// The future panicked; the fault has the panic's own words.
pub async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Fault> {
    let mut work = pin!(work);
    std::future::poll_fn(|context| {
        // Nothing of the future is looked at after a panic: it is only dropped.
        match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(panic) => Poll::Ready(Err(Fault::new(format!("a mistake of ours: {}", words(&*panic))))),
        }
    })
    .await
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_a_fault_and_releases_what_was_held() {
        let held = tokio::sync::Mutex::new(());
        let fault = caught(async {
            let _held = held.lock().await;
            tokio::task::yield_now().await;
            panic!("shard {} is no shard", 7);
        })
        .await
        .map(|()| "no panic")
        .unwrap_err();
        assert_eq!(fault.to_string(), "a mistake of ours: shard 7 is no shard");
        assert!(held.try_lock().is_ok());
        assert_eq!(caught(async { 1 }).await.ok(), Some(1));
    }
}
