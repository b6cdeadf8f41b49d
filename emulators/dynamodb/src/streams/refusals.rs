//! What DynamoDB Streams says when it refuses, word for word.

use models::dynamodb_streams::Refusal;

fn invalid(message: String) -> Refusal {
    Refusal::ValidationException { message: Some(message) }
}

fn not_found(what: &str) -> Refusal {
    Refusal::ResourceNotFoundException { message: Some(format!("Requested resource not found: {what}")) }
}

/// Seen: the AWS SDK for JavaScript's feature tests, which run against AWS.
pub fn stream_arn_invalid() -> Refusal {
    invalid("Invalid StreamArn".to_owned())
}

/// Seen: moto's and ExtendDB's wording.
pub fn stream_not_found(arn: &str) -> Refusal {
    not_found(&format!("Stream: {arn} not found"))
}

/// Seen: tests of the DynamoDB Streams Kinesis Adapter, and clients that look for this sentence.
pub fn shard_not_found() -> Refusal {
    not_found("Shard does not exist")
}

/// Seen: node-dynamodb-stream's issue 13.
pub fn trimmed() -> Refusal {
    Refusal::TrimmedDataAccessException {
        message: Some("The data you are trying to access has been trimmed".to_owned()),
    }
}

/// Guess: the wording is that of the API reference's description of the error.
pub fn iterator_expired() -> Refusal {
    Refusal::ExpiredIteratorException {
        message: Some("The provided iterator exceeds the maximum age allowed.".to_owned()),
    }
}

/// Guess: moto and others say it so; no source of AWS's found.
pub fn iterator_invalid() -> Refusal {
    invalid("Invalid ShardIterator".to_owned())
}

/// Guess: the limit is documented, the wording is that of all limits of shapes.
pub fn limit_too_high(limit: i32, max: i32) -> Refusal {
    invalid(format!(
        "1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value less than or \
         equal to {max}"
    ))
}

/// Guess, as all below: no source found.
pub fn number_missing(iterator_type: &str) -> Refusal {
    invalid(format!("SequenceNumber is required for ShardIteratorType {iterator_type}"))
}

pub fn number_not_expected(iterator_type: &str) -> Refusal {
    invalid(format!("SequenceNumber must not be specified for ShardIteratorType {iterator_type}"))
}

pub fn number_invalid(number: &str) -> Refusal {
    invalid(format!("Invalid SequenceNumber: {number} is not in the range of the shard"))
}

pub fn timestamp_missing() -> Refusal {
    invalid("Timestamp is required for ShardIteratorType AT_TIMESTAMP".to_owned())
}

pub fn filter_without(member: &str) -> Refusal {
    invalid(format!("{member} is required in ShardFilter"))
}
