//! The parameters that were there before expressions: Expected, AttributeUpdates, KeyConditions, QueryFilter, ScanFilter,
//! ConditionalOperator, AttributesToGet. They become what expressions become.

pub mod attribute_updates;
pub mod attributes_to_get;
pub mod comparisons;
pub mod expected;

pub use attribute_updates::AttributeUpdates;
