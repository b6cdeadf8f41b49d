//! DynamoDB: tables, items and their indexes.

mod capacity;
mod counts;
mod expression;
mod item;
mod legacy;
mod operations;
mod partiql;
mod reading;
mod refusals;
mod request;
mod statement;
mod streams;
mod table;
#[cfg(test)]
mod testing;
mod writing;

pub use streams::Streams;

use std::sync::Arc;

use keyspace::{Fault, Janitor, KeyLocks, Locks, Space};
use service::Caller;
use streams::live::Directory;
use streams::trimming::Trimming;
use table::Table;
use table::alteration::Alterations;
use table::backfill::Backfill;
use table::catalog::Catalog;
use table::expiry::Expiry;
use table::name::TableName;
use writing::tokens::Forgetting;

pub use counts::counts;
pub use partiql::is_statement;

/// The service of one generation.
pub struct DynamoDb {
    space: Space,
    catalog: Arc<Catalog>,
    /// An item is locked from load to commit, under the id of its table and its key.
    items: KeyLocks,
    /// Client request tokens, while their transactions are under way.
    tokens: KeyLocks,
    forgetting: Arc<Forgetting>,
    /// A table's name is locked while it is made or taken away.
    names: Arc<Locks>,
    alterations: Arc<Alterations>,
    backfill: Arc<Backfill>,
    expiry: Arc<Expiry>,
    streams: Arc<Directory>,
    trimming: Arc<Trimming>,
}

impl DynamoDb {
    pub fn open(space: Space) -> Result<DynamoDb, Fault> {
        let streams = Arc::new(Directory::open(&space)?);
        let catalog = Arc::new(Catalog::open(&space, &streams)?);
        let trimming = Arc::new(Trimming::new(space.clone(), streams.clone()));
        let forgetting = Arc::new(Forgetting::new(space.clone()));
        let (items, names) = (KeyLocks::new(), Arc::new(Locks::new(64)));
        let alterations = Alterations::new(space.clone(), catalog.clone(), items.clone(), names.clone());
        let alterations = Arc::new(alterations);
        let expiry = Arc::new(Expiry::new(space.clone(), catalog.clone(), items.clone()));
        let backfill = Arc::new(Backfill::new(alterations.clone(), expiry.clone(), catalog.filling()));
        let tokens = KeyLocks::new();
        Ok(DynamoDb {
            space,
            catalog,
            items,
            tokens,
            forgetting,
            names,
            alterations,
            backfill,
            expiry,
            streams,
            trimming,
        })
    }

    pub fn janitors(&self) -> Vec<Arc<dyn Janitor>> {
        vec![self.forgetting.clone(), self.backfill.clone(), self.expiry.clone(), self.trimming.clone()]
    }

    /// For what lies under an id of its own.
    async fn fresh_id(&self) -> Reply<u64> {
        let _writing = self.space.enter().await?;
        Ok(self.space.fresh_id().await?)
    }

    /// The table that an operation on items names.
    fn table(&self, said: &str, caller: &Caller) -> Reply<Arc<Table>> {
        let name = TableName::read(said, caller)?;
        self.catalog.find(&name).ok_or_else(refusals::no_such_table)
    }
}

service::operations! { DynamoDb, models::dynamodb;
CreateTable: create_table,
DescribeTable: describe_table,
ListTables: list_tables,
DeleteTable: delete_table,
PutItem: put_item,
GetItem: get_item,
UpdateItem: update_item,
DeleteItem: delete_item,
Query: query,
Scan: scan,
BatchGetItem: batch_get_item,
BatchWriteItem: batch_write_item,
TransactWriteItems: transact_write_items,
TransactGetItems: transact_get_items,
TagResource: tag_resource,
UntagResource: untag_resource,
ListTagsOfResource: list_tags_of_resource,
PutResourcePolicy: put_resource_policy,
GetResourcePolicy: get_resource_policy,
DeleteResourcePolicy: delete_resource_policy,
DescribeLimits: describe_limits,
DescribeEndpoints: describe_endpoints,
UpdateTable: update_table,
UpdateTimeToLive: update_time_to_live,
DescribeTimeToLive: describe_time_to_live,
ExecuteStatement: execute_statement,
BatchExecuteStatement: batch_execute_statement,
ExecuteTransaction: execute_transaction;
unsupported: CancelBulkOperation, CreateBackup, CreateGlobalTable, DeleteBackup,
    DescribeBackup, DescribeBulkOperation, DescribeContinuousBackups, DescribeContributorInsights,
    DescribeExport, DescribeGlobalTable, DescribeGlobalTableSettings, DescribeImport,
    DescribeKinesisStreamingDestination, DescribeTableReplicaAutoScaling,         DisableKinesisStreamingDestination, EnableKinesisStreamingDestination,
    ExportTableToPointInTime, ImportTable, ListBackups, ListBulkOperations, ListContributorInsights, ListExports,
    ListGlobalTables, ListImports, RestoreTableFromBackup, RestoreTableToPointInTime, SearchVectors,
    StartBulkPutItems, UpdateContinuousBackups, UpdateContributorInsights, UpdateGlobalTable,
    UpdateGlobalTableSettings, UpdateKinesisStreamingDestination, UpdateTableReplicaAutoScaling,
    }
