//! ListImports: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportSummary {
    pub import_arn: Option<String>,
    pub import_status: Option<String>,
    pub table_arn: Option<String>,
    pub s3_bucket_source: Option<S3BucketSource>,
    pub cloud_watch_log_group_arn: Option<String>,
    pub input_format: Option<String>,
    pub start_time: Option<DateTime>,
    pub end_time: Option<DateTime>,
}

structure! { ImportSummary: IMPORT_SUMMARY [0 import_arn, 1 import_status, 2 table_arn, 3 s3_bucket_source, 4 cloud_watch_log_group_arn, 5 input_format, 6 start_time, 7 end_time] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListImportsInput {
    pub table_arn: Option<String>,
    pub page_size: Option<i32>,
    pub next_token: Option<String>,
}

structure! { ListImportsInput: LIST_IMPORTS_INPUT [0 table_arn, 1 page_size, 2 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListImportsOutput {
    pub import_summary_list: Option<Vec<ImportSummary>>,
    pub next_token: Option<String>,
}

structure! { ListImportsOutput: LIST_IMPORTS_OUTPUT [0 import_summary_list, 1 next_token] }

pub static IMPORT_NEXT_TOKEN: Shape = Shape { name: "ImportNextToken", kind: Kind::String(Text { length: Range { min: Some(112), max: Some(1024) }, pattern: Some("([0-9a-f]{16})+"), values: &[] }) };

pub static IMPORT_SUMMARY: Shape = Shape {
    name: "ImportSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ImportArn", &IMPORT_ARN),
            Member::optional("ImportStatus", &IMPORT_STATUS),
            Member::optional("TableArn", &TABLE_ARN),
            Member::optional("S3BucketSource", &S3_BUCKET_SOURCE),
            Member::optional("CloudWatchLogGroupArn", &CLOUD_WATCH_LOG_GROUP_ARN),
            Member::optional("InputFormat", &INPUT_FORMAT),
            Member::optional("StartTime", &IMPORT_START_TIME),
            Member::optional("EndTime", &IMPORT_END_TIME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static IMPORT_SUMMARY_LIST: Shape = Shape { name: "ImportSummaryList", kind: Kind::List(List { element: &IMPORT_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LIST_IMPORTS_INPUT: Shape = Shape {
    name: "ListImportsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableArn", &TABLE_ARN),
            Member::optional("PageSize", &LIST_IMPORTS_MAX_LIMIT),
            Member::optional("NextToken", &IMPORT_NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_IMPORTS_MAX_LIMIT: Shape = Shape { name: "ListImportsMaxLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(25) }) };

pub static LIST_IMPORTS_OUTPUT: Shape = Shape {
    name: "ListImportsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ImportSummaryList", &IMPORT_SUMMARY_LIST),
            Member::optional("NextToken", &IMPORT_NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
