//! Writing items, from their locks to the commit: one alone, or several at once.

pub mod change;
pub mod one_item;
pub mod tokens;
pub mod transaction;
