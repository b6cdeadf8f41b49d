//! What expressions of a statement mean: conditions on an item, and changes of one.

use super::tree::{Change, Command, Expression, Location};
use crate::expression::condition::{Comparator, Condition, Operand};
use crate::expression::update::{Action, Source, Update};
use crate::expression::{Element, Path};
use crate::item::attribute_value::{AttributeValue, Type};
use crate::refusals::partiql as refusals;
use crate::refusals::{Invalid, expressions};

/// Operands that IN may have. <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html>
const LIST_MAX: usize = 100;

impl Command {
    /// What can be checked without the table.
    pub fn check(&self) -> Result<(), Invalid> {
        match self {
            Command::Select(select) | Command::Exists(select) => {
                select.only.as_ref().map(condition).transpose()?;
            }
            Command::Delete { only, .. } => {
                only.as_ref().map(condition).transpose()?;
            }
            Command::Update { changes, only, .. } => {
                update(changes)?;
                only.as_ref().map(condition).transpose()?;
            }
            Command::Insert { .. } => {}
        }
        Ok(())
    }
}

/// The conjunction of all, as a tree that is as low as it can be.
pub fn all_of(mut conditions: Vec<Condition<'_>>) -> Option<Condition<'_>> {
    balanced(&mut conditions, |both| Condition::And(Box::new(both)))
}

fn balanced<'e>(all: &mut Vec<Condition<'e>>, join: fn([Condition<'e>; 2]) -> Condition<'e>) -> Option<Condition<'e>> {
    if all.len() <= 1 {
        return all.pop();
    }
    let mut later = all.split_off(all.len() / 2);
    let halves = (balanced(all, join)?, balanced(&mut later, join)?);
    Some(join(halves.into()))
}

pub fn condition(expression: &Expression) -> Result<Condition<'_>, Invalid> {
    Ok(match expression {
        Expression::And(all) => all_of(conditions(all)?).expect("a chain has two links or more"),
        Expression::Or(all) => {
            let either = |both| Condition::Or(Box::new(both));
            balanced(&mut conditions(all)?, either).expect("a chain has two links or more")
        }
        Expression::Not(inner) => Condition::Not(Box::new(condition(inner)?)),
        Expression::Compare(comparator, both) => {
            let (left, right) = (operand(&both[0])?, operand(&both[1])?);
            if !matches!(comparator, Comparator::Equal | Comparator::NotEqual) {
                check_ordered(comparator.sign(), [&left, &right])?;
            }
            Condition::Compare(*comparator, left, right)
        }
        Expression::Between(all) => {
            let [value, lower, upper] = [operand(&all[0])?, operand(&all[1])?, operand(&all[2])?];
            check_ordered("BETWEEN", [&lower, &upper])?;
            Condition::Between(value, lower, upper)
        }
        Expression::In(_, list) if list.len() > LIST_MAX => return Err(expressions::list_too_long(list.len())),
        Expression::In(value, list) => {
            let list = list.iter().map(operand).collect::<Result<_, _>>()?;
            Condition::In(operand(value)?, list)
        }
        Expression::IsMissing(value) => Condition::Missing(path(value, "IS MISSING")?),
        Expression::IsNull(value) => Condition::HasType(operand(value)?, Type::Null),
        Expression::Call(name, arguments) => function(name, arguments)?,
        Expression::Value(_) | Expression::Location(_) | Expression::Sum(_) | Expression::Difference(_) => {
            return Err(refusals::not_a_condition());
        }
    })
}

fn conditions(all: &[Expression]) -> Result<Vec<Condition<'_>>, Invalid> {
    all.iter().map(condition).collect()
}

fn function<'e>(name: &str, arguments: &'e [Expression]) -> Result<Condition<'e>, Invalid> {
    let wanted = match name {
        "begins_with" | "contains" | "attribute_type" => 2,
        "missing" => 1,
        "size" => return Err(refusals::not_a_condition()),
        _ => return Err(refusals::unsupported_function(name)),
    };
    if arguments.len() != wanted {
        return Err(expressions::operand_count(name, arguments.len()));
    }
    Ok(match (name, arguments) {
        ("begins_with", [value, prefix]) => {
            let (value, prefix) = (operand(value)?, operand(prefix)?);
            for given in [&value, &prefix] {
                if let Some(kind) = given.kind()
                    && !matches!(kind, Type::S | Type::B)
                {
                    return Err(expressions::operand_type(name, kind.name()));
                }
            }
            Condition::BeginsWith(value, prefix)
        }
        ("contains", [value, part]) => Condition::Contains(operand(value)?, operand(part)?),
        ("attribute_type", [value, Expression::Value(AttributeValue::S(kind))]) => {
            let kind = Type::named(kind).ok_or_else(|| expressions::unknown_type(kind))?;
            Condition::HasType(operand(value)?, kind)
        }
        ("attribute_type", [_, Expression::Value(other)]) => {
            return Err(expressions::operand_type(name, other.kind().name()));
        }
        ("missing", [value]) => Condition::Missing(path(value, name)?),
        _ => return Err(expressions::operand_type(name, "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}")),
    })
}

fn operand(expression: &Expression) -> Result<Operand<'_>, Invalid> {
    Ok(match expression {
        Expression::Value(value) => Operand::Value(value),
        Expression::Location(location) => Operand::Path(location.path()),
        Expression::Sum(both) => Operand::Sum(numbers(both)?),
        Expression::Difference(both) => Operand::Difference(numbers(both)?),
        Expression::Call(name, arguments) if name == "size" => match arguments.as_slice() {
            [value @ (Expression::Location(_) | Expression::Value(_))] => {
                let value = operand(value)?;
                if let Operand::Value(value) = &value
                    && value.extent().is_none()
                {
                    return Err(expressions::operand_type(name, value.kind().name()));
                }
                Operand::Size(Box::new(value))
            }
            [_] => return Err(expressions::path_required(name)),
            _ => return Err(expressions::operand_count(name, arguments.len())),
        },
        Expression::Call(name, _) if !is_known(name) => return Err(refusals::unsupported_function(name)),
        _ => return Err(refusals::condition_as_value()),
    })
}

fn numbers(both: &[Expression; 2]) -> Result<Box<[Operand<'_>; 2]>, Invalid> {
    Ok(Box::new([number(&both[0])?, number(&both[1])?]))
}

/// An operand of a sum.
fn number(expression: &Expression) -> Result<Operand<'_>, Invalid> {
    let operand = operand(expression)?;
    match operand.kind() {
        Some(Type::N) | None => Ok(operand),
        Some(other) => Err(expressions::operand_type("+", other.name())),
    }
}

impl Operand<'_> {
    /// Its type, if that is known without the item.
    fn kind(&self) -> Option<Type> {
        match self {
            Operand::Path(_) => None,
            Operand::Value(value) => Some(value.kind()),
            Operand::Size(_) | Operand::Sum(_) | Operand::Difference(_) => Some(Type::N),
        }
    }
}

/// Seen: dynoxide, tests/partiql_boolean_expressions.rs, captured from AWS: it is told before the table is looked for.
fn check_ordered(operator: &str, operands: [&Operand<'_>; 2]) -> Result<(), Invalid> {
    for kind in operands.into_iter().filter_map(Operand::kind) {
        if !matches!(kind, Type::S | Type::N | Type::B) {
            return Err(expressions::operand_type(operator, kind.name()));
        }
    }
    Ok(())
}

fn path<'e>(expression: &'e Expression, operator: &str) -> Result<Path<'e>, Invalid> {
    match expression {
        Expression::Location(location) => Ok(location.path()),
        _ => Err(expressions::path_required(operator)),
    }
}

fn is_known(function: &str) -> bool {
    ["begins_with", "contains", "attribute_type", "missing", "size"].contains(&function)
}

/// What the SETs and REMOVEs of an UPDATE do.
pub fn update(changes: &[Change]) -> Result<Update<'_>, Invalid> {
    let mut update = Update::default();
    for change in changes {
        let (path, action) = match change {
            Change::Remove(location) => (location.path(), Action::Remove),
            Change::Set(location, Expression::Call(name, arguments))
                if ["set_add", "set_delete"].contains(&&**name) =>
            {
                (location.path(), set_action(location, name, arguments)?)
            }
            Change::Set(location, value) => (location.path(), Action::Set(source(value)?)),
        };
        for (earlier, _) in &update.actions {
            check_apart(earlier, &path)?;
        }
        update.actions.push((path, action));
    }
    Ok(update)
}

/// AWS's examples add to a set, or take out of it, in place only; that other places are refused is a guess.
fn set_action<'e>(location: &Location, name: &str, arguments: &'e [Expression]) -> Result<Action<'e>, Invalid> {
    let [Expression::Location(from), Expression::Value(value)] = arguments else {
        return Err(expressions::operand_count(name, arguments.len()));
    };
    if from != location {
        return Err(expressions::update_path_invalid());
    }
    if !value.kind().is_set() {
        return Err(expressions::operand_type(name, value.kind().name()));
    }
    Ok(if name == "set_add" { Action::Add(value) } else { Action::Delete(value) })
}

fn source(expression: &Expression) -> Result<Source<'_>, Invalid> {
    Ok(match expression {
        Expression::Value(value) => Source::Value(value),
        Expression::Location(location) => Source::Path(location.path()),
        Expression::Sum(both) => Source::Sum(sources(both)?),
        Expression::Difference(both) => Source::Difference(sources(both)?),
        Expression::Call(name, arguments) if name == "list_append" => match arguments.as_slice() {
            [first, second] => Source::Append(Box::new([source(first)?, source(second)?])),
            _ => return Err(expressions::operand_count(name, arguments.len())),
        },
        Expression::Call(name, _) => return Err(refusals::unsupported_function(name)),
        _ => return Err(refusals::condition_as_value()),
    })
}

fn sources(both: &[Expression; 2]) -> Result<Box<[Source<'_>; 2]>, Invalid> {
    Ok(Box::new([source(&both[0])?, source(&both[1])?]))
}

/// No path of an update leads through another.
fn check_apart(one: &Path<'_>, two: &Path<'_>) -> Result<(), Invalid> {
    match one.0.iter().zip(&two.0).find(|(one, two)| one != two) {
        None => Err(expressions::paths_overlap(one, two)),
        Some((Element::Name(_), Element::Index(_)) | (Element::Index(_), Element::Name(_))) => {
            Err(expressions::paths_conflict(one, two))
        }
        Some(_) => Ok(()),
    }
}
