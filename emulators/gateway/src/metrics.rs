//! What was asked and how long it took, counted, in the text format of Prometheus.

use std::fmt::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use wire::Model;

/// More than there are services.
const SERVICES_MAX: usize = 8;

/// Upper ends of the histogram's buckets, in microseconds. Most answers take less than a millisecond, long polls up to 20 s.
const BUCKETS_US: [u64; 9] = [250, 500, 1_000, 2_500, 10_000, 50_000, 250_000, 1_000_000, 20_500_000];

/// Counters of one server. Nothing is locked, and a request costs three additions.
#[derive(Debug, Default)]
pub struct Metrics {
    services: [OnceLock<Service>; SERVICES_MAX],
    /// Requests that no service was asked for.
    unrouted: AtomicU64,
}

#[derive(Debug)]
struct Service {
    model: &'static Model,
    operations: Vec<Operation>,
}

#[derive(Debug, Default)]
struct Operation {
    /// Below 400, below 500, and the rest.
    outcomes: [AtomicU64; 3],
    /// How many took at most this long and longer than the bucket before; the last has no end.
    buckets: [AtomicU64; BUCKETS_US.len() + 1],
    total_us: AtomicU64,
}

const OUTCOMES: [&str; 3] = ["answered", "refused", "failed"];

impl Metrics {
    /// Counts one answer of a service.
    pub fn answered(&self, model: &'static Model, operation: &str, status: u16, took: Duration) {
        let Some(index) = model.operation(operation) else { return self.unrouted() };
        let Some(service) = self.service(model) else { return };
        let counters = &service.operations[index];
        let outcome = match status {
            ..400 => 0,
            400..500 => 1,
            500.. => 2,
        };
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        counters.outcomes[outcome].fetch_add(1, Relaxed);
        counters.buckets[BUCKETS_US.partition_point(|end| *end < us)].fetch_add(1, Relaxed);
        counters.total_us.fetch_add(us, Relaxed);
    }

    /// Counts one request that reached no service.
    pub fn unrouted(&self) {
        self.unrouted.fetch_add(1, Relaxed);
    }

    fn service(&self, model: &'static Model) -> Option<&Service> {
        self.services.iter().find_map(|slot| {
            let service = slot.get_or_init(|| Service {
                model,
                operations: model.operations.iter().map(|_| Operation::default()).collect(),
            });
            std::ptr::eq(service.model, model).then_some(service)
        })
    }

    /// All that was counted, without the operations that nobody called.
    pub fn write(&self, out: &mut String) {
        let called = || {
            let services = self.services.iter().filter_map(OnceLock::get);
            services.flat_map(|service| {
                let named = service.model.operations.iter().zip(&service.operations);
                named.map(|(operation, counters)| (service.model.name, operation.name, counters))
            })
        };
        out.push_str("# HELP statebox_requests_total Requests by service, operation and outcome.\n");
        out.push_str("# TYPE statebox_requests_total counter\n");
        for (service, operation, counters) in called() {
            for (outcome, count) in OUTCOMES.iter().zip(&counters.outcomes) {
                let count = count.load(Relaxed);
                if count > 0 {
                    let labels = format!("service=\"{service}\",operation=\"{operation}\",outcome=\"{outcome}\"");
                    let _ = writeln!(out, "statebox_requests_total{{{labels}}} {count}");
                }
            }
        }
        out.push_str("# HELP statebox_requests_unrouted_total Requests that named no operation of a service.\n");
        out.push_str("# TYPE statebox_requests_unrouted_total counter\n");
        let _ = writeln!(out, "statebox_requests_unrouted_total {}", self.unrouted.load(Relaxed));
        out.push_str("# HELP statebox_request_seconds From the end of a request's body to its answer.\n");
        out.push_str("# TYPE statebox_request_seconds histogram\n");
        for (service, operation, counters) in called() {
            counters.write_histogram(&format!("service=\"{service}\",operation=\"{operation}\""), out);
        }
    }
}

impl Operation {
    fn write_histogram(&self, labels: &str, out: &mut String) {
        let buckets = self.buckets.each_ref().map(|bucket| bucket.load(Relaxed));
        let count: u64 = buckets.iter().sum();
        if count == 0 {
            return;
        }
        let mut below = 0;
        for (end, in_bucket) in BUCKETS_US.iter().zip(buckets) {
            below += in_bucket;
            let _ = writeln!(out, "statebox_request_seconds_bucket{{{labels},le=\"{}\"}} {below}", seconds(*end));
        }
        let _ = writeln!(out, "statebox_request_seconds_bucket{{{labels},le=\"+Inf\"}} {count}");
        let _ = writeln!(out, "statebox_request_seconds_sum{{{labels}}} {}", seconds(self.total_us.load(Relaxed)));
        let _ = writeln!(out, "statebox_request_seconds_count{{{labels}}} {count}");
    }
}

fn seconds(us: u64) -> f64 {
    us as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{Operation as WireOperation, Protocol, Shape};

    static NOTHING: Shape = Shape::empty("Nothing");
    static MODEL: Model = Model {
        name: "greeter",
        full_name: "Greeter",
        endpoint_prefix: "greeter",
        signing_name: "greeter",
        api_version: "1",
        target_prefix: "Greeter",
        protocols: &[Protocol::Json10],
        xml_namespace: None,
        error_prefix: "",
        operations: &[
            WireOperation { name: "Greet", input: &NOTHING, output: None, errors: &[] },
            WireOperation { name: "Leave", input: &NOTHING, output: None, errors: &[] },
        ],
        errors: &[],
    };

    #[test]
    fn what_was_answered_is_told_by_operation_and_outcome() {
        let metrics = Metrics::default();
        metrics.answered(&MODEL, "Greet", 200, Duration::from_micros(250));
        metrics.answered(&MODEL, "Greet", 200, Duration::from_millis(2));
        metrics.answered(&MODEL, "Greet", 400, Duration::from_secs(60));
        metrics.answered(&MODEL, "Dance", 400, Duration::ZERO);
        let mut text = String::new();
        metrics.write(&mut text);
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let labels = "service=\"greeter\",operation=\"Greet\"";
        let expected = [
            format!("statebox_requests_total{{{labels},outcome=\"answered\"}} 2"),
            format!("statebox_requests_total{{{labels},outcome=\"refused\"}} 1"),
            "statebox_requests_unrouted_total 1".to_owned(),
            format!("statebox_request_seconds_bucket{{{labels},le=\"0.00025\"}} 1"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"0.0005\"}} 1"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"0.001\"}} 1"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"0.0025\"}} 2"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"0.01\"}} 2"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"0.05\"}} 2"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"0.25\"}} 2"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"1\"}} 2"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"20.5\"}} 2"),
            format!("statebox_request_seconds_bucket{{{labels},le=\"+Inf\"}} 3"),
            format!("statebox_request_seconds_sum{{{labels}}} 60.00225"),
            format!("statebox_request_seconds_count{{{labels}}} 3"),
        ];
        assert_eq!(lines, expected);
    }
}
