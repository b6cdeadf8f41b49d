//! Buried ranges: what was deleted by taking its name away, until a janitor has cleared it.

use clock::Timestamp;

use crate::janitor::{BoxFuture, Janitor, Next, Wake};
use crate::{Direction, Fault, Reads, Space};

crate::tables! { family Meta;
    /// Ranges of dead keys: family, from, to (not included), as the engine sees them.
    BURIED = 2: (u8, Vec<u8>, Vec<u8>) -> ();
}

/// Clears what [`Batch::bury`](crate::Batch::bury) gave up, in chunks.
pub struct Undertaker {
    space: Space,
}

impl Undertaker {
    pub fn new(space: Space) -> Undertaker {
        Undertaker { space }
    }
}

impl Janitor for Undertaker {
    fn name(&self) -> &'static str {
        "undertaker"
    }

    fn wake(&self) -> &Wake {
        self.space.burials()
    }

    fn tick(&self, _now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(async {
            let _ = self.space.first(&BURIED.all(), Direction::Forward)?;
            Ok(Next::Idle)
        })
    }
}
