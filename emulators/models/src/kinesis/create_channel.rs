//! CreateChannel: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelStreamConfiguration {
    pub stream_arn: String,
    pub record_configuration: RecordConfiguration,
}

structure! { ChannelStreamConfiguration: CHANNEL_STREAM_CONFIGURATION [0 stream_arn, 1 record_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateChannelInput {
    pub channel_name: String,
    pub service_execution_role_arn: String,
    pub stream_configuration_list: Vec<ChannelStreamConfiguration>,
    pub s3_destination_configuration: Option<S3DestinationConfiguration>,
    pub s3_tables_destination_configuration: Option<S3TablesDestinationConfiguration>,
    pub encryption_configuration: Option<ChannelEncryptionConfiguration>,
    pub tags: Option<BTreeMap<String, String>>,
    pub logging_configuration: Option<ChannelLoggingConfiguration>,
}

structure! { CreateChannelInput: CREATE_CHANNEL_INPUT [0 channel_name, 1 service_execution_role_arn, 2 stream_configuration_list, 3 s3_destination_configuration, 4 s3_tables_destination_configuration, 5 encryption_configuration, 6 tags, 7 logging_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateChannelOutput {
    pub channel_description: ChannelDescription,
}

structure! { CreateChannelOutput: CREATE_CHANNEL_OUTPUT [0 channel_description] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3DestinationConfiguration {
    pub data_freshness_in_seconds: Option<i32>,
    pub dead_letter_queue_s3_configuration: Option<DeadLetterQueueS3Configuration>,
    pub storage_configuration: S3StorageConfiguration,
}

structure! { S3DestinationConfiguration: S3_DESTINATION_CONFIGURATION [0 data_freshness_in_seconds, 1 dead_letter_queue_s3_configuration, 2 storage_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3TablesDestinationConfiguration {
    pub data_freshness_in_seconds: Option<i32>,
    pub dead_letter_queue_s3_configuration: DeadLetterQueueS3Configuration,
    pub s3_tables_configuration_list: Vec<S3TablesConfiguration>,
}

structure! { S3TablesDestinationConfiguration: S3_TABLES_DESTINATION_CONFIGURATION [0 data_freshness_in_seconds, 1 dead_letter_queue_s3_configuration, 2 s3_tables_configuration_list] }

pub static CHANNEL_STREAM_CONFIGURATION: Shape = Shape {
    name: "ChannelStreamConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::required("RecordConfiguration", &RECORD_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANNEL_STREAM_CONFIGURATION_LIST: Shape = Shape { name: "ChannelStreamConfigurationList", kind: Kind::List(List { element: &CHANNEL_STREAM_CONFIGURATION, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };

pub static CREATE_CHANNEL_INPUT: Shape = Shape {
    name: "CreateChannelInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelName", &CHANNEL_NAME),
            Member::required("ServiceExecutionRoleARN", &ROLE_ARN),
            Member::required("StreamConfigurationList", &CHANNEL_STREAM_CONFIGURATION_LIST),
            Member::optional("S3DestinationConfiguration", &S3_DESTINATION_CONFIGURATION),
            Member::optional("S3TablesDestinationConfiguration", &S3_TABLES_DESTINATION_CONFIGURATION),
            Member::optional("EncryptionConfiguration", &CHANNEL_ENCRYPTION_CONFIGURATION),
            Member::optional("Tags", &TAG_MAP),
            Member::optional("LoggingConfiguration", &CHANNEL_LOGGING_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_CHANNEL_OUTPUT: Shape = Shape {
    name: "CreateChannelOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelDescription", &CHANNEL_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_DESTINATION_CONFIGURATION: Shape = Shape {
    name: "S3DestinationConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("DataFreshnessInSeconds", &DATA_FRESHNESS_IN_SECONDS),
            Member::optional("DeadLetterQueueS3Configuration", &DEAD_LETTER_QUEUE_S3_CONFIGURATION),
            Member::required("StorageConfiguration", &S3_STORAGE_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_TABLES_DESTINATION_CONFIGURATION: Shape = Shape {
    name: "S3TablesDestinationConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("DataFreshnessInSeconds", &DATA_FRESHNESS_IN_SECONDS),
            Member::required("DeadLetterQueueS3Configuration", &DEAD_LETTER_QUEUE_S3_CONFIGURATION),
            Member::required("S3TablesConfigurationList", &S3_TABLES_CONFIGURATION_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
