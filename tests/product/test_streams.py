"""DynamoDB Streams as pollers use them: boto3, over restarts, kills and imports."""


def make(server, table):
    dynamodb = server.client("dynamodb")
    made = dynamodb.create_table(
        TableName=table, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    dynamodb.get_waiter("table_exists").wait(TableName=table)
    return made["TableDescription"]["LatestStreamArn"]


def put(server, table, values):
    dynamodb = server.client("dynamodb")
    for value in values:
        dynamodb.put_item(TableName=table, Item={"pk": {"S": f"k{value % 5}"}, "n": {"N": str(value)}})


class Poller:
    """Reads all shards, each from where it stopped, as workers with checkpoints do."""

    def __init__(self, server, arn):
        self.server, self.arn, self.checkpoints = server, arn, {}

    def poll(self):
        streams = self.server.client("dynamodbstreams")
        found = []
        for shard in streams.describe_stream(StreamArn=self.arn)["StreamDescription"]["Shards"]:
            name = shard["ShardId"]
            seen = self.checkpoints.get(name)
            where = {"ShardIteratorType": "TRIM_HORIZON"}
            if seen:
                where = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": seen}
            iterator = streams.get_shard_iterator(StreamArn=self.arn, ShardId=name, **where)["ShardIterator"]
            while iterator:
                page = streams.get_records(ShardIterator=iterator, Limit=3)
                for record in page["Records"]:
                    assert record["dynamodb"]["SequenceNumber"] > self.checkpoints.get(name, "")
                    self.checkpoints[name] = record["dynamodb"]["SequenceNumber"]
                    found.append(record)
                iterator = page.get("NextShardIterator") if page["Records"] else None
        return found


def values(records):
    """Of each key in the order in which they were told."""
    told = {}
    for record in records:
        change = record["dynamodb"]
        told.setdefault(change["Keys"]["pk"]["S"], []).append(int(change["NewImage"]["n"]["N"]))
    return told


def by_key(numbers):
    told = {}
    for number in numbers:
        told.setdefault(f"k{number % 5}", []).append(number)
    return told


def test_a_poller_misses_nothing_over_kills_and_sees_nothing_twice(start):
    server = start(services="dynamodb")
    poller = Poller(server, make(server, "polled"))
    told = []
    for run in range(3):
        put(server, "polled", range(run * 20, run * 20 + 20))
        told += poller.poll()
        put(server, "polled", range(1000 + run * 20, 1020 + run * 20))
        server.kill()
        server.start()
        told += poller.poll()
    expected = [n for run in range(3) for base in (0, 1000) for n in range(base + run * 20, base + run * 20 + 20)]
    assert values(told) == by_key(expected)


def test_a_stream_travels_with_its_table_and_its_numbers_go_on(start, tmp_path):
    server = start(services="dynamodb")
    arn = make(server, "travels")
    remote = str(tmp_path / "remote")
    put(server, "travels", range(20))
    server.cli("export", "streams", "--remote", remote)
    counts = server.json("inspect", "streams", "--remote", remote)["stores"]["emulators"]["counts"]
    assert (counts["table_streams"], counts["stream_records"]) == (1, 20)

    poller = Poller(server, arn)
    assert values(poller.poll()) == by_key(range(20))
    put(server, "travels", range(100, 120))
    assert values(poller.poll()) == by_key(range(100, 120))
    # What was written after the export is gone; a worker that has seen it misses nothing of what comes then.
    server.cli("import", "streams", "--remote", remote)
    put(server, "travels", range(200, 220))
    assert values(poller.poll()) == by_key(range(200, 220))
    assert values(Poller(server, arn).poll()) == by_key([*range(20), *range(200, 220)])

    server.client("dynamodb").delete_table(TableName="travels")
    description = server.client("dynamodbstreams").describe_stream(StreamArn=arn)["StreamDescription"]
    assert description["StreamStatus"] == "DISABLED"
    assert values(Poller(server, arn).poll()) == by_key([*range(20), *range(200, 220)])
