//! The service as it will be written: the model with the overrides applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::from_source::from_source;
use crate::overrides::Overrides;
use crate::source::Source;

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
        let mut service = from_source(&source, &overrides.service)?;
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
