//! Conditions and operands.

use super::Parser;
use crate::expression::condition::Comparator;
use crate::partiql::lexer::{Sign, Token};
use crate::partiql::tree::Expression;
use crate::refusals::Invalid;
use crate::refusals::partiql as refusals;

/// Sums and differences that a statement may have: `a + b + c` stand within each other in a tree.
const SUMS_MAX: usize = 100;

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Result<Expression, Invalid> {
        self.chain("OR", |parser| parser.chain("AND", Parser::negation, Expression::And), Expression::Or)
    }

    /// One or several of something, with a keyword between them.
    fn chain(
        &mut self,
        keyword: &str,
        read: impl Fn(&mut Self) -> Result<Expression, Invalid>,
        joined: fn(Vec<Expression>) -> Expression,
    ) -> Result<Expression, Invalid> {
        let first = read(self)?;
        let mut all = vec![first];
        while self.keyword(keyword) {
            all.push(read(self)?);
        }
        match <[Expression; 1]>::try_from(all) {
            Ok([one]) => Ok(one),
            Err(all) => Ok(joined(all)),
        }
    }

    fn negation(&mut self) -> Result<Expression, Invalid> {
        if self.keyword("NOT") {
            return Ok(Expression::Not(Box::new(self.within(Parser::negation)?)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Result<Expression, Invalid> {
        let left = self.sum()?;
        if let Some(comparator) = self.comparator() {
            let right = self.sum()?;
            return Ok(Expression::Compare(comparator, Box::new([left, right])));
        }
        if self.keyword("IS") {
            let is_not = self.keyword("NOT");
            let condition = if self.keyword("MISSING") {
                Expression::IsMissing(Box::new(left))
            } else {
                self.expect_keyword("NULL")?;
                Expression::IsNull(Box::new(left))
            };
            return Ok(negated(condition, is_not));
        }
        let is_not = self.keyword("NOT");
        if self.keyword("BETWEEN") {
            let lower = self.sum()?;
            self.expect_keyword("AND")?;
            let upper = self.sum()?;
            return Ok(negated(Expression::Between(Box::new([left, lower, upper])), is_not));
        }
        if self.keyword("IN") {
            return Ok(negated(Expression::In(Box::new(left), self.list()?), is_not));
        }
        if is_not { Err(self.unexpected()) } else { Ok(left) }
    }

    fn comparator(&mut self) -> Option<Comparator> {
        let Token::Sign(sign) = self.peek() else { return None };
        let comparator = match sign {
            Sign::Equal => Comparator::Equal,
            Sign::NotEqual => Comparator::NotEqual,
            Sign::Less => Comparator::Less,
            Sign::LessOrEqual => Comparator::LessOrEqual,
            Sign::Greater => Comparator::Greater,
            Sign::GreaterOrEqual => Comparator::GreaterOrEqual,
            _ => return None,
        };
        self.at += 1;
        Some(comparator)
    }

    /// What stands behind IN, in either kind of brackets.
    fn list(&mut self) -> Result<Vec<Expression>, Invalid> {
        let close = if self.take(Sign::OpenBracket) {
            Sign::CloseBracket
        } else {
            self.expect(Sign::Open)?;
            Sign::Close
        };
        self.within(|parser| parser.arguments(close))
    }

    /// One or more operands, and the bracket behind them.
    fn arguments(&mut self, close: Sign) -> Result<Vec<Expression>, Invalid> {
        let mut arguments = vec![self.sum()?];
        while !self.take(close) {
            self.expect(Sign::Comma)?;
            arguments.push(self.sum()?);
        }
        Ok(arguments)
    }

    /// An operand, or several that are added or subtracted.
    pub(super) fn sum(&mut self) -> Result<Expression, Invalid> {
        let mut sum = self.term()?;
        loop {
            let joined = match self.peek() {
                Token::Sign(Sign::Plus) => Expression::Sum,
                Token::Sign(Sign::Minus) => Expression::Difference,
                _ => return Ok(sum),
            };
            self.at += 1;
            self.sums += 1;
            if self.sums > SUMS_MAX {
                return Err(refusals::nested_too_deep());
            }
            sum = joined(Box::new([sum, self.term()?]));
        }
    }

    fn term(&mut self) -> Result<Expression, Invalid> {
        if let Some(value) = self.literal()? {
            return Ok(Expression::Value(value));
        }
        if self.take(Sign::Open) {
            let inner = self.within(Parser::expression)?;
            self.expect(Sign::Close)?;
            return Ok(inner);
        }
        if let Token::Word(name) = *self.peek()
            && *self.peek_behind() == Token::Sign(Sign::Open)
        {
            self.at += 2;
            let arguments = self.within(|parser| parser.arguments(Sign::Close))?;
            return Ok(Expression::Call(name.to_ascii_lowercase(), arguments));
        }
        self.location().map(Expression::Location)
    }
}

fn negated(condition: Expression, is_not: bool) -> Expression {
    if is_not { Expression::Not(Box::new(condition)) } else { condition }
}
