//! Who asks, as far as a service may know it.

use clock::Timestamp;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Twelve digits.
    pub account: String,
    /// As AWS spells it: `us-east-1`. Resources are separate by region.
    pub region: String,
    /// `http://host:port` as the client named it: queue URLs begin with it.
    pub base_url: String,
    /// The `X-Amzn-Trace-Id` of the request, if it has one.
    pub trace: Option<String>,
    /// When the request came in; the deadline of a long poll counts from here, however often the request is dispatched.
    pub arrived: Timestamp,
}
