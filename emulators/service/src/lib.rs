//! What a service is to the rest of the server: a table of operations on values, free of protocols and of HTTP.

mod caller;
mod failed;
mod operations;

pub use caller::Caller;
pub use failed::Failed;
pub use operations::{BoxFuture, Service};

#[doc(hidden)]
pub use {keyspace, wire};
