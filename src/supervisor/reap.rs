//! As process 1 of a container we inherit everybody's orphans and must reap them, without taking the exit status of our own children: not of the
//! stores, and not of what a library starts and waits for (an SDK's `credential_process`).

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::process::Child;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use rustix::process::{Pid, WaitOptions};
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{Instant, sleep};

/// The children that have an attendant of their own.
static OURS: LazyLock<Mutex<HashSet<u32>>> = LazyLock::new(Default::default);

/// Who started a process and waits for its end has asked for its status by then.
const LEFT_ALONE: Duration = Duration::from_secs(2);

/// Makes a child while nobody reaps, so that it is known to be ours before it can be found dead.
pub fn ours(spawn: impl FnOnce() -> io::Result<Child>) -> io::Result<Child> {
    let mut ours = OURS.lock().expect("nobody panics here");
    let child = spawn()?;
    ours.insert(child.id());
    Ok(child)
}

pub fn no_longer_ours(id: u32) {
    OURS.lock().expect("nobody panics here").remove(&id);
}

/// Reaps strangers for as long as it is awaited. To be spawned where we are process 1 (or a subreaper).
pub async fn reap_strangers() -> io::Result<()> {
    let mut somebody_died = signal(SignalKind::child())?;
    let mut dead_since = HashMap::new();
    loop {
        reap(&mut dead_since, Instant::now());
        tokio::select! {
            _ = somebody_died.recv() => {}
            () = sleep(LEFT_ALONE), if !dead_since.is_empty() => {}
        }
    }
}

/// Those that have been dead for a while, and that nobody has asked for.
fn reap(dead_since: &mut HashMap<u32, Instant>, now: Instant) {
    let dead = dead_strangers();
    dead_since.retain(|id, _| dead.contains(id));
    for id in dead {
        if now >= *dead_since.entry(id).or_insert(now) + LEFT_ALONE {
            let _ = rustix::process::waitpid(Pid::from_raw(id as i32), WaitOptions::NOHANG);
            dead_since.remove(&id);
        }
    }
}

/// True in a container without an init of its own.
pub fn is_needed() -> bool {
    std::process::id() == 1
}

fn dead_strangers() -> HashSet<u32> {
    let Ok(processes) = fs::read_dir("/proc") else { return HashSet::new() };
    let own = std::process::id();
    let ours = OURS.lock().expect("nobody panics here");
    let is_dead_stranger = |id: &u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat"));
        stat.is_ok_and(|stat| state_and_parent(&stat) == Some(('Z', own))) && !ours.contains(id)
    };
    let ids = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    ids.filter(is_dead_stranger).collect()
}

/// The fields after the command's name, which is in parentheses and may itself contain some.
fn state_and_parent(stat: &str) -> Option<(char, u32)> {
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ');
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_may_be_called_anything() {
        assert_eq!(state_and_parent("42 (a) Z 7 (b) Z 12 0"), Some(('Z', 12)));
        assert_eq!(state_and_parent("42 (sleep) S 1 42"), Some(('S', 1)));
        assert_eq!(state_and_parent(""), None);
    }
}
