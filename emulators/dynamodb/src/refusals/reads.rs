//! About Query and Scan.

use super::Invalid;

fn plain(sentence: &str) -> Invalid {
    Invalid(sentence.to_owned())
}

pub fn projected_without_index() -> Invalid {
    plain("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName").detected()
}

pub fn specific_without_projection() -> Invalid {
    plain("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES")
        .detected()
}

pub fn projection_of_everything(parameter: &str, select: &str) -> Invalid {
    let chosen = if select == "COUNT" { "only the Count" } else { select };
    Invalid(format!("Cannot specify the {parameter} when choosing to get {chosen}")).detected()
}

pub fn index_lacks_attributes(index: &str) -> Invalid {
    Invalid(format!(
        "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index \
         {index} because its projection type is not ALL"
    ))
}

pub fn index_does_not_project(index: &str, names: &[&str]) -> Invalid {
    Invalid(format!(
        "One or more parameter values were invalid: Global secondary index {index} does not project [{}]",
        names.join(", ")
    ))
}

/// Quoted by many.
pub fn index_is_building(name: &str) -> Invalid {
    Invalid(format!("Cannot read from backfilling global secondary index: {name}"))
}

pub fn consistent_global_index() -> Invalid {
    plain("Consistent reads are not supported on global secondary indexes")
}

pub fn no_key_condition() -> Invalid {
    plain("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.")
}

pub fn key_conditions_count() -> Invalid {
    plain("Conditions can be of length 1 or 2 only")
}

/// Seen: moto, test_query_table_with_wrong_attrs_used_in_key_condition_expression, in a remark about AWS's answer.
pub fn more_conditions_than_keys(conditions: usize, keys: usize) -> Invalid {
    Invalid(format!(
        "The number of query conditions ({conditions}) exceeds the number of key attributes defined in the schema ({keys})"
    ))
}

pub fn key_condition_missing(name: &str) -> Invalid {
    Invalid(format!("Query condition missed key schema element: {name}"))
}

pub fn key_condition_unsupported() -> Invalid {
    plain("Query key condition not supported")
}

pub fn not_indexable() -> Invalid {
    plain("Attempted conditional constraint is not an indexable operation")
}

pub fn key_condition_type() -> Invalid {
    plain("One or more parameter values were invalid: Condition parameter type does not match schema type")
}

pub fn filter_on_key(parameter: &str, name: &str) -> Invalid {
    Invalid(format!("{parameter} can only contain non-primary key attributes: Primary key attribute: {name}"))
}

pub fn start_key_invalid() -> Invalid {
    plain("The provided starting key is invalid")
}

pub fn start_key_because(why: Invalid) -> Invalid {
    Invalid(format!("The provided starting key is invalid: {}", why.0))
}

pub fn start_key_outside() -> Invalid {
    plain("The provided starting key is outside query boundaries based on provided conditions")
}

pub fn start_key_off_range() -> Invalid {
    plain("The provided starting key does not match the range key predicate")
}

pub fn start_key_of_one_row() -> Invalid {
    plain("The query can return at most one row and cannot be restarted")
}

pub fn start_key_of_other_segment(segment: i32, segments: i32) -> Invalid {
    Invalid(format!(
        "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. \
         TotalSegments: {segments} Segment: {segment}"
    ))
}

pub fn segments_missing() -> Invalid {
    plain(
        "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    )
}

pub fn segment_missing() -> Invalid {
    plain(
        "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    )
}

pub fn segment_too_high() -> Invalid {
    plain("The Segment parameter is zero-based and must be less than parameter TotalSegments")
}

/// Seen: dynoxide, which keeps AWS's newer answer.
pub fn no_gets() -> Invalid {
    plain("Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1")
        .detected()
}

pub fn no_writes() -> Invalid {
    plain("The requestItems parameter is required for BatchWriteItem")
}

pub fn too_many_gets() -> Invalid {
    plain("Too many items requested for the BatchGetItem call")
}

pub fn too_many_writes() -> Invalid {
    plain("Too many items requested for the BatchWriteItem call")
}
