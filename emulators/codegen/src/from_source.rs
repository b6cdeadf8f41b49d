//! The service as its model has it, before any override.

use std::collections::BTreeMap;

use crate::model::{Constraints, Error, Kind, Member, Operation, Service, Shape, Structure};
use crate::overrides;
use crate::source::{self, Source};

/// `about` says what no model says: the name of the module, the protocols, what stands before the codes of errors.
pub fn from_source(source: &Source, about: &overrides::Service) -> Result<Service, String> {
    let json = match source.metadata.json_version.as_str() {
        "1.0" => "Json10",
        "1.1" => "Json11",
        other => return Err(format!("JSON {other} is unknown")),
    };
    if about.protocols.first().map(String::as_str) != Some(json) {
        return Err(format!("the model prefers {json}"));
    }
    let mut shapes = BTreeMap::new();
    for (name, shape) in &source.shapes {
        shapes.insert(name.clone(), shape_of(name, shape).map_err(|error| format!("{name}: {error}"))?);
    }
    flatten(&mut shapes, source)?;
    let metadata = &source.metadata;
    Ok(Service {
        name: about.name.clone(),
        source: about.source.clone(),
        full_name: metadata.service_full_name.clone(),
        endpoint_prefix: metadata.endpoint_prefix.clone(),
        signing_name: metadata.signing_name.clone().unwrap_or(metadata.endpoint_prefix.clone()),
        api_version: metadata.api_version.clone(),
        target_prefix: metadata.target_prefix.clone(),
        protocols: about.protocols.clone(),
        xml_namespace: about.xml_namespace.clone(),
        error_prefix: about.error_prefix.clone(),
        shapes,
        operations: operations_of(source),
        errors: errors_of(source, &about.error_prefix),
    })
}

fn shape_of(name: &str, shape: &source::Shape) -> Result<Shape, String> {
    let part = |part: &Option<source::Reference>, role| {
        part.as_ref().map(|part| part.shape.clone()).ok_or_else(|| format!("no {role}"))
    };
    let kind = match shape.kind.as_str() {
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "long" => Kind::Long,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "timestamp" => Kind::Timestamp,
        "blob" => Kind::Blob,
        "string" => Kind::String,
        "list" => Kind::List {
            element: part(&shape.member, "element")?,
            element_name: "member".to_owned(),
            flattened: shape.flattened,
        },
        "map" => Kind::Map {
            key: part(&shape.key, "key")?,
            value: part(&shape.value, "value")?,
            key_name: "key".to_owned(),
            value_name: "value".to_owned(),
            flattened: shape.flattened,
        },
        "structure" => Kind::Structure(Structure {
            members: members_of(shape),
            check_order: None,
            flavour: match (shape.union, shape.eventstream) {
                (true, _) => "Union",
                (_, true) => "EventStream",
                _ => "Plain",
            },
            opaque: false,
            exception: shape.exception,
        }),
        other => return Err(format!("type {other} is unknown")),
    };
    let constraints =
        Constraints { min: shape.min, max: shape.max, pattern: shape.pattern.clone(), values: shape.values.clone() };
    Ok(Shape { name: name.to_owned(), constraints, kind })
}

fn members_of(shape: &source::Shape) -> Vec<Member> {
    let member = |(name, reference): &(String, source::Reference)| Member {
        name: name.clone(),
        query_name: name.clone(),
        shape: reference.shape.clone(),
        required: shape.required.contains(name),
        idempotency_token: reference.idempotency_token,
    };
    shape.members.iter().map(member).collect()
}

fn operations_of(source: &Source) -> Vec<Operation> {
    let shape = |reference: &source::Reference| reference.shape.clone();
    let operation = |operation: &source::Operation| Operation {
        name: operation.name.clone(),
        input: operation.input.as_ref().map(shape),
        output: operation.output.as_ref().map(shape),
        errors: operation.errors.iter().map(shape).collect(),
    };
    source.operations.values().map(operation).collect()
}

/// A list that is flattened where it is used is flattened: no list of ours is used both ways.
fn flatten(shapes: &mut BTreeMap<String, Shape>, source: &Source) -> Result<(), String> {
    for shape in source.shapes.values() {
        for (_, reference) in shape.members.iter().filter(|(_, reference)| reference.flattened) {
            match shapes.get_mut(&reference.shape).map(|shape| &mut shape.kind) {
                Some(Kind::List { flattened, .. } | Kind::Map { flattened, .. }) => *flattened = true,
                _ => return Err(format!("{} is flattened and neither list nor map", reference.shape)),
            }
        }
    }
    Ok(())
}

fn errors_of(source: &Source, prefix: &str) -> Vec<Error> {
    let has = |shape: &source::Shape, member: &str| shape.members.iter().any(|(name, _)| name == member);
    let error = |(name, shape): (&String, &source::Shape)| Error {
        code: name.clone(),
        prefix: prefix.to_owned(),
        status: if shape.fault { 500 } else { 400 },
        receiver: shape.fault,
        query_code: None,
        message_name: if has(shape, "Message") { "Message" } else { "message" }.to_owned(),
        shape: Some(name.clone()),
    };
    source.shapes.iter().filter(|(_, shape)| shape.exception).map(error).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::Source;
    use crate::testing::{MODEL, service};

    #[test]
    fn members_keep_the_order_of_the_model() {
        let service = service("").unwrap();
        let members = &service.structure("PutBookInput").unwrap().members;
        let names: Vec<_> = members.iter().map(|member| (member.name.as_str(), member.required)).collect();
        assert_eq!(names, [("Title", true), ("Author", false), ("Genre", false)]);
    }

    #[test]
    fn a_key_that_nobody_has_looked_at_stops_the_generator() {
        let model = MODEL.replace("\"min\": 1", "\"min\": 1, \"timestampFormat\": \"iso8601\"");
        let error = serde_json::from_str::<Source>(&model).unwrap_err().to_string();
        assert!(error.contains("timestampFormat"), "{error}");
    }
}
