//! AWS protocols as pure functions: bytes in, values out, and back.

#![warn(missing_docs, unreachable_pub, clippy::missing_errors_doc)]

pub mod base64;
pub mod cbor;
pub mod check;
mod decoding;
pub mod dialect;
pub mod echo;
pub mod event_stream;
pub mod json;
pub mod malformed;
pub mod model;
pub mod query;
pub mod shape;
pub mod structure;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod value;

pub use check::Checked;
pub use dialect::Dialect;
pub use event_stream::Event;
pub use malformed::Malformed;
pub use model::{Blame, ErrorShape, Model, Operation, Protocol, QueryError, Refusal};
pub use shape::{Flavour, Kind, List, Map, Member, Members, Range, Shape, Text};
pub use structure::{Field, Structure};
pub use value::{Emit, Value};
