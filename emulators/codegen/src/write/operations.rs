//! The operations: an enum to be exhaustive over, and their table.

use crate::model::{Operation, Service};
use crate::names::screaming;

pub fn text(service: &Service) -> String {
    let names: String = service.operations.iter().map(|operation| format!("    {},\n", operation.name)).collect();
    let table: String = service.operations.iter().map(|operation| line(service, operation)).collect();
    format!(
        "//! The operations of {full_name}. Generated from {source}: see `emulators/codegen`.

use super::*;

/// In the order of `MODEL.operations`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {{
{names}}}

impl Operation {{
    pub const ALL: [Operation; {count}] = [
{all}    ];

    pub fn name(self) -> &'static str {{
        OPERATIONS[self as usize].name
    }}
}}

pub(super) static OPERATIONS: [wire::Operation; {count}] = [
{table}];
",
        full_name = service.full_name,
        source = service.source,
        count = service.operations.len(),
        all = service
            .operations
            .iter()
            .map(|operation| format!("        Operation::{},\n", operation.name))
            .collect::<String>(),
    )
}

fn line(service: &Service, operation: &Operation) -> String {
    let input = match &operation.input {
        Some(input) => format!("&{}", screaming(input)),
        None => "&NOTHING".to_owned(),
    };
    let output = operation.output.as_ref().map_or("None".to_owned(), |output| format!("Some(&{})", screaming(output)));
    let errors: Vec<_> = service
        .errors
        .iter()
        .filter(|error| error.shape.as_ref().is_some_and(|shape| operation.errors.contains(shape)))
        .map(|error| format!("&errors::{}", screaming(&error.code)))
        .collect();
    format!(
        "    wire::Operation {{ name: {:?}, input: {input}, output: {output}, errors: &[{}] }},\n",
        operation.name,
        errors.join(", ")
    )
}
