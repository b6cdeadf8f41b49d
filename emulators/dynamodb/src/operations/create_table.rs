//! CreateTable

use std::sync::Arc;

use clock::Epoch;
use keyspace::{Batch, Locks};
use models::dynamodb::{CreateTableInput, CreateTableOutput};
use service::Caller;

use crate::index::Index;
use crate::refusals::tables;
use crate::table::{TABLES, Table, TableRecord};
use crate::table_description::{Status, describe};
use crate::table_design::TableDesign;
use crate::table_name::TableName;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: CreateTableInput) -> Reply<CreateTableOutput> {
    let said = input.table_name.clone();
    let name = TableName::fresh(&said, caller)?;
    let design = TableDesign::of(input)?;

    let _writing = db.space.enter().await?;
    let _locked = db.names.lock(Locks::hash(&(name.account, name.region, name.name))).await;
    if db.catalog.find(&name).is_some() {
        return Err(tables::table_exists(name.name));
    }
    let now = db.space.clock().now();
    let epoch = Epoch::new(now);
    let mut indexes = Vec::with_capacity(design.indexes.len());
    let mut index_throughput = Vec::new();
    for index in design.indexes {
        index_throughput.push((index.name.clone(), index.throughput));
        let (name, scope, keys, projection) = (index.name, index.scope, index.keys, index.projection);
        indexes.push(Index { id: db.space.fresh_id()?, name, scope, keys, projection });
    }
    let table = Arc::new(Table {
        account: name.account.to_owned(),
        region: name.region.to_owned(),
        name: name.name.to_owned(),
        record: TableRecord {
            id: db.space.fresh_id()?,
            uuid: db.space.entropy().uuid(),
            epoch,
            created: epoch.relative(now),
            definitions: design.definitions,
            keys: design.keys,
            indexes,
            billing: design.billing,
            index_throughput,
            settings: design.settings,
            tags: design.tags,
        },
    });
    let mut batch = Batch::new();
    batch.put(TABLES, &(name.account, name.region, name.name), &table.record);
    let (catalog, made) = (db.catalog.clone(), table.clone());
    batch.on_commit(move || catalog.add(made));
    db.space.commit(batch).await?;
    Ok(CreateTableOutput { table_description: Some(describe(&table, Status::Creating)) })
}
