//! About PartiQL.
//!
//! Seen: where nothing else is said, in nubo-db/dynoxide, whose tests and comments keep what AWS answered in eu-west-2 in July and August 2026,
//! and in moto's `aws_verified` tests.

use models::dynamodb::Refusal;

use super::Invalid;
use crate::Failure;

fn plain(sentence: &str) -> Invalid {
    Invalid(sentence.to_owned())
}

/// AWS says nothing behind the colon where the text cannot be cut into tokens.
pub fn not_well_formed() -> Invalid {
    malformed("")
}

pub fn malformed(why: &str) -> Invalid {
    Invalid(format!("Statement wasn't well formed, can't be processed: {why}"))
}

/// Guess: the words are of PartiQL's own parser, which AWS quotes; the position is as in what AWS says about paths.
pub fn unexpected_term(position: &str) -> Invalid {
    malformed(&format!("Unexpected term at {position}"))
}

pub fn not_a_statement() -> Invalid {
    malformed("Expected data manipulation")
}

/// A guess; that there is a bound is not.
pub fn nested_too_deep() -> Invalid {
    malformed("Too many nested expressions")
}

pub fn not_a_path(position: &str) -> Invalid {
    Invalid(format!("Unexpected path component at {position}"))
}

pub fn empty_path_component() -> Invalid {
    plain("Path component cannot be an empty string")
}

pub fn from_path_too_long() -> Invalid {
    plain("A path may contain at most 2 components in the FROM clause")
}

pub fn insert_into_index(position: &str) -> Invalid {
    Invalid(format!("FROM clause may only contain a single table name in data manipulation statements at {position}"))
}

pub fn write_on_index() -> Invalid {
    plain("This operation is not supported on an index")
}

pub fn parameters_differ() -> Invalid {
    plain("Number of parameters in request and statement don't match.")
}

pub fn returning_of_delete(all: &str, kept: &str) -> Invalid {
    Invalid(format!(
        "Invalid returning clause: RETURNING {all} {kept} *. Only RETURNING ALL OLD * is allowed in DELETE statements."
    ))
}

/// A guess.
pub fn unsupported_function(name: &str) -> Invalid {
    Invalid(format!("Unsupported function: {name}"))
}

/// A guess.
pub fn not_a_condition() -> Invalid {
    plain("Where clause must be made of conditions")
}

/// A guess.
pub fn condition_as_value() -> Invalid {
    plain("A condition cannot be used as a value")
}

/// A guess.
pub fn inserted_no_map() -> Invalid {
    plain("The value of an INSERT statement must be a map")
}

/// A guess.
pub fn value_not_constant() -> Invalid {
    plain("Collections may only hold constant values and parameters")
}

pub fn keys_missing() -> Invalid {
    plain("Where clause does not contain a mandatory equality on all key attributes")
}

pub fn no_such_index() -> Invalid {
    plain("The table does not have the specified index")
}

pub fn consistent_global_index() -> Invalid {
    plain("Strongly consistent read is not supported on Global Secondary Indexes")
}

pub fn index_lacks_filtered(index: &str, names: &[&str]) -> Invalid {
    Invalid(format!(
        "One or more parameter values were invalid: Secondary index {index} does not project one or more filter attributes: [{}]",
        names.join(", ")
    ))
}

/// Quoted by many.
pub fn order_without_where() -> Invalid {
    plain("Must have WHERE clause in the statement when using ORDER BY clause.")
}

/// Quoted by many.
pub fn order_without_hash() -> Invalid {
    plain("Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.")
}

/// Quoted by many.
pub fn order_by_no_key(name: &str) -> Invalid {
    Invalid(format!("Variable reference {name} in ORDER BY clause must be part of the primary key"))
}

pub fn bad_token() -> Invalid {
    plain("Invalid NextToken")
}

pub fn token_of_another_statement() -> Invalid {
    plain("NextToken does not match request")
}

/// A guess.
pub fn exists_outside_of_transaction() -> Invalid {
    plain("EXISTS is only supported in ExecuteTransaction")
}

/// A guess: an EXISTS without a further condition would say nothing. <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-functions.exists.html>
pub fn exists_without_condition() -> Invalid {
    plain("EXISTS must have a condition besides the primary key in its WHERE clause")
}

pub fn duplicate_item() -> Failure {
    Failure::Refused(Refusal::DuplicateItemException { message: Some(DUPLICATE.to_owned()) })
}

pub const DUPLICATE: &str = "Duplicate primary key exists in table";

pub fn batch_mixes() -> Invalid {
    plain("Read and write requests together in the same batch is not supported.")
}

/// Seen: moto, test_without_primary_key_in_where_clause.
pub fn batch_select_without_key() -> Invalid {
    plain("Select statements within BatchExecuteStatement must specify the primary key in the where clause.")
}

pub fn transaction_mixes() -> Invalid {
    plain("ExecuteTransaction API does not support both read and write operations in the same request.")
}

pub fn transaction_returning(at: usize) -> Invalid {
    in_transaction(at, "RETURNING clause is not supported in ExecuteTransaction.")
}

pub fn transaction_reads_index(at: usize) -> Invalid {
    in_transaction(at, "Reads on indices are not supported within transactions.")
}

/// The words are a guess; that the key is needed is documented.
pub fn transaction_select_without_key(at: usize) -> Invalid {
    in_transaction(at, "Select statements within ExecuteTransaction must specify the primary key in the where clause.")
}

fn in_transaction(at: usize, why: &str) -> Invalid {
    Invalid(format!("Validation failed in TransactStatements[{at}]: {why}"))
}

/// A guess.
pub fn set_of_other_values() -> Invalid {
    plain("Sets may only hold strings, numbers or binary values, all of one type")
}
