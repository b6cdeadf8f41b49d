//! The service models as Rust: shapes, plain structs, operations, refusals. All but this file is generated: see `emulators/codegen`.

#[rustfmt::skip]
pub mod dynamodb;
#[rustfmt::skip]
pub mod dynamodb_streams;
#[rustfmt::skip]
pub mod kinesis;
#[rustfmt::skip]
pub mod sqs;

#[cfg(test)]
mod tests;
