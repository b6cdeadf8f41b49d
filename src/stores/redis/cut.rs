//! Redis in a cut: `CLIENT PAUSE … WRITE`, and a `BGSAVE` of which only the fork is waited for.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use futures_util::future::BoxFuture;
use serde_json::json;
use snapshots::store::{Collected, Description, Failure, How, Pulse, Rank, Store};
use snapshots::workspace::Place;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::keep::setting;
use super::resp::{self, Connection, Info};
use super::server::CUT;
use super::users::Users;
use super::{RedisStore, aof};

/// The fact that decides who can read an RDB: its first nine bytes.
pub const MAGIC: &str = "rdb";

/// Redis looks after its children ten times a second.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// For a server that is about to die, or to be reachable again.
const THAW_WITHIN: Duration = Duration::from_secs(5);
/// What is not answered within this is held, or the server is busy.
const SOON: Duration = Duration::from_millis(300);
/// How long a busy server is waited for.
const BUSY_MAX: Duration = Duration::from_secs(5);
const REWRITE: &str = "auto-aof-rewrite-percentage";

/// What a cut under way has to remember.
#[derive(Debug, Default)]
pub struct Cut {
    /// The freeze belongs to the server at its other end: a server that restarted has lost it, and so has the connection.
    connection: Option<Connection>,
    held_until: Option<Instant>,
    /// What to set back to on thaw.
    rewrite_percentage: Option<String>,
    /// `BGSAVE`s that were done before ours.
    saves_before: u64,
    /// As they were at the instant of the cut.
    users: Users,
    description: Description,
}

impl Cut {
    fn connection(&mut self) -> Result<&mut Connection, Failure> {
        self.connection.as_mut().ok_or_else(|| Failure::new("no cut is under way"))
    }
}

impl RedisStore {
    async fn prepare_cut(&self) -> Result<(), Failure> {
        let mut connection = self.connect_unless_paused().await?;
        let before = setting(&mut connection, REWRITE).await.map_err(Failure::new)?.unwrap_or_else(|| "0".to_owned());
        self.cut.lock().await.rewrite_percentage.get_or_insert(before);
        // A rewrite has a child of its own, beside which there can be no BGSAVE.
        connection.say(&["CONFIG", "SET", REWRITE, "0"]).await.map_err(Failure::new)?;
        while has_child(&connection.info("persistence").await.map_err(Failure::new)?) {
            sleep(LOOK_EVERY).await;
        }
        // Of a user's own BGSAVE, or of a cut that was given up.
        let _ = fs::remove_file(self.server.folder().join(CUT));
        let mut cut = self.cut.lock().await;
        (cut.connection, cut.held_until) = (Some(connection), None);
        Ok(())
    }

    /// A pause of a client's own would end with ours: Redis has one for all. While writers are held, `PUBLISH` waits and `PING` does not.
    async fn connect_unless_paused(&self) -> Result<Connection, Failure> {
        let end = Instant::now() + BUSY_MAX;
        let silent = |_| {
            Failure::new(
                "redis does not answer: a client holds all others (CLIENT PAUSE), or a script runs for long; try again when that is over",
            )
        };
        let mut connection = timeout_at(end, self.server.connect()).await.map_err(silent)?.map_err(Failure::new)?;
        loop {
            let mut asking = timeout_at(end, self.server.connect()).await.map_err(silent)?.map_err(Failure::new)?;
            let published = asking.say(&["PUBLISH", "statebox:is-anybody-paused", ""]);
            if let Ok(answer) = timeout(SOON, published).await {
                return answer.map(|_| connection).map_err(Failure::new);
            }
            let begin = Instant::now();
            timeout_at(end, connection.say(&["PING"])).await.map_err(silent)?.map_err(Failure::new)?;
            // A busy server answers neither soon.
            if begin.elapsed() < SOON {
                return Err(Failure::new(
                    "a client holds redis' writers (CLIENT PAUSE), and an export would end that: wait until it is over, or have it say \
                     CLIENT UNPAUSE, then try again",
                ));
            }
        }
    }

    /// What a user has begun after `prepare` is not waited for with everybody held.
    async fn freeze_cut(&self, lease: Duration) -> Result<(), Failure> {
        self.pause(lease, false).await?;
        let persistence = self.cut.lock().await.connection()?.info("persistence").await.map_err(Failure::new)?;
        match has_child(&persistence) {
            true => Err(busy()),
            false => Ok(()),
        }
    }

    async fn pause(&self, lease: Duration, renewal: bool) -> Result<(), Failure> {
        let mut cut = self.cut.lock().await;
        let now = Instant::now();
        if renewal && cut.held_until.is_none_or(|until| now >= until) {
            return Err(Failure::new("redis' pause had ended before it was renewed"));
        }
        let lease_ms = lease.as_millis().to_string();
        cut.connection()?.say(&["CLIENT", "PAUSE", &lease_ms, "WRITE"]).await.map_err(Failure::new)?;
        // If it ended between the question above and the answer, writes were let through.
        if renewal && cut.held_until.is_none_or(|until| Instant::now() >= until) {
            return Err(Failure::new("redis' pause ended while it was being renewed"));
        }
        // Counted from before the question: Redis counts from when it hears it.
        cut.held_until = Some(now + lease);
        Ok(())
    }

    async fn fork(&self) -> Result<(), Failure> {
        let mut cut = self.cut.lock().await;
        let connection = cut.connection()?;
        let keys = connection.info("keyspace").await.map_err(Failure::new)?.keys();
        let server = connection.info("server").await.map_err(Failure::new)?;
        // No pause holds a change of users; but each of those that are here was made before the first thaw, and none that was made before the last
        // freeze is missing, which is what a cut promises.
        let users = Users::new(connection.list(&["ACL", "LIST"]).await.map_err(Failure::new)?);
        let saves_before = connection.info("persistence").await.map_err(Failure::new)?.number("rdb_saves");
        match connection.say(&["BGSAVE"]).await {
            Ok(_) => {}
            // "Background save already in progress", "Another child process is active (AOF?): can't BGSAVE right now."
            Err(resp::Error::Refused(text)) if text.contains("in progress") || text.contains("can't BGSAVE") => {
                return Err(busy());
            }
            Err(error) => return Err(Failure::new(error)),
        }
        let (engine, version) = match server.get("valkey_version") {
            Some(version) => ("valkey-server", version),
            None => ("redis-server", server.get("redis_version").unwrap_or_default()),
        };
        cut.description = Description {
            engine: engine.to_owned(),
            version: version.to_owned(),
            facts: BTreeMap::new(),
            counts: BTreeMap::from([("keys".to_owned(), keys)]),
        };
        cut.users = users.for_archive(self.server.requirepass_hash().as_deref());
        cut.saves_before = saves_before;
        Ok(())
    }

    /// On a connection of its own: the other may be in the middle of something.
    async fn unpause(&self) -> Result<(), Failure> {
        let mut cut = self.cut.lock().await;
        cut.held_until = None;
        let Some(percentage) = cut.rewrite_percentage.clone() else { return Ok(()) };
        let end = Instant::now() + THAW_WITHIN;
        loop {
            let undone = async {
                let mut connection = self.server.connect().await?;
                connection.say(&["CLIENT", "UNPAUSE"]).await?;
                connection.say(&["CONFIG", "SET", REWRITE, &percentage]).await
            };
            match undone.await {
                Ok(_) => break,
                // Whoever is not there holds nothing, and comes back with its own settings.
                Err(resp::Error::Io(error)) if error.kind() == io::ErrorKind::ConnectionRefused => break,
                Err(resp::Error::Io(_)) if Instant::now() < end => sleep(LOOK_EVERY).await,
                Err(error) => return Err(Failure::new(error)),
            }
        }
        cut.rewrite_percentage = None;
        Ok(())
    }

    async fn take_dump(&self, into: &Path) -> Result<Collected, Failure> {
        let mut cut = self.cut.lock().await;
        let saves_before = cut.saves_before;
        let connection = cut.connection()?;
        let persistence = loop {
            let info = connection.info("persistence").await.map_err(Failure::new)?;
            if info.number("rdb_bgsave_in_progress") == 0 {
                break info;
            }
            sleep(LOOK_EVERY).await;
        };
        if persistence.get("rdb_last_bgsave_status") != Some("ok") {
            return Err(Failure::new("redis could not write its RDB; its log says why"));
        }
        if persistence.number("rdb_saves") != saves_before + 1 {
            return Err(Failure::passing(
                "a BGSAVE of somebody else's came between redis' freeze and the end of its export",
            ));
        }
        let (from, to) = (self.server.folder().join(CUT), into.join(aof::DUMP));
        let magic = move_file(&from, &to).and_then(|()| magic(&to));
        let magic = magic.map_err(|error| Failure::new(format!("{} could not be taken: {error}", from.display())))?;
        cut.description.facts.insert(MAGIC.to_owned(), json!(magic));
        cut.users.write(into).map_err(|error| Failure::new(format!("redis' users could not be written: {error}")))?;
        Ok(Collected::Whole)
    }
}

impl Store for RedisStore {
    fn name(&self) -> &'static str {
        "redis"
    }

    fn rank(&self) -> Rank {
        Rank::Pause
    }

    fn prepare(&self) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.prepare_cut())
    }

    fn freeze(&self, lease: Duration) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.freeze_cut(lease))
    }

    fn renew(&self, lease: Duration) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.pause(lease, true))
    }

    fn fix<'a>(&'a self, _into: &'a Place, _how: How, _pulse: &'a Pulse) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(self.fork())
    }

    fn thaw(&self) -> BoxFuture<'_, Result<(), Failure>> {
        Box::pin(self.unpause())
    }

    fn collect<'a>(&'a self, into: &'a Place) -> BoxFuture<'a, Result<Collected, Failure>> {
        Box::pin(self.take_dump(into))
    }

    fn describe<'a>(&'a self, _into: &'a Path) -> BoxFuture<'a, Result<Description, Failure>> {
        Box::pin(async { Ok(self.cut.lock().await.description.clone()) })
    }

    fn finish(&self) -> BoxFuture<'_, ()> {
        Box::pin(async { *self.cut.lock().await = Cut::default() })
    }
}

/// There can be only one child at a time.
fn busy() -> Failure {
    Failure::passing("a BGSAVE or BGREWRITEAOF of somebody else's began meanwhile")
}

pub(super) fn has_child(persistence: &Info) -> bool {
    ["rdb_bgsave_in_progress", "aof_rewrite_in_progress", "aof_rewrite_scheduled"]
        .into_iter()
        .any(|name| persistence.number(name) != 0)
}

fn move_file(from: &Path, to: &Path) -> io::Result<()> {
    if fs::rename(from, to).is_ok() {
        return Ok(());
    }
    // Another file system.
    fs::copy(from, to)?;
    fs::remove_file(from)
}

fn magic(rdb: &Path) -> io::Result<String> {
    let mut first = [0; 9];
    File::open(rdb)?.read_exact(&mut first)?;
    Ok(String::from_utf8_lossy(&first).into_owned())
}
