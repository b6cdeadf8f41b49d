//! What the fuzz targets begin with: a few whole bodies of every operation, in each protocol.

mod world;

use std::fs;
use std::path::Path;

use wire::{cbor, json};
use world::form::{Spelling, encode};
use world::made_up::Chance;

/// As the targets read it: the model, the operation, the body.
#[test]
#[ignore = "writes fuzz/corpus, see fuzz/README.md"]
fn the_corpus_is_written() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (which, model) in world::models().into_iter().enumerate() {
        for (index, operation) in model.operations.iter().enumerate() {
            for seed in 0..4 {
                let Some(value) = Chance(seed).value(operation.input, 5) else { continue };
                let (mut as_json, mut as_cbor) = (Vec::new(), Vec::new());
                json::encode(operation.input, &value, &mut as_json);
                cbor::encode(operation.input, &value, &mut as_cbor);
                let as_form = encode(operation.input, &value, Spelling::Model);
                for (target, body) in [("json", as_json), ("cbor", as_cbor), ("form", as_form)] {
                    let folder = corpus.join(target);
                    fs::create_dir_all(&folder).expect("a folder for the corpus");
                    let name = format!("{}-{}-{seed}", model.name, operation.name);
                    let seed = [&[which as u8, index as u8], &body[..]].concat();
                    fs::write(folder.join(name), seed).expect("a seed");
                }
            }
        }
    }
}
