//! Receiving, and what is done with receipts.

use serde_json::{Value, json};

use crate::history::Receipt;
use crate::world::{Entry, How, Outcome, RECEIVES_MAX, Seen, World, dead_letter_queue, is_fifo, with_url};

impl World {
    pub async fn receive(&mut self, name: &'static str, how: How) {
        let count = 1 + self.below(5);
        let visibility_s = if self.below(5) == 0 { 0 } else { 30 };
        let input = json!({
            "MaxNumberOfMessages": count,
            "VisibilityTimeout": visibility_s,
            "MessageSystemAttributeNames": ["All"],
        });
        let outcome = self.ask("ReceiveMessage", with_url(name, input), how).await;
        let answer = match &outcome {
            Outcome::Done(answer) => Some(answer["Messages"].as_array().cloned().unwrap_or_default()),
            Outcome::Failed | Outcome::Dropped => None,
            Outcome::Refused(code) => panic!("seed {}: {code}", self.seed),
        };
        let (before, after) = self.look().await;
        let received = self.check_receive(name, &before, &after, visibility_s > 0);
        assert!(received.len() as u64 <= count, "seed {}", self.seed);
        let Some(answer) = answer else { return };
        let told: Vec<_> = answer.iter().map(|message| message["Body"].as_str().unwrap()).collect();
        let mut sorted = told.clone();
        sorted.sort_unstable();
        let mut handed: Vec<_> = received.iter().map(|entry| entry.body.as_str()).collect();
        handed.sort_unstable();
        assert_eq!(sorted, handed, "seed {}: {name} told otherwise than it did", self.seed);
        if is_fifo(name) {
            let order: Vec<_> = before[name].iter().map(|entry| (&entry.group, entry.body.as_str())).collect();
            let at = |body: &&str| order.iter().position(|(_, other)| other == body).unwrap();
            let places: Vec<_> = told.iter().map(at).collect();
            let is_in_order = |pair: &[usize]| order[pair[0]].0 != order[pair[1]].0 || pair[0] < pair[1];
            assert!(places.windows(2).all(is_in_order), "seed {}: {name} gave {told:?}", self.seed);
        }
        // Who is answered less than he asked for has left nothing that he could have had.
        if visibility_s > 0 && (told.len() as u64) < count && (!is_fifo(name) || told.is_empty()) {
            let free = if is_fifo(name) { first_of_groups(&after[name]) } else { after[name].iter().collect() };
            let left: Vec<_> = free.into_iter().filter(|entry| entry.is_visible).collect();
            assert!(left.is_empty(), "seed {}: {name} kept {left:?}", self.seed);
        }
        for message in answer {
            self.remember(name, &message);
        }
    }

    fn remember(&mut self, queue: &'static str, message: &Value) {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let receives = text(&message["Attributes"]["ApproximateReceiveCount"]).parse().unwrap();
        let receipt = Receipt { queue, receives, handle: text(&message["ReceiptHandle"]) };
        self.history.receipts.entry(text(&message["Body"])).or_default().push(receipt);
    }

    /// What was handed out, if nothing else has become of anything but that what was received too often is with the dead letters.
    fn check_receive<'a>(&mut self, name: &str, before: &Seen, after: &'a Seen, hides: bool) -> Vec<&'a Entry> {
        let (seed, target) = (self.seed, dead_letter_queue(name));
        for (other, entries) in before.iter().filter(|(other, _)| **other != name) {
            let kept = after[other].iter().take(entries.len());
            assert!(kept.eq(entries), "seed {seed}: a receive from {name} changed {other}");
            assert!(Some(*other) == target || after[other].len() == entries.len(), "seed {seed}: {other} has more");
        }
        let letters = target.map_or(&[][..], |target| &after[target][before[target].len()..]);
        let (mut left, mut received) = (after[name].iter().peekable(), Vec::new());
        let mut held_up = std::collections::HashSet::new();
        for was in &before[name] {
            let Some(now) = left.next_if(|now| now.body == was.body) else {
                let too_often = self.history.received_here(was) >= RECEIVES_MAX;
                assert!(too_often && was.is_visible, "seed {seed}: {name} lost {was:?}");
                assert!(
                    !was.group.as_ref().is_some_and(|group| is_fifo(name) && held_up.contains(group)),
                    "seed {seed}: {was:?} passed"
                );
                let letter = letters.iter().find(|letter| letter.body == was.body);
                let Some(letter) = letter else {
                    self.too_old_letter(was, target.unwrap_or(name));
                    continue;
                };
                assert_eq!(
                    (&letter.id, letter.receives, letter.is_visible),
                    (&was.id, was.receives, true),
                    "seed {seed}"
                );
                self.history.received_before.insert(was.body.clone(), was.receives);
                continue;
            };
            if now.receives == was.receives {
                assert_eq!(now, was, "seed {seed}");
                held_up.extend(was.group.clone());
                continue;
            }
            assert!(
                was.is_visible && now.receives == was.receives + 1 && now.is_visible != hides,
                "seed {seed}: {was:?}, {now:?}"
            );
            assert!(
                !was.group.as_ref().is_some_and(|group| is_fifo(name) && held_up.contains(group)),
                "seed {seed}: {was:?} passed"
            );
            received.push(now);
        }
        assert_eq!(left.next(), None, "seed {seed}: {name} has what it had not");
        for letter in letters {
            assert!(
                before[name].iter().any(|was| was.body == letter.body),
                "seed {seed}: {letter:?} came from nowhere"
            );
        }
        let at = |letter: &Entry| before[name].iter().position(|was| was.body == letter.body);
        let is_in_order = |pair: &[Entry]| pair[0].group != pair[1].group || at(&pair[0]) < at(&pair[1]);
        assert!(!is_fifo(name) || letters.windows(2).all(is_in_order), "seed {seed}: {name} let go {letters:?}");
        received
    }

    /// It came to the dead letters too old for them.
    fn too_old_letter(&mut self, letter: &Entry, target: &str) {
        let now = self.clock.now();
        assert!(self.history.may_be_too_old(target, letter, now), "seed {}: {letter:?} went nowhere", self.seed);
        self.history.gone.insert(letter.body.clone());
    }

    pub async fn delete(&mut self, name: &'static str, how: How) {
        let Some((entry, receipt)) = self.any_receipt(name) else { return };
        let input = with_url(name, json!({ "ReceiptHandle": receipt.handle }));
        let outcome = self.ask("DeleteMessage", input, how).await;
        let (mut before, after) = self.look().await;
        let is_last = receipt.receives == entry.receives;
        let is_good = is_last && !(is_fifo(name) && entry.is_visible);
        let is_deleted = !after[name].iter().any(|other| other.body == entry.body);
        let seed = self.seed;
        match outcome {
            Outcome::Done(_) => assert_eq!(is_deleted, is_good, "seed {seed}: {name} {entry:?} {receipt:?}"),
            Outcome::Refused(_) => assert!(is_fifo(name) && !is_good && !is_deleted, "seed {seed}: {name} {entry:?}"),
            Outcome::Failed => assert!(!is_deleted, "seed {seed}"),
            Outcome::Dropped => assert!(!is_deleted || is_good, "seed {seed}"),
        }
        if is_deleted {
            self.history.gone.insert(entry.body.clone());
            before.get_mut(name).unwrap().retain(|other| other.body != entry.body);
        }
        assert_eq!(before, after, "seed {seed}: a delete from {name} did something else");
    }

    pub async fn change_visibility(&mut self, name: &'static str, how: How) {
        let Some((entry, receipt)) = self.any_receipt(name) else { return };
        let visibility_s = if self.below(2) == 0 { 0 } else { 40 };
        let input = json!({ "ReceiptHandle": receipt.handle, "VisibilityTimeout": visibility_s });
        let outcome = self.ask("ChangeMessageVisibility", with_url(name, input), how).await;
        let (mut before, after) = self.look().await;
        let seed = self.seed;
        if let Some(now) = after[name].iter().find(|other| other.body == entry.body)
            && now.is_visible != entry.is_visible
        {
            let may = visibility_s == 0 && matches!(outcome, Outcome::Done(_) | Outcome::Dropped);
            assert!(now.is_visible && may, "seed {seed}: {entry:?} became {now:?} by {outcome:?}");
            let was = before.get_mut(name).unwrap().iter_mut().find(|other| other.body == entry.body);
            was.unwrap().is_visible = true;
        } else if visibility_s == 0 && receipt.receives == entry.receives && matches!(outcome, Outcome::Done(_)) {
            assert!(entry.is_visible, "seed {seed}: {entry:?} is hidden still");
        }
        assert_eq!(before, after, "seed {seed}: a change in {name} did something else");
    }

    /// A message that is there, and a receipt for it, mostly the last.
    fn any_receipt(&self, name: &str) -> Option<(Entry, Receipt)> {
        let known = |entry: &&Entry| {
            let receipts = self.history.receipts.get(&entry.body);
            receipts.is_some_and(|receipts| receipts.iter().any(|receipt| receipt.queue == name))
        };
        let entries: Vec<_> = self.seen[name].iter().filter(known).collect();
        if entries.is_empty() {
            return None;
        }
        let entry = entries[self.below(entries.len() as u64) as usize].clone();
        let receipts = &self.history.receipts[&entry.body];
        let mut receipts = receipts.iter().filter(|receipt| receipt.queue == name);
        let receipt = if self.below(5) == 0 { receipts.next() } else { receipts.next_back() };
        receipt.cloned().map(|receipt| (entry, receipt))
    }

    pub async fn purge(&mut self, name: &'static str, how: How) {
        let outcome = self.ask("PurgeQueue", with_url(name, json!({})), how).await;
        let (mut before, after) = self.look().await;
        let is_purged = after[name].is_empty();
        let had_some = !before[name].is_empty();
        match outcome {
            Outcome::Done(_) => assert!(is_purged, "seed {}", self.seed),
            Outcome::Failed => assert!(!is_purged || !had_some, "seed {}", self.seed),
            Outcome::Dropped => {}
            Outcome::Refused(code) => panic!("seed {}: {code}", self.seed),
        }
        if is_purged && !matches!(outcome, Outcome::Failed) {
            let purged = std::mem::take(before.get_mut(name).unwrap());
            self.history.gone.extend(purged.into_iter().map(|entry| entry.body));
            if !had_some && matches!(outcome, Outcome::Dropped) {
                // Nobody knows whether that one forgot what was sent.
                self.ask("PurgeQueue", with_url(name, json!({})), How::Plainly).await;
            }
            self.history.deduplication.retain(|(queue, _), _| *queue != name);
        }
        assert_eq!(before, after, "seed {}: a purge of {name} did something else", self.seed);
    }

    /// Everything that is left comes, and then nothing does.
    pub async fn drain(&mut self) {
        let names: Vec<_> = self.seen.keys().copied().collect();
        for _ in 0..8 {
            self.pass(std::time::Duration::from_secs(40)).await;
            for name in &names {
                for _ in 0..200 {
                    self.receive(name, How::Plainly).await;
                    let is_last = |entry: &&Entry| {
                        let receipts = self.history.receipts.get(&entry.body);
                        receipts
                            .and_then(|all| all.last())
                            .is_some_and(|last| last.receives == entry.receives && last.queue == *name)
                    };
                    let held = self.seen[name].iter().filter(|entry| !entry.is_visible).find(is_last).cloned();
                    let Some(held) = held else { break };
                    let receipt = self.history.receipts[&held.body].last().unwrap().handle.clone();
                    let input = with_url(name, json!({ "ReceiptHandle": receipt }));
                    let outcome = self.ask("DeleteMessage", input, How::Plainly).await;
                    assert!(matches!(outcome, Outcome::Done(_)), "seed {}: {outcome:?}", self.seed);
                    self.history.gone.insert(held.body);
                    self.look().await;
                }
            }
        }
        for (name, entries) in &self.seen {
            assert!(entries.is_empty(), "seed {}: {name} keeps {entries:?}", self.seed);
        }
        self.tick("sqs-retention", How::Plainly).await;
        self.look().await;
        self.check_counts().await;
    }
}

fn first_of_groups(entries: &[Entry]) -> Vec<&Entry> {
    let mut known = std::collections::HashSet::new();
    entries.iter().filter(|entry| known.insert(entry.group.clone())).collect()
}
