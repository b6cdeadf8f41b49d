//! What a service is to the rest of the server: a table of operations on values, free of protocols and of HTTP.

#![warn(missing_docs, unreachable_pub, clippy::missing_errors_doc)]

mod answer;
mod caller;
mod failed;
mod operations;
mod output;
#[cfg(feature = "testing")]
pub mod testing;

pub use answer::{Answer, Body, answer};
pub use caller::Caller;
pub use failed::Failed;
pub use keyspace::caught;
pub use operations::{BoxFuture, Service};
pub use output::{Events, Outcome, Output};

#[doc(hidden)]
pub use {keyspace, wire};
