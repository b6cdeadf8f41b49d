//! DescribeContributorInsights: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeContributorInsightsInput {
    pub table_name: String,
    pub index_name: Option<String>,
}

structure! { DescribeContributorInsightsInput: DESCRIBE_CONTRIBUTOR_INSIGHTS_INPUT [0 table_name, 1 index_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeContributorInsightsOutput {
    pub table_name: Option<String>,
    pub index_name: Option<String>,
    pub contributor_insights_rule_list: Option<Vec<String>>,
    pub contributor_insights_status: Option<String>,
    pub last_update_date_time: Option<DateTime>,
    pub failure_exception: Option<FailureException>,
    pub contributor_insights_mode: Option<String>,
}

structure! { DescribeContributorInsightsOutput: DESCRIBE_CONTRIBUTOR_INSIGHTS_OUTPUT [0 table_name, 1 index_name, 2 contributor_insights_rule_list, 3 contributor_insights_status, 4 last_update_date_time, 5 failure_exception, 6 contributor_insights_mode] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct FailureException {
    pub exception_name: Option<String>,
    pub exception_description: Option<String>,
}

structure! { FailureException: FAILURE_EXCEPTION [0 exception_name, 1 exception_description] }

pub static CONTRIBUTOR_INSIGHTS_RULE: Shape = Shape { name: "ContributorInsightsRule", kind: Kind::String(Text { length: Range::ANY, pattern: Some("[A-Za-z0-9][A-Za-z0-9\\-\\_\\.]{0,126}[A-Za-z0-9]"), values: &[] }) };

pub static CONTRIBUTOR_INSIGHTS_RULE_LIST: Shape = Shape { name: "ContributorInsightsRuleList", kind: Kind::List(List { element: &CONTRIBUTOR_INSIGHTS_RULE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static DESCRIBE_CONTRIBUTOR_INSIGHTS_INPUT: Shape = Shape {
    name: "DescribeContributorInsightsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::optional("IndexName", &INDEX_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_CONTRIBUTOR_INSIGHTS_OUTPUT: Shape = Shape {
    name: "DescribeContributorInsightsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("ContributorInsightsRuleList", &CONTRIBUTOR_INSIGHTS_RULE_LIST),
            Member::optional("ContributorInsightsStatus", &CONTRIBUTOR_INSIGHTS_STATUS),
            Member::optional("LastUpdateDateTime", &LAST_UPDATE_DATE_TIME),
            Member::optional("FailureException", &FAILURE_EXCEPTION),
            Member::optional("ContributorInsightsMode", &CONTRIBUTOR_INSIGHTS_MODE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXCEPTION_DESCRIPTION: Shape = Shape { name: "ExceptionDescription", kind: Kind::String(Text::ANY) };

pub static EXCEPTION_NAME: Shape = Shape { name: "ExceptionName", kind: Kind::String(Text::ANY) };

pub static FAILURE_EXCEPTION: Shape = Shape {
    name: "FailureException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExceptionName", &EXCEPTION_NAME),
            Member::optional("ExceptionDescription", &EXCEPTION_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LAST_UPDATE_DATE_TIME: Shape = Shape { name: "LastUpdateDateTime", kind: Kind::Timestamp };
