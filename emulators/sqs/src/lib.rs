//! SQS: standard and FIFO queues over a keyspace.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use clock::Timestamp;
use keyspace::{Direction, Fault, Janitor, Reads, Space};
use models::sqs::Operation;
use parking_lot::RwLock;
use service::Caller;
use tokio::sync::watch;

mod batch;
mod counts;
mod delivery;
mod message;
mod moves;
mod operations;
mod peek;
mod queue;
mod refusals;
mod tables;
#[cfg(test)]
mod testing;

use crate::moves::Mover;
use crate::queue::access::Access;
use crate::queue::dues::Dues;
use crate::queue::loaded::{Idle, Loaded};
use crate::queue::name::{Address, UrlPath};
use crate::queue::retention::Retention;
use crate::queue::{Queue, Shared};
use crate::tables::{QUEUES, QueueRecord};

pub use counts::counts;
pub use peek::Peek;
pub use queue::url::UrlForm;

service::operations! { Sqs, models::sqs;
    AddPermission: add_permission,
    CancelMessageMoveTask: cancel_message_move_task,
    ChangeMessageVisibility: change_message_visibility,
    ChangeMessageVisibilityBatch: change_message_visibility_batch,
    CreateQueue: create_queue,
    DeleteMessage: delete_message,
    DeleteMessageBatch: delete_message_batch,
    DeleteQueue: delete_queue,
    GetQueueAttributes: get_queue_attributes,
    GetQueueUrl: get_queue_url,
    ListDeadLetterSourceQueues: list_dead_letter_source_queues,
    ListMessageMoveTasks: list_message_move_tasks,
    ListQueueTags: list_queue_tags,
    ListQueues: list_queues,
    PurgeQueue: purge_queue,
    ReceiveMessage: receive_message,
    RemovePermission: remove_permission,
    SendMessage: send_message,
    SendMessageBatch: send_message_batch,
    SetQueueAttributes: set_queue_attributes,
    StartMessageMoveTask: start_message_move_task,
    TagQueue: tag_queue,
    UntagQueue: untag_queue,
}

/// What can be had otherwise: AWS's rules that only cost time when one tests, and what AWS does that most do not want to meet.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// PurgeQueue is refused for 60 seconds after another.
    pub purge_in_progress_rule: bool,
    /// The name of a deleted queue cannot be used again for 60 seconds.
    pub recently_deleted_rule: bool,
    /// How the URLs look that queues are given.
    pub url_form: UrlForm,
    /// Queues do only what their policies allow.
    pub policies_are_enforced: bool,
    /// Standard queues reorder messages and bring deleted ones again, as it follows from this seed.
    pub disorder_seed: Option<u64>,
    /// No number that a FIFO queue gave before this time is given again, whatever the clock says and whichever snapshot is imported.
    pub number_floor: Option<Timestamp>,
}

pub struct Sqs {
    space: Space,
    settings: Settings,
    queues: Arc<Queues>,
    draining: watch::Sender<bool>,
    shared: Shared,
    mover: Arc<Mover>,
}

impl Sqs {
    pub fn open(space: Space, settings: Settings) -> Result<Sqs, Fault> {
        let (dues, loaded) = (Arc::new(Dues::default()), Arc::new(Loaded::default()));
        let Settings { disorder_seed, number_floor, .. } = settings;
        let shared = Shared { space: space.clone(), dues, loaded, disorder_seed, number_floor };
        let mut queues = BTreeMap::new();
        space.scan(&QUEUES.all(), Direction::Forward, |(account, region, name), record| {
            let address = Address { account, region, name };
            let key = key(&address.account, &address.region, &address.name);
            queues.insert(key, Queue::new(address, record, &shared));
            ControlFlow::Continue(())
        })?;
        shared.dues.look_at_all(queues.values().cloned());
        let queues = Arc::new(Queues { by_address: RwLock::new(queues), changing: Arc::default() });
        let mover = Arc::new(Mover::new(space.clone(), queues.clone()));
        Ok(Sqs { space, settings, queues, mover, draining: watch::Sender::new(false), shared })
    }

    async fn change(&self) -> tokio::sync::OwnedMutexGuard<()> {
        self.queues.change().await
    }

    pub fn janitors(&self) -> Vec<Arc<dyn Janitor>> {
        let Shared { dues, loaded, .. } = self.shared.clone();
        let retention = Retention::new(self.space.clone(), dues);
        vec![Arc::new(retention), self.mover.clone(), Arc::new(Idle::new(loaded, self.queues.clone()))]
    }

    /// Parked polls are answered empty, and new ones do not park.
    pub fn drain(&self) {
        self.draining.send_replace(true);
    }

    /// The queue that a URL means: the account in its path decides if it has such a queue, else the caller's. The region is
    /// always the caller's.
    fn queue(&self, operation: Operation, url: &str, caller: &Caller) -> Result<Arc<Queue>, Failure> {
        if url.is_empty() {
            return Err(refusals::missing_parameter("QueueUrl").into());
        }
        let path = UrlPath::parse(url);
        let of = |account: &str| self.queues.find(account, &caller.region, path.name);
        let found = path.account.and_then(of).or_else(|| of(&caller.account));
        let queue = found.ok_or_else(refusals::queue_does_not_exist)?;
        self.admit(operation, &queue, caller)?;
        Ok(queue)
    }

    /// Where policies are enforced, the queue's must allow it.
    fn admit(&self, operation: Operation, queue: &Queue, caller: &Caller) -> Result<(), Failure> {
        if !self.settings.policies_are_enforced {
            return Ok(());
        }
        let access = Access { account: &caller.account, operation, queue: &queue.address };
        let checked = access.check(queue.record().attributes.policy.as_deref());
        checked.map_err(|denied| refusals::access_denied(&access, denied).into())
    }

    /// The URL that a queue is given in answers.
    fn url(&self, address: &Address, caller: &Caller) -> String {
        self.settings.url_form.url(address, caller)
    }
}

/// All queues of this environment. What they hold is not here.
struct Queues {
    by_address: RwLock<BTreeMap<String, Arc<Queue>>>,
    /// Held by whatever changes a queue itself, not what it holds.
    changing: Arc<tokio::sync::Mutex<()>>,
}

impl Queues {
    /// For whoever changes a queue itself, or stands on one being there. Given to the batch, so that nobody comes in between.
    async fn change(&self) -> tokio::sync::OwnedMutexGuard<()> {
        self.changing.clone().lock_owned().await
    }

    fn find(&self, account: &str, region: &str, name: &str) -> Option<Arc<Queue>> {
        self.by_address.read().get(&key(account, region, name)).cloned()
    }

    fn by_arn(&self, arn: &str) -> Option<Arc<Queue>> {
        let address = Address::parse_arn(arn)?;
        self.find(&address.account, &address.region, &address.name)
    }

    /// Goes through all of them.
    fn by_id(&self, id: u64) -> Option<Arc<Queue>> {
        self.by_address.read().values().find(|queue| queue.record().id == id).cloned()
    }

    /// Some queue sends its dead letters there.
    fn is_dead_letter_queue(&self, target: &Queue) -> bool {
        let sends_there = |queue: &Arc<Queue>| {
            queue.record().attributes.redrive_policy.as_ref().is_some_and(|policy| policy.target_arn == target.arn)
        };
        self.by_address.read().values().any(sends_there)
    }

    fn add(&self, queue: Arc<Queue>) {
        let Address { account, region, name } = &queue.address;
        self.by_address.write().insert(key(account, region, name), queue.clone());
    }

    /// Lets go of what memory has of a queue if it is here and nobody else has it.
    fn let_go(&self, queue: &Arc<Queue>) -> bool {
        let Address { account, region, name } = &queue.address;
        // Whoever looks for it waits as long, and reads it anew.
        let queues = self.by_address.write();
        let is_here = queues.get(&key(account, region, name)).is_some_and(|here| Arc::ptr_eq(here, queue));
        // The map's, and the one given here.
        is_here && Arc::strong_count(queue) == 2 && queue.forget()
    }

    fn remove(&self, queue: &Queue) {
        let Address { account, region, name } = &queue.address;
        self.by_address.write().remove(&key(account, region, name));
    }

    /// Those of an account in a region, by name, from those whose names begin so.
    fn of(&self, account: &str, region: &str, prefix: &str) -> Vec<Arc<Queue>> {
        let from = key(account, region, prefix);
        let queues = self.by_address.read();
        queues
            .range(from.clone()..)
            .take_while(|(key, _)| key.starts_with(&from))
            .map(|(_, queue)| queue.clone())
            .collect()
    }
}

/// No part of an address holds a slash.
fn key(account: &str, region: &str, name: &str) -> String {
    let mut key = String::with_capacity(account.len() + region.len() + name.len() + 2);
    for part in [account, "/", region, "/", name] {
        key.push_str(part);
    }
    key
}

fn record_key(address: &Address) -> (&str, &str, &str) {
    (&address.account, &address.region, &address.name)
}

/// A record of a queue that changes at `now`.
fn modified(queue: &Queue, now: clock::Timestamp) -> QueueRecord {
    let mut record = (*queue.record()).clone();
    record.modified = record.epoch.relative(now);
    record
}
