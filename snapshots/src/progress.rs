//! How far an export or an import has come, for whoever draws the bar.

use std::sync::Arc;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    Preparing,
    Freezing,
    Fixing,
    /// After the thaw; nothing is held any more.
    Collecting,
    /// Files of the cut become a local snapshot.
    Keeping,
    /// Files of a local snapshot become a generation.
    Copying,
    Hashing,
    Uploading,
    Downloading,
    Verifying,
    TryingOut,
    Switching,
    Probing,
    GoingBack,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event {
    pub phase: Phase,
    /// Bytes; zero of zero where a phase has no length.
    pub done: u64,
    pub total: u64,
}

#[derive(Clone)]
pub struct Progress(Arc<dyn Fn(Event) + Send + Sync>);

impl Progress {
    pub fn new(listener: impl Fn(Event) + Send + Sync + 'static) -> Progress {
        Progress(Arc::new(listener))
    }

    pub fn silent() -> Progress {
        Progress::new(|_| {})
    }

    pub(crate) fn begin(&self, phase: Phase) {
        self.at(phase, 0, 0);
    }

    pub(crate) fn at(&self, phase: Phase, done: u64, total: u64) {
        (self.0)(Event { phase, done, total });
    }
}
