//! The Query protocol: forms in, XML out. SQS spoke nothing else for seventeen years.

mod decode;
mod encode;
mod form;
mod refusal;

pub use decode::decode;
pub use encode::encode;
pub use refusal::refusal;
