//! ListQueues

use std::sync::Arc;

use aws_smithy_types::base64;
use models::sqs::{ListQueuesRequest, ListQueuesResult, Refusal};
use service::Caller;

use crate::queue::Queue;
use crate::{Reply, Sqs, refusals};

const PAGE_MAX: usize = 1000;

pub async fn run(sqs: &Sqs, caller: &Caller, input: ListQueuesRequest) -> Reply<ListQueuesResult> {
    sqs.space.enter_read().await?;
    let prefix = input.queue_name_prefix.as_deref().unwrap_or_default();
    let queues = sqs.queues.of(&caller.account, &caller.region, prefix);
    let page = page(queues, input.max_results, input.next_token.as_deref())?;
    let urls: Vec<_> = page.queues.iter().map(|queue| sqs.url(&queue.address, caller)).collect();
    Ok(ListQueuesResult { queue_urls: (!urls.is_empty()).then_some(urls), next_token: page.next_token })
}

pub struct Page {
    pub queues: Vec<Arc<Queue>>,
    pub next_token: Option<String>,
}

/// Some queues, by name, and where to go on. Without MaxResults there are no tokens (API reference).
pub fn page(mut queues: Vec<Arc<Queue>>, max_results: Option<i32>, token: Option<&str>) -> Result<Page, Refusal> {
    if let Some(token) = token {
        let after = base64::decode(token).ok().and_then(|name| String::from_utf8(name).ok());
        let after = after.ok_or_else(refusals::bad_next_token)?;
        queues.retain(|queue| queue.address.name > after);
    }
    let count = match max_results {
        None => PAGE_MAX,
        Some(count) if (1..=PAGE_MAX as i32).contains(&count) => count as usize,
        Some(other) => return Err(refusals::results_out_of_range(other)),
    };
    let has_more = queues.len() > count && max_results.is_some();
    queues.truncate(count);
    let last = queues.last().filter(|_| has_more);
    let next_token = last.map(|queue| base64::encode(queue.address.name.as_bytes()));
    Ok(Page { queues, next_token })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::assert_type;

    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        for (path, kind) in [("QueueNamePrefix", "String"), ("MaxResults", "Integer"), ("NextToken", "String")] {
            assert_type(&*world().sqs, "ListQueues", path, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_has_1_to_1000_queues() {
        for count in [0, 1001] {
            let (code, _) = world().refused("ListQueues", json!({ "MaxResults": count })).await;
            assert_eq!(code, "InvalidParameterValueException");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn queues_are_listed_by_name_beginning_and_page() {
        let world = world().with_queue("b").await.with_queue("a-2").await.with_queue("a-1").await;
        assert_eq!(world.ok("ListQueues", json!({})).await, json!({ "QueueUrls": [url("a-1"), url("a-2"), url("b")] }));
        let mut pages = Vec::new();
        let mut input = json!({ "QueueNamePrefix": "a-", "MaxResults": 1 });
        loop {
            let page = world.ok("ListQueues", input.clone()).await;
            pages.extend(page["QueueUrls"].as_array().cloned().unwrap_or_default());
            match page.get("NextToken") {
                Some(token) => input["NextToken"] = token.clone(),
                None => break,
            }
        }
        assert_eq!(Value::from(pages), json!([url("a-1"), url("a-2")]));
        assert_eq!(world.ok("ListQueues", json!({ "QueueNamePrefix": "c" })).await, json!({}));
    }
}
