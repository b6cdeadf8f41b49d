//! JSON 1.0 and 1.1: the same bodies under two content types.

mod decode;
mod encode;
mod refusal;
mod surrogates;

pub use decode::decode;
pub use encode::encode;
pub use refusal::refusal;

/// What hot answers that write themselves need.
pub mod raw {
    pub use super::encode::{blob, double, integer, string, time};
}
