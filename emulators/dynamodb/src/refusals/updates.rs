//! About UpdateTable and UpdateTimeToLive.
//!
//! Seen, where nothing else is said: the catalogues and the pairs of members in ack-api-quirks (findings DDB-TABLE-057, -163, -174, -382,
//! -433, -442 and -444).

use std::fmt::Display;

use models::dynamodb::Refusal;

use super::Invalid;
use crate::Failure;

fn parameter(sentence: impl Display) -> Invalid {
    Invalid(format!("One or more parameter values were invalid: {sentence}"))
}

fn in_use(detail: impl Display) -> Failure {
    let message = format!("Attempt to change a resource which is still in use: {detail}");
    Failure::Refused(Refusal::ResourceInUseException { message: Some(message) })
}

fn limit(sentence: impl Display) -> Failure {
    Failure::Refused(Refusal::LimitExceededException {
        message: Some(format!("Subscriber limit exceeded: {sentence}")),
    })
}

pub fn nothing_to_update() -> Invalid {
    Invalid(
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, \
         ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, \
         OnDemandThroughput, WarmThroughput or TableClass is required"
            .to_owned(),
    )
}

/// `what` is as AWS calls it: `Server-Side Encryption modification`.
pub fn must_be_alone(what: &str) -> Invalid {
    parameter(format_args!("{what} must be the only operation in the request"))
}

pub fn on_demand_only_with_billing() -> Invalid {
    parameter("OnDemandThroughput can only be combined with BillingMode in an UpdateTable request")
}

pub fn index_with_warm_throughput() -> Invalid {
    parameter("Create global secondary index cannot be specified when updating WarmThroughput")
}

pub fn stream_with_units() -> Invalid {
    parameter("You cannot modify stream status while updating table IOPS")
}

pub fn index_with_units() -> Invalid {
    parameter("You cannot create or delete index while updating table IOPS")
}

pub fn index_with_stream() -> Invalid {
    parameter("You cannot create or delete index while changing stream status")
}

pub fn index_updates_empty() -> Invalid {
    parameter("List of GlobalSecondaryIndexUpdates is empty")
}

pub fn index_update_without_action() -> Invalid {
    parameter(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be \
         null",
    )
}

pub fn index_update_with_actions() -> Invalid {
    parameter("Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object")
}

pub fn index_updated_twice(index: &str) -> Invalid {
    parameter(format_args!(
        "Only one global secondary index update per index is allowed simultaneously. Index: {index}"
    ))
}

pub fn one_online_index() -> Failure {
    limit("Only 1 online index can be created or deleted simultaneously per table")
}

/// A guess at the sentence; that it is this error was seen (DDB-TABLE-169).
pub fn too_many_indexes() -> Failure {
    limit("GlobalSecondaryIndex count exceeds the per-table limit of 20")
}

pub fn units_missing() -> Invalid {
    parameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED")
}

pub fn index_units_missing(index: &str) -> Invalid {
    parameter(format_args!("ProvisionedThroughput must be specified for index: {index}"))
}

pub fn index_update_without_units(index: &str) -> Invalid {
    parameter(format_args!("Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: {index}"))
}

pub fn index_units_on_demand(index: &str) -> Invalid {
    parameter(format_args!(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: {index} when BillingMode is PAY_PER_REQUEST"
    ))
}

pub fn index_update_empty(index: &str) -> Invalid {
    parameter(format_args!(
        "The only Updates for index: {index} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput"
    ))
}

/// `whose` is `table` or `index NAME`.
pub fn units_do_not_change(whose: &str, (read, write): (i64, i64)) -> Invalid {
    let of = whose.split(' ').next().unwrap_or(whose);
    Invalid(format!(
        "The provisioned throughput for the {whose} will not change. The requested value equals the current value. Current \
         ReadCapacityUnits provisioned for the {of}: {read}. Requested ReadCapacityUnits: {read}. Current WriteCapacityUnits provisioned \
         for the {of}: {write}. Requested WriteCapacityUnits: {write}. Refer to the Amazon DynamoDB Developer Guide for current limits \
         and how to request higher limits."
    ))
}

pub fn getting_colder(which: &str, index: Option<&str>) -> Invalid {
    let whose = index.map_or("table".to_owned(), |index| format!("index {index}"));
    parameter(format_args!(
        "Requested {which}UnitsPerSecond for WarmThroughput for {whose} is lower than current WarmThroughput, decreasing WarmThroughput \
         is not supported"
    ))
}

pub fn no_such_index(index: &str, table: &str) -> Failure {
    Failure::Refused(Refusal::ResourceNotFoundException {
        message: Some(format!("Requested resource not found: Index {index} for table {table}")),
    })
}

/// `what` is `delete` or `update`.
pub fn not_a_global_index(what: &str, index: &str) -> Invalid {
    Invalid(format!("Cannot {what} an index that is not a GlobalSecondaryIndex: {index}"))
}

pub fn index_exists() -> Invalid {
    Invalid("Attempting to create an index which already exists".to_owned())
}

pub fn index_is_being_created(index: &str, table: &str) -> Failure {
    in_use(format_args!("Index is being created.  Table: {table} Index: {index}"))
}

pub fn definitions_missing(index: &str) -> Invalid {
    parameter(format_args!("AttributeDefinitions is not specified for index: {index}"))
}

/// A guess at the schemas in it: one was seen of a vector index.
pub fn attribute_redefined(name: &str, before: &str, after: &str) -> Invalid {
    parameter(format_args!(
        "Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: \
         Schema:[SchemaElement: key{{{name}:{before}}}] New schema: Schema:[SchemaElement: key{{{name}:{after}}}]"
    ))
}

pub fn table_with_building_index() -> Failure {
    in_use("Cannot delete table while indexes are being created, updated, or deleted.")
}

pub fn encrypted_by_default() -> Invalid {
    parameter("Table is already encrypted by default")
}

pub fn encrypted_with_this_key() -> Invalid {
    parameter(
        "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key",
    )
}

pub fn stream_is_on(table: &str) -> Invalid {
    Invalid(format!("Table already has an enabled stream: TableName: {table}"))
}

pub fn stream_is_off(table: &str) -> Invalid {
    Invalid(format!("Table has no stream to disable: TableName: {table}"))
}

pub fn stream_view_missing() -> Invalid {
    parameter("If stream is being enabled then UpdateViewType is required")
}

pub fn stream_view_of_no_stream() -> Invalid {
    parameter("If stream is being disabled, then UpdateViewType must not be specified")
}

pub fn expiry_is_on() -> Invalid {
    Invalid("TimeToLive is already enabled".to_owned())
}

pub fn expiry_is_off() -> Invalid {
    Invalid("TimeToLive is already disabled".to_owned())
}

pub fn expiry_by_another(attribute: &str) -> Invalid {
    Invalid(format!("TimeToLive is active on a different AttributeName: current AttributeName is {attribute}"))
}
