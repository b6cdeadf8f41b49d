//! The grammar of UpdateExpression: SET, REMOVE, ADD and DELETE, each at most once.

use super::lexer::Token;
use super::parser::{Parser, note};
use super::placeholders::{Placeholders, Used};
use super::projection::check_apart;
use super::update::{Action, Source, Update};
use crate::item::attribute_value::{AttributeValue, Type};
use crate::refusals::{Invalid, expressions};

const CONDITION_FUNCTIONS: [&str; 6] =
    ["attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size"];

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
            check_apart(&mut parser, update.actions.iter().map(|(earlier, _)| earlier), &path);
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
            let is_known = CONDITION_FUNCTIONS.contains(&name);
            note(&mut self.faults.unknown_function, || {
                if is_known {
                    expressions::condition_function_in_update(name)
                } else {
                    expressions::unknown_function(name)
                }
            });
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
            if [&first, &second].into_iter().any(|source| matches!(source, Source::Append(_))) {
                note(&mut self.faults.function, || expressions::misused_function(name));
            }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::item::Item;
    use crate::item::convert::wire_value;
    use crate::item::number::Number;

    fn number(text: &str) -> AttributeValue {
        AttributeValue::N(Number::parse(text).unwrap())
    }

    fn list(numbers: &[&str]) -> AttributeValue {
        AttributeValue::L(numbers.iter().map(|text| number(text)).collect())
    }

    fn set(texts: &[&str]) -> AttributeValue {
        AttributeValue::Ss(texts.iter().map(|&text| text.to_owned()).collect())
    }

    fn placeholders() -> Placeholders {
        let values = [
            (":one", number("1")),
            (":nine", number("9")),
            (":list", list(&["7"])),
            (":s", AttributeValue::S("s".to_owned())),
            (":set", set(&["b", "c"])),
        ];
        let values = values.map(|(key, value)| (key.to_owned(), wire_value(value)));
        let names = BTreeMap::from([("#a".to_owned(), "a".to_owned())]);
        Placeholders::read(Some(names), Some(values.into()), &[("UpdateExpression", true)], false).unwrap()
    }

    fn item() -> Item {
        let map = Item::from_iter([("x".to_owned(), number("1")), ("y".to_owned(), list(&["1", "2", "3", "4"]))]);
        Item::from_iter([
            ("a".to_owned(), number("5")),
            ("l".to_owned(), list(&["1", "2", "3"])),
            ("m".to_owned(), AttributeValue::M(map)),
            ("ss".to_owned(), set(&["a", "b"])),
        ])
    }

    fn updated(source: &str) -> Result<Item, String> {
        let placeholders = placeholders();
        let mut used = placeholders.unused();
        let update = parse(source, &placeholders, &mut used).map_err(|invalid| invalid.0)?;
        update.apply(item()).map_err(|invalid| invalid.0)
    }

    #[test]
    fn faults_are_told_in_the_order_of_their_kinds() {
        for (source, message) in [
            ("", "The expression can not be empty;"),
            ("INVALID SYNTAX HERE", "Syntax error; token: \"INVALID\", near: \"INVALID SYNTAX\""),
            ("SET a = :one,", "Syntax error; token: \"<EOF>\", near: \",\""),
            ("SET a = :one SET b = :one", "The \"SET\" section can only be used once in an update expression;"),
            ("SET status = :one", "Attribute name is a reserved keyword; reserved keyword: status"),
            ("SET b = nope(a)", "Invalid function name; function: nope"),
            ("SET b = :no", "An expression attribute value used in expression is not defined; attribute value: :no"),
            (
                "SET #no = :one",
                "An expression attribute name used in the document path is not defined; attribute name: #no",
            ),
            (
                "SET m.x = :one REMOVE m",
                "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, x], path \
                 two: [m]",
            ),
            (
                "SET m.x = :one, m[0] = :one",
                "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, x], path \
                 two: [m, [0]]",
            ),
            ("ADD b :s", "Incorrect operand type for operator or function; operator: ADD, operand type: STRING"),
            (
                "DELETE b :one",
                "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER",
            ),
            (
                "SET b = a + :s",
                "Incorrect operand type for operator or function; operator or function: +, operand type: S",
            ),
            (
                "SET b = list_append(a, :s)",
                "Incorrect operand type for operator or function; operator or function: list_append, operand type: S",
            ),
            (
                "SET b = if_not_exists(a)",
                "Incorrect number of operands for operator or function; operator or function: if_not_exists, number of \
                 operands: 1",
            ),
            (
                "SET b = if_not_exists(:one, :one)",
                "Operator or function requires a document path; operator or function: if_not_exists",
            ),
            ("SET b = gone", "The provided expression refers to an attribute that does not exist in the item"),
            ("SET b = l + :one", "An operand in the update expression has an incorrect data type"),
            ("SET gone.b = :one", "The document path provided in the update expression is invalid for update"),
            ("REMOVE a[0]", "The document path provided in the update expression is invalid for update"),
            ("ADD ss :one", "An operand in the update expression has an incorrect data type"),
        ] {
            assert_eq!(updated(source), Err(message.to_owned()), "{source}");
        }
    }

    #[test]
    fn values_come_from_the_item_before() {
        let after = updated("SET a = a + :nine, b = a - :one, c = if_not_exists(c, :one) REMOVE ss").unwrap();
        assert_eq!(after.get("a"), Some(&number("14")));
        assert_eq!(after.get("b"), Some(&number("4")));
        assert_eq!(after.get("c"), Some(&number("1")));
        assert_eq!(after.get("ss"), None);
    }

    #[test]
    fn positions_are_those_of_the_list_before() {
        assert_eq!(updated("REMOVE l[0], l[1]").unwrap().get("l"), Some(&list(&["3"])));
        assert_eq!(updated("SET l[9] = :nine, l[4] = :one").unwrap().get("l"), Some(&list(&["1", "2", "3", "1", "9"])));
        assert_eq!(updated("SET l[1] = :nine REMOVE l[0]").unwrap().get("l"), Some(&list(&["9", "3"])));
        assert_eq!(updated("REMOVE l[7]").unwrap().get("l"), Some(&list(&["1", "2", "3"])));
        assert_eq!(updated("SET l = list_append(:list, l)").unwrap().get("l"), Some(&list(&["7", "1", "2", "3"])));
    }

    #[test]
    fn sets_grow_and_shrink_and_go_when_they_are_empty() {
        assert_eq!(updated("ADD ss :set, fresh :set, n :one").unwrap().get("ss"), Some(&set(&["a", "b", "c"])));
        assert_eq!(updated("ADD n :one").unwrap().get("n"), Some(&number("1")));
        assert_eq!(updated("DELETE ss :set").unwrap().get("ss"), Some(&set(&["a"])));
        assert_eq!(updated("DELETE gone :set").unwrap(), item());
    }

    #[test]
    fn what_was_touched_is_shown_without_the_rest() {
        let placeholders = placeholders();
        let mut used = placeholders.unused();
        let update = parse("SET m.y[2] = :one, m.y[0] = :nine, #a = :one", &placeholders, &mut used).unwrap();
        let inner = Item::from_iter([("y".to_owned(), list(&["1", "3"]))]);
        assert_eq!(
            update.touched().apply(&item()),
            Item::from_iter([("a".to_owned(), number("5")), ("m".to_owned(), AttributeValue::M(inner))])
        );
    }

    proptest! {
        #[test]
        fn any_tokens_are_parsed_and_applied_without_a_panic(
            tokens in prop::collection::vec(
                prop_oneof![
                    Just("SET"), Just("REMOVE"), Just("ADD"), Just("DELETE"), Just("a"), Just("l"), Just("m"), Just("ss"),
                    Just("#a"), Just(":one"), Just(":set"), Just(":list"), Just("("), Just(")"), Just("="), Just("+"), Just("-"),
                    Just(","), Just("."), Just("["), Just("]"), Just("0"), Just("2"), Just("if_not_exists"), Just("list_append"),
                ],
                0..40,
            ),
        ) {
            let _ = updated(&tokens.join(" "));
        }

        #[test]
        fn any_text_is_parsed_without_a_panic(source in "(SET|ADD|REMOVE|DELETE) \\PC{0,60}") {
            let _ = updated(&source);
        }
    }
}
