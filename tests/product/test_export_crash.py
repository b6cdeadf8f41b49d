"""kill -9 in the middle of exports and imports: nothing half done is ever seen, and what was left is cleaned up."""

import json
import os
import random
import signal
import threading
import time

import pytest

import marks
import s3
import server as servers

# Enough for an archive of several parts.
BALLAST = 18


def load(server):
    """Messages that do not compress."""
    sqs = server.client("sqs")
    url = sqs.create_queue(QueueName="ballast")["QueueUrl"]
    chance = random.Random(519)
    for _ in range(BALLAST):
        sqs.send_message(QueueUrl=url, MessageBody=chance.randbytes(500_000).hex())


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


@pytest.mark.timeout(300)
def test_an_export_of_five_stores_that_was_killed_at_any_instant_leaves_nothing_after_the_next_one(start, bucket, door):
    server = start(arguments=["--remote", bucket.remote], environment=s3.S3.reached_by(door.endpoint))
    load(server)
    marks.make(server, "here")
    # A colleague's upload, which is nobody else's to abort.
    theirs = bucket.client().create_multipart_upload(Bucket=s3.BUCKET, Key="team/theirs.tar.zst")["UploadId"]
    colleagues = bucket.uploads()
    chance = random.Random(519)
    for phase in ["preparing", "freezing", "fixing", "collecting", "uploading"]:
        if phase == "uploading":
            door.shut()
        for line in server.follow("/_statebox/exports", {"name": "big"}):
            assert "error" not in line, line
            if line.get("phase") == phase:
                if phase == "uploading":
                    assert door.holds.wait(60) and len(bucket.uploads()) > len(colleagues)
                else:
                    time.sleep(chance.uniform(0, 0.05))
                server.kill()
                break
        assert server.process.returncode == -signal.SIGKILL, f"{phase} was never reached"
        door.open()
        assert bucket.objects() == []
        server.start()
        # Whoever is still paused or locked lets nobody write.
        server.redis(socket_timeout=3).set("held", "no")
        with server.mongodb(timeoutMS=3000) as client:
            client["app"]["held"].replace_one({"_id": 1}, {"held": False}, upsert=True)
        assert marks.read(server) == marks.everywhere("here")
        assert json.loads(server.cli("list", "--json").stdout) == []
    server.cli("export", "big")
    assert (bucket.objects(), bucket.uploads(), server.leftovers()) == (["team/big.tar.zst"], colleagues, [])
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
    assert sorted(os.listdir(remote)) == sorted([*theirs, "big.tar.zst"]) and server.leftovers() == []
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


# What the disk shows of an import at each of its steps, in their order.
STEPS = {
    "a folder is begun": lambda old: old.temporary.exists(),
    "the archive is being unpacked": lambda old: (old.temporary / "mongodb").exists(),
    "the generation is whole": lambda old: old.new.exists(),
    "redis is tried out": lambda old: (old.data_dir / "run" / "redis-trial.pid").exists(),
    "mongodb is tried out": lambda old: (old.data_dir / "run" / "mongodb-trial.pid").exists(),
    "CURRENT is replaced": lambda old: old.current() != old.generation,
    "redis is started on it": lambda old: old.current() != old.generation and old.runs("redis"),
    "mongodb is started on it": lambda old: old.current() != old.generation and old.runs("mongodb"),
}


class Before:
    """An environment before an import, and where the import leaves its traces."""

    def __init__(self, server):
        self.data_dir = server.data_dir
        self.generation = self.current()
        taken = [int(path.name) for path in (self.data_dir / "gen").iterdir()]
        self.new = self.data_dir / "gen" / str(max(taken) + 1)
        self.temporary = self.new.with_name(f"{self.new.name}.tmp")
        self.notes = {store: self.note(store) for store in ("redis", "mongodb")}

    def current(self):
        return (self.data_dir / "CURRENT").read_text().split()[0]

    def note(self, store):
        """The process that was started last."""
        file = self.data_dir / "run" / f"{store}.pid"
        return file.read_text() if file.exists() else ""

    def runs(self, store):
        return self.note(store) not in ("", self.notes[store])


@pytest.mark.timeout(300)
def test_an_import_that_is_killed_at_any_step_leaves_the_old_or_the_new_environment(start, tmp_path):
    server = start(arguments=["--remote", str(tmp_path / "remote")])
    for mark in ("left", "right"):
        marks.make(server, mark)
        server.cli("export", mark)
    now = "right"
    for step, is_reached in STEPS.items():
        wanted = "left" if now == "right" else "right"
        before = Before(server)
        importing = threading.Thread(target=lambda: server.cli("import", wanted, check=False))
        importing.start()
        servers.until(lambda: is_reached(before), step=0.0005, told=lambda: f"{step}\n{server.output()}")
        server.kill()
        importing.join()
        # The flip may have followed at once. What is certain is what had happened when it was killed.
        has_flipped = before.current() != before.generation
        server.start()
        found = marks.read(server)
        now = wanted if has_flipped else now
        assert found == marks.everywhere(now), (step, has_flipped, found)
        assert server.leftovers() == [], step
    marks.make(server, "goes on")
    assert marks.read(server) == marks.everywhere("goes on")
