//! PurgeQueue

use std::time::Duration;

use keyspace::Batch;
use models::sqs::PurgeQueueRequest;
use service::Caller;

use crate::contents::Contents;
use crate::operations::delete_queue::{bury, swap};
use crate::tables::QUEUES;
use crate::{Reply, Sqs, record_key, refusals};

const RESTS_FOR: Duration = Duration::from_secs(60);

pub async fn run(sqs: &Sqs, caller: &Caller, input: PurgeQueueRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let _alone = sqs.lifecycle.lock().await;
    let queue = sqs.queue(&input.queue_url, caller)?;
    let now = sqs.space.clock().now();
    let mut record = (*queue.record()).clone();
    let is_resting = record.purged.is_some_and(|purged| now.since(record.epoch.absolute(purged)) < RESTS_FOR);
    if sqs.settings.purge_in_progress_rule && is_resting {
        return Err(refusals::purge_in_progress(&queue.address.name).into());
    }

    let old = record.contents;
    record.purged = Some(record.epoch.relative(now));
    record.contents = sqs.space.fresh_id()?;
    let mut batch = Batch::new();
    batch.put(QUEUES, &record_key(&queue.address), &record);
    bury(old, &mut batch);
    // Numbers go on where the purged messages ended. The first write of the new contents keeps them.
    let new = Contents::empty(record.contents, queue.number()?, &record);
    batch.put(crate::tables::POSITIONS, &(new.id,), &new.position());
    swap(&queue, new, &mut batch, move |queue| queue.becomes(record));
    sqs.space.commit(batch).await?;
    Ok(())
}
