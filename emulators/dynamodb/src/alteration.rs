//! Changing what is kept about a table, while it is in use.

use std::sync::Arc;

use clock::Timestamp;
use keyspace::Batch;

use crate::refusals::tables;
use crate::table::{TABLES, Table, TableRecord};
use crate::table_name::TableName;
use crate::{DynamoDb, Reply};

impl DynamoDb {
    /// Decides on the record that the table has now; nobody else changes it meanwhile. The table afterwards, and what was decided.
    ///
    /// Writers that have found the table already go on with the record of before.
    pub(crate) async fn alter<T>(
        &self,
        name: &TableName<'_>,
        decide: impl FnOnce(&Table, &mut TableRecord, Timestamp) -> Reply<T>,
    ) -> Reply<(Arc<Table>, T)> {
        let _writing = self.space.enter().await?;
        let locked = self.names.lock(&(name.account, name.region, name.name)).await;
        let table = self.catalog.find(name).ok_or_else(|| tables::table_not_found(name.name))?;
        let mut record = table.record.clone();
        let decided = decide(&table, &mut record, self.space.clock().now())?;
        if record == table.record {
            return Ok((table, decided));
        }
        let altered = Arc::new(table.altered(record));
        let mut batch = Batch::new();
        batch.put(TABLES, &(name.account, name.region, name.name), &altered.record);
        let (catalog, known) = (self.catalog.clone(), altered.clone());
        batch.on_commit(move || catalog.replace(known));
        batch.hold(locked);
        self.space.commit(batch).await?;
        Ok((altered, decided))
    }
}
