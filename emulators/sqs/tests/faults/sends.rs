//! Sending: a message comes to the end of its queue, or nothing happens.

use serde_json::{Value, json};

use crate::world::{Entry, How, Outcome, World, is_fifo, with_url};

impl World {
    pub async fn send(&mut self, name: &'static str, how: How) {
        if name.starts_with("dead") {
            return;
        }
        let input = self.message(name);
        let outcome = self.ask("SendMessage", with_url(name, input.clone()), how).await;
        let answers = match &outcome {
            Outcome::Done(answer) => Some(vec![answer.clone()]),
            _ => None,
        };
        self.sent(name, &[input], answers, &outcome).await;
    }

    pub async fn send_batch(&mut self, name: &'static str, how: How) {
        if name.starts_with("dead") {
            return;
        }
        let mut entries: Vec<_> = (0..=self.below(5)).map(|_| self.message(name)).collect();
        for (at, entry) in entries.iter_mut().enumerate() {
            entry["Id"] = at.to_string().into();
        }
        let outcome = self.ask("SendMessageBatch", with_url(name, json!({ "Entries": entries })), how).await;
        let answers = match &outcome {
            Outcome::Done(answer) => {
                assert!(answer.get("Failed").is_none(), "seed {}: {answer}", self.seed);
                answer["Successful"].as_array().cloned()
            }
            _ => None,
        };
        self.sent(name, &entries, answers, &outcome).await;
    }

    fn message(&mut self, name: &str) -> Value {
        self.history.bodies += 1;
        let mut input = json!({ "MessageBody": format!("body-{}", self.history.bodies) });
        if is_fifo(name) {
            input["MessageGroupId"] = format!("group-{}", self.below(3)).into();
            let id = if self.below(4) == 0 { self.below(8) } else { 1_000 + self.history.bodies };
            input["MessageDeduplicationId"] = id.to_string().into();
        } else if self.below(5) == 0 {
            input["DelaySeconds"] = self.below(20).into();
        }
        input
    }

    /// All of them came, but for duplicates, or, without an answer, none did.
    async fn sent(&mut self, name: &'static str, inputs: &[Value], answers: Option<Vec<Value>>, outcome: &Outcome) {
        let (before, after) = self.look().await;
        let (seed, now) = (self.seed, self.clock.now());
        for (other, entries) in &before {
            let kept = after[other].iter().take(entries.len());
            assert!(kept.eq(entries), "seed {seed}: a send to {name} changed {other}");
            assert!(
                *other == name || after[other].len() == entries.len(),
                "seed {seed}: a send to {name} came to {other}"
            );
        }
        let new = &after[name][before[name].len()..];
        if new.is_empty() && !matches!(outcome, Outcome::Done(_)) {
            return;
        }
        assert!(
            !matches!(outcome, Outcome::Failed | Outcome::Refused(_)),
            "seed {seed}: {outcome:?}, and {new:?} came"
        );
        let mut new = new.iter();
        for (at, input) in inputs.iter().enumerate() {
            let told = answers.as_ref().map(|answers| answers[at]["MessageId"].as_str().unwrap());
            let key = input["MessageDeduplicationId"].as_str();
            let duplicates = key.map(|key| self.history.duplicates(name, key, now)).unwrap_or_default();
            if !duplicates.is_empty() {
                let is_first = |told| duplicates.iter().any(|duplicate| duplicate == told);
                assert!(told.is_none_or(is_first), "seed {seed}: a duplicate is told as the first one");
                continue;
            }
            let entry: &Entry = new.next().unwrap_or_else(|| panic!("seed {seed}: {name} lost {input}"));
            assert_eq!(entry.body, input["MessageBody"].as_str().unwrap(), "seed {seed}");
            assert!(told.is_none_or(|told| told == entry.id), "seed {seed}");
            self.history.arrives(entry, now);
            if let Some(key) = key {
                let sent = self.history.deduplication.entry((name, key.to_owned())).or_default();
                sent.push((now, entry.id.clone()));
            }
        }
        assert_eq!(new.next(), None, "seed {seed}: more came to {name} than was sent");
    }
}
