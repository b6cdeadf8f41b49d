//! Values made up from shapes, and the client's side of the Query protocol.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod form;
pub mod made_up;
pub mod xml;

pub fn models() -> [&'static wire::Model; 4] {
    [&models::sqs::MODEL, &models::dynamodb::MODEL, &models::dynamodb_streams::MODEL, &models::kinesis::MODEL]
}
