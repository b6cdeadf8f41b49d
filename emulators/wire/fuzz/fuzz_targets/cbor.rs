//! Any bytes as CBOR for any operation: the first two choose it. What can be read is also checked.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wire::{Dialect, Model, cbor, check};

const MODELS: [&Model; 4] =
    [&models::sqs::MODEL, &models::dynamodb::MODEL, &models::dynamodb_streams::MODEL, &models::kinesis::MODEL];

fuzz_target!(|bytes: &[u8]| {
    let [which, operation, body @ ..] = bytes else { return };
    let model = MODELS[usize::from(*which) % MODELS.len()];
    let shape = model.operations[usize::from(*operation) % model.operations.len()].input;
    if let Ok(value) = cbor::decode(Dialect::of(model), shape, body) {
        let _ = check::constraints(model, shape, value);
    }
});
