//! What several operations use. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

pub static BATCH_ENTRY_IDS_NOT_DISTINCT: Shape = Shape {
    name: "BatchEntryIdsNotDistinct",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_REQUEST_TOO_LONG: Shape = Shape {
    name: "BatchRequestTooLong",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EMPTY_BATCH_REQUEST: Shape = Shape {
    name: "EmptyBatchRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_ADDRESS: Shape = Shape {
    name: "InvalidAddress",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_ATTRIBUTE_NAME: Shape = Shape {
    name: "InvalidAttributeName",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_ATTRIBUTE_VALUE: Shape = Shape {
    name: "InvalidAttributeValue",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_BATCH_ENTRY_ID: Shape = Shape {
    name: "InvalidBatchEntryId",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_ID_FORMAT: Shape = Shape {
    name: "InvalidIdFormat",
    kind: Kind::Structure(Members {
        members: &[],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_MESSAGE_CONTENTS: Shape = Shape {
    name: "InvalidMessageContents",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_SECURITY: Shape = Shape {
    name: "InvalidSecurity",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_ACCESS_DENIED: Shape = Shape {
    name: "KmsAccessDenied",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_DISABLED: Shape = Shape {
    name: "KmsDisabled",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_INVALID_KEY_USAGE: Shape = Shape {
    name: "KmsInvalidKeyUsage",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_INVALID_STATE: Shape = Shape {
    name: "KmsInvalidState",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_NOT_FOUND: Shape = Shape {
    name: "KmsNotFound",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_OPT_IN_REQUIRED: Shape = Shape {
    name: "KmsOptInRequired",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KMS_THROTTLED: Shape = Shape {
    name: "KmsThrottled",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static MESSAGE_NOT_INFLIGHT: Shape = Shape {
    name: "MessageNotInflight",
    kind: Kind::Structure(Members {
        members: &[],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static OVER_LIMIT: Shape = Shape {
    name: "OverLimit",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PURGE_QUEUE_IN_PROGRESS: Shape = Shape {
    name: "PurgeQueueInProgress",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_DELETED_RECENTLY: Shape = Shape {
    name: "QueueDeletedRecently",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_DOES_NOT_EXIST: Shape = Shape {
    name: "QueueDoesNotExist",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_NAME_EXISTS: Shape = Shape {
    name: "QueueNameExists",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RECEIPT_HANDLE_IS_INVALID: Shape = Shape {
    name: "ReceiptHandleIsInvalid",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REQUEST_THROTTLED: Shape = Shape {
    name: "RequestThrottled",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESOURCE_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "ResourceNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TOO_MANY_ENTRIES_IN_BATCH_REQUEST: Shape = Shape {
    name: "TooManyEntriesInBatchRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UNSUPPORTED_OPERATION: Shape = Shape {
    name: "UnsupportedOperation",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &EXCEPTION_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
