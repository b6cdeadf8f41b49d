//! ListContributorInsights: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContributorInsightsSummary {
    pub table_name: Option<String>,
    pub index_name: Option<String>,
    pub contributor_insights_status: Option<String>,
    pub contributor_insights_mode: Option<String>,
}

structure! { ContributorInsightsSummary: CONTRIBUTOR_INSIGHTS_SUMMARY [0 table_name, 1 index_name, 2 contributor_insights_status, 3 contributor_insights_mode] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListContributorInsightsInput {
    pub table_name: Option<String>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

structure! { ListContributorInsightsInput: LIST_CONTRIBUTOR_INSIGHTS_INPUT [0 table_name, 1 next_token, 2 max_results] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListContributorInsightsOutput {
    pub contributor_insights_summaries: Option<Vec<ContributorInsightsSummary>>,
    pub next_token: Option<String>,
}

structure! { ListContributorInsightsOutput: LIST_CONTRIBUTOR_INSIGHTS_OUTPUT [0 contributor_insights_summaries, 1 next_token] }

pub static CONTRIBUTOR_INSIGHTS_SUMMARIES: Shape = Shape { name: "ContributorInsightsSummaries", kind: Kind::List(List { element: &CONTRIBUTOR_INSIGHTS_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static CONTRIBUTOR_INSIGHTS_SUMMARY: Shape = Shape {
    name: "ContributorInsightsSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("ContributorInsightsStatus", &CONTRIBUTOR_INSIGHTS_STATUS),
            Member::optional("ContributorInsightsMode", &CONTRIBUTOR_INSIGHTS_MODE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_CONTRIBUTOR_INSIGHTS_INPUT: Shape = Shape {
    name: "ListContributorInsightsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_ARN),
            Member::optional("NextToken", &NEXT_TOKEN_STRING),
            Member::optional("MaxResults", &LIST_CONTRIBUTOR_INSIGHTS_LIMIT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_CONTRIBUTOR_INSIGHTS_LIMIT: Shape = Shape { name: "ListContributorInsightsLimit", kind: Kind::Integer(Range { min: None, max: Some(100) }) };

pub static LIST_CONTRIBUTOR_INSIGHTS_OUTPUT: Shape = Shape {
    name: "ListContributorInsightsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ContributorInsightsSummaries", &CONTRIBUTOR_INSIGHTS_SUMMARIES),
            Member::optional("NextToken", &NEXT_TOKEN_STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
