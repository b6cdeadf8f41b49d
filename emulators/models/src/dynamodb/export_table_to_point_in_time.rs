//! ExportTableToPointInTime: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportTableToPointInTimeInput {
    pub table_arn: String,
    pub export_time: Option<DateTime>,
    pub client_token: Option<String>,
    pub s3_bucket: String,
    pub s3_bucket_owner: Option<String>,
    pub s3_prefix: Option<String>,
    pub s3_sse_algorithm: Option<String>,
    pub s3_sse_kms_key_id: Option<String>,
    pub export_format: Option<String>,
    pub export_type: Option<String>,
    pub incremental_export_specification: Option<IncrementalExportSpecification>,
    pub filter_specification: Option<FilterSpecification>,
}

structure! { ExportTableToPointInTimeInput: EXPORT_TABLE_TO_POINT_IN_TIME_INPUT [0 table_arn, 1 export_time, 2 client_token, 3 s3_bucket, 4 s3_bucket_owner, 5 s3_prefix, 6 s3_sse_algorithm, 7 s3_sse_kms_key_id, 8 export_format, 9 export_type, 10 incremental_export_specification, 11 filter_specification] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportTableToPointInTimeOutput {
    pub export_description: Option<ExportDescription>,
}

structure! { ExportTableToPointInTimeOutput: EXPORT_TABLE_TO_POINT_IN_TIME_OUTPUT [0 export_description] }

pub static EXPORT_TABLE_TO_POINT_IN_TIME_INPUT: Shape = Shape {
    name: "ExportTableToPointInTimeInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableArn", &TABLE_ARN),
            Member::optional("ExportTime", &EXPORT_TIME),
            Member { name: "ClientToken", query_name: "ClientToken", shape: &CLIENT_TOKEN, required: false, idempotency_token: true },
            Member::required("S3Bucket", &S3_BUCKET),
            Member::optional("S3BucketOwner", &S3_BUCKET_OWNER),
            Member::optional("S3Prefix", &S3_PREFIX),
            Member::optional("S3SseAlgorithm", &S3_SSE_ALGORITHM),
            Member::optional("S3SseKmsKeyId", &S3_SSE_KMS_KEY_ID),
            Member::optional("ExportFormat", &EXPORT_FORMAT),
            Member::optional("ExportType", &EXPORT_TYPE),
            Member::optional("IncrementalExportSpecification", &INCREMENTAL_EXPORT_SPECIFICATION),
            Member::optional("FilterSpecification", &FILTER_SPECIFICATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXPORT_TABLE_TO_POINT_IN_TIME_OUTPUT: Shape = Shape {
    name: "ExportTableToPointInTimeOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExportDescription", &EXPORT_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
