//! UpdateKinesisStreamingDestination: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateKinesisStreamingConfiguration {
    pub approximate_creation_date_time_precision: Option<String>,
}

structure! { UpdateKinesisStreamingConfiguration: UPDATE_KINESIS_STREAMING_CONFIGURATION [0 approximate_creation_date_time_precision] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateKinesisStreamingDestinationInput {
    pub table_name: String,
    pub stream_arn: String,
    pub update_kinesis_streaming_configuration: Option<UpdateKinesisStreamingConfiguration>,
}

structure! { UpdateKinesisStreamingDestinationInput: UPDATE_KINESIS_STREAMING_DESTINATION_INPUT [0 table_name, 1 stream_arn, 2 update_kinesis_streaming_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateKinesisStreamingDestinationOutput {
    pub table_name: Option<String>,
    pub stream_arn: Option<String>,
    pub destination_status: Option<String>,
    pub update_kinesis_streaming_configuration: Option<UpdateKinesisStreamingConfiguration>,
}

structure! { UpdateKinesisStreamingDestinationOutput: UPDATE_KINESIS_STREAMING_DESTINATION_OUTPUT [0 table_name, 1 stream_arn, 2 destination_status, 3 update_kinesis_streaming_configuration] }

pub static UPDATE_KINESIS_STREAMING_CONFIGURATION: Shape = Shape {
    name: "UpdateKinesisStreamingConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ApproximateCreationDateTimePrecision", &APPROXIMATE_CREATION_DATE_TIME_PRECISION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_KINESIS_STREAMING_DESTINATION_INPUT: Shape = Shape {
    name: "UpdateKinesisStreamingDestinationInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("StreamArn", &STREAM_ARN),
            Member::optional("UpdateKinesisStreamingConfiguration", &UPDATE_KINESIS_STREAMING_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_KINESIS_STREAMING_DESTINATION_OUTPUT: Shape = Shape {
    name: "UpdateKinesisStreamingDestinationOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("StreamArn", &STREAM_ARN),
            Member::optional("DestinationStatus", &DESTINATION_STATUS),
            Member::optional("UpdateKinesisStreamingConfiguration", &UPDATE_KINESIS_STREAMING_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
