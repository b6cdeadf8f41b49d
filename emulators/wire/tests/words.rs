//! What AWS says, to the letter. Sources: kinesalite c76689d (test/*.js), dynamodb-conformance 0ba4393 (tier 3), dynalite 4.0.0.

use wire::{Dialect, Malformed, Model, Refusal, check, json};

fn refused(model: &'static Model, operation: &str, body: &str) -> Refusal {
    let operation = &model.operations[model.operation(operation).expect("an operation of the model")];
    match json::decode(Dialect::of(model), operation.input, body.as_bytes()) {
        Err(malformed) => malformed.refusal(Dialect::of(model)),
        Ok(value) => check::constraints(model, operation.input, value).expect_err("the input has a fault"),
    }
}

fn kinesis(operation: &str, body: &str) -> String {
    refused(&models::kinesis::MODEL, operation, body).message.unwrap_or_default()
}

fn dynamodb(operation: &str, body: &str) -> String {
    refused(&models::dynamodb::MODEL, operation, body).message.unwrap_or_default()
}

fn sqs(operation: &str, body: &str) -> (&'static str, String) {
    let refusal = refused(&models::sqs::MODEL, operation, body);
    (refusal.error.code, refusal.message.unwrap_or_default())
}

#[test]
fn all_violations_are_reported_at_once() {
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"StreamName":"","PartitionKey":"","Data":"","ExplicitHashKey":""}"#), @r"4 validation errors detected: Value '' at 'partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\d{0,38}); Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1");
}

#[test]
fn what_is_missing_is_null() {
    insta::assert_snapshot!(kinesis("GetShardIterator", "{}"), @"2 validation errors detected: Value null at 'shardId' failed to satisfy constraint: Member must not be null; Value null at 'shardIteratorType' failed to satisfy constraint: Member must not be null");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"Item":{}}"#), @"1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null");
    insta::assert_snapshot!(dynamodb("CreateTable", r#"{"AttributeDefinitions":[],"KeySchema":[]}"#), @"The parameter 'TableName' is required but was not present in the request");
}

#[test]
fn numbers_too_large_for_their_type_are_cut_to_it() {
    let said = kinesis("CreateStream", r#"{"StreamName":"s","ShardCount":100000000000}"#);
    insta::assert_snapshot!(said, @"1 validation error detected: Value '2147483647' at 'shardCount' failed to satisfy constraint: Member must have value less than or equal to 100000");
}

#[test]
fn enumerations_are_named_in_the_order_of_aws() {
    let body = r#"{"StreamName":"s","ShardId":"1","ShardIteratorType":""}"#;
    insta::assert_snapshot!(kinesis("GetShardIterator", body), @"1 validation error detected: Value '' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]");
}

#[test]
fn objects_are_echoed_with_the_hash_that_java_gives_them() {
    let records = vec![r#"{"PartitionKey":"","Data":""}"#; 501].join(",");
    let said = kinesis("PutRecords", &format!(r#"{{"StreamName":"s","Records":[{records}]}}"#));
    let violations: Vec<&str> = said.split("; ").collect();
    let echoed = vec!["com.amazonaws.kinesis.v20131202.PutRecordsRequestEntry@c965e310"; 501].join(", ");
    assert_eq!(
        violations[0],
        format!(
            "10 validation errors detected: Value '[{echoed}]' at 'records' failed to satisfy constraint: Member must have length less than or equal to 500"
        )
    );
    assert_eq!(
        violations[9],
        "Value '' at 'records.9.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1"
    );
    assert_eq!(violations.len(), 10, "AWS stops counting at ten");
}

#[test]
fn blobs_are_echoed_by_their_size() {
    let data = "AAAA".repeat(3_495_254);
    let said = kinesis("PutRecord", &format!(r#"{{"StreamName":"s","PartitionKey":"k","Data":"{data}"}}"#));
    insta::assert_snapshot!(said, @"1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=10485762 cap=10485762]' at 'data' failed to satisfy constraint: Member must have length less than or equal to 10485760");
}

#[test]
fn keys_and_values_of_maps_are_reported_for_the_whole_map() {
    let key = "k".repeat(129);
    let said = kinesis("AddTagsToStream", &format!(r#"{{"StreamName":"s","Tags":{{"{key}":"3","a":"1"}}}}"#));
    assert_eq!(
        said,
        format!(
            "1 validation error detected: Value '{{{key}=3, a=1}}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]"
        )
    );
    let requests = vec![r#"{"PutRequest":{"Item":{}}}"#; 26].join(",");
    let said = dynamodb("BatchWriteItem", &format!(r#"{{"RequestItems":{{"t":[{requests}]}}}}"#));
    assert!(said.starts_with("1 validation error detected: Value '{t=[WriteRequest("), "{said}");
    assert!(said.ends_with(" at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]"), "{said}");
}

#[test]
fn elements_of_lists_are_reported_for_the_whole_list() {
    insta::assert_snapshot!(kinesis("RemoveTagsFromStream", r#"{"StreamName":"s","TagKeys":["a",""]}"#), @"1 validation error detected: Value '[a, ]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]");
    insta::assert_snapshot!(kinesis("PutRecords", r#"{"StreamName":"s","Records":[null]}"#), @"1 validation error detected: Value '[null]' at 'records' failed to satisfy constraint: Member must satisfy constraint: [Member must not be null]");
}

#[test]
fn structures_in_lists_are_named_by_their_number() {
    let body = r#"{"TableName":"tab","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"X"}],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}"#;
    insta::assert_snapshot!(dynamodb("CreateTable", body), @"1 validation error detected: Value 'X' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]");
    let body = r#"{"TableName":"tab","AttributeDefinitions":[],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"},{"AttributeName":"c","KeyType":"RANGE"}]}"#;
    insta::assert_snapshot!(dynamodb("CreateTable", body), @"1 validation error detected: Value '[KeySchemaElement(attributeName=a, keyType=HASH), KeySchemaElement(attributeName=b, keyType=RANGE), KeySchemaElement(attributeName=c, keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2");
}

#[test]
fn newer_validations_of_dynamodb_leave_the_value_out() {
    insta::assert_snapshot!(dynamodb("Query", r#"{"TableName":"tab","Limit":0}"#), @"1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
    let keys = vec![r#"{"a":{"S":"b"}}"#; 101].join(",");
    let said = dynamodb("BatchGetItem", &format!(r#"{{"RequestItems":{{"tab":{{"Keys":[{keys}]}}}}}}"#));
    insta::assert_snapshot!(said, @"1 validation error detected: Value at 'RequestItems.tab.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100");
    insta::assert_snapshot!(dynamodb("Scan", r#"{"TableName":"tab","Limit":0}"#), @"1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
}

#[test]
fn wrong_types_are_worded_by_kinesis_in_terms_of_java() {
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"StreamName":true}"#), @"class java.lang.Boolean can not be converted to an String");
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"StreamName":34.56}"#), @"class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String");
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"StreamName":[]}"#), @"Start of list found where not expected");
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"StreamName":{}}"#), @"Start of structure or map found where not expected.");
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"Data":"23456"}"#), @"'23456' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 5");
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"Data":"=+/="}"#), @"'=+/=' can not be converted to a Blob: Invalid Base64 character: '='");
    insta::assert_snapshot!(kinesis("PutRecord", r#"{"Data":"+/+="}"#), @"'+/+=' can not be converted to a Blob: Invalid last non-pad Base64 character dectected");
    insta::assert_snapshot!(kinesis("PutRecords", r#"{"Records":"x"}"#), @"Expected list or null");
    insta::assert_snapshot!(kinesis("PutRecords", r#"{"Records":{}}"#), @"Start of structure or map found where not expected.");
    insta::assert_snapshot!(kinesis("PutRecords", r#"{"Records":["x"]}"#), @"Expected null");
    insta::assert_snapshot!(kinesis("AddTagsToStream", r#"{"Tags":[]}"#), @"Start of list found where not expected");
    insta::assert_snapshot!(kinesis("AddTagsToStream", r#"{"Tags":1}"#), @"Expected map or null");
    insta::assert_snapshot!(kinesis("GetShardIterator", r#"{"Timestamp":"x"}"#), @"class java.lang.String can not be converted to milliseconds since epoch");
}

#[test]
fn wrong_types_are_worded_by_dynamodb_in_terms_of_the_parser() {
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"TableName":true}"#), @"TRUE_VALUE cannot be converted to String");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"TableName":[]}"#), @"Unrecognized collection type class java.lang.String");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"TableName":{}}"#), @"Start of structure or map found where not expected");
    insta::assert_snapshot!(dynamodb("Scan", r#"{"Limit":"1"}"#), @"STRING_VALUE cannot be converted to Integer");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"Item":1}"#), @"Unexpected field type");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"Item":[]}"#), @"Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"Item":{"a":1}}"#), @"Unexpected value type in payload");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"Item":{"a":[]}}"#), @"Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"Item":{"a":{"N":1}}}"#), @"NUMBER_VALUE cannot be converted to String");
    insta::assert_snapshot!(dynamodb("PutItem", r#"{"Item":{"a":{"B":"+/+="}}}"#), @"Invalid last non-pad Base64 character dectected");
    insta::assert_snapshot!(dynamodb("CreateTable", r#"{"ProvisionedThroughput":1}"#), @"Unexpected field type");
}

#[test]
fn sqs_names_one_parameter_that_is_missing() {
    assert_eq!(
        sqs("DeleteMessage", r#"{"QueueUrl":"u"}"#),
        ("MissingRequiredParameterException", "The request must contain the parameter ReceiptHandle.".to_owned())
    );
    assert_eq!(
        sqs("DeleteMessageBatch", r#"{"QueueUrl":"u","Entries":[{"Id":"a","ReceiptHandle":"h"},{"Id":"b"}]}"#).1,
        "The request must contain the parameter DeleteMessageBatchRequestEntry.2.ReceiptHandle."
    );
}

#[test]
fn what_is_no_object_is_not_worth_a_word() {
    for body in
        ["", "hello", "true", "null", "[]", r#"{"StreamName""#, r#"{"StreamName":"a"} x"#, "{\"StreamName\":\"\u{1}\"}"]
    {
        let operation = models::kinesis::Operation::PutRecord as usize;
        let shape = models::kinesis::MODEL.operations[operation].input;
        let decoded = json::decode(Dialect::of(&models::kinesis::MODEL), shape, body.as_bytes());
        assert_eq!(decoded, Err(Malformed::UNREADABLE), "{body}");
    }
}
