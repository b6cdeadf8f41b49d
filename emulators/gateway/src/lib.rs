//! HTTP/1.1 and HTTP/2 for all emulated services, on one port.

pub mod answer_body;
pub mod body;
pub mod caller;
pub mod limits;
pub mod server;
pub mod signature;

pub use http;
