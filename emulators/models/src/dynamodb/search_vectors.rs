//! SearchVectors: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResultItem {
    pub item: Option<BTreeMap<String, Value>>,
    pub score: Option<f64>,
}

structure! { SearchResultItem: SEARCH_RESULT_ITEM [0 item, 1 score] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchVectorsInput {
    pub table_name: String,
    pub index_name: String,
    pub return_consumed_capacity: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub projection_expression: Option<String>,
    pub search_vector: Vec<Value>,
    pub search_condition_expression: Option<String>,
    pub top_k: i32,
}

structure! { SearchVectorsInput: SEARCH_VECTORS_INPUT [0 table_name, 1 index_name, 2 return_consumed_capacity, 3 expression_attribute_names, 4 expression_attribute_values, 5 projection_expression, 6 search_vector, 7 search_condition_expression, 8 top_k] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchVectorsOutput {
    pub consumed_capacity: Option<VectorCapacity>,
    pub search_results: Option<Vec<SearchResultItem>>,
}

structure! { SearchVectorsOutput: SEARCH_VECTORS_OUTPUT [0 consumed_capacity, 1 search_results] }

pub static SCORE_NUMBER: Shape = Shape { name: "ScoreNumber", kind: Kind::Double };

pub static SEARCH_RESULT_ITEM: Shape = Shape {
    name: "SearchResultItem",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Item", &ATTRIBUTE_MAP),
            Member::optional("Score", &SCORE_NUMBER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEARCH_RESULT_LIST: Shape = Shape { name: "SearchResultList", kind: Kind::List(List { element: &SEARCH_RESULT_ITEM, length: Range::ANY, element_name: "member", flattened: false }) };

pub static SEARCH_VECTOR_LIST: Shape = Shape { name: "SearchVectorList", kind: Kind::List(List { element: &ATTRIBUTE_VALUE, length: Range { min: Some(1), max: Some(4096) }, element_name: "member", flattened: false }) };

pub static SEARCH_VECTORS_INPUT: Shape = Shape {
    name: "SearchVectorsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("IndexName", &INDEX_NAME),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ProjectionExpression", &PROJECTION_EXPRESSION),
            Member::required("SearchVector", &SEARCH_VECTOR_LIST),
            Member::optional("SearchConditionExpression", &STRING),
            Member::required("TopK", &TOP_K_INTEGER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEARCH_VECTORS_OUTPUT: Shape = Shape {
    name: "SearchVectorsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ConsumedCapacity", &VECTOR_CAPACITY),
            Member::optional("SearchResults", &SEARCH_RESULT_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TOP_K_INTEGER: Shape = Shape { name: "TopKInteger", kind: Kind::Integer(Range { min: Some(1), max: None }) };
