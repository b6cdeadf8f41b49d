//! What the emulators ask of storage: typed tables with order-preserving keys and versioned records, one atomic batch per
//! operation, a gate that a cut can close, locks, ids, and the engines' common contract.
//!
//! A service stands on a [`Space`]:
//!
//! ```
//! use keyspace::{Batch, Direction, Reads, Space};
//! use std::ops::ControlFlow;
//!
//! keyspace::tables! { family Sqs;
//!     /// What may be received next, soonest first.
//!     SCHEDULE = 3: (u64, clock::Stored, u64) -> ();
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let space: Space = keyspace::testing::memory_space(clock::Clock::system(), clock::Entropy::seeded(1));
//! let _writing = space.enter().await?;
//! let mut batch = Batch::new();
//! batch.put(SCHEDULE, &(7, clock::Stored::from_millis(0), 1), &());
//! space.commit(batch).await?;
//!
//! let mut first = None;
//! space.scan(&SCHEDULE.under(&(7u64,)), Direction::Forward, |(_, due, sequence), ()| {
//!     first = Some((due, sequence));
//!     ControlFlow::Break(())
//! })?;
//! assert_eq!(first, Some((clock::Stored::from_millis(0), 1)));
//! # Ok(()) }
//! ```
//!
//! The gate comes first ([`Space::enter`]), locks second ([`Locks`], [`KeyLocks`]), each once per request.

#![warn(missing_docs, unreachable_pub, clippy::missing_errors_doc)]

mod batch;
mod commit_group;
mod commits;
pub mod conformance;
mod engine;
mod fault;
mod fences;
mod gate;
mod ids;
mod janitor;
mod key;
mod key_locks;
mod locks;
pub mod memory;
mod panics;
mod range;
mod range_collector;
mod reads;
mod space;
mod table;
pub mod testing;
mod value;
mod writes;

pub use batch::Batch;
pub use engine::{Direction, Engine, Family, KeyRange, Pace, Read, Visit, Wrote};
pub use fault::{Damaged, Fault};
pub use fences::Fence;
pub use gate::{Closed, Entered, Gate, Retired};
pub use janitor::{BoxFuture, Janitor, Next, Wake, keep};
pub use key::{Encodes, Key, Prefix, Tail};
pub use key_locks::{Conflict, KeyLock, KeyLocks, Locked};
pub use locks::{Lock, Locks};
pub use panics::caught;
pub use range::Range;
pub use range_collector::RangeCollector;
pub use reads::{Entry, Reads};
pub use space::{Space, View};
pub use table::Table;
pub use value::Value;
pub use writes::{Write, Writes};

/// For the macros only.
#[doc(hidden)]
pub mod macros {
    pub use crate::table::assert_distinct;
    pub use crate::value::{Versioned, decode_versioned, encode_versioned, version_number};
}
