//! How an environment ends: what waits is answered, actions are given up, children stop in order, the engine's memory reaches its files.

use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::Environment;

/// An import that has begun to switch goes to its end, if that comes within this time.
const ACTIONS_END_WITHIN: Duration = Duration::from_secs(8);

impl Environment {
    /// Answers what waits, so that connections can end, and has actions given up.
    pub fn drain(&self) {
        self.emulated.drain();
        self.ending.cancel();
    }

    /// Cancelled once the environment is about to end.
    pub fn ending(&self) -> CancellationToken {
        self.ending.clone()
    }

    /// Returns when no action works on the stores any more.
    pub async fn actions_ended(&self) {
        if timeout(ACTIONS_END_WITHIN, self.turn.lock()).await.is_err() {
            tracing::warn!(
                "an export or import is not done; the stores stop all the same, and the next start cleans up"
            );
        }
    }

    /// Stops the children; with `hurry` they are not asked politely. May be called again to hurry.
    pub async fn stop_children(&self, hurry: bool) {
        self.children.stop(hurry).await;
    }

    /// After the last request: what is in memory goes to the files, so that the next start has nothing to replay.
    pub async fn close(&self) {
        self.emulated.close().await;
    }
}
