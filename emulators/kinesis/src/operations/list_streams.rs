//! ListStreams

use std::ops::ControlFlow;

use keyspace::{Direction, Reads};
use models::kinesis::{ListStreamsInput, ListStreamsOutput, StreamSummary};
use service::Caller;

use crate::stream::description;
use crate::stream::named::own;
use crate::tables::STREAMS;
use crate::token::Purpose;
use crate::token::next_token::NextToken;
use crate::{Kinesis, Reply, refusals};

/// Seen: API reference: as many by default, and not more whatever is asked for.
const STREAMS_MAX: usize = 100;

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: ListStreamsInput) -> Reply<ListStreamsOutput> {
    kinesis.space.enter_read().await?;
    let now = kinesis.now();
    let limit = input.limit.map_or(STREAMS_MAX, |limit| (limit as usize).min(STREAMS_MAX));
    let after = match (&input.next_token, input.exclusive_start_stream_name) {
        (Some(_), Some(_)) => return Err(refusals::not_with_next_token("ExclusiveStartStreamName").into()),
        (Some(token), None) => NextToken::read(Purpose::NextStreams, token, now)?.stream,
        (None, name) => name.unwrap_or_default(),
    };

    let mut summaries = Vec::new();
    let mut has_more = false;
    let (account, region) = (&*caller.account, &*caller.region);
    let range = STREAMS.under(&(account, region)).after(&(account, region, &*after));
    kinesis.space.scan(&range, Direction::Forward, |(_, _, name), stream| {
        let Some(stream) = stream.settled(now) else { return ControlFlow::Continue(()) };
        if summaries.len() == limit {
            has_more = true;
            return ControlFlow::Break(());
        }
        summaries.push(StreamSummary {
            stream_arn: own(caller, &name).arn(),
            stream_name: name,
            stream_status: stream.status().name().to_owned(),
            stream_mode_details: description::mode(stream.mode),
            stream_creation_timestamp: Some(description::created(&stream)),
        });
        ControlFlow::Continue(())
    })?;

    let names: Vec<String> = summaries.iter().map(|summary| summary.stream_name.clone()).collect();
    let last = names.last().filter(|_| has_more);
    Ok(ListStreamsOutput {
        next_token: last
            .map(|last| NextToken { made: now, stream: last.clone(), rest: Vec::new() }.text(Purpose::NextStreams)),
        stream_names: names,
        has_more_streams: has_more,
        stream_summaries: Some(summaries),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_type, assert_violations, call_as, caller};

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        assert_type(&world.kinesis, "ListStreams", "Limit", "Integer").await;
        assert_type(&world.kinesis, "ListStreams", "ExclusiveStartStreamName", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "ListStreams",
            json!({"ExclusiveStartStreamName": "", "Limit": 0}),
            &[
                "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
                "Value '' at 'exclusiveStartStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                "Value '' at 'exclusiveStartStreamName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn streams_are_listed_by_name_in_pages() {
        let world = kinesis().with_stream("b", 1).await.with_stream("a", 1).await.with_stream("c", 1).await;
        let first = world.ok("ListStreams", json!({"Limit": 2})).await;
        assert_eq!((&first["StreamNames"], &first["HasMoreStreams"]), (&json!(["a", "b"]), &json!(true)));
        let after = world.ok("ListStreams", json!({"ExclusiveStartStreamName": "b"})).await;
        assert_eq!((&after["StreamNames"], &after["HasMoreStreams"]), (&json!(["c"]), &json!(false)));
        let next = world.ok("ListStreams", json!({"NextToken": first["NextToken"]})).await;
        assert_eq!(next["StreamNames"], json!(["c"]));
        assert_eq!(
            next["StreamSummaries"],
            json!([{
                "StreamName": "c",
                "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/c",
                "StreamStatus": "ACTIVE",
                "StreamModeDetails": {"StreamMode": "PROVISIONED"},
                "StreamCreationTimestamp": world.now().as_secs(),
            }])
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_has_a_hundred_streams_at_most() {
        let world = kinesis();
        for number in 0..101 {
            world.ok("CreateStream", json!({"StreamName": format!("s-{number:03}"), "ShardCount": 1})).await;
        }
        let first = world.ok("ListStreams", json!({"Limit": 10000})).await;
        assert_eq!(first["StreamNames"].as_array().unwrap().len(), 100);
        let next = world.ok("ListStreams", json!({"NextToken": first["NextToken"]})).await;
        assert_eq!((&next["StreamNames"], &next["HasMoreStreams"]), (&json!(["s-100"]), &json!(false)));
    }

    #[tokio::test(start_paused = true)]
    async fn accounts_and_regions_see_their_own() {
        let world = kinesis().with_stream("s", 1).await;
        let mut other = caller(world.now());
        other.region = "eu-west-1".to_owned();
        let listed = call_as(&world.kinesis, &other, "ListStreams", json!({})).await.unwrap();
        assert_eq!(listed["StreamNames"], json!([]));
        other.region = "us-east-1".to_owned();
        other.account = "111111111111".to_owned();
        let listed = call_as(&world.kinesis, &other, "ListStreams", json!({})).await.unwrap();
        assert_eq!(listed["StreamNames"], json!([]));
    }
}
