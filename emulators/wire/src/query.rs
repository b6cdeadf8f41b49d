//! The Query protocol: forms in, XML out. SQS spoke nothing else for seventeen years.

mod decode;
mod encode;
mod form;
pub mod json;
mod refusal;

pub use decode::decode;
pub use encode::encode;
pub use refusal::refusal;
