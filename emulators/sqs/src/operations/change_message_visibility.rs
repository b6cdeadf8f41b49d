//! ChangeMessageVisibility

use std::sync::Arc;
use std::time::Duration;

use keyspace::Batch;
use models::sqs::{ChangeMessageVisibilityRequest, Refusal};
use service::Caller;

use crate::claim::{Change, Claim, Was};
use crate::operations::delete_message::receipt_of;
use crate::queue::{Found, Queue};
use crate::receipt::Receipt;
use crate::{Failure, Reply, Sqs, refusals};

pub const VISIBILITY_MAX_S: i32 = 43_200;

pub async fn run(sqs: &Sqs, caller: &Caller, input: ChangeMessageVisibilityRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(&input.queue_url, caller)?;
    let visibility = visibility(input.visibility_timeout)?;
    let receipt = receipt_of(&queue, &input.receipt_handle)?;
    let claim = change(&queue, &receipt, &input.receipt_handle, visibility).await?;
    let mut batch = Batch::new();
    claim.commit_with(&mut batch);
    sqs.space.commit(batch).await?;
    Ok(())
}

pub fn visibility(seconds: i32) -> Result<Duration, Refusal> {
    match u64::try_from(seconds) {
        Ok(seconds) if seconds <= VISIBILITY_MAX_S as u64 => Ok(Duration::from_secs(seconds)),
        _ => Err(refusals::visibility_out_of_range(seconds)),
    }
}

/// The message, about to be hidden from now on for so long. A receipt of a standard queue may be an older one, and its time
/// may be over: seen in LocalStack's tests against AWS.
pub async fn change(
    queue: &Arc<Queue>,
    receipt: &Receipt,
    handle: &str,
    visibility: Duration,
) -> Result<Claim, Failure> {
    let unavailable = || refusals::not_available_for_visibility(handle);
    let found = queue.find_any(receipt).await?;
    let Found::Held(mut claim) = found else { return Err(unavailable().into()) };
    let held = &mut claim.held[0];
    let Was::Scheduled { handed, .. } = &held.was else { return Err(unavailable().into()) };
    let due = queue.now() + visibility;
    // Seen: developer guide, visibility timeout: twelve hours from when it was received.
    if due > handed.last_received + Duration::from_secs(VISIBILITY_MAX_S as u64) && !visibility.is_zero() {
        return Err(refusals::hidden_too_long().into());
    }
    let mut handed = handed.clone();
    handed.is_moved = !queue.is_fifo();
    held.change = Change::Handed { due, handed };
    Ok(claim)
}
