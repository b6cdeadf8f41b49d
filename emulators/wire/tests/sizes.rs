//! What the code takes for granted about the models.

mod world;

use std::collections::HashSet;

use wire::{Kind, Shape};

/// All shapes of all models, each once.
fn every_shape() -> Vec<&'static Shape> {
    let mut seen = HashSet::new();
    let mut left: Vec<&'static Shape> = Vec::new();
    for model in world::models() {
        for operation in model.operations {
            left.push(operation.input);
            left.extend(operation.output);
        }
        left.extend(model.errors.iter().map(|error| error.shape));
    }
    let mut shapes = Vec::new();
    while let Some(shape) = left.pop() {
        if !seen.insert(std::ptr::from_ref(shape)) {
            continue;
        }
        shapes.push(shape);
        match &shape.kind {
            Kind::Structure(structure) => left.extend(structure.members.iter().map(|member| member.shape)),
            Kind::List(list) => left.push(list.element),
            Kind::Map(map) => left.extend([map.key, map.value]),
            _ => {}
        }
    }
    shapes
}

#[test]
fn no_structure_has_more_members_than_the_check_has_room_for() {
    let most = every_shape().into_iter().max_by_key(|shape| shape.members().len()).expect("there are shapes");
    assert!(most.members().len() <= 64, "{} has {}", most.name, most.members().len());
}

#[test]
fn every_pattern_of_every_model_can_be_read() {
    for shape in every_shape() {
        if let Kind::String(text) = &shape.kind
            && let Some(pattern) = text.pattern
        {
            assert!(
                regex::bytes::RegexBuilder::new(pattern).unicode(false).build().is_ok(),
                "{}: {pattern}",
                shape.name
            );
        }
    }
}

#[test]
fn every_check_order_names_every_member_once() {
    for shape in every_shape() {
        if let Kind::Structure(structure) = &shape.kind
            && let Some(order) = structure.check_order
        {
            let named: HashSet<u16> = order.iter().copied().collect();
            assert_eq!(named.len(), structure.members.len(), "{}", shape.name);
            assert_eq!(order.len(), structure.members.len(), "{}", shape.name);
        }
    }
}
