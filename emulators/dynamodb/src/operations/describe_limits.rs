//! DescribeLimits

use models::dynamodb::{DescribeLimitsInput, DescribeLimitsOutput};
use service::Caller;

use crate::{DynamoDb, Reply};

/// What a new account has, in read and write capacity units alike. Nothing holds anybody to it here.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html>
const ACCOUNT_UNITS: i64 = 80_000;
const TABLE_UNITS: i64 = 40_000;

pub async fn run(db: &DynamoDb, _caller: &Caller, _input: DescribeLimitsInput) -> Reply<DescribeLimitsOutput> {
    db.space.enter_read().await?;
    Ok(DescribeLimitsOutput {
        account_max_read_capacity_units: Some(ACCOUNT_UNITS),
        account_max_write_capacity_units: Some(ACCOUNT_UNITS),
        table_max_read_capacity_units: Some(TABLE_UNITS),
        table_max_write_capacity_units: Some(TABLE_UNITS),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn they_are_those_of_a_new_account() {
        assert_eq!(
            world().ok("DescribeLimits", json!({})).await,
            json!({
                "AccountMaxReadCapacityUnits": 80_000,
                "AccountMaxWriteCapacityUnits": 80_000,
                "TableMaxReadCapacityUnits": 40_000,
                "TableMaxWriteCapacityUnits": 40_000,
            })
        );
    }
}
