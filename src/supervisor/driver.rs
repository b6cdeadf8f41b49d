//! Carries out what the machine decides: one task for each child, the only one that touches its process.

use std::future::pending;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::launch::{Exit, Launch, Process};
use super::machine::{Effect, Event, Failure, Moment, Policy, State, Then, step};
use super::probe::Probe;

/// What there is to know of one kind of server. A child is one running after the other of it.
pub trait Program: Send + Sync + 'static {
    fn name(&self) -> &str;

    /// Everything that must be so before a process is made. What this refuses stays refused until somebody mends it.
    fn prepare(&self) -> BoxFuture<'_, Result<Launch, String>>;

    /// Asked until it says `Ready`. Answers within seconds.
    fn probe(&self) -> BoxFuture<'_, Probe>;

    /// Whether one that was ready still serves, or why not. Answers within seconds.
    fn check(&self) -> BoxFuture<'_, Result<(), String>>;

    /// Of a process that ended before it was ready: why it would do so again, if it would.
    fn verdict(&self, exit: &Exit) -> Option<String>;
}

#[derive(Clone, Debug)]
pub struct Status {
    pub state: State,
    pub pid: Option<u32>,
    /// How often it was started after the first time.
    pub restarts: u32,
}

/// The handle of a child. Dropping it kills the process.
#[derive(Debug)]
pub struct Child {
    commands: mpsc::UnboundedSender<(Event, oneshot::Sender<()>)>,
    status: watch::Receiver<Status>,
}

impl Child {
    pub fn new(program: Arc<dyn Program>, policy: Policy) -> Child {
        let (commands, inbox) = mpsc::unbounded_channel();
        let (tell, status) = watch::channel(Status { state: State::Stopped, pid: None, restarts: 0 });
        tokio::spawn(Driver::new(program, policy, tell).run(inbox));
        Child { commands, status }
    }

    /// Returns as soon as it is on its way.
    pub async fn start(&self) {
        self.command(Event::Start).await;
    }

    /// On its way and ready, or why not.
    pub async fn ready(&self) -> Result<(), Failure> {
        let mut status = self.status.clone();
        loop {
            match &status.borrow_and_update().state {
                State::Ready { .. } => return Ok(()),
                State::Failed(failure) => return Err(failure.clone()),
                State::Stopped | State::Stopping { then: Then::Rest, .. } => {
                    return Err(Failure { why: "it was stopped".to_owned(), lines: vec![] });
                }
                State::Starting { .. } | State::Waiting { .. } | State::Stopping { .. } => {}
            }
            if status.changed().await.is_err() {
                return Err(Failure { why: "nobody looks after it any more".to_owned(), lines: vec![] });
            }
        }
    }

    /// Returns when no process is left. Called again while a first call waits, with `hurry`, it does not wait for the grace to pass.
    pub async fn stop(&self, hurry: bool) {
        self.command(if hurry { Event::Hurry } else { Event::Stop }).await;
        let mut status = self.status.clone();
        let _ = status.wait_for(|status| matches!(status.state, State::Stopped | State::Failed(_))).await;
    }

    /// Starts a server privately to see whether it gets ready and passes `look`, and stops it again. Nothing of it is left when this returns;
    /// that is soon once it is given up. Not to be dropped half-way: preparations may go on where nobody waits for them any more.
    pub async fn trial(
        program: Arc<dyn Program>,
        look: impl Future<Output = Result<(), Failure>>,
        given_up: &CancellationToken,
    ) -> Result<(), Failure> {
        let child = Child::new(program, Policy { crashes_max: 0, ..Policy::default() });
        child.start().await;
        let loads = async {
            child.ready().await?;
            look.await
        };
        let outcome = tokio::select! {
            outcome = loads => outcome,
            () = given_up.cancelled() => {
                child.prepared().await;
                Err(Failure { why: "it was given up".to_owned(), lines: vec![] })
            }
        };
        tokio::select! {
            biased;
            () = given_up.cancelled() => child.stop(true).await,
            () = child.stop(false) => {}
        }
        outcome
    }

    /// There is a process, or there will be none.
    async fn prepared(&self) {
        let mut status = self.status.clone();
        let _ = status.wait_for(|status| !matches!(status.state, State::Starting { alive: false, .. })).await;
    }

    pub fn status(&self) -> Status {
        self.status.borrow().clone()
    }

    /// To be told of every change.
    pub fn watch(&self) -> watch::Receiver<Status> {
        self.status.clone()
    }

    async fn command(&self, event: Event) {
        let (reply, applied) = oneshot::channel();
        if self.commands.send((event, reply)).is_ok() {
            let _ = applied.await;
        }
    }
}

struct Driver {
    program: Arc<dyn Program>,
    policy: Policy,
    tell: watch::Sender<Status>,
    origin: Instant,
    state: State,
    launches: u32,
    launching: Option<BoxFuture<'static, Result<Process, String>>>,
    process: Option<Process>,
    /// An answer of the process that is on its way: to a probe or to a check.
    asking: Option<BoxFuture<'static, Event>>,
    alarm: Option<Moment>,
}

impl Driver {
    fn new(program: Arc<dyn Program>, policy: Policy, tell: watch::Sender<Status>) -> Driver {
        let origin = Instant::now();
        Driver {
            program,
            policy,
            tell,
            origin,
            state: State::Stopped,
            launches: 0,
            launching: None,
            process: None,
            asking: None,
            alarm: None,
        }
    }

    async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<(Event, oneshot::Sender<()>)>) {
        loop {
            let (event, applied) = tokio::select! {
                command = inbox.recv() => match command {
                    Some((event, applied)) => (event, Some(applied)),
                    None => return,
                },
                exit = exited(&mut self.process) => {
                    self.process = None;
                    (Event::Exited(self.judged(exit)), None)
                }
                made = next(&mut self.launching) => match made {
                    Ok(process) => {
                        self.process = Some(process);
                        (Event::Launched, None)
                    }
                    Err(why) => (Event::NotLaunched(why), None),
                },
                answer = next(&mut self.asking) => (answer, None),
                () = alarm(self.origin, self.alarm) => {
                    self.alarm = None;
                    (Event::Woke, None)
                }
            };
            self.apply(event);
            if let Some(applied) = applied {
                let _ = applied.send(());
            }
        }
    }

    fn judged(&self, exit: Exit) -> Exit {
        match self.state {
            State::Starting { .. } => Exit { never: self.program.verdict(&exit), ..exit },
            _ => exit,
        }
    }

    fn apply(&mut self, event: Event) {
        let now = self.origin.elapsed();
        let (state, effects) = step(self.state.clone(), event, now, &self.policy);
        let before = std::mem::discriminant(&self.state);
        let doubted = self.doubt().map(str::to_owned);
        self.state = state;
        self.report_doubt(doubted.as_deref());
        // Answers and alarms belong to the state that asked for them.
        if std::mem::discriminant(&self.state) != before {
            self.asking = None;
            self.alarm = None;
            self.report();
        }
        for effect in effects {
            self.carry_out(effect);
        }
        let pid = self.process.as_ref().and_then(Process::id);
        let restarts = self.launches.saturating_sub(1);
        self.tell.send_replace(Status { state: self.state.clone(), pid, restarts });
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Launch => {
                self.launches += 1;
                let program = self.program.clone();
                self.launching = Some(Box::pin(async move {
                    let launch = program.prepare().await?;
                    let named = launch.program.display().to_string();
                    Process::launch(launch).await.map_err(|error| format!("{named} could not be started: {error}"))
                }));
            }
            Effect::Abandon => self.launching = None,
            Effect::ProbeAfter(pause) => {
                let program = self.program.clone();
                self.asking = Some(Box::pin(async move {
                    sleep(pause).await;
                    Event::Probed(program.probe().await)
                }));
            }
            Effect::CheckAfter(pause) => {
                let program = self.program.clone();
                self.asking = Some(Box::pin(async move {
                    sleep(pause).await;
                    Event::Checked(program.check().await)
                }));
            }
            Effect::Terminate => self.process.iter().for_each(Process::terminate),
            Effect::Kill => self.process.iter().for_each(Process::kill),
            Effect::WakeAt(at) => self.alarm = Some(at),
        }
    }

    fn doubt(&self) -> Option<&str> {
        match &self.state {
            State::Ready { doubt, .. } => doubt.as_deref(),
            _ => None,
        }
    }

    fn report_doubt(&self, before: Option<&str>) {
        let child = self.program.name();
        match (before, self.doubt()) {
            (None, Some(why)) => warn!(child, why, "it runs and does not serve"),
            (Some(_), None) if matches!(self.state, State::Ready { .. }) => info!(child, "it serves again"),
            _ => {}
        }
    }

    fn report(&self) {
        let child = self.program.name();
        match &self.state {
            State::Ready { .. } => info!(child, "ready"),
            State::Waiting { past, last, .. } => {
                warn!(child, crashes = past.crashes, why = %last, "it ended; starting it again")
            }
            State::Failed(failure) => error!(child, why = %failure, "given up"),
            _ => {}
        }
    }
}

async fn exited(process: &mut Option<Process>) -> Exit {
    match process {
        Some(process) => process.exited().await,
        None => pending().await,
    }
}

/// Waits for a future that may not be there, and takes it away when it is done.
async fn next<T>(slot: &mut Option<BoxFuture<'static, T>>) -> T {
    let Some(future) = slot else { return pending().await };
    let result = Pin::new(future).await;
    *slot = None;
    result
}

async fn alarm(origin: Instant, at: Option<Duration>) {
    match at {
        Some(at) => sleep_until(origin + at).await,
        None => pending().await,
    }
}
