//! PartiQL: statements as texts, for what requests say otherwise in members.
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html>
//!
//! A text becomes a [`Command`], which owns all of its names and values. A command on a table becomes what the other operations work with:
//! a statement on one item, or a page of the table or of an index.

pub mod columns;
mod continuation;
mod lexer;
mod lowering;
mod parser;
pub mod plan;
pub mod select;
mod tree;
mod wheres;

pub use parser::parse;
pub use tree::{Command, Kept, Select};

use wire::Value;

use crate::item::attribute_value::AttributeValue;
use crate::item::convert::{self, Wording};
use crate::refusals::Invalid;

/// Reads a statement and what stands for its question marks, and checks what can be checked without the table.
pub fn read(text: &str, parameters: Option<&Vec<Value>>) -> Result<Command, Invalid> {
    let parameters = parameters.into_iter().flatten().map(|value| convert::value(value.clone(), Wording::Current));
    let command = parse(text, parameters.collect::<Result<Vec<AttributeValue>, _>>()?)?;
    command.check()?;
    Ok(command)
}

/// Reads any text as a statement with so many parameters: whether it is one. The fuzz target calls it.
pub fn is_statement(text: &str, parameters: usize) -> bool {
    let parameters = vec![AttributeValue::S("x".to_owned()); parameters];
    parse(text, parameters).and_then(|command| command.check()).is_ok()
}
