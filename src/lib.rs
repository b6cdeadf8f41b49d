//! statebox: the product. Wires the emulators, the supervised engines and the snapshots together.

pub mod cli;
pub mod commands;
pub mod config;
pub mod control;
pub mod environment;
pub mod exit;
pub mod stores;
pub mod supervisor;
pub mod tls;
