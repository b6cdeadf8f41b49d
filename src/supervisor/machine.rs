//! The life of a child as a pure function: state and event in, state and effects out.

use std::fmt;
use std::time::Duration;

use super::launch::Exit;
use super::probe::Probe;

/// Time since the driver began; it never goes back.
pub type Moment = Duration;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Stopped,
    /// On the way: `alive` says that the process exists, `why` what it is waiting for since `since`.
    Starting {
        since: Moment,
        why: String,
        crashes: u32,
        alive: bool,
    },
    Ready {
        since: Moment,
        crashes: u32,
    },
    /// Asked to end. At `kill_at` it is not asked any more.
    Stopping {
        kill_at: Moment,
        killed: bool,
        then: Then,
    },
    /// It crashed and is started again at `until`.
    Waiting {
        until: Moment,
        crashes: u32,
        last: Failure,
    },
    Failed(Failure),
}

/// What follows a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    Rest,
    StartAgain,
    Fail(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Start,
    Stop,
    /// Stop, and do not be polite.
    Hurry,
    Launched,
    /// There is no process, and trying again would not help.
    NotLaunched(String),
    Probed(Probe),
    Exited(Exit),
    /// A moment that was asked for by `Effect::WakeAt` has come.
    Woke,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Launch,
    /// Give up a launch that has not led to a process yet.
    Abandon,
    ProbeAfter(Duration),
    Terminate,
    Kill,
    WakeAt(Moment),
}

#[derive(Clone, Debug)]
pub struct Policy {
    /// How long a child may say the same `NotYet` before it is given up.
    pub patience: Duration,
    pub probe_every: Duration,
    /// From the polite request to the impolite one.
    pub grace: Duration,
    pub backoff_first: Duration,
    pub backoff_max: Duration,
    /// One more crash than this ends as `Failed`.
    pub crashes_max: u32,
    /// Whoever was ready this long starts counting its crashes anew.
    pub steady: Duration,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            patience: Duration::from_secs(300),
            probe_every: Duration::from_millis(20),
            grace: Duration::from_secs(20),
            backoff_first: Duration::from_millis(100),
            backoff_max: Duration::from_secs(5),
            crashes_max: 5,
            steady: Duration::from_secs(60),
        }
    }
}

const LINES_TOLD: usize = 10;
const LETTERS_TOLD: usize = 300;

/// Why a child is not running, with the last lines that it said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    pub why: String,
    pub lines: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)?;
        if !self.lines.is_empty() {
            f.write_str("\nIts last lines:")?;
            // The log has them all, at their whole length.
            for line in &self.lines[self.lines.len().saturating_sub(LINES_TOLD)..] {
                let told: String = line.chars().take(LETTERS_TOLD).collect();
                write!(f, "\n  {told}{}", if told.len() < line.len() { "…" } else { "" })?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

pub fn step(state: State, event: Event, now: Moment, policy: &Policy) -> (State, Vec<Effect>) {
    use Event::*;
    use State::*;

    match (state, event) {
        (Stopped | Failed(_), Start) => launch(now, 0),
        (Waiting { crashes, .. }, Start) => launch(now, crashes),
        (Stopping { kill_at, killed, then: Then::Rest }, Start) => {
            (Stopping { kill_at, killed, then: Then::StartAgain }, vec![])
        }

        (Stopped | Waiting { .. } | Failed(_), Stop | Hurry) => (Stopped, vec![]),
        (Starting { alive: false, .. }, Stop | Hurry) => (Stopped, vec![Effect::Abandon]),
        (Starting { alive: true, .. } | Ready { .. }, Stop) => terminate(now, policy, Then::Rest),
        (Starting { alive: true, .. } | Ready { .. }, Hurry) => kill(now, Then::Rest),
        (Stopping { kill_at, killed, .. }, Stop) => (Stopping { kill_at, killed, then: Then::Rest }, vec![]),
        (Stopping { .. }, Hurry) => kill(now, Then::Rest),

        (Starting { alive: false, crashes, .. }, Launched) => (
            Starting { since: now, why: "it has just been started".to_owned(), crashes, alive: true },
            vec![Effect::ProbeAfter(Duration::ZERO), Effect::WakeAt(now + policy.patience)],
        ),
        (Starting { alive: false, .. }, NotLaunched(why)) => (Failed(Failure { why, lines: vec![] }), vec![]),

        (Starting { alive: true, crashes, .. }, Probed(Probe::Ready)) => (Ready { since: now, crashes }, vec![]),
        (Starting { alive: true, crashes, since, why: before }, Probed(Probe::NotYet(why))) => {
            let since = if why == before { since } else { now };
            let effects = vec![Effect::ProbeAfter(policy.probe_every), Effect::WakeAt(since + policy.patience)];
            (Starting { since, why, crashes, alive: true }, effects)
        }
        (Starting { alive: true, .. }, Probed(Probe::Never(why))) => terminate(now, policy, Then::Fail(why)),
        (Starting { alive: true, since, why, crashes }, Woke) => {
            if now < since + policy.patience {
                let wake = Effect::WakeAt(since + policy.patience);
                return (Starting { since, why, crashes, alive: true }, vec![wake]);
            }
            let late = format!("it did not get ready: for {:?} it has been saying that {why}", policy.patience);
            terminate(now, policy, Then::Fail(late))
        }

        (Starting { alive: true, crashes, .. }, Exited(exit)) => match exit.never.clone() {
            Some(why) => (Failed(Failure { why, lines: exit.lines }), vec![]),
            None => crashed(exit, crashes, now, policy),
        },
        (Ready { since, crashes }, Exited(exit)) => {
            let crashes = if now >= since + policy.steady { 0 } else { crashes };
            crashed(exit, crashes, now, policy)
        }
        (Stopping { then, .. }, Exited(exit)) => match then {
            Then::Rest => (Stopped, vec![]),
            Then::StartAgain => launch(now, 0),
            Then::Fail(why) => (Failed(Failure { why, lines: exit.lines }), vec![]),
        },

        (Stopping { kill_at, killed: false, then }, Woke) => match now >= kill_at {
            true => kill(now, then),
            false => (Stopping { kill_at, killed: false, then }, vec![Effect::WakeAt(kill_at)]),
        },
        (Waiting { until, crashes, last }, Woke) => match now >= until {
            true => launch(now, crashes),
            false => (Waiting { until, crashes, last }, vec![Effect::WakeAt(until)]),
        },

        // What comes late for a state that has passed changes nothing: an answer to an old probe, an alarm of a former wait.
        (state, _) => (state, vec![]),
    }
}

fn launch(now: Moment, crashes: u32) -> (State, Vec<Effect>) {
    (State::Starting { since: now, why: String::new(), crashes, alive: false }, vec![Effect::Launch])
}

fn terminate(now: Moment, policy: &Policy, then: Then) -> (State, Vec<Effect>) {
    let kill_at = now + policy.grace;
    (State::Stopping { kill_at, killed: false, then }, vec![Effect::Terminate, Effect::WakeAt(kill_at)])
}

fn kill(now: Moment, then: Then) -> (State, Vec<Effect>) {
    (State::Stopping { kill_at: now, killed: true, then }, vec![Effect::Kill])
}

fn crashed(exit: Exit, before: u32, now: Moment, policy: &Policy) -> (State, Vec<Effect>) {
    let crashes = before + 1;
    if crashes > policy.crashes_max {
        let why = format!("it ended {crashes} times in a row, the last time with {}", exit.how);
        return (State::Failed(Failure { why, lines: exit.lines }), vec![]);
    }
    let pause = policy.backoff_first.saturating_mul(1 << (crashes - 1).min(16)).min(policy.backoff_max);
    let last = Failure { why: format!("it ended with {}", exit.how), lines: exit.lines };
    (State::Waiting { until: now + pause, crashes, last }, vec![Effect::WakeAt(now + pause)])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn policy() -> Policy {
        Policy::default()
    }

    fn exit(how: &str) -> Exit {
        Exit { how: how.to_owned(), lines: vec!["so long".to_owned()], never: None }
    }

    fn starting(alive: bool) -> State {
        State::Starting { since: Moment::ZERO, why: "x".to_owned(), crashes: 0, alive }
    }

    fn ready() -> State {
        State::Ready { since: Moment::ZERO, crashes: 0 }
    }

    fn stopping(then: Then) -> State {
        State::Stopping { kill_at: 20 * SECOND, killed: false, then }
    }

    fn waiting() -> State {
        State::Waiting { until: SECOND, crashes: 1, last: Failure::default() }
    }

    fn name(state: &State) -> &'static str {
        match state {
            State::Stopped => "stopped",
            State::Starting { alive: false, .. } => "launching",
            State::Starting { alive: true, .. } => "starting",
            State::Ready { .. } => "ready",
            State::Stopping { .. } => "stopping",
            State::Waiting { .. } => "waiting",
            State::Failed(_) => "failed",
        }
    }

    #[test]
    fn every_event_leads_where_the_table_says() {
        let failed = || State::Failed(Failure::default());
        let never = Exit { never: Some("broken".to_owned()), ..exit("status 1") };
        let not_yet = || Event::Probed(Probe::NotYet("loading".to_owned()));
        let at = |seconds| seconds * SECOND;
        #[rustfmt::skip]
        let table = [
            (State::Stopped,           Event::Start,                     at(0),   "launching", vec![Effect::Launch]),
            (State::Stopped,           Event::Stop,                      at(0),   "stopped",   vec![]),
            (starting(false),          Event::Launched,                  at(0),   "starting",  vec![Effect::ProbeAfter(Duration::ZERO), Effect::WakeAt(at(300))]),
            (starting(false),          Event::NotLaunched("no".into()),  at(0),   "failed",    vec![]),
            (starting(false),          Event::Stop,                      at(0),   "stopped",   vec![Effect::Abandon]),
            (starting(true),           Event::Probed(Probe::Ready),      at(1),   "ready",     vec![]),
            (starting(true),           not_yet(),                        at(1),   "starting",  vec![Effect::ProbeAfter(policy().probe_every), Effect::WakeAt(at(301))]),
            (starting(true),           Event::Probed(Probe::Never("no".into())), at(1), "stopping", vec![Effect::Terminate, Effect::WakeAt(at(21))]),
            (starting(true),           Event::Woke,                      at(1),   "starting",  vec![Effect::WakeAt(at(300))]),
            (starting(true),           Event::Woke,                      at(300), "stopping",  vec![Effect::Terminate, Effect::WakeAt(at(320))]),
            (starting(true),           Event::Exited(exit("signal 9")),  at(1),   "waiting",   vec![Effect::WakeAt(at(1) + policy().backoff_first)]),
            (starting(true),           Event::Exited(never),             at(1),   "failed",    vec![]),
            (starting(true),           Event::Stop,                      at(1),   "stopping",  vec![Effect::Terminate, Effect::WakeAt(at(21))]),
            (ready(),                  Event::Stop,                      at(1),   "stopping",  vec![Effect::Terminate, Effect::WakeAt(at(21))]),
            (ready(),                  Event::Hurry,                     at(1),   "stopping",  vec![Effect::Kill]),
            (ready(),                  Event::Start,                     at(1),   "ready",     vec![]),
            (ready(),                  not_yet(),                        at(1),   "ready",     vec![]),
            (ready(),                  Event::Exited(exit("signal 9")),  at(1),   "waiting",   vec![Effect::WakeAt(at(1) + policy().backoff_first)]),
            (stopping(Then::Rest),     Event::Exited(exit("status 0")),  at(1),   "stopped",   vec![]),
            (stopping(Then::Rest),     Event::Woke,                      at(1),   "stopping",  vec![Effect::WakeAt(at(20))]),
            (stopping(Then::Rest),     Event::Woke,                      at(20),  "stopping",  vec![Effect::Kill]),
            (stopping(Then::Rest),     Event::Hurry,                     at(1),   "stopping",  vec![Effect::Kill]),
            (stopping(Then::StartAgain), Event::Exited(exit("status 0")), at(1),  "launching", vec![Effect::Launch]),
            (stopping(Then::Fail("no".into())), Event::Exited(exit("status 0")), at(1), "failed", vec![]),
            (waiting(),                Event::Woke,                      at(0),   "waiting",   vec![Effect::WakeAt(at(1))]),
            (waiting(),                Event::Woke,                      at(1),   "launching", vec![Effect::Launch]),
            (waiting(),                Event::Stop,                      at(1),   "stopped",   vec![]),
            (failed(),                 Event::Start,                     at(1),   "launching", vec![Effect::Launch]),
            (failed(),                 Event::Stop,                      at(1),   "stopped",   vec![]),
        ];
        for (state, event, now, to, effects) in table {
            let said = format!("{} on {event:?} at {now:?}", name(&state));
            let (next, done) = step(state, event, now, &policy());
            assert_eq!((name(&next), done), (to, effects), "{said}");
        }
    }

    #[test]
    fn a_crash_loop_ends_as_failed_with_the_last_lines() {
        let (mut state, mut now, mut pauses) = (State::Stopped, Moment::ZERO, vec![]);
        (state, _) = step(state, Event::Start, now, &policy());
        while !matches!(state, State::Failed(_)) {
            (state, _) = step(state, Event::Launched, now, &policy());
            (state, _) = step(state, Event::Probed(Probe::Ready), now, &policy());
            (state, _) = step(state, Event::Exited(exit("signal 11")), now, &policy());
            if let State::Waiting { until, .. } = state {
                pauses.push((until - now).as_millis());
                now = until;
                (state, _) = step(state, Event::Woke, now, &policy());
            }
        }
        assert_eq!(pauses, [100, 200, 400, 800, 1600]);
        let State::Failed(failure) = state else { unreachable!() };
        assert_eq!(
            failure.to_string(),
            "it ended 6 times in a row, the last time with signal 11\nIts last lines:\n  so long"
        );
    }

    #[test]
    fn a_failure_is_told_in_a_sentence_and_a_few_lines_of_bounded_length() {
        let lines = (0..40).map(|n| format!("{n} {}", "é".repeat(1000))).collect();
        let told = Failure { why: "no".to_owned(), lines }.to_string();
        let told: Vec<_> = told.lines().collect();
        assert_eq!((told[0], told[1], told.len()), ("no", "Its last lines:", 2 + LINES_TOLD));
        assert!(told[2].starts_with("  30 é") && told[2].ends_with("é…"), "{}", told[2]);
        assert_eq!(told[2].chars().count(), 2 + LETTERS_TOLD + 1);
    }

    #[test]
    fn a_child_that_was_steady_is_forgiven_its_former_crashes() {
        let state = State::Ready { since: Moment::ZERO, crashes: 5 };
        let (state, _) = step(state, Event::Exited(exit("signal 9")), policy().steady, &policy());
        assert!(matches!(state, State::Waiting { crashes: 1, .. }), "{state:?}");
    }

    fn events() -> impl Strategy<Value = Vec<(u8, u64)>> {
        proptest::collection::vec((0u8..10, 0u64..30_000), 0..200)
    }

    proptest! {
        /// The world that the effects make is simulated: there is a process, a launch under way, or neither; there is one alarm, as in the
        /// driver, that may ring late; and only what can happen in it happens.
        #[test]
        fn never_two_processes_and_a_stop_always_ends(script in events()) {
            #[derive(PartialEq, Debug, Clone, Copy)]
            enum World { Nothing, Launching, Process }
            let (mut world, mut state, mut now) = (World::Nothing, State::Stopped, Moment::ZERO);
            let mut alarm: Option<Moment> = None;
            let run = |state: &mut State, world: &mut World, alarm: &mut Option<Moment>, now: Moment, event: Event| {
                let (next, effects) = step(state.clone(), event, now, &policy());
                if name(&next) != name(state) {
                    *alarm = None;
                }
                for effect in effects {
                    match effect {
                        Effect::Launch => { assert_eq!(*world, World::Nothing); *world = World::Launching }
                        Effect::Abandon => { assert_eq!(*world, World::Launching); *world = World::Nothing }
                        Effect::ProbeAfter(_) | Effect::Terminate | Effect::Kill => assert_eq!(*world, World::Process),
                        Effect::WakeAt(at) => *alarm = Some(at),
                    }
                }
                let alive = matches!(next, State::Starting { alive: true, .. } | State::Ready { .. } | State::Stopping { .. });
                assert_eq!(alive, *world == World::Process, "{next:?}");
                assert_eq!(matches!(next, State::Starting { alive: false, .. }), *world == World::Launching, "{next:?}");
                let waits = matches!(
                    next,
                    State::Waiting { .. } | State::Starting { alive: true, .. } | State::Stopping { killed: false, .. }
                );
                assert!(!waits || alarm.is_some(), "{next:?} would never end");
                *state = next;
            };
            for (what, ms) in script {
                now += Duration::from_millis(ms);
                let event = match what {
                    0 | 1 => Event::Start,
                    2 => Event::Stop,
                    3 => Event::Hurry,
                    4 if world == World::Launching => { world = World::Process; Event::Launched }
                    5 if world == World::Launching => { world = World::Nothing; Event::NotLaunched("no".into()) }
                    6 => Event::Probed(Probe::NotYet("x".into())),
                    7 => Event::Probed(Probe::Ready),
                    8 if world == World::Process => { world = World::Nothing; Event::Exited(exit("signal 9")) }
                    9 if alarm.is_some_and(|at| at <= now) => { alarm = None; Event::Woke }
                    _ => continue,
                };
                run(&mut state, &mut world, &mut alarm, now, event);
            }
            run(&mut state, &mut world, &mut alarm, now, Event::Stop);
            run(&mut state, &mut world, &mut alarm, now, Event::Hurry);
            if world == World::Process {
                world = World::Nothing;
                run(&mut state, &mut world, &mut alarm, now, Event::Exited(exit("signal 9")));
            }
            prop_assert_eq!(state, State::Stopped);
        }
    }
}
