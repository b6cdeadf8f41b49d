"""A full disk: whoever asks is told, nothing that was acknowledged is lost, and with space again everything goes on."""

import json
import os
import random
import time

import botocore.exceptions
import pymongo
import pytest

import disk
import marks
import server as servers


@pytest.fixture
def small(tmp_path):
    """Makes small file systems; they go after the servers on them."""
    made = []

    def small(name, size, beside=None):
        made.append(disk.small_disk(tmp_path / name, size, beside))
        return made[-1]

    yield small
    for each in reversed(made):
        each.close()


@pytest.fixture
def start_on(small):
    running = []

    def start_on(place, wait=True, within=None, **more):
        within = within or place
        more["arguments"] = [*within.arguments, *more.get("arguments", [])]
        server = servers.Server(place.path / "data", within=within.within, **more)
        server.data_dir = place.outside / "data"
        server.named_dir = place.path / "data"
        running.append(server)
        return server.start(wait=wait)

    yield start_on
    for server in running:
        server.end()


class Writers:
    """Write to the three emulated services, and know what was acknowledged."""

    def __init__(self, server):
        self.dynamodb, self.sqs, self.kinesis = (server.client(name) for name in ("dynamodb", "sqs", "kinesis"))
        marks.make(server, "here")
        self.url = self.sqs.get_queue_url(QueueName="marks")["QueueUrl"]
        self.chance = random.Random(519)
        self.items, self.records, self.messages = [], 0, 1

    def write(self):
        """One of each; the errors of those that failed, by service."""
        failed = {}
        ballast = self.chance.randbytes(60_000)
        number = str(len(self.items))
        for service, once in {
            "dynamodb": lambda: self.dynamodb.put_item(TableName="marks", Item={"id": {"S": number}, "ballast": {"B": ballast}}),
            "sqs": lambda: self.sqs.send_message(QueueUrl=self.url, MessageBody=ballast.hex()),
            "kinesis": lambda: self.kinesis.put_record(StreamName="marks", Data=ballast, PartitionKey="a"),
        }.items():
            try:
                once()
            except botocore.exceptions.ClientError as error:
                failed[service] = error.response["ResponseMetadata"]["HTTPStatusCode"]
                continue
            if service == "dynamodb":
                self.items.append(number)
            elif service == "sqs":
                self.messages += 1
            else:
                self.records += 1
        return failed

    def missing(self):
        """What was acknowledged and is not there."""
        found = set()
        for page in self.dynamodb.get_paginator("scan").paginate(TableName="marks", ProjectionExpression="id"):
            found |= {item["id"]["S"] for item in page["Items"]}
        attributes = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
        iterator = self.kinesis.get_shard_iterator(
            StreamName="marks", ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON",
        )["ShardIterator"]
        records = 0
        while True:
            page = self.kinesis.get_records(ShardIterator=iterator)
            records += sum(len(record["Data"]) == 60_000 for record in page["Records"])
            if not page["Records"] and page["MillisBehindLatest"] == 0:
                break
            iterator = page["NextShardIterator"]
        return {
            "items": sorted(set(self.items) - found),
            "messages": max(0, self.messages - int(attributes["ApproximateNumberOfMessages"])),
            "records": max(0, self.records - records),
        }


NOTHING = {"items": [], "messages": 0, "records": 0}


def test_emulators_answer_a_fault_each_time_and_go_on_when_there_is_space(small, start_on):
    place = small("disk", "96m")
    server = start_on(place, services=servers.NATIVE)
    writers = Writers(server)
    place.fill(leave=16 << 20)
    servers.until(lambda: len(writers.write()) == 3, step=0)
    for _ in range(3):
        # Where a few bytes are left, one may still fit; who is refused is told that it is no fault of his.
        assert set(writers.write().values()) <= {500}
    # Health says so, too.
    servers.until(lambda: writers.write() and server.cli("healthcheck", check=False).returncode == 1)
    # To read takes no space; to receive a message does, as it is hidden then.
    assert writers.missing() == NOTHING
    place.clear()
    servers.until(lambda: not writers.write(), step=0.1, seconds=60)
    assert not writers.write() and writers.missing() == NOTHING
    assert server.cli("healthcheck").returncode == 0
    # Killed with a full disk and started on it: refused in a sentence or served, and whole in the end.
    place.fill()
    server.kill()
    server.start(wait=False)
    if server.process.poll() is None and server.cli("wait", "--timeout", "20", check=False).returncode == 0:
        assert writers.missing() == NOTHING
        server.kill()
    else:
        assert server.process.wait(30) == 1 and "make some space" in server.output()
    place.clear()
    server.start()
    assert writers.missing() == NOTHING and not writers.write()
    server.stop()


def test_a_new_directory_on_a_full_disk_is_refused_in_one_sentence(small, start_on):
    place = small("disk", "8m")
    place.fill()
    server = start_on(place, services=servers.NATIVE, wait=False)
    assert server.process.wait(30) == 1
    said = server.output().strip().splitlines()
    assert said[-1].startswith("statebox: ") and "No space left" in said[-1] and str(place.path) in said[-1], said
    place.clear()
    server.start()
    marks.make(server, "here")


@pytest.mark.timeout(300)
def test_exports_and_imports_of_five_stores_on_a_full_disk_change_nothing(small, start_on, tmp_path):
    place = small("disk", "600m")
    remote = small("remote", "32m", beside=place)
    server = start_on(place, within=remote, arguments=["--remote", str(remote.path / "states")])
    marks.make(server, "exported")
    elsewhere = str(tmp_path / "elsewhere")
    server.cli("export", "good", "--remote", elsewhere)
    unpacked = server.json("verify", "good", "--remote", elsewhere)["bytes"]
    marks.make(server, "kept")

    def is_unchanged(disk):
        disk.clear()
        assert server.leftovers() == [] and marks.read(server) == marks.everywhere("kept")
        assert server.cli("wait", "--timeout", "30").returncode == 0
        marks.make(server, "kept")

    # The archive does not fit at its remote.
    server.cli("export", "first")
    remote.fill(leave=64 << 10)
    said = server.refused("export", "lost", code=1)
    assert "No space left on device" in said and str(remote.path) in said, said
    assert os.listdir(remote.outside / "states") == ["first.tar.zst"]
    is_unchanged(remote)
    # The copies of a cut do not fit in the data directory.
    place.fill(leave=256 << 10)
    assert "room" in server.refused("export", "lost", "--remote", elsewhere, code=1)
    assert os.listdir(elsewhere) == ["good.tar.zst"]
    is_unchanged(place)
    # The archive does not fit, unpacked.
    place.fill(leave=unpacked // 2)
    assert "room" in server.refused("import", "good", "--remote", elsewhere, code=1)
    is_unchanged(place)
    # It fits, but the servers that try it have no space.
    place.fill(leave=unpacked + (1 << 20))
    said = server.refused("import", "good", "--remote", elsewhere, code=1)
    assert "No space left on device" in said and "make some space" in said, said
    is_unchanged(place)
    server.cli("import", "good", "--remote", elsewhere)
    assert marks.read(server) == marks.everywhere("exported")


def test_engines_that_a_full_disk_ended_come_back_with_space_again(small, start_on):
    place = small("disk", "400M")
    server = start_on(place, services="redis,mongodb")
    documents = server.mongodb(serverSelectionTimeoutMS=2_000, socketTimeoutMS=5_000, retryWrites=False)["app"]["things"]
    ballast, acknowledged = random.Random(519).randbytes(200_000), 0
    place.fill()
    # Until mongod has found out: it ends by itself when it cannot write.
    deadline = time.monotonic() + 120
    while json.loads(server.post("/_statebox/health", method="GET")[2])["stores"]["mongodb"] == "ready":
        try:
            documents.insert_one({"_id": acknowledged, "ballast": ballast})
            acknowledged += 1
        except pymongo.errors.PyMongoError:
            pass
        assert time.monotonic() < deadline, f"{acknowledged} were taken\n{server.output()}"
    status, _, body = server.post("/_statebox/health", method="GET")
    assert (status, json.loads(body)["stores"]["mongodb"]) == (503, "down")
    # Longer than the crashes that a first start would be allowed take.
    restarts = 7
    while next(store for store in server.json("status")["stores"] if store["name"] == "mongodb")["restarts"] < restarts:
        assert time.monotonic() < deadline + 120, server.output()
        time.sleep(0.1)
    place.clear()
    server.cli("wait", "--timeout", "120")
    found = {document["_id"] for document in server.mongodb()["app"]["things"].find({}, {"ballast": 0})}
    assert found >= set(range(acknowledged))
    server.mongodb()["app"]["things"].insert_one({"_id": "after"})
    server.stop()
