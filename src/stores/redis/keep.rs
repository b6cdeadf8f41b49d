//! What statebox stands on is kept while Redis runs: its users are saved, and settings that a client has changed are put right.
//!
//! Redis tells nobody of either, so it is asked once a second.

use std::sync::Arc;
use std::time::Duration;

use redis_protocol::resp2::types::{BytesFrame, Resp2Frame};
use tokio::sync::watch;
use tokio::time::sleep;
use tracing::warn;

use super::resp::{Connection, Error, Info};
use super::server::Server;
use crate::supervisor::{State, Status};

const LOOK_EVERY: Duration = Duration::from_secs(1);
const WAIT_STEP: Duration = Duration::from_millis(10);

/// As long as there are Redis' servers, one after the other.
pub async fn keep(server: Arc<Server>, mut status: watch::Receiver<Status>) {
    while status.wait_for(|status| matches!(status.state, State::Ready { .. })).await.is_ok() {
        if let Ok(mut connection) = server.connect().await {
            // Ends when the connection does.
            let _ = look_again_and_again(&server, &mut connection).await;
        }
        sleep(LOOK_EVERY).await;
    }
}

async fn look_again_and_again(server: &Server, connection: &mut Connection) -> Result<(), Error> {
    let mut users = SavedUsers::default();
    loop {
        put_right(server, connection).await?;
        users.save_if_changed(connection).await?;
        sleep(LOOK_EVERY).await;
    }
}

/// What was switched off loses what is written from then on, so the stop waits until it is on again: only after a rewrite is the file complete
/// that the next start reads.
pub async fn put_right_before_stop(server: &Server) -> Result<(), Error> {
    let mut connection = server.connect().await?;
    put_right(server, &mut connection).await?;
    let is_rewriting =
        |info: &Info| ["aof_rewrite_in_progress", "aof_rewrite_scheduled"].iter().any(|name| info.number(name) != 0);
    while is_rewriting(&connection.info("persistence").await?) {
        sleep(WAIT_STEP).await;
    }
    Ok(())
}

/// Sets settings back that a client has changed with CONFIG SET, and says so.
async fn put_right(server: &Server, connection: &mut Connection) -> Result<(), Error> {
    for (name, wanted) in server.guarded() {
        let found = setting(connection, name).await?;
        // One that this version does not have is not changed by anybody.
        if found.as_deref().is_none_or(|found| found == wanted) {
            continue;
        }
        let found = found.unwrap_or_default();
        match connection.say(&["CONFIG", "SET", name, wanted]).await {
            Ok(_) => warn!(
                setting = name,
                found,
                wanted,
                "a client has changed a setting of redis on which exports and restarts stand; it is set back"
            ),
            Err(Error::Refused(why)) => warn!(
                setting = name,
                found,
                wanted,
                why,
                "a client has changed a setting of redis on which exports and restarts stand, and redis does not let it be set back"
            ),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The value of a setting, or `None` if this version has none of that name.
pub async fn setting(connection: &mut Connection, name: &str) -> Result<Option<String>, Error> {
    match connection.say(&["CONFIG", "GET", name]).await? {
        BytesFrame::Array(pair) => Ok(pair.get(1).and_then(|value| value.as_str()).map(str::to_owned)),
        other => Err(Error::Garbled(format!("{other:?} in answer to CONFIG GET"))),
    }
}

/// Redis keeps its users in memory until it is told to save them.
#[derive(Default)]
struct SavedUsers {
    saved: Option<Vec<Vec<u8>>>,
    /// The last attempt failed: it is made again, and not told again.
    is_failing: bool,
}

impl SavedUsers {
    async fn save_if_changed(&mut self, connection: &mut Connection) -> Result<(), Error> {
        let users = connection.list(&["ACL", "LIST"]).await?;
        if self.saved.as_ref() == Some(&users) {
            return Ok(());
        }
        match connection.say(&["ACL", "SAVE"]).await {
            Ok(_) => (self.saved, self.is_failing) = (Some(users), false),
            Err(Error::Refused(why)) => {
                if !std::mem::replace(&mut self.is_failing, true) {
                    warn!(
                        why,
                        "redis' users could not be saved; it is tried again every second, and until then a restart would bring the former ones back"
                    );
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
