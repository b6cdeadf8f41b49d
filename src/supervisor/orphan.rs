//! The child of a statebox that was killed: it dies by its parent-death signal, and is waited for before its port is called taken.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rustix::process::{Pid, Signal};
use tokio::time::{Instant, sleep};
use tracing::warn;

/// After this an orphan is ended. Nobody can be using it for good: the data directory is locked by us.
const PATIENCE: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Remembers a process by its number and the tick of its birth, because numbers come again.
pub fn note(path: &Path, id: u32) {
    let noted = born(id).map(|tick| fs::write(path, format!("{id} {tick}\n")));
    if !matches!(noted, Some(Ok(()))) {
        warn!(path = %path.display(), "a child could not be noted; after a kill -9 its port may be called taken too early");
    }
}

pub fn forget(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Returns once the process that `path` notes is gone.
pub async fn gone(path: &Path) {
    let noted = fs::read_to_string(path).unwrap_or_default();
    let mut numbers = noted.split_whitespace().map_while(|number| number.parse::<u64>().ok());
    let (Some(id), Some(tick)) = (numbers.next(), numbers.next()) else { return };
    let id = id as u32;
    let end = Instant::now() + PATIENCE;
    while born(id) == Some(tick) {
        if Instant::now() >= end {
            warn!(pid = id, "an orphan of a former statebox does not end by itself; killing it");
            Pid::from_raw(id as i32).map(|pid| rustix::process::kill_process_group(pid, Signal::KILL));
        }
        sleep(LOOK_EVERY).await;
        if Instant::now() >= end + PATIENCE {
            return;
        }
    }
    forget(path);
}

/// When a process was born, in ticks since the machine started; `None` when there is none, or only its corpse.
fn born(id: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(") ")?;
    // proc(5): field 3 is the state, field 22 the start time.
    let fields: Vec<&str> = rest.split(' ').collect();
    match fields.first() {
        Some(&"Z") | Some(&"X") | None => None,
        Some(_) => fields.get(19)?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_note_of_a_number_that_came_again_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.pid");
        let own = std::process::id();
        fs::write(&path, format!("{own} {}\n", born(own).unwrap() - 1)).unwrap();
        gone(&path).await;
        assert!(!path.exists());
    }
}
