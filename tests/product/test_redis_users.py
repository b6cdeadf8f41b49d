"""Redis' users (ACL): kept over restarts, exported with everything else, and never in the way of the supervisor."""

import pytest
import redis

import server as servers


def make_bob(server, **more):
    """Bob reads and writes what begins with b."""
    admin = server.redis(**more)
    admin.set("b:mark", "1")
    admin.set("secret", "1")
    admin.execute_command("ACL", "SETUSER", "bob", "on", ">pw", "~b:*", "+get", "+set")


def assert_bob_works(server, password="pw"):
    bob = server.redis(username="bob", password=password)
    assert bob.get("b:mark") == "1"
    with pytest.raises(redis.exceptions.NoPermissionError):
        bob.get("secret")
    with pytest.raises(redis.exceptions.AuthenticationError):
        server.redis(username="bob", password="wrong").get("b:mark")


def users_file(server):
    (path,) = server.data_dir.glob("gen/*/redis/users.acl")
    return path.read_text()


def test_users_are_there_after_a_stop_and_after_a_kill(start):
    server = start(services="redis")
    make_bob(server)
    server.stop()
    server.start()
    assert_bob_works(server)
    server.redis().execute_command("ACL", "SETUSER", "bob", "resetpass", ">new")
    # Redis tells nobody of a change: within about a second it is on the disk.
    before = users_file(server)
    servers.until(lambda: users_file(server) != before)
    server.kill()
    server.start()
    assert_bob_works(server, "new")


def test_users_travel_with_an_export(start, tmp_path):
    server, other = start("one", services="redis"), start("two", services="redis")
    other.redis().execute_command("ACL", "SETUSER", "carol", "on", "nopass", "+@all")
    make_bob(server)
    server.cli("export", "users", "--remote", str(tmp_path / "remote"))
    other.cli("import", "users", "--remote", str(tmp_path / "remote"))
    assert_bob_works(other)
    assert set(other.redis().execute_command("ACL", "USERS")) >= {"bob", "default"}
    assert "carol" not in other.redis().execute_command("ACL", "USERS")
    other.stop()
    other.start()
    assert_bob_works(other)


def test_the_password_of_a_setting_stays_at_home(start, tmp_path):
    server = start("one", services="redis", arguments=["--redis-arg", "requirepass hush"])
    other = start("two", services="redis", arguments=["--redis-arg", "requirepass other"])
    open_one = start("three", services="redis")
    make_bob(server, password="hush")
    server.cli("export", "users", "--remote", str(tmp_path / "remote"))
    for importer, more in ((other, {"password": "other"}), (open_one, {})):
        importer.cli("import", "users", "--remote", str(tmp_path / "remote"))
        assert_bob_works(importer)
        assert importer.redis(**more).get("secret") == "1"
    with pytest.raises(redis.exceptions.AuthenticationError):
        other.redis().get("secret")
    server.stop()
    server.arguments = []
    server.start()
    assert server.redis().get("secret") == "1"


def test_a_password_given_at_run_time_locks_nobody_out_of_exports_and_restarts(start, tmp_path):
    server = start(services="redis")
    server.redis().config_set("requirepass", "hush")
    server.redis(password="hush").set("kept", "yes")
    server.cli("export", "locked", "--remote", str(tmp_path / "remote"))
    server.stop()
    server.start()
    with pytest.raises(redis.exceptions.AuthenticationError):
        server.redis().get("kept")
    assert server.redis(password="hush").get("kept") == "yes"
    server.cli("import", "locked", "--remote", str(tmp_path / "remote"))
    assert server.redis(password="hush").get("kept") == "yes"


@pytest.mark.parametrize("setting", ["aclfile /tmp/users.acl", "user bob on nopass"])
def test_users_in_settings_are_refused_with_the_way_that_is_kept(tmp_path, setting):
    server = servers.Server(tmp_path / "data", services="redis", arguments=["--redis-arg", setting]).start(wait=False)
    assert server.process.wait(30) != 0
    assert setting.split()[0] in server.output() and "ACL SETUSER" in server.output()
