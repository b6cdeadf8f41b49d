//! Reads statements.

mod expressions;
mod values;

use super::lexer::{Sign, Spanned, Token, tokens};
use super::tree::{Change, Command, Expression, Kept, Location, Order, Returning, Select, Step};
use crate::item::attribute_value::AttributeValue;
use crate::item::convert;
use crate::refusals::Invalid;
use crate::refusals::partiql as refusals;

/// How deep conditions, values and negations may stand within each other.
const DEPTH_MAX: usize = 64;

/// Words that name no attribute unless they are quoted.
const KEYWORDS: [&str; 23] = [
    "SELECT",
    "FROM",
    "WHERE",
    "ORDER",
    "BY",
    "INSERT",
    "INTO",
    "UPDATE",
    "SET",
    "REMOVE",
    "DELETE",
    "RETURNING",
    "AND",
    "OR",
    "NOT",
    "IN",
    "IS",
    "BETWEEN",
    "NULL",
    "MISSING",
    "TRUE",
    "FALSE",
    "LIMIT",
];

pub struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Spanned<'s>>,
    at: usize,
    depth: usize,
    sums: usize,
    parameters: std::vec::IntoIter<AttributeValue>,
    lacks_parameter: bool,
}

/// A table and maybe one of its indexes, and where they stand.
struct Target {
    table: String,
    index: Option<String>,
    position: String,
}

/// Reads a statement, in which parameters stand for its question marks.
///
/// # Errors
///
/// It is none, or the parameters are not as many.
pub fn parse(source: &str, parameters: Vec<AttributeValue>) -> Result<Command, Invalid> {
    let (tokens, parameters) = (tokens(source)?, parameters.into_iter());
    let mut parser = Parser { source, tokens, at: 0, depth: 0, sums: 0, parameters, lacks_parameter: false };
    let command = parser.command()?;
    parser.take(Sign::Semicolon);
    if *parser.peek() != Token::End {
        return Err(parser.unexpected());
    }
    if parser.lacks_parameter || parser.parameters.next().is_some() {
        return Err(refusals::parameters_differ());
    }
    Ok(command)
}

impl<'s> Parser<'s> {
    fn command(&mut self) -> Result<Command, Invalid> {
        if self.keyword("SELECT") {
            return Ok(Command::Select(self.select()?));
        }
        if self.keyword("INSERT") {
            return self.insert();
        }
        if self.keyword("UPDATE") {
            return self.update();
        }
        if self.keyword("DELETE") {
            return self.delete();
        }
        if self.keyword("EXISTS") {
            self.expect(Sign::Open)?;
            self.expect_keyword("SELECT")?;
            let select = self.select()?;
            self.expect(Sign::Close)?;
            return Ok(Command::Exists(select));
        }
        Err(refusals::not_a_statement())
    }

    fn select(&mut self) -> Result<Select, Invalid> {
        let columns = if self.take(Sign::Star) { None } else { Some(self.columns()?) };
        self.expect_keyword("FROM")?;
        let target = self.target()?;
        let only = self.only()?;
        let mut order = Vec::new();
        if self.keyword("ORDER") {
            self.expect_keyword("BY")?;
            loop {
                let name = self.name()?;
                let descends = self.keyword("DESC");
                if !descends {
                    self.keyword("ASC");
                }
                order.push(Order { name, descends });
                if !self.take(Sign::Comma) {
                    break;
                }
            }
        }
        Ok(Select { columns, table: target.table, index: target.index, only, order })
    }

    fn columns(&mut self) -> Result<Vec<Location>, Invalid> {
        let mut columns = Vec::new();
        loop {
            let start = self.at;
            let column = self.location()?;
            if self.is(Sign::Open) {
                return Err(refusals::not_a_path(&self.position(start, start)));
            }
            columns.push(column);
            if !self.take(Sign::Comma) {
                return Ok(columns);
            }
        }
    }

    fn insert(&mut self) -> Result<Command, Invalid> {
        self.expect_keyword("INTO")?;
        let target = self.target()?;
        if target.index.is_some() {
            return Err(refusals::insert_into_index(&target.position));
        }
        self.expect_keyword("VALUE")?;
        match self.constant()? {
            AttributeValue::M(item) => Ok(Command::Insert { table: target.table, item }),
            _ => Err(refusals::inserted_no_map()),
        }
    }

    fn update(&mut self) -> Result<Command, Invalid> {
        let target = self.target()?;
        let mut changes = Vec::new();
        loop {
            if self.keyword("SET") {
                loop {
                    let location = self.location()?;
                    self.expect(Sign::Equal)?;
                    changes.push(Change::Set(location, self.sum()?));
                    if !self.take(Sign::Comma) {
                        break;
                    }
                }
            } else if self.keyword("REMOVE") {
                loop {
                    changes.push(Change::Remove(self.location()?));
                    if !self.take(Sign::Comma) {
                        break;
                    }
                }
            } else if changes.is_empty() {
                return Err(self.unexpected());
            } else {
                break;
            }
        }
        let only = self.only()?;
        let returning = self.returning()?;
        let table = target.alone()?;
        Ok(Command::Update { table, changes, only, returning })
    }

    fn delete(&mut self) -> Result<Command, Invalid> {
        self.expect_keyword("FROM")?;
        let target = self.target()?;
        let only = self.only()?;
        let returning = self.returning()?;
        if let Some(Returning { all, kept }) = returning
            && (!all || kept != Kept::Old)
        {
            let all = if all { "ALL" } else { "MODIFIED" };
            return Err(refusals::returning_of_delete(all, if kept == Kept::Old { "OLD" } else { "NEW" }));
        }
        Ok(Command::Delete { table: target.alone()?, only, returning })
    }

    fn only(&mut self) -> Result<Option<Expression>, Invalid> {
        if self.keyword("WHERE") { self.expression().map(Some) } else { Ok(None) }
    }

    fn returning(&mut self) -> Result<Option<Returning>, Invalid> {
        if !self.keyword("RETURNING") {
            return Ok(None);
        }
        let all = self.keyword("ALL");
        if !all {
            self.expect_keyword("MODIFIED")?;
        }
        let kept = if self.keyword("OLD") { Kept::Old } else { Kept::New };
        if kept == Kept::New {
            self.expect_keyword("NEW")?;
        }
        self.expect(Sign::Star)?;
        Ok(Some(Returning { all, kept }))
    }

    fn target(&mut self) -> Result<Target, Invalid> {
        let start = self.at;
        let table = self.target_name()?;
        let position = self.position(start, start);
        let index = if self.take(Sign::Dot) { Some(self.target_name()?) } else { None };
        if self.is(Sign::Dot) {
            return Err(refusals::from_path_too_long());
        }
        Ok(Target { table, index, position })
    }

    fn target_name(&mut self) -> Result<String, Invalid> {
        match self.peek() {
            Token::Quoted(name) if name.is_empty() => Err(refusals::empty_path_component()),
            _ => self.name(),
        }
    }

    /// An attribute, or a way into one.
    fn location(&mut self) -> Result<Location, Invalid> {
        let mut steps = vec![Step::Name(self.name()?)];
        loop {
            if self.take(Sign::Dot) {
                steps.push(Step::Name(self.name()?));
            } else if self.take(Sign::OpenBracket) {
                let step = match self.peek().clone() {
                    Token::Number(digits) => Step::Index(digits.parse().map_err(|_| self.unexpected())?),
                    Token::Text(name) => Step::Name(name.into_owned()),
                    _ => return Err(self.unexpected()),
                };
                self.at += 1;
                steps.push(step);
                self.expect(Sign::CloseBracket)?;
            } else {
                return Ok(Location(steps));
            }
        }
    }

    fn name(&mut self) -> Result<String, Invalid> {
        let name = match self.peek() {
            Token::Word(word) if !KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word)) => {
                (*word).to_owned()
            }
            Token::Quoted(name) => name.clone().into_owned(),
            _ => return Err(self.unexpected()),
        };
        convert::check_name(&name)?;
        self.at += 1;
        Ok(name)
    }

    fn peek(&self) -> &Token<'s> {
        &self.tokens[self.at].token
    }

    /// The token behind the next.
    fn peek_behind(&self) -> &Token<'s> {
        &self.tokens[(self.at + 1).min(self.tokens.len() - 1)].token
    }

    fn is(&self, sign: Sign) -> bool {
        *self.peek() == Token::Sign(sign)
    }

    fn take(&mut self, sign: Sign) -> bool {
        let is = self.is(sign);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, sign: Sign) -> Result<(), Invalid> {
        if self.take(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Takes a keyword if it is next.
    fn keyword(&mut self, keyword: &str) -> bool {
        let is = matches!(self.peek(), Token::Word(word) if word.eq_ignore_ascii_case(keyword));
        self.at += usize::from(is);
        is
    }

    fn expect_keyword(&mut self, keyword: &str) -> Result<(), Invalid> {
        if self.keyword(keyword) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Reads what stands within something.
    fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Invalid>) -> Result<T, Invalid> {
        if self.depth == DEPTH_MAX {
            return Err(refusals::nested_too_deep());
        }
        self.depth += 1;
        let outcome = read(self);
        self.depth -= 1;
        outcome
    }

    fn unexpected(&self) -> Invalid {
        refusals::unexpected_term(&self.position(self.at, self.at))
    }

    /// Line, column and length of some tokens, as AWS counts them: in characters, from 1.
    fn position(&self, first: usize, last: usize) -> String {
        let (start, end) = (self.tokens[first].start, self.tokens[last].end);
        let before = &self.source[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        format!("{line}:{column}:{}", self.source[start..end].chars().count())
    }
}

impl Target {
    /// The table, of a statement that changes items.
    fn alone(self) -> Result<String, Invalid> {
        if self.index.is_some() { Err(refusals::write_on_index()) } else { Ok(self.table) }
    }
}

#[cfg(test)]
mod tests;
