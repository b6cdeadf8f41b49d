//! ImportTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportTableInput {
    pub client_token: Option<String>,
    pub s3_bucket_source: S3BucketSource,
    pub input_format: String,
    pub input_format_options: Option<InputFormatOptions>,
    pub input_compression_type: Option<String>,
    pub table_creation_parameters: TableCreationParameters,
}

structure! { ImportTableInput: IMPORT_TABLE_INPUT [0 client_token, 1 s3_bucket_source, 2 input_format, 3 input_format_options, 4 input_compression_type, 5 table_creation_parameters] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportTableOutput {
    pub import_table_description: ImportTableDescription,
}

structure! { ImportTableOutput: IMPORT_TABLE_OUTPUT [0 import_table_description] }

pub static IMPORT_TABLE_INPUT: Shape = Shape {
    name: "ImportTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "ClientToken", query_name: "ClientToken", shape: &CLIENT_TOKEN, required: false, idempotency_token: true },
            Member::required("S3BucketSource", &S3_BUCKET_SOURCE),
            Member::required("InputFormat", &INPUT_FORMAT),
            Member::optional("InputFormatOptions", &INPUT_FORMAT_OPTIONS),
            Member::optional("InputCompressionType", &INPUT_COMPRESSION_TYPE),
            Member::required("TableCreationParameters", &TABLE_CREATION_PARAMETERS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static IMPORT_TABLE_OUTPUT: Shape = Shape {
    name: "ImportTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ImportTableDescription", &IMPORT_TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
