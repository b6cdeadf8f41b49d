"""Exports and imports of all five stores that are cancelled, refused or cut off: the stores go on, whole, and nothing is left behind."""

import random
import signal
import time
import types

import pytest

import marks
import s3
import server as servers


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A server with all five stores, the bucket that it exports to, and the door before the bucket. Tests bring marks of their own."""
    folder = tmp_path_factory.mktemp("five")
    bucket = s3.S3(folder / "s3")
    door = s3.Door(bucket.port)
    environment = s3.S3.reached_by(door.endpoint)
    server = servers.Server(folder / "data", arguments=["--remote", bucket.remote], environment=environment).start()
    yield types.SimpleNamespace(server=server, bucket=bucket, door=door)
    door.open()
    server.end()
    door.close()
    bucket.kill()


def is_free(server):
    """No action is going on: a deletion would be told."""
    return server.cli("delete", "nobody", "--remote", str(server.data_dir / "nowhere"), check=False).returncode == 4


def goes_on(place, mark):
    """All five stores hold the mark, take writes at once, and neither they nor the disk show anything of an action."""
    server = place.server
    servers.until(lambda: is_free(server))
    assert marks.read(server) == marks.everywhere(mark)
    server.redis(socket_timeout=3).set("held", "no")
    with server.mongodb(timeoutMS=3000) as client:
        client["app"]["held"].replace_one({"_id": 1}, {"held": False}, upsert=True)
        assert not client.admin.command("currentOp").get("fsyncLock")
        # What a cut sets, a thaw sets back; after a cancelled one a moment later.
        servers.until(lambda: client.admin.command("getParameter", syncdelay=1)["syncdelay"] == 60)
    servers.until(lambda: server.redis().config_get("auto-aof-rewrite-percentage").popitem()[1] == "100")
    marks.make(server, mark)
    left = lambda: server.leftovers() + place.bucket.uploads()
    servers.until(lambda: not left(), told=left)
    assert {store["state"] for store in server.status()["stores"]} == {"ready"}


def test_one_export_at_a_time_and_ctrl_c_cancels_it(place):
    server, bucket, door = place.server, place.bucket, place.door
    marks.make(server, "exported")
    door.shut()
    first = server.begun("export", "first")
    assert door.holds.wait(60)
    for command in (["export", "second"], ["import", "second"], ["delete", "second"]):
        assert "going on" in server.refused(*command, code=1)
    # The stores are not held any more.
    marks.make(server, "still exported")
    assert marks.read(server) == marks.everywhere("still exported")
    assert bucket.uploads() and bucket.objects() == []

    first.send_signal(signal.SIGINT)
    assert first.wait(30) != 0
    door.open()
    goes_on(place, "still exported")
    assert bucket.objects() == []
    server.cli("export", "first")
    assert bucket.objects() == ["team/first.tar.zst"]
    server.cli("delete", "first")
    goes_on(place, "still exported")


def test_an_export_that_is_cancelled_at_any_instant_lets_all_stores_go_on(place):
    server, chance = place.server, random.Random(519)
    marks.make(server, "cancelled")
    for phase in ["preparing", "freezing", "fixing", "collecting", "hashing", "uploading"]:
        for line in server.follow("/_statebox/exports", {"name": "cancelled", "force": True}):
            assert "error" not in line, line
            if line.get("phase") == phase:
                time.sleep(chance.uniform(0, 0.02))
                break
        # The next one does not wait for the cancelled one to be cleared away.
        servers.until(lambda: is_free(server))
        server.cli("export", "next", "--force")
        goes_on(place, "cancelled")
    server.cli("verify", "next")
    server.cli("delete", "next")


def test_an_import_that_is_cancelled_leaves_the_old_environment_before_the_flip_and_the_new_one_after_it(place):
    server = place.server
    for mark in ("left", "right"):
        marks.make(server, mark)
        server.cli("export", mark)
    for phase, wanted in [("downloading", "right"), ("trying out", "right"), ("switching", "left"), ("probing", "right")]:
        for line in server.follow("/_statebox/imports", {"name": "left" if marks.read(server)["redis"] == "right" else "right"}):
            assert "error" not in line, line
            if line.get("phase") == phase:
                break
        else:
            raise AssertionError(f"{phase} was never reached")
        goes_on(place, wanted)
    for mark in ("left", "right"):
        server.cli("delete", mark)


def test_a_remote_that_fails_is_told_in_one_sentence_and_all_stores_go_on(place):
    server, bucket, door = place.server, place.bucket, place.door
    marks.make(server, "kept")
    server.cli("export", "kept")

    def both_fail(words, *remote):
        for verb, name in [("export", "lost"), ("import", "kept")]:
            assert words in server.refused(verb, name, *remote, code=1)
        assert server.cli("healthcheck").returncode == 0

    both_fail("nobucket", "--remote", "s3://nobucket/team")
    bucket.kill()
    both_fail(door.endpoint)
    bucket.start(secret="ANOTHER")
    both_fail("credentials")
    bucket.kill()
    bucket.start(s3.SECRET_KEY)

    door.shut()
    export = server.begun("export", "lost")
    assert door.holds.wait(60)
    door.cut()
    said = export.communicate(timeout=120)[1]
    assert export.returncode == 1 and said.splitlines()[-1].startswith("statebox: ") and door.endpoint in said, said
    door.mend()
    door.cut_after(64 << 10)
    assert door.endpoint in server.refused("import", "kept", code=1)
    assert door.is_broken
    door.mend()

    assert bucket.objects() == ["team/kept.tar.zst"]
    # A part that was under way may have been lost with the connection: the next export takes it back.
    server.cli("export", "again")
    goes_on(place, "kept")
    server.cli("import", "kept")
    goes_on(place, "kept")
