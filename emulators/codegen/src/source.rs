//! The service model as botocore publishes it (`service-2.json`): the facts of it.
//!
//! Every key is known by name: one that comes new stops the generator, so that somebody looks at it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// What a key of the model holds when we know it and need nothing of it: prose, endpoints, retries of clients.
type Ignored = Option<serde::de::IgnoredAny>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Source {
    pub metadata: Metadata,
    pub operations: BTreeMap<String, Operation>,
    pub shapes: BTreeMap<String, Shape>,
    #[serde(rename = "version")]
    _version: Ignored,
    #[serde(default, rename = "documentation")]
    _documentation: Ignored,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    pub api_version: String,
    pub endpoint_prefix: String,
    pub signing_name: Option<String>,
    pub service_full_name: String,
    pub target_prefix: String,
    pub json_version: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Operation {
    pub name: String,
    pub input: Option<Reference>,
    pub output: Option<Reference>,
    #[serde(default)]
    pub errors: Vec<Reference>,
    pub http: Http,
    #[serde(default, rename = "documentation")]
    _documentation: Ignored,
    #[serde(default, rename = "endpointdiscovery")]
    _endpoint_discovery: Ignored,
    #[serde(default, rename = "endpointoperation")]
    _endpoint_operation: Ignored,
    #[serde(default, rename = "operationContextParams")]
    _operation_context_params: Ignored,
    #[serde(default, rename = "staticContextParams")]
    _static_context_params: Ignored,
    #[serde(default, rename = "readonly")]
    _readonly: Ignored,
}

/// All of our services take every request at one address.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Http {
    pub method: String,
    pub request_uri: String,
}

/// Where a shape is used: as a member, an element, a key, an input.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Reference {
    pub shape: String,
    #[serde(default)]
    pub flattened: bool,
    #[serde(default)]
    pub idempotency_token: bool,
    #[serde(default, rename = "documentation")]
    _documentation: Ignored,
    #[serde(default, rename = "contextParam")]
    _context_param: Ignored,
    #[serde(default, rename = "deprecated")]
    _deprecated: Ignored,
    #[serde(default, rename = "deprecatedMessage")]
    _deprecated_message: Ignored,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Shape {
    #[serde(rename = "type")]
    pub kind: String,
    /// In the order of the model, which the order of violations follows.
    #[serde(default, deserialize_with = "in_order")]
    pub members: Vec<(String, Reference)>,
    #[serde(default)]
    pub required: Vec<String>,
    pub member: Option<Reference>,
    pub key: Option<Reference>,
    pub value: Option<Reference>,
    #[serde(default)]
    pub flattened: bool,
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub pattern: Option<String>,
    #[serde(rename = "enum", default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub exception: bool,
    #[serde(default)]
    pub fault: bool,
    #[serde(default)]
    pub union: bool,
    #[serde(default)]
    pub eventstream: bool,
    #[serde(default, rename = "event")]
    _event: Ignored,
    #[serde(default, rename = "documentation")]
    _documentation: Ignored,
    #[serde(default, rename = "deprecated")]
    _deprecated: Ignored,
    #[serde(default, rename = "deprecatedMessage")]
    _deprecated_message: Ignored,
    #[serde(default, rename = "box")]
    _boxed: Ignored,
    #[serde(default, rename = "retryable")]
    _retryable: Ignored,
    #[serde(default, rename = "synthetic")]
    _synthetic: Ignored,
}

impl Source {
    pub fn read(file: &Path) -> Result<Source, String> {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let source: Source = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        source.check()?;
        Ok(source)
    }

    fn check(&self) -> Result<(), String> {
        for operation in self.operations.values() {
            if operation.http.method != "POST" || operation.http.request_uri != "/" {
                return Err(format!("{} is bound to {:?}, not to POST /", operation.name, operation.http));
            }
        }
        Ok(())
    }
}

/// Reads an object as a list of its entries.
fn in_order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Reference)>, D::Error> {
    struct Entries;

    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(String, Reference)>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
            formatter.write_str("the members of a structure")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = map.next_entry()? {
                entries.push(entry);
            }
            Ok(entries)
        }
    }

    deserializer.deserialize_map(Entries)
}
