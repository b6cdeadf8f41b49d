"""Commands and settings as they meet the world: closed pipes, other programs at the endpoint, variables of other tools."""

import contextlib
import http.server
import json
import os
import signal
import socket
import subprocess
import threading
import time

import pytest

import server as servers


class Piped(servers.Server):
    """Writes to pipes that the test may close."""

    def start(self, wait=True):
        self.process = subprocess.Popen(
            self.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=servers.clean_environment(**self.environment),
        )
        if wait:
            self.wait()
        return self


def test_a_server_outlives_those_who_read_what_it_prints(tmp_path):
    server = Piped(tmp_path / "data", services="sqs,dynamodb,kinesis,redis", environment={"STATEBOX_LOG": "debug"})
    server.start(wait=False)
    try:
        # As `serve | head -1`, with a reader of the log that goes away, too.
        assert server.process.stdout.readline().startswith(b"statebox ")
        server.process.stdout.close()
        server.process.stderr.close()
        server.wait()
        server.client("sqs").create_queue(QueueName="q")
        server.cli("export", "one")
        server.redis().set("a", "1")
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
    finally:
        if server.process.poll() is None:
            server.process.kill()


@contextlib.contextmanager
def answering(status, content_type, body):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_):
            pass

    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{other.server_port}"
    other.shutdown()
    other.server_close()


@contextlib.contextmanager
def silent():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def command(*arguments, **environment):
    return subprocess.run(
        [servers.BINARY, *arguments], capture_output=True, text=True, timeout=60, env=servers.clean_environment(**environment),
    )


@pytest.mark.parametrize("other", [
    lambda: answering(200, "text/html", b"<html>hello</html>"),
    lambda: answering(404, "text/html", b"<html>nothing</html>"),
    lambda: answering(200, "application/json", b'{"ready": true, "result": {}, "stores": []}'),
    silent,
], ids=["a page", "a 404", "another program's JSON", "silence"])
@pytest.mark.parametrize("arguments", [["healthcheck"], ["status"], ["export", "one"], ["list"], ["env"]], ids=" ".join)
def test_what_is_no_statebox_is_told_apart(other, arguments):
    with other() as endpoint:
        began = time.monotonic()
        outcome = command(*arguments, "--endpoint", endpoint)
    assert outcome.returncode == 3 and f"no statebox answers at {endpoint}" in outcome.stderr, outcome
    assert outcome.stdout == "" and time.monotonic() - began < 30


def test_errors_are_json_where_json_is_asked_for():
    with silent() as endpoint:
        outcome = command("status", "--json", "--endpoint", endpoint)
    assert json.loads(outcome.stderr)["error"]["code"] == "unreachable" and outcome.returncode == 3
    outcome = command("export", "--json")
    assert json.loads(outcome.stderr)["error"]["code"] == "usage" and outcome.returncode == 2
    assert command("export").returncode == 2


def test_variables_that_other_tools_put_there_are_understood(start):
    server = start(services="sqs,kinesis", environment={
        # Kubernetes, beside a Service named statebox, and one named statebox-redis.
        "STATEBOX_REDIS_PORT": "tcp://10.43.0.8:6379", "STATEBOX_PORT": "tcp://10.43.0.7:4566",
        "KINESIS_SHARD_LIMIT": "Infinity",
    })
    kinesis = server.client("kinesis")
    kinesis.create_stream(StreamName="wide", ShardCount=1000)
    assert kinesis.describe_limits()["OpenShardCount"] == 1000


def test_stores_are_known_in_any_case_and_those_that_are_not_there_are_named(start, tmp_path):
    assert {store["name"] for store in start(services="SQS,DynamoDB").status()["stores"]} == {"sqs", "dynamodb"}
    outcome = command("serve", "--services", "sqs,s3", "--data-dir", str(tmp_path / "other"))
    assert outcome.returncode == 2 and "statebox has no `s3`" in outcome.stderr and "--services" in outcome.stderr


@pytest.mark.parametrize("remote", ["gs://states", "s3:/states", "~/states"])
def test_a_remote_that_is_none_is_refused_at_start(tmp_path, remote):
    outcome = command("serve", "--remote", remote, "--data-dir", str(tmp_path / "data"))
    assert outcome.returncode == 2 and remote in outcome.stderr, outcome
    assert not (tmp_path / "data").exists()


def test_any_free_port_can_be_asked_for(start):
    server = start(services="sqs,redis", arguments=["--redis-port", "0"], wait=False)
    # The last of an option given twice would be an error, so the server is started without its own.
    server.end()
    server.redis_port = 0
    server.arguments = []
    server.start()
    (address,) = [store["address"] for store in server.status()["stores"] if store["name"] == "redis"]
    port = int(address.rsplit(":", 1)[1])
    assert port != 0 and servers.listens(port)
    assert server.json("env")["REDIS_URL"] == f"redis://127.0.0.1:{port}"


def test_commands_run_with_the_variables_of_the_server(start, tmp_path):
    server = start(services="sqs")
    run = [servers.BINARY, "--endpoint", server.endpoint]
    outcome = subprocess.run([*run, "exec", "--", "sh", "-c", "echo $AWS_ENDPOINT_URL $AWS_REGION; exit 7"], capture_output=True, text=True)
    assert (outcome.stdout, outcome.returncode) == (f"{server.endpoint} us-east-1\n", 7)
    (tmp_path / "aws").write_text('#!/bin/sh\necho "$@"\n')
    (tmp_path / "aws").chmod(0o755)
    environment = servers.clean_environment(PATH=f"{tmp_path}:{os.environ['PATH']}")
    outcome = subprocess.run([*run, "aws", "sqs", "list-queues", "--output", "json"], capture_output=True, text=True, env=environment)
    assert outcome.stdout == f"--endpoint-url {server.endpoint} sqs list-queues --output json\n", outcome
    outcome = subprocess.run([*run, "exec", "--", "no-such-program"], capture_output=True, text=True)
    assert outcome.returncode == 1 and "no-such-program" in outcome.stderr


def test_logs_say_what_the_server_runs(start):
    server = start(services="sqs,redis")
    assert "runs no mongodb; it runs sqs, redis" in server.refused("logs", "mongodb", code=2)
    assert "part of statebox" in server.refused("logs", "sqs", code=2)
    assert "there is no store" in server.refused("logs", "postgres", code=2)


def test_a_log_level_brings_no_options_of_rocksdb(start):
    server = start(services="sqs", environment={"STATEBOX_LOG": "info"})
    server.stop()
    assert len(server.output().splitlines()) < 20, server.output()
    assert "--log" in command("serve", "--help").stdout and "STATEBOX_LOG" in command("serve", "--help").stdout


def test_the_table_says_once_where_the_data_lies(start):
    server = start(services="sqs,redis")
    lines = server.cli("status").stdout.splitlines()
    assert lines[1].split()[-1] == "emulators" and lines[-1] == f"The data lies in {server.data_dir}/gen/1", lines
