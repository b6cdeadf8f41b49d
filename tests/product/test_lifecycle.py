"""How a server starts, is found, refuses, and ends."""

import json
import pathlib
import signal
import socket
import subprocess
import time

import pytest

import marks
import server as servers


def outcome_of(process, seconds=60):
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError("it goes on instead of ending")


@pytest.mark.timeout(180)
def test_all_five_stores_start_answer_and_stop(start):
    server = start()
    assert "Ready." in server.output()
    states = {store["name"]: store["state"] for store in server.status()["stores"]}
    assert states == dict.fromkeys(["sqs", "dynamodb", "kinesis", "redis", "mongodb"], "ready")
    status, _, body = server.post("/_statebox/health", method="GET", body=None)
    assert (status, json.loads(body)["status"]) == (200, "ready")
    status, _, body = server.post("/_localstack/health", method="GET", body=None)
    assert json.loads(body)["services"]["sqs"] == "running"
    assert server.cli("healthcheck").returncode == 0
    assert server.redis().ping()
    assert server.mongodb().admin.command("hello")["setName"] == "rs0"
    variables = server.json("env")
    assert variables["AWS_ENDPOINT_URL"] == server.endpoint
    assert variables["REDIS_URL"].endswith(f":{server.redis_port}")
    server.stop()


def test_state_is_there_after_an_orderly_restart(start):
    server = start()
    server.redis().set("kept", "yes")
    server.mongodb()["a"]["b"].insert_one({"_id": 1})
    server.client("sqs").create_queue(QueueName="kept")
    server.stop()
    server.start()
    assert server.redis().get("kept") == "yes"
    assert server.mongodb()["a"]["b"].find_one() == {"_id": 1}
    assert server.client("sqs").list_queues()["QueueUrls"]


def test_a_second_server_on_the_same_data_is_refused_within_seconds(start, tmp_path):
    server = start(services="sqs")
    second = servers.Server(server.data_dir, services="sqs").start(wait=False)
    assert outcome_of(second.process, 10) != 0
    assert str(server.data_dir) in second.output()
    assert server.cli("healthcheck").returncode == 0


@pytest.mark.parametrize("option", ["--port", "--redis-port", "--mongodb-port"])
def test_a_taken_port_is_named_with_the_option_that_mends_it(start, tmp_path, option):
    server = start(services="sqs,redis")
    taken = {"--port": server.port, "--redis-port": server.port, "--mongodb-port": server.redis_port}[option]
    other = servers.Server(tmp_path / "other")
    setattr(other, option.strip("-").replace("-", "_"), taken)
    other.start(wait=False)
    assert outcome_of(other.process) != 0
    assert option in other.output() and str(taken) in other.output()


@pytest.mark.parametrize("option, store", [("--redis-server", "redis"), ("--mongod", "mongodb")])
def test_a_missing_binary_is_named_with_the_ways_out(tmp_path, option, store):
    server = servers.Server(tmp_path / "data", arguments=[option, "/nowhere/at-all"]).start(wait=False)
    assert outcome_of(server.process) != 0
    said = server.output()
    assert "/nowhere/at-all" in said and option in said and "--services" in said


def old_redis(tmp_path):
    script = tmp_path / "redis-server"
    script.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64"\n')
    script.chmod(0o755)
    return str(script)


def test_a_redis_that_would_not_find_its_data_is_refused(tmp_path):
    server = servers.Server(tmp_path / "data", services="redis", arguments=["--redis-server", old_redis(tmp_path)]).start(wait=False)
    assert outcome_of(server.process) != 0
    said = server.output()
    assert "redis-server 6.0.16 is too old" in said and "--redis-server PATH" in said and "--services" in said


def test_the_doctor_says_what_serve_would_miss(tmp_path):
    def doctor(*arguments):
        command = [servers.BINARY, "doctor", "--json", "--data-dir", str(tmp_path / "data"), *arguments]
        outcome = subprocess.run(command, capture_output=True, text=True, env=servers.clean_environment(), timeout=60)
        return outcome.returncode, {finding["what"]: finding for finding in json.loads(outcome.stdout)}

    code, findings = doctor()
    assert code == 0 and all(finding["good"] for finding in findings.values()), findings
    assert findings["mongod"]["says"].startswith("db version v")
    code, findings = doctor("--redis-server", old_redis(tmp_path), "--mongod", "/nowhere/at-all")
    assert code == 1 and findings["data directory"]["good"]
    assert not findings["redis-server"]["good"] and "6.0.16 is too old" in findings["redis-server"]["says"]
    assert not findings["mongod"]["good"] and "/nowhere/at-all" in findings["mongod"]["says"]
    assert not (tmp_path / "data").exists()


def test_the_last_lines_of_a_store_can_be_read(start):
    server = start(services="sqs,redis")
    lines = server.json("logs", "redis")["lines"]
    assert any("Ready to accept connections" in line for line in lines)
    assert server.cli("logs", "redis", "-n", "1").stdout.splitlines() == lines[-1:]
    assert "sqs" in server.refused("logs", "sqs", code=2)


def test_the_second_request_to_end_hurries(start):
    server = start()
    children = server.children()
    server.process.send_signal(signal.SIGTERM)
    server.process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert server.process.wait(30) == 0
    assert time.monotonic() - began < 15
    assert not [pid for pid in children if servers.is_alive(pid)]


@pytest.mark.timeout(300)
def test_an_action_under_way_is_given_up_when_the_server_stops_and_the_stores_end_in_order(start):
    server = start()
    for mark in ("left", "right"):
        marks.make(server, mark)
        server.cli("export", mark)
    exports = [("exports", phase, "right") for phase in ("freezing", "fixing", "hashing")]
    imports = [("imports", phase, "right") for phase in ("downloading", "trying out")]
    # From here on an import goes to its end.
    imports += [("imports", "switching", "left"), ("imports", "probing", "right")]
    for action, phase, wanted in exports + imports:
        name = "cut" if action == "exports" else "left" if marks.read(server)["redis"] == "right" else "right"
        answer = server.follow(f"/_statebox/{action}", {"name": name})
        for line in answer:
            assert "error" not in line, line
            if line.get("phase") == phase:
                break
        else:
            raise AssertionError(f"{phase} was never reached")
        server.stop()
        assert all("error" in line or "phase" in line for line in answer)
        # mongod empties it when it has ended by itself.
        generation = (server.data_dir / "CURRENT").read_text().split()[0]
        assert (server.data_dir / "gen" / generation / "mongodb/mongod.lock").read_bytes() == b""
        server.start()
        assert marks.read(server) == marks.everywhere(wanted)
        assert not server.leftovers()


def test_parked_polls_are_answered_empty_when_the_server_stops(start):
    server = start(services="sqs")
    url = server.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    body = json.dumps({"QueueUrl": url, "WaitTimeSeconds": 20}).encode()
    head = (
        "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Type: application/x-amz-json-1.0\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as poll:
        poll.sendall(head.encode())
        # It says so when it begins with the request.
        assert poll.recv(1 << 16).startswith(b"HTTP/1.1 100 ")
        poll.sendall(body)
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 10
        answer = poll.recv(1 << 16)
        assert answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"{}"), answer


def test_an_ephemeral_server_leaves_nothing(tmp_path):
    server = servers.Server(tmp_path / "unused", services="sqs,redis", environment={"TMPDIR": str(tmp_path)})
    command = [part for part in server.command()]
    at = command.index("--data-dir")
    del command[at:at + 2]
    server.process = subprocess.Popen(
        [*command, "--ephemeral"], stdout=server.log, stderr=subprocess.STDOUT,
        env=servers.clean_environment(TMPDIR=str(tmp_path)),
    )
    try:
        server.wait()
        server.client("sqs").create_queue(QueueName="q")
        server.stop()
    finally:
        server.end()
    assert not [entry for entry in tmp_path.iterdir() if entry.name.startswith("statebox-ephemeral")]


def test_nothing_but_the_asked_for_ports_is_bound(start):
    server = start()
    wanted = {server.port, server.redis_port, server.mongodb_port}
    bound = set()
    for pid in [server.process.pid, *server.children()]:
        inodes = set()
        for descriptor in pathlib.Path(f"/proc/{pid}/fd").iterdir():
            try:
                target = str(descriptor.readlink())
            except OSError:
                continue
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
        for table in ("tcp", "tcp6"):
            for line in pathlib.Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and fields[9] in inodes:
                    bound.add(int(fields[1].rsplit(":", 1)[1], 16))
    assert bound == wanted


def test_two_servers_run_side_by_side(start):
    one, two = start("one"), start("two")
    one.redis().set("who", "one")
    two.redis().set("who", "two")
    assert (one.redis().get("who"), two.redis().get("who")) == ("one", "two")


@pytest.mark.parametrize("damage", ["emptied", "garbage"])
@pytest.mark.parametrize("what", ["CURRENT", "rocksdb", "redis", "mongodb"])
def test_what_cannot_be_read_is_refused_named_and_left_alone(start, what, damage):
    server = start()
    server.redis().set("kept", "yes")
    server.mongodb()["a"]["b"].insert_one({"_id": 1})
    server.client("sqs").create_queue(QueueName="kept")
    server.stop()
    generation = next((server.data_dir / "gen").iterdir())
    file = {
        "CURRENT": lambda: server.data_dir / "CURRENT",
        "rocksdb": lambda: next((generation / "emulators").glob("MANIFEST-*")),
        "redis": lambda: next((generation / "redis" / "appendonlydir").glob("*.manifest")),
        "mongodb": lambda: generation / "mongodb" / "WiredTiger.turtle",
    }[what]()
    good = file.read_bytes()
    file.write_bytes(b"" if damage == "emptied" else b"\x00garbage\xff" * 20)
    before = snapshot_of(server.data_dir)

    server.start(wait=False)
    assert outcome_of(server.process, 60) != 0
    folder = {"CURRENT": "CURRENT", "rocksdb": "emulators", "redis": "redis", "mongodb": "mongodb"}[what]
    assert folder in server.output()
    assert snapshot_of(server.data_dir) == before, "a refused start changed something"

    file.write_bytes(good)
    server.start()
    assert server.redis().get("kept") == "yes"
    assert server.mongodb()["a"]["b"].find_one() == {"_id": 1}
    assert server.client("sqs").list_queues()["QueueUrls"]


def snapshot_of(folder):
    """Every file that holds data and its content. Logs, locks and notes about processes are no data."""
    ignored = {"LOCK", "mongod.lock", "LOG"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ignored and "run" not in path.relative_to(folder).parts
        and not path.name.startswith("LOG.old") and "diagnostic.data" not in path.parts
    }
