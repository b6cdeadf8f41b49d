//! Open transactions: each of them keeps the lock of a cut waiting, and the waiting lock keeps every writer waiting. In 6.0 that lock cannot be
//! interrupted; what helps is to end the sessions of the transactions, to which drivers answer by trying again.

use std::time::Duration;

use mongodb::bson::{Bson, Document, doc};
use mongodb::error::Error;
use tokio::time::{Instant, sleep};

use super::admin::Admin;

const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Gives open transactions some time to end by themselves, and ends the rest.
pub async fn let_end(admin: &Admin, grace: Duration) -> Result<(), Error> {
    let end = Instant::now() + grace;
    while Instant::now() < end {
        if sessions(admin).await?.is_empty() {
            return Ok(());
        }
        sleep(LOOK_EVERY).await;
    }
    end_all(admin).await
}

pub async fn end_all(admin: &Admin) -> Result<(), Error> {
    let sessions = sessions(admin).await?;
    if !sessions.is_empty() {
        tracing::info!(
            sessions = sessions.len(),
            "ending mongodb transactions that were left open, so that a cut can be taken"
        );
        admin.run(doc! { "killSessions": sessions }).await?;
    }
    Ok(())
}

/// Only those with `autocommit: false`: a retryable write has a transaction field as well, and must not be hit.
async fn sessions(admin: &Admin) -> Result<Vec<Document>, Error> {
    let pipeline = vec![
        doc! { "$currentOp": { "allUsers": true, "idleSessions": true } },
        doc! { "$match": { "transaction.parameters.autocommit": false } },
        doc! { "$project": { "lsid": 1 } },
    ];
    let answer = admin.run(doc! { "aggregate": 1, "pipeline": pipeline, "cursor": { "batchSize": 10_000 } }).await?;
    let batch = answer.get_document("cursor").and_then(|cursor| cursor.get_array("firstBatch").cloned());
    let session = |operation: Bson| {
        // With its owner: where there are accounts, an id alone would be taken for a session of ours.
        operation.as_document()?.get_document("lsid").ok().cloned()
    };
    Ok(batch.unwrap_or_default().into_iter().filter_map(session).collect())
}
