//! Functions within conditions.

use super::{DEPTH_MAX, Node};
use crate::expression::condition::{Condition, Operand};
use crate::expression::lexer::Token;
use crate::expression::parser::{Parser, note};
use crate::item::attribute_value::{AttributeValue, Type};
use crate::refusals::{Invalid, expressions};

impl<'r> Parser<'r, '_> {
    pub(super) fn function(&mut self, depth: usize) -> Result<Node<'r>, Invalid> {
        if depth > DEPTH_MAX {
            return Err(expressions::too_many_operators());
        }
        let name = self.advance();
        self.operator()?;
        self.expect(Token::Open)?;
        let mut arguments = Vec::with_capacity(2);
        loop {
            let argument = self.primary(depth + 1)?;
            // A function within a function is known by its own name there.
            arguments.push(self.operand(argument)?);
            if !self.take(Token::Comma) {
                break;
            }
        }
        self.expect(Token::Close)?;
        let node = self.call(name, arguments);
        if name != "size" {
            self.condition_ends();
        }
        Ok(node)
    }

    fn call(&mut self, name: &'r str, arguments: Vec<Operand<'r>>) -> Node<'r> {
        let wanted = match name {
            "attribute_exists" | "attribute_not_exists" | "size" => 1,
            "attribute_type" | "begins_with" | "contains" => 2,
            "if_not_exists" | "list_append" => {
                note(&mut self.faults.unknown_function, || expressions::update_function_in_condition(name));
                return Node::misused();
            }
            _ => {
                note(&mut self.faults.unknown_function, || expressions::unknown_function(name));
                return Node::misused();
            }
        };
        if arguments.len() != wanted {
            note(&mut self.faults.operand, || expressions::operand_count(name, arguments.len()));
            return Node::misused();
        }
        let complete = !self.is_incomplete();
        let mut arguments = arguments.into_iter();
        let first = arguments.next().expect("functions have one argument or more");
        match (name, arguments.next()) {
            ("size", _) => {
                if matches!(first, Operand::Size(_)) {
                    note(&mut self.faults.misused_function, || expressions::misused_function(name));
                }
                if let Operand::Value(value) = &first
                    && complete
                    && value.extent().is_none()
                {
                    note(&mut self.faults.function, || expressions::operand_type(name, value.kind().name()));
                }
                Node::operand(Operand::Size(Box::new(first)))
            }
            ("attribute_type", Some(wanted)) => match &wanted {
                Operand::Value(AttributeValue::S(kind)) => match Type::named(kind) {
                    Some(kind) => Node::bare(Condition::HasType(first, kind)),
                    None => {
                        note(&mut self.faults.function, || expressions::unknown_type(kind));
                        Node::misused()
                    }
                },
                other => {
                    if complete {
                        let kind = match other {
                            Operand::Value(value) => value.kind().name(),
                            _ => "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}",
                        };
                        note(&mut self.faults.function, || expressions::operand_type(name, kind));
                    }
                    Node::misused()
                }
            },
            ("begins_with", Some(prefix)) => {
                for operand in [&first, &prefix] {
                    let kind = match operand {
                        Operand::Value(value) => value.kind(),
                        Operand::Size(_) | Operand::Sum(_) | Operand::Difference(_) => Type::N,
                        Operand::Path(_) => continue,
                    };
                    if complete && !matches!(kind, Type::S | Type::B) {
                        note(&mut self.faults.function, || expressions::operand_type(name, kind.name()));
                    }
                }
                self.check_distinct(name, &first, &prefix);
                Node::bare(Condition::BeginsWith(first, prefix))
            }
            ("contains", Some(part)) => {
                self.check_distinct(name, &first, &part);
                Node::bare(Condition::Contains(first, part))
            }
            (_, _) => match first {
                Operand::Path(path) if name == "attribute_exists" => Node::bare(Condition::Exists(path)),
                Operand::Path(path) => Node::bare(Condition::Missing(path)),
                _ => {
                    note(&mut self.faults.function, || expressions::path_required(name));
                    Node::misused()
                }
            },
        }
    }
}
