//! DeleteBackup: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteBackupInput {
    pub backup_arn: String,
}

structure! { DeleteBackupInput: DELETE_BACKUP_INPUT [0 backup_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteBackupOutput {
    pub backup_description: Option<BackupDescription>,
}

structure! { DeleteBackupOutput: DELETE_BACKUP_OUTPUT [0 backup_description] }

pub static DELETE_BACKUP_INPUT: Shape = Shape {
    name: "DeleteBackupInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BackupArn", &BACKUP_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_BACKUP_OUTPUT: Shape = Shape {
    name: "DeleteBackupOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BackupDescription", &BACKUP_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
