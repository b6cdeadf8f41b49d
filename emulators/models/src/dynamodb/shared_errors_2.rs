//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

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

pub static POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION: Shape = Shape {
    name: "PointInTimeRecoveryUnavailableException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static POLICY_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "PolicyNotFoundException",
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
            Member::optional("ThrottlingReasons", &THROTTLING_REASON_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_ALREADY_EXISTS_EXCEPTION: Shape = Shape {
    name: "ReplicaAlreadyExistsException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "ReplicaNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICATED_WRITE_CONFLICT_EXCEPTION: Shape = Shape {
    name: "ReplicatedWriteConflictException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REQUEST_LIMIT_EXCEEDED: Shape = Shape {
    name: "RequestLimitExceeded",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
            Member::optional("ThrottlingReasons", &THROTTLING_REASON_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESOURCE_IN_USE_EXCEPTION: Shape = Shape {
    name: "ResourceInUseException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESOURCE_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "ResourceNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_ALREADY_EXISTS_EXCEPTION: Shape = Shape {
    name: "TableAlreadyExistsException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_IN_USE_EXCEPTION: Shape = Shape {
    name: "TableInUseException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "TableNotFoundException",
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
            Member::optional("message", &AVAILABILITY_ERROR_MESSAGE),
            Member::optional("throttlingReasons", &THROTTLING_REASON_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACTION_CANCELED_EXCEPTION: Shape = Shape {
    name: "TransactionCanceledException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Message", &ERROR_MESSAGE),
            Member::optional("CancellationReasons", &CANCELLATION_REASON_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACTION_CONFLICT_EXCEPTION: Shape = Shape {
    name: "TransactionConflictException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACTION_IN_PROGRESS_EXCEPTION: Shape = Shape {
    name: "TransactionInProgressException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
