//! The running things of an environment as stores that can be cut and restored.

pub mod emulated;
pub mod mongodb;
pub mod redis;
mod seal;
#[cfg(test)]
mod tests;
