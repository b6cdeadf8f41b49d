//! The grammar of UpdateExpression: SET, REMOVE, ADD and DELETE, each at most once.

use super::lexer::Token;
use super::parser::{Parser, note};
use super::path::Path;
use super::placeholders::{Placeholders, Used};
use super::projection::check_apart;
use super::update::{Action, Source, Update};
use crate::attribute_value::{AttributeValue, Type};
use crate::refusals::{Invalid, expressions};

/// Parentheses and functions within each other.
const DEPTH_MAX: usize = 300;

const SECTIONS: [&str; 4] = ["SET", "REMOVE", "ADD", "DELETE"];

pub fn parse<'r>(source: &'r str, placeholders: &'r Placeholders, used: &mut Used) -> Result<Update<'r>, Invalid> {
    let mut parser = Parser::new(source, placeholders, used)?;
    let mut update = Update::default();
    let mut seen = [false; SECTIONS.len()];
    loop {
        let Some(section) = SECTIONS.iter().position(|section| parser.is_keyword(section)) else {
            return Err(parser.unexpected());
        };
        parser.advance();
        if std::mem::replace(&mut seen[section], true) {
            note(&mut parser.faults.section, || expressions::section_twice(SECTIONS[section]));
        }
        loop {
            let path = parser.path()?;
            parser.check_target(&update, &path);
            let action = match SECTIONS[section] {
                "SET" => {
                    parser.expect(Token::Equal)?;
                    parser.operator()?;
                    Action::Set(parser.source(0)?)
                }
                "REMOVE" => Action::Remove,
                name => {
                    parser.operator()?;
                    let value = parser.value()?;
                    let complete = !parser.is_incomplete();
                    let fits = value.kind().is_set() || name == "ADD" && value.kind() == Type::N;
                    if complete && !fits {
                        note(&mut parser.faults.operand, || expressions::section_operand_type(name, value.kind()));
                    }
                    if name == "ADD" { Action::Add(value) } else { Action::Delete(value) }
                }
            };
            update.actions.push((path, action));
            if !parser.take(Token::Comma) {
                break;
            }
        }
        if parser.peek() == Token::End {
            break;
        }
    }
    let faults = parser.faults;
    let fault = [
        faults.reserved,
        faults.unknown_function,
        faults.section,
        faults.name,
        faults.value,
        faults.overlap,
        faults.conflict,
        faults.operand,
        faults.function,
    ];
    match fault.into_iter().flatten().next() {
        Some(invalid) => Err(invalid),
        None => Ok(update),
    }
}

impl<'r> Parser<'r, '_> {
    fn check_target(&mut self, update: &Update<'r>, path: &Path<'r>) {
        let earlier: Vec<Path<'r>> = update.actions.iter().map(|(path, _)| path.clone()).collect();
        check_apart(self, &earlier, path);
    }

    /// An operand, or a sum or difference of two.
    fn source(&mut self, depth: usize) -> Result<Source<'r>, Invalid> {
        let left = self.source_operand(depth)?;
        let sign = match self.peek() {
            Token::Plus => "+",
            Token::Minus => "-",
            _ => return Ok(left),
        };
        self.advance();
        self.operator()?;
        let right = self.source_operand(depth)?;
        self.check_constants(sign, &[&left, &right], Type::N);
        let both = Box::new([left, right]);
        Ok(if sign == "+" { Source::Sum(both) } else { Source::Difference(both) })
    }

    fn source_operand(&mut self, depth: usize) -> Result<Source<'r>, Invalid> {
        if depth > DEPTH_MAX {
            return Err(expressions::too_many_operators());
        }
        match self.peek() {
            Token::Value => Ok(Source::Value(self.value()?)),
            Token::Open => {
                self.advance();
                let source = self.source(depth + 1)?;
                self.expect(Token::Close)?;
                Ok(source)
            }
            Token::Word if self.peek_second() == Token::Open => self.source_function(depth),
            _ => Ok(Source::Path(self.path()?)),
        }
    }

    fn source_function(&mut self, depth: usize) -> Result<Source<'r>, Invalid> {
        let name = self.advance();
        self.operator()?;
        self.expect(Token::Open)?;
        let mut arguments = Vec::with_capacity(2);
        loop {
            arguments.push(self.source_operand(depth + 1)?);
            if !self.take(Token::Comma) {
                break;
            }
        }
        self.expect(Token::Close)?;
        if name != "if_not_exists" && name != "list_append" {
            note(&mut self.faults.unknown_function, || expressions::unknown_function(name));
            return Ok(Source::Value(&AttributeValue::Null));
        }
        let [first, second] = match <[Source<'r>; 2]>::try_from(arguments) {
            Ok(both) => both,
            Err(arguments) => {
                note(&mut self.faults.function, || expressions::operand_count(name, arguments.len()));
                return Ok(Source::Value(&AttributeValue::Null));
            }
        };
        if name == "list_append" {
            self.check_constants(name, &[&first, &second], Type::L);
            return Ok(Source::Append(Box::new([first, second])));
        }
        match first {
            Source::Path(path) => Ok(Source::IfMissing(path, Box::new(second))),
            _ => {
                note(&mut self.faults.function, || expressions::path_required(name));
                Ok(second)
            }
        }
    }

    fn check_constants(&mut self, operator: &str, sources: &[&Source<'r>], wanted: Type) {
        if self.is_incomplete() {
            return;
        }
        for source in sources {
            if let Source::Value(value) = source
                && value.kind() != wanted
            {
                note(&mut self.faults.function, || expressions::operand_type(operator, value.kind().name()));
            }
        }
    }
}
