"""Unmodified clients against the gateway: boto3, the aws command line, the JavaScript SDK."""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import zlib

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


def test_long_answers_of_dynamodb_and_requests_travel_compressed(native):
    dynamodb = native.client("dynamodb")
    dynamodb.create_table(
        TableName="compressed", BillingMode="PAY_PER_REQUEST", AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    item = {"pk": {"S": "long"}, "text": {"S": "hello " * 50_000}}
    put = gzip.compress(json.dumps({"TableName": "compressed", "Item": item}).encode())
    signed = {
        "Content-Type": "application/x-amz-json-1.0", "X-Amz-Date": "20261127T000000Z",
        "Authorization": "AWS4-HMAC-SHA256 Credential=test/20261127/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    }
    status, _, answer = native.post("/", put, {**signed, "X-Amz-Target": "DynamoDB_20120810.PutItem", "Content-Encoding": "gzip"})
    assert status == 200, answer
    assert dynamodb.get_item(TableName="compressed", Key={"pk": {"S": "long"}})["Item"] == item
    get = json.dumps({"TableName": "compressed", "Key": {"pk": {"S": "long"}}}).encode()
    asked = {**signed, "X-Amz-Target": "DynamoDB_20120810.GetItem"}
    for accepted, undo in (("gzip", gzip.decompress), ("deflate", zlib.decompress)):
        status, headers, answer = native.post("/", get, {**asked, "Accept-Encoding": accepted})
        assert (status, headers["content-encoding"]) == (200, accepted) and len(answer) < 10_000
        assert int(headers["x-amz-crc32"]) == zlib.crc32(answer)
        assert json.loads(undo(answer))["Item"] == item
    for accepted, operation, body in (("identity", "GetItem", get), ("gzip", "ListTables", b"{}")):
        status, headers, answer = native.post("/", body, {**signed, "X-Amz-Target": f"DynamoDB_20120810.{operation}", "Accept-Encoding": accepted})
        assert status == 200 and "content-encoding" not in headers and answer.startswith(b"{"), headers
    bomb = gzip.compress(b" " * (64 << 20))
    status, _, answer = native.post("/", bomb, {**asked, "Content-Encoding": "gzip"})
    assert status == 413, (status, answer)
    assert native.post("/", b"no gzip", {**asked, "Content-Encoding": "gzip"})[0] == 400


def test_requests_are_counted_for_prometheus(start):
    server = start(services="sqs,dynamodb", environment={"STATEBOX_LOG": "debug"})
    sqs = server.client("sqs")
    sqs.create_queue(QueueName="counted")
    for _ in range(3):
        sqs.list_queues()
    with pytest.raises(sqs.exceptions.QueueDoesNotExist):
        sqs.get_queue_url(QueueName="none")
    status, headers, text = server.post("/_statebox/metrics", None, method="GET")
    assert status == 200 and headers["content-type"].startswith("text/plain")
    lines = text.decode().splitlines()
    for line in (
        'statebox_store_ready{store="sqs"} 1', 'statebox_requests_total{service="sqs",operation="ListQueues",outcome="answered"} 3',
        'statebox_requests_total{service="sqs",operation="GetQueueUrl",outcome="refused"} 1',
        'statebox_request_seconds_count{service="sqs",operation="ListQueues"} 3',
    ):
        assert line in lines, text.decode()
    assert not [line for line in lines if "DeleteQueue" in line]
    told = [line for line in server.output().splitlines() if "answered" in line and "GetQueueUrl" in line]
    assert len(told) == 1 and "status=400" in told[0] and "error=" in told[0] and "request=" in told[0], told
