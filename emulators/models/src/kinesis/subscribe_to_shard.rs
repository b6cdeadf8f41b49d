//! SubscribeToShard: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct InternalFailureException {
    pub message: Option<String>,
}

structure! { InternalFailureException: INTERNAL_FAILURE_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KMSAccessDeniedException {
    pub message: Option<String>,
}

structure! { KMSAccessDeniedException: KMS_ACCESS_DENIED_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KMSDisabledException {
    pub message: Option<String>,
}

structure! { KMSDisabledException: KMS_DISABLED_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KMSInvalidStateException {
    pub message: Option<String>,
}

structure! { KMSInvalidStateException: KMS_INVALID_STATE_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KMSNotFoundException {
    pub message: Option<String>,
}

structure! { KMSNotFoundException: KMS_NOT_FOUND_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KMSOptInRequired {
    pub message: Option<String>,
}

structure! { KMSOptInRequired: KMS_OPT_IN_REQUIRED [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KMSThrottlingException {
    pub message: Option<String>,
}

structure! { KMSThrottlingException: KMS_THROTTLING_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResourceInUseException {
    pub message: Option<String>,
}

structure! { ResourceInUseException: RESOURCE_IN_USE_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResourceNotFoundException {
    pub message: Option<String>,
}

structure! { ResourceNotFoundException: RESOURCE_NOT_FOUND_EXCEPTION [0 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartingPosition {
    pub r#type: String,
    pub sequence_number: Option<String>,
    pub timestamp: Option<DateTime>,
}

structure! { StartingPosition: STARTING_POSITION [0 r#type, 1 sequence_number, 2 timestamp] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubscribeToShardEvent {
    pub records: Vec<Record>,
    pub continuation_sequence_number: String,
    pub millis_behind_latest: i64,
    pub child_shards: Option<Vec<ChildShard>>,
}

structure! { SubscribeToShardEvent: SUBSCRIBE_TO_SHARD_EVENT [0 records, 1 continuation_sequence_number, 2 millis_behind_latest, 3 child_shards] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubscribeToShardEventStream {
    pub subscribe_to_shard_event: SubscribeToShardEvent,
    pub resource_not_found_exception: Option<ResourceNotFoundException>,
    pub resource_in_use_exception: Option<ResourceInUseException>,
    pub kms_disabled_exception: Option<KMSDisabledException>,
    pub kms_invalid_state_exception: Option<KMSInvalidStateException>,
    pub kms_access_denied_exception: Option<KMSAccessDeniedException>,
    pub kms_not_found_exception: Option<KMSNotFoundException>,
    pub kms_opt_in_required: Option<KMSOptInRequired>,
    pub kms_throttling_exception: Option<KMSThrottlingException>,
    pub internal_failure_exception: Option<InternalFailureException>,
}

structure! { SubscribeToShardEventStream: SUBSCRIBE_TO_SHARD_EVENT_STREAM [0 subscribe_to_shard_event, 1 resource_not_found_exception, 2 resource_in_use_exception, 3 kms_disabled_exception, 4 kms_invalid_state_exception, 5 kms_access_denied_exception, 6 kms_not_found_exception, 7 kms_opt_in_required, 8 kms_throttling_exception, 9 internal_failure_exception] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubscribeToShardInput {
    pub consumer_arn: String,
    pub stream_id: Option<String>,
    pub shard_id: String,
    pub starting_position: StartingPosition,
    pub dry_run: Option<bool>,
}

structure! { SubscribeToShardInput: SUBSCRIBE_TO_SHARD_INPUT [0 consumer_arn, 1 stream_id, 2 shard_id, 3 starting_position, 4 dry_run] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubscribeToShardOutput {
    pub event_stream: SubscribeToShardEventStream,
}

structure! { SubscribeToShardOutput: SUBSCRIBE_TO_SHARD_OUTPUT [0 event_stream] }

pub static INTERNAL_FAILURE_EXCEPTION: Shape = Shape {
    name: "InternalFailureException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_ACCESS_DENIED_EXCEPTION: Shape = Shape {
    name: "KMSAccessDeniedException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_DISABLED_EXCEPTION: Shape = Shape {
    name: "KMSDisabledException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_INVALID_STATE_EXCEPTION: Shape = Shape {
    name: "KMSInvalidStateException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "KMSNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_OPT_IN_REQUIRED: Shape = Shape {
    name: "KMSOptInRequired",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_THROTTLING_EXCEPTION: Shape = Shape {
    name: "KMSThrottlingException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESOURCE_IN_USE_EXCEPTION: Shape = Shape {
    name: "ResourceInUseException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESOURCE_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "ResourceNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STARTING_POSITION: Shape = Shape {
    name: "StartingPosition",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Type", &SHARD_ITERATOR_TYPE),
            Member::optional("SequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("Timestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SUBSCRIBE_TO_SHARD_EVENT: Shape = Shape {
    name: "SubscribeToShardEvent",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Records", &RECORD_LIST),
            Member::required("ContinuationSequenceNumber", &SEQUENCE_NUMBER),
            Member::required("MillisBehindLatest", &MILLIS_BEHIND_LATEST),
            Member::optional("ChildShards", &CHILD_SHARD_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SUBSCRIBE_TO_SHARD_EVENT_STREAM: Shape = Shape {
    name: "SubscribeToShardEventStream",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("SubscribeToShardEvent", &SUBSCRIBE_TO_SHARD_EVENT),
            Member::optional("ResourceNotFoundException", &RESOURCE_NOT_FOUND_EXCEPTION),
            Member::optional("ResourceInUseException", &RESOURCE_IN_USE_EXCEPTION),
            Member::optional("KMSDisabledException", &KMS_DISABLED_EXCEPTION),
            Member::optional("KMSInvalidStateException", &KMS_INVALID_STATE_EXCEPTION),
            Member::optional("KMSAccessDeniedException", &KMS_ACCESS_DENIED_EXCEPTION),
            Member::optional("KMSNotFoundException", &KMS_NOT_FOUND_EXCEPTION),
            Member::optional("KMSOptInRequired", &KMS_OPT_IN_REQUIRED),
            Member::optional("KMSThrottlingException", &KMS_THROTTLING_EXCEPTION),
            Member::optional("InternalFailureException", &INTERNAL_FAILURE_EXCEPTION),
        ],
        check_order: None,
        flavour: Flavour::EventStream,
    }),
};

pub static SUBSCRIBE_TO_SHARD_INPUT: Shape = Shape {
    name: "SubscribeToShardInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ConsumerARN", &CONSUMER_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::required("ShardId", &SHARD_ID),
            Member::required("StartingPosition", &STARTING_POSITION),
            Member::optional("DryRun", &BOOLEAN_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SUBSCRIBE_TO_SHARD_OUTPUT: Shape = Shape {
    name: "SubscribeToShardOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("EventStream", &SUBSCRIBE_TO_SHARD_EVENT_STREAM),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
