//! An UpdateTable has one concern: what may stand beside what in one request.

use models::dynamodb::UpdateTableInput;

use crate::refusals::{Invalid, updates};

/// Seen with their order: DDB-TABLE-174, -382 and -433 of ack-api-quirks, which tried all pairs.
pub fn check(input: &UpdateTableInput) -> Result<(), Invalid> {
    let index_updates = input.global_secondary_index_updates.as_deref();
    let concerns = [
        input.billing_mode.is_some(),
        input.provisioned_throughput.is_some(),
        index_updates.is_some(),
        input.stream_specification.is_some(),
        input.sse_specification.is_some(),
        input.table_class.is_some(),
        input.deletion_protection_enabled.is_some(),
        input.on_demand_throughput.is_some(),
        input.warm_throughput.is_some(),
        input.replica_updates.is_some(),
        input.global_table_witness_updates.is_some(),
        input.multi_region_consistency.is_some(),
        input.global_table_settings_replication_mode.is_some(),
        input.vector_index_updates.is_some(),
    ];
    let count = concerns.into_iter().filter(|is_there| *is_there).count();
    if count == 0 {
        return Err(updates::nothing_to_update());
    }
    if index_updates.is_some_and(<[_]>::is_empty) {
        return Err(updates::index_updates_empty());
    }
    if count == 1 {
        return Ok(());
    }
    let changes_indexes = index_updates.into_iter().flatten().any(|it| it.create.is_some() || it.delete.is_some());
    for (is_there, what) in [
        (input.sse_specification.is_some(), "Server-Side Encryption modification"),
        (input.table_class.is_some(), "TableClass modification"),
        (input.deletion_protection_enabled.is_some(), "DeletionProtection modification"),
    ] {
        if is_there {
            return Err(updates::must_be_alone(what));
        }
    }
    if input.warm_throughput.is_some() {
        let alone = || updates::must_be_alone("WarmThroughput");
        return Err(if changes_indexes { updates::index_with_warm_throughput() } else { alone() });
    }
    if input.on_demand_throughput.is_some() && (count > 2 || input.billing_mode.is_none()) {
        return Err(updates::on_demand_only_with_billing());
    }
    let changes_units = input.provisioned_throughput.is_some() || input.billing_mode.as_deref() == Some("PROVISIONED");
    match (input.stream_specification.is_some(), changes_indexes) {
        (true, _) if changes_units => Err(updates::stream_with_units()),
        (_, true) if changes_units => Err(updates::index_with_units()),
        (true, true) => Err(updates::index_with_stream()),
        _ => Ok(()),
    }
}
