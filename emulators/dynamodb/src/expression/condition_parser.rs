//! The grammar of conditions: ConditionExpression, FilterExpression, and KeyConditionExpression before its own rules.

mod functions;
mod operands;

use super::OPERATORS_MAX;
use super::condition::{Comparator, Condition, Operand};
use super::lexer::Token;
use super::parser::{Parser, note};
use super::placeholders::{Placeholders, Used};
use crate::item::attribute_value::AttributeValue;
use crate::refusals::{Invalid, expressions};

/// Operands that IN may list.
const LIST_MAX: usize = 100;

/// Parentheses within each other: each pair but the outermost needs an operator to be allowed.
const DEPTH_MAX: usize = OPERATORS_MAX;

pub fn parse<'r>(source: &'r str, placeholders: &'r Placeholders, used: &mut Used) -> Result<Condition<'r>, Invalid> {
    let mut parser = Parser::new(source, placeholders, used)?;
    let node = parser.disjunction(0)?;
    let condition = parser.condition(node)?;
    parser.expect(Token::End)?;
    let faults = parser.faults;
    let fault =
        [faults.parentheses, faults.unknown_function, faults.misused_function, faults.reserved, faults.condition];
    match fault.into_iter().flatten().next() {
        Some(invalid) => Err(invalid),
        None => Ok(*condition),
    }
}

/// What stands between operators: it shows only later whether it is a condition or an operand.
struct Node<'r> {
    kind: NodeKind<'r>,
    in_parentheses: bool,
}

enum NodeKind<'r> {
    /// Boxed to keep the frames of the parser small: it calls itself.
    Condition(Box<Condition<'r>>),
    Operand(Operand<'r>),
    /// A function that cannot stand where it stands: told at the end.
    Misused,
}

impl<'r> Parser<'r, '_> {
    fn disjunction(&mut self, depth: usize) -> Result<Node<'r>, Invalid> {
        let mut left = self.conjunction(depth)?;
        while self.is_keyword("OR") {
            let first = self.condition(left)?;
            self.advance();
            self.operator()?;
            let right = self.conjunction(depth)?;
            let second = self.condition(right)?;
            left = Node::bare(Condition::Or(Box::new([*first, *second])));
        }
        Ok(left)
    }

    fn conjunction(&mut self, depth: usize) -> Result<Node<'r>, Invalid> {
        let mut left = self.negation(depth)?;
        while self.is_keyword("AND") {
            let first = self.condition(left)?;
            self.advance();
            self.operator()?;
            let right = self.negation(depth)?;
            let second = self.condition(right)?;
            left = Node::bare(Condition::And(Box::new([*first, *second])));
        }
        Ok(left)
    }

    fn negation(&mut self, depth: usize) -> Result<Node<'r>, Invalid> {
        let mut negations = 0;
        while self.take_keyword("NOT") {
            self.operator()?;
            negations += 1;
        }
        let mut node = self.comparison(depth)?;
        for _ in 0..negations {
            let condition = self.condition(node)?;
            node = Node::bare(Condition::Not(condition));
        }
        Ok(node)
    }

    fn comparison(&mut self, depth: usize) -> Result<Node<'r>, Invalid> {
        let left = self.primary(depth)?;
        let comparator = match self.peek() {
            Token::Equal => Comparator::Equal,
            Token::NotEqual => Comparator::NotEqual,
            Token::Less => Comparator::Less,
            Token::LessOrEqual => Comparator::LessOrEqual,
            Token::Greater => Comparator::Greater,
            Token::GreaterOrEqual => Comparator::GreaterOrEqual,
            Token::Word if self.is_keyword("BETWEEN") => return self.between(left, depth),
            Token::Word if self.is_keyword("IN") => return self.membership(left, depth),
            _ => return Ok(left),
        };
        let left = self.operand(left)?;
        self.advance();
        self.operator()?;
        let right = self.primary(depth)?;
        let right = self.operand(right)?;
        if !self.is_incomplete() {
            self.check_distinct(comparator.sign(), &left, &right);
            if !matches!(comparator, Comparator::Equal | Comparator::NotEqual) {
                self.check_ordered(comparator.sign(), &[&left, &right]);
            }
        }
        self.condition_ends();
        Ok(Node::bare(Condition::Compare(comparator, left, right)))
    }

    fn between(&mut self, left: Node<'r>, depth: usize) -> Result<Node<'r>, Invalid> {
        let value = self.operand(left)?;
        self.advance();
        self.operator()?;
        let lower = self.primary(depth)?;
        let lower = self.operand(lower)?;
        if !self.take_keyword("AND") {
            return Err(self.unexpected());
        }
        let upper = self.primary(depth)?;
        let upper = self.operand(upper)?;
        if !self.is_incomplete() {
            self.check_ordered("BETWEEN", &[&value, &lower, &upper]);
            if let (Operand::Value(lower), Operand::Value(upper)) = (&lower, &upper) {
                if lower.kind() != upper.kind() {
                    note(&mut self.faults.function, || expressions::bounds_of_two_types(lower, upper));
                } else if lower.compare(upper).is_some_and(|order| order.is_gt()) {
                    note(&mut self.faults.function, || expressions::bounds_reversed(lower, upper));
                }
            }
        }
        self.condition_ends();
        Ok(Node::bare(Condition::Between(value, lower, upper)))
    }

    fn membership(&mut self, left: Node<'r>, depth: usize) -> Result<Node<'r>, Invalid> {
        let value = self.operand(left)?;
        self.advance();
        self.operator()?;
        self.expect(Token::Open)?;
        let mut list = Vec::new();
        loop {
            let one = self.primary(depth)?;
            list.push(self.operand(one)?);
            if !self.take(Token::Comma) {
                break;
            }
        }
        self.expect(Token::Close)?;
        if list.len() > LIST_MAX {
            note(&mut self.faults.operand, || expressions::list_too_long(list.len()));
        }
        self.condition_ends();
        Ok(Node::bare(Condition::In(value, list)))
    }

    fn primary(&mut self, depth: usize) -> Result<Node<'r>, Invalid> {
        match self.peek() {
            Token::Open => {
                if depth > DEPTH_MAX {
                    return Err(expressions::too_many_operators());
                }
                self.advance();
                let inner = self.disjunction(depth + 1)?;
                self.expect(Token::Close)?;
                if inner.in_parentheses {
                    note(&mut self.faults.parentheses, expressions::redundant_parentheses);
                }
                Ok(Node { in_parentheses: true, ..inner })
            }
            Token::Value => Ok(Node::operand(Operand::Value(self.value()?))),
            Token::Word if self.peek_second() == Token::Open && !self.is_keyword("NOT") => self.function(depth),
            Token::Word if ["AND", "OR", "NOT", "IN", "BETWEEN"].iter().any(|keyword| self.is_keyword(keyword)) => {
                Err(self.unexpected())
            }
            _ => Ok(Node::operand(Operand::Path(self.path()?))),
        }
    }

    /// The node as a condition. An operand alone is none: something must follow it.
    fn condition(&mut self, node: Node<'r>) -> Result<Box<Condition<'r>>, Invalid> {
        match node.kind {
            NodeKind::Condition(condition) => Ok(condition),
            NodeKind::Operand(Operand::Size(_)) => {
                note(&mut self.faults.misused_function, || expressions::misused_function("size"));
                Ok(Box::new(Condition::Missing(super::Path::of(""))))
            }
            NodeKind::Operand(_) => Err(self.unexpected()),
            NodeKind::Misused => Ok(Box::new(Condition::Missing(super::Path::of("")))),
        }
    }

    /// The node as an operand. A function other than `size` is none, a comparison is a matter of syntax.
    fn operand(&mut self, node: Node<'r>) -> Result<Operand<'r>, Invalid> {
        let condition = match node.kind {
            NodeKind::Operand(operand) => return Ok(operand),
            NodeKind::Misused => return Ok(Operand::Value(&AttributeValue::Null)),
            NodeKind::Condition(condition) => condition,
        };
        let name = match *condition {
            Condition::Exists(_) => "attribute_exists",
            Condition::Missing(_) => "attribute_not_exists",
            Condition::HasType(..) => "attribute_type",
            Condition::BeginsWith(..) => "begins_with",
            Condition::Contains(..) => "contains",
            _ => return Err(self.unexpected()),
        };
        note(&mut self.faults.misused_function, || expressions::misused_function(name));
        Ok(Operand::Value(&AttributeValue::Null))
    }
}

impl<'r> Node<'r> {
    fn bare(condition: Condition<'r>) -> Node<'r> {
        Node { kind: NodeKind::Condition(Box::new(condition)), in_parentheses: false }
    }

    fn operand(operand: Operand<'r>) -> Node<'r> {
        Node { kind: NodeKind::Operand(operand), in_parentheses: false }
    }

    fn misused() -> Node<'r> {
        Node { kind: NodeKind::Misused, in_parentheses: false }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::item::Item;
    use crate::item::attribute_value::tests::values;
    use crate::item::convert::wire_value;
    use crate::item::number::Number;

    fn placeholders() -> Placeholders {
        let names = BTreeMap::from([("#n".to_owned(), "name".to_owned()), ("#d".to_owned(), "a.b".to_owned())]);
        let number = |text: &str| AttributeValue::N(Number::parse(text).unwrap());
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let values = [
            (":one", number("1")),
            (":two", number("2")),
            (":s", text("S")),
            (":b", text("b")),
            (":null", AttributeValue::Null),
            (":list", AttributeValue::L(vec![])),
        ];
        let values = values.map(|(key, value)| (key.to_owned(), wire_value(value)));
        Placeholders::read(Some(names), Some(values.into()), &[("ConditionExpression", true)], false).unwrap()
    }

    fn fault(source: &str) -> String {
        let placeholders = placeholders();
        let mut used = placeholders.unused();
        parse(source, &placeholders, &mut used).expect_err(source).0
    }

    fn holds(source: &str) -> bool {
        let placeholders = placeholders();
        let mut used = placeholders.unused();
        let number = |text: &str| AttributeValue::N(Number::parse(text).unwrap());
        let map = Item::from_iter([("inside".to_owned(), AttributeValue::L(vec![number("1"), number("2")]))]);
        let item = Item::from_iter([
            ("n".to_owned(), number("1")),
            ("t".to_owned(), AttributeValue::S("abc".to_owned())),
            ("bag".to_owned(), AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()])),
            ("m".to_owned(), AttributeValue::M(map)),
            ("a.b".to_owned(), number("2")),
        ]);
        parse(source, &placeholders, &mut used).unwrap_or_else(|invalid| panic!("{source}: {}", invalid.0)).holds(&item)
    }

    #[test]
    fn faults_are_told_in_the_order_of_their_kinds() {
        for (source, message) in [
            ("", "The expression can not be empty;"),
            ("  ", "Syntax error; token: \"<EOF>\", near: \"  \""),
            ("a = :one b", "Syntax error; token: \"b\", near: \":one b\""),
            ("a = ", "Syntax error; token: \"<EOF>\", near: \"=\""),
            ("NOT a", "Syntax error; token: \"<EOF>\", near: \"a\""),
            ("attribute_exists(a) AND NOT #n", "Syntax error; token: \"<EOF>\", near: \"#n\""),
            ("((a = :one))", "The expression has redundant parentheses;"),
            ("nope(a) AND ((a = :one))", "The expression has redundant parentheses;"),
            ("nope(a) AND status = :one", "Invalid function name; function: nope"),
            (
                &format!("attribute_exists(a{})", ".a".repeat(32)),
                "The document path has too many nesting levels; nesting levels: 33",
            ),
            ("size(a)", "The function is not allowed to be used this way in an expression; function: size"),
            (
                "a = contains(a, :one)",
                "The function is not allowed to be used this way in an expression; function: contains",
            ),
            ("status = :no", "Attribute name is a reserved keyword; reserved keyword: status"),
            ("a = :no", "An expression attribute value used in expression is not defined; attribute value: :no"),
            (
                "#no = :one",
                "An expression attribute name used in the document path is not defined; attribute name: #no",
            ),
            (
                "begins_with(a)",
                "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1",
            ),
            (
                "begins_with(a, :one)",
                "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
            ),
            (
                "attribute_exists(:one)",
                "Operator or function requires a document path; operator or function: attribute_exists",
            ),
            (
                "attribute_type(a, :b)",
                "Invalid attribute type name found; type: b, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
            ),
            (
                "contains(a[0].b, a[0].b)",
                "The first operand must be distinct from the remaining operands for this operator or function; operator: \
                 contains, first operand: [a, [0], b]",
            ),
            (
                "a BETWEEN :null AND :one",
                "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: NULL",
            ),
            (
                "a BETWEEN :two AND :one",
                "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: \
                 AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}",
            ),
            (
                "size(:one) = :one",
                "Incorrect operand type for operator or function; operator or function: size, operand type: N",
            ),
        ] {
            assert_eq!(fault(source), message, "{source}");
        }
    }

    #[test]
    fn conditions_mean_what_they_say() {
        for (source, truth) in [
            ("n = :one", true),
            ("n <> :one", false),
            ("gone = :one", false),
            ("gone <> :one", true),
            ("gone = lost", false),
            ("n < :two AND n >= :one", true),
            ("n = :s", false),
            ("NOT n = :two", true),
            ("n = :two OR n = :one AND t = :s", false),
            ("(n = :two OR n = :one) AND begins_with(t, :b)", false),
            ("(n) = (:one)", true),
            ("n between :one and :two", true),
            ("n IN (:two, :one)", true),
            ("gone IN (:two, :one)", false),
            ("attribute_exists(m.inside[1])", true),
            ("attribute_exists(m.inside[2])", false),
            ("attribute_not_exists(m.nothing)", true),
            ("attribute_type(t, :s)", true),
            ("contains(t, :b)", true),
            ("contains(bag, :b)", true),
            ("contains(m.inside, :two)", true),
            ("size(bag) = :two", true),
            ("size(gone) = :two", false),
            ("#d = :two", true),
            ("a.b = :two", false),
        ] {
            assert_eq!(holds(source), truth, "{source}");
        }
    }

    #[test]
    fn a_list_has_at_most_a_hundred_operands() {
        let list = |count: usize| format!("n IN ({})", vec![":one"; count].join(", "));
        assert!(holds(&list(100)));
        assert_eq!(fault(&list(101)), "The IN operator is provided with too many operands; number of operands: 101");
    }

    #[test]
    fn depth_has_an_end() {
        let deep = |open: &str, count: usize| format!("{}a = :one{}", open.repeat(count), ")".repeat(count));
        assert_eq!(fault(&deep("(", 2000)), "The expression contains too many operators; operator count: 301");
        assert_eq!(fault(&deep("(NOT ", 600)), "The expression contains too many operators; operator count: 301");
        assert_eq!(fault(&"NOT ".repeat(1000)), "The expression contains too many operators; operator count: 301");
        assert_eq!(
            fault(&"a".repeat(4097)),
            "Expression size has exceeded the maximum allowed size; expression size: 4097"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_without_a_panic(source in "\\PC{0,80}") {
            let placeholders = placeholders();
            let _ = parse(&source, &placeholders, &mut placeholders.unused());
        }

        #[test]
        fn any_tokens_are_parsed_without_a_panic(
            tokens in prop::collection::vec(
                prop_oneof![
                    Just("a"), Just("#n"), Just(":one"), Just("("), Just(")"), Just("AND"), Just("OR"), Just("NOT"), Just("IN"),
                    Just("BETWEEN"), Just("="), Just("<"), Just("size"), Just("contains"), Just("attribute_exists"), Just(","),
                    Just("."), Just("["), Just("]"), Just("0"), Just("99999999999999999999999"),
                ],
                0..40,
            ),
            item in values(),
        ) {
            let placeholders = placeholders();
            let source = tokens.join(" ");
            if let Ok(condition) = parse(&source, &placeholders, &mut placeholders.unused()) {
                condition.holds(&Item::from_iter([("a".to_owned(), item)]));
            }
        }
    }
}
