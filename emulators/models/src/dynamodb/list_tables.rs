//! ListTables: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTablesInput {
    pub exclusive_start_table_name: Option<String>,
    pub limit: Option<i32>,
}

structure! { ListTablesInput: LIST_TABLES_INPUT [0 exclusive_start_table_name, 1 limit] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTablesOutput {
    pub table_names: Option<Vec<String>>,
    pub last_evaluated_table_name: Option<String>,
}

structure! { ListTablesOutput: LIST_TABLES_OUTPUT [0 table_names, 1 last_evaluated_table_name] }

pub static LIST_TABLES_INPUT: Shape = Shape {
    name: "ListTablesInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExclusiveStartTableName", &TABLE_NAME),
            Member::optional("Limit", &LIST_TABLES_INPUT_LIMIT),
        ],
        check_order: Some(&[1, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static LIST_TABLES_INPUT_LIMIT: Shape = Shape { name: "ListTablesInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(100) }) };

pub static LIST_TABLES_OUTPUT: Shape = Shape {
    name: "ListTablesOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableNames", &TABLE_NAME_LIST),
            Member::optional("LastEvaluatedTableName", &TABLE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_NAME_LIST: Shape = Shape { name: "TableNameList", kind: Kind::List(List { element: &TABLE_NAME, length: Range::ANY, element_name: "member", flattened: false }) };
