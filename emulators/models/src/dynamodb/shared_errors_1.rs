//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static BACKUP_IN_USE_EXCEPTION: Shape = Shape {
    name: "BackupInUseException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BACKUP_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "BackupNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CONDITIONAL_CHECK_FAILED_EXCEPTION: Shape = Shape {
    name: "ConditionalCheckFailedException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
            Member::optional("Item", &ATTRIBUTE_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION: Shape = Shape {
    name: "ContinuousBackupsUnavailableException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DUPLICATE_ITEM_EXCEPTION: Shape = Shape {
    name: "DuplicateItemException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXPORT_CONFLICT_EXCEPTION: Shape = Shape {
    name: "ExportConflictException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXPORT_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "ExportNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_TABLE_ALREADY_EXISTS_EXCEPTION: Shape = Shape {
    name: "GlobalTableAlreadyExistsException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_TABLE_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "GlobalTableNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION: Shape = Shape {
    name: "IdempotentParameterMismatchException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static IMPORT_CONFLICT_EXCEPTION: Shape = Shape {
    name: "ImportConflictException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static IMPORT_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "ImportNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INDEX_NOT_FOUND_EXCEPTION: Shape = Shape {
    name: "IndexNotFoundException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INTERNAL_SERVER_ERROR: Shape = Shape {
    name: "InternalServerError",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_EXPORT_TIME_EXCEPTION: Shape = Shape {
    name: "InvalidExportTimeException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INVALID_RESTORE_TIME_EXCEPTION: Shape = Shape {
    name: "InvalidRestoreTimeException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION: Shape = Shape {
    name: "ItemCollectionSizeLimitExceededException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
