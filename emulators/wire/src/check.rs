//! Constraints, directed by the shape: all violations at once, in AWS's order and words.

mod constraint;
mod java;
mod path;
mod pattern;

use crate::dialect::{Common, Dialect, Manner};
use crate::echo;
use crate::model::{Model, Refusal};
use crate::shape::{Kind, Map, Members, Shape};
use crate::value::Value;

use constraint::Constraint;
use path::Path;

/// AWS stops counting here. Seen: kinesalite, test/putRecords.js, 501 records with an empty key.
const VIOLATIONS_MAX: usize = 10;

/// No structure of the models has more members; a test of theirs holds it.
const MEMBERS_MAX: usize = 64;

/// A value that satisfies every constraint of its shape. Only this module can make one.
#[derive(Debug)]
pub struct Checked(Value);

impl Checked {
    /// The value.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The value itself.
    pub fn into_value(self) -> Value {
        self.0
    }
}

/// Checks an operation's input.
///
/// # Errors
///
/// All violations at once, or the one that the service words apart.
pub fn constraints(model: &Model, shape: &'static Shape, value: Value) -> Result<Checked, Refusal> {
    let dialect = Dialect::of(model);
    let value = dialect.filled(shape, value);
    let mut check = Check { dialect, violations: Vec::new(), refused: None };
    check.inside(shape, &value, &Path::Root);
    match check.refusal() {
        None => Ok(Checked(value)),
        Some(refusal) => Err(refusal),
    }
}

struct Check {
    dialect: &'static Dialect,
    violations: Vec<String>,
    /// A violation which AWS words on its own, whatever else is wrong.
    refused: Option<Refusal>,
}

impl Check {
    fn refusal(self) -> Option<Refusal> {
        if self.refused.is_some() {
            return self.refused;
        }
        let errors = match self.violations.len() {
            0 => return None,
            1 => "error",
            _ => "errors",
        };
        let text = format!("{} validation {errors} detected: {}", self.violations.len(), self.violations.join("; "));
        Some(self.dialect.validation.refusal(text))
    }

    fn is_full(&self) -> bool {
        self.refused.is_some() || self.violations.len() >= VIOLATIONS_MAX
    }

    /// The members of structures below a value, and the elements of lists and maps. The value itself was looked at already.
    fn inside(&mut self, shape: &'static Shape, value: &Value, path: &Path<'_>) {
        if self.dialect.is_opaque(shape) {
            return;
        }
        match (&shape.kind, value) {
            (Kind::Structure(structure), Value::Structure(members)) => self.members(shape, structure, members, path),
            (Kind::List(list), Value::List(elements)) => {
                self.elements(shape, list.element, elements, value, path);
                if !is_scalar(list.element) {
                    for (index, element) in elements.iter().enumerate() {
                        if self.is_full() {
                            return;
                        }
                        self.inside(list.element, element, &Path::Element(path, index));
                    }
                }
            }
            (Kind::Map(map), Value::Map(entries)) => {
                self.entries(shape, map, entries, value, path);
                if !is_scalar(map.value) {
                    for (key, value) in entries {
                        if self.is_full() {
                            return;
                        }
                        self.inside(map.value, value, &Path::Entry(path, key));
                    }
                }
            }
            _ => {}
        }
    }

    /// What all elements of a list must satisfy is reported once, for the list.
    fn elements(&mut self, shape: &Shape, element: &'static Shape, all: &[Value], list: &Value, path: &Path<'_>) {
        match self.dialect.manner {
            Manner::Coral { .. } if all.iter().any(|it| self.violates(element, it)) => {
                self.report(list, shape, path, &Constraint::Elements(element));
            }
            Manner::Parameters { missing, .. } if !self.dialect.is_opaque(element) => {
                if let Some(index) = all.iter().position(Value::is_null) {
                    self.lacks(missing, &Path::Element(path, index));
                }
            }
            _ => {}
        }
    }

    fn entries(&mut self, shape: &Shape, kind: &'static Map, all: &[(String, Value)], map: &Value, path: &Path<'_>) {
        match self.dialect.manner {
            Manner::Coral { .. } => {
                if all.iter().any(|(key, _)| violates_text(kind.key, key)) {
                    self.report(map, shape, path, &Constraint::Keys(kind.key));
                }
                if all.iter().any(|(_, it)| self.violates(kind.value, it)) {
                    self.report(map, shape, path, &Constraint::Values(kind.value));
                }
            }
            Manner::Parameters { missing, .. } if !self.dialect.is_opaque(kind.value) => {
                if let Some((key, _)) = all.iter().find(|(_, it)| it.is_null()) {
                    self.lacks(missing, &Path::Entry(path, key));
                }
            }
            _ => {}
        }
    }

    fn violates(&self, shape: &'static Shape, value: &Value) -> bool {
        match value {
            Value::Null => !self.dialect.is_opaque(shape),
            value => !constraint::satisfies(shape, value),
        }
    }

    /// Only the first parameter that lacks is named.
    fn lacks(&mut self, missing: &'static Common, path: &Path<'_>) {
        let text = format!("The request must contain the parameter {}.", path.parameter());
        self.refused.get_or_insert_with(|| missing.refusal(text));
    }

    fn members(&mut self, shape: &Shape, structure: &'static Members, set: &[(u16, Value)], path: &Path<'_>) {
        // Where each member is in `set`: looked up once, as most inputs have a dozen members and a handful of them set.
        let mut at = [None; MEMBERS_MAX];
        for (index, value) in set {
            at[usize::from(*index)] = Some(value);
        }
        let mut check_member = |index: u16| self.member(shape, structure, index, at[usize::from(index)], path);
        match structure.check_order {
            Some(order) => order.iter().for_each(|&index| check_member(index)),
            None => (0..structure.members.len()).for_each(|index| check_member(index as u16)),
        }
    }

    fn member(
        &mut self,
        owner: &Shape,
        structure: &'static Members,
        index: u16,
        value: Option<&Value>,
        path: &Path<'_>,
    ) {
        let member = &structure.members[usize::from(index)];
        let Some(value) = value else {
            if member.required && !self.is_full() {
                self.missing(owner, member.name, member.query_name, member.shape, path);
            }
            return;
        };
        // Guess: SQS names parameters as in its forms, whatever the protocol.
        let name = if self.dialect.checks_bounds() { member.name } else { member.query_name };
        let path = Path::Member(path, name);
        if self.dialect.checks_bounds() && !constraint::satisfies(member.shape, value) {
            for constraint in Constraint::of(member.shape) {
                if self.is_full() {
                    return;
                }
                if constraint.is_violated_by(value) {
                    if self.dialect.is_modern(owner.name, member.name) {
                        self.violations
                            .push(format!("Value at '{}' failed to satisfy constraint: {constraint}", path.modern()));
                    } else {
                        self.report(value, member.shape, &path, &constraint);
                    }
                }
            }
        }
        self.inside(member.shape, value, &path);
    }

    fn missing(&mut self, owner: &Shape, name: &'static str, query_name: &'static str, shape: &Shape, path: &Path<'_>) {
        match self.dialect.manner {
            Manner::Coral { .. } if self.dialect.says_parameter_is_required(owner.name, name) => {
                let text = format!("The parameter '{name}' is required but was not present in the request");
                self.refused = Some(self.dialect.validation.refusal(text));
            }
            Manner::Coral { .. } => self.report(&Value::Null, shape, &Path::Member(path, name), &Constraint::NotNull),
            Manner::Parameters { missing, .. } => {
                self.lacks(missing, &Path::Member(path, query_name));
            }
        }
    }

    fn report(&mut self, value: &Value, shape: &Shape, path: &Path<'_>, constraint: &Constraint) {
        if self.is_full() {
            return;
        }
        let value = match value {
            Value::Null => "null".to_owned(),
            value => format!("'{}'", echo::value(java::Echo { value, shape, dialect: self.dialect })),
        };
        self.violations.push(format!("Value {value} at '{path}' failed to satisfy constraint: {constraint}"));
    }
}

fn is_scalar(shape: &Shape) -> bool {
    !matches!(shape.kind, Kind::Structure(_) | Kind::List(_) | Kind::Map(_))
}

fn violates_text(shape: &'static Shape, text: &str) -> bool {
    match &shape.kind {
        Kind::String(kind) => !constraint::satisfies_text(kind, text),
        _ => false,
    }
}
