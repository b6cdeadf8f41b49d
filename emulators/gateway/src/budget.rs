//! How many bytes of request bodies the whole server holds at once, over all connections and streams.
//!
//! A body's room is reserved before it is read, by its declared length, so that no two bodies wait for each other half read.
//! Small bodies have room of their own: large ones that dawdle never hinder them.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::Unread;

/// A body of at most this many bytes is small.
pub(crate) const SMALL: usize = 64 * 1024;

/// The room for bodies, in bytes.
#[derive(Debug)]
pub(crate) struct Budget {
    small: Semaphore,
    large: Semaphore,
}

/// The room of one body. Dropped, it is free again.
pub(crate) type Room<'a> = SemaphorePermit<'a>;

impl Budget {
    /// An eighth of `bytes` is for small bodies.
    pub(crate) fn new(bytes: usize) -> Budget {
        let small = bytes / 8;
        Budget { small: Semaphore::new(small), large: Semaphore::new(bytes - small) }
    }

    /// Room for so many bytes, once there is some.
    ///
    /// # Errors
    ///
    /// [`Unread::NoRoom`] when there is none within `patience`.
    pub(crate) async fn reserve(&self, bytes: usize, patience: Duration) -> Result<Room<'_>, Unread> {
        let of = if bytes <= SMALL { &self.small } else { &self.large };
        let count = permits(bytes);
        if let Ok(room) = of.try_acquire_many(count) {
            return Ok(room);
        }
        match tokio::time::timeout(patience, of.acquire_many(count)).await {
            Ok(Ok(room)) => Ok(room),
            _ => Err(Unread::NoRoom),
        }
    }

    /// Room for a large body, now or not at all: who asks holds room already, and must not wait for others that do, too.
    ///
    /// # Errors
    ///
    /// [`Unread::NoRoom`] when there is none.
    pub(crate) fn reserve_now(&self, bytes: usize) -> Result<Room<'_>, Unread> {
        self.large.try_acquire_many(permits(bytes)).map_err(|_| Unread::NoRoom)
    }
}

fn permits(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1024 * 1024;

    #[tokio::test(start_paused = true)]
    async fn large_bodies_wait_for_room_and_small_ones_do_not_wait_for_them() {
        let budget = Budget::new(32 * MIB);
        let first = budget.reserve(16 * MIB, Duration::from_secs(1)).await.expect("there is room");
        assert_eq!(budget.reserve(16 * MIB, Duration::from_secs(1)).await.err(), Some(Unread::NoRoom));
        assert_eq!(budget.reserve_now(16 * MIB).err(), Some(Unread::NoRoom));
        assert!(budget.reserve(SMALL, Duration::ZERO).await.is_ok());
        drop(first);
        assert!(budget.reserve(16 * MIB, Duration::from_secs(1)).await.is_ok());
    }
}
