//! Expressions: texts that name attributes and say what shall hold, what shall be answered, or what shall change.

pub mod condition;
pub mod condition_parser;
pub mod document;
pub mod key_condition;
pub mod lexer;
pub mod parser;
pub mod path;
pub mod placeholders;
pub mod projection;
pub mod reserved_words;
pub mod update;
pub mod update_parser;

pub use condition::Condition;
pub use key_condition::KeyCondition;
pub use path::{Element, Path};
pub use placeholders::{Placeholders, Used};
pub use projection::Projection;
pub use update::Update;

/// Bytes that an expression may have. <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub const LENGTH_MAX: usize = 4096;

/// Operators and functions that an expression may have, and so how deep it can be.
pub const OPERATORS_MAX: usize = 300;
