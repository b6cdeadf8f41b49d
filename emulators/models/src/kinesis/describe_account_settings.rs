//! DescribeAccountSettings: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeAccountSettingsInput {}

structure! { DescribeAccountSettingsInput: DESCRIBE_ACCOUNT_SETTINGS_INPUT [] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeAccountSettingsOutput {
    pub minimum_throughput_billing_commitment: Option<MinimumThroughputBillingCommitmentOutput>,
}

structure! { DescribeAccountSettingsOutput: DESCRIBE_ACCOUNT_SETTINGS_OUTPUT [0 minimum_throughput_billing_commitment] }

pub static DESCRIBE_ACCOUNT_SETTINGS_INPUT: Shape = Shape {
    name: "DescribeAccountSettingsInput",
    kind: Kind::Structure(Members {
        members: &[],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_ACCOUNT_SETTINGS_OUTPUT: Shape = Shape {
    name: "DescribeAccountSettingsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MinimumThroughputBillingCommitment", &MINIMUM_THROUGHPUT_BILLING_COMMITMENT_OUTPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
