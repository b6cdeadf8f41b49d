//! Children: real servers that are started, probed, restarted and stopped.
//!
//! A child is a value. [`machine`] decides and does nothing, [`driver`] does and decides nothing; the other modules are its hands.

pub mod driver;
pub mod ground;
pub mod launch;
pub mod machine;
pub mod orphan;
pub mod output;
pub mod probe;
pub mod reap;
#[cfg(test)]
pub mod tests;

pub use driver::{Child, Program, Status};
pub use launch::{Exit, Launch};
pub use machine::{Failure, Policy, State};
pub use probe::Probe;
