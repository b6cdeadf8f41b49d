//! RocksDB does what every engine must do, with each durability that survives a reopen, and when it flushes all the time.

use std::sync::Arc;

use keyspace::Engine;
use keyspace::conformance::World;
use rocks::{Durability, Rocks, Settings};
use tempfile::TempDir;

struct Stored {
    dir: TempDir,
    settings: Settings,
    engine: Arc<Rocks>,
}

impl Stored {
    fn new(settings: Settings) -> Stored {
        let dir = TempDir::new().unwrap();
        let engine = Arc::new(Rocks::create(&dir.path().join("emulators"), &settings).unwrap());
        Stored { dir, settings, engine }
    }
}

impl World for Stored {
    fn engine(&self) -> Arc<dyn Engine> {
        self.engine.clone()
    }

    fn reopen(self) -> Stored {
        let Stored { dir, settings, engine } = self;
        drop(Arc::into_inner(engine).expect("the test let go of the engine"));
        let engine = Arc::new(Rocks::open(&dir.path().join("emulators"), &settings).unwrap());
        Stored { dir, settings, engine }
    }
}

mod process {
    keyspace::conformance::suite!(super::Stored::new(super::Settings::default()));
}

mod power {
    use super::{Durability, Settings, Stored};
    keyspace::conformance::suite!(Stored::new(Settings { durability: Durability::Power, ..Settings::default() }));
}

mod tiny {
    keyspace::conformance::suite!(super::Stored::new(super::Settings::tiny()));
}
