//! DescribeContinuousBackups: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeContinuousBackupsInput {
    pub table_name: String,
}

structure! { DescribeContinuousBackupsInput: DESCRIBE_CONTINUOUS_BACKUPS_INPUT [0 table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeContinuousBackupsOutput {
    pub continuous_backups_description: Option<ContinuousBackupsDescription>,
}

structure! { DescribeContinuousBackupsOutput: DESCRIBE_CONTINUOUS_BACKUPS_OUTPUT [0 continuous_backups_description] }

pub static DESCRIBE_CONTINUOUS_BACKUPS_INPUT: Shape = Shape {
    name: "DescribeContinuousBackupsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_CONTINUOUS_BACKUPS_OUTPUT: Shape = Shape {
    name: "DescribeContinuousBackupsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ContinuousBackupsDescription", &CONTINUOUS_BACKUPS_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
