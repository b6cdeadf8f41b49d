//! DescribeLimits: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeLimitsInput {}

structure! { DescribeLimitsInput: DESCRIBE_LIMITS_INPUT [] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeLimitsOutput {
    pub account_max_read_capacity_units: Option<i64>,
    pub account_max_write_capacity_units: Option<i64>,
    pub table_max_read_capacity_units: Option<i64>,
    pub table_max_write_capacity_units: Option<i64>,
}

structure! { DescribeLimitsOutput: DESCRIBE_LIMITS_OUTPUT [0 account_max_read_capacity_units, 1 account_max_write_capacity_units, 2 table_max_read_capacity_units, 3 table_max_write_capacity_units] }

pub static DESCRIBE_LIMITS_INPUT: Shape = Shape {
    name: "DescribeLimitsInput",
    kind: Kind::Structure(Members {
        members: &[],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_LIMITS_OUTPUT: Shape = Shape {
    name: "DescribeLimitsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("AccountMaxReadCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("AccountMaxWriteCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("TableMaxReadCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("TableMaxWriteCapacityUnits", &POSITIVE_LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
