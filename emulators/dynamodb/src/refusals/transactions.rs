//! About transactions.
//!
//! Seen: the conformance suite's transactWriteItems and transactGetItems (tier 3) and, for keys, what its issues 45, 46 and 60 recorded in four
//! regions; the reasons' words stand in the API reference under TransactionCanceledException.
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>

use models::dynamodb::{CancellationReason, Refusal};

use super::{Invalid, partiql};
use crate::Failure;
use crate::item::convert;
use crate::statement::Objection;

const ONGOING: &str = "Transaction is ongoing for the item";

/// A write by itself meets an item that a transaction holds.
pub fn conflict() -> Failure {
    Failure::Refused(Refusal::TransactionConflictException { message: Some(ONGOING.to_owned()) })
}

/// Why one of several statements cancels its transaction.
pub enum Reason {
    Conflict,
    Objection(Objection),
}

/// A reason for each statement that has one, in the order of the request.
pub fn cancelled(reasons: Vec<Option<Reason>>) -> Failure {
    let reasons: Vec<CancellationReason> = reasons.into_iter().map(reason).collect();
    let codes: Vec<&str> = reasons.iter().filter_map(|reason| reason.code.as_deref()).collect();
    let message =
        format!("Transaction cancelled, please refer cancellation reasons for specific reasons [{}]", codes.join(", "));
    Failure::Refused(Refusal::TransactionCanceledException {
        message: Some(message),
        cancellation_reasons: Some(reasons),
    })
}

/// One statement of so many has a reason.
pub fn cancelled_by(at: usize, of: usize, reason: Reason) -> Failure {
    let mut reasons: Vec<Option<Reason>> = (0..of).map(|_| None).collect();
    reasons[at] = Some(reason);
    cancelled(reasons)
}

fn reason(reason: Option<Reason>) -> CancellationReason {
    let with = |code: &str, message: String| CancellationReason {
        code: Some(code.to_owned()),
        message: Some(message),
        ..CancellationReason::default()
    };
    match reason {
        None => CancellationReason { code: Some("None".to_owned()), ..CancellationReason::default() },
        Some(Reason::Conflict) => with("TransactionConflict", ONGOING.to_owned()),
        Some(Reason::Objection(Objection::Duplicate)) => with("DuplicateItem", partiql::DUPLICATE.to_owned()),
        Some(Reason::Objection(Objection::Invalid(invalid))) => with("ValidationError", invalid.0),
        Some(Reason::Objection(Objection::ConditionFailed(item))) => CancellationReason {
            item: item.map(|item| convert::attributes(item.view().to_item())),
            ..with("ConditionalCheckFailed", "The conditional request failed".to_owned())
        },
    }
}

pub fn one_item_twice() -> Invalid {
    Invalid("Transaction request cannot include multiple operations on one item".to_owned())
}

/// Said also of one that has none, which is a guess.
pub fn not_one_action() -> Invalid {
    Invalid("TransactItems can only contain one of Check, Put, Update or Delete".to_owned())
}

/// That there is a limit of 4 MB is documented; the words are a guess.
pub fn too_large() -> Invalid {
    Invalid("The aggregate size of the items in the transaction exceeds 4 MB".to_owned())
}

/// The words are a guess.
pub fn token_of_another_request() -> Failure {
    Failure::Refused(Refusal::IdempotentParameterMismatchException {
        message: Some("The request uses the same client token as a previous, but non-identical request.".to_owned()),
    })
}

/// The words are the documentation's of this error.
pub fn in_progress() -> Failure {
    Failure::Refused(Refusal::TransactionInProgressException {
        message: Some("The transaction with the given request token is already in progress.".to_owned()),
    })
}
