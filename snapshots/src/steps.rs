//! The instants at which a test kills the process: after each of them the disk is in a state of its own.

use std::sync::Arc;

#[derive(Clone)]
pub struct Steps(Arc<dyn Fn(&'static str) + Send + Sync>);

impl Steps {
    pub fn new(listener: impl Fn(&'static str) + Send + Sync + 'static) -> Steps {
        Steps(Arc::new(listener))
    }

    pub fn unwatched() -> Steps {
        Steps::new(|_| {})
    }

    pub(crate) fn reach(&self, step: &'static str) {
        (self.0)(step);
    }
}
