//! What holds for every model, operation and structure.

use std::collections::BTreeSet;

use proptest::test_runner::{Config, TestRunner};
use wire::{Kind, Model, Shape, Structure, Value, testing};

use crate::{dynamodb, dynamodb_streams, kinesis, sqs};

/// The way of a value into a struct and out of it again.
pub(crate) struct Way {
    shape: &'static Shape,
    there_and_back: fn(Value) -> Value,
}

impl Way {
    pub(crate) fn of<T: Structure>() -> Way {
        Way { shape: T::SHAPE, there_and_back: |value| T::from_value(value).into_value() }
    }
}

fn models() -> [&'static Model; 4] {
    [&sqs::MODEL, &dynamodb::MODEL, &dynamodb_streams::MODEL, &kinesis::MODEL]
}

fn every_value_survives(ways: Vec<Way>) {
    for Way { shape, there_and_back } in ways {
        let mut runner = TestRunner::new(Config { cases: 8, failure_persistence: None, ..Config::default() });
        let outcome = runner.run(&testing::values(shape), |value| {
            proptest::prop_assert_eq!(there_and_back(value.clone()), value);
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{}: {error}", shape.name));
    }
}

#[test]
fn every_value_survives_the_way_through_a_struct_of_sqs() {
    every_value_survives(sqs::every_structure::all());
}

#[test]
fn every_value_survives_the_way_through_a_struct_of_dynamodb() {
    every_value_survives(dynamodb::every_structure::all());
}

#[test]
fn every_value_survives_the_way_through_a_struct_of_dynamodb_streams() {
    every_value_survives(dynamodb_streams::every_structure::all());
}

#[test]
fn every_value_survives_the_way_through_a_struct_of_kinesis() {
    every_value_survives(kinesis::every_structure::all());
}

#[test]
fn all_146_operations_are_there() {
    assert_eq!(models().map(|model| model.operations.len()), [23, 62, 4, 57]);
}

#[test]
fn operations_are_found_by_name() {
    for model in models() {
        for (index, operation) in model.operations.iter().enumerate() {
            assert_eq!(model.operation(operation.name), Some(index));
        }
        assert_eq!(model.operation("NoSuchOperation"), None);
    }
}

#[test]
fn the_enum_and_the_table_have_the_same_order() {
    for (index, operation) in kinesis::Operation::ALL.into_iter().enumerate() {
        assert_eq!(operation as usize, index);
        assert_eq!(operation.name(), format!("{operation:?}"));
    }
}

#[test]
fn inputs_and_outputs_are_structures() {
    for operation in models().into_iter().flat_map(|model| model.operations) {
        for shape in [Some(operation.input), operation.output].into_iter().flatten() {
            assert!(matches!(shape.kind, Kind::Structure(_)), "{}", shape.name);
        }
    }
}

#[test]
fn a_query_name_means_one_member() {
    for operation in sqs::MODEL.operations {
        let names: BTreeSet<_> = operation.input.members().iter().map(|member| member.query_name).collect();
        assert_eq!(names.len(), operation.input.members().len(), "{}", operation.name);
    }
}

#[test]
fn checks_look_at_every_member_once() {
    for operation in models().into_iter().flat_map(|model| model.operations) {
        let Kind::Structure(structure) = &operation.input.kind else { unreachable!("inputs are structures") };
        if let Some(order) = structure.check_order {
            let members: BTreeSet<_> = order.iter().copied().collect();
            assert!(members.into_iter().eq(0..structure.members.len() as u16), "{}", operation.name);
        }
    }
}

#[test]
fn refusals_carry_the_code_the_message_and_further_members() {
    let item = [("pk".to_owned(), Value::Null)].into();
    let refusal = dynamodb::Refusal::ConditionalCheckFailedException {
        message: Some("The conditional request failed".to_owned()),
        item: Some(item),
    };

    let wire = refusal.into_wire();

    assert_eq!(wire.error.code, "ConditionalCheckFailedException");
    assert_eq!(wire.error.prefix, "com.amazonaws.dynamodb.v20120810#");
    assert_eq!(wire.error.status, 400);
    assert_eq!(wire.error.shape.members()[1].name, "Item");
    assert_eq!(wire.value, Value::Structure(vec![(1, Value::Map(vec![("pk".to_owned(), Value::Null)]))]));
}

#[test]
fn refusals_of_sqs_know_their_names_in_query() {
    let query = sqs::errors::QUEUE_DOES_NOT_EXIST.query.expect("Query has a name of its own for it");
    assert_eq!((query.code, query.status), ("AWS.SimpleQueueService.NonExistentQueue", 400));
}

#[test]
fn refusals_that_the_model_lacks_are_made_up_once() {
    let other = || kinesis::Refusal::Other { code: "Unheard", status: 418, message: "of".to_owned() }.into_wire();
    assert_eq!((other().error.code, other().error.status), ("Unheard", 418));
    assert!(std::ptr::eq(other().error, other().error));
}
