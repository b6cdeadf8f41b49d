//! What a CreateTable asks for, if it can be had: keys, indexes and settings, decided without looking at anything.

use std::collections::BTreeSet;

use models::dynamodb::{
    AttributeDefinition, CreateTableInput, GlobalSecondaryIndex, KeySchemaElement, LocalSecondaryIndex, Projection,
    ProvisionedThroughput,
};

use crate::index::{Projected, Scope};
use crate::key::{KeyAttribute, KeySchema, KeyType};
use crate::refusals::{Invalid, tables};
use crate::table::{Billing, Encryption, Settings, Throughput};

const UNITS_MAX: i64 = 1_000_000_000_000;
const LOCAL_INDEXES_MAX: usize = 5;
const GLOBAL_INDEXES_MAX: usize = 20;
/// Attributes of each kind in the key of a global index.
const INDEX_KEYS_MAX: usize = 4;

/// Everything about a table but its identity.
#[derive(Clone, Debug, PartialEq)]
pub struct TableDesign {
    pub definitions: Vec<KeyAttribute>,
    pub keys: KeySchema,
    pub indexes: Vec<IndexDesign>,
    pub billing: Billing,
    pub settings: Settings,
    pub tags: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct IndexDesign {
    pub name: String,
    pub scope: Scope,
    pub keys: KeySchema,
    pub projection: Projected,
    pub throughput: Throughput,
}

impl TableDesign {
    pub fn of(input: CreateTableInput) -> Result<TableDesign, Invalid> {
        if input.vector_indexes.is_some() {
            return Err(tables::not_emulated("vector indexes"));
        }
        if input.global_table_source_arn.is_some() {
            return Err(tables::not_emulated("replicas of global tables"));
        }
        let key_schema = input.key_schema.ok_or_else(|| tables::member_missing("keySchema"))?;
        let definitions = input.attribute_definitions.ok_or_else(|| tables::member_missing("attributeDefinitions"))?;
        if key_schema.is_empty() {
            return Err(tables::key_schema_empty());
        }
        let billing = billing(input.billing_mode.as_deref(), input.provisioned_throughput.as_ref())?;
        let definitions = definitions.into_iter().map(key_attribute).collect::<Vec<_>>();
        let keys = Definitions(&definitions).table_keys(&key_schema)?;

        let (locals, globals) = (input.local_secondary_indexes, input.global_secondary_indexes);
        if locals.is_none() && globals.is_none() && keys.len() != definitions.len() {
            return Err(tables::definitions_more_than_keys());
        }
        let mut indexes: Vec<IndexDesign> = Vec::new();
        if let Some(locals) = locals {
            if locals.is_empty() {
                return Err(tables::index_list_empty("LocalSecondaryIndexes"));
            }
            if keys.range.is_empty() {
                return Err(tables::local_index_without_range_key());
            }
            let count = locals.len();
            for local in locals {
                let index = Definitions(&definitions).local_index(local, &keys)?;
                add_index(&mut indexes, index)?;
            }
            if count > LOCAL_INDEXES_MAX {
                return Err(tables::too_many_local_indexes());
            }
        }
        if let Some(globals) = globals {
            if globals.is_empty() {
                return Err(tables::index_list_empty("GlobalSecondaryIndexes"));
            }
            let count = globals.len();
            for global in globals {
                let index = Definitions(&definitions).global_index(global, billing)?;
                add_index(&mut indexes, index)?;
            }
            if count > GLOBAL_INDEXES_MAX {
                return Err(tables::too_many_global_indexes());
            }
        }
        Definitions(&definitions).all_used(&keys, &indexes)?;

        let settings = Settings {
            is_protected: input.deletion_protection_enabled == Some(true),
            class: input.table_class,
            throughput: Throughput {
                provisioned: None,
                on_demand: input.on_demand_throughput.map(|it| (it.max_read_request_units, it.max_write_request_units)),
                warm: input.warm_throughput.map(|it| (it.read_units_per_second, it.write_units_per_second)),
            },
            stream_view: match input.stream_specification {
                Some(stream) if stream.stream_enabled => {
                    Some(stream.stream_view_type.ok_or_else(tables::stream_view_missing)?)
                }
                Some(stream) if stream.stream_view_type.is_some() => return Err(tables::stream_view_of_no_stream()),
                _ => None,
            },
            encryption: input
                .sse_specification
                .filter(|encryption| encryption.enabled == Some(true))
                .map(|encryption| Encryption { key: encryption.kms_master_key_id }),
            resource_policy: input.resource_policy,
        };
        let tags = input.tags.unwrap_or_default().into_iter().map(|tag| (tag.key, tag.value)).collect();
        Ok(TableDesign { definitions, keys, indexes, billing, settings, tags })
    }
}

fn billing(mode: Option<&str>, units: Option<&ProvisionedThroughput>) -> Result<Billing, Invalid> {
    if mode == Some("PAY_PER_REQUEST") {
        return if units.is_some() { Err(tables::units_on_demand()) } else { Ok(Billing::OnDemand) };
    }
    let units = units.ok_or_else(tables::units_missing)?;
    for (units, which) in
        [(units.read_capacity_units, "ReadCapacityUnits"), (units.write_capacity_units, "WriteCapacityUnits")]
    {
        if units > UNITS_MAX {
            return Err(tables::units_out_of_bounds(units, which));
        }
    }
    Ok(Billing::Provisioned {
        read: units.read_capacity_units,
        write: units.write_capacity_units,
        said: mode.is_some(),
    })
}

fn key_attribute(definition: AttributeDefinition) -> KeyAttribute {
    let kind = KeyType::named(&definition.attribute_type).expect("the model has no other types of attributes");
    KeyAttribute { name: definition.attribute_name, kind }
}

fn add_index(indexes: &mut Vec<IndexDesign>, index: IndexDesign) -> Result<(), Invalid> {
    if indexes.iter().any(|other| other.name == index.name) {
        return Err(tables::index_name_twice(&index.name));
    }
    indexes.push(index);
    Ok(())
}

/// AttributeDefinitions: the types of key attributes.
struct Definitions<'a>(&'a [KeyAttribute]);

impl Definitions<'_> {
    fn table_keys(&self, schema: &[KeySchemaElement]) -> Result<KeySchema, Invalid> {
        if schema.len() > self.0.len() {
            return Err(tables::key_undefined());
        }
        self.keys(schema, false)
    }

    fn keys(&self, schema: &[KeySchemaElement], several: bool) -> Result<KeySchema, Invalid> {
        let names: Vec<&str> = schema.iter().map(|key| key.attribute_name.as_str()).collect();
        if names.iter().any(|name| self.find(name).is_none()) {
            let mut defined: Vec<&str> = self.0.iter().map(|definition| definition.name.as_str()).collect();
            defined.sort_unstable();
            return Err(tables::keys_undefined(&names, &defined));
        }
        if names.len() > 1 && names[0] == names[1] {
            return Err(tables::keys_same_name());
        }
        let hash = schema.iter().take_while(|key| key.key_type == "HASH").count();
        if hash == 0 {
            return Err(tables::first_key_not_hash());
        }
        if schema[hash..].iter().any(|key| key.key_type == "HASH") {
            return Err(tables::index_keys_out_of_order());
        }
        if !several && hash > 1 {
            return Err(tables::second_key_not_range());
        }
        if hash > INDEX_KEYS_MAX || schema.len() - hash > INDEX_KEYS_MAX {
            return Err(tables::index_keys_too_many());
        }
        let defined = |name: &&str| self.find(name).expect("all names are defined").clone();
        Ok(KeySchema {
            hash: names[..hash].iter().map(defined).collect(),
            range: names[hash..].iter().map(defined).collect(),
        })
    }

    fn local_index(&self, index: LocalSecondaryIndex, table: &KeySchema) -> Result<IndexDesign, Invalid> {
        let name = index.index_name;
        let keys = self.keys(&index.key_schema, false)?;
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

    fn global_index(&self, index: GlobalSecondaryIndex, billing: Billing) -> Result<IndexDesign, Invalid> {
        let name = index.index_name;
        let keys = self.keys(&index.key_schema, true)?;
        let projection = projection(index.projection)?;
        match (billing, &index.provisioned_throughput) {
            (Billing::OnDemand, Some(_)) => return Err(tables::index_units_on_demand(&name)),
            (Billing::Provisioned { .. }, None) => return Err(tables::index_units_missing(&name)),
            _ => {}
        }
        let throughput = Throughput {
            provisioned: index.provisioned_throughput.map(|it| (it.read_capacity_units, it.write_capacity_units)),
            on_demand: index.on_demand_throughput.map(|it| (it.max_read_request_units, it.max_write_request_units)),
            warm: index.warm_throughput.map(|it| (it.read_units_per_second, it.write_units_per_second)),
        };
        Ok(IndexDesign { name, scope: Scope::Global, keys, projection, throughput })
    }

    fn all_used(&self, keys: &KeySchema, indexes: &[IndexDesign]) -> Result<(), Invalid> {
        let used: BTreeSet<&str> = std::iter::once(keys)
            .chain(indexes.iter().map(|index| &index.keys))
            .flat_map(KeySchema::attributes)
            .map(|attribute| attribute.name.as_str())
            .collect();
        let defined: BTreeSet<&str> = self.0.iter().map(|definition| definition.name.as_str()).collect();
        if used == defined {
            return Ok(());
        }
        let list = |names: BTreeSet<&'_ str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let (defined, used) = (list(defined), list(used));
        Err(tables::definitions_unused(&defined, &used))
    }

    fn find(&self, name: &str) -> Option<&KeyAttribute> {
        self.0.iter().find(|definition| definition.name == name)
    }
}

fn projection(projection: Projection) -> Result<Projected, Invalid> {
    let attributes = projection.non_key_attributes;
    match (projection.projection_type.as_deref(), attributes) {
        (None, _) => Err(tables::projection_unknown()),
        (Some("INCLUDE"), Some(attributes)) => Ok(Projected::Include(attributes)),
        (Some("INCLUDE"), None) => Err(tables::projection_without_attributes()),
        (Some(kind), Some(_)) => Err(tables::projection_with_attributes(kind)),
        (Some("ALL"), None) => Ok(Projected::All),
        (Some(_), None) => Ok(Projected::KeysOnly),
    }
}
