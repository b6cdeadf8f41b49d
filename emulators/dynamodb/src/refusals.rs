//! What DynamoDB says when it refuses, word for word. No other file of this crate words anything for a caller.
//!
//! Where nothing else is said, a sentence was seen in AWS's answers as kept by one of: the public conformance suite
//! nubo-db/dynamodb-conformance (tier 3), moto's tests marked `aws_verified`, and the validations that dynalite took from AWS.

pub mod expressions;
pub mod legacy;
pub mod partiql;
pub mod reads;
pub mod resources;
pub mod tables;
pub mod throughput;
pub mod transactions;
pub mod updates;
pub mod values;

use models::dynamodb::Refusal;

use crate::Failure;
use crate::item::convert;
use crate::item::stored::StoredItem;

/// A request that breaks a rule beyond its shape: a ValidationException with this message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(pub String);

impl Invalid {
    /// PutItem, UpdateItem and DeleteItem announce what is wrong with the request itself as they announce violations of shapes
    /// (since 2026; seen: moto's `aws_verified` tests of 5.2.5). What is wrong with it only for this table they say plainly.
    pub fn detected(self) -> Invalid {
        Invalid(format!("1 validation error detected: {}", self.0))
    }
}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Failure {
        Failure::Refused(validation(invalid.0))
    }
}

pub fn validation(message: String) -> Refusal {
    Refusal::ValidationException { message: Some(message) }
}

/// The item is what `ReturnValuesOnConditionCheckFailure` asked for.
pub fn condition_failed(item: Option<StoredItem>) -> Failure {
    Failure::Refused(Refusal::ConditionalCheckFailedException {
        message: Some("The conditional request failed".to_owned()),
        item: item.map(|item| convert::attributes(item.view().to_item())),
    })
}

pub fn return_values_not_old() -> Invalid {
    Invalid("ReturnValues can only be ALL_OLD or NONE".to_owned())
}

/// By the operations on items.
pub fn no_such_table() -> Failure {
    Failure::Refused(Refusal::ResourceNotFoundException { message: Some("Requested resource not found".to_owned()) })
}
