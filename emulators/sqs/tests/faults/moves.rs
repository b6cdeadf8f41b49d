//! Dead letters on their way back.

use serde_json::json;

use crate::world::{How, Outcome, World};

impl World {
    pub async fn start_move(&mut self, how: How) {
        let (source, other) = [("dead", "plain"), ("dead.fifo", "line.fifo")][self.below(2) as usize];
        let arn = |name: &str| format!("arn:aws:sqs:us-east-1:000000000000:{name}");
        let mut input = json!({ "SourceArn": arn(source) });
        if self.below(2) == 0 {
            input["DestinationArn"] = arn(other).into();
        }
        if self.below(2) == 0 {
            input["MaxNumberOfMessagesPerSecond"] = 2.into();
        }
        // Refused where one is at work.
        let outcome = self.ask("StartMessageMoveTask", input, how).await;
        if self.below(6) == 0
            && let Outcome::Done(started) = outcome
        {
            let cancelled = self.ask("CancelMessageMoveTask", started, How::Plainly).await;
            assert!(matches!(cancelled, Outcome::Done(_)), "seed {}: {cancelled:?}", self.seed);
        }
        self.nothing_happened("the start of a move").await;
    }

    /// Visible letters go to the end of another queue, as new messages, in order; nothing else moves.
    pub async fn move_some(&mut self, how: How) {
        self.tick("sqs-message-moves", how).await;
        let (before, after) = self.look().await;
        let seed = self.seed;
        for (source, targets) in [("dead", ["plain", "mortal"]), ("dead.fifo", ["line.fifo", "mortal.fifo"])] {
            let stays = |body: &str| after[source].iter().any(|other| other.body == body);
            let (kept, left): (Vec<_>, Vec<_>) = before[source].iter().partition(|entry| stays(&entry.body));
            assert!(kept.into_iter().eq(after[source].iter()), "seed {seed}: {source} changed otherwise");
            let mut came = Vec::new();
            for target in targets {
                let entries = &before[target];
                assert!(after[target].iter().take(entries.len()).eq(entries), "seed {seed}: {target} changed");
                came.extend(&after[target][entries.len()..]);
            }
            assert_eq!(came.len(), left.len(), "seed {seed}: of {left:?} came {came:?}");
            for was in left {
                let now = came.iter().find(|now| now.body == was.body);
                let now = now.unwrap_or_else(|| panic!("seed {seed}: {was:?} is lost"));
                assert!(was.is_visible, "seed {seed}: {was:?} was its consumer's");
                assert_eq!((now.receives, now.is_visible, &now.group), (0, true, &was.group), "seed {seed}");
                assert_ne!(now.id, was.id, "seed {seed}");
                self.history.arrives(now, self.clock.now());
                self.history.receipts.remove(&was.body);
            }
            for group in ["group-0", "group-1", "group-2"] {
                let of_group = |entries: &[&crate::world::Entry]| -> Vec<String> {
                    let of_group = entries.iter().filter(|entry| entry.group.as_deref() == Some(group));
                    of_group.map(|entry| entry.body.clone()).collect()
                };
                let left: Vec<_> = before[source].iter().filter(|entry| !stays(&entry.body)).collect();
                assert!(!source.ends_with(".fifo") || of_group(&left) == of_group(&came), "seed {seed}: {group}");
            }
        }
        let others = ["brief", "slow.fifo"];
        assert!(others.iter().all(|other| before[other] == after[other]), "seed {seed}");
    }
}
