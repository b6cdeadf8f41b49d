//! One consistent snapshot over several stores, to and from a remote as an ordinary tarball.

pub mod archive;
pub mod cut;
pub mod durable;
pub mod error;
pub mod export;
pub mod flow;
pub mod generation;
pub mod hash;
pub mod import;
pub mod lease;
pub mod local;
pub mod manifest;
pub mod moment;
pub mod name;
pub mod progress;
pub mod remote;
pub mod room;
pub mod steps;
pub mod store;
pub mod target;
pub mod workspace;
