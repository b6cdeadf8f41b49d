//! What the protocol layer answers by itself is what the models say of the same errors.

mod world;

use wire::{Dialect, Refusal};

#[test]
fn errors_of_the_protocol_layer_are_those_of_the_models() {
    for model in world::models() {
        let dialect = Dialect::of(model);
        for common in [&dialect.serialization, &dialect.validation, &dialect.unknown_operation, &dialect.internal] {
            let Refusal { error, .. } = common.silent();
            let Some(said) = model.error(error.code) else { panic!("{} has no {}", model.name, error.code) };
            assert_eq!((error.prefix, error.status), (said.prefix, said.status), "{} {}", model.name, error.code);
            assert_eq!(error.message_name, said.message_name, "{} {}", model.name, error.code);
            let query = |error: &wire::ErrorShape| {
                error.query.map_or((error.code, error.status), |query| (query.code, query.status))
            };
            assert_eq!(query(error), query(said), "{} {}", model.name, error.code);
        }
    }
}
