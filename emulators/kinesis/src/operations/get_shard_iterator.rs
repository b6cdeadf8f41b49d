//! GetShardIterator

use models::kinesis::{GetShardIteratorInput, GetShardIteratorOutput};
use service::Caller;

use crate::record::reading;
use crate::record::sequence::Parsed;
use crate::shard::ShardIndex;
use crate::stream::description;
use crate::stream::named::{Found, named};
use crate::token::iterator::{Position, ShardIterator};
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: GetShardIteratorInput) -> Reply<GetShardIteratorOutput> {
    kinesis.space.enter_read().await?;
    let address = kinesis.address(caller, named!(input))?;
    let Some(shard) = ShardIndex::parse(&input.shard_id) else {
        return Err(refusals::shard_unknown(&input.shard_id, &address).into());
    };
    let found = kinesis.look_up(&address)?.filter(|found| found.stream().visible_shard(shard, found.now).is_some());
    let Some(found) = found else {
        return Err(refusals::shard_not_found(shard, &address).into());
    };
    let position = position(kinesis, &input, &found, shard)?;
    if input.dry_run == Some(true) {
        return Err(refusals::dry_run().into());
    }

    let iterator = ShardIterator { stream: address.name, id: found.live.id, shard, position, made: found.now };
    Ok(GetShardIteratorOutput { shard_iterator: Some(iterator.text()) })
}

fn position(kinesis: &Kinesis, input: &GetShardIteratorInput, found: &Found, shard: ShardIndex) -> Reply<Position> {
    let kind = &*input.shard_iterator_type;
    match (kind, &input.starting_sequence_number) {
        ("AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER", Some(number)) => {
            let index = index_of(number, found, shard)?;
            let index = if kind == "AT_SEQUENCE_NUMBER" { index } else { index.saturating_add(1) };
            Ok(reading::position_of(&kinesis.space, found.live.id, shard, index)?)
        }
        // Guess: AT_TIMESTAMP like the other two.
        ("TRIM_HORIZON" | "LATEST" | "AT_TIMESTAMP", Some(_)) => Err(refusals::iterator_with_number(kind).into()),
        ("TRIM_HORIZON", None) => Ok(Position::at(0)),
        ("LATEST", None) => Ok(Position::at(kinesis.sequencer(found)?.tip(shard).next)),
        ("AT_TIMESTAMP", None) => at_timestamp(kinesis, input, found, shard),
        (_, None) => Err(refusals::iterator_without_number(kind).into()),
        (_, Some(_)) => unreachable!("the model knows these types only"),
    }
}

/// The counter in a number of this shard.
fn index_of(number: &str, found: &Found, shard: ShardIndex) -> Reply<u64> {
    let Some(parsed) = Parsed::parse(number) else {
        return Err(refusals::starting_number_invalid(number, shard, found.address()).into());
    };
    if parsed.shard != i64::from(shard.0) {
        return Err(refusals::starting_number_of_another_shard(parsed.shard, shard).into());
    }
    let made_s = found.stream().shards[shard.0 as usize].made_s;
    if parsed.version != 2 || parsed.shard_made_s != made_s {
        return Err(if parsed.version == 0 {
            refusals::stumbled().into()
        } else {
            refusals::starting_number_of_another_stream(number, shard, found.address()).into()
        });
    }
    Ok(parsed.index)
}

/// Before the first record that arrived then or later; before the end of the shard if there is none yet.
fn at_timestamp(kinesis: &Kinesis, input: &GetShardIteratorInput, found: &Found, shard: ShardIndex) -> Reply<Position> {
    let Some(at) = &input.timestamp else {
        return Err(refusals::iterator_without_timestamp().into());
    };
    let asked_ms = description::millis(at);
    if asked_ms > found.now.as_millis() as f64 {
        return Err(refusals::iterator_from_the_future(asked_ms, found.now).into());
    }
    let stream = found.stream();
    let at =
        stream.epoch.relative(clock::Timestamp::from_millis(asked_ms.round() as i64)).max(stream.horizon(found.now));
    Ok(Position::at(reading::first_since(&kinesis.space, stream.id, shard, 0, at)?))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::testing::{World, kinesis, text};

    const NOBODY: &str = "under account 000000000000";
    const TYPES: &str = "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) \
                         TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified";

    fn input(stream: &str, shard: &str, kind: &str) -> Value {
        json!({"StreamName": stream, "ShardId": shard, "ShardIteratorType": kind})
    }

    fn with_number(kind: &str, number: &str) -> Value {
        let mut input = input("s", "shardId-0", kind);
        input["StartingSequenceNumber"] = json!(number);
        input
    }

    async fn invalid(world: &World, input: Value, message: &str) {
        assert_refused(&world.kinesis, "GetShardIterator", input, "InvalidArgumentException", message).await;
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [
            ("ShardId", "String"),
            ("ShardIteratorType", "String"),
            ("StartingSequenceNumber", "String"),
            ("StreamName", "String"),
            ("Timestamp", "Timestamp"),
        ] {
            assert_type(&world.kinesis, "GetShardIterator", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "GetShardIterator",
            json!({"StreamName": "s", "ShardId": "0", "ShardIteratorType": "LAST"}),
            &["Value 'LAST' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: \
               [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]"],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_shard_that_cannot_be_is_unknown_and_one_that_could_does_not_exist() {
        let world = kinesis().with_stream("s", 1).await;
        let refused = async |stream: &str, shard: &str, message: String| {
            let input = input(stream, shard, "LATEST");
            assert_refused(&world.kinesis, "GetShardIterator", input, "ResourceNotFoundException", &message).await;
        };
        for shard in ["2147483648", "shardId-002147483648", "ABKLFD8", "2.14E4"] {
            refused("none", shard, format!("Could not find shard {shard} in stream none {NOBODY}.")).await;
        }
        refused("none", "7", format!("Shard shardId-000000000007 in stream none {NOBODY} does not exist")).await;
        refused("s", "x-1", format!("Shard shardId-000000000001 in stream s {NOBODY} does not exist")).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_type_and_a_number_go_together_or_not() {
        let world = kinesis().with_stream("s", 1).await;
        for kind in ["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"] {
            invalid(&world, input("s", "0", kind), &format!("{TYPES} {kind} and no StartingSequenceNumber.")).await;
        }
        for kind in ["LATEST", "TRIM_HORIZON"] {
            invalid(&world, with_number(kind, "5"), &format!("{TYPES} {kind} and also a StartingSequenceNumber."))
                .await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_number_must_come_from_this_shard() {
        let world = kinesis().with_stream("s", 2).await;
        let at = |number: &str| with_number("AT_SEQUENCE_NUMBER", number);
        invalid(
            &world,
            at("5"),
            "Invalid StartingSequenceNumber. It encodes shardId-000000000005, while it was used in a call to a shard with \
             shardId-000000000000",
        )
        .await;
        let used = |number: &str| {
            format!(
                "StartingSequenceNumber {number} used in GetShardIterator on shard shardId-000000000000 in stream s {NOBODY} is invalid"
            )
        };
        let number = "26227199374822427428162556223570313216";
        invalid(&world, at(number), &format!("{}.", used(number))).await;
        // 2000…0002: of second zero.
        let number = "49039857307708443467467104868809893875799651909875269634";
        invalid(&world, at(number), &format!("{} because it did not come from this stream.", used(number))).await;
        assert_eq!(world.refused("GetShardIterator", at("0")).await, ("InternalFailure".to_owned(), String::new()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_timestamp_is_needed_and_not_of_the_future() {
        let world = kinesis().with_stream("s", 1).await;
        invalid(
            &world,
            input("s", "0", "AT_TIMESTAMP"),
            "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.",
        )
        .await;
        let now = world.now().as_millis();
        let mut future = input("s", "0", "AT_TIMESTAMP");
        future["Timestamp"] = json!((now + 2000) as f64 / 1000.0);
        let message = format!(
            "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: {}, \
             currentTimestampInMillis: {now}",
            now + 2000
        );
        invalid(&world, future, &message).await;
    }

    #[tokio::test(start_paused = true)]
    async fn an_iterator_looks_like_one_of_awss() {
        let world = kinesis().with_stream("s", 1).await;
        let output = world.ok("GetShardIterator", input("s", "any-0", "LATEST")).await;
        let raw = aws_smithy_types::base64::decode(text(&output["ShardIterator"])).unwrap();
        assert_eq!((raw.len(), &raw[..8]), (152, &[0, 0, 0, 0, 0, 0, 0, 1][..]));
    }
}
