//! What keys and indexes a table has: the attributes that are defined, and what uses them.

use std::collections::BTreeSet;

use models::dynamodb::{GlobalSecondaryIndex, KeySchemaElement, LocalSecondaryIndex, Projection};

use super::{IndexDesign, throughput};
use crate::item::key::{KeyAttribute, KeySchema};
use crate::refusals::{Invalid, tables, throughput as refuse};
use crate::table::index::{Projected, Scope};
use crate::table::{Billing, Throughput};

/// Attributes of each kind in the key of a global index.
const INDEX_KEYS_MAX: usize = 4;

/// AttributeDefinitions: the types of key attributes.
pub struct Definitions<'a>(pub &'a [KeyAttribute]);

/// A table and a local index have one attribute of each kind, a global index may have several.
#[derive(Copy, Clone, PartialEq, Eq)]
enum KeyOf {
    TableOrLocal,
    Global,
}

impl Definitions<'_> {
    pub fn check_distinct(&self) -> Result<(), Invalid> {
        let twice = (1..self.0.len()).find(|&at| self.0[..at].iter().any(|other| other.name == self.0[at].name));
        twice.map_or(Ok(()), |at| Err(tables::definition_twice(&self.0[at].name)))
    }

    pub fn table_keys(&self, schema: &[KeySchemaElement]) -> Result<KeySchema, Invalid> {
        if schema.len() > self.0.len() {
            return Err(tables::key_undefined());
        }
        self.keys(schema, KeyOf::TableOrLocal)
    }

    fn keys(&self, schema: &[KeySchemaElement], kind: KeyOf) -> Result<KeySchema, Invalid> {
        let names: Vec<&str> = schema.iter().map(|key| key.attribute_name.as_str()).collect();
        if names.iter().any(|name| self.find(name).is_none()) {
            let mut defined: Vec<&str> = self.0.iter().map(|definition| definition.name.as_str()).collect();
            defined.sort_unstable();
            return Err(tables::keys_undefined(&names, &defined));
        }
        if let [hash, range] = names[..]
            && hash == range
            && kind == KeyOf::TableOrLocal
        {
            return Err(tables::keys_same_name());
        }
        let hash = schema.iter().take_while(|key| key.key_type == "HASH").count();
        if hash == 0 {
            return Err(tables::first_key_not_hash());
        }
        if kind == KeyOf::TableOrLocal && hash > 1 {
            return Err(tables::second_key_not_range());
        }
        if schema[hash..].iter().any(|key| key.key_type == "HASH") {
            return Err(tables::index_keys_out_of_order());
        }
        for (count, which) in [(hash, "HASH"), (schema.len() - hash, "RANGE")] {
            if count > INDEX_KEYS_MAX {
                return Err(tables::index_keys_too_many(which));
            }
        }
        if (1..names.len()).any(|at| names[..at].contains(&names[at])) {
            return Err(tables::index_keys_same_name());
        }
        let defined = |name: &&str| self.find(name).expect("all names are defined").clone();
        Ok(KeySchema {
            hash: names[..hash].iter().map(defined).collect(),
            range: names[hash..].iter().map(defined).collect(),
        })
    }

    pub fn local_index(&self, index: LocalSecondaryIndex, table: &KeySchema) -> Result<IndexDesign, Invalid> {
        let name = index.index_name;
        let keys = self.keys(&index.key_schema, KeyOf::TableOrLocal)?;
        if keys.range.is_empty() {
            return Err(tables::index_without_range_key(&name));
        }
        let (hash, table_hash) = (&keys.hash[0].name, &table.hash[0].name);
        if hash != table_hash {
            return Err(tables::local_index_other_hash_key(&name, hash, table_hash));
        }
        let projection = projection(index.projection)?;
        Ok(IndexDesign { name, scope: Scope::Local, keys, projection, throughput: Throughput::default() })
    }

    pub fn global_index(&self, index: GlobalSecondaryIndex, billing: Billing) -> Result<IndexDesign, Invalid> {
        let name = index.index_name;
        let keys = self.keys(&index.key_schema, KeyOf::Global)?;
        let projection = projection(index.projection)?;
        match (billing, &index.provisioned_throughput) {
            (Billing::OnDemand, Some(_)) => return Err(refuse::index_units_on_demand(&name)),
            (Billing::Provisioned { .. }, None) => return Err(refuse::index_units_missing(&name)),
            _ => {}
        }
        let throughput = throughput::checked(
            Some(&name),
            billing,
            index.provisioned_throughput,
            index.on_demand_throughput,
            index.warm_throughput,
        )?;
        Ok(IndexDesign { name, scope: Scope::Global, keys, projection, throughput })
    }

    /// Of the keys of a table and of all its indexes.
    pub fn all_used<'k>(&self, keys: impl Iterator<Item = &'k KeySchemaElement>) -> Result<(), Invalid> {
        let used: BTreeSet<&str> = keys.map(|key| key.attribute_name.as_str()).collect();
        let defined: BTreeSet<&str> = self.0.iter().map(|definition| definition.name.as_str()).collect();
        if defined.is_subset(&used) {
            return Ok(());
        }
        let list = |names: BTreeSet<&'_ str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
        Err(tables::definitions_unused(&list(defined), &list(used)))
    }

    fn find(&self, name: &str) -> Option<&KeyAttribute> {
        self.0.iter().find(|definition| definition.name == name)
    }
}

fn projection(projection: Projection) -> Result<Projected, Invalid> {
    let attributes = projection.non_key_attributes;
    match (projection.projection_type.as_deref(), attributes) {
        (None, _) => Err(tables::projection_unknown()),
        (Some("INCLUDE"), Some(attributes)) => {
            match (1..attributes.len()).find(|&at| attributes[..at].contains(&attributes[at])) {
                Some(at) => Err(tables::projection_names_twice(&attributes[at])),
                None => Ok(Projected::Include(attributes)),
            }
        }
        (Some("INCLUDE"), None) => Err(tables::projection_without_attributes()),
        (Some(kind), Some(_)) => Err(tables::projection_with_attributes(kind)),
        (Some("ALL"), None) => Ok(Projected::All),
        (Some(_), None) => Ok(Projected::KeysOnly),
    }
}
