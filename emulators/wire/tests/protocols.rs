//! JSON ≡ CBOR ≡ Query: what is said in one protocol means the same in the others, for every operation of every model.

mod world;

use proptest::prelude::*;
use wire::{Dialect, Operation, cbor, json, query};
use world::form::Spelling;
use world::made_up::Chance;
use world::xml::Element;

const DEPTH: usize = 6;

fn every_operation(mut look: impl FnMut(&'static wire::Model, &'static Operation)) {
    for model in world::models() {
        model.operations.iter().for_each(|operation| look(model, operation));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_input_means_the_same_in_json_cbor_and_forms(seed: u64) {
        every_operation(|model, operation| {
            let dialect = Dialect::of(model);
            let Some(value) = Chance(seed).value(operation.input, DEPTH) else { return };

            let mut body = Vec::new();
            json::encode(operation.input, &value, &mut body);
            assert_eq!(json::decode(dialect, operation.input, &body).as_ref(), Ok(&value), "{} in JSON", operation.name);

            let mut body = Vec::new();
            cbor::encode(operation.input, &value, &mut body);
            assert_eq!(cbor::decode(dialect, operation.input, &body).as_ref(), Ok(&value), "{} in CBOR", operation.name);

            for spelling in [Spelling::Model, Spelling::Nested, Spelling::Flat] {
                let body = world::form::encode(operation.input, &value, spelling);
                let decoded = query::decode(operation.input, &body);
                assert_eq!(decoded.as_ref(), Ok(&value), "{} in a form, {spelling:?}", operation.name);
            }
        });
    }

    #[test]
    fn an_answer_means_the_same_in_json_cbor_and_xml(seed: u64) {
        every_operation(|model, operation| {
            let dialect = Dialect::of(model);
            let Some(output) = operation.output else { return };
            let Some(value) = Chance(seed).value(output, DEPTH) else { return };

            let mut body = Vec::new();
            json::encode(output, &value, &mut body);
            assert_eq!(json::decode(dialect, output, &body).as_ref(), Ok(&value), "{} in JSON", operation.name);

            let mut body = Vec::new();
            cbor::encode(output, &value, &mut body);
            assert_eq!(cbor::decode(dialect, output, &body).as_ref(), Ok(&value), "{} in CBOR", operation.name);

            let document = Element::parse(&query::encode(model, operation, &value, "request"));
            assert_eq!(document.name, format!("{}Response", operation.name));
            assert_eq!(document.one("ResponseMetadata").one("RequestId").text, "request");
            let decoded = document.one(&format!("{}Result", operation.name)).value(output);
            assert_eq!(decoded, value, "{} in XML", operation.name);
        });
    }

    #[test]
    fn the_same_violations_are_found_whatever_the_protocol(seed: u64) {
        every_operation(|model, operation| {
            let Some(value) = Chance(seed).value(operation.input, DEPTH) else { return };
            let said = |value| match wire::check::constraints(model, operation.input, value) {
                Ok(_) => None,
                Err(refusal) => Some((refusal.error.code, refusal.message)),
            };
            let form = world::form::encode(operation.input, &value, Spelling::Model);
            let decoded = query::decode(operation.input, &form).expect("decoded above");
            assert_eq!(said(decoded), said(value), "{}", operation.name);
        });
    }
}
