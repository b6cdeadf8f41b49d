"""Settings of Redis and MongoDB: one that the engine refuses is told as such, and what statebox stands on is guarded while they run."""

import os
import signal
import time

import pytest
import redis

import server as servers


@pytest.mark.parametrize(
    "store, arguments, said",
    [
        ("redis", ["--redis-arg", "maxmemory lots"], "maxmemory lots"),
        ("mongodb", ["--mongod-arg", "--nonsense=1"], "nonsense"),
    ],
)
def test_a_setting_that_an_engine_refuses_is_told_apart_from_damaged_data(tmp_path, store, arguments, said):
    server = servers.Server(tmp_path / "data", services=store, arguments=arguments).start(wait=False)
    assert server.process.wait(60) != 0
    output = server.output()
    assert said in output and "refuses a setting" in output and arguments[0] in output, output
    assert "bring the file" not in output.lower() and "import a snapshot" not in output
    # The same data with the setting left out.
    again = servers.Server(tmp_path / "data", services=store).start()
    again.stop()


def test_appends_that_a_client_switched_off_lose_nothing_in_an_orderly_restart(tmp_path):
    server = servers.Server(tmp_path / "data", services="redis").start()
    client = server.redis()
    client.config_set("appendonly", "no")
    client.set("written", "meanwhile")
    server.stop()
    assert "appendonly" in server.output()
    server.start()
    assert server.redis().get("written") == "meanwhile"
    server.stop()


def test_locks_of_users_are_refused_by_name_and_stay(tmp_path):
    server = servers.Server(tmp_path / "data", services="redis,mongodb").start()
    admin = server.mongodb().admin
    admin.command("fsync", 1, lock=True)
    admin.command("fsync", 1, lock=True)
    refused = server.cli("export", "locked", check=False)
    assert refused.returncode != 0 and "db.fsyncUnlock()" in refused.stderr
    assert [admin.command("fsyncUnlock")["lockCount"] for _ in range(2)] == [1, 0]

    client = server.redis()
    client.client_pause(600_000, all=False)
    refused = server.cli("export", "locked", check=False)
    assert refused.returncode != 0 and "CLIENT PAUSE" in refused.stderr
    held = redis.Redis(port=client.connection_pool.connection_kwargs["port"], socket_timeout=0.5)
    with pytest.raises(redis.exceptions.TimeoutError):
        held.set("a", "b")
    client.client_unpause()
    server.cli("export", "free")
    server.stop()


def test_a_store_that_was_ready_and_is_killed_again_and_again_comes_back(tmp_path):
    server = servers.Server(tmp_path / "data", services="redis").start()
    client = server.redis()
    client.set("kept", "yes")
    for _ in range(8):
        pid = client.info("server")["process_id"]
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 60
        while True:
            try:
                if client.info("server")["process_id"] != pid:
                    break
            except (redis.exceptions.ConnectionError, redis.exceptions.BusyLoadingError):
                pass
            assert time.monotonic() < deadline, server.output()
            time.sleep(0.02)
    assert client.get("kept") == "yes"
    server.cli("wait")
    server.stop()
