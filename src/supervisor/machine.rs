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
        past: Past,
        alive: bool,
    },
    /// It serves; `doubt` is why it may not any more, by the last check.
    Ready {
        since: Moment,
        past: Past,
        doubt: Option<String>,
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
        past: Past,
        last: Failure,
    },
    Failed(Failure),
}

/// What came before, since it was asked to start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// How often it ended in a row.
    pub crashes: u32,
    /// Who served once is started again without end: what stops it now (a full disk, somebody's kill) goes by.
    pub was_ready: bool,
}

/// What follows a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    Rest,
    StartAgain,
    Fail(String),
    /// Wait, and try again.
    Retry(String, Past),
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
    /// Whether one that was ready still serves, or why not.
    Checked(Result<(), String>),
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
    CheckAfter(Duration),
    Terminate,
    Kill,
    WakeAt(Moment),
}

#[derive(Clone, Debug)]
pub struct Policy {
    /// How long a child may say the same `NotYet` before it is given up.
    pub patience: Duration,
    pub probe_every: Duration,
    /// How often one that is ready is asked whether it still serves.
    pub check_every: Duration,
    /// From the polite request to the impolite one.
    pub grace: Duration,
    pub backoff_first: Duration,
    pub backoff_max: Duration,
    /// One more crash than this ends as `Failed`, for one that never was ready.
    pub crashes_max: u32,
    /// Whoever was ready this long starts counting its crashes anew.
    pub steady: Duration,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            patience: Duration::from_secs(300),
            probe_every: Duration::from_millis(20),
            check_every: Duration::from_secs(10),
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
        (Stopped | Failed(_), Start) => launch(now, Past::default()),
        (Waiting { past, .. }, Start) => launch(now, past),
        (Stopping { kill_at, killed, then: Then::Rest }, Start) => {
            (Stopping { kill_at, killed, then: Then::StartAgain }, vec![])
        }

        (Stopped | Waiting { .. } | Failed(_), Stop | Hurry) => (Stopped, vec![]),
        (Starting { alive: false, .. }, Stop | Hurry) => (Stopped, vec![Effect::Abandon]),
        (Starting { alive: true, .. } | Ready { .. }, Stop) => terminate(now, policy, Then::Rest),
        (Starting { alive: true, .. } | Ready { .. }, Hurry) => kill(now, Then::Rest),
        (Stopping { kill_at, killed, .. }, Stop) => (Stopping { kill_at, killed, then: Then::Rest }, vec![]),
        (Stopping { .. }, Hurry) => kill(now, Then::Rest),

        (Starting { alive: false, past, .. }, Launched) => (
            Starting { since: now, why: "it has just been started".to_owned(), past, alive: true },
            vec![Effect::ProbeAfter(Duration::ZERO), Effect::WakeAt(now + policy.patience)],
        ),
        (Starting { alive: false, past, .. }, NotLaunched(why)) => {
            given_up(Failure { why, lines: vec![] }, past, now, policy)
        }

        (Starting { alive: true, past, .. }, Probed(Probe::Ready)) => {
            let past = Past { was_ready: true, ..past };
            (Ready { since: now, past, doubt: None }, vec![Effect::CheckAfter(policy.check_every)])
        }
        (Ready { since, past, .. }, Checked(answer)) => {
            (Ready { since, past, doubt: answer.err() }, vec![Effect::CheckAfter(policy.check_every)])
        }
        (Starting { alive: true, past, since, why: before }, Probed(Probe::NotYet(why))) => {
            let since = if why == before { since } else { now };
            let effects = vec![Effect::ProbeAfter(policy.probe_every), Effect::WakeAt(since + policy.patience)];
            (Starting { since, why, past, alive: true }, effects)
        }
        (Starting { alive: true, past, .. }, Probed(Probe::Never(why))) => {
            terminate(now, policy, Then::give_up(why, past))
        }
        (Starting { alive: true, since, why, past }, Woke) => {
            if now < since + policy.patience {
                let wake = Effect::WakeAt(since + policy.patience);
                return (Starting { since, why, past, alive: true }, vec![wake]);
            }
            let late = format!("it did not get ready: for {:?} it has been saying that {why}", policy.patience);
            terminate(now, policy, Then::give_up(late, past))
        }

        (Starting { alive: true, past, .. }, Exited(exit)) => match exit.never.clone() {
            Some(why) => given_up(Failure { why, lines: exit.lines }, past, now, policy),
            None => crashed(exit, past, now, policy),
        },
        (Ready { since, past, .. }, Exited(exit)) => {
            let crashes = if now >= since + policy.steady { 0 } else { past.crashes };
            crashed(exit, Past { crashes, ..past }, now, policy)
        }
        (Stopping { then, .. }, Exited(exit)) => match then {
            Then::Rest => (Stopped, vec![]),
            Then::StartAgain => launch(now, Past::default()),
            Then::Fail(why) => (Failed(Failure { why, lines: exit.lines }), vec![]),
            Then::Retry(why, past) => wait(Failure { why, lines: exit.lines }, past, now, policy),
        },

        (Stopping { kill_at, killed: false, then }, Woke) if now >= kill_at => kill(now, then),
        (Stopping { kill_at, killed: false, then }, Woke) => {
            (Stopping { kill_at, killed: false, then }, vec![Effect::WakeAt(kill_at)])
        }
        (Waiting { past, until, .. }, Woke) if now >= until => launch(now, past),
        (Waiting { until, past, last }, Woke) => (Waiting { until, past, last }, vec![Effect::WakeAt(until)]),

        // What comes late for a state that has passed changes nothing: an answer to an old probe, an alarm of a former wait.
        (state, _) => (state, vec![]),
    }
}

impl Then {
    fn give_up(why: String, past: Past) -> Then {
        if past.was_ready { Then::Retry(why, past) } else { Then::Fail(why) }
    }
}

fn launch(now: Moment, past: Past) -> (State, Vec<Effect>) {
    (State::Starting { since: now, why: String::new(), past, alive: false }, vec![Effect::Launch])
}

fn terminate(now: Moment, policy: &Policy, then: Then) -> (State, Vec<Effect>) {
    let kill_at = now + policy.grace;
    (State::Stopping { kill_at, killed: false, then }, vec![Effect::Terminate, Effect::WakeAt(kill_at)])
}

fn kill(now: Moment, then: Then) -> (State, Vec<Effect>) {
    (State::Stopping { kill_at: now, killed: true, then }, vec![Effect::Kill])
}

fn crashed(exit: Exit, past: Past, now: Moment, policy: &Policy) -> (State, Vec<Effect>) {
    if past.crashes >= policy.crashes_max && !past.was_ready {
        let why = format!("it ended {} times in a row, the last time with {}", past.crashes + 1, exit.how);
        return (State::Failed(Failure { why, lines: exit.lines }), vec![]);
    }
    wait(Failure { why: format!("it ended with {}", exit.how), lines: exit.lines }, past, now, policy)
}

/// What would happen again at once ends the first start. Later ones are tried again.
fn given_up(failure: Failure, past: Past, now: Moment, policy: &Policy) -> (State, Vec<Effect>) {
    if past.was_ready { wait(failure, past, now, policy) } else { (State::Failed(failure), vec![]) }
}

fn wait(last: Failure, past: Past, now: Moment, policy: &Policy) -> (State, Vec<Effect>) {
    let past = Past { crashes: past.crashes.saturating_add(1), ..past };
    let pause = policy.backoff_first.saturating_mul(1 << (past.crashes - 1).min(16)).min(policy.backoff_max);
    (State::Waiting { until: now + pause, past, last }, vec![Effect::WakeAt(now + pause)])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const SERVED: Past = Past { crashes: 0, was_ready: true };

    fn policy() -> Policy {
        Policy::default()
    }

    fn exit(how: &str) -> Exit {
        Exit { how: how.to_owned(), lines: vec!["so long".to_owned()], never: None }
    }

    fn starting(alive: bool) -> State {
        State::Starting { since: Moment::ZERO, why: "x".to_owned(), past: Past::default(), alive }
    }

    fn ready() -> State {
        State::Ready { since: Moment::ZERO, past: SERVED, doubt: None }
    }

    fn starting_again(alive: bool) -> State {
        State::Starting { since: Moment::ZERO, why: "x".to_owned(), past: SERVED, alive }
    }

    fn stopping(then: Then) -> State {
        State::Stopping { kill_at: 20 * SECOND, killed: false, then }
    }

    fn waiting() -> State {
        State::Waiting { until: SECOND, past: Past { crashes: 1, was_ready: false }, last: Failure::default() }
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
            (starting(true),           Event::Probed(Probe::Ready),      at(1),   "ready",     vec![Effect::CheckAfter(policy().check_every)]),
            (starting(true),           not_yet(),                        at(1),   "starting",  vec![Effect::ProbeAfter(policy().probe_every), Effect::WakeAt(at(301))]),
            (starting(true),           Event::Probed(Probe::Never("no".into())), at(1), "stopping", vec![Effect::Terminate, Effect::WakeAt(at(21))]),
            (starting(true),           Event::Woke,                      at(1),   "starting",  vec![Effect::WakeAt(at(300))]),
            (starting(true),           Event::Woke,                      at(300), "stopping",  vec![Effect::Terminate, Effect::WakeAt(at(320))]),
            (starting(true),           Event::Exited(exit("signal 9")),  at(1),   "waiting",   vec![Effect::WakeAt(at(1) + policy().backoff_first)]),
            (starting(true),           Event::Exited(never.clone()),             at(1),   "failed",    vec![]),
            (starting(true),           Event::Stop,                      at(1),   "stopping",  vec![Effect::Terminate, Effect::WakeAt(at(21))]),
            (ready(),                  Event::Stop,                      at(1),   "stopping",  vec![Effect::Terminate, Effect::WakeAt(at(21))]),
            (ready(),                  Event::Hurry,                     at(1),   "stopping",  vec![Effect::Kill]),
            (ready(),                  Event::Start,                     at(1),   "ready",     vec![]),
            (ready(),                  not_yet(),                        at(1),   "ready",     vec![]),
            (ready(),                  Event::Exited(exit("signal 9")),  at(1),   "waiting",   vec![Effect::WakeAt(at(1) + policy().backoff_first)]),
            (ready(),                  Event::Checked(Ok(())),           at(1),   "ready",     vec![Effect::CheckAfter(policy().check_every)]),
            (starting_again(false),    Event::NotLaunched("no".into()),  at(1),   "waiting",   vec![Effect::WakeAt(at(1) + policy().backoff_first)]),
            (starting_again(true),     Event::Exited(never.clone()),     at(1),   "waiting",   vec![Effect::WakeAt(at(1) + policy().backoff_first)]),
            (starting_again(true),     Event::Probed(Probe::Never("no".into())), at(1), "stopping", vec![Effect::Terminate, Effect::WakeAt(at(21))]),
            (stopping(Then::Retry("no".into(), SERVED)), Event::Exited(exit("status 0")), at(1), "waiting", vec![Effect::WakeAt(at(1) + policy().backoff_first)]),
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
    fn who_never_was_ready_is_given_up_after_some_crashes_with_the_last_lines() {
        let (mut state, mut now, mut pauses) = (State::Stopped, Moment::ZERO, vec![]);
        (state, _) = step(state, Event::Start, now, &policy());
        while !matches!(state, State::Failed(_)) {
            (state, _) = step(state, Event::Launched, now, &policy());
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
        let state = State::Ready { since: Moment::ZERO, past: Past { crashes: 5, was_ready: true }, doubt: None };
        let (state, _) = step(state, Event::Exited(exit("signal 9")), policy().steady, &policy());
        assert!(matches!(state, State::Waiting { past: Past { crashes: 1, .. }, .. }), "{state:?}");
    }

    #[test]
    fn who_was_ever_ready_is_started_again_without_end() {
        let (mut state, mut now, mut pauses) = (ready(), Moment::ZERO, vec![]);
        for ends in 0..100 {
            // A full disk: now it ends with a complaint, now it is not even launched.
            let (next, _) = match ends % 3 {
                0 => step(state, Event::Exited(exit("signal 6")), now, &policy()),
                1 => step(state, Event::NotLaunched("there is no space left".into()), now, &policy()),
                _ => {
                    let (alive, _) = step(state, Event::Launched, now, &policy());
                    step(
                        alive,
                        Event::Exited(Exit { never: Some("its files are bad".into()), ..exit("status 1") }),
                        now,
                        &policy(),
                    )
                }
            };
            let State::Waiting { until, .. } = next else { panic!("{next:?}") };
            pauses.push(until - now);
            now = until;
            (state, _) = step(next, Event::Woke, now, &policy());
            if ends % 3 == 2 {
                (state, _) = step(state, Event::Launched, now, &policy());
            }
        }
        assert_eq!(pauses[..3], [100, 200, 400].map(Duration::from_millis));
        assert_eq!(pauses[99], policy().backoff_max);
    }

    #[test]
    fn one_that_is_ready_and_does_not_answer_is_doubted_until_it_does() {
        let (state, _) = step(ready(), Event::Checked(Err("it does not answer".into())), SECOND, &policy());
        assert!(matches!(&state, State::Ready { doubt: Some(why), .. } if why == "it does not answer"), "{state:?}");
        let (state, _) = step(state, Event::Checked(Ok(())), SECOND, &policy());
        assert!(matches!(state, State::Ready { doubt: None, .. }), "{state:?}");
        assert_eq!(step(waiting(), Event::Checked(Ok(())), Moment::ZERO, &policy()), (waiting(), vec![]));
    }

    fn events() -> impl Strategy<Value = Vec<(u8, u64)>> {
        proptest::collection::vec((0u8..11, 0u64..30_000), 0..200)
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
                        Effect::ProbeAfter(_) | Effect::CheckAfter(_) | Effect::Terminate | Effect::Kill => assert_eq!(*world, World::Process),
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
                    10 => Event::Checked(Err("it does not answer".into())),
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
