//! What only the operator can mend: a store that cannot be read or written.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// The operator's failure, with its cause. Cheap to clone: a failed write is every batch's failure that was part of it.
#[derive(Clone)]
pub struct Fault(Arc<Inner>);

struct Inner {
    what: String,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Fault {
    /// `what` says what could not be done, in one sentence for the log.
    pub fn new(what: impl Into<String>) -> Fault {
        Fault(Arc::new(Inner { what: what.into(), cause: None }))
    }

    /// The same with the error that caused it, which a log shows and a caller never sees.
    pub fn because(what: impl Into<String>, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Fault {
        Fault(Arc::new(Inner { what: what.into(), cause: Some(cause.into()) }))
    }

    /// Whether both are one failure, told to several.
    pub fn is_same(&self, other: &Fault) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.what)
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.what)?;
        let mut cause = self.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.cause.as_ref().map(|cause| &**cause as &(dyn Error + 'static))
    }
}

/// Bytes in the store that are not what was written there.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Damaged(pub String);

impl Damaged {
    /// `what` says what is wrong with the bytes.
    pub fn new(what: impl Into<String>) -> Damaged {
        Damaged(what.into())
    }
}

impl From<Damaged> for Fault {
    fn from(damaged: Damaged) -> Fault {
        Fault::because("a record in the store cannot be understood", damaged)
    }
}
