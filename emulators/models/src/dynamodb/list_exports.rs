//! ListExports: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportSummary {
    pub export_arn: Option<String>,
    pub export_status: Option<String>,
    pub export_type: Option<String>,
}

structure! { ExportSummary: EXPORT_SUMMARY [0 export_arn, 1 export_status, 2 export_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListExportsInput {
    pub table_arn: Option<String>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

structure! { ListExportsInput: LIST_EXPORTS_INPUT [0 table_arn, 1 max_results, 2 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListExportsOutput {
    pub export_summaries: Option<Vec<ExportSummary>>,
    pub next_token: Option<String>,
}

structure! { ListExportsOutput: LIST_EXPORTS_OUTPUT [0 export_summaries, 1 next_token] }

pub static EXPORT_NEXT_TOKEN: Shape = Shape { name: "ExportNextToken", kind: Kind::String(Text::ANY) };

pub static EXPORT_SUMMARIES: Shape = Shape { name: "ExportSummaries", kind: Kind::List(List { element: &EXPORT_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static EXPORT_SUMMARY: Shape = Shape {
    name: "ExportSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExportArn", &EXPORT_ARN),
            Member::optional("ExportStatus", &EXPORT_STATUS),
            Member::optional("ExportType", &EXPORT_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_EXPORTS_INPUT: Shape = Shape {
    name: "ListExportsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableArn", &TABLE_ARN),
            Member::optional("MaxResults", &LIST_EXPORTS_MAX_LIMIT),
            Member::optional("NextToken", &EXPORT_NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_EXPORTS_MAX_LIMIT: Shape = Shape { name: "ListExportsMaxLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(25) }) };

pub static LIST_EXPORTS_OUTPUT: Shape = Shape {
    name: "ListExportsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExportSummaries", &EXPORT_SUMMARIES),
            Member::optional("NextToken", &EXPORT_NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
