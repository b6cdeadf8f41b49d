//! ListBackups: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BackupSummary {
    pub table_name: Option<String>,
    pub table_id: Option<String>,
    pub table_arn: Option<String>,
    pub backup_arn: Option<String>,
    pub backup_name: Option<String>,
    pub backup_creation_date_time: Option<DateTime>,
    pub backup_expiry_date_time: Option<DateTime>,
    pub backup_status: Option<String>,
    pub backup_type: Option<String>,
    pub backup_size_bytes: Option<i64>,
}

structure! { BackupSummary: BACKUP_SUMMARY [0 table_name, 1 table_id, 2 table_arn, 3 backup_arn, 4 backup_name, 5 backup_creation_date_time, 6 backup_expiry_date_time, 7 backup_status, 8 backup_type, 9 backup_size_bytes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListBackupsInput {
    pub table_name: Option<String>,
    pub limit: Option<i32>,
    pub time_range_lower_bound: Option<DateTime>,
    pub time_range_upper_bound: Option<DateTime>,
    pub exclusive_start_backup_arn: Option<String>,
    pub backup_type: Option<String>,
}

structure! { ListBackupsInput: LIST_BACKUPS_INPUT [0 table_name, 1 limit, 2 time_range_lower_bound, 3 time_range_upper_bound, 4 exclusive_start_backup_arn, 5 backup_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListBackupsOutput {
    pub backup_summaries: Option<Vec<BackupSummary>>,
    pub last_evaluated_backup_arn: Option<String>,
}

structure! { ListBackupsOutput: LIST_BACKUPS_OUTPUT [0 backup_summaries, 1 last_evaluated_backup_arn] }

pub static BACKUP_SUMMARIES: Shape = Shape { name: "BackupSummaries", kind: Kind::List(List { element: &BACKUP_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static BACKUP_SUMMARY: Shape = Shape {
    name: "BackupSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("TableId", &TABLE_ID),
            Member::optional("TableArn", &TABLE_ARN),
            Member::optional("BackupArn", &BACKUP_ARN),
            Member::optional("BackupName", &BACKUP_NAME),
            Member::optional("BackupCreationDateTime", &BACKUP_CREATION_DATE_TIME),
            Member::optional("BackupExpiryDateTime", &DATE),
            Member::optional("BackupStatus", &BACKUP_STATUS),
            Member::optional("BackupType", &BACKUP_TYPE),
            Member::optional("BackupSizeBytes", &BACKUP_SIZE_BYTES),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BACKUP_TYPE_FILTER: Shape = Shape { name: "BackupTypeFilter", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["USER", "SYSTEM", "AWS_BACKUP", "ALL"] }) };

pub static BACKUPS_INPUT_LIMIT: Shape = Shape { name: "BackupsInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(100) }) };

pub static LIST_BACKUPS_INPUT: Shape = Shape {
    name: "ListBackupsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_ARN),
            Member::optional("Limit", &BACKUPS_INPUT_LIMIT),
            Member::optional("TimeRangeLowerBound", &TIME_RANGE_LOWER_BOUND),
            Member::optional("TimeRangeUpperBound", &TIME_RANGE_UPPER_BOUND),
            Member::optional("ExclusiveStartBackupArn", &BACKUP_ARN),
            Member::optional("BackupType", &BACKUP_TYPE_FILTER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_BACKUPS_OUTPUT: Shape = Shape {
    name: "ListBackupsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BackupSummaries", &BACKUP_SUMMARIES),
            Member::optional("LastEvaluatedBackupArn", &BACKUP_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TIME_RANGE_LOWER_BOUND: Shape = Shape { name: "TimeRangeLowerBound", kind: Kind::Timestamp };

pub static TIME_RANGE_UPPER_BOUND: Shape = Shape { name: "TimeRangeUpperBound", kind: Kind::Timestamp };
