//! UpdateContinuousBackups: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointInTimeRecoverySpecification {
    pub point_in_time_recovery_enabled: bool,
    pub recovery_period_in_days: Option<i32>,
}

structure! { PointInTimeRecoverySpecification: POINT_IN_TIME_RECOVERY_SPECIFICATION [0 point_in_time_recovery_enabled, 1 recovery_period_in_days] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateContinuousBackupsInput {
    pub table_name: String,
    pub point_in_time_recovery_specification: PointInTimeRecoverySpecification,
}

structure! { UpdateContinuousBackupsInput: UPDATE_CONTINUOUS_BACKUPS_INPUT [0 table_name, 1 point_in_time_recovery_specification] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateContinuousBackupsOutput {
    pub continuous_backups_description: Option<ContinuousBackupsDescription>,
}

structure! { UpdateContinuousBackupsOutput: UPDATE_CONTINUOUS_BACKUPS_OUTPUT [0 continuous_backups_description] }

pub static POINT_IN_TIME_RECOVERY_SPECIFICATION: Shape = Shape {
    name: "PointInTimeRecoverySpecification",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("PointInTimeRecoveryEnabled", &BOOLEAN_OBJECT),
            Member::optional("RecoveryPeriodInDays", &RECOVERY_PERIOD_IN_DAYS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_CONTINUOUS_BACKUPS_INPUT: Shape = Shape {
    name: "UpdateContinuousBackupsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("PointInTimeRecoverySpecification", &POINT_IN_TIME_RECOVERY_SPECIFICATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_CONTINUOUS_BACKUPS_OUTPUT: Shape = Shape {
    name: "UpdateContinuousBackupsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ContinuousBackupsDescription", &CONTINUOUS_BACKUPS_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
