//! ListStreams: what no other operation uses. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListStreamsInput {
    pub table_name: Option<String>,
    pub limit: Option<i32>,
    pub exclusive_start_stream_arn: Option<String>,
}

structure! { ListStreamsInput: LIST_STREAMS_INPUT [0 table_name, 1 limit, 2 exclusive_start_stream_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListStreamsOutput {
    pub streams: Option<Vec<Stream>>,
    pub last_evaluated_stream_arn: Option<String>,
}

structure! { ListStreamsOutput: LIST_STREAMS_OUTPUT [0 streams, 1 last_evaluated_stream_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stream {
    pub stream_arn: Option<String>,
    pub table_name: Option<String>,
    pub stream_label: Option<String>,
}

structure! { Stream: STREAM [0 stream_arn, 1 table_name, 2 stream_label] }

pub static LIST_STREAMS_INPUT: Shape = Shape {
    name: "ListStreamsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("Limit", &POSITIVE_INTEGER_OBJECT),
            Member::optional("ExclusiveStartStreamArn", &STREAM_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_STREAMS_OUTPUT: Shape = Shape {
    name: "ListStreamsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Streams", &STREAM_LIST),
            Member::optional("LastEvaluatedStreamArn", &STREAM_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM: Shape = Shape {
    name: "Stream",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamArn", &STREAM_ARN),
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("StreamLabel", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_LIST: Shape = Shape { name: "StreamList", kind: Kind::List(List { element: &STREAM, length: Range::ANY, element_name: "member", flattened: false }) };
