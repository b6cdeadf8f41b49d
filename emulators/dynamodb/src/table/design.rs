//! What a CreateTable asks for, if it can be had: keys, indexes and settings, decided without looking at anything.

pub mod definitions;
pub mod throughput;

use models::dynamodb::{AttributeDefinition, CreateTableInput, SSESpecification, StreamSpecification};

use crate::item::key::{KeyAttribute, KeySchema, KeyType};
use crate::refusals::{Invalid, tables};
use crate::streams::stream::StreamView;
use crate::table::index::{Projected, Scope};
use crate::table::resource_policy;
use crate::table::tags;
use crate::table::{Billing, Encryption, Settings, Throughput};
use definitions::Definitions;

const LOCAL_INDEXES_MAX: usize = 5;
pub const GLOBAL_INDEXES_MAX: usize = 20;

/// Everything about a table but its identity.
#[derive(Clone, Debug, PartialEq)]
pub struct TableDesign {
    pub definitions: Vec<KeyAttribute>,
    pub keys: KeySchema,
    pub indexes: Vec<IndexDesign>,
    pub billing: Billing,
    pub settings: Settings,
    /// If it is to have one.
    pub stream: Option<StreamView>,
    pub tags: Vec<(String, String)>,
    pub policy: Option<String>,
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
        let billing = throughput::billing(input.billing_mode.as_deref(), input.provisioned_throughput.as_ref())?;
        let definitions = definitions.into_iter().map(key_attribute).collect::<Vec<_>>();
        Definitions(&definitions).check_distinct()?;
        let keys = Definitions(&definitions).table_keys(&key_schema)?;

        let (locals, globals) = (input.local_secondary_indexes, input.global_secondary_indexes);
        if locals.is_none() && globals.is_none() && keys.len() != definitions.len() {
            return Err(tables::definitions_more_than_keys());
        }
        for (list, is_empty) in [
            ("LocalSecondaryIndexes", locals.as_ref().is_some_and(Vec::is_empty)),
            ("GlobalSecondaryIndexes", globals.as_ref().is_some_and(Vec::is_empty)),
        ] {
            if is_empty {
                return Err(tables::index_list_empty(list));
            }
        }
        let (locals, globals) = (locals.unwrap_or_default(), globals.unwrap_or_default());
        // Before all other rules of indexes. Seen: finding DDB-TABLE-127 of ack-api-quirks.
        let of_indexes =
            locals.iter().map(|index| &index.key_schema).chain(globals.iter().map(|index| &index.key_schema));
        Definitions(&definitions).all_used(std::iter::once(&key_schema).chain(of_indexes).flatten())?;

        if !locals.is_empty() && keys.range.is_empty() {
            return Err(tables::local_index_without_range_key());
        }
        let (local_count, global_count) = (locals.len(), globals.len());
        let mut indexes: Vec<IndexDesign> = Vec::with_capacity(local_count + global_count);
        for local in locals {
            add_index(&mut indexes, Definitions(&definitions).local_index(local, &keys)?)?;
        }
        if local_count > LOCAL_INDEXES_MAX {
            return Err(tables::too_many_local_indexes());
        }
        for global in globals {
            add_index(&mut indexes, Definitions(&definitions).global_index(global, billing)?)?;
        }
        if global_count > GLOBAL_INDEXES_MAX {
            return Err(tables::too_many_global_indexes());
        }

        let throughput = throughput::checked(None, billing, None, input.on_demand_throughput, input.warm_throughput)?;
        let stream = input.stream_specification.map(stream_view).transpose()?.flatten();
        let settings = Settings {
            is_protected: input.deletion_protection_enabled == Some(true),
            class: input.table_class,
            class_changed: None,
            throughput,
            stream: None,
            encryption: input.sse_specification.map(encryption).transpose()?.flatten(),
            resource_policy: None,
            time_to_live: None,
        };
        let tags = tags::checked(input.tags.unwrap_or_default())?;
        let policy = input.resource_policy.map(resource_policy::checked).transpose()?;
        Ok(TableDesign { definitions, keys, indexes, billing, settings, stream, tags, policy })
    }
}

pub fn key_attribute(definition: AttributeDefinition) -> KeyAttribute {
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

/// Seen, as the rules of `encryption`: findings DDB-TABLE-031, -035, -036 and -044 of ack-api-quirks.
fn stream_view(stream: StreamSpecification) -> Result<Option<StreamView>, Invalid> {
    match (stream.stream_enabled, stream.stream_view_type) {
        (true, None) => Err(tables::stream_view_missing()),
        (false, Some(_)) => Err(tables::stream_view_of_no_stream()),
        (_, view) => Ok(view.as_deref().and_then(StreamView::named)),
    }
}

pub fn encryption(asked: SSESpecification) -> Result<Option<Encryption>, Invalid> {
    let SSESpecification { enabled, sse_type, kms_master_key_id: key } = asked;
    if enabled == Some(false) {
        return match (sse_type, key) {
            (Some(_), _) => Err(tables::encryption_off_with("SSEType")),
            (None, Some(_)) => Err(tables::encryption_off_with("KMSMasterKeyId")),
            (None, None) => Ok(None),
        };
    }
    match (sse_type.as_deref(), key) {
        (Some("AES256"), _) => Err(tables::encryption_of_type("AES256")),
        (None, Some(_)) => Err(tables::encryption_type_missing()),
        (None, None) if enabled.is_none() => Ok(None),
        (_, key) => Ok(Some(Encryption { key })),
    }
}
