"""kill -9 at random instants under write load: what was acknowledged is there afterwards, in all five stores."""

import os
import random
import signal
import threading
import time

import pytest
import redis
import redis.backoff
import redis.retry

import server as servers

ROUNDS = 4


class Writers:
    """One thread a store; each counts upwards and remembers what was acknowledged."""

    def __init__(self, server):
        self.server = server
        self.acknowledged = {}
        self.stopping = threading.Event()
        self.threads = []

    def write(self, store, first):
        server = self.server
        try:
            if store == "dynamodb":
                client = server.client("dynamodb")
                put = lambda n: client.put_item(TableName="numbers", Item={"n": {"N": str(n)}, "v": {"S": "x" * 300}})
            elif store == "sqs":
                client = server.client("sqs")
                url = client.get_queue_url(QueueName="numbers")["QueueUrl"]
                put = lambda n: client.send_message(QueueUrl=url, MessageBody=str(n))
            elif store == "kinesis":
                client = server.client("kinesis")
                put = lambda n: client.put_record(StreamName="numbers", Data=str(n).encode(), PartitionKey="k")
            elif store == "redis":
                client = server.redis(retry=redis.retry.Retry(redis.backoff.NoBackoff(), 0))
                put = lambda n: client.rpush("numbers", n)
            else:
                # Without this the driver waits half a minute for the server that was killed.
                collection = server.mongodb(serverSelectionTimeoutMS=1_000, retryWrites=False)["a"]["numbers"]
                put = lambda n: collection.insert_one({"_id": n})
            n = first
            while not self.stopping.is_set():
                put(n)
                self.acknowledged[store] = n
                n += 1
        except Exception:
            return  # the server was killed

    def start(self, firsts):
        for store, first in firsts.items():
            thread = threading.Thread(target=self.write, args=(store, first), daemon=True)
            thread.start()
            self.threads.append(thread)

    def join(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)


def numbers_in(server):
    """All numbers that each store holds."""
    dynamodb, sqs, kinesis = (server.client(name) for name in ("dynamodb", "sqs", "kinesis"))
    found = {"dynamodb": set(), "sqs": set(), "kinesis": set()}
    for page in dynamodb.get_paginator("scan").paginate(TableName="numbers", ProjectionExpression="n"):
        found["dynamodb"] |= {int(item["n"]["N"]) for item in page["Items"]}
    url = sqs.get_queue_url(QueueName="numbers")["QueueUrl"]
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages"):
        fresh = {int(message["Body"]) for message in messages}
        found["sqs"] |= fresh
        sqs.delete_message_batch(
            QueueUrl=url,
            Entries=[{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(messages)],
        )
    shard = kinesis.list_shards(StreamName="numbers")["Shards"][0]["ShardId"]
    iterator = kinesis.get_shard_iterator(StreamName="numbers", ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    while True:
        page = kinesis.get_records(ShardIterator=iterator)
        found["kinesis"] |= {int(record["Data"]) for record in page["Records"]}
        if page["MillisBehindLatest"] == 0:
            break
        iterator = page["NextShardIterator"]
    found["redis"] = {int(n) for n in server.redis().lrange("numbers", 0, -1)}
    found["mongodb"] = {document["_id"] for document in server.mongodb()["a"]["numbers"].find({}, {"_id": 1})}
    return found


@pytest.mark.timeout(400)
def test_what_was_acknowledged_survives_kill_9_in_all_five_stores(start):
    # Tiny memtables: flushes and compactions go on all the time, and are interrupted, too.
    server = start(environment={"STATEBOX_TEST_TINY_MEMORY": "1"})
    server.client("dynamodb").create_table(
        TableName="numbers", BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "n", "AttributeType": "N"}],
        KeySchema=[{"AttributeName": "n", "KeyType": "HASH"}],
    )
    server.client("sqs").create_queue(QueueName="numbers")
    server.client("kinesis").create_stream(StreamName="numbers", ShardCount=1)
    chance = random.Random(519)
    stores = ("dynamodb", "sqs", "kinesis", "redis", "mongodb")
    firsts = dict.fromkeys(stores, 1)
    acknowledged = {store: set() for store in stores}
    for _ in range(ROUNDS):
        writers = Writers(server)
        writers.start(firsts)
        servers.until(lambda: len(writers.acknowledged) == len(stores))
        time.sleep(chance.uniform(0.2, 2.0))
        server.kill()
        writers.join()
        for store, last in writers.acknowledged.items():
            acknowledged[store] |= set(range(firsts[store], last + 1))
            # The one after the last may have been written without an answer; the next round begins beyond it.
            firsts[store] = last + 2
        server.start()
    found = numbers_in(server)
    missing = {store: sorted(acknowledged[store] - found[store])[:20] for store in stores}
    assert not any(missing.values()), missing
    server.stop()


@pytest.mark.timeout(180)
@pytest.mark.parametrize("name", ["redis-server", "mongod"])
def test_a_server_killed_alone_comes_back_with_its_data(start, name):
    server = start()
    server.redis().set("kept", "yes")
    server.mongodb()["a"]["b"].insert_one({"_id": 1})
    pid = server.child(name)
    assert pid
    os.kill(pid, signal.SIGKILL)
    servers.until(lambda: server.child(name) not in (None, pid), seconds=60)
    server.wait()
    assert server.redis().get("kept") == "yes"
    assert server.mongodb()["a"]["b"].find_one() == {"_id": 1}


def test_a_server_that_crashes_again_and_again_ends_as_failed_with_its_last_lines(start, tmp_path):
    script = tmp_path / "redis-server"
    script.write_text('#!/bin/sh\n[ "$1" = --version ] && exec redis-server --version\necho "the disk is on fire"\nexit 3\n')
    script.chmod(0o755)
    server = servers.Server(tmp_path / "data", services="sqs,redis", arguments=["--redis-server", str(script)])
    server.start(wait=False)
    try:
        assert server.process.wait(60) != 0
        assert "the disk is on fire" in server.output()
    finally:
        server.end()
