//! The whole way of a request but HTTP, on services that have their models and no minds of their own.

use clock::Timestamp;
use futures_util::{FutureExt, StreamExt};
use serde_json::json;
use service::{Answer, Body, BoxFuture, Caller, Events, Failed, Output, Service, testing};
use wire::{Checked, Event, Model, Protocol, Value};

struct Fake {
    model: &'static Model,
    outcome: fn() -> Result<Value, Failed>,
}

impl Service for Fake {
    fn model(&self) -> &'static Model {
        self.model
    }

    fn call<'a>(&'a self, _: usize, _: &'a Caller, _: Checked) -> BoxFuture<'a, Result<Output, Failed>> {
        Box::pin(async { (self.outcome)().map(Output::Value) })
    }
}

fn fake(model: &'static Model) -> Fake {
    Fake { model, outcome: || Ok(Value::Structure(Vec::new())) }
}

fn ask(service: &Fake, protocol: Protocol, operation: &str, body: &str) -> Answer {
    let caller = testing::caller(Timestamp::from_millis(0));
    testing::raw(service, &caller, protocol, operation, body.as_bytes()).now_or_never().expect("nothing here waits")
}

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(answer.body.bytes()).expect("JSON and XML are UTF-8")
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(found, _)| *found == name).map(|(_, value)| value.as_str())
}

#[test]
fn an_answer_comes_in_the_protocol_of_the_question() {
    let sqs = Fake {
        model: &models::sqs::MODEL,
        outcome: || Ok(Value::Structure(vec![(0, Value::String("http://q".to_owned()))])),
    };
    let answer = ask(&sqs, Protocol::Json10, "CreateQueue", r#"{"QueueName":"q"}"#);
    assert_eq!((answer.status, answer.content_type), (200, "application/x-amz-json-1.0"));
    assert_eq!(text(&answer), r#"{"QueueUrl":"http://q"}"#);

    let answer = ask(&sqs, Protocol::Query, "CreateQueue", "Action=CreateQueue&QueueName=q");
    assert_eq!((answer.status, answer.content_type), (200, "text/xml"));
    assert_eq!(
        text(&answer),
        r#"<?xml version="1.0"?><CreateQueueResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><CreateQueueResult><QueueUrl>http://q</QueueUrl></CreateQueueResult><ResponseMetadata><RequestId>11111111-2222-4333-8444-555555555555</RequestId></ResponseMetadata></CreateQueueResponse>"#
    );
    assert_eq!(answer.headers, []);
}

#[test]
fn a_batch_names_no_list_that_is_empty() {
    fn deleted(successful: Value, failed: Value) -> Result<Value, Failed> {
        Ok(Value::Structure(vec![(0, successful), (1, failed)]))
    }
    let all = Fake {
        model: &models::sqs::MODEL,
        outcome: || {
            deleted(
                Value::List(vec![Value::Structure(vec![(0, Value::String("a".to_owned()))])]),
                Value::List(Vec::new()),
            )
        },
    };
    let input = r#"{"QueueUrl":"u","Entries":[{"Id":"a","ReceiptHandle":"r"}]}"#;
    assert_eq!(text(&ask(&all, Protocol::Json10, "DeleteMessageBatch", input)), r#"{"Successful":[{"Id":"a"}]}"#);
    let none = Fake { model: &models::sqs::MODEL, outcome: || deleted(Value::List(vec![]), Value::List(vec![])) };
    assert_eq!(text(&ask(&none, Protocol::Json10, "DeleteMessageBatch", input)), "{}");
}

#[test]
fn a_form_may_be_answered_in_json() {
    let sqs = &models::sqs::MODEL;
    let answer = ask(&fake(sqs), Protocol::QueryJson, "ReceiveMessage", "QueueUrl=u");
    assert_eq!((answer.status, answer.content_type), (200, "application/json"));
    assert_eq!(
        text(&answer),
        r#"{"ReceiveMessageResponse":{"ReceiveMessageResult":{"messages":null},"ResponseMetadata":{"RequestId":"11111111-2222-4333-8444-555555555555"}}}"#
    );
    let answer = ask(&fake(sqs), Protocol::QueryJson, "DeleteQueue", "QueueUrl=u");
    assert_eq!(
        text(&answer),
        r#"{"DeleteQueueResponse":{"ResponseMetadata":{"RequestId":"11111111-2222-4333-8444-555555555555"}}}"#
    );
    let listed = Fake {
        model: sqs,
        outcome: || Ok(Value::Structure(vec![(0, Value::List(vec![Value::String("http://q".to_owned())]))])),
    };
    let answer = ask(&listed, Protocol::QueryJson, "ListQueues", "");
    assert!(text(&answer).contains(r#"{"NextToken":null,"queueUrls":["http://q"]}"#), "{}", text(&answer));
    let answer = ask(&fake(sqs), Protocol::QueryJson, "DeleteMessage", "QueueUrl=u");
    assert_eq!(answer.status, 400);
    assert_eq!(
        text(&answer),
        r#"{"Error":{"Code":"MissingParameter","Message":"The request must contain the parameter ReceiptHandle.","Type":"Sender"},"RequestId":"11111111-2222-4333-8444-555555555555"}"#
    );
    assert_eq!(answer.headers, []);
}

#[test]
fn an_empty_result_is_one_element_in_xml() {
    let answer = ask(&fake(&models::sqs::MODEL), Protocol::Query, "ReceiveMessage", "QueueUrl=u");
    assert!(text(&answer).contains("/\"><ReceiveMessageResult/><ResponseMetadata>"), "{}", text(&answer));
}

#[test]
fn an_operation_without_output_answers_no_body_in_json_and_cbor() {
    let kinesis = fake(&models::kinesis::MODEL);
    let (json, cbor) = (br#"{"StreamName":"s"}"#.as_slice(), b"\xa1\x6aStreamName\x61s".as_slice());
    for (protocol, body) in [(Protocol::Json11, json), (Protocol::Cbor11, cbor)] {
        let caller = testing::caller(Timestamp::from_millis(0));
        let answer = testing::raw(&kinesis, &caller, protocol, "DeleteStream", body).now_or_never();
        let answer = answer.expect("nothing here waits");
        assert_eq!((answer.status, answer.body.bytes()), (200, b"".as_slice()));
    }
    let answer = ask(&fake(&models::sqs::MODEL), Protocol::Query, "DeleteQueue", "QueueUrl=u");
    assert!(text(&answer).ends_with("/2012-11-05/\"><ResponseMetadata><RequestId>11111111-2222-4333-8444-555555555555</RequestId></ResponseMetadata></DeleteQueueResponse>"), "{}", text(&answer));
}

#[test]
fn bad_bodies_are_refused_in_the_services_own_form() {
    let answer = ask(&fake(&models::kinesis::MODEL), Protocol::Json11, "PutRecord", r#"{"StreamName":1}"#);
    assert_eq!(answer.status, 400);
    assert_eq!(
        text(&answer),
        r#"{"__type":"SerializationException","Message":"class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String"}"#
    );
    let answer = ask(&fake(&models::dynamodb::MODEL), Protocol::Json10, "PutItem", "{");
    assert_eq!(text(&answer), r#"{"__type":"com.amazon.coral.service#SerializationException"}"#);
    let answer = ask(&fake(&models::dynamodb::MODEL), Protocol::Json10, "PutItem", r#"{"Item":{}}"#);
    assert_eq!(
        text(&answer),
        r#"{"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null"}"#
    );
    assert_eq!(answer.refused, Some("ValidationException"));
    assert_eq!(answer.headers, []);
}

#[test]
fn json_clients_of_sqs_are_told_the_code_of_old() {
    let sqs = fake(&models::sqs::MODEL);
    let answer = ask(&sqs, Protocol::Json10, "DeleteMessage", r#"{"QueueUrl":"u"}"#);
    assert_eq!(
        text(&answer),
        r#"{"__type":"com.amazon.coral.service#MissingRequiredParameterException","message":"The request must contain the parameter ReceiptHandle."}"#
    );
    assert_eq!(header(&answer, "x-amzn-query-error"), Some("MissingParameter;Sender"));

    let answer = ask(&sqs, Protocol::Query, "DeleteMessage", "QueueUrl=u");
    assert_eq!(answer.status, 400);
    assert!(text(&answer).contains("<Type>Sender</Type><Code>MissingParameter</Code><Message>The request must contain the parameter ReceiptHandle.</Message><Detail/>"));
    let answer = ask(&sqs, Protocol::Query, "SendMessage", "QueueUrl=u&MessageBody=b&DelaySeconds=soon");
    assert!(text(&answer).contains("<Code>MalformedInput</Code>"), "{}", text(&answer));
}

#[test]
fn what_does_not_exist_and_what_is_not_built_differ() {
    let kinesis = fake(&models::kinesis::MODEL);
    let answer = ask(&kinesis, Protocol::Json11, "PutRecordz", "{}");
    assert_eq!(text(&answer), r#"{"__type":"UnknownOperationException"}"#);

    let unbuilt = Fake { model: &models::kinesis::MODEL, outcome: || Err(Failed::Unsupported) };
    let answer = ask(&unbuilt, Protocol::Json11, "DescribeLimits", "{}");
    assert_eq!(answer.status, 400);
    assert_eq!(
        text(&answer),
        r#"{"__type":"UnknownOperationException","message":"statebox does not support DescribeLimits yet."}"#
    );
    let unbuilt = Fake { model: &models::sqs::MODEL, outcome: || Err(Failed::Unsupported) };
    let answer = ask(&unbuilt, Protocol::Query, "ListQueueTags", "QueueUrl=u");
    assert!(
        text(&answer)
            .contains("<Code>InvalidAction</Code><Message>statebox does not support ListQueueTags yet.</Message>")
    );
}

#[test]
fn a_fault_is_handed_over_and_never_shown() {
    let broken = Fake {
        model: &models::dynamodb::MODEL,
        outcome: || Err(service::keyspace::Fault::new("the disk at /secret is full").into()),
    };
    let answer = ask(&broken, Protocol::Json10, "ListTables", "{}");
    assert_eq!(answer.status, 500);
    assert_eq!(
        text(&answer),
        r#"{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"Internal server error"}"#
    );
    assert_eq!(answer.fault.expect("for the log").to_string(), "the disk at /secret is full");
}

#[test]
fn a_stream_begins_with_its_initial_response_and_a_panic_ends_it_by_name() {
    struct Told;
    impl Service for Told {
        fn model(&self) -> &'static Model {
            &models::kinesis::MODEL
        }
        fn call<'a>(&'a self, _: usize, _: &'a Caller, _: Checked) -> BoxFuture<'a, Result<Output, Failed>> {
            let stream = futures_util::stream::iter([7, 8]).map(|behind| {
                assert_eq!(behind, 7, "a mistake");
                Event::Member(0, Value::Structure(vec![(2, Value::Integer(behind))]))
            });
            let stream = stream.boxed();
            Box::pin(async { Ok(Output::Events(Events { first: Value::Structure(Vec::new()), stream })) })
        }
    }
    let caller = testing::caller(Timestamp::from_millis(0));
    let input = br#"{"ConsumerARN":"arn:aws:kinesis:us-east-1:000000000000:stream/s/consumer/c:1","ShardId":"shardId-000000000000","StartingPosition":{"Type":"LATEST"}}"#;
    let answer = testing::raw(&Told, &caller, Protocol::Json11, "SubscribeToShard", input).now_or_never();
    let answer = answer.expect("nothing here waits");
    assert_eq!((answer.status, answer.content_type), (200, "application/vnd.amazon.eventstream"));
    let Body::Frames(frames) = answer.body else { panic!("{answer:?}") };
    let frames: Vec<_> = frames.collect::<Vec<_>>().now_or_never().expect("nothing here waits");
    let has = |frame: &[u8], text: &str| frame.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert_eq!(frames.len(), 3);
    assert!(has(&frames[0], "initial-response") && has(&frames[0], "{}"));
    assert!(has(&frames[1], "SubscribeToShardEvent") && has(&frames[1], r#"{"MillisBehindLatest":7}"#));
    // A panic of the stream is its last word.
    assert!(has(&frames[2], "exception") && has(&frames[2], "InternalFailure"));
}

#[test]
fn a_refusal_is_not_larger_than_what_it_refuses() {
    let huge = "a".repeat(4 << 20);
    let input = format!(r#"{{"StreamName":"{huge}","PartitionKey":"{huge}","Data":""}}"#);
    let answer = ask(&fake(&models::kinesis::MODEL), Protocol::Json11, "PutRecord", &input);
    assert_eq!((answer.status, answer.refused), (400, Some("ValidationException")));
    assert!(answer.body.bytes().len() < 300_000, "{}", answer.body.bytes().len());
    let input = format!(r#"{{"StreamName":"s","PartitionKey":"k","Data":"{huge}a"}}"#);
    let answer = ask(&fake(&models::kinesis::MODEL), Protocol::Json11, "PutRecord", &input);
    assert_eq!((answer.status, answer.refused), (400, Some("SerializationException")));
    assert!(answer.body.bytes().len() < 300_000, "{}", answer.body.bytes().len());
}

#[test]
fn a_panic_is_a_fault_and_its_words_are_for_the_log() {
    let mistaken = Fake { model: &models::kinesis::MODEL, outcome: || panic!("shard 7 has no parent") };
    let answer = ask(&mistaken, Protocol::Json11, "ListStreams", "{}");
    assert_eq!((answer.status, answer.refused), (500, Some("InternalFailure")));
    assert_eq!(text(&answer), r#"{"__type":"InternalFailure","message":"Internal server error"}"#);
    assert_eq!(answer.fault.expect("for the log").to_string(), "a mistake of ours: shard 7 has no parent");
}

#[test]
fn a_retired_generation_is_no_answer() {
    let retired = Fake { model: &models::sqs::MODEL, outcome: || Err(Failed::Retired) };
    let caller = testing::caller(Timestamp::from_millis(0));
    let answer = service::answer(&retired, Protocol::Json10, "ListQueues", &caller, "id", b"{}").now_or_never();
    assert!(answer.expect("nothing here waits").is_err());
}

#[test]
fn the_helper_for_types_tries_them_all() {
    let run = async {
        let kinesis = fake(&models::kinesis::MODEL);
        testing::assert_type(&kinesis, "PutRecord", "StreamName", "String").await;
        testing::assert_type(&kinesis, "PutRecord", "Data", "Blob").await;
        testing::assert_type(&kinesis, "PutRecords", "Records", "List").await;
        testing::assert_type(&kinesis, "PutRecords", "Records.0", "Structure").await;
        testing::assert_type(&kinesis, "PutRecords", "Records.0.Data", "Blob").await;
        testing::assert_type(&kinesis, "CreateStream", "ShardCount", "Integer").await;
        testing::assert_type(&kinesis, "AddTagsToStream", "Tags", "Map").await;
        testing::assert_type(&kinesis, "AddTagsToStream", "Tags.a", "String").await;
        testing::assert_type(&kinesis, "DeleteStream", "EnforceConsumerDeletion", "Boolean").await;
        testing::assert_type(&kinesis, "GetShardIterator", "Timestamp", "Timestamp").await;

        let dynamodb = fake(&models::dynamodb::MODEL);
        testing::assert_type(&dynamodb, "PutItem", "TableName", "String").await;
        testing::assert_type(&dynamodb, "PutItem", "Item", "Map").await;
        testing::assert_type(&dynamodb, "PutItem", "Item.a", "Structure").await;
        testing::assert_type(&dynamodb, "PutItem", "Item.a.B", "Blob").await;
        testing::assert_type(&dynamodb, "PutItem", "Item.a.BOOL", "Boolean").await;
        testing::assert_type(&dynamodb, "PutItem", "Item.a.SS", "List").await;
        testing::assert_type(&dynamodb, "Scan", "Limit", "Integer").await;
        testing::assert_type(&dynamodb, "CreateTable", "ProvisionedThroughput", "Structure").await;
        testing::assert_type(&dynamodb, "CreateTable", "ProvisionedThroughput.ReadCapacityUnits", "Long").await;
        testing::assert_type(&dynamodb, "BatchWriteItem", "RequestItems.t", "List").await;
        testing::assert_type(&dynamodb, "BatchGetItem", "RequestItems.t.Keys.0", "Map").await;

        let sqs = fake(&models::sqs::MODEL);
        testing::assert_type(&sqs, "SendMessage", "DelaySeconds", "Integer").await;
    };
    run.now_or_never().expect("nothing here waits");
}

#[test]
fn the_helper_for_constraints_expects_the_whole_envelope() {
    let run = async {
        let kinesis = fake(&models::kinesis::MODEL);
        let minimum = "Member must have length greater than or equal to 1";
        testing::assert_constraint(
            &kinesis,
            "GetRecords",
            json!({"ShardIterator": ""}),
            "shardIterator",
            "''",
            minimum,
        )
        .await;
        let missing = "Value null at 'shardIterator' failed to satisfy constraint: Member must not be null";
        testing::assert_violations(&kinesis, "GetRecords", json!({}), &[missing]).await;
        assert_eq!(testing::call(&kinesis, "GetRecords", json!({"ShardIterator": "x"})).await, Ok(json!({})));
    };
    run.now_or_never().expect("nothing here waits");
}
