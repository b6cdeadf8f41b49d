//! How an environment ends: parked polls are answered, children stop in order, the engine's memory reaches its files.

use super::Environment;

impl Environment {
    /// Answers what waits, so that connections can end.
    pub fn drain(&self) {
        self.emulated.drain();
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
