//! About tables and indexes.

use std::fmt::Display;

use models::dynamodb::Refusal;

use super::Invalid;
use crate::Failure;

fn parameter(sentence: impl Display) -> Invalid {
    Invalid(format!("One or more parameter values were invalid: {sentence}"))
}

fn plain(sentence: &str) -> Invalid {
    Invalid(sentence.to_owned())
}

pub fn violations(violations: &[String]) -> Invalid {
    let errors = if violations.len() == 1 { "error" } else { "errors" };
    Invalid(format!("{} validation {errors} detected: {}", violations.len(), violations.join("; ")))
}

pub fn name_too_short(name: &str, shortest: usize) -> String {
    format!(
        "Value '{name}' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to {shortest}"
    )
}

pub fn name_too_long(name: &str) -> String {
    format!(
        "Value '{name}' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255"
    )
}

pub fn name_not_allowed(name: &str) -> String {
    format!(
        "Value '{name}' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: \
         [a-zA-Z0-9_.-]+"
    )
}

/// By DescribeTable and DeleteTable, which name it.
pub fn table_not_found(name: &str) -> Failure {
    Failure::Refused(Refusal::ResourceNotFoundException {
        message: Some(format!("Requested resource not found: Table: {name} not found")),
    })
}

pub fn table_exists(name: &str) -> Failure {
    Failure::Refused(Refusal::ResourceInUseException { message: Some(format!("Table already exists: {name}")) })
}

/// Seen: dynoxide, which keeps AWS's answer.
pub fn table_protected() -> Invalid {
    plain(
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    )
}

pub fn key_schema_empty() -> Invalid {
    violations(&[
        "Value '[]' at 'keySchema' failed to satisfy constraint: Member must have length greater than or equal to 1"
            .to_owned(),
    ])
}

pub fn member_missing(member: &str) -> Invalid {
    violations(&[format!("Value null at '{member}' failed to satisfy constraint: Member must not be null")])
}

pub fn key_undefined() -> Invalid {
    plain("Invalid KeySchema: Some index key attribute have no definition")
}

pub fn keys_undefined(keys: &[&str], definitions: &[&str]) -> Invalid {
    parameter(format_args!(
        "Some index key attributes are not defined in AttributeDefinitions. Keys: [{}], AttributeDefinitions: [{}]",
        keys.join(", "),
        definitions.join(", ")
    ))
}

pub fn definitions_unused(definitions: &[String], used: &[String]) -> Invalid {
    parameter(format_args!(
        "Some AttributeDefinitions are not used. AttributeDefinitions: [{}], keys used: [{}]",
        definitions.join(", "),
        used.join(", ")
    ))
}

pub fn definitions_more_than_keys() -> Invalid {
    parameter(
        "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    )
}

pub fn keys_same_name() -> Invalid {
    plain("Both the Hash Key and the Range Key element in the KeySchema have the same name")
}

pub fn first_key_not_hash() -> Invalid {
    plain("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
}

pub fn second_key_not_range() -> Invalid {
    plain("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")
}

pub fn index_list_empty(list: &str) -> Invalid {
    parameter(format_args!("List of {list} is empty"))
}

pub fn local_index_without_range_key() -> Invalid {
    parameter("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex")
}

pub fn index_without_range_key(index: &str) -> Invalid {
    parameter(format_args!("Index KeySchema does not have a range key for index: {index}"))
}

pub fn local_index_other_hash_key(index: &str, hash: &str, table: &str) -> Invalid {
    parameter(format_args!(
        "Index KeySchema does not have the same leading hash key as table KeySchema for index: {index}. index hash key: {hash}, \
         table hash key: {table}"
    ))
}

pub fn projection_unknown() -> Invalid {
    parameter("Unknown ProjectionType: null")
}

pub fn projection_with_attributes(kind: &str) -> Invalid {
    parameter(format_args!("ProjectionType is {kind}, but NonKeyAttributes is specified"))
}

pub fn projection_without_attributes() -> Invalid {
    parameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified")
}

pub fn index_name_twice(index: &str) -> Invalid {
    parameter(format_args!("Duplicate index name: {index}"))
}

pub fn too_many_local_indexes() -> Invalid {
    parameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5")
}

pub fn too_many_global_indexes() -> Invalid {
    parameter("GlobalSecondaryIndex count exceeds the per-table limit of 20")
}

/// Seen with their rules, as all that speaks of AttributeDefinitions and of keys of several attributes: findings DDB-TABLE-042, -123, -126
/// and -442 of ack-api-quirks, by those who probed AWS for the controllers of Kubernetes in October 2026.
pub fn index_keys_too_many(which: &str) -> Invalid {
    parameter(format_args!("The KeySchema exceeds the maximum allowed number of {which} key attributes"))
}

pub fn index_keys_out_of_order() -> Invalid {
    parameter("All HASH key attributes must precede RANGE key attributes in the KeySchema")
}

pub fn index_keys_same_name() -> Invalid {
    plain("The KeySchema contains multiple key attributes with the same name")
}

pub fn definition_twice(name: &str) -> Invalid {
    Invalid(format!("Attribute Name is duplicated: {name}"))
}

pub fn projection_names_twice(name: &str) -> Invalid {
    parameter(format_args!("Duplicate element in NonKeyAttributes: {name}"))
}

pub fn stream_view_missing() -> Invalid {
    parameter("Table is being created with a stream enabled, UpdateViewType is required")
}

pub fn stream_view_of_no_stream() -> Invalid {
    parameter("Table is being created with a stream disabled, UpdateViewType should not be specified")
}

pub fn encryption_off_with(member: &str) -> Invalid {
    parameter(format_args!("{member} can not be specified if Enabled is false"))
}

pub fn encryption_of_type(kind: &str) -> Invalid {
    parameter(format_args!("SSEType {kind} is not supported"))
}

pub fn encryption_type_missing() -> Invalid {
    parameter("SSEType KMS is required if KMSMasterKeyId is specified")
}

pub fn tag_reserved(key: &str) -> Invalid {
    Invalid(format!("Tag Key cannot be prefixed with aws:, Key: {key}"))
}

pub fn tag_twice(key: &str) -> Invalid {
    Invalid(format!("Duplicate Tag Keys provided as input: Duplicate Tag Key found {key}"))
}

pub fn too_many_tags() -> Invalid {
    plain("Number of Tags exceed the current limit for the provided ResourceArn")
}

pub fn not_emulated(feature: &str) -> Invalid {
    Invalid(format!("statebox does not emulate {feature} yet"))
}

pub fn no_such_index(name: &str) -> Invalid {
    Invalid(format!("The table does not have the specified index: {name}"))
}

pub fn path_into_key(key: &str, name: &str) -> Invalid {
    Invalid(format!(
        "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: {key}: {name}"
    ))
}

pub fn key_is_fixed(name: &str) -> Invalid {
    parameter(format_args!("Cannot update attribute {name}. This attribute is part of the key"))
}
