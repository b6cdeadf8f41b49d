//! ListChannels: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, PartialEq)]
pub struct ChannelStreamIdentifier {
    pub stream_arn: String,
    pub stream_creation_timestamp: DateTime,
}

impl Default for ChannelStreamIdentifier {
    fn default() -> Self {
        Self {
            stream_arn: Default::default(),
            stream_creation_timestamp: DateTime::from_secs(0),
        }
    }
}

structure! { ChannelStreamIdentifier: CHANNEL_STREAM_IDENTIFIER [0 stream_arn, 1 stream_creation_timestamp] }

#[derive(Clone, Debug, PartialEq)]
pub struct ChannelSummary {
    pub channel_name: String,
    pub channel_arn: String,
    pub channel_id: String,
    pub channel_status: String,
    pub channel_status_reason: Option<String>,
    pub channel_creation_timestamp: DateTime,
    pub channel_destination_type: String,
    pub streams: Vec<ChannelStreamIdentifier>,
}

impl Default for ChannelSummary {
    fn default() -> Self {
        Self {
            channel_name: Default::default(),
            channel_arn: Default::default(),
            channel_id: Default::default(),
            channel_status: Default::default(),
            channel_status_reason: Default::default(),
            channel_creation_timestamp: DateTime::from_secs(0),
            channel_destination_type: Default::default(),
            streams: Default::default(),
        }
    }
}

structure! { ChannelSummary: CHANNEL_SUMMARY [0 channel_name, 1 channel_arn, 2 channel_id, 3 channel_status, 4 channel_status_reason, 5 channel_creation_timestamp, 6 channel_destination_type, 7 streams] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListChannelsInput {
    pub stream_filter: Option<Vec<StreamFilter>>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

structure! { ListChannelsInput: LIST_CHANNELS_INPUT [0 stream_filter, 1 max_results, 2 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListChannelsOutput {
    pub channel_summaries: Vec<ChannelSummary>,
    pub next_token: Option<String>,
}

structure! { ListChannelsOutput: LIST_CHANNELS_OUTPUT [0 channel_summaries, 1 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamFilter {
    pub stream_arn: String,
    pub stream_creation_timestamp: Option<DateTime>,
}

structure! { StreamFilter: STREAM_FILTER [0 stream_arn, 1 stream_creation_timestamp] }

pub static CHANNEL_DESTINATION_TYPE: Shape = Shape { name: "ChannelDestinationType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["S3", "S3_TABLES"] }) };

pub static CHANNEL_STREAM_IDENTIFIER: Shape = Shape {
    name: "ChannelStreamIdentifier",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::required("StreamCreationTimestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANNEL_STREAM_IDENTIFIER_LIST: Shape = Shape { name: "ChannelStreamIdentifierList", kind: Kind::List(List { element: &CHANNEL_STREAM_IDENTIFIER, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };

pub static CHANNEL_SUMMARY: Shape = Shape {
    name: "ChannelSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelName", &CHANNEL_NAME),
            Member::required("ChannelARN", &CHANNEL_ARN),
            Member::required("ChannelId", &CHANNEL_ID),
            Member::required("ChannelStatus", &CHANNEL_STATUS),
            Member::optional("ChannelStatusReason", &CHANNEL_STATUS_REASON),
            Member::required("ChannelCreationTimestamp", &TIMESTAMP),
            Member::required("ChannelDestinationType", &CHANNEL_DESTINATION_TYPE),
            Member::required("Streams", &CHANNEL_STREAM_IDENTIFIER_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANNEL_SUMMARY_LIST: Shape = Shape { name: "ChannelSummaryList", kind: Kind::List(List { element: &CHANNEL_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LIST_CHANNELS_INPUT: Shape = Shape {
    name: "ListChannelsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamFilter", &STREAM_FILTER_LIST),
            Member::optional("MaxResults", &LIST_CHANNELS_INPUT_LIMIT),
            Member::optional("NextToken", &NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_CHANNELS_INPUT_LIMIT: Shape = Shape { name: "ListChannelsInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10000) }) };

pub static LIST_CHANNELS_OUTPUT: Shape = Shape {
    name: "ListChannelsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelSummaries", &CHANNEL_SUMMARY_LIST),
            Member::optional("NextToken", &NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_FILTER: Shape = Shape {
    name: "StreamFilter",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::optional("StreamCreationTimestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_FILTER_LIST: Shape = Shape { name: "StreamFilterList", kind: Kind::List(List { element: &STREAM_FILTER, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };
