//! Bodies that a fuzzer or a person found worth keeping, replayed as the fuzz targets read them.

mod world;

use std::fs;
use std::path::Path;

use wire::{Dialect, cbor, check, json, query};

/// `tests/corpus/TARGET/NAME`: the model, the operation, then the body.
#[test]
fn every_kept_body_is_answered() {
    let mut kept = 0;
    for target in ["json", "cbor", "form"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(target);
        for entry in fs::read_dir(&folder).expect("a folder for each target") {
            let path = entry.expect("readable").path();
            let bytes = fs::read(&path).expect("readable");
            let [which, operation, body @ ..] = bytes.as_slice() else { panic!("{} is too short", path.display()) };
            let models = world::models();
            let model = models[usize::from(*which) % models.len()];
            let shape = model.operations[usize::from(*operation) % model.operations.len()].input;
            let value = match target {
                "json" => json::decode(Dialect::of(model), shape, body),
                "cbor" => cbor::decode(Dialect::of(model), shape, body),
                _ => query::decode(shape, body),
            };
            if let Ok(value) = value {
                let _ = check::constraints(model, shape, value);
            }
            kept += 1;
        }
    }
    assert!(kept >= 20, "only {kept} bodies were found");
}
