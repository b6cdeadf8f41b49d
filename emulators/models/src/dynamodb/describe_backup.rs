//! DescribeBackup: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeBackupInput {
    pub backup_arn: String,
}

structure! { DescribeBackupInput: DESCRIBE_BACKUP_INPUT [0 backup_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeBackupOutput {
    pub backup_description: Option<BackupDescription>,
}

structure! { DescribeBackupOutput: DESCRIBE_BACKUP_OUTPUT [0 backup_description] }

pub static DESCRIBE_BACKUP_INPUT: Shape = Shape {
    name: "DescribeBackupInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BackupArn", &BACKUP_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_BACKUP_OUTPUT: Shape = Shape {
    name: "DescribeBackupOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BackupDescription", &BACKUP_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
