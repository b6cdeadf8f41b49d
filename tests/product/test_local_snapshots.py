"""Snapshots that stay here: kept and applied without a remote, undone, and killed in the middle."""

import random
import time

import pytest

import marks
import server as servers


def here(server):
    return [found["name"] for found in server.json("list") if found["local"]]


def test_five_stores_are_kept_applied_and_undone(start):
    server = start()
    marks.make(server, "before")
    assert server.cli("snap", "issue519", "--description", "a ride without a rider", "--label", "team=rides").stdout.startswith("Kept issue519")
    marks.make(server, "after")
    answer = server.json("apply", "issue519")
    assert (answer["name"], answer["undone"]) == ("issue519", False)
    assert marks.read(server) == marks.everywhere("before")
    # Stores go on as any others do, and the snapshot does not change with them.
    marks.make(server, "later")
    server.cli("apply", "issue519")
    assert marks.read(server) == marks.everywhere("before")
    assert "Back to what was there before" in server.cli("apply", "--undo").stdout
    assert marks.read(server) == marks.everywhere("later")
    server.cli("apply", "--undo")
    assert marks.read(server) == marks.everywhere("before")

    # After a restart, too.
    server.kill()
    server.start()
    assert marks.read(server) == marks.everywhere("before")
    server.cli("apply", "--undo")
    assert marks.read(server) == marks.everywhere("later")
    server.cli("apply", "issue519")
    assert marks.read(server) == marks.everywhere("before")
    inspected = server.json("inspect", "issue519", "--local")
    assert inspected["description"] == "a ride without a rider" and inspected["labels"] == {"team": "rides"}
    assert set(inspected["stores"]) == {"emulators", "redis", "mongodb"}


def test_names_are_taken_replaced_listed_and_deleted(start):
    server = start(services=servers.NATIVE)
    assert "nothing to undo" in server.refused("apply", "--undo", code=6)
    marks.make(server, "one")
    server.cli("snap", "state")
    assert "already" in server.cli("snap", "state", check=False).stderr
    marks.make(server, "two")
    server.cli("snap", "state", "--force")
    marks.make(server, "three")
    server.cli("export", "state")
    assert [(found["name"], found["local"]) for found in server.json("list")] == [("state", True), ("state", False)]
    server.cli("apply", "state")
    assert marks.read(server) == marks.everywhere("two", servers.NATIVE)
    server.cli("delete", "state", "--local")
    assert here(server) == []
    for command in (["apply", "state"], ["inspect", "state", "--local"], ["delete", "state", "--local"]):
        assert "no snapshot named state" in server.cli(*command, check=False).stderr
    assert server.cli("inspect", "state").returncode == 0
    for name in ("../state", ".state", "a/b"):
        assert server.cli("snap", name, check=False).returncode != 0
    # What the running environment shares with a snapshot that went is its own.
    assert marks.read(server) == marks.everywhere("two", servers.NATIVE)


def test_a_snapshot_of_fewer_stores_empties_no_others_unasked(tmp_path):
    server = servers.Server(tmp_path / "data", services=servers.NATIVE).start()
    marks.make(server, "three")
    server.cli("snap", "three")
    server.stop()
    more = servers.Server(tmp_path / "data", services="sqs,dynamodb,kinesis,redis").start()
    # Nothing is lost where there is nothing.
    more.cli("apply", "three")
    more.redis().set("mark", "four")
    refused = more.cli("apply", "three", check=False)
    assert refused.returncode != 0 and "holds nothing of redis, which would become empty" in refused.stderr
    assert "which would become empty" in more.cli("reset", "--to", "three", check=False).stderr
    assert more.redis().get("mark") == "four"
    more.cli("reset", "--to", "three", "--force")
    assert more.redis().get("mark") is None
    more.cli("apply", "--undo")
    assert more.redis().get("mark") == "four"
    more.stop()


@pytest.mark.timeout(300)
def test_a_kill_at_any_instant_leaves_the_old_state_or_the_new_one(start):
    server = start()
    marks.make(server, "old")
    server.cli("snap", "kept")
    marks.make(server, "new")
    chance = random.Random(519)
    for round_ in range(12):
        action, body = chance.choice([("snaps", {"name": "kept2", "force": True}), ("applies", {"name": "kept"}), ("applies", {"undo": True})])
        if "undo" in body and round_ == 0:
            continue
        before = marks.read(server)
        lines = server.follow(f"/_statebox/{action}", body)
        next(lines, None)
        time.sleep(chance.uniform(0, 0.6))
        server.kill()
        server.start()
        found = marks.read(server)
        assert found in (marks.everywhere("old"), marks.everywhere("new")), found
        if action == "snaps":
            assert found == before
        assert set(here(server)) <= {"kept", "kept2"} and "kept" in here(server)
        assert server.leftovers() == []
    server.cli("apply", "kept")
    assert marks.read(server) == marks.everywhere("old")
