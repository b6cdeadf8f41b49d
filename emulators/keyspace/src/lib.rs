//! keyspace

mod fault;

pub use fault::Fault;

/// The generation was flipped: whoever waits asks again on the new one.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Retired;
