//! DisableEnhancedMonitoring

use models::kinesis::{DisableEnhancedMonitoringInput, EnhancedMonitoringOutput};
use service::Caller;

use super::enable_enhanced_monitoring::{change, named_by};
use crate::stream::named::named;
use crate::{Kinesis, Reply};

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: DisableEnhancedMonitoringInput,
) -> Reply<EnhancedMonitoringOutput> {
    let asked = named_by(&input.shard_level_metrics);
    change(kinesis, caller, named!(input), |on| on.retain(|metric| !asked.contains(metric))).await
}

#[cfg(test)]
mod tests {
    use service::testing::assert_type;

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("ShardLevelMetrics", "List")] {
            assert_type(&world.kinesis, "DisableEnhancedMonitoring", member, kind).await;
        }
    }
}
