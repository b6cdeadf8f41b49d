//! What AWS does on bad days, done on purpose: standard queues that hand messages out in another order, and messages that come
//! again although they were deleted.
//!
//! Each decision follows from the seed, the queue and the message alone, so the same calls to a queue of the same name meet the same
//! surprises, whatever else goes on.

use md5::{Digest, Md5};

/// How one queue misbehaves.
#[derive(Clone, Debug)]
pub struct Disorder {
    seed: u64,
    queue: String,
}

/// So many messages are set aside at most, so that none waits long behind later ones.
pub const ASIDE_MAX: usize = 8;
/// Of so many messages one is set aside for later ones.
const ASIDE_EACH: u64 = 3;
/// Of so many deleted messages one comes again.
const COMES_AGAIN_EACH: u64 = 8;

impl Disorder {
    pub fn new(seed: u64, queue_arn: &str) -> Disorder {
        Disorder { seed, queue: queue_arn.to_owned() }
    }

    /// Whether a message that was never received waits for others that were sent after it.
    pub fn sets_aside(&self, sequence: u64) -> bool {
        self.chance("aside", sequence, 0).is_multiple_of(ASIDE_EACH)
    }

    /// Which of `count` messages set aside comes before the one with this sequence; None: none of them.
    pub fn comes_first(&self, count: usize, sequence: u64) -> Option<usize> {
        let chance = self.chance("first", sequence, count as u64);
        (count > 0 && chance.is_multiple_of(2)).then(|| (chance / 2) as usize % count)
    }

    /// Whether the deletion of a message that was received so often reaches not all of its copies.
    pub fn comes_again(&self, sequence: u64, receives: u32) -> bool {
        self.chance("again", sequence, receives.into()).is_multiple_of(COMES_AGAIN_EACH)
    }

    fn chance(&self, what: &str, sequence: u64, of: u64) -> u64 {
        let mut sum = Md5::new();
        for number in [self.seed, sequence, of] {
            sum.update(number.to_le_bytes());
        }
        sum.update(what);
        sum.update(&self.queue);
        let sum: [u8; 16] = sum.finalize().into();
        u64::from_le_bytes(sum[..8].try_into().expect("eight bytes"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Settings;
    use crate::testing::*;

    /// Sends and receives on a queue, and deletes all that comes; the bodies as they came.
    async fn played(seed: Option<u64>, name: &str) -> Vec<String> {
        let world = world_with(Settings { disorder_seed: seed, ..Settings::default() });
        world.create(name, json!({})).await;
        for number in 0..60 {
            world.send(name, &number.to_string()).await;
        }
        let mut came = Vec::new();
        loop {
            let received = world.receive_with(name, json!({ "MaxNumberOfMessages": 3 })).await;
            if received.is_empty() {
                break;
            }
            for message in received {
                came.push(message.body());
                world.delete(name, &message).await;
            }
        }
        assert_eq!(world.counts(name).await, [0, 0, 0]);
        came
    }

    #[tokio::test(start_paused = true)]
    async fn the_same_seed_brings_the_same_order_and_the_same_duplicates() {
        let sent: Vec<_> = (0..60).map(|number| number.to_string()).collect();
        assert_eq!(played(None, "q").await, sent);
        let came = played(Some(7), "q").await;
        assert_eq!(came, played(Some(7), "q").await);
        assert_ne!(came, played(Some(8), "q").await);
        assert_ne!(came, played(Some(7), "other").await);

        assert!(came.len() > sent.len(), "some come again");
        let mut firsts = came.clone();
        let mut seen = std::collections::HashSet::new();
        firsts.retain(|body| seen.insert(body.clone()));
        assert_ne!(firsts, sent, "some come out of order");
        firsts.sort_by_key(|body| body.parse::<u32>().unwrap_or(u32::MAX));
        assert_eq!(firsts, sent, "all come");
    }

    #[tokio::test(start_paused = true)]
    async fn fifo_queues_do_not_misbehave() {
        let world = world_with(Settings { disorder_seed: Some(7), ..Settings::default() }).with_fifo("q.fifo").await;
        for number in 0..40 {
            world.send_to_group("q.fifo", "g", &number.to_string()).await;
        }
        for number in 0..40 {
            let message = world.receive_with("q.fifo", json!({})).await.remove(0);
            assert_eq!(message.body(), number.to_string());
            world.delete("q.fifo", &message).await;
        }
        assert!(world.bodies("q.fifo").await.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_set_aside_is_found_again_after_reopening() {
        let mut world = world_with(Settings { disorder_seed: Some(3), ..Settings::default() }).with_queue("q").await;
        for number in 0..40 {
            world.send("q", &number.to_string()).await;
        }
        let mut came = Vec::new();
        for _ in 0..40 {
            came.extend(world.receive_with("q", json!({})).await.iter().map(Received::body));
            world = world.reopened();
        }
        came.sort_by_key(|body| body.parse::<u32>().unwrap_or(u32::MAX));
        assert_eq!(came, (0..40).map(|number| number.to_string()).collect::<Vec<_>>());
    }
}
