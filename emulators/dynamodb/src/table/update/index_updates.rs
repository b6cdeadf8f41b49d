//! What becomes of a table's global indexes.

use models::dynamodb::{
    AttributeDefinition, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndex, GlobalSecondaryIndexUpdate,
    UpdateGlobalSecondaryIndexAction,
};

use super::units::set_limits;
use crate::item::key::KeyAttribute;
use crate::refusals::{Invalid, updates};
use crate::table::design::definitions::Definitions;
use crate::table::design::{GLOBAL_INDEXES_MAX, IndexDesign, key_attribute, throughput};
use crate::table::index::{Coverage, Index, Scope};
use crate::table::{Billing, TableRecord, Throughput};
use crate::{Failure, Reply};

/// At most one index comes or goes.
#[derive(Debug, Default)]
pub struct IndexUpdates {
    create: Option<GlobalSecondaryIndex>,
    delete: Option<String>,
    updates: Vec<UpdateGlobalSecondaryIndexAction>,
    definitions: Option<Vec<KeyAttribute>>,
}

/// Which index came or went.
#[derive(Clone, Debug, PartialEq)]
pub enum Reshaped {
    Created,
    /// And where it was.
    Deleted(Index, usize),
}

impl IndexUpdates {
    pub fn read(
        asked: Option<Vec<GlobalSecondaryIndexUpdate>>,
        definitions: Option<Vec<AttributeDefinition>>,
    ) -> Result<IndexUpdates, Failure> {
        let definitions = definitions.map(|all| all.into_iter().map(key_attribute).collect::<Vec<_>>());
        if let Some(definitions) = &definitions {
            Definitions(definitions).check_distinct()?;
        }
        let mut read = IndexUpdates { definitions, ..IndexUpdates::default() };
        let (mut names, mut online) = (Vec::new(), 0);
        for asked in asked.unwrap_or_default() {
            let name = match (asked.update, asked.create, asked.delete) {
                (None, None, None) => return Err(updates::index_update_without_action().into()),
                (Some(update), None, None) => {
                    let name = update.index_name.clone();
                    read.updates.push(update);
                    name
                }
                (None, Some(create), None) => {
                    online += 1;
                    let name = create.index_name.clone();
                    read.create = Some(as_of_new_table(create));
                    name
                }
                (None, None, Some(delete)) => {
                    online += 1;
                    read.delete = Some(delete.index_name.clone());
                    delete.index_name
                }
                _ => return Err(updates::index_update_with_actions().into()),
            };
            if names.contains(&name) {
                return Err(updates::index_updated_twice(&name).into());
            }
            names.push(name);
        }
        if online > 1 {
            return Err(updates::one_online_index());
        }
        Ok(read)
    }

    pub fn creates(&self) -> Option<&str> {
        self.create.as_ref().map(|index| index.index_name.as_str())
    }

    pub fn deletes(&self) -> Option<&str> {
        self.delete.as_deref()
    }

    pub fn only_throughput(&self) -> bool {
        !self.updates.is_empty() && self.create.is_none() && self.delete.is_none()
    }

    /// Whether it says what an index is provisioned with.
    pub fn gives_units(&self, index: &str) -> bool {
        self.updates.iter().any(|update| update.index_name == index && update.provisioned_throughput.is_some())
    }

    /// The billing is what it shall be already. What came or went, and the names of those with other throughput.
    pub fn apply(self, table: &str, record: &mut TableRecord, id: u64) -> Reply<(Option<Reshaped>, Vec<String>)> {
        let mut names = Vec::new();
        for update in self.updates {
            names.push(update.index_name.clone());
            change_throughput(update, table, record)?;
        }
        let reshaped = match (self.create, self.delete) {
            (Some(create), _) => Some(add(create, self.definitions, table, record, id)?),
            (None, Some(name)) => Some(remove(&name, table, record)?),
            (None, None) => None,
        };
        Ok((reshaped, names))
    }
}

fn change_throughput(update: UpdateGlobalSecondaryIndexAction, table: &str, record: &mut TableRecord) -> Reply<()> {
    let name = update.index_name;
    let index = record.indexes.iter().find(|index| index.name == name);
    match index.map(|index| index.scope) {
        None => return Err(updates::no_such_index(&name, table)),
        Some(Scope::Local) => return Err(updates::not_a_global_index("update", &name).into()),
        Some(Scope::Global) => {}
    }
    let billing = record.billing;
    let at = record.index_throughput.iter().position(|(other, _)| *other == name).unwrap_or_else(|| {
        record.index_throughput.push((name.clone(), Throughput::default()));
        record.index_throughput.len() - 1
    });
    let throughput = &mut record.index_throughput[at].1;
    let has_limits = update.on_demand_throughput.is_some() || update.warm_throughput.is_some();
    match (billing, update.provisioned_throughput) {
        (Billing::OnDemand, Some(_)) => return Err(updates::index_units_on_demand(&name).into()),
        (Billing::OnDemand, None) if !has_limits => return Err(updates::index_update_empty(&name).into()),
        (Billing::Provisioned { .. }, None) if !has_limits => {
            return Err(updates::index_update_without_units(&name).into());
        }
        (_, None) => {}
        (Billing::Provisioned { .. }, Some(units)) => {
            throughput::check_bounds(&units)?;
            let units = (units.read_capacity_units, units.write_capacity_units);
            if throughput.provisioned == Some(units) {
                return Err(updates::units_do_not_change(&format!("index {name}"), units).into());
            }
            throughput.provisioned = Some(units);
        }
    }
    Ok(set_limits(throughput, Some(&name), billing, update.on_demand_throughput, update.warm_throughput)?)
}

fn add(
    create: GlobalSecondaryIndex,
    definitions: Option<Vec<KeyAttribute>>,
    table: &str,
    record: &mut TableRecord,
    id: u64,
) -> Reply<Reshaped> {
    let name = create.index_name.as_str();
    if let Some(there) = record.indexes.iter().find(|index| index.name == name) {
        let is_building = there.is_building();
        return Err(if is_building {
            updates::index_is_being_created(name, table)
        } else {
            updates::index_exists().into()
        });
    }
    if record.indexes.iter().any(Index::is_building) {
        return Err(updates::one_online_index());
    }
    if record.indexes.iter().filter(|index| index.scope == Scope::Global).count() >= GLOBAL_INDEXES_MAX {
        return Err(updates::too_many_indexes());
    }
    let definitions = definitions.ok_or_else(|| updates::definitions_missing(name))?;
    check_not_redefined(&record.definitions, &definitions)?;
    let design = Definitions(&definitions).global_index(create, record.billing)?;
    for attribute in design.keys.attributes() {
        if !record.definitions.contains(attribute) {
            record.definitions.push(attribute.clone());
        }
    }
    let IndexDesign { name, scope, keys, projection, throughput } = design;
    record.index_throughput.push((name.clone(), throughput));
    let coverage = Coverage::UpTo(Vec::new());
    record.indexes.push(Index { id, name, scope, keys, projection, coverage });
    Ok(Reshaped::Created)
}

fn remove(name: &str, table: &str, record: &mut TableRecord) -> Reply<Reshaped> {
    let at = record.indexes.iter().position(|index| index.name == name);
    let at = at.ok_or_else(|| updates::no_such_index(name, table))?;
    if record.indexes[at].scope == Scope::Local {
        return Err(updates::not_a_global_index("delete", name).into());
    }
    if record.indexes.iter().any(|index| index.is_building() && index.name != name) {
        return Err(updates::one_online_index());
    }
    let index = record.indexes.remove(at);
    record.index_throughput.retain(|(other, _)| other != name);
    // What no key uses any more is not defined any more.
    let (keys, indexes) = (&record.keys, &record.indexes);
    let is_used = |name: &str| keys.contains(name) || indexes.iter().any(|index| index.keys.contains(name));
    record.definitions.retain(|definition| is_used(&definition.name));
    Ok(Reshaped::Deleted(index, at))
}

fn check_not_redefined(before: &[KeyAttribute], after: &[KeyAttribute]) -> Result<(), Invalid> {
    for attribute in after {
        let other = before.iter().find(|other| other.name == attribute.name && other.kind != attribute.kind);
        if let Some(other) = other {
            let [before, after] = [other, attribute].map(|it| it.kind.kind().name());
            return Err(updates::attribute_redefined(&attribute.name, before, after));
        }
    }
    Ok(())
}

fn as_of_new_table(create: CreateGlobalSecondaryIndexAction) -> GlobalSecondaryIndex {
    GlobalSecondaryIndex {
        index_name: create.index_name,
        key_schema: create.key_schema,
        projection: create.projection,
        provisioned_throughput: create.provisioned_throughput,
        on_demand_throughput: create.on_demand_throughput,
        warm_throughput: create.warm_throughput,
    }
}
