"""kill -9 in the middle of exports and imports: nothing half done is ever seen, and what was left is cleaned up."""

import http.client
import json
import os
import random
import threading
import time

import pytest

import marks
import s3
import server as servers

# Enough for an archive of several parts.
BALLAST = 24


def load(server):
    """Messages that do not compress."""
    sqs = server.client("sqs")
    url = sqs.create_queue(QueueName="ballast")["QueueUrl"]
    chance = random.Random(519)
    for _ in range(BALLAST):
        sqs.send_message(QueueUrl=url, MessageBody=chance.randbytes(500_000).hex())


def asks(server, path, body):
    """Sends a long request and gives the lines of its answer as they come."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    with connection.getresponse() as answer:
        for line in answer:
            yield json.loads(line)


def leftovers(server):
    return [str(path) for folder in ("work", "uploads") for path in (server.data_dir / folder).glob("*")]


@pytest.fixture
def bucket(tmp_path):
    server = s3.S3(tmp_path / "s3")
    yield server
    server.kill()


@pytest.fixture
def door(bucket):
    door = s3.Door(bucket.port)
    yield door
    door.open()
    door.close()


def test_an_export_to_s3_that_was_killed_leaves_nothing_after_the_next_one(start, bucket, door):
    server = start(services=servers.NATIVE, arguments=["--remote", bucket.remote], environment=s3.S3.reached_by(door.endpoint))
    load(server)
    # A colleague's upload, which is nobody else's to abort.
    theirs = bucket.client().create_multipart_upload(Bucket=s3.BUCKET, Key="team/theirs.tar.zst")["UploadId"]
    colleagues = bucket.uploads()
    for _ in range(2):
        door.shut()
        export = threading.Thread(target=lambda: server.cli("export", "big", check=False))
        export.start()
        assert door.holds.wait(60)
        assert len(bucket.uploads()) > len(colleagues) and bucket.objects() == []
        server.kill()
        export.join()
        door.open()
        server.start()
        assert json.loads(server.cli("list", "--json").stdout) == []
    server.cli("export", "big")
    assert (bucket.objects(), bucket.uploads(), leftovers(server)) == (["team/big.tar.zst"], colleagues, [])
    server.cli("verify", "big")
    bucket.client().abort_multipart_upload(Bucket=s3.BUCKET, Key="team/theirs.tar.zst", UploadId=theirs)


def test_an_export_to_a_directory_that_was_killed_leaves_nothing_after_the_next_one(start, tmp_path):
    remote = tmp_path / "remote"
    server = start(services=servers.NATIVE, arguments=["--remote", str(remote)])
    load(server)
    remote.mkdir()
    (remote / ".theirs.tar.zst.0123456789abcdef.tmp").write_text("a colleague's export goes on")
    theirs = os.listdir(remote)
    export = threading.Thread(target=lambda: server.cli("export", "big", check=False))
    export.start()
    servers.until(lambda: len(os.listdir(remote)) > 1, step=0.001)
    server.kill()
    export.join()
    assert "big.tar.zst" not in os.listdir(remote)
    server.start()
    assert json.loads(server.cli("list", "--json").stdout) == []
    server.cli("export", "big")
    assert sorted(os.listdir(remote)) == sorted([*theirs, "big.tar.zst"]) and leftovers(server) == []
    server.cli("verify", "big")


def test_an_s3_server_that_dies_in_the_middle_is_told_and_the_stores_go_on(start, bucket, door):
    server = start(services=servers.NATIVE, arguments=["--remote", bucket.remote], environment=s3.S3.reached_by(door.endpoint))
    marks.make(server, "here")
    door.shut()
    outcomes = []
    export = threading.Thread(target=lambda: outcomes.append(server.cli("export", "lost", check=False)))
    export.start()
    assert door.holds.wait(30)
    bucket.kill()
    door.close()
    export.join(60)
    (outcome,) = outcomes
    assert outcome.returncode == 1 and len(outcome.stderr.strip().splitlines()) == 1, outcome
    assert door.endpoint in outcome.stderr and "panic" not in server.output()
    assert marks.read(server) == marks.everywhere("here", servers.NATIVE)
    elsewhere = server.json("export", "lost", "--remote", str(server.data_dir.parent / "elsewhere"))
    assert elsewhere["size"] > 0


@pytest.mark.timeout(300)
def test_an_import_that_was_killed_at_any_instant_leaves_the_old_or_the_new_environment(start, tmp_path):
    remote = str(tmp_path / "remote")
    server = start(arguments=["--remote", remote])
    for mark in ("left", "right"):
        marks.make(server, mark)
        server.cli("export", mark)
    chance = random.Random(519)
    outcomes = set()
    # From the reading of the archive to the last probe; the rename is in `switching`.
    for phase in ["downloading", "trying out", "switching", "switching", "probing", None]:
        now = marks.read(server)["redis"]
        wanted = "left" if now == "right" else "right"
        seen = []
        try:
            for line in asks(server, "/_statebox/imports", {"name": wanted}):
                seen.append(line)
                assert "error" not in line, line
                if line.get("phase") == phase:
                    break
        finally:
            time.sleep(chance.uniform(0, 0.3))
            server.kill()
        server.start()
        found = marks.read(server)
        assert found in (marks.everywhere("left"), marks.everywhere("right")), (phase, found)
        outcomes.add(found["redis"] == wanted)
        if any("result" in line for line in seen):
            assert found["redis"] == wanted
        # What was begun is gone; the generation before may be kept.
        generations = sorted(path.name for path in (server.data_dir / "gen").iterdir())
        assert len(generations) <= 2 and not [name for name in generations if name.endswith(".tmp")], generations
    assert outcomes == {True, False}
    marks.make(server, "goes on")
    assert marks.read(server) == marks.everywhere("goes on")
