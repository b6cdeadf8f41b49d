//! The service as it will be written: the model with the overrides applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::overrides::{Constraint, Fact, Overrides, Unenforced};
use crate::source::{self, Source};

#[derive(Debug)]
pub struct Service {
    pub name: String,
    pub source: String,
    pub full_name: String,
    pub endpoint_prefix: String,
    pub signing_name: String,
    pub api_version: String,
    pub target_prefix: String,
    pub protocols: Vec<String>,
    pub xml_namespace: Option<String>,
    pub error_prefix: String,
    /// By key: the name of the shape, or `Structure.Member` for one that has constraints of its own.
    pub shapes: BTreeMap<String, Shape>,
    pub operations: Vec<Operation>,
    pub errors: Vec<Error>,
}

#[derive(Clone, Debug)]
pub struct Shape {
    /// As in the model.
    pub name: String,
    pub constraints: Constraints,
    pub kind: Kind,
}

#[derive(Clone, Debug, Default)]
pub struct Constraints {
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub pattern: Option<String>,
    pub values: Vec<String>,
}

/// Shapes are named by their keys.
#[derive(Clone, Debug)]
pub enum Kind {
    Boolean,
    Integer,
    Long,
    Float,
    Double,
    Timestamp,
    Blob,
    String,
    List { element: String, element_name: String, flattened: bool },
    Map { key: String, value: String, key_name: String, value_name: String, flattened: bool },
    Structure(Structure),
}

#[derive(Clone, Debug)]
pub struct Structure {
    pub members: Vec<Member>,
    pub check_order: Option<Vec<usize>>,
    pub flavour: &'static str,
    /// The service reads it itself; there is no struct.
    pub opaque: bool,
    pub exception: bool,
}

#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    pub query_name: String,
    pub shape: String,
    pub required: bool,
    pub idempotency_token: bool,
}

#[derive(Debug)]
pub struct Operation {
    pub name: String,
    pub input: Option<String>,
    pub output: Option<String>,
    pub errors: Vec<String>,
}

#[derive(Debug)]
pub struct Error {
    pub code: String,
    pub prefix: String,
    pub status: u16,
    pub receiver: bool,
    pub query_code: Option<String>,
    pub message_name: String,
    /// None: one that the model lacks.
    pub shape: Option<String>,
}

impl Service {
    pub fn new(source: Source, overrides: Overrides) -> Result<Service, String> {
        let mut shapes = BTreeMap::new();
        for (name, shape) in &source.shapes {
            shapes.insert(name.clone(), read_shape(name, shape).map_err(|error| format!("{name}: {error}"))?);
        }
        let json = match source.metadata.json_version.as_str() {
            "1.0" => "Json10",
            "1.1" => "Json11",
            other => return Err(format!("JSON {other} is unknown")),
        };
        if overrides.service.protocols.first().map(String::as_str) != Some(json) {
            return Err(format!("the model prefers {json}"));
        }
        let mut service = Service {
            name: overrides.service.name.clone(),
            source: overrides.service.source.clone(),
            full_name: source.metadata.service_full_name.clone(),
            signing_name: source.metadata.signing_name.clone().unwrap_or(source.metadata.endpoint_prefix.clone()),
            endpoint_prefix: source.metadata.endpoint_prefix.clone(),
            api_version: source.metadata.api_version.clone(),
            target_prefix: source.metadata.target_prefix.clone(),
            protocols: overrides.service.protocols.clone(),
            xml_namespace: overrides.service.xml_namespace.clone(),
            error_prefix: overrides.service.error_prefix.clone(),
            shapes,
            operations: read_operations(&source),
            errors: read_errors(&source, &overrides)?,
        };
        service.flatten(&source)?;
        service.apply(&overrides)?;
        service.forbid_recursion()?;
        service.read_patterns()?;
        Ok(service)
    }

    pub fn structure(&self, key: &str) -> Option<&Structure> {
        match &self.shapes[key].kind {
            Kind::Structure(structure) => Some(structure),
            _ => None,
        }
    }

    /// All shapes that a shape is made of, itself included.
    pub fn reach(&self, key: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut ahead = vec![key.to_owned()];
        while let Some(key) = ahead.pop() {
            if found.insert(key.clone()) {
                ahead.extend(self.shapes[&key].parts());
            }
        }
        found
    }

    /// A list that is flattened where it is used is flattened: no list of ours is used both ways.
    fn flatten(&mut self, source: &Source) -> Result<(), String> {
        for shape in source.shapes.values() {
            for (_, reference) in shape.members.iter().filter(|(_, reference)| reference.flattened) {
                match self.shapes.get_mut(&reference.shape).map(|shape| &mut shape.kind) {
                    Some(Kind::List { flattened, .. } | Kind::Map { flattened, .. }) => *flattened = true,
                    _ => return Err(format!("{} is flattened and neither list nor map", reference.shape)),
                }
            }
        }
        Ok(())
    }

    fn apply(&mut self, overrides: &Overrides) -> Result<(), String> {
        for opaque in &overrides.opaque {
            self.structure_mut(&opaque.shape)?.opaque = true;
        }
        for query in &overrides.query {
            for (path, name) in &query.members {
                self.member_mut(path)?.query_name = name.clone();
            }
            for (key, [first, second]) in &query.entries {
                match &mut self.shape_mut(key)?.kind {
                    Kind::Map { key_name, value_name, .. } => {
                        (*key_name, *value_name) = (first.clone(), second.clone());
                    }
                    _ => return Err(format!("{key} is not a map")),
                }
            }
            for (key, name) in &query.elements {
                match &mut self.shape_mut(key)?.kind {
                    Kind::List { element_name, .. } => *element_name = name.clone(),
                    _ => return Err(format!("{key} is not a list")),
                }
            }
        }
        for unenforced in &overrides.unenforced {
            for of in &unenforced.of {
                self.drop_facts(of, unenforced)?;
            }
        }
        for constraint in &overrides.constraint {
            for of in &constraint.of {
                self.set_facts(of, constraint)?;
            }
        }
        for values in &overrides.values {
            for of in &values.of {
                self.order_values(of, &values.values)?;
            }
        }
        for order in &overrides.order {
            self.set_order(&order.structure, &order.members)?;
        }
        Ok(())
    }

    fn drop_facts(&mut self, of: &str, unenforced: &Unenforced) -> Result<(), String> {
        for fact in &unenforced.facts {
            if *fact == Fact::Required {
                let member = self.member_mut(of)?;
                if !std::mem::take(&mut member.required) {
                    return Err(format!("{of} is not required anyway"));
                }
                continue;
            }
            let constraints = &mut self.constrained_mut(of)?.constraints;
            let was_there = match fact {
                Fact::Min => constraints.min.take().is_some(),
                Fact::Max => constraints.max.take().is_some(),
                Fact::Pattern => constraints.pattern.take().is_some(),
                Fact::Values => !std::mem::take(&mut constraints.values).is_empty(),
                Fact::Required => unreachable!("handled above"),
            };
            if !was_there {
                return Err(format!("{of} has no {fact:?} to leave unenforced"));
            }
        }
        Ok(())
    }

    fn set_facts(&mut self, of: &str, constraint: &Constraint) -> Result<(), String> {
        if let Some(required) = constraint.required {
            self.member_mut(of)?.required = required;
        }
        if constraint.min.is_some() || constraint.max.is_some() || constraint.pattern.is_some() {
            let constraints = &mut self.constrained_mut(of)?.constraints;
            constraints.min = constraint.min.or(constraints.min);
            constraints.max = constraint.max.or(constraints.max);
            constraints.pattern = constraint.pattern.clone().or(constraints.pattern.take());
        }
        Ok(())
    }

    fn order_values(&mut self, of: &str, ordered: &[String]) -> Result<(), String> {
        let values = &mut self.constrained_mut(of)?.constraints.values;
        if values.iter().collect::<BTreeSet<_>>() != ordered.iter().collect::<BTreeSet<_>>() {
            return Err(format!("{of} has other values: {values:?}"));
        }
        *values = ordered.to_vec();
        Ok(())
    }

    fn set_order(&mut self, key: &str, first: &[String]) -> Result<(), String> {
        let structure = self.structure_mut(key)?;
        let index = |name: &String| {
            let found = structure.members.iter().position(|member| member.name == *name);
            found.ok_or_else(|| format!("{key} has no member {name}"))
        };
        let mut order = first.iter().map(index).collect::<Result<Vec<_>, _>>()?;
        let rest: Vec<_> = (0..structure.members.len()).filter(|index| !order.contains(index)).collect();
        order.extend(rest);
        structure.check_order = Some(order);
        Ok(())
    }

    fn shape_mut(&mut self, key: &str) -> Result<&mut Shape, String> {
        self.shapes.get_mut(key).ok_or_else(|| format!("there is no shape {key}"))
    }

    fn structure_mut(&mut self, key: &str) -> Result<&mut Structure, String> {
        match &mut self.shape_mut(key)?.kind {
            Kind::Structure(structure) => Ok(structure),
            _ => Err(format!("{key} is not a structure")),
        }
    }

    fn member_mut(&mut self, path: &str) -> Result<&mut Member, String> {
        let (structure, name) = path.split_once('.').ok_or_else(|| format!("{path} is not Structure.Member"))?;
        let members = &mut self.structure_mut(structure)?.members;
        members.iter_mut().find(|member| member.name == name).ok_or_else(|| format!("there is no member {path}"))
    }

    /// The shape under that name; for `Structure.Member` a copy of the member's shape that only this member has.
    fn constrained_mut(&mut self, of: &str) -> Result<&mut Shape, String> {
        if of.contains('.') && !self.shapes.contains_key(of) {
            let shared = std::mem::replace(&mut self.member_mut(of)?.shape, of.to_owned());
            let own = self.shapes[&shared].clone();
            self.shapes.insert(of.to_owned(), own);
        }
        self.shape_mut(of)
    }

    /// Every pattern is one that `wire` can read.
    fn read_patterns(&self) -> Result<(), String> {
        for (key, shape) in &self.shapes {
            if let Some(pattern) = &shape.constraints.pattern {
                regex_lite::Regex::new(&format!("^(?:{pattern})$")).map_err(|error| format!("{key}: {error}"))?;
            }
        }
        Ok(())
    }

    /// Structs hold each other by value.
    fn forbid_recursion(&self) -> Result<(), String> {
        for (key, shape) in &self.shapes {
            let holds_itself = shape.parts().iter().any(|part| self.reach(part).contains(key));
            let goes_through_opaque = self
                .reach(key)
                .iter()
                .any(|part| matches!(&self.shapes[part].kind, Kind::Structure(structure) if structure.opaque));
            if holds_itself && !goes_through_opaque {
                return Err(format!("{key} contains itself: make a structure on the way opaque"));
            }
        }
        Ok(())
    }
}

impl Shape {
    fn parts(&self) -> Vec<String> {
        match &self.kind {
            Kind::List { element, .. } => vec![element.clone()],
            Kind::Map { key, value, .. } => vec![key.clone(), value.clone()],
            Kind::Structure(structure) => structure.members.iter().map(|member| member.shape.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

fn read_shape(name: &str, shape: &source::Shape) -> Result<Shape, String> {
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
            members: read_members(shape),
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

fn read_members(shape: &source::Shape) -> Vec<Member> {
    let member = |(name, reference): &(String, source::Reference)| Member {
        name: name.clone(),
        query_name: name.clone(),
        shape: reference.shape.clone(),
        required: shape.required.contains(name),
        idempotency_token: reference.idempotency_token,
    };
    shape.members.iter().map(member).collect()
}

fn read_operations(source: &Source) -> Vec<Operation> {
    let shape = |reference: &source::Reference| reference.shape.clone();
    let operation = |operation: &source::Operation| Operation {
        name: operation.name.clone(),
        input: operation.input.as_ref().map(shape),
        output: operation.output.as_ref().map(shape),
        errors: operation.errors.iter().map(shape).collect(),
    };
    source.operations.values().map(operation).collect()
}

fn read_errors(source: &Source, overrides: &Overrides) -> Result<Vec<Error>, String> {
    let mut errors: Vec<Error> = source
        .shapes
        .iter()
        .filter(|(_, shape)| shape.exception)
        .map(|(name, shape)| Error {
            code: name.clone(),
            prefix: overrides.service.error_prefix.clone(),
            status: if shape.fault { 500 } else { 400 },
            receiver: shape.fault,
            query_code: None,
            message_name: if shape.members.iter().any(|(name, _)| name == "Message") { "Message" } else { "message" }
                .to_owned(),
            shape: Some(name.clone()),
        })
        .collect();
    for facts in &overrides.error {
        for code in &facts.shapes {
            let error = errors.iter_mut().find(|error| error.code == *code);
            let error = error.ok_or_else(|| format!("there is no error {code}"))?;
            error.status = facts.status.unwrap_or(error.status);
            error.prefix = facts.prefix.clone().unwrap_or(std::mem::take(&mut error.prefix));
            error.query_code = match facts.same_query_code {
                true => Some(code.clone()),
                false => facts.query_code.clone(),
            };
        }
    }
    for missing in &overrides.missing_error {
        if errors.iter().any(|error| error.code == missing.code) {
            return Err(format!("the model has {}", missing.code));
        }
        errors.push(Error {
            code: missing.code.clone(),
            prefix: missing.prefix.clone().unwrap_or(overrides.service.error_prefix.clone()),
            status: missing.status,
            receiver: missing.status >= 500,
            query_code: missing.query_code.clone(),
            message_name: missing.message_name.clone().unwrap_or_else(|| "message".to_owned()),
            shape: None,
        });
    }
    Ok(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODEL: &str = r#"{
        "version": "2.0",
        "metadata": {
            "apiVersion": "2020-02-20", "endpointPrefix": "shelves", "jsonVersion": "1.1",
            "serviceFullName": "Shelves", "targetPrefix": "Shelves_20200220"
        },
        "operations": {"PutBook": {
            "name": "PutBook", "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "PutBookInput"}, "errors": [{"shape": "ShelfFull"}]
        }},
        "shapes": {
            "PutBookInput": {
                "type": "structure", "required": ["Title"],
                "members": {"Title": {"shape": "Name"}, "Author": {"shape": "Name"}, "Genre": {"shape": "Genre"}}
            },
            "Name": {"type": "string", "min": 1},
            "Genre": {"type": "string", "enum": ["PROSE", "VERSE"]},
            "ShelfFull": {"type": "structure", "members": {"Message": {"shape": "Name"}}, "exception": true}
        }
    }"#;

    fn service(overrides: &str) -> Result<Service, String> {
        let head = r#"
            [service]
            name = "shelves"
            source = "shelves/2020-02-20"
            protocols = ["Json11"]
            error_prefix = "shelves#"
            seen = "here"
        "#;
        let overrides = toml::from_str(&format!("{head}{overrides}")).map_err(|error| error.to_string())?;
        Service::new(serde_json::from_str(MODEL).expect("a model"), overrides)
    }

    #[test]
    fn members_keep_the_order_of_the_model() {
        let service = service("").unwrap();
        let members = &service.structure("PutBookInput").unwrap().members;
        let names: Vec<_> = members.iter().map(|member| (member.name.as_str(), member.required)).collect();
        assert_eq!(names, [("Title", true), ("Author", false), ("Genre", false)]);
    }

    #[test]
    fn a_bound_of_one_member_leaves_others_alone() {
        let service = service("[[constraint]]\nof = [\"PutBookInput.Title\"]\nmax = 80\nseen = \"here\"").unwrap();
        let members = &service.structure("PutBookInput").unwrap().members;
        let bounds = |at: usize| &service.shapes[&members[at].shape].constraints;
        assert_eq!((bounds(0).min, bounds(0).max), (Some(1), Some(80)));
        assert_eq!((bounds(1).min, bounds(1).max), (Some(1), None));
        assert_eq!(service.shapes[&members[0].shape].name, "Name");
    }

    #[test]
    fn members_that_an_order_does_not_name_come_last() {
        let service =
            service("[[order]]\nstructure = \"PutBookInput\"\nmembers = [\"Genre\"]\nseen = \"here\"").unwrap();
        assert_eq!(service.structure("PutBookInput").unwrap().check_order, Some(vec![2, 0, 1]));
    }

    #[test]
    fn errors_have_the_message_that_the_model_has() {
        let service = service("[[missing_error]]\ncode = \"Dusty\"\nstatus = 503\nseen = \"here\"").unwrap();
        let facts: Vec<_> =
            service.errors.iter().map(|it| (it.code.as_str(), it.message_name.as_str(), it.receiver)).collect();
        assert_eq!(facts, [("ShelfFull", "Message", false), ("Dusty", "message", true)]);
    }

    #[test]
    fn overrides_of_what_is_not_there_are_refused() {
        let refused = [
            "[[opaque]]\nshape = \"Shelf\"\nseen = \"here\"",
            "[[opaque]]\nshape = \"Name\"\nseen = \"here\"",
            "[[unenforced]]\nof = [\"Name\"]\nfacts = [\"max\"]\nseen = \"here\"",
            "[[unenforced]]\nof = [\"PutBookInput.Author\"]\nfacts = [\"required\"]\nseen = \"here\"",
            "[[values]]\nof = [\"Genre\"]\nvalues = [\"PROSE\"]\nseen = \"here\"",
            "[[order]]\nstructure = \"PutBookInput\"\nmembers = [\"Shelf\"]\nseen = \"here\"",
            "[[error]]\nshapes = [\"Dusty\"]\nseen = \"here\"",
            "[[missing_error]]\ncode = \"ShelfFull\"\nstatus = 400\nseen = \"here\"",
            "[[constraint]]\nof = [\"Name\"]\npattern = '\\p{Print}'\nseen = \"here\"",
        ];
        for overrides in refused {
            assert!(service(overrides).is_err(), "{overrides}");
        }
    }

    #[test]
    fn a_key_that_nobody_has_looked_at_stops_the_generator() {
        let model = MODEL.replace("\"min\": 1", "\"min\": 1, \"timestampFormat\": \"iso8601\"");
        let error = serde_json::from_str::<Source>(&model).unwrap_err().to_string();
        assert!(error.contains("timestampFormat"), "{error}");
    }
}
