//! The memory engine does what every engine must do.

use std::sync::Arc;

use keyspace::Engine;
use keyspace::conformance::World;
use keyspace::memory::MemoryEngine;

struct Memory(MemoryEngine);

impl World for Memory {
    fn engine(&self) -> Arc<dyn Engine> {
        Arc::new(self.0.clone())
    }

    fn reopen(self) -> Memory {
        self
    }
}

keyspace::conformance::suite!(Memory(MemoryEngine::new()));
