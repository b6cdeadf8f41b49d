//! CreateBackup: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateBackupInput {
    pub table_name: String,
    pub backup_name: String,
}

structure! { CreateBackupInput: CREATE_BACKUP_INPUT [0 table_name, 1 backup_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateBackupOutput {
    pub backup_details: Option<BackupDetails>,
}

structure! { CreateBackupOutput: CREATE_BACKUP_OUTPUT [0 backup_details] }

pub static CREATE_BACKUP_INPUT: Shape = Shape {
    name: "CreateBackupInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("BackupName", &BACKUP_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_BACKUP_OUTPUT: Shape = Shape {
    name: "CreateBackupOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BackupDetails", &BACKUP_DETAILS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
