//! Snapshots by reference: `<name>.json` says of which chunks it is made, and each chunk lies at the remote once, whoever needs it.
//!
//! A chunk is stored as the zstd frame that it is in an archive. So opening a snapshot by reference is writing the archive's
//! headers and, between them, the chunks: the same bytes as the plain archive of the same manifest.
//!
//! Nothing is locked, and several machines may export, delete and collect at the same time. That rests on three rules:
//!
//! * An index never changes, and appears when all of its chunks are there.
//! * A chunk that nobody needs is first marked as unused, and deleted when the mark is [`GRACE`] old and still nobody needs it.
//!   An export never refers to a chunk that is marked: it stores the same bytes again. A key names the export that stored it, so none is used twice.
//! * An export that takes longer than [`EXPORT_MAX`] is given up. What it saw without a mark when it began is still there
//!   when its index appears.

mod chunks;
mod collect;
mod index;
mod open;
mod put;

use std::time::Duration;

pub use collect::{Collected, collect};
pub use index::Index;
pub use open::open;
pub use put::put;

/// How long a chunk is kept after it was seen that nobody needs it.
pub const GRACE: Duration = Duration::from_secs(24 * 3600);

/// Half of it, so that clocks and long answers do not matter.
const EXPORT_MAX: Duration = Duration::from_secs(12 * 3600);
