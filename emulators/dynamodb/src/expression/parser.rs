//! What all expressions are parsed with: a walk over tokens, paths, and the faults met on the way.

use super::lexer::{self, Spanned, Token};
use super::path::{Element, Path};
use super::placeholders::{Placeholders, Used};
use super::{LENGTH_MAX, OPERATORS_MAX};
use crate::expression::reserved_words::is_reserved;
use crate::item::attribute_value::AttributeValue;
use crate::item::convert::NESTING_MAX;
use crate::refusals::{Invalid, expressions};

/// The largest position in a list that an expression may name. Seen: floci's tests.
const INDEX_MAX: usize = u32::MAX as usize - 1;

/// Parses one expression. Names and values are looked up on the way; the result borrows them.
pub struct Parser<'r, 'u> {
    source: &'r str,
    tokens: Vec<Spanned>,
    at: usize,
    operators: usize,
    placeholders: &'r Placeholders,
    used: &'u mut Used,
    pub faults: Faults,
}

/// What is wrong beyond syntax, the first of each kind. Which one is told is a matter of their order, not of their place.
#[derive(Debug, Default)]
pub struct Faults {
    pub parentheses: Option<Invalid>,
    pub unknown_function: Option<Invalid>,
    pub misused_function: Option<Invalid>,
    pub reserved: Option<Invalid>,
    /// Of a path: one of its names is not defined, or there are too many.
    pub name: Option<Invalid>,
    pub value: Option<Invalid>,
    pub section: Option<Invalid>,
    pub overlap: Option<Invalid>,
    pub conflict: Option<Invalid>,
    pub operand: Option<Invalid>,
    pub distinct: Option<Invalid>,
    pub function: Option<Invalid>,
    /// Of the first condition that has one of the above.
    pub condition: Option<Invalid>,
}

impl<'r, 'u> Parser<'r, 'u> {
    pub fn new(source: &'r str, placeholders: &'r Placeholders, used: &'u mut Used) -> Result<Parser<'r, 'u>, Invalid> {
        if source.is_empty() {
            return Err(expressions::empty());
        }
        if source.len() > LENGTH_MAX {
            return Err(expressions::too_long(source.len()));
        }
        let tokens = lexer::tokens(source)?;
        Ok(Parser { source, tokens, at: 0, operators: 0, placeholders, used, faults: Faults::default() })
    }

    pub fn peek(&self) -> Token {
        self.tokens[self.at].token
    }

    pub fn peek_second(&self) -> Token {
        self.tokens.get(self.at + 1).map_or(Token::End, |spanned| spanned.token)
    }

    pub fn text(&self) -> &'r str {
        let spanned = self.tokens[self.at];
        &self.source[spanned.start..spanned.end]
    }

    pub fn advance(&mut self) -> &'r str {
        let text = self.text();
        if self.peek() != Token::End {
            self.at += 1;
        }
        text
    }

    pub fn take(&mut self, token: Token) -> bool {
        let found = self.peek() == token;
        if found {
            self.advance();
        }
        found
    }

    pub fn expect(&mut self, token: Token) -> Result<&'r str, Invalid> {
        if self.peek() == token { Ok(self.advance()) } else { Err(self.unexpected()) }
    }

    pub fn is_keyword(&self, keyword: &str) -> bool {
        self.peek() == Token::Word && self.text().eq_ignore_ascii_case(keyword)
    }

    pub fn take_keyword(&mut self, keyword: &str) -> bool {
        let found = self.is_keyword(keyword);
        if found {
            self.advance();
        }
        found
    }

    /// Counts an operator or function; there is a limit, and with it one on how deep the parser goes.
    pub fn operator(&mut self) -> Result<(), Invalid> {
        self.operators += 1;
        if self.operators > OPERATORS_MAX { Err(expressions::too_many_operators()) } else { Ok(()) }
    }

    /// The token here cannot stand here.
    pub fn unexpected(&self) -> Invalid {
        let here = self.tokens[self.at];
        if here.token == Token::End {
            let near = match self.at.checked_sub(1) {
                Some(before) => &self.source[self.tokens[before].start..self.tokens[before].end],
                None => self.source,
            };
            return expressions::syntax("<EOF>", near);
        }
        let start = self.at.checked_sub(1).map_or(here.start, |before| self.tokens[before].start);
        let end = match self.tokens.get(self.at + 1) {
            Some(next) if next.token != Token::End => next.end,
            _ => here.end,
        };
        expressions::syntax(&self.source[here.start..here.end], &self.source[start..end])
    }

    /// A name, then steps: `a.b[0].#c`.
    pub fn path(&mut self) -> Result<Path<'r>, Invalid> {
        let mut path = Vec::with_capacity(1);
        path.push(self.path_name()?);
        loop {
            match self.peek() {
                Token::Dot => {
                    self.advance();
                    path.push(self.path_name()?);
                }
                Token::OpenBracket => {
                    self.advance();
                    let index = self.expect(Token::Number)?;
                    self.expect(Token::CloseBracket)?;
                    let in_range = index.parse().ok().filter(|index| *index <= INDEX_MAX);
                    path.push(Element::Index(in_range.ok_or_else(|| expressions::index_out_of_range(index))?));
                }
                _ => {
                    if path.len() > NESTING_MAX && !self.is_incomplete() {
                        self.faults.name = Some(expressions::path_too_deep(path.len()));
                    }
                    return Ok(Path(path));
                }
            }
        }
    }

    fn path_name(&mut self) -> Result<Element<'r>, Invalid> {
        match self.peek() {
            Token::Word => {
                let name = self.advance();
                if self.faults.reserved.is_none() && is_reserved(name) {
                    self.faults.reserved = Some(expressions::reserved(name));
                }
                Ok(Element::Name(name))
            }
            Token::Name => {
                let placeholder = self.advance();
                Ok(Element::Name(self.placeholders.name(placeholder, self.used).unwrap_or_else(|| {
                    if self.faults.name.is_none() && self.faults.value.is_none() {
                        self.faults.name = Some(expressions::undefined_name(placeholder));
                    }
                    placeholder
                })))
            }
            _ => Err(self.unexpected()),
        }
    }

    /// A value that is not there is a fault, and null until the fault is told.
    pub fn value(&mut self) -> Result<&'r AttributeValue, Invalid> {
        let placeholder = self.expect(Token::Value)?;
        Ok(self.placeholders.value(placeholder, self.used).unwrap_or_else(|| {
            if self.faults.value.is_none() && self.faults.name.is_none() {
                self.faults.value = Some(expressions::undefined_value(placeholder));
            }
            &AttributeValue::Null
        }))
    }

    /// Whether a placeholder was missing so far; operands are not looked at then.
    pub fn is_incomplete(&self) -> bool {
        self.faults.name.is_some() || self.faults.value.is_some()
    }
}

/// Remembers the first fault of a kind.
pub fn note(fault: &mut Option<Invalid>, invalid: impl FnOnce() -> Invalid) {
    if fault.is_none() {
        *fault = Some(invalid());
    }
}
