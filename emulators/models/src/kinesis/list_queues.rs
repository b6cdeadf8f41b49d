//! ListQueues: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQueuesInput {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub stream_filter: Option<Vec<QueueStreamFilter>>,
}

structure! { ListQueuesInput: LIST_QUEUES_INPUT [0 max_results, 1 next_token, 2 stream_filter] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQueuesOutput {
    pub queue_summaries: Vec<QueueSummary>,
    pub next_token: Option<String>,
}

structure! { ListQueuesOutput: LIST_QUEUES_OUTPUT [0 queue_summaries, 1 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueStreamFilter {
    pub stream_arn: String,
    pub stream_creation_timestamp: Option<DateTime>,
}

structure! { QueueStreamFilter: QUEUE_STREAM_FILTER [0 stream_arn, 1 stream_creation_timestamp] }

#[derive(Clone, Debug, PartialEq)]
pub struct QueueStreamIdentifier {
    pub stream_arn: String,
    pub stream_creation_timestamp: DateTime,
}

impl Default for QueueStreamIdentifier {
    fn default() -> Self {
        Self {
            stream_arn: Default::default(),
            stream_creation_timestamp: DateTime::from_secs(0),
        }
    }
}

structure! { QueueStreamIdentifier: QUEUE_STREAM_IDENTIFIER [0 stream_arn, 1 stream_creation_timestamp] }

#[derive(Clone, Debug, PartialEq)]
pub struct QueueSummary {
    pub queue_name: String,
    pub queue_arn: String,
    pub queue_status: String,
    pub queue_creation_timestamp: DateTime,
    pub streams: Vec<QueueStreamIdentifier>,
}

impl Default for QueueSummary {
    fn default() -> Self {
        Self {
            queue_name: Default::default(),
            queue_arn: Default::default(),
            queue_status: Default::default(),
            queue_creation_timestamp: DateTime::from_secs(0),
            streams: Default::default(),
        }
    }
}

structure! { QueueSummary: QUEUE_SUMMARY [0 queue_name, 1 queue_arn, 2 queue_status, 3 queue_creation_timestamp, 4 streams] }

pub static LIST_QUEUES_INPUT: Shape = Shape {
    name: "ListQueuesInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MaxResults", &LIST_QUEUES_INPUT_LIMIT),
            Member::optional("NextToken", &NEXT_TOKEN),
            Member::optional("StreamFilter", &QUEUE_STREAM_FILTER_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_QUEUES_INPUT_LIMIT: Shape = Shape { name: "ListQueuesInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10000) }) };

pub static LIST_QUEUES_OUTPUT: Shape = Shape {
    name: "ListQueuesOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueSummaries", &QUEUE_SUMMARY_LIST),
            Member::optional("NextToken", &NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_STREAM_FILTER: Shape = Shape {
    name: "QueueStreamFilter",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::optional("StreamCreationTimestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_STREAM_FILTER_LIST: Shape = Shape { name: "QueueStreamFilterList", kind: Kind::List(List { element: &QUEUE_STREAM_FILTER, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };

pub static QUEUE_STREAM_IDENTIFIER: Shape = Shape {
    name: "QueueStreamIdentifier",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::required("StreamCreationTimestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_STREAM_IDENTIFIER_LIST: Shape = Shape { name: "QueueStreamIdentifierList", kind: Kind::List(List { element: &QUEUE_STREAM_IDENTIFIER, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };

pub static QUEUE_SUMMARY: Shape = Shape {
    name: "QueueSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueName", &QUEUE_NAME),
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("QueueStatus", &QUEUE_STATUS),
            Member::required("QueueCreationTimestamp", &TIMESTAMP),
            Member::required("Streams", &QUEUE_STREAM_IDENTIFIER_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_SUMMARY_LIST: Shape = Shape { name: "QueueSummaryList", kind: Kind::List(List { element: &QUEUE_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };
