//! About tags and resource policies, and the ARNs that name their tables.
//!
//! Seen: the catalogue of messages in ack-api-quirks (findings DDB-TABLE-442, -445 and -464), and moto's tests of resource policies that
//! are marked `aws_verified`.

use std::fmt::Display;

use models::dynamodb::Refusal;

use super::Invalid;
use crate::Failure;

fn parameter(sentence: impl Display) -> Invalid {
    Invalid(format!("One or more parameter values were invalid: {sentence}"))
}

pub fn not_an_arn(said: &str) -> Invalid {
    parameter(format_args!("ARNs must start with 'arn:': {said}"))
}

pub fn not_of_dynamodb(arn: &str) -> Invalid {
    parameter(format_args!("Provided Arn is not a DynamoDB resource arn: {arn}"))
}

pub fn neither_table_nor_stream(arn: &str) -> Invalid {
    parameter(format_args!(
        "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: {arn}"
    ))
}

pub fn of_another_region(arn: &str) -> Invalid {
    parameter(format_args!("Invalid resource Arn: {arn}"))
}

pub fn of_another_region_tagged(arn: &str) -> Invalid {
    Invalid(format!("Invalid TableArn: Invalid ResourceArn provided as input {arn}"))
}

pub fn of_another_account() -> Invalid {
    Invalid("This action is only supported by accounts that match the resource owner’s account.".to_owned())
}

/// A guess at the sentence: AWS names the caller and the action.
pub fn access_denied(arn: &str) -> Failure {
    Failure::Refused(Refusal::AccessDeniedException { message: Some(format!("Access denied to resource: {arn}")) })
}

/// The typing error is AWS's.
pub fn resource_not_found(arn: &str) -> Failure {
    Failure::Refused(Refusal::ResourceNotFoundException {
        message: Some(format!("Requested resource not found: ResourcArn: {arn} not found")),
    })
}

pub fn no_tags() -> Invalid {
    Invalid("Atleast one Tag needs to be provided as Input.".to_owned())
}

pub fn no_tag_keys() -> Invalid {
    Invalid("Atleast one Tag Key needs to be provided as Input.".to_owned())
}

pub fn tag_key_invalid(key: &str) -> Invalid {
    Invalid(format!("The Tag Key provided is invalid, Key: {key}"))
}

pub fn tag_value_invalid(value: &str) -> Invalid {
    Invalid(format!("The Tag Value provided is invalid, Value: {value}"))
}

pub fn policy_not_json() -> Invalid {
    parameter("Invalid policy document: This policy contains invalid Json")
}

pub fn policy_too_large() -> Invalid {
    parameter("Maximum policy size of 20480 bytes exceeded")
}

fn no_policy(of: impl Display) -> Failure {
    Failure::Refused(Refusal::PolicyNotFoundException {
        message: Some(format!("Resource-based policy not found for the provided ResourceArn: {of}")),
    })
}

pub fn policy_not_found(arn: &str) -> Failure {
    no_policy(arn)
}

pub fn policy_not_expected(table: &str, revision: &str) -> Failure {
    no_policy(format_args!(
        "Requested policy update expecting none to be present for table {table}, but a policy exists with revision id {revision}."
    ))
}

pub fn policy_of_another_revision(table: &str, expected: &str, revision: &str) -> Failure {
    no_policy(format_args!(
        "Requested update for policy with revision id {expected}, but the policy associated to target table {table} has revision id \
         {revision}."
    ))
}

/// A guess at the sentence: only those above were seen.
pub fn policy_expected(table: &str, expected: &str) -> Failure {
    no_policy(format_args!(
        "Requested update for policy with revision id {expected}, but no policy is associated to target table {table}."
    ))
}
