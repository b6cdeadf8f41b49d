//! UpdateContributorInsights: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateContributorInsightsInput {
    pub table_name: String,
    pub index_name: Option<String>,
    pub contributor_insights_action: String,
    pub contributor_insights_mode: Option<String>,
}

structure! { UpdateContributorInsightsInput: UPDATE_CONTRIBUTOR_INSIGHTS_INPUT [0 table_name, 1 index_name, 2 contributor_insights_action, 3 contributor_insights_mode] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateContributorInsightsOutput {
    pub table_name: Option<String>,
    pub index_name: Option<String>,
    pub contributor_insights_status: Option<String>,
    pub contributor_insights_mode: Option<String>,
}

structure! { UpdateContributorInsightsOutput: UPDATE_CONTRIBUTOR_INSIGHTS_OUTPUT [0 table_name, 1 index_name, 2 contributor_insights_status, 3 contributor_insights_mode] }

pub static CONTRIBUTOR_INSIGHTS_ACTION: Shape = Shape { name: "ContributorInsightsAction", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLE", "DISABLE"] }) };

pub static UPDATE_CONTRIBUTOR_INSIGHTS_INPUT: Shape = Shape {
    name: "UpdateContributorInsightsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::optional("IndexName", &INDEX_NAME),
            Member::required("ContributorInsightsAction", &CONTRIBUTOR_INSIGHTS_ACTION),
            Member::optional("ContributorInsightsMode", &CONTRIBUTOR_INSIGHTS_MODE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_CONTRIBUTOR_INSIGHTS_OUTPUT: Shape = Shape {
    name: "UpdateContributorInsightsOutput",
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
