"""The promise that gives statebox its name: an export holds one instant of all five stores.

An application writes causally linked rows: it writes step n to one store, waits for the answer, then writes step n to
the next. Each writer goes round the stores in another order. In an export, no store may be ahead of the one before it
in a writer's order, and none may lack what was acknowledged before the export began.
"""

import threading

import boto3
import pytest

import server as servers

STORES = ["dynamodb", "sqs", "kinesis", "redis", "mongodb"]
WRITERS = 5


class Application:
    """Writers that count upwards through all five stores, each in an order of its own."""

    def __init__(self, server):
        self.server = server
        self.stopping = threading.Event()
        self.acknowledged = [0] * WRITERS
        self.failures = []
        self.dynamodb, self.sqs, self.kinesis = (server.client(name) for name in ("dynamodb", "sqs", "kinesis"))
        self.redis = server.redis()
        self.mongodb = server.mongodb()["app"]["steps"]
        self.dynamodb.create_table(
            TableName="steps", BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "writer", "AttributeType": "N"}],
            KeySchema=[{"AttributeName": "writer", "KeyType": "HASH"}],
        )
        self.queues = [self.sqs.create_queue(QueueName=f"steps-{w}")["QueueUrl"] for w in range(WRITERS)]
        self.kinesis.create_stream(StreamName="steps", ShardCount=1)
        self.threads = [threading.Thread(target=self.run, args=(w,), daemon=True) for w in range(WRITERS)]

    def order(self, writer):
        return STORES[writer:] + STORES[:writer]

    def write(self, store, writer, step):
        if store == "dynamodb":
            self.dynamodb.put_item(TableName="steps", Item={"writer": {"N": str(writer)}, "step": {"N": str(step)}})
        elif store == "sqs":
            self.sqs.send_message(QueueUrl=self.queues[writer], MessageBody=str(step))
        elif store == "kinesis":
            self.kinesis.put_record(StreamName="steps", Data=f"{writer}:{step}".encode(), PartitionKey=str(writer))
        elif store == "redis":
            self.redis.set(f"step:{writer}", step)
        else:
            self.mongodb.update_one({"_id": writer}, {"$set": {"step": step}}, upsert=True)

    def run(self, writer):
        step = 0
        try:
            while not self.stopping.is_set():
                step += 1
                for store in self.order(writer):
                    self.write(store, writer, step)
                self.acknowledged[writer] = step
        except Exception as error:  # a client must never get an error from an export
            self.failures.append(f"writer {writer} at step {step}: {error!r}")

    def start(self):
        for thread in self.threads:
            thread.start()
        servers.until(lambda: self.failures or min(self.acknowledged) > 10)

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)


def steps_in(server):
    """The last step of every writer in every store of an environment."""
    dynamodb, sqs, kinesis = (server.client(name) for name in ("dynamodb", "sqs", "kinesis"))
    found = {store: [0] * WRITERS for store in STORES}
    for item in dynamodb.scan(TableName="steps", ConsistentRead=True)["Items"]:
        found["dynamodb"][int(item["writer"]["N"])] = int(item["step"]["N"])
    for writer in range(WRITERS):
        url = sqs.get_queue_url(QueueName=f"steps-{writer}")["QueueUrl"]
        seen = []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            seen += [int(message["Body"]) for message in messages]
        assert sorted(seen) == list(range(1, len(seen) + 1)), f"writer {writer}: messages are missing"
        found["sqs"][writer] = len(seen)
    shard = kinesis.list_shards(StreamName="steps")["Shards"][0]["ShardId"]
    iterator = kinesis.get_shard_iterator(StreamName="steps", ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    while True:
        page = kinesis.get_records(ShardIterator=iterator)
        for record in page["Records"]:
            writer, step = map(int, record["Data"].split(b":"))
            assert step == found["kinesis"][writer] + 1, f"writer {writer}: records are missing or out of order"
            found["kinesis"][writer] = step
        if not page["Records"] and page["MillisBehindLatest"] == 0:
            break
        iterator = page["NextShardIterator"]
    cache = server.redis()
    for writer in range(WRITERS):
        found["redis"][writer] = int(cache.get(f"step:{writer}") or 0)
    for document in server.mongodb()["app"]["steps"].find():
        found["mongodb"][document["_id"]] = document["step"]
    return found


def check(found, application, floor):
    for writer in range(WRITERS):
        order = application.order(writer)
        steps = [found[store][writer] for store in order]
        assert steps[0] - steps[-1] <= 1, f"writer {writer}: {dict(zip(order, steps))}"
        assert steps == sorted(steps, reverse=True), f"writer {writer}: an effect without its cause: {dict(zip(order, steps))}"
        assert steps[-1] >= floor[writer], f"writer {writer}: acknowledged before the cut, missing in it: {dict(zip(order, steps))}"


@pytest.fixture
def remote(request, tmp_path):
    """A remote's URL, and the variables with which a server reaches it."""
    if request.param == "directory":
        yield str(tmp_path / "remote"), {}
        return
    with request.getfixturevalue("s3_server") as (endpoint, credentials):
        boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **credentials).create_bucket(Bucket="states")
        yield "s3://states/team", {
            "AWS_ENDPOINT_URL_S3": endpoint, "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": credentials["aws_access_key_id"],
            "AWS_SECRET_ACCESS_KEY": credentials["aws_secret_access_key"],
        }


@pytest.mark.timeout(420)
@pytest.mark.parametrize("remote", ["directory", "s3"], indirect=True)
def test_no_export_holds_an_effect_without_its_cause(start, remote):
    url, environment = remote
    source = start("source", arguments=["--remote", url], environment=environment)
    application = Application(source)
    application.start()
    floors = {}
    for n in range(3):
        before = list(application.acknowledged)
        result = source.json("export", f"cut{n}")
        floors[f"cut{n}"] = before
        assert result["pause_ms"] < 60_000
        servers.until(lambda: application.failures or min(application.acknowledged) > max(before))
    application.stop()
    assert not application.failures, application.failures

    target = start("target", arguments=["--remote", url], environment=environment)
    for name, floor in floors.items():
        target.cli("import", name)
        target.cli("wait")
        check(steps_in(target), application, floor)


@pytest.mark.timeout(420)
def test_no_local_snapshot_holds_an_effect_without_its_cause(start):
    server = start()
    application = Application(server)
    application.start()
    floors = {}
    for n in range(3):
        before = list(application.acknowledged)
        server.cli("snap", f"cut{n}")
        floors[f"cut{n}"] = before
        servers.until(lambda: application.failures or min(application.acknowledged) > max(before))
    application.stop()
    assert not application.failures, application.failures
    for name, floor in floors.items():
        server.cli("apply", name)
        check(steps_in(server), application, floor)
