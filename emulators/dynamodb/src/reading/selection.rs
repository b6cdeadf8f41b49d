//! Select, ProjectionExpression and AttributesToGet: what Query and Scan answer.

use crate::expression::Projection;
use crate::partiql::columns::Columns;
use crate::refusals::{Invalid, reads};

#[derive(Clone, Debug, PartialEq)]
pub enum Selection<'r> {
    /// All that the table or the index has.
    Default,
    AllAttributes,
    Some(Projection<'r>),
    /// As PartiQL names parts of items.
    Columns(Columns<'r>),
    Count,
}

/// Whether Select goes with the other parameters.
pub fn check(
    select: Option<&str>,
    has_index: bool,
    has_projection: bool,
    has_attributes_to_get: bool,
) -> Result<(), Invalid> {
    match select {
        None => Ok(()),
        Some("SPECIFIC_ATTRIBUTES") if !has_projection && !has_attributes_to_get => {
            Err(reads::specific_without_projection())
        }
        Some("SPECIFIC_ATTRIBUTES") => Ok(()),
        Some(select) if has_projection => Err(reads::projection_of_everything("ProjectionExpression", select)),
        Some(select) if has_attributes_to_get => Err(reads::projection_of_everything("AttributesToGet", select)),
        Some("ALL_PROJECTED_ATTRIBUTES") if !has_index => Err(reads::projected_without_index()),
        Some(_) => Ok(()),
    }
}

impl<'r> Selection<'r> {
    pub fn of(select: Option<&str>, projection: Option<Projection<'r>>) -> Selection<'r> {
        match (select, projection) {
            (Some("COUNT"), _) => Selection::Count,
            (_, Some(projection)) => Selection::Some(projection),
            (Some("ALL_ATTRIBUTES"), None) => Selection::AllAttributes,
            (_, None) => Selection::Default,
        }
    }
}
