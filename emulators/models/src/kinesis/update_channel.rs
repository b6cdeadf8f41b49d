//! UpdateChannel: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelLoggingUpdateInput {
    pub cloud_watch_logs: CloudWatchLogsUpdateInput,
}

structure! { ChannelLoggingUpdateInput: CHANNEL_LOGGING_UPDATE_INPUT [0 cloud_watch_logs] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CloudWatchLogsUpdateInput {
    pub enabled: bool,
    pub log_group_name: Option<String>,
    pub log_stream_name: Option<String>,
}

structure! { CloudWatchLogsUpdateInput: CLOUD_WATCH_LOGS_UPDATE_INPUT [0 enabled, 1 log_group_name, 2 log_stream_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3DestinationUpdateInput {
    pub data_freshness_in_seconds: i32,
}

structure! { S3DestinationUpdateInput: S3_DESTINATION_UPDATE_INPUT [0 data_freshness_in_seconds] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3TablesDestinationUpdateInput {
    pub data_freshness_in_seconds: i32,
}

structure! { S3TablesDestinationUpdateInput: S3_TABLES_DESTINATION_UPDATE_INPUT [0 data_freshness_in_seconds] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateChannelInput {
    pub channel_arn: String,
    pub s3_destination_configuration: Option<S3DestinationUpdateInput>,
    pub s3_tables_destination_configuration: Option<S3TablesDestinationUpdateInput>,
    pub logging_configuration: Option<ChannelLoggingUpdateInput>,
}

structure! { UpdateChannelInput: UPDATE_CHANNEL_INPUT [0 channel_arn, 1 s3_destination_configuration, 2 s3_tables_destination_configuration, 3 logging_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateChannelOutput {
    pub channel_description: ChannelDescription,
}

structure! { UpdateChannelOutput: UPDATE_CHANNEL_OUTPUT [0 channel_description] }

pub static CHANNEL_LOGGING_UPDATE_INPUT: Shape = Shape {
    name: "ChannelLoggingUpdateInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("CloudWatchLogs", &CLOUD_WATCH_LOGS_UPDATE_INPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CLOUD_WATCH_LOGS_UPDATE_INPUT: Shape = Shape {
    name: "CloudWatchLogsUpdateInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Enabled", &BOOLEAN_OBJECT),
            Member::optional("LogGroupName", &CLOUD_WATCH_LOG_GROUP_NAME),
            Member::optional("LogStreamName", &CLOUD_WATCH_LOG_STREAM_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_DESTINATION_UPDATE_INPUT: Shape = Shape {
    name: "S3DestinationUpdateInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("DataFreshnessInSeconds", &DATA_FRESHNESS_IN_SECONDS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_TABLES_DESTINATION_UPDATE_INPUT: Shape = Shape {
    name: "S3TablesDestinationUpdateInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("DataFreshnessInSeconds", &DATA_FRESHNESS_IN_SECONDS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_CHANNEL_INPUT: Shape = Shape {
    name: "UpdateChannelInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelARN", &CHANNEL_ARN),
            Member::optional("S3DestinationConfiguration", &S3_DESTINATION_UPDATE_INPUT),
            Member::optional("S3TablesDestinationConfiguration", &S3_TABLES_DESTINATION_UPDATE_INPUT),
            Member::optional("LoggingConfiguration", &CHANNEL_LOGGING_UPDATE_INPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_CHANNEL_OUTPUT: Shape = Shape {
    name: "UpdateChannelOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelDescription", &CHANNEL_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
