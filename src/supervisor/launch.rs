//! Making a process and learning of its end.
//!
//! A parent-death signal belongs to the *thread* that made the process: the kernel sends it when that thread ends. So all processes are made by
//! one thread that lives as long as we do.

use std::ffi::OsString;
use std::io::{self, PipeReader};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{self, Command, ExitStatus, Stdio};
use std::sync::{Arc, LazyLock, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};
use tokio::sync::oneshot;

use super::output::{self, LastLines, Log};
use super::{orphan, reap};

/// A grandchild may hold the output open after the child is gone; its last words are not waited for any longer than this.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// What is handed down from our own environment. Everything else (credentials, tokens) is none of a child's business.
const INHERITED: [&str; 7] = ["PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LD_LIBRARY_PATH"];

#[derive(Clone, Debug)]
pub struct Launch {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    /// Where it works.
    pub directory: PathBuf,
    pub log: PathBuf,
    /// Notes the process, so that whoever comes after a kill -9 of ours knows whom to wait for.
    pub note: PathBuf,
}

/// How a process ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// `status 1`, `signal 9`.
    pub how: String,
    pub lines: Vec<String>,
    /// Starting it again would end the same way, and why.
    pub never: Option<String>,
}

/// A running process. Dropping it kills it.
#[derive(Debug)]
pub struct Process {
    handle: Handle,
    exit: oneshot::Receiver<Exit>,
}

/// Empty once the process has been waited for: from then on its number may be somebody else's.
#[derive(Clone, Debug)]
struct Handle(Arc<Mutex<Option<Pid>>>);

impl Process {
    /// Made on the launcher's thread. If the future is dropped meanwhile, so is the process.
    pub async fn launch(launch: Launch) -> io::Result<Process> {
        let (reply, made) = oneshot::channel();
        LAUNCHER
            .lock()
            .expect("sending cannot panic")
            .send(Order { launch, reply })
            .expect("the launcher's thread lives for ever");
        made.await.map_err(|_| io::Error::other("the thread that makes processes is gone"))?
    }

    pub fn id(&self) -> Option<u32> {
        self.handle.0.lock().expect("nobody panics here").map(|pid| pid.as_raw_nonzero().get() as u32)
    }

    /// Asks the process itself to end; what it has started is its own to end.
    pub fn terminate(&self) {
        if let Some(pid) = *self.handle.0.lock().expect("nobody panics here") {
            let _ = rustix::process::kill_process(pid, Signal::TERM);
        }
    }

    /// Ends its whole group.
    pub fn kill(&self) {
        if let Some(pid) = *self.handle.0.lock().expect("nobody panics here") {
            let _ = rustix::process::kill_process_group(pid, Signal::KILL);
        }
    }

    pub async fn exited(&mut self) -> Exit {
        let unknown = || Exit { how: "an unknown status".to_owned(), lines: vec![], never: None };
        (&mut self.exit).await.unwrap_or_else(|_| unknown())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs a program that answers and ends, such as `--version`.
pub fn answer(program: &Path, arguments: &[&str]) -> io::Result<process::Output> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = reap::ours(|| command.spawn())?;
    let id = child.id();
    let output = child.wait_with_output();
    reap::no_longer_ours(id);
    output
}

struct Order {
    launch: Launch,
    reply: oneshot::Sender<io::Result<Process>>,
}

static LAUNCHER: LazyLock<Mutex<mpsc::Sender<Order>>> = LazyLock::new(|| {
    let (orders, inbox) = mpsc::channel::<Order>();
    let work = move || {
        for Order { launch, reply } in inbox {
            let _ = reply.send(make(launch));
        }
    };
    thread::Builder::new().name("launcher".into()).spawn(work).expect("a thread can be made at start");
    Mutex::new(orders)
});

fn make(launch: Launch) -> io::Result<Process> {
    let log = Log::open(&launch.log)?;
    let (output, said) = io::pipe()?;
    let parent = process::id();
    let mut command = Command::new(&launch.program);
    command
        .args(&launch.arguments)
        .current_dir(&launch.directory)
        .env_clear()
        .envs(INHERITED.iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
        .stdin(Stdio::null())
        .stdout(said.try_clone()?)
        .stderr(said)
        .process_group(0);
    // SAFETY: between fork and exec there are only two system calls, no allocation and no lock.
    unsafe {
        command.pre_exec(move || {
            rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
            // The parent may have died before the line above; then nobody would ever send the signal.
            match rustix::process::getppid() {
                Some(now) if now.as_raw_nonzero().get() as u32 == parent => Ok(()),
                _ => Err(io::ErrorKind::NotConnected.into()),
            }
        });
    }
    let child = reap::ours(|| command.spawn())?;
    // Holds our copy of the writing end, without which the reader sees the end of the output.
    drop(command);
    let pid = Pid::from_child(&child);
    orphan::note(&launch.note, child.id());

    let (tell, exit) = oneshot::channel();
    let handle = Handle(Arc::new(Mutex::new(Some(pid))));
    let attended = handle.clone();
    let attend = move || attend(child, pid, output, log, attended, &launch.note, tell);
    thread::Builder::new().name("attendant".into()).stack_size(128 << 10).spawn(attend)?;
    Ok(Process { handle, exit })
}

/// One thread stays with each process until it has ended.
fn attend(
    mut child: process::Child,
    pid: Pid,
    output: PipeReader,
    log: Log,
    handle: Handle,
    note: &Path,
    tell: oneshot::Sender<Exit>,
) {
    let lines = LastLines::default();
    let (done, read_all) = mpsc::channel();
    let read = {
        let lines = lines.clone();
        move || {
            output::read(output, log, &lines);
            let _ = done.send(());
        }
    };
    let reader = thread::Builder::new().name("listener".into()).stack_size(256 << 10).spawn(read);

    // Only looks: the number stays taken, so the signal to the group cannot hit a stranger.
    while let Err(rustix::io::Errno::INTR) =
        rustix::process::waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT)
    {}
    let _ = rustix::process::kill_process_group(pid, Signal::KILL);
    let status = {
        let mut alive = handle.0.lock().expect("nobody panics here");
        *alive = None;
        child.wait()
    };
    reap::no_longer_ours(child.id());
    wait_for_group(pid);
    orphan::forget(note);
    if reader.is_ok() {
        let _ = read_all.recv_timeout(LAST_WORDS);
    }
    let how = status.map_or_else(|error| format!("an unknown status ({error})"), describe);
    let _ = tell.send(Exit { how, lines: lines.all(), never: None });
}

/// What a child has started (Redis' process that saves, for one) was killed with its group and goes a moment later. Only then has nothing of it
/// any file open, and nothing is left of it when it is said to have ended. A zombie that nobody reaps is not waited for any longer.
fn wait_for_group(group: Pid) {
    const LOOK_EVERY: Duration = Duration::from_millis(1);
    for _ in 0..LAST_WORDS.as_millis() {
        if rustix::process::test_kill_process_group(group).is_err() {
            return;
        }
        thread::sleep(LOOK_EVERY);
    }
}

fn describe(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("status {code}"),
        (_, Some(signal)) => format!("signal {signal}"),
        _ => status.to_string(),
    }
}
