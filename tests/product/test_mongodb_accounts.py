"""MongoDB with accounts (`--auth`): exports, imports and restarts need no password of anybody's."""

import pymongo
import pytest

import server as servers

AUTH = ["--mongod-arg", "--auth"]


def account(server, name="ada", password="pw"):
    return server.mongodb(username=name, password=password)


def make_ada(server):
    """The first account is made from this machine, as with every mongod."""
    server.mongodb().admin.command("createUser", "ada", pwd="pw", roles=["root"])
    account(server)["app"]["things"].insert_one({"_id": 1})


def assert_only_ada_reads(server):
    assert account(server)["app"]["things"].count_documents({}) == 1
    with pytest.raises(pymongo.errors.OperationFailure):
        server.mongodb()["app"]["things"].find_one()


@pytest.mark.timeout(300)
def test_accounts_are_there_after_a_restart_and_travel_with_an_export(start, tmp_path):
    server = start("one", services="mongodb", arguments=AUTH)
    make_ada(server)
    assert_only_ada_reads(server)
    server.kill()
    server.start()
    assert_only_ada_reads(server)

    # Left open, and in the way of the lock: its owner is somebody else than who takes the cut.
    client = account(server)
    with client.start_session() as session:
        session.start_transaction()
        client["app"]["things"].insert_one({"_id": 2}, session=session)
        server.cli("export", "accounts", "--remote", str(tmp_path / "remote"))
        with pytest.raises(pymongo.errors.PyMongoError) as caught:
            session.commit_transaction()
        assert caught.value.has_error_label("TransientTransactionError")

    other = start("two", services="mongodb", arguments=AUTH)
    other.cli("import", "accounts", "--remote", str(tmp_path / "remote"))
    assert_only_ada_reads(other)
    open_one = start("three", services="mongodb")
    open_one.cli("import", "accounts", "--remote", str(tmp_path / "remote"))
    assert open_one.mongodb()["app"]["things"].count_documents({}) == 1
    for each in (server, other, open_one):
        each.stop()


@pytest.mark.parametrize("option", ["--keyFile=/tmp/key", "--clusterAuthMode=x509"])
def test_other_ways_to_accounts_are_refused_with_the_one_that_works(tmp_path, option):
    server = servers.Server(tmp_path / "data", services="mongodb", arguments=["--mongod-arg", option]).start(wait=False)
    assert server.process.wait(30) != 0
    assert option in server.output() and "--auth" in server.output()
