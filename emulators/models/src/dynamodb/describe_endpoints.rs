//! DescribeEndpoints: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeEndpointsRequest {}

structure! { DescribeEndpointsRequest: DESCRIBE_ENDPOINTS_REQUEST [] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeEndpointsResponse {
    pub endpoints: Vec<Endpoint>,
}

structure! { DescribeEndpointsResponse: DESCRIBE_ENDPOINTS_RESPONSE [0 endpoints] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Endpoint {
    pub address: String,
    pub cache_period_in_minutes: i64,
}

structure! { Endpoint: ENDPOINT [0 address, 1 cache_period_in_minutes] }

pub static DESCRIBE_ENDPOINTS_REQUEST: Shape = Shape {
    name: "DescribeEndpointsRequest",
    kind: Kind::Structure(Members {
        members: &[],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_ENDPOINTS_RESPONSE: Shape = Shape {
    name: "DescribeEndpointsResponse",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Endpoints", &ENDPOINTS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ENDPOINT: Shape = Shape {
    name: "Endpoint",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Address", &STRING),
            Member::required("CachePeriodInMinutes", &LONG),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ENDPOINTS: Shape = Shape { name: "Endpoints", kind: Kind::List(List { element: &ENDPOINT, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LONG: Shape = Shape { name: "Long", kind: Kind::Long(Range::ANY) };
