//! Worlds for tests: a space in memory, an engine that fails when it is told to, and a driver that drops a request at its awaits.

mod dropping;
mod faulty;

use std::sync::Arc;

use clock::{Clock, Entropy};

pub use dropping::{drop_at, drop_at_each_await};
pub use faulty::{FaultyEngine, Held};

use crate::memory::MemoryEngine;
use crate::{Engine, Space};

/// A space in memory, gone with its last clone.
pub fn memory_space(clock: Clock, entropy: Entropy) -> Space {
    memory_space_on(MemoryEngine::new(), clock, entropy)
}

/// A space on an engine that the test keeps a clone of: to reopen it, or (a [`FaultyEngine`]) to make its writes fail.
pub fn memory_space_on(engine: impl Engine, clock: Clock, entropy: Entropy) -> Space {
    Space::new(Arc::new(engine), clock, entropy)
}
