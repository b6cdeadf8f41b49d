//! Scan: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScanInput {
    pub table_name: String,
    pub index_name: Option<String>,
    pub attributes_to_get: Option<Vec<String>>,
    pub limit: Option<i32>,
    pub select: Option<String>,
    pub scan_filter: Option<BTreeMap<String, Condition>>,
    pub conditional_operator: Option<String>,
    pub exclusive_start_key: Option<BTreeMap<String, Value>>,
    pub return_consumed_capacity: Option<String>,
    pub total_segments: Option<i32>,
    pub segment: Option<i32>,
    pub projection_expression: Option<String>,
    pub filter_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub consistent_read: Option<bool>,
}

structure! { ScanInput: SCAN_INPUT [0 table_name, 1 index_name, 2 attributes_to_get, 3 limit, 4 select, 5 scan_filter, 6 conditional_operator, 7 exclusive_start_key, 8 return_consumed_capacity, 9 total_segments, 10 segment, 11 projection_expression, 12 filter_expression, 13 expression_attribute_names, 14 expression_attribute_values, 15 consistent_read] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScanOutput {
    pub items: Option<Vec<BTreeMap<String, Value>>>,
    pub count: Option<i32>,
    pub scanned_count: Option<i32>,
    pub last_evaluated_key: Option<BTreeMap<String, Value>>,
    pub consumed_capacity: Option<ConsumedCapacity>,
}

structure! { ScanOutput: SCAN_OUTPUT [0 items, 1 count, 2 scanned_count, 3 last_evaluated_key, 4 consumed_capacity] }

pub static SCAN_INPUT: Shape = Shape {
    name: "ScanInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("AttributesToGet", &ATTRIBUTE_NAME_LIST),
            Member::optional("Limit", &POSITIVE_INTEGER_OBJECT),
            Member::optional("Select", &SELECT),
            Member::optional("ScanFilter", &FILTER_CONDITION_MAP),
            Member::optional("ConditionalOperator", &CONDITIONAL_OPERATOR),
            Member::optional("ExclusiveStartKey", &KEY),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("TotalSegments", &SCAN_TOTAL_SEGMENTS),
            Member::optional("Segment", &SCAN_SEGMENT),
            Member::optional("ProjectionExpression", &PROJECTION_EXPRESSION),
            Member::optional("FilterExpression", &CONDITION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ConsistentRead", &CONSISTENT_READ),
        ],
        check_order: Some(&[4, 1, 9, 8, 0, 6, 5, 10, 3, 2, 7, 12, 11, 14, 13, 15]),
        flavour: Flavour::Plain,
    }),
};

pub static SCAN_OUTPUT: Shape = Shape {
    name: "ScanOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Items", &ITEM_LIST),
            Member::optional("Count", &INTEGER),
            Member::optional("ScannedCount", &INTEGER),
            Member::optional("LastEvaluatedKey", &KEY),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SCAN_SEGMENT: Shape = Shape { name: "ScanSegment", kind: Kind::Integer(Range { min: Some(0), max: Some(999999) }) };

pub static SCAN_TOTAL_SEGMENTS: Shape = Shape { name: "ScanTotalSegments", kind: Kind::Integer(Range { min: Some(1), max: Some(1000000) }) };
