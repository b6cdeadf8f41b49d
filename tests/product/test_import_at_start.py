"""`serve --import NAME`: fills a new environment before anybody may write, and leaves one alone that holds something."""

import json
import threading

import marks
import s3
import server as servers


def test_a_new_environment_begins_with_the_snapshot(start, tmp_path):
    remote = str(tmp_path / "remote")
    source = start("source", services="sqs,dynamodb,kinesis,redis")
    marks.make(source, "here")
    source.cli("export", "nightly", "--remote", remote)
    target = start("target", services=source.services, arguments=["--remote", remote, "--import", "nightly"])
    assert marks.read(target) == marks.everywhere("here", source.services)
    unknown = servers.Server(tmp_path / "unknown", services="sqs", arguments=["--remote", remote, "--import", "other"])
    unknown.start(wait=False)
    assert unknown.process.wait(30) == 4 and "other" in unknown.output()


def test_until_it_is_imported_writers_wait_and_nobody_is_told_that_it_is_ready(start, tmp_path):
    store = s3.S3(tmp_path / "s3")
    source = start("source", services="sqs,dynamodb,kinesis,redis", arguments=["--remote", store.remote], environment=store.environment)
    marks.make(source, "here")
    source.cli("export", "nightly")
    door = s3.Door(store.port, held=b"GET /")
    door.shut()
    target = start(
        "target", services=source.services, arguments=["--remote", store.remote, "--import", "nightly"],
        environment=store.reached_by(door.endpoint), wait=False,
    )
    servers.until(lambda: servers.listens(target.port))
    assert door.holds.wait(30)
    made = []
    writer = threading.Thread(target=lambda: made.append(target.client("sqs").create_queue(QueueName="made-meanwhile")))
    writer.start()
    status, _, body = target.post("/_statebox/health", method="GET")
    assert (status, set(json.loads(body)["stores"].values())) == (503, {"starting"})
    status, _, body = target.post("/_localstack/health", method="GET")
    assert set(json.loads(body)["services"].values()) == {"starting"}
    assert target.cli("healthcheck", check=False).returncode == 1
    assert not servers.listens(target.redis_port)
    assert made == []
    door.open()
    target.wait()
    writer.join(30)
    # What was acknowledged is there, and so is the snapshot.
    queues = target.client("sqs").list_queues()["QueueUrls"]
    assert [url.rsplit("/", 1)[1] for url in queues] == ["made-meanwhile", "marks"] and len(made) == 1
    assert marks.read(target) == marks.everywhere("here", source.services)
    store.kill()


def test_the_same_command_line_after_a_kill_leaves_the_days_work(start, tmp_path):
    remote = str(tmp_path / "remote")
    source = start("source", services="sqs,dynamodb,kinesis,redis")
    marks.make(source, "snapshot")
    source.cli("export", "nightly", "--remote", remote)
    target = start("target", services=source.services, arguments=["--remote", remote, "--import", "nightly"])
    marks.make(target, "work")
    target.kill()
    target.start()
    assert marks.read(target) == marks.everywhere("work", source.services)
    assert "--import nightly changes nothing" in target.output() and "--replace" in target.output()
    target.stop()
    target.arguments.append("--replace")
    target.start()
    assert marks.read(target) == marks.everywhere("snapshot", source.services)


def test_a_start_that_is_killed_while_it_imports_imports_at_the_next(start, tmp_path):
    store = s3.S3(tmp_path / "s3")
    source = start("source", services=servers.NATIVE, arguments=["--remote", store.remote], environment=store.environment)
    marks.make(source, "here")
    source.cli("export", "nightly")
    door = s3.Door(store.port, held=b"GET /")
    door.shut()
    target = start(
        "target", services=servers.NATIVE, arguments=["--remote", store.remote, "--import", "nightly"],
        environment=store.reached_by(door.endpoint), wait=False,
    )
    assert door.holds.wait(30)
    target.kill()
    door.open()
    target.start()
    assert marks.read(target) == marks.everywhere("here", servers.NATIVE)
    store.kill()
