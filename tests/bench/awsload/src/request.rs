//! Where requests go, and what stands before their bodies.

use crate::text::push;
use std::sync::Arc;

#[derive(Clone, Default)]
pub struct Target {
    pub name: String,
    pub host: String,
    pub port: u16,
    /// SQS requests go out in the Query protocol (form in, XML out).
    pub query: bool,
    /// Not an AWS server: nothing is set up, and any 200 is a whole answer.
    pub bare: bool,
    /// Whose CPU and memory count; 0: the process that listens on the port.
    pub pid: i32,
    pub queue_url: String,
    pub fifo_url: String,
    /// ARN and shards of the table's stream.
    pub table_stream: String,
    pub table_shards: Vec<String>,
}

/// Which headers go out besides those that a server needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Headers {
    Min,
    Sdk,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Service {
    DynamoDb,
    Streams,
    Sqs,
    Kinesis,
}

impl Service {
    /// As a signature's scope names it.
    fn scope(self) -> &'static str {
        match self {
            Service::DynamoDb | Service::Streams => "dynamodb",
            Service::Sqs => "sqs",
            Service::Kinesis => "kinesis",
        }
    }

    /// What x-amz-target puts before the operation.
    fn prefix(self) -> &'static str {
        match self {
            Service::DynamoDb => "DynamoDB_20120810.",
            Service::Streams => "DynamoDBStreams_20120810.",
            Service::Sqs => "AmazonSQS.",
            Service::Kinesis => "Kinesis_20131202.",
        }
    }
}

/// The heads of one connection's requests; that of an operation is made once.
pub struct Heads {
    target: Arc<Target>,
    headers: Headers,
    sign: bool,
    made: Vec<Head>,
}

struct Head {
    service: Service,
    operation: &'static str,
    bytes: Vec<u8>,
}

impl Heads {
    pub fn new(target: Arc<Target>, headers: Headers, sign: bool) -> Self {
        Heads { target, headers, sign, made: Vec::new() }
    }

    pub fn of(&mut self, service: Service, operation: &'static str) -> &[u8] {
        // By address, as this is done for every request. Names are literals: where the compiler keeps
        // one of them twice, there is a second head of the same text.
        let made = self.made.iter().position(|h| std::ptr::eq(h.operation, operation) && h.service == service);
        let at = made.unwrap_or_else(|| self.make(service, operation));
        &self.made[at].bytes
    }

    #[cold]
    fn make(&mut self, service: Service, operation: &'static str) -> usize {
        let bytes = head(&self.target, service, operation, self.headers, self.sign);
        self.made.push(Head { service, operation, bytes });
        self.made.len() - 1
    }
}

/// Everything of a request up to the value of content-length.
pub fn head(t: &Target, service: Service, operation: &str, headers: Headers, sign: bool) -> Vec<u8> {
    let date = amz_date();
    let form = service == Service::Sqs && t.query;
    let content_type = match service {
        Service::Kinesis => "application/x-amz-json-1.1",
        _ if form => "application/x-www-form-urlencoded",
        _ => "application/x-amz-json-1.0",
    };
    let mut v = Vec::with_capacity(900);
    push(&mut v, &format!("POST / HTTP/1.1\r\nhost: {}:{}\r\ncontent-type: {content_type}\r\n", t.host, t.port));
    if !form {
        push(&mut v, &format!("x-amz-target: {}{operation}\r\n", service.prefix()));
    }
    push(&mut v, &format!("x-amz-date: {date}\r\n"));
    if sign {
        push(
            &mut v,
            &format!(
                "authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/{}/us-east-1/{}/aws4_request, \
                 SignedHeaders=content-type;host;x-amz-date;x-amz-target, \
                 Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\r\n",
                &date[..8],
                service.scope()
            ),
        );
    }
    if headers == Headers::Sdk {
        push(
            &mut v,
            "amz-sdk-invocation-id: 0f1d9a4e-4b7c-4a53-9f2e-6f0a3c5b7d91\r\namz-sdk-request: attempt=1; max=3\r\n\
             user-agent: aws-sdk-rust/1.3.8 os/linux lang/rust/1.95.0 api/load/1.0.0 m/E,b\r\n\
             x-amz-user-agent: aws-sdk-rust/1.3.8 os/linux lang/rust/1.95.0 api/load/1.0.0 m/E,b\r\n\
             accept: */*\r\naccept-encoding: identity\r\n",
        );
    }
    push(&mut v, "content-length: ");
    v
}

fn amz_date() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let (d, s) = (now / 86400, now % 86400);
    // days to civil date
    let z = d as i64 + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", s / 3600, s / 60 % 60, s % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_made_once_for_each_operation_of_a_service() {
        let mut heads = Heads::new(Arc::default(), Headers::Sdk, true);
        let (put, get) = ("Put", "Get");
        for (service, operation, made) in [
            (Service::DynamoDb, put, 1),
            (Service::DynamoDb, get, 2),
            (Service::Kinesis, put, 3),
            (Service::DynamoDb, put, 3),
            (Service::Kinesis, put, 3),
        ] {
            let head = String::from_utf8(heads.of(service, operation).to_vec()).unwrap();
            assert!(head.contains(&format!("\r\nx-amz-target: {}{operation}\r\n", service.prefix())), "{head}");
            assert_eq!(heads.made.len(), made);
        }
    }
}
