//! A freeze held for a while: the arithmetic of leases.

use std::time::Duration;

use tokio::time::Instant;

use crate::moment::Time;

/// Bounds on what clients have to wait for.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// A freeze that is not renewed ends after this.
    pub lease: Duration,
    /// However often it is renewed, it ends after this.
    pub max_pause: Duration,
    /// For what is done before anything is held.
    pub prepare: Duration,
    /// For one attempt to thaw a store.
    pub thaw: Duration,
}

impl Default for Policy {
    fn default() -> Policy {
        let seconds = Duration::from_secs;
        Policy { lease: seconds(10), max_pause: seconds(60), prepare: seconds(120), thaw: seconds(10) }
    }
}

/// What a store was granted, counted from before it was asked, so that its own count ends later than ours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lease {
    since: Instant,
    since_wall: Time,
    length: Duration,
}

impl Lease {
    /// None if the pause that began at `began` may not go on.
    pub fn grant(now: Instant, wall: Time, began: Instant, policy: &Policy) -> Option<Lease> {
        let length = policy.lease.min((began + policy.max_pause).saturating_duration_since(now));
        (!length.is_zero()).then_some(Lease { since: now, since_wall: wall, length })
    }

    pub fn since(&self) -> Instant {
        self.since
    }

    pub fn length(&self) -> Duration {
        self.length
    }

    pub fn ends(&self) -> Instant {
        self.since + self.length
    }

    /// A store may count by the wall, which goes on while the machine sleeps; ours then does not.
    pub fn ran_out(&self, now: Instant, wall: Time) -> bool {
        let by_wall = u128::try_from(wall.0.saturating_sub(self.since_wall.0)).unwrap_or(0);
        now >= self.ends() || by_wall >= self.length.as_millis()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy = Policy {
        lease: Duration::from_secs(10),
        max_pause: Duration::from_secs(60),
        prepare: Duration::ZERO,
        thaw: Duration::ZERO,
    };

    #[tokio::test(start_paused = true)]
    async fn a_lease_ends_after_its_length() {
        let now = Instant::now();
        let lease = Lease::grant(now, Time(0), now, &POLICY).unwrap();
        assert!(!lease.ran_out(now + Duration::from_millis(9_999), Time(9_999)));
        assert!(lease.ran_out(now + Duration::from_secs(10), Time(0)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_lease_ends_by_the_wall_when_the_machine_slept() {
        let now = Instant::now();
        let lease = Lease::grant(now, Time(0), now, &POLICY).unwrap();
        assert!(lease.ran_out(now, Time(10_000)));
        assert!(!lease.ran_out(now, Time(-10_000)));
    }

    #[tokio::test(start_paused = true)]
    async fn no_lease_outlives_the_longest_pause() {
        let began = Instant::now();
        let lease = Lease::grant(began + Duration::from_secs(55), Time(0), began, &POLICY).unwrap();
        assert_eq!(lease.length(), Duration::from_secs(5));
        assert!(Lease::grant(began + Duration::from_secs(60), Time(0), began, &POLICY).is_none());
    }
}
