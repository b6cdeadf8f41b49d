//! Values that are written in a statement.

use wire::Value;

use super::Parser;
use crate::item::Item;
use crate::item::attribute_value::{AttributeValue, Type};
use crate::item::convert::{self, NESTING_MAX, Wording};
use crate::item::number::Number;
use crate::partiql::lexer::{Sign, Token};
use crate::refusals::partiql as refusals;
use crate::refusals::{Invalid, values};

impl Parser<'_> {
    /// A value that the statement says wholly, or a parameter.
    pub(super) fn constant(&mut self) -> Result<AttributeValue, Invalid> {
        let value = match self.literal()? {
            Some(value) => value,
            None => return Err(refusals::value_not_constant()),
        };
        if value.depth() > NESTING_MAX { Err(values::nested_too_deep()) } else { Ok(value) }
    }

    /// Nothing if something else is next.
    pub(super) fn literal(&mut self) -> Result<Option<AttributeValue>, Invalid> {
        let sign = match self.peek().clone() {
            Token::Text(text) => {
                self.at += 1;
                return Ok(Some(AttributeValue::S(text.into_owned())));
            }
            Token::Number(digits) => {
                self.at += 1;
                return number(digits, "").map(Some);
            }
            Token::Word(word) => {
                let value = match word.to_ascii_lowercase().as_str() {
                    "null" => AttributeValue::Null,
                    "true" => AttributeValue::Bool(true),
                    "false" => AttributeValue::Bool(false),
                    _ => return Ok(None),
                };
                self.at += 1;
                return Ok(Some(value));
            }
            Token::Sign(sign) => sign,
            Token::Quoted(_) | Token::End => return Ok(None),
        };
        Ok(Some(match sign {
            Sign::Parameter => {
                self.at += 1;
                self.parameter()
            }
            Sign::Minus | Sign::Plus => {
                let Token::Number(digits) = self.peek_behind().clone() else { return Ok(None) };
                self.at += 2;
                number(digits, if sign == Sign::Minus { "-" } else { "" })?
            }
            Sign::OpenBracket => AttributeValue::L(self.elements(Sign::OpenBracket, Sign::CloseBracket)?),
            Sign::OpenSet => set(self.elements(Sign::OpenSet, Sign::CloseSet)?)?,
            Sign::OpenBrace => AttributeValue::M(self.map()?),
            _ => return Ok(None),
        }))
    }

    /// What one is missing for is null until that is told.
    fn parameter(&mut self) -> AttributeValue {
        self.parameters.next().unwrap_or_else(|| {
            self.lacks_parameter = true;
            AttributeValue::Null
        })
    }

    fn elements(&mut self, open: Sign, close: Sign) -> Result<Vec<AttributeValue>, Invalid> {
        self.expect(open)?;
        let mut elements = Vec::new();
        while !self.take(close) {
            if !elements.is_empty() {
                self.expect(Sign::Comma)?;
            }
            elements.push(self.within(Parser::constant)?);
        }
        Ok(elements)
    }

    fn map(&mut self) -> Result<Item, Invalid> {
        self.expect(Sign::OpenBrace)?;
        let mut attributes = Vec::new();
        while !self.take(Sign::CloseBrace) {
            if !attributes.is_empty() {
                self.expect(Sign::Comma)?;
            }
            let name = match self.peek().clone() {
                Token::Text(name) | Token::Quoted(name) => name.into_owned(),
                _ => return Err(self.unexpected()),
            };
            convert::check_name(&name)?;
            self.at += 1;
            self.expect(Sign::Colon)?;
            attributes.push((name, self.within(Parser::constant)?));
        }
        Ok(attributes.into_iter().collect())
    }
}

fn number(digits: &str, sign: &str) -> Result<AttributeValue, Invalid> {
    let text = format!("{sign}{digits}");
    Number::parse(&text).map(AttributeValue::N).map_err(|why| values::not_a_number(why, &text))
}

/// A set of the type of its elements, by the rules of those that come in members.
fn set(elements: Vec<AttributeValue>) -> Result<AttributeValue, Invalid> {
    let kind = match elements.first().map(AttributeValue::kind) {
        None | Some(Type::S) => Type::Ss,
        Some(Type::N) => Type::Ns,
        Some(Type::B) => Type::Bs,
        Some(_) => return Err(refusals::set_of_other_values()),
    };
    let first = elements.first().map(AttributeValue::kind);
    if elements.iter().any(|element| Some(element.kind()) != first) {
        return Err(refusals::set_of_other_values());
    }
    let member = |element| match convert::wire_value(element) {
        Value::Structure(mut members) => members.pop().map(|(_, member)| member),
        _ => None,
    };
    let elements = Value::List(elements.into_iter().filter_map(member).collect());
    convert::value(Value::Structure(vec![(kind as u16, elements)]), Wording::Current)
}
