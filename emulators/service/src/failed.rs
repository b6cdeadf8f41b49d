//! Why there is no answer, sorted by who must act.

use keyspace::{Fault, Retired};

/// Why there is no answer.
#[derive(Debug)]
pub enum Failed {
    /// The caller's: part of the API.
    Refused(wire::Refusal),
    /// The operator's: keeps its cause, is logged once at the edge.
    Faulted(Fault),
    /// The generation was flipped under this request: it must be asked again on the new one.
    Retired,
    /// An operation of AWS's that is not built yet.
    Unsupported,
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Failed {
        Failed::Faulted(fault)
    }
}

impl From<Retired> for Failed {
    fn from(_: Retired) -> Failed {
        Failed::Retired
    }
}
