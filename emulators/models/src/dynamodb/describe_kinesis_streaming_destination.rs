//! DescribeKinesisStreamingDestination: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeKinesisStreamingDestinationInput {
    pub table_name: String,
}

structure! { DescribeKinesisStreamingDestinationInput: DESCRIBE_KINESIS_STREAMING_DESTINATION_INPUT [0 table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeKinesisStreamingDestinationOutput {
    pub table_name: Option<String>,
    pub kinesis_data_stream_destinations: Option<Vec<KinesisDataStreamDestination>>,
}

structure! { DescribeKinesisStreamingDestinationOutput: DESCRIBE_KINESIS_STREAMING_DESTINATION_OUTPUT [0 table_name, 1 kinesis_data_stream_destinations] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KinesisDataStreamDestination {
    pub stream_arn: Option<String>,
    pub destination_status: Option<String>,
    pub destination_status_description: Option<String>,
    pub approximate_creation_date_time_precision: Option<String>,
}

structure! { KinesisDataStreamDestination: KINESIS_DATA_STREAM_DESTINATION [0 stream_arn, 1 destination_status, 2 destination_status_description, 3 approximate_creation_date_time_precision] }

pub static DESCRIBE_KINESIS_STREAMING_DESTINATION_INPUT: Shape = Shape {
    name: "DescribeKinesisStreamingDestinationInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_KINESIS_STREAMING_DESTINATION_OUTPUT: Shape = Shape {
    name: "DescribeKinesisStreamingDestinationOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("KinesisDataStreamDestinations", &KINESIS_DATA_STREAM_DESTINATIONS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KINESIS_DATA_STREAM_DESTINATION: Shape = Shape {
    name: "KinesisDataStreamDestination",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamArn", &STREAM_ARN),
            Member::optional("DestinationStatus", &DESTINATION_STATUS),
            Member::optional("DestinationStatusDescription", &STRING),
            Member::optional("ApproximateCreationDateTimePrecision", &APPROXIMATE_CREATION_DATE_TIME_PRECISION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KINESIS_DATA_STREAM_DESTINATIONS: Shape = Shape { name: "KinesisDataStreamDestinations", kind: Kind::List(List { element: &KINESIS_DATA_STREAM_DESTINATION, length: Range::ANY, element_name: "member", flattened: false }) };
