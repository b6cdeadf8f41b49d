//! The service's `mod.rs`.

use crate::model::Service;

pub fn text<'a>(service: &Service, modules: impl Iterator<Item = &'a String> + Clone) -> String {
    let declared: String = modules.clone().map(|module| format!("mod {module};\n")).collect();
    let used: String = modules.map(|module| format!("pub use {module}::*;\n")).collect();
    let protocols: Vec<_> = service.protocols.iter().map(|protocol| format!("Protocol::{protocol}")).collect();
    format!(
        "//! {full_name}. Generated from {source}: see `emulators/codegen`.

// One set of names for all files below; a service may lack blobs, or errors with further members.
#![allow(unused_imports, dead_code)]

{declared}#[cfg(test)]
pub(crate) mod every_structure;
mod operations;
mod refusals;

use std::collections::BTreeMap;

use aws_smithy_types::{{Blob, DateTime}};
use wire::{{Blame, ErrorShape, Field, Flavour, Kind, List, Map, Member, Members, Model, Protocol, QueryError, Range, Shape, Text, Value}};
use wire::structure;

{used}pub use operations::Operation;
pub use refusals::{{Refusal, errors}};

use operations::OPERATIONS;
use refusals::ERRORS;

pub static MODEL: Model = Model {{
    name: {name:?},
    full_name: {full_name:?},
    endpoint_prefix: {endpoint_prefix:?},
    signing_name: {signing_name:?},
    api_version: {api_version:?},
    target_prefix: {target_prefix:?},
    protocols: &[{protocols}],
    xml_namespace: {xml_namespace:?},
    error_prefix: {error_prefix:?},
    operations: &OPERATIONS,
    errors: &ERRORS,
}};

/// What has no members.
static NOTHING: Shape = Shape::empty(\"Nothing\");
",
        full_name = service.full_name,
        source = service.source,
        name = service.name,
        endpoint_prefix = service.endpoint_prefix,
        signing_name = service.signing_name,
        api_version = service.api_version,
        target_prefix = service.target_prefix,
        protocols = protocols.join(", "),
        xml_namespace = service.xml_namespace,
        error_prefix = service.error_prefix,
    )
}
