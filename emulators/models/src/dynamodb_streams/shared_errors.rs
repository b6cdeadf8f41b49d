//! What several operations use. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

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

pub static TRIMMED_DATA_ACCESS_EXCEPTION: Shape = Shape {
    name: "TrimmedDataAccessException",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
