//! As process 1 of a container we inherit everybody's orphans and must reap them, without taking the exit status of our own children.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::process::Child;
use std::sync::{LazyLock, Mutex};

use rustix::process::{Pid, WaitOptions};
use tokio::signal::unix::{SignalKind, signal};

/// The children that have an attendant of their own.
static OURS: LazyLock<Mutex<HashSet<u32>>> = LazyLock::new(Default::default);

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
    loop {
        dead_strangers();
        somebody_died.recv().await;
    }
}

/// True in a container without an init of its own.
pub fn is_needed() -> bool {
    std::process::id() == 1
}

fn dead_strangers() {
    let Ok(processes) = fs::read_dir("/proc") else { return };
    let own = std::process::id();
    let ours = OURS.lock().expect("nobody panics here");
    for id in processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        let is_dead_child = fs::read_to_string(format!("/proc/{id}/stat"))
            .is_ok_and(|stat| state_and_parent(&stat) == Some(('Z', own)));
        if is_dead_child && !ours.contains(&id) {
            let _ = rustix::process::waitpid(Pid::from_raw(id as i32), WaitOptions::NOHANG);
        }
    }
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
