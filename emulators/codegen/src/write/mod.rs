//! Writing a service as Rust: one file for each operation with what only it uses, and files for what is shared.

mod models;
mod operations;
mod refusals;
mod shapes;
mod structs;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Kind, Service};
use crate::names::snake;

/// Files by their path below the folder of the models.
pub type Files = BTreeMap<String, String>;

/// A file with more shapes than this is cut in parts.
const SHAPES_MAX: usize = 30;

pub fn service(service: &Service) -> Files {
    let modules = modules(service);
    let mut files = Files::new();
    for (module, keys) in &modules {
        files.insert(format!("{}/{module}.rs", service.name), module_text(service, module, keys));
    }
    files.insert(format!("{}/every_structure.rs", service.name), structs::list(service));
    files.insert(format!("{}/operations.rs", service.name), operations::text(service));
    files.insert(format!("{}/refusals.rs", service.name), refusals::text(service));
    files.insert(format!("{}/mod.rs", service.name), models::text(service, modules.keys()));
    files
}

/// Which shape stands in which file.
fn modules(service: &Service) -> BTreeMap<String, BTreeSet<String>> {
    let mut users: BTreeMap<String, BTreeSet<&str>> =
        service.shapes.keys().map(|key| (key.clone(), BTreeSet::new())).collect();
    for operation in &service.operations {
        for root in operation.input.iter().chain(&operation.output) {
            for key in service.reach(root) {
                users.get_mut(&key).expect("every shape is there").insert(&operation.name);
            }
        }
    }
    let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut shared: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, users) in users {
        match users.len() {
            1 => _ = modules.entry(snake(users.first().expect("one user"))).or_default().insert(key),
            _ => shared.entry(kind_of_file(service, &key)).or_default().push(key),
        }
    }
    for (name, keys) in shared {
        let parts = keys.len().div_ceil(SHAPES_MAX);
        for (part, keys) in keys.chunks(keys.len().div_ceil(parts)).enumerate() {
            let name = if parts == 1 { format!("shared_{name}") } else { format!("shared_{name}_{}", part + 1) };
            modules.insert(name, keys.iter().cloned().collect());
        }
    }
    modules
}

fn kind_of_file(service: &Service, key: &str) -> &'static str {
    match &service.shapes[key].kind {
        Kind::Structure(structure) if structure.exception => "errors",
        Kind::Structure(_) => "structures",
        Kind::List { .. } | Kind::Map { .. } => "collections",
        _ => "scalars",
    }
}

fn module_text(service: &Service, module: &str, keys: &BTreeSet<String>) -> String {
    let users: Vec<_> = service.operations.iter().filter(|operation| snake(&operation.name) == module).collect();
    let about = match users.first() {
        Some(operation) => format!("{}: what no other operation uses.", operation.name),
        None => "What several operations use.".to_owned(),
    };
    let structs: Vec<_> = keys.iter().filter_map(|key| structs::text(service, key)).collect();
    let mut text =
        format!("//! {about} Generated from {}: see `emulators/codegen`.\n\nuse super::*;\n", service.source);
    for block in structs {
        text.push('\n');
        text.push_str(&block);
    }
    for key in keys {
        text.push('\n');
        text.push_str(&shapes::text(service, key));
    }
    text
}
