//! TagQueue

use std::collections::BTreeMap;

use models::sqs::{Refusal, TagQueueRequest};
use service::Caller;

use crate::operations::set_queue_attributes::change;
use crate::{Reply, Sqs, refusals};

const TAGS_MAX: usize = 50;

pub async fn run(sqs: &Sqs, caller: &Caller, input: TagQueueRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let _alone = sqs.lifecycle.lock().await;
    let queue = sqs.queue(&input.queue_url, caller)?;
    let mut record = (*queue.record()).clone();
    if input.tags.is_empty() {
        return Err(refusals::missing_parameter("Tags").into());
    }
    check_tags(&input.tags, &record.tags, &queue.address.name)?;
    record.tags.extend(input.tags);
    change(sqs, &queue, record).await
}

/// Limits: developer guide, cost allocation tags.
pub fn check_tags(new: &BTreeMap<String, String>, old: &BTreeMap<String, String>, queue: &str) -> Result<(), Refusal> {
    let added = new.keys().filter(|key| !old.contains_key(*key)).count();
    if old.len() + added > TAGS_MAX {
        return Err(refusals::too_many_tags(queue));
    }
    for (key, value) in new {
        match (key.chars().count(), value.chars().count()) {
            (1..=128, 0..=256) => {}
            (1..=128, _) => return Err(refusals::invalid_tag_value()),
            _ => return Err(refusals::invalid_tag_key()),
        }
    }
    Ok(())
}
