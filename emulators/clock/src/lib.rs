//! Time and chance, and the only door they come in through.
//!
//! Three uses of time: *service time* is wall time plus an offset that can be turned ([`Clock`]); *stored times* are relative to
//! an epoch that belongs to a resource ([`Epoch`], [`Stored`]), so that a whole resource moves in time by writing one number;
//! *test time* is tokio's paused clock ([`Clock::simulated`]), in which twelve hours pass in a microsecond.

#![warn(missing_docs, unreachable_pub, clippy::missing_errors_doc)]

mod clock;
mod entropy;
mod epoch;
mod stopwatch;
mod timestamp;

pub use crate::clock::Clock;
pub use entropy::Entropy;
pub use epoch::{Epoch, Stored};
pub use stopwatch::Stopwatch;
pub use timestamp::Timestamp;
