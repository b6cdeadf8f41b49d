//! DescribeTableReplicaAutoScaling: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeTableReplicaAutoScalingInput {
    pub table_name: String,
}

structure! { DescribeTableReplicaAutoScalingInput: DESCRIBE_TABLE_REPLICA_AUTO_SCALING_INPUT [0 table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeTableReplicaAutoScalingOutput {
    pub table_auto_scaling_description: Option<TableAutoScalingDescription>,
}

structure! { DescribeTableReplicaAutoScalingOutput: DESCRIBE_TABLE_REPLICA_AUTO_SCALING_OUTPUT [0 table_auto_scaling_description] }

pub static DESCRIBE_TABLE_REPLICA_AUTO_SCALING_INPUT: Shape = Shape {
    name: "DescribeTableReplicaAutoScalingInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_TABLE_REPLICA_AUTO_SCALING_OUTPUT: Shape = Shape {
    name: "DescribeTableReplicaAutoScalingOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableAutoScalingDescription", &TABLE_AUTO_SCALING_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
