//! DynamoDB Streams: known by name, none of it built yet.

use service::{BoxFuture, Caller, Failed, Output, Service};

/// The service beside [`DynamoDb`](crate::DynamoDb), with names of its own.
pub struct Streams;

impl Service for Streams {
    fn model(&self) -> &'static wire::Model {
        &models::dynamodb_streams::MODEL
    }

    fn call<'a>(
        &'a self,
        _operation: usize,
        _caller: &'a Caller,
        _input: wire::check::Checked,
    ) -> BoxFuture<'a, Result<Output, Failed>> {
        Box::pin(async { Err(Failed::Unsupported) })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::call;

    use super::Streams;

    #[tokio::test(start_paused = true)]
    async fn an_operation_that_is_not_built_is_named() {
        assert_eq!(
            call(&Streams, "ListStreams", json!({})).await,
            Err(("UnknownOperationException".to_owned(), "statebox does not support ListStreams yet.".to_owned()))
        );
    }
}
