//! Worlds for tests: a space in memory.

use std::sync::Arc;

use clock::{Clock, Entropy};

use crate::Space;
use crate::memory::MemoryEngine;

/// A space in memory, gone with its last clone.
pub fn memory_space(clock: Clock, entropy: Entropy) -> Space {
    memory_space_on(MemoryEngine::new(), clock, entropy)
}

/// A space on an engine that the test keeps a clone of: to reopen it, or to make its writes fail.
pub fn memory_space_on(engine: MemoryEngine, clock: Clock, entropy: Entropy) -> Space {
    Space::new(Arc::new(engine), clock, entropy)
}
