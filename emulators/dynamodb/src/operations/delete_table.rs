//! DeleteTable: the name is taken away; what lay under it is cleared later.

use keyspace::{Batch, Locks};
use models::dynamodb::{DeleteTableInput, DeleteTableOutput};
use service::Caller;

use crate::refusals::tables;
use crate::table::{ENTRIES, ITEMS, TABLES};
use crate::table_description::{Status, describe};
use crate::table_name::TableName;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: DeleteTableInput) -> Reply<DeleteTableOutput> {
    let name = TableName::read(&input.table_name, caller)?;

    let _writing = db.space.enter().await?;
    let _locked = db.names.lock(Locks::hash(&(name.account, name.region, name.name))).await;
    let table = db.catalog.find(&name).ok_or_else(|| tables::table_not_found(name.name))?;
    if table.record.settings.is_protected {
        return Err(tables::table_protected().into());
    }
    let mut batch = Batch::new();
    batch.delete(TABLES, &(name.account, name.region, name.name));
    batch.bury_under(ITEMS, &(table.id(),));
    for index in table.indexes() {
        batch.bury_under(ENTRIES, &(index.id,));
    }
    let (catalog, gone) = (db.catalog.clone(), table.clone());
    batch.on_commit(move || catalog.remove(&gone));
    db.space.commit(batch).await?;
    Ok(DeleteTableOutput { table_description: Some(describe(&table, Status::Deleting)) })
}
