"""Incremental exports: only what is new goes to the remote, and a name still opens as one plain archive."""

import os
import subprocess

import pytest

import marks
import s3 as s3_servers
import server as servers


@pytest.fixture
def s3(tmp_path):
    server = s3_servers.S3(tmp_path / "s3")
    yield server
    server.kill()


def table_of_24_megabytes(server):
    dynamodb = server.client("dynamodb")
    dynamodb.create_table(
        TableName="rides", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )
    for number in range(80):
        dynamodb.put_item(TableName="rides", Item={"id": {"S": f"ride{number}"}, "blob": {"B": os.urandom(300_000)}})
    return dynamodb


def sizes(server):
    return {found["name"]: (found["size"], found["incremental"]) for found in server.json("list") if not found["local"]}


def test_one_more_item_costs_a_small_part_and_the_first_export_can_go(start, s3):
    server = start(services=servers.NATIVE, arguments=["--remote", s3.remote], environment=s3.environment)
    dynamodb = table_of_24_megabytes(server)
    first = server.json("export", "first", "--incremental")
    assert first["incremental"] and first["location"].endswith("/first.json") and first["size"] > 23_000_000
    dynamodb.put_item(TableName="rides", Item={"id": {"S": "one more"}})
    second = server.json("export", "second", "--incremental")
    assert second["size"] < first["size"] / 5, (first["size"], second["size"])
    assert all(incremental for _, incremental in sizes(server).values())

    server.cli("delete", "first")
    assert "a gc deletes them when that was first seen 24 hours ago" in server.cli("gc").stdout
    assert server.json("gc", "--grace", "0")["deleted"]["chunks"] > 0
    assert "is whole" in server.cli("verify", "second").stdout

    colleague = start("colleague", services=servers.NATIVE, arguments=["--remote", s3.remote], environment=s3.environment)
    colleague.cli("import", "second")
    pages = colleague.client("dynamodb").get_paginator("scan").paginate(TableName="rides", ProjectionExpression="id")
    assert {item["id"]["S"] for page in pages for item in page["Items"]} == {"one more", *(f"ride{n}" for n in range(80))}

    server.cli("delete", "second")
    server.cli("gc", "--grace", "0")
    assert [key for key in s3.objects() if "/chunks/" in key] == []


def test_five_stores_travel_incrementally_and_are_fetched_as_a_tarball(start, tmp_path):
    remote = tmp_path / "remote"
    server = start(arguments=["--remote", str(remote)], environment={"STATEBOX_REMOTE_INCREMENTAL": "true"})
    marks.make(server, "before")
    assert server.json("export", "state")["incremental"]
    assert "Exported plain" in server.cli("export", "plain", "--full").stdout
    assert (remote / "plain.tar.zst").exists() and (remote / "state.json").exists()
    marks.make(server, "after")
    server.cli("import", "state")
    assert marks.read(server) == marks.everywhere("before")

    file = tmp_path / "fetched.tar.zst"
    assert "Fetched state" in server.cli("fetch", "state", "-o", str(file)).stdout
    listed = subprocess.run(["tar", "--zstd", "-tf", str(file)], capture_output=True, text=True, check=True).stdout.split()
    assert listed[0] == "manifest.json" and {name.split("/")[0] for name in listed[1:]} == {"emulators", "redis", "mongodb"}
    assert "is there already" in server.refused("fetch", "state", "-o", str(file), code=5)
    server.cli("fetch", "state", "-o", str(file), "--force")

    # What was fetched is an archive as any other.
    (remote / "copied.tar.zst").write_bytes(file.read_bytes())
    server.cli("import", "copied")
    assert marks.read(server) == marks.everywhere("before")

    # An archive that breaks off in the middle is no file.
    chunk = max((path for path in (remote / "chunks").rglob("*.zst")), key=lambda path: path.stat().st_size)
    chunk.unlink()
    broken = tmp_path / "broken.tar.zst"
    assert server.cli("fetch", "state", "-o", str(broken), check=False).returncode != 0
    assert not broken.exists() and list(tmp_path.glob(".tmp*")) == []
    assert "is not at the remote any more" in server.cli("verify", "state", check=False).stderr
