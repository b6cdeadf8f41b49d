//! Back to empty, without a restart of anything.

use futures_util::future::try_join_all;

use super::{Environment, State, high_water, refused};
use crate::config::StoreName;
use crate::exit::Exit;
use snapshots::error::Error;

impl Environment {
    /// Empties these stores while their clients go on. Each is emptied at once; a crash in the middle may leave some of them empty and others not.
    pub async fn reset(&self, stores: &[StoreName]) -> Result<(), Exit> {
        for store in stores {
            let (state, detail) = self.state(*store);
            if state != State::Ready {
                let why = if detail.is_empty() { String::new() } else { format!(" ({detail})") };
                return Err(Exit::failed(format!(
                    "{} is {}{why}; nothing was emptied",
                    store.as_str(),
                    state.as_str()
                )));
            }
        }
        let engines = stores.iter().filter_map(|store| Some((*store, self.children.get(*store)?)));
        let engines = engines.map(|(store, engine)| async move {
            let failed = |why| Exit::failed(format!("{} could not be emptied: {why}", store.as_str()));
            engine.empty().await.map_err(failed)
        });
        let emulated = async {
            if !stores.iter().any(|store| store.is_emulated()) {
                return Ok(());
            }
            let floor = high_water::raise(self.data_dir.path(), self.clock.now())?;
            self.emulated.reset(stores, floor).await.map_err(|failure| refused(Error::Refused(failure)))
        };
        let (engines, emulated) = tokio::join!(try_join_all(engines), emulated);
        engines.and(emulated)
    }
}
