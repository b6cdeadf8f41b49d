//! UpdateAccountSettings: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MinimumThroughputBillingCommitmentInput {
    pub status: String,
}

structure! { MinimumThroughputBillingCommitmentInput: MINIMUM_THROUGHPUT_BILLING_COMMITMENT_INPUT [0 status] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateAccountSettingsInput {
    pub minimum_throughput_billing_commitment: MinimumThroughputBillingCommitmentInput,
}

structure! { UpdateAccountSettingsInput: UPDATE_ACCOUNT_SETTINGS_INPUT [0 minimum_throughput_billing_commitment] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateAccountSettingsOutput {
    pub minimum_throughput_billing_commitment: Option<MinimumThroughputBillingCommitmentOutput>,
}

structure! { UpdateAccountSettingsOutput: UPDATE_ACCOUNT_SETTINGS_OUTPUT [0 minimum_throughput_billing_commitment] }

pub static MINIMUM_THROUGHPUT_BILLING_COMMITMENT_INPUT: Shape = Shape {
    name: "MinimumThroughputBillingCommitmentInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Status", &MINIMUM_THROUGHPUT_BILLING_COMMITMENT_INPUT_STATUS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static MINIMUM_THROUGHPUT_BILLING_COMMITMENT_INPUT_STATUS: Shape = Shape { name: "MinimumThroughputBillingCommitmentInputStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLED", "DISABLED"] }) };

pub static UPDATE_ACCOUNT_SETTINGS_INPUT: Shape = Shape {
    name: "UpdateAccountSettingsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("MinimumThroughputBillingCommitment", &MINIMUM_THROUGHPUT_BILLING_COMMITMENT_INPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_ACCOUNT_SETTINGS_OUTPUT: Shape = Shape {
    name: "UpdateAccountSettingsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MinimumThroughputBillingCommitment", &MINIMUM_THROUGHPUT_BILLING_COMMITMENT_OUTPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
