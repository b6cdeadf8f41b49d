"""Back to empty between two tests: of all stores or of some, without a restart of anything."""

import json
import random
import socket
import threading
import time

import marks
import server as servers

EMPTY = dict.fromkeys(marks.STORES)


def test_five_stores_are_empty_and_go_on(start):
    server = start()
    children = sorted(server.children())
    server.redis().acl_setuser("alice", enabled=True, nopass=True, categories=["+@all"], keys=["*"])
    for round_ in range(3):
        marks.make(server, f"test {round_}")
        assert marks.read(server) == marks.everywhere(f"test {round_}")
        said = server.cli("reset").stdout
        assert said.startswith("Emptied sqs, dynamodb, kinesis, redis, mongodb in "), said
        assert marks.read(server) == EMPTY
    assert sorted(server.children()) == children, "nothing was started again"
    assert "alice" in server.redis().acl_users()
    # What is empty stays so, and what comes after it stays, too.
    marks.make(server, "after")
    server.kill()
    server.start()
    assert marks.read(server) == marks.everywhere("after")
    server.cli("reset")
    server.kill()
    server.start()
    assert marks.read(server) == EMPTY


def test_some_stores_are_emptied_and_others_are_not(start):
    server = start()
    marks.make(server, "kept")
    assert server.json("reset", "--only", "sqs,redis")["emptied"] == ["sqs", "redis"]
    assert marks.read(server) == {**marks.everywhere("kept"), "sqs": None, "redis": None}
    assert "statebox has no store" in server.cli("reset", "--only", "nosuch", check=False).stderr
    assert marks.read(server)["dynamodb"] == "kept"


def test_a_reset_to_a_snapshot_is_its_apply(start):
    server = start(services=servers.NATIVE)
    marks.make(server, "fixtures")
    server.cli("snap", "fixtures")
    marks.make(server, "a test's own")
    server.cli("reset", "--to", "fixtures")
    assert marks.read(server) == marks.everywhere("fixtures", servers.NATIVE)
    assert "no snapshot named" in server.cli("reset", "--to", "nosuch", check=False).stderr


def test_localstacks_users_reset_as_they_do(start):
    server = start(services=servers.NATIVE)
    marks.make(server, "one")
    assert server.post("/_localstack/state/sqs/reset")[0] == 200
    assert marks.read(server) == {**marks.everywhere("one", servers.NATIVE), "sqs": None}
    assert server.post("/_localstack/state/reset")[0] == 200
    assert set(marks.read(server).values()) == {None}
    # A web page of another site may not.
    marks.make(server, "two")
    status, _, _ = server.post("/_localstack/state/reset", headers={"Origin": "https://evil.example"})
    assert status == 403
    assert marks.read(server)["sqs"] == "two"


def test_clients_that_work_meanwhile_only_find_nothing(start):
    server = start(services=servers.NATIVE)
    failures, done = [], threading.Event()

    def work(number):
        dynamodb, sqs = server.client("dynamodb"), server.client("sqs")
        while not done.is_set():
            try:
                url = sqs.create_queue(QueueName=f"work-{number}")["QueueUrl"]
                sqs.send_message(QueueUrl=url, MessageBody="x")
                sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1)
                dynamodb.list_tables()
            except sqs.exceptions.QueueDoesNotExist:
                pass
            except Exception as error:
                failures.append(repr(error))
                return

    workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    took = [server.json("reset")["took_ms"] for _ in range(20)]
    done.set()
    for worker in workers:
        worker.join(60)
    assert not failures, failures
    assert len(took) == 20
    server.cli("reset")
    assert server.client("sqs").list_queues().get("QueueUrls") is None


def test_much_is_emptied_as_well_as_little(start):
    server = start(services=servers.NATIVE)
    sqs = server.client("sqs")
    url = sqs.create_queue(QueueName="much")["QueueUrl"]
    for batch in range(300):
        sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": str(n), "MessageBody": "x" * 1000} for n in range(10)])
    server.cli("reset")
    assert sqs.list_queues().get("QueueUrls") is None
    url = sqs.create_queue(QueueName="much")["QueueUrl"]
    assert sqs.receive_message(QueueUrl=url).get("Messages") is None
    sqs.send_message(QueueUrl=url, MessageBody="new")
    server.kill()
    server.start()
    assert [message["Body"] for message in server.client("sqs").receive_message(QueueUrl=url)["Messages"]] == ["new"]


def test_a_client_that_goes_away_leaves_all_or_nothing(start):
    server = start(services=servers.NATIVE)
    sqs = server.client("sqs")
    body = json.dumps({"only": ["sqs"]})
    request = f"POST /_statebox/reset HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    chance = random.Random(11)
    kept = 0
    for _ in range(40):
        # A reset whose client went away may still be under way in the next round.
        try:
            url = sqs.create_queue(QueueName="many")["QueueUrl"]
            for _ in range(60):
                sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": str(n), "MessageBody": "x" * 2000} for n in range(10)])
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.sendall(request.encode())
                time.sleep(chance.uniform(0, 0.012))
            assert sqs.receive_message(QueueUrl=url).get("Messages"), "the queue is there and its messages are not"
            kept += 1
        except sqs.exceptions.QueueDoesNotExist:
            pass
    # What is there at the end is on the disk, too. The last reset of those that nobody waited for may still be under way.
    servers.until(lambda: server.cli("reset", "--only", "sqs", check=False).returncode == 0)
    url = sqs.create_queue(QueueName="last")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="kept")
    server.kill()
    server.start()
    assert [message["Body"] for message in server.client("sqs").receive_message(QueueUrl=url)["Messages"]] == ["kept"]
    assert kept < 40, "no reset came through"
