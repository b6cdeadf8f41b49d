//! A table as DescribeTable and its like show it.

use aws_smithy_types::DateTime;
use clock::{Stored, Timestamp};
use md5::{Digest, Md5};
use models::dynamodb::{
    AttributeDefinition, BillingModeSummary, GlobalSecondaryIndexDescription,
    GlobalSecondaryIndexWarmThroughputDescription, KeySchemaElement, LocalSecondaryIndexDescription,
    OnDemandThroughput, Projection, ProvisionedThroughputDescription, SSEDescription, StreamSpecification,
    TableClassSummary, TableDescription, TableWarmThroughputDescription,
};

use crate::item::key::{KeyAttribute, KeySchema};
use crate::table::amount::{Amount, Totals};
use crate::table::design::throughput::current_warm;
use crate::table::index::{Index, Projected, Scope};
use crate::table::{Billing, Table, TableRecord, Throughput};

const DAY_MS: i64 = 86_400_000;

/// Here a table is made, changed and deleted at once, so CREATING, UPDATING and DELETING are seen in the answers to CreateTable,
/// UpdateTable and DeleteTable only,
/// which AWS words so: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html> and `API_DeleteTable.html`.
/// Who waits, as the waiters of the SDKs do, asks DescribeTable, and finds it ACTIVE or not at all.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Creating,
    Active,
    Updating,
    Deleting,
}

impl Status {
    const fn name(self) -> &'static str {
        match self {
            Status::Creating => "CREATING",
            Status::Active => "ACTIVE",
            Status::Updating => "UPDATING",
            Status::Deleting => "DELETING",
        }
    }
}

/// AWS's numbers are up to six hours old, these are not. Lists of attributes are in the order of their names; what a table is not
/// asked to have is not told before it is active. Seen: findings DDB-TABLE-028, -033, -125, -134, -138 and -182 of ack-api-quirks.
pub fn describe(table: &Table, status: Status, totals: &Totals, now: Timestamp) -> TableDescription {
    let record = &table.record;
    let settings = &record.settings;
    let created = date(table.created());
    let when = |at: Stored| date(record.epoch.absolute(at));
    let is_on_demand = record.billing == Billing::OnDemand;
    // An index that comes or goes at this moment may have no number yet.
    let held = |at: usize| totals.indexes.get(at).copied().unwrap_or_default();
    let indexes = |scope: Scope| table.indexes().iter().enumerate().filter(move |(_, index)| index.scope == scope);
    let locals: Vec<_> = indexes(Scope::Local).map(|(at, index)| local_index(table, index, held(at))).collect();
    let globals: Vec<_> =
        indexes(Scope::Global).map(|(at, index)| global_index(table, index, status, held(at))).collect();
    TableDescription {
        attribute_definitions: Some(definitions(&record.definitions)),
        table_name: Some(table.name.clone()),
        key_schema: Some(key_schema(table.keys())),
        table_status: Some(status.name().to_owned()),
        creation_date_time: Some(created),
        provisioned_throughput: Some(ProvisionedThroughputDescription {
            last_increase_date_time: record.throughput_changes.increased.map(when),
            last_decrease_date_time: record.throughput_changes.decreased.map(when),
            number_of_decreases_today: Some(decreases_today(record, now)),
            ..provisioned(match record.billing {
                Billing::OnDemand => (0, 0),
                Billing::Provisioned { read, write, .. } => (read, write),
            })
        }),
        table_size_bytes: Some(totals.table.bytes),
        item_count: Some(totals.table.items),
        table_arn: Some(table.arn()),
        table_id: Some(record.uuid.clone()),
        billing_mode_summary: record.on_demand_since.map(|since| BillingModeSummary {
            billing_mode: Some(if is_on_demand { "PAY_PER_REQUEST" } else { "PROVISIONED" }.to_owned()),
            last_update_to_pay_per_request_date_time: (!is_on_demand || status == Status::Active).then(|| when(since)),
        }),
        local_secondary_indexes: (!locals.is_empty()).then_some(locals),
        global_secondary_indexes: (!globals.is_empty()).then_some(globals),
        stream_specification: settings
            .stream
            .as_ref()
            .and_then(|stream| stream.view)
            .map(|view| StreamSpecification { stream_enabled: true, stream_view_type: Some(view.name().to_owned()) }),
        latest_stream_arn: table.latest_stream_arn(),
        latest_stream_label: settings.stream.as_ref().map(|stream| stream.label.clone()),
        sse_description: settings.encryption.as_ref().map(|encryption| SSEDescription {
            status: Some("ENABLED".to_owned()),
            sse_type: Some("KMS".to_owned()),
            kms_master_key_arn: Some(key_arn(table, encryption.key.as_deref())),
            inaccessible_encryption_date_time: None,
        }),
        table_class_summary: settings.class.clone().map(|class| TableClassSummary {
            table_class: Some(class),
            last_update_date_time: settings.class_changed.map(when),
        }),
        deletion_protection_enabled: Some(settings.is_protected),
        on_demand_throughput: on_demand(&settings.throughput),
        warm_throughput: (status != Status::Creating || settings.throughput.warm.is_some()).then(|| {
            let (read, write) = current_warm(&settings.throughput, record.billing);
            TableWarmThroughputDescription {
                read_units_per_second: Some(read),
                write_units_per_second: Some(write),
                status: Some(if status == Status::Creating { "UPDATING" } else { "ACTIVE" }.to_owned()),
            }
        }),
        ..TableDescription::default()
    }
}

fn local_index(table: &Table, index: &Index, held: Amount) -> LocalSecondaryIndexDescription {
    LocalSecondaryIndexDescription {
        index_name: Some(index.name.clone()),
        key_schema: Some(key_schema(&index.keys)),
        projection: Some(projection(&index.projection)),
        index_size_bytes: Some(held.bytes),
        item_count: Some(held.items),
        index_arn: Some(format!("{}/index/{}", table.arn(), index.name)),
    }
}

fn global_index(table: &Table, index: &Index, status: Status, held: Amount) -> GlobalSecondaryIndexDescription {
    let named = table.record.index_throughput.iter().find(|(name, _)| *name == index.name);
    let throughput = named.map(|(_, throughput)| *throughput).unwrap_or_default();
    let billing = match throughput.provisioned {
        Some((read, write)) => Billing::Provisioned { read, write, said: false },
        None => table.record.billing,
    };
    let (read, write) = current_warm(&throughput, billing);
    let index_status = match status {
        _ if index.is_building() => Status::Creating,
        Status::Updating => Status::Active,
        other => other,
    };
    GlobalSecondaryIndexDescription {
        index_name: Some(index.name.clone()),
        key_schema: Some(key_schema(&index.keys)),
        projection: Some(projection(&index.projection)),
        index_status: Some(index_status.name().to_owned()),
        backfilling: index.is_building().then_some(true),
        provisioned_throughput: Some(provisioned(throughput.provisioned.unwrap_or_default())),
        index_size_bytes: Some(held.bytes),
        item_count: Some(held.items),
        index_arn: Some(format!("{}/index/{}", table.arn(), index.name)),
        on_demand_throughput: on_demand(&throughput),
        warm_throughput: (index_status != Status::Creating).then(|| GlobalSecondaryIndexWarmThroughputDescription {
            read_units_per_second: Some(read),
            write_units_per_second: Some(write),
            status: Some("ACTIVE".to_owned()),
        }),
    }
}

fn definitions(attributes: &[KeyAttribute]) -> Vec<AttributeDefinition> {
    let mut definitions: Vec<_> = attributes
        .iter()
        .map(|attribute| AttributeDefinition {
            attribute_name: attribute.name.clone(),
            attribute_type: attribute.kind.kind().name().to_owned(),
        })
        .collect();
    definitions.sort_by(|one, other| one.attribute_name.cmp(&other.attribute_name));
    definitions
}

fn key_schema(keys: &KeySchema) -> Vec<KeySchemaElement> {
    let element = |kind: &'static str| {
        move |attribute: &KeyAttribute| KeySchemaElement {
            attribute_name: attribute.name.clone(),
            key_type: kind.to_owned(),
        }
    };
    keys.hash.iter().map(element("HASH")).chain(keys.range.iter().map(element("RANGE"))).collect()
}

fn projection(projection: &Projected) -> Projection {
    let (kind, attributes) = match projection {
        Projected::All => ("ALL", None),
        Projected::KeysOnly => ("KEYS_ONLY", None),
        Projected::Include(attributes) => {
            let mut attributes = attributes.clone();
            attributes.sort_unstable();
            ("INCLUDE", Some(attributes))
        }
    };
    Projection { projection_type: Some(kind.to_owned()), non_key_attributes: attributes }
}

fn provisioned((read, write): (i64, i64)) -> ProvisionedThroughputDescription {
    ProvisionedThroughputDescription {
        number_of_decreases_today: Some(0),
        read_capacity_units: Some(read),
        write_capacity_units: Some(write),
        ..ProvisionedThroughputDescription::default()
    }
}

fn on_demand(throughput: &Throughput) -> Option<OnDemandThroughput> {
    match throughput.on_demand? {
        (None, None) => None,
        (read, write) => Some(OnDemandThroughput { max_read_request_units: read, max_write_request_units: write }),
    }
}

fn decreases_today(record: &TableRecord, now: Timestamp) -> i64 {
    let changes = &record.throughput_changes;
    let day = |at: Timestamp| at.as_millis().div_euclid(DAY_MS);
    let is_today = changes.decreased.is_some_and(|last| day(record.epoch.absolute(last)) == day(now));
    if is_today { changes.decreases } else { 0 }
}

fn date(at: Timestamp) -> DateTime {
    DateTime::from_millis(at.as_millis())
}

/// The ARN of a key of the account. AWS tells the id of the key, also where it was named by an alias or not at all; nobody has made
/// the keys here, so their ids are made of their names.
fn key_arn(table: &Table, key: Option<&str>) -> String {
    let key = key.unwrap_or("alias/aws/dynamodb");
    if key.starts_with("arn:") && key.contains(":key/") {
        return key.to_owned();
    }
    let name = key.split_once(":alias/").map_or(key, |(arn, _)| &key[arn.len() + 1..]);
    let is_id = name.len() == 36 && name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let id = if is_id { name.to_owned() } else { key_id(&[&table.account, &table.region, name]) };
    format!("arn:aws:kms:{}:{}:key/{id}", table.region, table.account)
}

fn key_id(parts: &[&str]) -> String {
    let mut hashing = Md5::new();
    for part in parts {
        hashing.update(part.as_bytes());
        hashing.update([0]);
    }
    let hash: [u8; 16] = hashing.finalize().into();
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
