//! What several operations use. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

pub static ACCESS_DENIED_EXCEPTION: Shape = Shape {
    name: "AccessDeniedException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DRY_RUN_OPERATION_EXCEPTION: Shape = Shape {
    name: "DryRunOperationException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXPIRED_ITERATOR_EXCEPTION: Shape = Shape {
    name: "ExpiredIteratorException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXPIRED_NEXT_TOKEN_EXCEPTION: Shape = Shape {
    name: "ExpiredNextTokenException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_ARGUMENT_EXCEPTION: Shape = Shape {
    name: "InvalidArgumentException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIMIT_EXCEEDED_EXCEPTION: Shape = Shape {
    name: "LimitExceededException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION: Shape = Shape {
    name: "ProvisionedThroughputExceededException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static THROTTLING_EXCEPTION: Shape = Shape {
    name: "ThrottlingException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VALIDATION_EXCEPTION: Shape = Shape {
    name: "ValidationException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
