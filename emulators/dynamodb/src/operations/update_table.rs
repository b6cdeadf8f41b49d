//! UpdateTable

use std::sync::Arc;

use keyspace::Batch;
use models::dynamodb::{TableDescription, UpdateTableInput, UpdateTableOutput};
use service::Caller;

use crate::streams::stream::StreamView;
use crate::table::alteration::{Altering, Reach};
use crate::table::amount::Amount;
use crate::table::description::{Status, describe};
use crate::table::name::TableName;
use crate::table::update::{Reshaped, TableUpdate, Updated};
use crate::table::{ENTRIES, Table};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: UpdateTableInput) -> Reply<UpdateTableOutput> {
    let said = input.table_name.clone();
    let name = TableName::read(&said, caller)?;
    let update = TableUpdate::read(input)?;
    let is_new_index = update.indexes.creates().is_some();
    let id = if update.makes_something() { db.fresh_id().await? } else { 0 };
    let reach = if update.concerns_writers() { Reach::Items } else { Reach::Record };
    let (altered, (before, updated)) = db
        .alterations
        .alter(&name, reach, |altering| {
            let updated = update.apply(&altering.table.name, &mut altering.record, id, altering.now)?;
            reshape(&altering.table, updated.reshaped.as_ref(), &mut altering.batch);
            if let Some(view) = updated.stream {
                db.switch_stream(view, id, altering)?;
            }
            Ok((altering.table.clone(), updated))
        })
        .await?;
    if is_new_index {
        db.backfill.begin(&name);
    }
    let shown = if matches!(updated.reshaped, Some(Reshaped::Deleted(..))) { &before } else { &altered };
    let status = if updated.is_active { Status::Active } else { Status::Updating };
    let mut description = describe(shown, status, &shown.tally.totals(), db.space.clock().now());
    show_under_way(&mut description, &updated);
    Ok(UpdateTableOutput { table_description: Some(description) })
}

impl DynamoDb {
    /// Makes a stream with this id, or ends the one that there is. Nobody holds an item meanwhile, so no change falls in between.
    fn switch_stream(&self, view: Option<StreamView>, id: u64, altering: &mut Altering) -> Reply<()> {
        let Altering { table, record, stream, batch, now } = altering;
        match (view, stream.take()) {
            (Some(view), _) => {
                *stream = Some(self.streams.begin(&TableName::of(table), record, (id, view), *now, batch))
            }
            (None, None) => {}
            (None, Some(live)) => {
                live.end(&self.space, *now, batch)?;
                if let Some(stream) = &mut record.settings.stream {
                    stream.view = None;
                }
            }
        }
        Ok(())
    }
}

/// An index that comes holds nothing yet; one that goes takes its entries along.
fn reshape(table: &Arc<Table>, reshaped: Option<&Reshaped>, batch: &mut Batch) {
    match reshaped {
        None => {}
        Some(Reshaped::Created) => table.recount(|totals| totals.indexes.push(Amount::default()), batch),
        Some(Reshaped::Deleted(index, at)) => {
            let at = *at;
            batch.delete_prefix_later(ENTRIES, &(index.id,));
            table.recount(
                move |totals| {
                    totals.indexes.remove(at);
                },
                batch,
            );
        }
    }
}

/// What is done by now is shown as if it was under way. Seen: findings DDB-TABLE-148 and -165 of ack-api-quirks.
fn show_under_way(description: &mut TableDescription, updated: &Updated) {
    for index in description.global_secondary_indexes.iter_mut().flatten() {
        let name = index.index_name.as_ref();
        if matches!(&updated.reshaped, Some(Reshaped::Deleted(deleted, _)) if Some(&deleted.name) == name) {
            index.index_status = Some("DELETING".to_owned());
        } else if name.is_some_and(|name| updated.indexes.contains(name)) {
            index.index_status = Some("UPDATING".to_owned());
        }
        if index.backfilling.is_some() {
            index.backfilling = Some(false);
        }
    }
    if let (Some((read, write)), Some(shown)) = (updated.shows_units_of_before, &mut description.provisioned_throughput)
    {
        (shown.read_capacity_units, shown.write_capacity_units) = (Some(read), Some(write));
    }
}

#[cfg(test)]
#[path = "update_table/tests.rs"]
mod tests;
