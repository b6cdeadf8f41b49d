use proptest::prelude::*;

use super::*;
use crate::expression::condition::Comparator;
use crate::item::convert;

fn read(source: &str) -> Result<Command, String> {
    parse(source, Vec::new()).and_then(|command| command.check().map(|()| command)).map_err(|invalid| invalid.0)
}

fn only(condition: &str) -> Expression {
    match read(&format!("SELECT * FROM t WHERE {condition}")) {
        Ok(Command::Select(select)) => select.only.unwrap(),
        other => panic!("{condition}: {other:?}"),
    }
}

fn attribute(name: &str) -> Expression {
    Expression::Location(Location(vec![Step::Name(name.to_owned())]))
}

#[test]
fn and_binds_more_tightly_than_or_and_not_more_than_both() {
    let equal = |name: &str| {
        let value = Expression::Value(AttributeValue::Bool(true));
        Expression::Compare(Comparator::Equal, Box::new([attribute(name), value]))
    };
    let not = |condition| Expression::Not(Box::new(condition));
    assert_eq!(
        only("a = true OR NOT b = true AND c = true"),
        Expression::Or(vec![equal("a"), Expression::And(vec![not(equal("b")), equal("c")])])
    );
    assert_eq!(
        only("(a = true OR b = true) AND c = true"),
        Expression::And(vec![Expression::Or(vec![equal("a"), equal("b")]), equal("c")])
    );
}

#[test]
fn values_are_written_in_every_type_but_bytes() {
    let Ok(Command::Insert { item, .. }) = read(
        r#"INSERT INTO "t" VALUE {'s': 'it''s', 'n': -1.50e1, 'l': [1, null, {'k': true}], 'ss': <<'b', 'a'>>, 'ns': <<2, 1>>}"#,
    ) else {
        panic!("it is an INSERT")
    };
    assert_eq!(
        serde_json::to_string(&wire_json(item)).unwrap(),
        r#"{"l":"L([N(1), Null, M(Item { attributes: [(\"k\", Bool(true))] })])","n":"N(-15)","ns":"Ns([1, 2])","s":"S(\"it's\")","ss":"Ss([\"a\", \"b\"])"}"#
    );
}

fn wire_json(item: crate::item::Item) -> std::collections::BTreeMap<String, String> {
    item.into_iter().map(|(name, value)| (name, format!("{value:?}"))).collect()
}

#[test]
fn keywords_are_names_only_in_quotes() {
    assert!(read(r#"SELECT "select", "from" FROM t"#).is_ok());
    assert_eq!(
        read("SELECT select FROM t").unwrap_err(),
        "Statement wasn't well formed, can't be processed: Unexpected term at 1:8:6"
    );
    // What is a keyword elsewhere is none where a name stands.
    assert!(read("SELECT name, value, data FROM t WHERE size(exists) > 1").is_ok());
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (source, message) in [
        ("SELECTT * FROMM t", "Statement wasn't well formed, can't be processed: Expected data manipulation"),
        ("SELECT * FROM", "Statement wasn't well formed, can't be processed: Unexpected term at 1:14:0"),
        ("SELECT *\nFROM t\n  WHERE", "Statement wasn't well formed, can't be processed: Unexpected term at 3:8:0"),
        ("SELECT COUNT(*) FROM t", "Unexpected path component at 1:8:5"),
        ("SELECT * FROM t.i.x", "A path may contain at most 2 components in the FROM clause"),
        (r#"SELECT * FROM t."""#, "Path component cannot be an empty string"),
        (r#"SELECT * FROM """#, "Path component cannot be an empty string"),
        (
            r#"INSERT INTO "abcdefgh"."idx" VALUE {'pk':'a'}"#,
            "FROM clause may only contain a single table name in data manipulation statements at 1:13:10",
        ),
        (
            "INSERT INTO abcdefgh.idx VALUE {'pk':'a'}",
            "FROM clause may only contain a single table name in data manipulation statements at 1:13:8",
        ),
        ("UPDATE t.i SET a = 1 WHERE pk = 'a'", "This operation is not supported on an index"),
        ("DELETE FROM t.i WHERE pk = 'a'", "This operation is not supported on an index"),
        (
            "DELETE FROM t WHERE pk = 'a' RETURNING MODIFIED NEW *",
            "Invalid returning clause: RETURNING MODIFIED NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.",
        ),
        ("SELECT * FROM t WHERE a = ?", "Number of parameters in request and statement don't match."),
        (
            "SELECT * FROM t WHERE NOT a < true",
            "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL",
        ),
        (
            "SELECT * FROM t WHERE a BETWEEN null AND 1",
            "Incorrect operand type for operator or function; operator or function: BETWEEN, operand type: NULL",
        ),
        ("SELECT * FROM t WHERE a", "Where clause must be made of conditions"),
        ("SELECT * FROM t WHERE (a = 1) = 2", "A condition cannot be used as a value"),
        ("SELECT * FROM t WHERE soundex(a) = 2", "Unsupported function: soundex"),
        ("INSERT INTO t VALUE 1", "The value of an INSERT statement must be a map"),
        (
            "INSERT INTO t VALUE {'a': <<1, 'b'>>}",
            "Sets may only hold strings, numbers or binary values, all of one type",
        ),
        (
            "UPDATE t SET a.b = 1 REMOVE a WHERE pk = 'a'",
            "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a]",
        ),
    ] {
        assert_eq!(read(source).unwrap_err(), message, "{source}");
    }
}

#[test]
fn parameters_stand_where_they_are_in_the_text() {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let parsed = parse("UPDATE t SET a = ? WHERE pk = ?", vec![text("1"), text("2")]).unwrap();
    let Command::Update { changes, only: Some(Expression::Compare(_, both)), .. } = parsed else { panic!() };
    assert_eq!(changes, [Change::Set(Location(vec![Step::Name("a".to_owned())]), Expression::Value(text("1")))]);
    assert_eq!(both[1], Expression::Value(text("2")));
    let too_many = parse("SELECT * FROM t WHERE pk = ?", vec![text("1"), text("2")]);
    assert_eq!(too_many.unwrap_err().0, "Number of parameters in request and statement don't match.");
}

#[test]
fn nothing_nests_without_bound() {
    let message = "Statement wasn't well formed, can't be processed: Too many nested expressions";
    for (open, close) in [("(", ")"), ("NOT ", ""), ("size(", ")")] {
        let source = format!("SELECT * FROM t WHERE {}a = 1{}", open.repeat(1600), close.repeat(1600));
        assert_eq!(read(&source).unwrap_err(), message, "{open}");
    }
    for (open, close) in [("[", "]"), ("<<", ">>"), ("{'a':", "}")] {
        let source = format!("INSERT INTO t VALUE {{'a': {}1{}}}", open.repeat(1600), close.repeat(1600));
        assert_eq!(read(&source).unwrap_err(), message, "{open}");
    }
    let sum = format!("SELECT * FROM t WHERE a = 1{}", " + 1".repeat(2000));
    assert_eq!(read(&sum).unwrap_err(), message);
    let chain = format!("SELECT * FROM t WHERE a = 1{}", " OR a = 1".repeat(900));
    assert!(read(&chain).is_ok());
    assert!(read(&format!("SELECT * FROM t WHERE {}a = 1{}", "(".repeat(60), ")".repeat(60))).is_ok());
}

/// Words of the language, put together in any way.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "SELECT",
        "*",
        "FROM",
        "t",
        ".",
        "i",
        "WHERE",
        "a",
        "=",
        "?",
        "'x'",
        "1",
        "-",
        "+",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<<",
        ">>",
        ",",
        "AND",
        "OR",
        "NOT",
        "IN",
        "IS",
        "MISSING",
        "NULL",
        "BETWEEN",
        "begins_with",
        "size",
        "INSERT",
        "INTO",
        "VALUE",
        ":",
        "UPDATE",
        "SET",
        "REMOVE",
        "list_append",
        "set_add",
        "DELETE",
        "RETURNING",
        "ALL",
        "OLD",
        "MODIFIED",
        "NEW",
        "EXISTS",
        "ORDER",
        "BY",
        "DESC",
        ";",
        "\"q\"",
        "<",
        "<>",
        "--",
        "/*",
    ]);
    prop::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
}

/// A value as a statement writes it.
fn written(value: &AttributeValue) -> Option<String> {
    let all =
        |values: Vec<AttributeValue>| values.iter().map(written).collect::<Option<Vec<_>>>().map(|all| all.join(", "));
    let text = |text: &str| format!("'{}'", text.replace('\'', "''"));
    Some(match value {
        AttributeValue::S(it) => text(it),
        AttributeValue::N(it) => it.to_string(),
        AttributeValue::Null => "null".to_owned(),
        AttributeValue::Bool(it) => it.to_string(),
        AttributeValue::Ss(set) => format!("<<{}>>", all(set.iter().cloned().map(AttributeValue::S).collect())?),
        AttributeValue::Ns(set) => format!("<<{}>>", all(set.iter().copied().map(AttributeValue::N).collect())?),
        AttributeValue::L(list) => format!("[{}]", all(list.clone())?),
        AttributeValue::M(map) => {
            let entries = map.iter().map(|(name, value)| Some(format!("{}: {}", text(name), written(value)?)));
            format!("{{{}}}", entries.collect::<Option<Vec<_>>>()?.join(", "))
        }
        AttributeValue::B(_) | AttributeValue::Bs(_) => return None,
    })
}

proptest! {
    #[test]
    fn any_words_are_read_without_a_panic(source in words(), parameters in 0..3_usize) {
        let parameters = vec![AttributeValue::S("x".to_owned()); parameters];
        if let Ok(command) = parse(&source, parameters) {
            let _ = command.check();
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(source in "(SELECT|INSERT INTO|UPDATE|DELETE FROM)? ?\\PC{0,80}") {
        let _ = read(&source);
    }

    #[test]
    fn a_written_value_is_read_as_it_is(value in crate::item::attribute_value::tests::values()) {
        // There is no way to write bytes.
        if let Some(text) = written(&value) {
            let source = format!("INSERT INTO t VALUE {{'v': {text}}}");
            let Ok(Command::Insert { item, .. }) = read(&source) else { panic!("{source}") };
            prop_assert_eq!(item.get("v"), Some(&value));
            let wired = convert::wire_value(value.clone());
            let by_parameter = crate::partiql::read("INSERT INTO t VALUE {'v': ?}", Some(&vec![wired]));
            prop_assert_eq!(by_parameter.unwrap(), Command::Insert { table: "t".to_owned(), item });
        }
    }
}
