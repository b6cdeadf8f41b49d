//! What a child says when it is asked whether it serves.

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    Ready,
    /// Not yet, and what it is waiting for. A sentence that changes counts as getting on.
    NotYet(String),
    /// It runs and will never serve as it is: asking again is useless.
    Never(String),
}
