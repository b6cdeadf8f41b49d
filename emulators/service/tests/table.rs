//! A service made of a table: every operation finds its file, and every failure its kind.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use clock::Timestamp;
use service::{Caller, Failed, Service, wire};
use wire::{Flavour, Kind, Member, Members, Shape, Text, Value};

pub struct Greeter;

service::operations! { Greeter, model;
    Greet: greet,
    Leave: leave;
    unsupported: Dance, Sing,
}

mod operations {
    pub mod greet {
        use crate::{Failure, Greeter, Reply, model};
        use service::{Caller, wire::Value};

        pub async fn run(_: &Greeter, caller: &Caller, input: Value) -> Reply<Value> {
            match input.member(0).and_then(Value::as_str) {
                Some("") => Err(model::Refusal::Nobody.into()),
                Some("gone") => Err(Failure::Retired),
                Some("broken") => Err(service::keyspace::Fault::new("the disk is full").into()),
                name => Ok(Value::String(format!("{} from {}", name.unwrap_or("?"), caller.region))),
            }
        }
    }

    pub mod leave {
        use crate::{Greeter, Reply};
        use service::Caller;

        pub async fn run(_: &Greeter, _: &Caller, _: ()) -> Reply<()> {
            Ok(())
        }
    }
}

/// What the generator writes for a service, in small.
pub mod model {
    use super::*;

    #[derive(Copy, Clone)]
    pub enum Operation {
        Dance,
        Greet,
        Leave,
        Sing,
    }

    impl Operation {
        pub const ALL: &[Operation] = &[Operation::Dance, Operation::Greet, Operation::Leave, Operation::Sing];
    }

    #[derive(Debug)]
    pub enum Refusal {
        Nobody,
    }

    impl Refusal {
        pub fn into_wire(self) -> wire::Refusal {
            wire::Refusal { error: &NOBODY, message: None, value: Value::Null }
        }
    }

    static NOBODY: wire::ErrorShape = wire::ErrorShape::plain("Nobody", "", 400);
    static TEXT: Shape = Shape { name: "Text", kind: Kind::String(Text::ANY) };
    pub static GREETING: Shape = Shape {
        name: "Greeting",
        kind: Kind::Structure(Members {
            members: &[Member {
                name: "Name",
                query_name: "Name",
                shape: &TEXT,
                required: false,
                idempotency_token: false,
            }],
            check_order: None,
            flavour: Flavour::Plain,
        }),
    };

    pub static MODEL: wire::Model = wire::Model {
        name: "greeter",
        full_name: "Greeter",
        endpoint_prefix: "greeter",
        signing_name: "greeter",
        api_version: "2026-01-01",
        target_prefix: "Greeter",
        protocols: &[wire::Protocol::Json10],
        xml_namespace: None,
        error_prefix: "",
        operations: &[],
        errors: &[&NOBODY],
    };
}

fn call(operation: model::Operation, name: &str) -> Result<Value, Failed> {
    let input = Value::Structure(vec![(0, Value::String(name.to_owned()))]);
    let input =
        wire::check::constraints(&model::MODEL, &model::GREETING, input).expect("a greeting has no constraints");
    let caller = Caller {
        account: "000000000000".to_owned(),
        region: "eu-west-1".to_owned(),
        base_url: "http://127.0.0.1:4566".to_owned(),
        trace: None,
        arrived: Timestamp::from_millis(0),
    };
    let future = pin!(Greeter.call(operation as usize, &caller, input));
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(service::Output::Value(value))) => Ok(value),
        Poll::Ready(Ok(service::Output::Events(_))) => panic!("nothing here streams"),
        Poll::Ready(Err(failed)) => Err(failed),
        Poll::Pending => panic!("nothing here waits"),
    }
}

#[test]
fn an_operation_finds_its_file_and_its_answer_becomes_a_value() {
    assert_eq!(call(model::Operation::Greet, "Ada").expect("greeted"), Value::String("Ada from eu-west-1".to_owned()));
    assert_eq!(call(model::Operation::Leave, "").expect("left"), Value::Structure(Vec::new()));
}

#[test]
fn failures_keep_their_kind() {
    assert!(
        matches!(call(model::Operation::Greet, ""), Err(Failed::Refused(refusal)) if refusal.error.code == "Nobody")
    );
    assert!(matches!(call(model::Operation::Greet, "gone"), Err(Failed::Retired)));
    assert!(matches!(call(model::Operation::Greet, "broken"), Err(Failed::Faulted(_))));
    assert!(matches!(call(model::Operation::Dance, ""), Err(Failed::Unsupported)));
    assert!(matches!(call(model::Operation::Sing, ""), Err(Failed::Unsupported)));
}
