//! What the model lacks or has wrong, as written in `overrides/*.toml`. Each entry says where it was seen.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overrides {
    pub service: Service,
    /// Structures that the service reads itself: their fields are `wire::Value`.
    #[serde(default)]
    pub opaque: Vec<Opaque>,
    #[serde(default)]
    pub query: Vec<Query>,
    /// Facts of errors that the model has.
    #[serde(default)]
    pub error: Vec<ErrorFacts>,
    /// Errors that the model lacks.
    #[serde(default)]
    pub missing_error: Vec<MissingError>,
    #[serde(default)]
    pub unenforced: Vec<Unenforced>,
    #[serde(default)]
    pub constraint: Vec<Constraint>,
    #[serde(default)]
    pub values: Vec<Values>,
    #[serde(default)]
    pub order: Vec<Order>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The name of the module.
    pub name: String,
    /// The folder in botocore's data.
    pub source: String,
    pub protocols: Vec<String>,
    pub xml_namespace: Option<String>,
    pub error_prefix: String,
    pub seen: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opaque {
    pub shape: String,
    pub seen: String,
}

/// Names in the Query protocol: `members` by `Structure.Member`, `entries` by map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    #[serde(default)]
    pub members: BTreeMap<String, String>,
    #[serde(default)]
    pub entries: BTreeMap<String, [String; 2]>,
    #[serde(default)]
    pub elements: BTreeMap<String, String>,
    pub seen: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorFacts {
    pub shapes: Vec<String>,
    pub status: Option<u16>,
    pub prefix: Option<String>,
    pub query_code: Option<String>,
    /// Query has the same code, and JSON clients are told so.
    #[serde(default)]
    pub same_query_code: bool,
    pub seen: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingError {
    pub code: String,
    pub status: u16,
    pub prefix: Option<String>,
    pub message_name: Option<String>,
    pub query_code: Option<String>,
    pub seen: String,
}

/// Constraints that AWS declares and does not enforce, of a shape or of one member only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unenforced {
    /// `Shape` or `Structure.Member`.
    pub of: Vec<String>,
    pub facts: Vec<Fact>,
    pub seen: String,
}

#[derive(Copy, Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    Min,
    Max,
    Pattern,
    Values,
    Required,
}

/// Constraints that AWS enforces and does not declare, or declares otherwise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// `Shape` or `Structure.Member`.
    pub of: Vec<String>,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub pattern: Option<String>,
    pub required: Option<bool>,
    pub seen: String,
}

/// The order in which AWS's messages name the values of an enumeration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Values {
    /// `Shape` or `Structure.Member`.
    pub of: Vec<String>,
    pub values: Vec<String>,
    pub seen: String,
}

/// The order in which AWS reports violations of members; those not named follow in the order of the model.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub structure: String,
    pub members: Vec<String>,
    pub seen: String,
}

impl Overrides {
    pub fn read(file: &Path) -> Result<Overrides, String> {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let overrides: Overrides = toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        if let Some(entry) = overrides.sources().position(|seen| seen.trim().is_empty()) {
            return Err(format!("{}: entry {entry} does not say where it was seen", file.display()));
        }
        Ok(overrides)
    }

    fn sources(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.service.seen.as_str())
            .chain(self.opaque.iter().map(|it| it.seen.as_str()))
            .chain(self.query.iter().map(|it| it.seen.as_str()))
            .chain(self.error.iter().map(|it| it.seen.as_str()))
            .chain(self.missing_error.iter().map(|it| it.seen.as_str()))
            .chain(self.unenforced.iter().map(|it| it.seen.as_str()))
            .chain(self.constraint.iter().map(|it| it.seen.as_str()))
            .chain(self.values.iter().map(|it| it.seen.as_str()))
            .chain(self.order.iter().map(|it| it.seen.as_str()))
    }
}
