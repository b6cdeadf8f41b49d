"""A mark in each of the five stores, by which an environment is known again."""

STORES = ("dynamodb", "sqs", "kinesis", "redis", "mongodb")


def make(server, mark):
    """Replaces the mark that is there."""
    dynamodb, sqs, kinesis = (server.client(name) for name in ("dynamodb", "sqs", "kinesis"))
    if "marks" not in dynamodb.list_tables()["TableNames"]:
        dynamodb.create_table(
            TableName="marks", BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        kinesis.create_stream(StreamName="marks", ShardCount=1)
    dynamodb.put_item(TableName="marks", Item={"id": {"S": "mark"}, "mark": {"S": mark}})
    url = sqs.create_queue(QueueName="marks")["QueueUrl"]
    for message in sqs.receive_message(QueueUrl=url).get("Messages", []):
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    sqs.send_message(QueueUrl=url, MessageBody=mark)
    kinesis.put_record(StreamName="marks", Data=mark.encode(), PartitionKey="mark")
    if "redis" in server.services:
        server.redis().set("mark", mark)
    if "mongodb" in server.services:
        server.mongodb()["app"]["marks"].replace_one({"_id": "mark"}, {"mark": mark}, upsert=True)


def read(server):
    """The mark of each store that runs; none where there is none."""
    dynamodb, sqs, kinesis = (server.client(name) for name in ("dynamodb", "sqs", "kinesis"))
    found = dict.fromkeys(("dynamodb", "sqs", "kinesis"))
    if "marks" in dynamodb.list_tables()["TableNames"]:
        found["dynamodb"] = dynamodb.get_item(TableName="marks", Key={"id": {"S": "mark"}})["Item"]["mark"]["S"]
    if sqs.list_queues(QueueNamePrefix="marks").get("QueueUrls"):
        url = sqs.get_queue_url(QueueName="marks")["QueueUrl"]
        messages = sqs.receive_message(QueueUrl=url, VisibilityTimeout=0, MaxNumberOfMessages=10)["Messages"]
        (found["sqs"],) = [message["Body"] for message in messages]
    if "marks" in kinesis.list_streams()["StreamNames"]:
        iterator = kinesis.get_shard_iterator(
            StreamName="marks", ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON",
        )["ShardIterator"]
        found["kinesis"] = kinesis.get_records(ShardIterator=iterator)["Records"][-1]["Data"].decode()
    if "redis" in server.services:
        found["redis"] = server.redis().get("mark")
    if "mongodb" in server.services:
        document = server.mongodb()["app"]["marks"].find_one({"_id": "mark"})
        found["mongodb"] = document and document["mark"]
    return found


def everywhere(mark, services=",".join(STORES)):
    return dict.fromkeys([store for store in STORES if store in services], mark)
