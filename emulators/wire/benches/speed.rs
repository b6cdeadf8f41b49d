//! What the protocols cost: `cargo bench -p wire`. Nanoseconds, the fastest of many short rounds.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers, whose output is what it is for"
)]

use std::hint::black_box;
use std::time::Instant;

use wire::{Dialect, Structure, Value, cbor, check, json};

fn main() {
    let model = &models::dynamodb::MODEL;
    let dialect = Dialect::of(model);
    let put_item = model.operations[models::dynamodb::Operation::PutItem as usize].input;
    for (name, size) in [("100 B", 100), ("1 KiB", 1024)] {
        let body = format!(
            r#"{{"TableName":"bench-table","Item":{{"pk":{{"S":"user#0000001234"}},"sk":{{"S":"order#0000005678"}},"payload":{{"S":"{}"}},"version":{{"N":"42"}}}}}}"#,
            "x".repeat(size)
        );
        println!("PutItem {name}: a body of {} bytes", body.len());
        let value = time("  serde_json::Value, for comparison", || {
            serde_json::from_slice::<serde_json::Value>(black_box(body.as_bytes())).expect("JSON")
        });
        drop(value);
        let value =
            time("  decode", || json::decode(dialect, put_item, black_box(body.as_bytes())).expect("a PutItem"));
        let checked =
            time_with("  check", &value, |value| check::constraints(model, put_item, value).expect("a good one"));
        time_with("  struct", checked.value(), models::dynamodb::PutItemInput::from_value);
        time("  encode", || {
            let mut out = Vec::with_capacity(256);
            json::encode(put_item, black_box(&value), &mut out);
            out
        });
    }

    let get_item = model.operations[models::dynamodb::Operation::GetItem as usize].output.expect("an item");
    let attribute = |text: &str| Value::Structure(vec![(0, Value::String(text.to_owned()))]);
    let item = vec![("pk", attribute("user#0000001234")), ("payload", attribute(&"x".repeat(100)))];
    let item = item.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let answer = Value::Structure(vec![(get_item.member("Item").expect("an item"), Value::Map(item))]);
    time("GetItem 100 B: encode", || {
        let mut out = Vec::with_capacity(256);
        json::encode(get_item, black_box(&answer), &mut out);
        out
    });

    let model = &models::kinesis::MODEL;
    let dialect = Dialect::of(model);
    let put_record = model.operations[models::kinesis::Operation::PutRecord as usize].input;
    let data = aws_smithy_types::base64::encode(vec![7; 1024]);
    let body = format!(r#"{{"StreamName":"bench","PartitionKey":"key-0001","Data":"{data}"}}"#);
    println!("PutRecord 1 KiB: a body of {} bytes", body.len());
    let value =
        time("  decode", || json::decode(dialect, put_record, black_box(body.as_bytes())).expect("a PutRecord"));
    time_with("  check", &value, |value| check::constraints(model, put_record, value).expect("a good one"));
    let mut body = Vec::new();
    cbor::encode(put_record, &value, &mut body);
    time("  decode CBOR", || cbor::decode(dialect, put_record, black_box(&body)).expect("a PutRecord"));

    let body = br#"{"StreamARN":"arn:aws:kinesis:us-east-1:000000000000:stream/bench","PartitionKey":"key-0001","ExplicitHashKey":"170141183460469231731687303715884105728","Data":"AAAA"}"#;
    println!("PutRecord by ARN and hash key: a body of {} bytes", body.len());
    let value = time("  decode", || json::decode(dialect, put_record, black_box(body)).expect("a PutRecord"));
    time_with("  check", &value, |value| check::constraints(model, put_record, value).expect("a good one"));

    let model = &models::sqs::MODEL;
    let send = model.operations[models::sqs::Operation::SendMessage as usize].input;
    let body =
        format!(r#"{{"QueueUrl":"http://127.0.0.1:4566/000000000000/bench","MessageBody":"{}"}}"#, "x".repeat(256));
    println!("SendMessage 256 B: a body of {} bytes", body.len());
    let value =
        time("  decode", || json::decode(Dialect::of(model), send, black_box(body.as_bytes())).expect("a message"));
    time_with("  check", &value, |value| check::constraints(model, send, value).expect("a good one"));
}

/// Times calls; returns the last result.
fn time<T>(name: &str, mut call: impl FnMut() -> T) -> T {
    measure(name, || (), |()| call())
}

/// Times calls that consume a value, its copy not counted.
fn time_with<T>(name: &str, value: &Value, call: impl FnMut(Value) -> T) -> T {
    measure(name, || value.clone(), call)
}

/// The result is dropped within the time that is taken, as a server drops it.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn measure<I, T>(name: &str, mut prepare: impl FnMut() -> I, mut call: impl FnMut(I) -> T) -> T {
    const CALLS: usize = 200;
    let mut fastest = f64::MAX;
    let mut last = None;
    for _ in 0..500 {
        let inputs: Vec<I> = (0..CALLS).map(|_| prepare()).collect();
        let start = Instant::now();
        for input in inputs {
            last = Some(call(input));
        }
        fastest = fastest.min(start.elapsed().as_nanos() as f64 / CALLS as f64);
    }
    println!("{name:<40}{fastest:>8.0} ns");
    last.expect("called at least once")
}
