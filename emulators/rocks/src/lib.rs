//! The engine that keeps its word: RocksDB, one log and one memory budget for all families. The only crate that links it.
//!
//! A store is made by [`Rocks::create`], once, when a generation is made; [`Rocks::open`] refuses what is missing, newer or
//! damaged, and then has changed nothing. Format, CURRENT, manifest, logs and unknown tables are looked at before RocksDB may touch a
//! file: left alone, it takes some damage for the end of its log and opens "fine".

#![warn(missing_docs, unreachable_pub, clippy::missing_errors_doc)]

mod checkpoint;
mod engine;
mod logs;
mod open;
mod options;
mod refusing;
mod seen;
mod shared;
mod tables;
mod walk;

pub use engine::Rocks;
pub use open::{FORMAT, Refused};
pub use options::{Durability, Settings};
pub use shared::Shared;
