//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static NON_NEGATIVE_LONG_OBJECT: Shape = Shape { name: "NonNegativeLongObject", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static NULL_ATTRIBUTE_VALUE: Shape = Shape { name: "NullAttributeValue", kind: Kind::Boolean };

pub static NUMBER_ATTRIBUTE_VALUE: Shape = Shape { name: "NumberAttributeValue", kind: Kind::String(Text::ANY) };

pub static OUTPUT_TYPE_ENUM: Shape = Shape { name: "OutputTypeEnum", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ERROR", "CONDITION_CHECK_FAILURE"] }) };

pub static PARTI_QL_STATEMENT: Shape = Shape { name: "PartiQLStatement", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(8192) }, pattern: None, values: &[] }) };

pub static POINT_IN_TIME_RECOVERY_STATUS: Shape = Shape { name: "PointInTimeRecoveryStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLED", "DISABLED"] }) };

pub static POLICY_REVISION_ID: Shape = Shape { name: "PolicyRevisionId", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: None, values: &[] }) };

pub static POSITIVE_INTEGER_OBJECT: Shape = Shape { name: "PositiveIntegerObject", kind: Kind::Integer(Range { min: Some(1), max: None }) };

pub static POSITIVE_LONG_OBJECT: Shape = Shape { name: "PositiveLongObject", kind: Kind::Long(Range { min: Some(1), max: None }) };

pub static PROCESSED_INPUT_BYTES: Shape = Shape { name: "ProcessedInputBytes", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static PROCESSED_ITEM_COUNT: Shape = Shape { name: "ProcessedItemCount", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static PROJECTION_EXPRESSION: Shape = Shape { name: "ProjectionExpression", kind: Kind::String(Text::ANY) };

pub static PROJECTION_TYPE: Shape = Shape { name: "ProjectionType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ALL", "INCLUDE", "KEYS_ONLY"] }) };

pub static REASON: Shape = Shape { name: "Reason", kind: Kind::String(Text::ANY) };

pub static RECOVERY_PERIOD_IN_DAYS: Shape = Shape { name: "RecoveryPeriodInDays", kind: Kind::Integer(Range { min: Some(1), max: Some(35) }) };

pub static REGION_NAME: Shape = Shape { name: "RegionName", kind: Kind::String(Text::ANY) };

pub static REPLICA_STATUS: Shape = Shape { name: "ReplicaStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "CREATION_FAILED", "UPDATING", "DELETING", "ACTIVE", "REGION_DISABLED", "INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED", "REPLICATION_NOT_AUTHORIZED"] }) };

pub static REPLICA_STATUS_DESCRIPTION: Shape = Shape { name: "ReplicaStatusDescription", kind: Kind::String(Text::ANY) };

pub static REPLICA_STATUS_PERCENT_PROGRESS: Shape = Shape { name: "ReplicaStatusPercentProgress", kind: Kind::String(Text::ANY) };

pub static RESOURCE: Shape = Shape { name: "Resource", kind: Kind::String(Text::ANY) };

pub static RESOURCE_ARN_STRING: Shape = Shape { name: "ResourceArnString", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1283) }, pattern: None, values: &[] }) };

pub static RESOURCE_POLICY: Shape = Shape { name: "ResourcePolicy", kind: Kind::String(Text::ANY) };

pub static RESTORE_IN_PROGRESS: Shape = Shape { name: "RestoreInProgress", kind: Kind::Boolean };

pub static RETURN_CONSUMED_CAPACITY: Shape = Shape { name: "ReturnConsumedCapacity", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["INDEXES", "TOTAL", "NONE"] }) };

pub static RETURN_ITEM_COLLECTION_METRICS: Shape = Shape { name: "ReturnItemCollectionMetrics", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["SIZE", "NONE"] }) };

pub static RETURN_VALUE: Shape = Shape { name: "ReturnValue", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"] }) };

pub static RETURN_VALUES_ON_CONDITION_CHECK_FAILURE: Shape = Shape { name: "ReturnValuesOnConditionCheckFailure", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ALL_OLD", "NONE"] }) };

pub static S3_BUCKET: Shape = Shape { name: "S3Bucket", kind: Kind::String(Text { length: Range { min: None, max: Some(255) }, pattern: Some("^[a-z0-9A-Z]+[\\.\\-\\w]*[a-z0-9A-Z]+$"), values: &[] }) };

pub static S3_BUCKET_OWNER: Shape = Shape { name: "S3BucketOwner", kind: Kind::String(Text { length: Range::ANY, pattern: Some("[0-9]{12}"), values: &[] }) };
