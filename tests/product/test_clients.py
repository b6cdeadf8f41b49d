"""Unmodified clients against the gateway: boto3, the aws command line, the JavaScript SDK."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

import server as servers

HERE = pathlib.Path(__file__).parent


def test_boto3_walks_through_the_three_services(native):
    walk(native)


def walk(server, prefix="boto3"):
    dynamodb, sqs, kinesis = (server.client(name) for name in ("dynamodb", "sqs", "kinesis"))
    table = dynamodb.create_table(
        TableName=f"{prefix}-t", BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
            {"AttributeName": "by", "AttributeType": "S"},
        ],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[{
            "IndexName": "by-by", "KeySchema": [{"AttributeName": "by", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"},
        }],
    )
    assert table["TableDescription"]["TableName"] == f"{prefix}-t"
    dynamodb.get_waiter("table_exists").wait(TableName=f"{prefix}-t")
    for n in range(5):
        dynamodb.put_item(TableName=f"{prefix}-t", Item={"pk": {"S": "a"}, "sk": {"N": str(n)}, "by": {"S": f"x{n % 2}"}})
    dynamodb.update_item(
        TableName=f"{prefix}-t", Key={"pk": {"S": "a"}, "sk": {"N": "1"}}, UpdateExpression="ADD seen :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )
    found = dynamodb.query(
        TableName=f"{prefix}-t", KeyConditionExpression="pk = :a AND sk BETWEEN :x AND :y",
        ExpressionAttributeValues={":a": {"S": "a"}, ":x": {"N": "1"}, ":y": {"N": "3"}},
    )
    assert [item["sk"]["N"] for item in found["Items"]] == ["1", "2", "3"]
    assert found["Items"][0]["seen"] == {"N": "1"}
    by = dynamodb.query(
        TableName=f"{prefix}-t", IndexName="by-by", KeyConditionExpression="#b = :x",
        ExpressionAttributeNames={"#b": "by"}, ExpressionAttributeValues={":x": {"S": "x1"}},
    )
    assert by["Count"] == 2
    with pytest.raises(dynamodb.exceptions.ConditionalCheckFailedException):
        dynamodb.put_item(
            TableName=f"{prefix}-t", Item={"pk": {"S": "a"}, "sk": {"N": "1"}}, ConditionExpression="attribute_not_exists(pk)",
        )

    url = sqs.create_queue(QueueName=f"{prefix}-q")["QueueUrl"]
    assert url.startswith(server.endpoint)
    sqs.send_message(QueueUrl=url, MessageBody="hello", MessageAttributes={"a": {"DataType": "String", "StringValue": "b"}})
    message = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"], WaitTimeSeconds=1)["Messages"][0]
    assert message["Body"] == "hello" and message["MessageAttributes"]["a"]["StringValue"] == "b"
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    with pytest.raises(sqs.exceptions.QueueDoesNotExist):
        sqs.get_queue_url(QueueName="no-such-queue")

    kinesis.create_stream(StreamName=f"{prefix}-s", ShardCount=2)
    kinesis.get_waiter("stream_exists").wait(StreamName=f"{prefix}-s")
    for n in range(10):
        kinesis.put_record(StreamName=f"{prefix}-s", Data=bytes([n]), PartitionKey=str(n))
    seen = []
    for shard in kinesis.list_shards(StreamName=f"{prefix}-s")["Shards"]:
        iterator = kinesis.get_shard_iterator(
            StreamName=f"{prefix}-s", ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON",
        )["ShardIterator"]
        seen += [record["Data"][0] for record in kinesis.get_records(ShardIterator=iterator)["Records"]]
    assert sorted(seen) == list(range(10))


def test_the_aws_command_line_works(native):
    aws = pathlib.Path(sys.executable).parent / "aws"

    def run(*arguments):
        outcome = subprocess.run(
            [str(aws), *arguments, "--endpoint-url", native.endpoint, "--output", "json"], capture_output=True, text=True,
            env=servers.clean_environment(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1"),
        )
        assert outcome.returncode == 0, outcome.stderr
        return json.loads(outcome.stdout or "null")

    url = run("sqs", "create-queue", "--queue-name", "cli-q")["QueueUrl"]
    run("sqs", "send-message", "--queue-url", url, "--message-body", "hello")
    assert run("sqs", "receive-message", "--queue-url", url)["Messages"][0]["Body"] == "hello"
    run(
        "dynamodb", "create-table", "--table-name", "cli-t", "--billing-mode", "PAY_PER_REQUEST",
        "--attribute-definitions", "AttributeName=pk,AttributeType=S", "--key-schema", "AttributeName=pk,KeyType=HASH",
    )
    run("dynamodb", "put-item", "--table-name", "cli-t", "--item", '{"pk": {"S": "a"}, "n": {"N": "1"}}')
    assert run("dynamodb", "get-item", "--table-name", "cli-t", "--key", '{"pk": {"S": "a"}}')["Item"]["n"] == {"N": "1"}
    run("kinesis", "create-stream", "--stream-name", "cli-s", "--shard-count", "1")
    run("kinesis", "put-record", "--stream-name", "cli-s", "--data", "aGVsbG8=", "--partition-key", "a")
    assert run("kinesis", "describe-stream-summary", "--stream-name", "cli-s")["StreamDescriptionSummary"]["OpenShardCount"] == 1
    assert run("sts", "get-caller-identity")["Account"] == "000000000000"


def test_the_javascript_sdk_works(native):
    node_modules = os.environ["STATEBOX_TEST_NODE_MODULES"]
    outcome = subprocess.run(
        ["node", str(HERE / "walk.cjs"), native.endpoint], capture_output=True, text=True, timeout=120,
        env=servers.clean_environment(NODE_PATH=node_modules),
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert outcome.stdout.strip().endswith("all well")


def test_an_access_key_of_twelve_digits_is_an_account(native):
    ours, theirs = native.client("sqs"), native.client("sqs", access_key="111122223333")
    ours.create_queue(QueueName="whose")
    with pytest.raises(theirs.exceptions.QueueDoesNotExist):
        theirs.get_queue_url(QueueName="whose")
    assert native.client("sts", access_key="111122223333").get_caller_identity()["Account"] == "111122223333"


def test_another_service_is_refused_by_name(native):
    import botocore.exceptions

    with pytest.raises(botocore.exceptions.ClientError) as refused:
        native.client("sns").list_topics()
    assert "sns" in str(refused.value)


def test_http_2_by_prior_knowledge_shares_the_port(native):
    outcome = subprocess.run(
        ["curl", "-s", "--http2-prior-knowledge", "-w", "%{http_version}", "-o", "/dev/null", native.endpoint + "/_statebox/health"],
        capture_output=True, text=True,
    )
    assert outcome.stdout == "2"
