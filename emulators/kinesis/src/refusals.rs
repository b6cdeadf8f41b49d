//! Every sentence with which the service refuses.
//!
//! Where nothing else is said, the wording was seen in kinesalite's tests, whose authors verified it against production.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use clock::Timestamp;
use models::kinesis::Refusal;

use crate::shard::hash_key::HashRange;
use crate::shard::{ShardIndex, shard_id};
use crate::stream::tags;
use crate::stream::{Address, Status};
use crate::token::iterator::LIFETIME;

fn not_found(message: String) -> Refusal {
    Refusal::ResourceNotFoundException { message: Some(message) }
}

fn invalid(message: String) -> Refusal {
    Refusal::InvalidArgumentException { message: Some(message) }
}

fn in_use(message: String) -> Refusal {
    Refusal::ResourceInUseException { message: Some(message) }
}

fn validation(message: String) -> Refusal {
    Refusal::ValidationException { message: Some(message) }
}

pub fn stream_not_found(address: &Address) -> Refusal {
    not_found(format!("Stream {} under account {} not found.", address.name, address.account))
}

pub fn stream_exists(address: &Address) -> Refusal {
    in_use(format!("Stream {} under account {} already exists.", address.name, address.account))
}

pub fn stream_not_active(address: &Address, status: Status) -> Refusal {
    in_use(format!(
        "Stream {} under account {} not ACTIVE, instead in state {}",
        address.name,
        address.account,
        status.name()
    ))
}

/// Guess: no source for the words.
pub fn consumer_exists(name: &str, stream: &Address) -> Refusal {
    in_use(format!("Consumer {name} under stream {} and account {} already exists.", stream.name, stream.account))
}

/// Guess: no source for the words.
pub fn consumer_not_found(name: &str, stream: &Address) -> Refusal {
    not_found(format!("Consumer {name} under stream {} and account {} not found.", stream.name, stream.account))
}

/// Guess: no source for the words.
pub fn too_many_consumers(stream: &Address) -> Refusal {
    let message = format!(
        "Consumers of stream {} under account {} exceed the limit: 20 in all, 5 of them in CREATING state.",
        stream.name, stream.account
    );
    Refusal::LimitExceededException { message: Some(message) }
}

/// Guess: no source for the words.
pub fn consumer_not_named() -> Refusal {
    invalid("Either ConsumerARN, or both StreamARN and ConsumerName must be provided.".to_owned())
}

/// Guess: no source for the words.
pub fn not_a_consumer(arn: &str) -> Refusal {
    invalid(format!("{arn} is not the ARN of a consumer."))
}

/// Seen: cloud-custodian issue 7260.
pub fn stream_has_consumers(stream: &Address) -> Refusal {
    in_use(format!(
        "DeleteStream can't delete {} because there are consumers associated with this data stream. To delete {} anyway, set the \
         EnforceConsumerDeletion parameter to true to force the deletion of all the consumers that are associated with it.",
        stream.arn(),
        stream.name
    ))
}

/// Guess: no source for the words.
pub fn stream_not_named() -> Refusal {
    invalid("Either StreamName or StreamARN must be provided.".to_owned())
}

/// Guess: no source for the words.
pub fn names_differ() -> Refusal {
    invalid("StreamName and StreamARN do not name the same stream.".to_owned())
}

pub fn shard_limit(address: &Address, open: usize, limit: u32, more: u32) -> Refusal {
    let message = format!(
        "This request would exceed the shard limit for the account {} in {}. Current shard count for the account: {open}. \
         Limit: {limit}. Number of additional shards that would have resulted from this request: {more}. Refer to the \
         AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how \
         to request higher limits.",
        address.account, address.region
    );
    Refusal::LimitExceededException { message: Some(message) }
}

/// Seen: CloudFormation's report of the refusal, aws/aws-cdk issue 18247.
pub fn shard_count_with_on_demand() -> Refusal {
    validation("ShardCount is not expected when StreamMode=ON_DEMAND".to_owned())
}

/// Seen: API reference, UpdateStreamWarmThroughput: only for accounts with MinimumThroughputBillingCommitment, which no account here has. Guess: the
/// words.
pub fn warm_throughput_without_commitment() -> Refusal {
    validation(
        "WarmThroughputMiBps is only supported in accounts that have MinimumThroughputBillingCommitment enabled."
            .to_owned(),
    )
}

/// Seen: API reference, CreateStream: only for the on-demand mode. Guess: the words.
pub fn distribution_of_provisioned() -> Refusal {
    validation("RecordDistributionStrategy is only supported when StreamMode=ON_DEMAND".to_owned())
}

/// Guess: the words of a missing required member, which ShardCount was before there was another mode.
pub fn shard_count_missing() -> Refusal {
    member_missing("shardCount")
}

/// Guess: the words of a missing required member, which PartitionKey was before AUTO distribution.
pub fn partition_key_missing(place: &str) -> Refusal {
    member_missing(place)
}

fn member_missing(place: &str) -> Refusal {
    validation(format!(
        "1 validation error detected: Value null at '{place}' failed to satisfy constraint: Member must not be null"
    ))
}

/// The shard's id means no shard that there could be.
pub fn shard_unknown(id: &str, address: &Address) -> Refusal {
    not_found(format!("Could not find shard {id} in stream {} under account {}.", address.name, address.account))
}

/// The shard, or its stream, is not there.
pub fn shard_not_found(shard: ShardIndex, address: &Address) -> Refusal {
    not_found(format!(
        "Shard {} in stream {} under account {} does not exist",
        shard.id(),
        address.name,
        address.account
    ))
}

pub fn explicit_hash_key(key: &str) -> Refusal {
    invalid(format!(
        "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was {key}"
    ))
}

pub fn number_for_ordering(number: &str, address: &Address) -> Refusal {
    invalid(format!(
        "ExclusiveMinimumSequenceNumber {number} used in PutRecord on stream {} under account {} is invalid.",
        address.name, address.account
    ))
}

/// Seen: awslabs/kinesis-aggregation, issue 30, when 1 MiB was the model's own limit. Guess: a stream's limit has the same words.
pub fn record_too_large(place: &str, size: usize, max: usize) -> Refusal {
    validation(format!(
        "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim={size} cap={size}]' at '{place}' failed to \
         satisfy constraint: Member must have length less than or equal to {max}"
    ))
}

/// Seen: aws/amazon-kinesis-streams-for-fluent-bit, issue 21, when the limit was five.
pub fn records_too_large(max_mib: usize) -> Refusal {
    invalid(format!("Records size exceeds {max_mib} MB limit"))
}

/// Seen: API reference, `DryRun`; guess: the words, which are EC2's.
pub fn dry_run() -> Refusal {
    Refusal::DryRunOperationException {
        message: Some("Request would have succeeded, but DryRun flag is set.".to_owned()),
    }
}

pub fn iterator_without_number(kind: &str) -> Refusal {
    invalid(format!("{ITERATOR_TYPES}Request specified {kind} and no StartingSequenceNumber."))
}

pub fn iterator_with_number(kind: &str) -> Refusal {
    invalid(format!("{ITERATOR_TYPES}Request specified {kind} and also a StartingSequenceNumber."))
}

const ITERATOR_TYPES: &str = "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and \
                              StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. ";

pub fn iterator_without_timestamp() -> Refusal {
    invalid(
        "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp \
         parameter."
            .to_owned(),
    )
}

pub fn iterator_from_the_future(asked_ms: f64, now: Timestamp) -> Refusal {
    invalid(format!(
        "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: {asked_ms}, \
         currentTimestampInMillis: {}",
        now.as_millis()
    ))
}

pub fn starting_number_invalid(number: &str, shard: ShardIndex, address: &Address) -> Refusal {
    invalid(format!("{}.", starting_number(number, shard, address)))
}

pub fn starting_number_of_another_stream(number: &str, shard: ShardIndex, address: &Address) -> Refusal {
    invalid(format!("{} because it did not come from this stream.", starting_number(number, shard, address)))
}

fn starting_number(number: &str, shard: ShardIndex, address: &Address) -> String {
    format!(
        "StartingSequenceNumber {number} used in GetShardIterator on shard {} in stream {} under account {} is invalid",
        shard.id(),
        address.name,
        address.account
    )
}

pub fn starting_number_of_another_shard(encoded: i64, shard: ShardIndex) -> Refusal {
    invalid(format!(
        "Invalid StartingSequenceNumber. It encodes {}, while it was used in a call to a shard with {}",
        shard_id(encoded),
        shard.id()
    ))
}

/// AWS stumbles over numbers of the oldest version, and says no more than that.
pub fn stumbled() -> Refusal {
    Refusal::InternalFailure { message: None }
}

pub fn iterator_invalid() -> Refusal {
    invalid("Invalid ShardIterator.".to_owned())
}

pub fn iterator_expired(made: Timestamp, now: Timestamp) -> Refusal {
    let message = format!(
        "Iterator expired. The iterator was created at time {} while right now it is {} which is further in the future than \
         the tolerated delay of {} milliseconds.",
        java_date(made),
        java_date(now),
        LIFETIME.as_millis()
    );
    Refusal::ExpiredIteratorException { message: Some(message) }
}

/// `Thu Jan 22 01:22:02 UTC 2015`
fn java_date(at: Timestamp) -> String {
    let http = DateTime::from_secs(at.as_secs()).fmt(Format::HttpDate).unwrap_or_default();
    match *http.split([' ', ',']).filter(|part| !part.is_empty()).collect::<Vec<_>>() {
        [weekday, day, month, year, time, _] => format!("{weekday} {month} {day} {time} UTC {year}"),
        _ => http,
    }
}

pub fn shards_of_no_stream() -> Refusal {
    invalid("Either NextToken or StreamName should be provided.".to_owned())
}

/// Seen: also in aws/terraform-provider-aws' change log, for `StreamName`; the other members alike.
pub fn not_with_next_token(member: &str) -> Refusal {
    invalid(format!("NextToken and {member} cannot be provided together."))
}

/// Guess: no source for the words.
pub fn next_token_invalid() -> Refusal {
    invalid("Invalid NextToken.".to_owned())
}

/// Guess: no source for the words.
pub fn next_token_expired() -> Refusal {
    Refusal::ExpiredNextTokenException { message: Some("The NextToken has expired.".to_owned()) }
}

/// Guess: no source for the words.
pub fn shard_filter_without(member: &str, kind: &str) -> Refusal {
    invalid(format!("{member} must be provided when ShardFilter type is {kind}."))
}

/// Seen: API reference, SplitShard and MergeShards, that it is refused; guess: the words.
pub fn only_provisioned(operation: &str, address: &Address) -> Refusal {
    validation(format!(
        "{operation} is only supported for streams in PROVISIONED mode. Stream {} under account {} is in ON_DEMAND mode.",
        address.name, address.account
    ))
}

pub fn split_outside(key: &str, shard: ShardIndex, range: &HashRange, address: &Address) -> Refusal {
    invalid(format!(
        "NewStartingHashKey {key} used in SplitShard() on shard {} in stream {} under account {} is not both greater than one \
         plus the shard's StartingHashKey {} and less than the shard's EndingHashKey {}.",
        shard.id(),
        address.name,
        address.account,
        range.first,
        range.last
    ))
}

pub fn not_adjacent(one: ShardIndex, next: ShardIndex, address: &Address) -> Refusal {
    invalid(format!(
        "Shards {} and {} in stream {} under account {} are not an adjacent pair of shards eligible for merging",
        one.id(),
        next.id(),
        address.name,
        address.account
    ))
}

/// Guess: no source for the words.
pub fn shard_closed(shard: ShardIndex, address: &Address) -> Refusal {
    invalid(format!(
        "Shard {} in stream {} under account {} has already been merged or split, and thus is not eligible for merging or \
         splitting.",
        shard.id(),
        address.name,
        address.account
    ))
}

pub fn tags_with_invalid_characters() -> Refusal {
    invalid(
        "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @."
            .to_owned(),
    )
}

pub fn tags_with_illegal_characters(purpose: tags::Purpose, address: &Address) -> Refusal {
    let (verb, to) = match purpose {
        tags::Purpose::Add => ("add", "to"),
        tags::Purpose::Remove => ("remove", "from"),
    };
    invalid(format!(
        "Failed to {verb} tags {to} stream {} under account {} because some tags contained illegal characters. The allowed \
         characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.",
        address.name, address.account
    ))
}

/// Guess: the limit was ten when the words were seen.
pub fn too_many_tags(address: &Address) -> Refusal {
    invalid(format!(
        "Failed to add tags to stream {} under account {} because a given stream cannot have more than {} tags associated with it.",
        address.name,
        address.account,
        tags::TAGS_MAX
    ))
}

/// Seen: API reference, UpdateShardCount, that it is refused; guess: the type and the words.
pub fn shard_count_out_of_reach(target: i32, open: usize, address: &Address) -> Refusal {
    let message = format!(
        "TargetShardCount {target} of stream {} under account {} is more than double or less than half of its {open} open shards.",
        address.name, address.account
    );
    Refusal::LimitExceededException { message: Some(message) }
}

/// Seen: API reference, GetResourcePolicy: an error of this type; guess: the words.
pub fn no_policy(arn: &str) -> Refusal {
    not_found(format!("No resource policy found for resource {arn}."))
}

/// Guess: no source for the words.
pub fn not_a_stream(arn: &str) -> Refusal {
    invalid(format!("{arn} does not name a stream."))
}

pub fn retention_too_short(hours: i32) -> Refusal {
    invalid(format!(
        "Minimum allowed retention period is 24 hours. Requested retention period ({hours} hours) is too short."
    ))
}

pub fn retention_not_longer(hours: u32, existing: u32, address: &Address) -> Refusal {
    invalid(format!(
        "Requested retention period ({hours} hours) for stream {} can not be shorter than existing retention period \
         ({existing} hours). Use DecreaseRetentionPeriod API.",
        address.name
    ))
}

pub fn retention_not_shorter(hours: u32, existing: u32, address: &Address) -> Refusal {
    invalid(format!(
        "Requested retention period ({hours} hours) for stream {} can not be longer than existing retention period \
         ({existing} hours). Use IncreaseRetentionPeriod API.",
        address.name
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_as_java_does() {
        assert_eq!(java_date(Timestamp::from_secs(1_421_889_722)), "Thu Jan 22 01:22:02 UTC 2015");
    }
}
