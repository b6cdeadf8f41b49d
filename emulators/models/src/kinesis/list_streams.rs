//! ListStreams: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListStreamsInput {
    pub limit: Option<i32>,
    pub exclusive_start_stream_name: Option<String>,
    pub next_token: Option<String>,
}

structure! { ListStreamsInput: LIST_STREAMS_INPUT [0 limit, 1 exclusive_start_stream_name, 2 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListStreamsOutput {
    pub stream_names: Vec<String>,
    pub has_more_streams: bool,
    pub next_token: Option<String>,
    pub stream_summaries: Option<Vec<StreamSummary>>,
}

structure! { ListStreamsOutput: LIST_STREAMS_OUTPUT [0 stream_names, 1 has_more_streams, 2 next_token, 3 stream_summaries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamSummary {
    pub stream_name: String,
    pub stream_arn: String,
    pub stream_status: String,
    pub stream_mode_details: Option<StreamModeDetails>,
    pub stream_creation_timestamp: Option<DateTime>,
}

structure! { StreamSummary: STREAM_SUMMARY [0 stream_name, 1 stream_arn, 2 stream_status, 3 stream_mode_details, 4 stream_creation_timestamp] }

pub static LIST_STREAMS_INPUT: Shape = Shape {
    name: "ListStreamsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Limit", &LIST_STREAMS_INPUT_LIMIT),
            Member::optional("ExclusiveStartStreamName", &STREAM_NAME),
            Member::optional("NextToken", &NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_STREAMS_INPUT_LIMIT: Shape = Shape { name: "ListStreamsInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10000) }) };

pub static LIST_STREAMS_OUTPUT: Shape = Shape {
    name: "ListStreamsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamNames", &STREAM_NAME_LIST),
            Member::required("HasMoreStreams", &BOOLEAN_OBJECT),
            Member::optional("NextToken", &NEXT_TOKEN),
            Member::optional("StreamSummaries", &STREAM_SUMMARY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_NAME_LIST: Shape = Shape { name: "StreamNameList", kind: Kind::List(List { element: &STREAM_NAME, length: Range::ANY, element_name: "member", flattened: false }) };

pub static STREAM_SUMMARY: Shape = Shape {
    name: "StreamSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamName", &STREAM_NAME),
            Member::required("StreamARN", &STREAM_ARN),
            Member::required("StreamStatus", &STREAM_STATUS),
            Member::optional("StreamModeDetails", &STREAM_MODE_DETAILS),
            Member::optional("StreamCreationTimestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_SUMMARY_LIST: Shape = Shape { name: "StreamSummaryList", kind: Kind::List(List { element: &STREAM_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };
