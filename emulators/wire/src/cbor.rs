//! CBOR 1.1, as Kinesis and the Java SDK speak it: `application/x-amz-cbor-1.1`.

mod decode;
mod encode;

pub use decode::decode;
pub use encode::{encode, refusal};

/// What hot answers that write themselves need.
pub mod raw {
    pub use super::encode::{blob, double, integer, list, map, string, time};
}
