//! ListStreamConsumers: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListStreamConsumersInput {
    pub stream_arn: String,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub stream_creation_timestamp: Option<DateTime>,
    pub stream_id: Option<String>,
}

structure! { ListStreamConsumersInput: LIST_STREAM_CONSUMERS_INPUT [0 stream_arn, 1 next_token, 2 max_results, 3 stream_creation_timestamp, 4 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListStreamConsumersOutput {
    pub consumers: Option<Vec<Consumer>>,
    pub next_token: Option<String>,
}

structure! { ListStreamConsumersOutput: LIST_STREAM_CONSUMERS_OUTPUT [0 consumers, 1 next_token] }

pub static CONSUMER_LIST: Shape = Shape { name: "ConsumerList", kind: Kind::List(List { element: &CONSUMER, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LIST_STREAM_CONSUMERS_INPUT: Shape = Shape {
    name: "ListStreamConsumersInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::optional("NextToken", &NEXT_TOKEN),
            Member::optional("MaxResults", &LIST_STREAM_CONSUMERS_INPUT_LIMIT),
            Member::optional("StreamCreationTimestamp", &TIMESTAMP),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_STREAM_CONSUMERS_INPUT_LIMIT: Shape = Shape { name: "ListStreamConsumersInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10000) }) };

pub static LIST_STREAM_CONSUMERS_OUTPUT: Shape = Shape {
    name: "ListStreamConsumersOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Consumers", &CONSUMER_LIST),
            Member::optional("NextToken", &NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
