//! Children that are shell scripts: what the operating system does to them, and what becomes of that.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use rustix::process::{Pid, Signal, kill_process};
use tokio::time::{sleep, timeout};

use super::{Child, Exit, Launch, Policy, Probe, Program, State, reap};

const LONG: Duration = Duration::from_secs(20);

/// Ready once its script has made the file `ready`.
struct Script {
    folder: tempfile::TempDir,
    text: &'static str,
}

impl Script {
    fn new(text: &'static str) -> Arc<Script> {
        Arc::new(Script { folder: tempfile::tempdir().unwrap(), text })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Program for Script {
    fn name(&self) -> &str {
        "script"
    }

    fn prepare(&self) -> BoxFuture<'_, Result<Launch, String>> {
        Box::pin(async {
            Ok(Launch {
                program: "/bin/sh".into(),
                arguments: vec!["-c".into(), self.text.into()],
                directory: self.folder.path().to_owned(),
                log: self.path("script.log"),
                note: self.path("script.pid"),
            })
        })
    }

    fn probe(&self) -> BoxFuture<'_, Probe> {
        Box::pin(async {
            match self.path("ready").exists() {
                true => Probe::Ready,
                false => Probe::NotYet("the file is not there".to_owned()),
            }
        })
    }

    fn check(&self) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async { if self.path("hangs").exists() { Err("it does not answer".to_owned()) } else { Ok(()) } })
    }

    fn verdict(&self, exit: &Exit) -> Option<String> {
        exit.lines.iter().find(|line| line.contains("hopeless")).cloned()
    }
}

fn policy() -> Policy {
    let ms = Duration::from_millis;
    Policy {
        patience: LONG,
        probe_every: ms(2),
        check_every: ms(5),
        grace: ms(200),
        backoff_first: ms(1),
        backoff_max: ms(10),
        ..Policy::default()
    }
}

pub fn is_alive(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

async fn becomes_true(what: impl Fn() -> bool) {
    let wait = async {
        while !what() {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(LONG, wait).await.expect("it becomes true");
}

#[tokio::test]
async fn a_child_gets_ready_and_stops_when_asked() {
    let script = Script::new("touch ready; exec sleep 1000");
    let child = Child::new(script.clone(), policy());
    child.start().await;
    child.ready().await.unwrap();
    let pid = child.status().pid.unwrap();
    assert!(script.path("script.pid").exists());
    child.stop(false).await;
    assert_eq!(child.status().state, State::Stopped);
    assert!(!is_alive(pid));
    assert!(!script.path("script.pid").exists());
}

#[tokio::test]
async fn a_child_that_does_not_listen_is_killed_after_its_grace_with_all_that_it_started() {
    let script = Script::new("trap '' TERM; sleep 1000 & echo $! > grandchild; touch ready; while :; do wait; done");
    let child = Child::new(script.clone(), policy());
    child.start().await;
    child.ready().await.unwrap();
    let grandchild = std::fs::read_to_string(script.path("grandchild")).unwrap().trim().parse().unwrap();
    timeout(LONG, child.stop(false)).await.unwrap();
    assert!(!is_alive(grandchild));
}

#[tokio::test]
async fn a_second_stop_hurries() {
    let script = Script::new("trap '' TERM; touch ready; while :; do sleep 1000; done");
    let child = Child::new(script, Policy { grace: Duration::from_secs(1000), ..policy() });
    child.start().await;
    child.ready().await.unwrap();
    let (first, second) = tokio::join!(timeout(LONG, child.stop(false)), timeout(LONG, child.stop(true)));
    first.and(second).unwrap();
}

#[tokio::test]
async fn a_child_that_is_killed_comes_back() {
    let child = Child::new(Script::new("touch ready; exec sleep 1000"), policy());
    child.start().await;
    child.ready().await.unwrap();
    let first = child.status().pid.unwrap();
    kill_process(Pid::from_raw(first as i32).unwrap(), Signal::KILL).unwrap();
    let mut status = child.watch();
    let back = status.wait_for(|status| status.pid.is_some_and(|pid| pid != first));
    timeout(LONG, back).await.unwrap().unwrap();
    child.ready().await.unwrap();
    assert_eq!(child.status().restarts, 1);
    child.stop(false).await;
}

#[tokio::test]
async fn a_child_that_was_ready_and_is_killed_again_and_again_comes_back_each_time() {
    let child = Child::new(Script::new("touch ready; exec sleep 1000"), policy());
    child.start().await;
    for killed in 0..10 {
        let mut status = child.watch();
        let back = status.wait_for(|status| matches!(status.state, State::Ready { .. }) && status.restarts == killed);
        let pid = timeout(LONG, back).await.unwrap().unwrap().pid.unwrap();
        kill_process(Pid::from_raw(pid as i32).unwrap(), Signal::KILL).unwrap();
    }
    child.stop(true).await;
}

#[tokio::test]
async fn a_child_that_hangs_is_noticed_and_trusted_again_when_it_answers() {
    let script = Script::new("touch ready; exec sleep 1000");
    let child = Child::new(script.clone(), policy());
    child.start().await;
    let doubted = |status: &super::Status| matches!(status.state, State::Ready { doubt: Some(_), .. });
    let mut status = child.watch();
    timeout(LONG, status.wait_for(|status| matches!(status.state, State::Ready { .. }))).await.unwrap().unwrap();
    std::fs::write(script.path("hangs"), "").unwrap();
    timeout(LONG, status.wait_for(doubted)).await.unwrap().unwrap();
    std::fs::remove_file(script.path("hangs")).unwrap();
    timeout(LONG, status.wait_for(|status| !doubted(status))).await.unwrap().unwrap();
    assert_eq!(child.status().restarts, 0);
    child.stop(true).await;
}

#[tokio::test]
async fn a_crash_loop_fails_with_the_last_lines() {
    let child = Child::new(Script::new("echo 'what a'; echo 'bad day' >&2; exit 3"), policy());
    child.start().await;
    let failure = child.ready().await.unwrap_err();
    assert_eq!(failure.why, "it ended 6 times in a row, the last time with status 3");
    assert_eq!(failure.lines, ["what a", "bad day"]);
}

#[tokio::test]
async fn what_is_hopeless_is_not_tried_again() {
    let child = Child::new(Script::new("echo x >> tries; echo 'this is hopeless'; exit 1"), policy());
    child.start().await;
    let failure = child.ready().await.unwrap_err();
    assert_eq!(failure.why, "this is hopeless");
    assert_eq!(child.status().restarts, 0);
}

#[tokio::test]
async fn a_child_that_never_gets_ready_is_given_up() {
    let child = Child::new(Script::new("exec sleep 1000"), Policy { patience: Duration::from_millis(100), ..policy() });
    child.start().await;
    let mut status = child.watch();
    let failed = status.wait_for(|status| matches!(status.state, State::Failed(_)));
    let State::Failed(failure) = timeout(LONG, failed).await.unwrap().unwrap().state.clone() else { unreachable!() };
    assert_eq!(failure.why, "it did not get ready: for 100ms it has been saying that the file is not there");
}

#[tokio::test]
async fn no_child_sees_our_secrets() {
    // SAFETY: no other test reads or writes this variable.
    unsafe { std::env::set_var("AWS_SECRET_ACCESS_KEY", "hush") };
    let script = Script::new("env > seen; touch ready; exec sleep 1000");
    let child = Child::new(script.clone(), policy());
    child.start().await;
    child.ready().await.unwrap();
    let seen = std::fs::read_to_string(script.path("seen")).unwrap();
    assert!(seen.contains("PATH=") && !seen.contains("hush"), "{seen}");
    child.stop(true).await;
}

#[tokio::test]
async fn dropping_the_handle_kills_the_process() {
    let child = Child::new(Script::new("touch ready; exec sleep 1000"), policy());
    child.start().await;
    child.ready().await.unwrap();
    let pid = child.status().pid.unwrap();
    drop(child);
    becomes_true(|| !is_alive(pid)).await;
}

/// Runs one of the ignored tests below in a process of its own and reads the number that it prints.
pub fn helper(test: &str) -> (std::process::Child, u32, impl Iterator<Item = String>) {
    let mut helper = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(helper.stdout.take().unwrap()).lines().map_while(Result::ok);
    let number = said.find_map(|line| line.strip_prefix("pid ")?.parse().ok());
    (helper, number.expect("the helper says a number"), said)
}

#[tokio::test]
async fn children_die_with_a_parent_that_was_killed() {
    let (mut helper, pid, _said) = helper("supervisor::tests::helper_with_a_child");
    assert!(is_alive(pid));
    helper.kill().unwrap();
    helper.wait().unwrap();
    becomes_true(|| !is_alive(pid)).await;
}

#[tokio::test]
#[ignore = "runs inside of another test"]
async fn helper_with_a_child() {
    let child = Child::new(Script::new("touch ready; while :; do sleep 1000; done"), policy());
    child.start().await;
    child.ready().await.unwrap();
    println!("\npid {}", child.status().pid.unwrap());
    sleep(LONG).await;
}

#[test]
fn strangers_are_reaped_and_our_own_exits_are_not_stolen() {
    let (mut helper, reaped, said) = helper("supervisor::tests::helper_that_reaps");
    said.for_each(drop);
    assert!(helper.wait().unwrap().success());
    assert!(!std::path::Path::new(&format!("/proc/{reaped}")).exists());
}

#[tokio::test]
#[ignore = "runs inside of another test"]
async fn helper_that_reaps() {
    rustix::process::set_child_subreaper(Some(rustix::process::getpid())).unwrap();
    tokio::spawn(reap::reap_strangers());
    // The script ends at once and leaves an orphan in a session of its own, which then ends too.
    let script =
        Script::new("setsid sh -c 'echo $$ > orphan; exec sleep 0.2' & while ! test -s orphan; do :; done; exit 7");
    // What somebody else of this process starts and waits for a little late, as an SDK does.
    let mut theirs = Command::new("sh").args(["-c", "exit 5"]).spawn().unwrap();
    becomes_true(|| !is_alive(theirs.id())).await;
    let child = Child::new(script.clone(), Policy { crashes_max: 0, ..policy() });
    child.start().await;
    let failure = child.ready().await.unwrap_err();
    assert_eq!(failure.why, "it ended 1 times in a row, the last time with status 7");
    assert_eq!(theirs.wait().unwrap().code(), Some(5));
    let orphan: u32 = std::fs::read_to_string(script.path("orphan")).unwrap().trim().parse().unwrap();
    becomes_true(|| !PathBuf::from(format!("/proc/{orphan}")).exists()).await;
    println!("\npid {orphan}");
}
