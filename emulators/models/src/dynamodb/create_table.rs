//! CreateTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateTableInput {
    pub attribute_definitions: Option<Vec<AttributeDefinition>>,
    pub table_name: String,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub local_secondary_indexes: Option<Vec<LocalSecondaryIndex>>,
    pub global_secondary_indexes: Option<Vec<GlobalSecondaryIndex>>,
    pub billing_mode: Option<String>,
    pub provisioned_throughput: Option<ProvisionedThroughput>,
    pub stream_specification: Option<StreamSpecification>,
    pub sse_specification: Option<SSESpecification>,
    pub tags: Option<Vec<Tag>>,
    pub table_class: Option<String>,
    pub deletion_protection_enabled: Option<bool>,
    pub warm_throughput: Option<WarmThroughput>,
    pub resource_policy: Option<String>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub global_table_source_arn: Option<String>,
    pub global_table_settings_replication_mode: Option<String>,
    pub vector_indexes: Option<Vec<VectorIndex>>,
}

structure! { CreateTableInput: CREATE_TABLE_INPUT [0 attribute_definitions, 1 table_name, 2 key_schema, 3 local_secondary_indexes, 4 global_secondary_indexes, 5 billing_mode, 6 provisioned_throughput, 7 stream_specification, 8 sse_specification, 9 tags, 10 table_class, 11 deletion_protection_enabled, 12 warm_throughput, 13 resource_policy, 14 on_demand_throughput, 15 global_table_source_arn, 16 global_table_settings_replication_mode, 17 vector_indexes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateTableOutput {
    pub table_description: Option<TableDescription>,
}

structure! { CreateTableOutput: CREATE_TABLE_OUTPUT [0 table_description] }

pub static CREATE_TABLE_INPUT: Shape = Shape {
    name: "CreateTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("AttributeDefinitions", &ATTRIBUTE_DEFINITIONS),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("KeySchema", &CREATE_TABLE_INPUT_OWN_KEY_SCHEMA),
            Member::optional("LocalSecondaryIndexes", &LOCAL_SECONDARY_INDEX_LIST),
            Member::optional("GlobalSecondaryIndexes", &GLOBAL_SECONDARY_INDEX_LIST),
            Member::optional("BillingMode", &BILLING_MODE),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("StreamSpecification", &STREAM_SPECIFICATION),
            Member::optional("SSESpecification", &SSE_SPECIFICATION),
            Member::optional("Tags", &TAG_LIST),
            Member::optional("TableClass", &TABLE_CLASS),
            Member::optional("DeletionProtectionEnabled", &DELETION_PROTECTION_ENABLED),
            Member::optional("WarmThroughput", &WARM_THROUGHPUT),
            Member::optional("ResourcePolicy", &RESOURCE_POLICY),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("GlobalTableSourceArn", &TABLE_ARN),
            Member::optional("GlobalTableSettingsReplicationMode", &GLOBAL_TABLE_SETTINGS_REPLICATION_MODE),
            Member::optional("VectorIndexes", &VECTOR_INDEX_LIST),
        ],
        check_order: Some(&[0, 1, 5, 6, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_TABLE_INPUT_OWN_KEY_SCHEMA: Shape = Shape { name: "KeySchema", kind: Kind::List(List { element: &KEY_SCHEMA_ELEMENT, length: Range { min: None, max: Some(2) }, element_name: "member", flattened: false }) };

pub static CREATE_TABLE_OUTPUT: Shape = Shape {
    name: "CreateTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableDescription", &TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
