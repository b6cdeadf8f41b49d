//! What an UpdateTable asks for, and what becomes of a table's record by it, decided without looking at anything else.

mod concerns;
mod index_updates;
mod units;

use clock::Timestamp;
use models::dynamodb::{
    OnDemandThroughput, ProvisionedThroughput, StreamSpecification, UpdateTableInput, WarmThroughput,
};

use crate::refusals::{Invalid, tables, updates};
use crate::streams::stream::StreamView;
use crate::table::design::encryption;
use crate::table::{Billing, Encryption, TableRecord};
use crate::{Failure, Reply};

pub use index_updates::{IndexUpdates, Reshaped};

/// What shall change; all of it goes together.
#[derive(Debug)]
pub struct TableUpdate {
    billing_mode: Option<String>,
    units: Option<ProvisionedThroughput>,
    on_demand: Option<OnDemandThroughput>,
    warm: Option<WarmThroughput>,
    pub indexes: IndexUpdates,
    /// The view of the stream that is to be switched on, or none.
    stream: Option<Option<StreamView>>,
    encryption: Option<Option<Encryption>>,
    class: Option<String>,
    is_protected: Option<bool>,
}

/// What became of the indexes, for who writes it down and who describes it.
#[derive(Debug, Default)]
pub struct Updated {
    pub reshaped: Option<Reshaped>,
    /// Indexes whose throughput changes.
    pub indexes: Vec<String>,
    /// What it is provisioned with is described as it was until the update is done.
    pub shows_units_of_before: Option<(i64, i64)>,
    /// The table itself stays active meanwhile.
    pub is_active: bool,
    /// Its stream is switched on with this view, or off.
    pub stream: Option<Option<StreamView>>,
}

impl TableUpdate {
    /// # Errors
    ///
    /// It asks for nothing, for what does not go together, or for what cannot be had whatever the table.
    pub fn read(input: UpdateTableInput) -> Result<TableUpdate, Failure> {
        concerns::check(&input)?;
        for (is_asked, feature) in [
            (input.replica_updates.is_some() || input.global_table_witness_updates.is_some(), "global tables"),
            (input.multi_region_consistency.is_some(), "global tables"),
            (input.global_table_settings_replication_mode.is_some(), "global tables"),
            (input.vector_index_updates.is_some(), "vector indexes"),
        ] {
            if is_asked {
                return Err(tables::not_emulated(feature).into());
            }
        }
        let units = input.provisioned_throughput;
        units::check(input.billing_mode.as_deref(), units.as_ref())?;
        Ok(TableUpdate {
            billing_mode: input.billing_mode,
            units,
            on_demand: input.on_demand_throughput,
            warm: input.warm_throughput,
            indexes: IndexUpdates::read(input.global_secondary_index_updates, input.attribute_definitions)?,
            stream: input.stream_specification.map(stream).transpose()?,
            encryption: input.sse_specification.map(encryption).transpose()?,
            class: input.table_class,
            is_protected: input.deletion_protection_enabled,
        })
    }

    /// Whether writers must know.
    pub fn concerns_writers(&self) -> bool {
        self.stream.is_some() || self.indexes.creates().is_some() || self.indexes.deletes().is_some()
    }

    /// Whether it needs an id for what it makes.
    pub fn makes_something(&self) -> bool {
        self.indexes.creates().is_some() || matches!(self.stream, Some(Some(_)))
    }

    /// Makes the record what it shall be, but for the stream. A new index has this id.
    ///
    /// # Errors
    ///
    /// The table cannot be made what it shall be; the record is then worth nothing.
    pub fn apply(self, table: &str, record: &mut TableRecord, index_id: u64, now: Timestamp) -> Reply<Updated> {
        let mut updated = Updated { is_active: self.encryption.is_some(), ..Updated::default() };
        let at = record.epoch.relative(now);
        let before = record.billing;
        units::apply(&self, record, at)?;
        if let (Billing::Provisioned { read, write, .. }, Billing::Provisioned { .. }) = (before, record.billing) {
            updated.shows_units_of_before = self.units.is_some().then_some((read, write));
        }
        if self.indexes.only_throughput() && self.units.is_none() && self.billing_mode.is_none() {
            updated.is_active = true;
        }
        (updated.reshaped, updated.indexes) = self.indexes.apply(table, record, index_id)?;
        let settings = &mut record.settings;
        if let Some(view) = self.stream {
            match (settings.stream.as_ref().and_then(|stream| stream.view), view) {
                (Some(_), Some(_)) => return Err(updates::stream_is_on(table).into()),
                (None, None) => return Err(updates::stream_is_off(table).into()),
                _ => updated.stream = Some(view),
            }
        }
        if let Some(encryption) = self.encryption {
            if encryption == settings.encryption {
                let is_default = encryption.is_none();
                let refusal =
                    if is_default { updates::encrypted_by_default() } else { updates::encrypted_with_this_key() };
                return Err(refusal.into());
            }
            settings.encryption = encryption;
        }
        if let Some(class) = self.class {
            settings.class = Some(class);
            settings.class_changed = Some(at);
        }
        if let Some(is_protected) = self.is_protected {
            settings.is_protected = is_protected;
        }
        Ok(updated)
    }
}

fn stream(asked: StreamSpecification) -> Result<Option<StreamView>, Invalid> {
    match (asked.stream_enabled, asked.stream_view_type) {
        (true, None) => Err(updates::stream_view_missing()),
        (false, Some(_)) => Err(updates::stream_view_of_no_stream()),
        (_, view) => Ok(view.as_deref().and_then(StreamView::named)),
    }
}
