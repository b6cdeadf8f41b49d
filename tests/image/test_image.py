"""The image, built from the project's Containerfile and run as a careful operator runs it."""

import json
import os
import socket
import urllib.error
import urllib.request

import boto3
import pytest

from podman import until

pytestmark = pytest.mark.timeout(300)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def client(service, port):
    return boto3.client(
        service, endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
    )


def test_it_runs_as_any_user_without_rights_and_writes_to_its_volume_only(podman, image, start):
    port = free_port()
    container = start(image, "--publish", f"127.0.0.1:{port}:4566", "--volume", "writes:/data").ready()
    url = client("sqs", port).create_queue(QueueName="jobs")["QueueUrl"]
    client("sqs", port).send_message(QueueUrl=url, MessageBody="hello")
    # The queue's address is the one by which the client came.
    assert url.startswith(f"http://127.0.0.1:{port}/")
    assert container.exec("redis-cli", "set", "greeting", "hello").stdout.strip() == "OK"
    changed = [line for line in podman.run("diff", container.name).stdout.splitlines() if not line.split()[1].startswith(("/etc", "/run"))]
    assert changed == [], changed
    assert container.exec("sh", "-c", "id -u; touch /x", check=False).returncode != 0


def test_health_is_told_to_the_container_engine_and_to_localstacks_users(podman, image, start):
    port = free_port()
    container = start(image, "--publish", f"127.0.0.1:{port}:4566").ready()
    assert podman.run("healthcheck", "run", container.name, check=False).returncode == 0
    request = urllib.request.Request(f"http://127.0.0.1:{port}/_localstack/health", headers={"Host": "localstack:4566"})
    with urllib.request.urlopen(request) as answer:
        services = json.load(answer)["services"]
    assert {services[name] for name in ("sqs", "dynamodb", "kinesis", "redis")} == {"running"}


def test_it_ends_in_order_when_asked_and_goes_on_where_it_was(image, start, podman):
    container = start(image, "--volume", "ends:/data").ready()
    container.exec("redis-cli", "set", "greeting", "hello")
    podman.run("stop", "--time", "20", container.name)
    assert container.exit_code() == 0
    podman.run("start", container.name)
    container.ready(times=2)
    assert container.exec("redis-cli", "get", "greeting").stdout.strip() == "hello"


def test_a_killed_container_loses_nothing_and_its_volume_serves_the_next_one_under_another_user(image, start, podman):
    first = start(image, "--volume", "killed:/data").ready()
    first.exec("redis-cli", "set", "greeting", "hello")
    podman.run("kill", "--signal", "KILL", first.name)
    until(lambda: not first.is_running())
    assert first.exit_code() == 137
    second = start(image, "--volume", "killed:/data").ready()
    assert second.exec("redis-cli", "get", "greeting").stdout.strip() == "hello"


def test_from_outside_only_the_servers_own_remote_and_allowed_ones_are_used(image, start):
    port = free_port()
    container = start(
        image, "--publish", f"127.0.0.1:{port}:4566", "--volume", "remotes:/data", "--env", "STATEBOX_ALLOW_REMOTE=/data/shared",
    ).ready()

    def asked(method, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/_statebox/{path}", method=method,
            data=None if body is None else json.dumps(body).encode(), headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    for refused in (
        asked("POST", "exports", {"name": "a", "remote": "/data/elsewhere"}),
        asked("POST", "exports", {"name": "a", "remote": "/data/shared/../elsewhere"}),
        asked("POST", "imports", {"name": "a", "remote": "/data/elsewhere"}),
        asked("POST", "collections", {"remote": "/data/elsewhere"}),
        asked("POST", "snapshots/a/verify", {"remote": "/data/elsewhere"}),
        asked("GET", "snapshots?remote=/etc"),
        asked("GET", "snapshots/a?remote=s3://states"),
        asked("GET", "snapshots/a/archive?remote=/etc"),
        asked("DELETE", "snapshots/a?remote=/etc"),
    ):
        assert "is refused" in refused and "--allow-remote" in refused, refused
    assert '"result"' in asked("POST", "exports", {"name": "a"})
    assert '"result"' in asked("POST", "exports", {"name": "a", "remote": "/data/shared/team"})
    # Who is inside may use any.
    container.exec("statebox", "export", "a", "--remote", "/data/elsewhere")
    assert '"name":"a"' in container.exec("statebox", "list", "--remote", "/data/elsewhere", "--json").stdout


def test_a_state_travels_from_one_container_to_another(image, start, podman):
    shared = ["--volume", "states:/states", "--env", "STATEBOX_REMOTE=/states"]
    podman.run("volume", "create", "states")
    # The volume has no image's folder to take its owner from.
    start(image, "--user", "0:0", *shared[:2], hardened=False, command=["sh", "-c", "chmod 1777 /states"])
    here = start(image, *shared).ready()
    here.exec("redis-cli", "set", "greeting", "hello")
    here.exec("statebox", "export", "issue519")
    there = start(image, *shared).ready()
    there.exec("statebox", "import", "issue519")
    assert there.exec("redis-cli", "get", "greeting").stdout.strip() == "hello"


def test_a_volume_that_cannot_be_written_ends_in_one_sentence(image, start, tmp_path):
    os.chmod(tmp_path, 0o755)
    container = start(image, "--volume", f"{tmp_path}:/data")
    until(lambda: not container.is_running())
    said = container.logs().strip().splitlines()
    assert container.exit_code() == 1 and said[-1].startswith("statebox: ") and "/data" in said[-1], said


def test_what_is_not_in_the_image_is_not_served_unless_asked_for(image, native_image, start):
    native = start(native_image).ready()
    assert {store["name"] for store in json.loads(native.exec("statebox", "status", "--json").stdout)["stores"]} == {"sqs", "dynamodb", "kinesis"}
    asked = start(image, "--env", "STATEBOX_SERVICES=sqs,mongodb")
    until(lambda: not asked.is_running())
    said = asked.logs().strip().splitlines()[-1]
    assert asked.exit_code() != 0 and "mongod" in said and "--services" in said, said


def test_libraries_that_start_localstack_start_it(image, start, podman):
    """As Testcontainers' modules do: a shell that waits for a script, which calls the entry point by its path."""
    waiting = "while [ ! -f /tmp/start.sh ]; do sleep 0.1; done; /tmp/start.sh"
    container = start(image, "--entrypoint", "sh", hardened=False, command=["-c", waiting])
    podman.run("exec", container.name, "sh", "-c", "printf '#!/bin/bash\\n/usr/local/bin/docker-entrypoint.sh\\n' >/tmp/s && chmod +x /tmp/s && mv /tmp/s /tmp/start.sh")
    container.ready()
