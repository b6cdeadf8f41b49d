//! Whatever bytes come in, every decoder answers; none panics, overflows the stack or takes long.

mod world;

use proptest::collection::vec;
use proptest::prelude::*;
use wire::{Dialect, Model, Shape, Value, cbor, check, json, query};
use world::made_up::Chance;

/// Reads bytes as everything that they might be, and checks what comes out.
fn read(model: &'static Model, shape: &'static Shape, bytes: &[u8]) {
    let dialect = Dialect::of(model);
    let decoded =
        [json::decode(dialect, shape, bytes), cbor::decode(dialect, shape, bytes), query::decode(shape, bytes)];
    for value in decoded.into_iter().flatten() {
        let _ = check::constraints(model, shape, value);
    }
}

fn read_everywhere(bytes: &[u8]) {
    for model in world::models() {
        for operation in model.operations {
            read(model, operation.input, bytes);
        }
    }
}

fn bodies(value: &Value, shape: &'static Shape) -> [Vec<u8>; 3] {
    let (mut as_json, mut as_cbor) = (Vec::new(), Vec::new());
    json::encode(shape, value, &mut as_json);
    cbor::encode(shape, value, &mut as_cbor);
    [as_json, as_cbor, world::form::encode(shape, value, world::form::Spelling::Model)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_refused_and_no_more(bytes in vec(any::<u8>(), 0..200)) {
        read_everywhere(&bytes);
    }

    #[test]
    fn damaged_bodies_are_refused_and_no_more(seed: u64, at: usize, flip in 1u8..) {
        for model in world::models() {
            for operation in model.operations {
                let Some(value) = Chance(seed).value(operation.input, 5) else { continue };
                for mut body in bodies(&value, operation.input) {
                    let at = at % body.len().max(1);
                    if let Some(byte) = body.get_mut(at) {
                        *byte ^= flip;
                    }
                    read(model, operation.input, &body);
                    body.truncate(at);
                    read(model, operation.input, &body);
                }
            }
        }
    }
}

#[test]
fn nesting_without_end_is_refused_before_the_stack_ends() {
    const DEEP: usize = 100_000;
    let put_item = &models::dynamodb::MODEL.operations[models::dynamodb::Operation::PutItem as usize];
    let shape = put_item.input;

    let json = format!(r#"{{"Item":{{"a":{}"#, r#"{"L":["#.repeat(DEEP));
    let json_unknown = format!(r#"{{"Unknown":{}"#, "[".repeat(DEEP));
    for body in [json, json_unknown] {
        let refused = json::decode(Dialect::of(&models::dynamodb::MODEL), shape, body.as_bytes());
        assert!(refused.is_err());
    }

    let mut nested = b"\xa1\x64Item\xa1\x61a".to_vec();
    nested.extend(b"\xa1\x61L\x81".repeat(DEEP));
    let mut unknown = b"\xa1\x61x".to_vec();
    unknown.extend(b"\x81".repeat(DEEP));
    let mut endless = b"\xa1\x61x".to_vec();
    endless.extend(b"\x9f".repeat(DEEP));
    let mut tags = b"\xa1\x64Item".to_vec();
    tags.extend(b"\xc1".repeat(DEEP));
    for body in [nested, unknown, endless, tags] {
        assert!(cbor::decode(Dialect::of(&models::dynamodb::MODEL), shape, &body).is_err());
    }

    let form = format!("Item.1.value{}=1", ".L.1".repeat(DEEP));
    assert!(query::decode(shape, form.as_bytes()).is_ok_and(|value| value == Value::Structure(Vec::new())));
}

#[test]
fn lengths_that_are_promised_and_not_kept_take_no_memory() {
    let put_records = &models::kinesis::MODEL.operations[models::kinesis::Operation::PutRecords as usize];
    for body in [
        b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff".as_slice(),
        b"\xa1\x67Records\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\xa1\x6aStreamName\x7b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\xa1\x64Data\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\xa1\x61x\x9b\x7f\xff\xff\xff\xff\xff\xff\xff",
    ] {
        assert!(cbor::decode(Dialect::of(&models::kinesis::MODEL), put_records.input, body).is_err());
    }
}
