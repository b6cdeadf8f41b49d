//! Refusals, to the byte, in every protocol.

use wire::{Refusal, Value, cbor, json, query};

fn conditional_check_failed() -> Refusal {
    let error = models::dynamodb::MODEL.error("ConditionalCheckFailedException").expect("DynamoDB has it");
    let item = error.shape.member("Item").expect("with the item");
    let key = Value::Map(vec![("pk".to_owned(), Value::Structure(vec![(0, Value::String("a\"b".to_owned()))]))]);
    Refusal {
        error,
        message: Some("The conditional request failed".to_owned()),
        value: Value::Structure(vec![(item, key)]),
    }
}

fn no_queue() -> Refusal {
    Refusal {
        error: models::sqs::MODEL.error("QueueDoesNotExist").expect("SQS has it"),
        message: Some("There is no <queue> & no \"q\"\r\u{1}".to_owned()),
        value: Value::Null,
    }
}

#[test]
fn a_failed_condition_that_shows_no_item_writes_message_without_a_capital() {
    let refusal = Refusal { value: Value::Null, ..conditional_check_failed() };
    insta::assert_snapshot!(text(|out| json::refusal(&refusal, out)), @r#"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}"#);
}

#[test]
fn a_missing_queue_has_a_longer_sentence_in_the_protocol_of_old() {
    let refusal = Refusal { message: Some("The specified queue does not exist.".to_owned()), ..no_queue() };
    let (_, body) = query::refusal(&models::sqs::MODEL, &refusal, "7a62c49f");
    let body = String::from_utf8(body).expect("XML is UTF-8");
    assert!(body.contains("<Message>The specified queue does not exist for this wsdl version.</Message>"), "{body}");
    assert!(text(|out| json::refusal(&refusal, out)).contains(r#""message":"The specified queue does not exist.""#));
}

fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn in_json_the_type_comes_first_and_further_members_last() {
    insta::assert_snapshot!(text(|out| json::refusal(&conditional_check_failed(), out)), @r#"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed","Item":{"pk":{"S":"a\"b"}}}"#);
    insta::assert_snapshot!(text(|out| json::refusal(&no_queue(), out)), @r#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"There is no <queue> & no \"q\"\r\u0001"}"#);
}

#[test]
fn serialization_exceptions_write_message_with_a_capital() {
    let dialect = wire::Dialect::of(&models::kinesis::MODEL);
    let refusal = wire::Malformed::new("Expected null").refusal(dialect);
    insta::assert_snapshot!(text(|out| json::refusal(&refusal, out)), @r#"{"__type":"SerializationException","Message":"Expected null"}"#);
    let refusal = wire::Malformed::UNREADABLE.refusal(dialect);
    insta::assert_snapshot!(text(|out| json::refusal(&refusal, out)), @r#"{"__type":"SerializationException"}"#);
}

#[test]
fn in_cbor_the_same_is_a_map_of_definite_length() {
    let dialect = wire::Dialect::of(&models::kinesis::MODEL);
    let mut out = Vec::new();
    cbor::refusal(&dialect.validation.refusal("no"), &mut out);
    assert_eq!(out, b"\xa2\x66__type\x73ValidationException\x67message\x62no");
}

#[test]
fn in_xml_the_code_is_that_of_old_and_every_character_survives() {
    let (status, body) = query::refusal(&models::sqs::MODEL, &no_queue(), "7a62c49f");
    assert_eq!(status, 400);
    insta::assert_snapshot!(String::from_utf8(body).expect("XML is UTF-8"), @r#"<?xml version="1.0"?><ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code><Message>There is no &lt;queue&gt; &amp; no &quot;q&quot;&#13;�</Message><Detail/></Error><RequestId>7a62c49f</RequestId></ErrorResponse>"#);
}
