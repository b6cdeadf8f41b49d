//! The control API under `/_statebox`: everything that the command line does, as JSON.

pub mod guard;
