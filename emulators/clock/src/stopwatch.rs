//! How long something took: monotonic, and nothing to do with service time.

use std::time::{Duration, Instant};

/// Runs from its start. For log lines, progress and measurements; a deadline belongs to [`Clock`](crate::Clock).
#[derive(Copy, Clone, Debug)]
pub struct Stopwatch {
    start: Instant,
}

impl Stopwatch {
    /// Starts one.
    #[allow(clippy::disallowed_methods, reason = "this is the door")]
    pub fn start() -> Stopwatch {
        Stopwatch { start: Instant::now() }
    }

    /// How long ago it was started, by a clock that nobody sets.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}
