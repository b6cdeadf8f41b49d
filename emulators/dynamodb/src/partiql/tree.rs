//! Statements as trees, which own what the text and the parameters said.

use crate::expression::condition::Comparator;
use crate::expression::{Element, Path};
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Select(Select),
    Insert {
        table: String,
        item: Item,
    },
    Update {
        table: String,
        changes: Vec<Change>,
        only: Option<Expression>,
        returning: Option<Returning>,
    },
    Delete {
        table: String,
        only: Option<Expression>,
        /// Always ALL OLD.
        returning: Option<Returning>,
    },
    /// `EXISTS(SELECT …)`: only a condition, in transactions.
    Exists(Select),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// None for all.
    pub columns: Option<Vec<Location>>,
    pub table: String,
    pub index: Option<String>,
    pub only: Option<Expression>,
    pub order: Vec<Order>,
}

/// One name of ORDER BY.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub name: String,
    pub descends: bool,
}

/// One of what an UPDATE does.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Set(Location, Expression),
    Remove(Location),
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Returning {
    /// All attributes, or those that were modified.
    pub all: bool,
    pub kept: Kept,
}

/// Which of two items: the one before or the one after.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Old,
    New,
}

/// A document path. It begins with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location(pub Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Name(String),
    Index(usize),
}

/// What stands in WHERE and behind SET: conditions, operands and values, told apart when they are lowered.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Value(AttributeValue),
    Location(Location),
    Sum(Box<[Expression; 2]>),
    Difference(Box<[Expression; 2]>),
    /// By its name in lower case.
    Call(String, Vec<Expression>),
    Compare(Comparator, Box<[Expression; 2]>),
    Between(Box<[Expression; 3]>),
    In(Box<Expression>, Vec<Expression>),
    IsMissing(Box<Expression>),
    IsNull(Box<Expression>),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
}

impl Command {
    pub fn table(&self) -> &str {
        match self {
            Command::Select(select) | Command::Exists(select) => &select.table,
            Command::Insert { table, .. } | Command::Update { table, .. } | Command::Delete { table, .. } => table,
        }
    }

    pub fn is_read(&self) -> bool {
        matches!(self, Command::Select(_))
    }

    pub fn returning(&self) -> Option<Returning> {
        match self {
            Command::Update { returning, .. } | Command::Delete { returning, .. } => *returning,
            _ => None,
        }
    }
}

impl Location {
    pub fn path(&self) -> Path<'_> {
        Path(self.0.iter().map(Step::element).collect())
    }

    /// The attribute, if it is one and not a part of one.
    pub fn attribute(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Step::Name(name)] => Some(name),
            _ => None,
        }
    }
}

impl Step {
    fn element(&self) -> Element<'_> {
        match self {
            Step::Name(name) => Element::Name(name),
            Step::Index(index) => Element::Index(*index),
        }
    }
}

impl Expression {
    /// What must all hold for it to hold, in its order.
    pub fn conjuncts(&self) -> Vec<&Expression> {
        match self {
            Expression::And(all) => all.iter().flat_map(Expression::conjuncts).collect(),
            one => vec![one],
        }
    }
}
