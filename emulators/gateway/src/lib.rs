//! HTTP/1.1 and HTTP/2 for all emulated services: body, route, caller, the service's pipeline, answer.

#![warn(missing_docs, unreachable_pub, clippy::missing_errors_doc)]

mod answer_body;
mod backend;
mod body;
mod budget;
mod caller;
mod cors;
mod credentials;
mod encoding;
mod form;
mod front;
pub mod host;
mod limits;
mod metrics;
mod origin;
mod refusals;
mod request_id;
mod route;
mod server;
mod signature;
mod sigv4;
mod sts;
mod transport;

pub use answer_body::AnswerBody;
pub use backend::{Backend, Services};
pub use body::{Unread, read as read_body};
pub use caller::identity;
pub use credentials::Credentials;
pub use front::{Doors, Front};
pub use host::Hosts;
pub use limits::Limits;
pub use metrics::Metrics;
pub use origin::Origins;
pub use server::{FromElsewhere, Respond, Server};
pub use transport::{Opened, Plain, Transport};

pub use http;
