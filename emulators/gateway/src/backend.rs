//! What the gateway stands in front of.

use std::sync::Arc;

use http::{Request, Response};
use hyper::body::Incoming;
use service::{BoxFuture, Service};

use crate::{AnswerBody, Metrics};

/// One data environment, seen from HTTP. Nothing here assumes that it is the only one.
pub trait Backend: Send + Sync + 'static {
    /// The services of the generation that is current now.
    fn services(&self) -> Arc<Services>;

    /// Resolves when `services` no longer answers what it answered when `old` was taken.
    fn changed<'a>(&'a self, old: &'a Arc<Services>) -> BoxFuture<'a, ()>;

    /// False while what the services are to hold is still brought in: their clients wait for [`opened`](Backend::opened).
    fn is_open(&self) -> bool;

    /// Resolves when the services are open.
    fn opened(&self) -> BoxFuture<'_, ()>;

    /// Why the services answer nobody any more, if that is so: a sentence for people.
    fn is_shut(&self) -> Option<&str>;

    /// Everything under `/_statebox/`, `/_localstack/` and `/_aws/`.
    fn control(&self, request: Request<Incoming>) -> BoxFuture<'_, Response<AnswerBody>>;

    /// Where requests are counted.
    fn metrics(&self) -> &Metrics;

    /// The account of callers whose access key names none.
    fn account(&self) -> &str;
}

/// The services of one generation.
#[derive(Default)]
pub struct Services {
    services: Vec<Arc<dyn Service>>,
}

impl Services {
    /// In the order in which they are asked whether they are meant.
    pub fn new(services: Vec<Arc<dyn Service>>) -> Services {
        Services { services }
    }

    /// By the first part of `X-Amz-Target`.
    pub fn of_target(&self, prefix: &str) -> Option<&Arc<dyn Service>> {
        self.services.iter().find(|service| service.model().target_prefix == prefix)
    }

    /// By its name in the credential scope.
    pub fn of_signing_name(&self, name: &str) -> Option<&Arc<dyn Service>> {
        self.services.iter().find(|service| service.model().signing_name == name)
    }

    /// The one that speaks the Query protocol and has this action.
    pub fn of_action(&self, action: &str) -> Option<&Arc<dyn Service>> {
        self.speaking_query().find(|service| service.model().operation(action).is_some())
    }

    /// Those that forms may be for.
    pub fn speaking_query(&self) -> impl Iterator<Item = &Arc<dyn Service>> {
        self.services.iter().filter(|service| service.model().protocols.contains(&wire::Protocol::Query))
    }
}
