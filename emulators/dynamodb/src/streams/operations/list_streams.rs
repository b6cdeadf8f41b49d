//! ListStreams

use std::ops::ControlFlow;

use models::dynamodb_streams::{ListStreamsInput, ListStreamsOutput, Stream};
use service::Caller;

use crate::streams::live::StreamName;
use crate::streams::{Reply, Streams, limit, refusals};

const LIMIT_MAX: i32 = 100;

pub async fn run(streams: &Streams, caller: &Caller, input: ListStreamsInput) -> Reply<ListStreamsOutput> {
    let limit = limit(input.limit, LIMIT_MAX)?;
    let after = match &input.exclusive_start_stream_arn {
        Some(arn) => StreamName::parse(arn).ok_or_else(refusals::stream_arn_invalid)?,
        None => StreamName {
            account: caller.account.clone(),
            region: caller.region.clone(),
            table: input.table_name.clone().unwrap_or_default(),
            label: String::new(),
        },
    };
    if (&after.account, &after.region) != (&caller.account, &caller.region) {
        return Err(refusals::stream_arn_invalid().into());
    }

    streams.space.enter_read().await?;
    let now = streams.space.clock().now();
    let (mut found, mut last) = (Vec::new(), None);
    streams.directory.visit(&after, |live| {
        let name = &live.name;
        if input.table_name.as_ref().is_some_and(|table| *table < name.table) {
            return ControlFlow::Break(());
        }
        let is_asked_for = input.table_name.as_ref().is_none_or(|table| *table == name.table);
        if !is_asked_for || live.record().is_gone(now) {
            return ControlFlow::Continue(());
        }
        if found.len() == limit {
            last = found.last().and_then(|stream: &Stream| stream.stream_arn.clone());
            return ControlFlow::Break(());
        }
        found.push(Stream {
            stream_arn: Some(name.arn()),
            table_name: Some(name.table.clone()),
            stream_label: Some(name.label.clone()),
        });
        ControlFlow::Continue(())
    });
    Ok(ListStreamsOutput { streams: Some(found), last_evaluated_stream_arn: last })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::streams::streaming;
    use crate::testing::world;

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [("TableName", "String"), ("Limit", "Integer"), ("ExclusiveStartStreamArn", "String")] {
                assert_type(&world.db.streams(), "ListStreams", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_is_no_page_is_refused() {
            let world = world();
            for (input, message) in [
                (
                    json!({"Limit": 101}),
                    "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less \
                     than or equal to 100",
                ),
                (
                    json!({"Limit": 0}),
                    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater \
                     than or equal to 1",
                ),
                (json!({"ExclusiveStartStreamArn": "a".repeat(37)}), "Invalid StreamArn"),
            ] {
                let refused = world.streams_refused("ListStreams", input).await;
                assert_eq!(refused, ("ValidationException".to_owned(), message.to_owned()));
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn streams_are_listed_page_by_page_and_by_table() {
            let mut world = world();
            for name in ["two", "one", "three"] {
                world = world.with(streaming(name, "KEYS_ONLY")).await;
            }
            let world = world.with_table("none").await;
            let (mut tables, mut input) = (Vec::new(), json!({"Limit": 2}));
            loop {
                let page = world.streams("ListStreams", input.clone()).await;
                let streams = page["Streams"].as_array().unwrap();
                tables.extend(streams.iter().map(|stream| stream["TableName"].as_str().unwrap().to_owned()));
                match &page["LastEvaluatedStreamArn"] {
                    Value::Null => break,
                    last => input["ExclusiveStartStreamArn"] = last.clone(),
                }
            }
            assert_eq!(tables, ["one", "three", "two"]);
            assert_eq!(
                world.streams("ListStreams", json!({"TableName": "two"})).await,
                json!({"Streams": [{
                    "StreamArn": world.stream_arn("two").await,
                    "TableName": "two",
                    "StreamLabel": "2026-01-01T00:00:00.000",
                }]})
            );
            for name in ["none", "missing"] {
                assert_eq!(world.streams("ListStreams", json!({"TableName": name})).await, json!({"Streams": []}));
            }
        }

        #[tokio::test(start_paused = true)]
        async fn a_stream_that_was_switched_off_is_listed_for_a_day_beside_its_successor() {
            let world = world().with(streaming("tab", "KEYS_ONLY")).await;
            world.set_stream("tab", None).await;
            world.set_stream("tab", Some("NEW_IMAGE")).await;
            let labels = async || {
                let page = world.streams("ListStreams", json!({})).await;
                let streams = page["Streams"].as_array().unwrap().clone();
                streams.iter().map(|stream| stream["StreamLabel"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
            };
            assert_eq!(labels().await, ["2026-01-01T00:00:00.000", "2026-01-01T00:00:00.001"]);
            world.pass_hours(24);
            assert_eq!(labels().await, ["2026-01-01T00:00:00.001"]);
        }
    }
}
