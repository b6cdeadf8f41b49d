//! DescribeEndpoints

use models::dynamodb::{DescribeEndpointsRequest, DescribeEndpointsResponse, Endpoint};
use service::Caller;

use crate::{DynamoDb, Reply};

/// A day, as AWS answers.
const CACHED_MINUTES: i64 = 1440;

/// The endpoint is the one that was called.
pub async fn run(db: &DynamoDb, caller: &Caller, _input: DescribeEndpointsRequest) -> Reply<DescribeEndpointsResponse> {
    db.space.enter_read().await?;
    let address = caller.base_url.split_once("://").map_or(caller.base_url.as_str(), |(_, address)| address);
    let endpoint = Endpoint { address: address.to_owned(), cache_period_in_minutes: CACHED_MINUTES };
    Ok(DescribeEndpointsResponse { endpoints: vec![endpoint] })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn it_is_where_the_caller_came_in() {
        assert_eq!(
            world().ok("DescribeEndpoints", json!({})).await["Endpoints"],
            json!([{"Address": "localhost:4566", "CachePeriodInMinutes": 1440}])
        );
    }
}
