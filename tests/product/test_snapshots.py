"""Exports and imports as a developer does them: by the command line, to a directory and to S3."""

import io
import json
import os
import pathlib
import shutil
import subprocess
import tarfile
import threading
import time

import pytest
import zstandard

import marks
import s3
import server as servers


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    """All five stores; tests leave them running and bring marks of their own."""
    server = servers.Server(tmp_path_factory.mktemp("five")).start()
    yield server
    server.end()


@pytest.fixture
def bucket(tmp_path):
    server = s3.S3(tmp_path / "s3")
    yield server
    server.kill()


def names(server, *remote):
    return [found["name"] for found in server.json("list", *remote)]


def test_five_stores_come_back_as_they_were_and_answer(five, tmp_path):
    remote = str(tmp_path / "remote")
    marks.make(five, "before")
    result = five.json(
        "export", "issue519", "--remote", remote, "--description", "the cart is empty", "--label", "team=cart", "--label", "a=b=c",
    )
    assert (result["name"], result["location"]) == ("issue519", f"{remote}/issue519.tar.zst")
    assert result["size"] == os.path.getsize(result["location"])
    marks.make(five, "after")

    (listed,) = five.json("list", "--remote", remote)
    assert (listed["name"], listed["size"]) == ("issue519", result["size"])
    manifest = five.json("inspect", "issue519", "--remote", remote)
    assert (manifest["format"], manifest["description"]) == (1, "the cart is empty")
    assert manifest["labels"] == {"team": "cart", "a": "b=c"}
    counts = {name: part["counts"] for name, part in manifest["stores"].items()}
    assert counts["redis"]["keys"] >= 1 and counts["mongodb"]["documents"] >= 1
    shown = five.cli("inspect", "issue519", "--remote", remote).stdout
    for words in ("the cart is empty", "team=cart", "emulators", "redis", "mongodb", "documents"):
        assert words in shown, shown
    assert five.json("verify", "issue519", "--remote", remote)["bytes"] > 0

    dry = five.json("import", "issue519", "--remote", remote, "--dry-run")
    assert dry["imported"] is False and marks.read(five) == marks.everywhere("after")
    five.cli("import", "issue519", "--remote", remote)
    assert five.cli("wait", "--timeout", "1").returncode == 0
    assert marks.read(five) == marks.everywhere("before")
    marks.make(five, "goes on")
    assert marks.read(five) == marks.everywhere("goes on")

    five.cli("delete", "issue519", "--remote", remote)
    assert names(five, "--remote", remote) == [] and os.listdir(remote) == []


def test_an_archive_is_a_plain_tarball_that_begins_with_its_manifest(native):
    location = pathlib.Path(native.json("export", "plain")["location"])
    tar = zstandard.ZstdDecompressor().stream_reader(location.open("rb"), read_across_frames=True)
    with tarfile.open(fileobj=io.BytesIO(tar.read())) as archive:
        first = archive.next()
        assert first.name == "manifest.json"
        manifest = json.load(archive.extractfile(first))
        assert type(manifest["format"]) is int
        listed = {f"{store}/{file['path']}": file["size"] for store, part in manifest["stores"].items() for file in part["files"]}
        assert {member.name: member.size for member in archive.getmembers()[1:]} == listed


def test_a_taken_name_is_refused_and_replaced_by_force(native):
    native.cli("export", "taken", "--description", "first")
    assert "taken" in native.refused("export", "taken", code=5)
    assert native.json("inspect", "taken")["description"] == "first"
    native.cli("export", "taken", "--force", "--description", "second")
    assert native.json("inspect", "taken")["description"] == "second"


def test_unknown_names_and_names_that_leave_their_folder_are_refused(native):
    for verb in ("import", "inspect", "verify", "delete"):
        assert "nothing-here" in native.refused(verb, "nothing-here", code=4)
    for verb in ("export", "import", "inspect", "verify", "delete"):
        for name in ("../up", "a/b", ".hidden", "a b", "", "ü", "x" * 129):
            assert "name" in native.refused(verb, name, code=2)
    assert "s3://" in native.refused("list", "--remote", "http://somewhere/else", code=2)
    assert not list(native.data_dir.parent.glob("up*"))


def test_every_command_takes_a_remote_and_resolves_a_relative_folder(native, tmp_path):
    (tmp_path / "here").mkdir()
    run = lambda *arguments: native.cli(*arguments, "--remote", "here/states", cwd=tmp_path)
    run("export", "one")
    folder = tmp_path / "here" / "states"
    assert os.listdir(folder) == ["one.tar.zst"]
    # Somebody copies an archive there by hand.
    shutil.copy(folder / "one.tar.zst", folder / "copied.tar.zst")
    assert [found["name"] for found in json.loads(run("list", "--json").stdout)] == ["copied", "one"]
    run("inspect", "copied")
    run("verify", "copied")
    run("import", "copied")
    run("delete", "one")
    assert os.listdir(folder) == ["copied.tar.zst"]
    assert "one" not in names(native)


def test_a_pipe_that_closes_early_is_no_panic(native):
    native.cli("export", "piped")
    command = f"'{servers.BINARY}' inspect piped --json --endpoint {native.endpoint} | true"
    outcome = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=servers.clean_environment())
    assert outcome.stderr == ""


def test_s3_gives_what_a_directory_gives(start, bucket):
    server = start(services=servers.NATIVE, arguments=["--remote", bucket.remote], environment=bucket.environment)
    assert names(server) == []
    marks.make(server, "before")
    assert server.json("export", "one")["location"] == "s3://states/team/one.tar.zst"
    assert (bucket.objects(), bucket.uploads()) == (["team/one.tar.zst"], [])
    marks.make(server, "after")
    server.refused("export", "one", code=5)
    server.refused("import", "two", code=4)
    assert server.json("inspect", "one")["format"] == 1
    server.cli("verify", "one")
    server.cli("import", "one")
    assert marks.read(server) == marks.everywhere("before", servers.NATIVE)
    server.cli("export", "one", "--force", "--description", "again")
    assert server.json("inspect", "one")["description"] == "again"
    # Another place, for one command.
    server.cli("export", "elsewhere", "--remote", "s3://states")
    assert names(server, "--remote", "s3://states/") == ["elsewhere"] and names(server) == ["one"]
    server.cli("delete", "one")
    server.refused("delete", "one", code=4)
    assert bucket.objects() == ["elsewhere.tar.zst"]
    assert server.leftovers() == []


def test_a_remote_that_cannot_be_used_is_told_in_one_sentence(start, bucket):
    (nobody,) = servers.free_ports(1)
    good = start("good", services=servers.NATIVE, environment=bucket.environment)
    marks.make(good, "kept")
    wrong = start("wrong", services=servers.NATIVE, environment=s3.S3.reached_by(bucket.endpoint, secret="WRONG"))
    absent = start("absent", services=servers.NATIVE, environment=s3.S3.reached_by(f"http://127.0.0.1:{nobody}"))
    without = start("without", services=servers.NATIVE, environment={"AWS_ENDPOINT_URL_S3": bucket.endpoint})
    itself = servers.Server(good.data_dir.parent / "itself", services=servers.NATIVE)
    itself.environment = s3.S3.reached_by(itself.endpoint)
    itself.start()
    try:
        for server, remote, words in [
            (good, "s3://nobucket/team", "nobucket"),
            (wrong, bucket.remote, "credentials"),
            (without, bucket.remote, "credentials"),
            (absent, bucket.remote, "could not be reached"),
            (itself, bucket.remote, "this server itself"),
            (good, "/proc/nowhere", "/proc/nowhere"),
        ]:
            for command in (["list"], ["export", "a"], ["import", "a"], ["inspect", "a"], ["verify", "a"], ["delete", "a"]):
                # A folder that is not there holds nothing.
                if remote.startswith("/") and command != ["export", "a"]:
                    continue
                assert words in server.refused(*command, "--remote", remote, code=1), command
            assert server.cli("healthcheck").returncode == 0
            assert server.leftovers() == []
    finally:
        itself.end()
    assert marks.read(good) == marks.everywhere("kept", servers.NATIVE)
    assert (bucket.objects(), bucket.uploads()) == ([], [])


def test_an_archive_of_fewer_or_more_stores_is_taken(start, five, tmp_path):
    remote = str(tmp_path / "remote")
    native = start("native", services=servers.NATIVE)
    marks.make(native, "three")
    native.cli("export", "three", "--remote", remote)
    marks.make(five, "five")
    five.cli("export", "five", "--remote", remote)

    # Nobody loses two stores because somebody else has only three.
    for dry in ([], ["--dry-run"]):
        refused = five.cli("import", "three", "--remote", remote, *dry, check=False)
        assert refused.returncode != 0
        assert "holds nothing of redis, mongodb, which would become empty" in refused.stderr, refused.stderr
    assert marks.read(five) == marks.everywhere("five")
    five.cli("import", "three", "--remote", remote, "--force")
    five.cli("wait", "--timeout", "1")
    # All or nothing: what the archive does not hold is empty.
    assert marks.read(five) == {**marks.everywhere("three", servers.NATIVE), "redis": None, "mongodb": None}
    native.cli("import", "five", "--remote", remote)
    assert marks.read(native) == marks.everywhere("five", servers.NATIVE)
    five.cli("import", "five", "--remote", remote)
    assert marks.read(five) == marks.everywhere("five")

    # Each of the emulated services is one's own, too.
    tables = start("tables", services="dynamodb")
    tables.client("dynamodb").create_table(
        TableName="rides", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}], AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    )
    tables.cli("export", "tables", "--remote", remote)
    refused = native.cli("import", "tables", "--remote", remote, check=False)
    assert "holds nothing of sqs, kinesis, which would become empty" in refused.stderr, refused.stderr
    assert marks.read(native) == marks.everywhere("five", servers.NATIVE)
    native.cli("import", "tables", "--remote", remote, "--force")
    tables.cli("import", "tables", "--remote", remote)


def test_clients_of_the_emulators_only_wait_during_exports_and_imports(five, tmp_path):
    remote = str(tmp_path / "remote")
    marks.make(five, "before")
    sqs = five.client("sqs")
    idle = sqs.create_queue(QueueName="idle")["QueueUrl"]
    five.cli("export", "one", "--remote", remote)
    stopping, failures, counts = threading.Event(), [], {}

    def writer(name, once):
        counts[name] = 0
        try:
            while not stopping.is_set():
                once()
                counts[name] += 1
        except Exception as error:
            failures.append(f"{name}: {error!r}")

    dynamodb, kinesis = five.client("dynamodb"), five.client("kinesis")
    url = sqs.get_queue_url(QueueName="marks")["QueueUrl"]
    threads = [
        threading.Thread(target=writer, args=arguments) for arguments in [
            ("put", lambda: dynamodb.put_item(TableName="marks", Item={"id": {"S": "other"}})),
            ("get", lambda: dynamodb.get_item(TableName="marks", Key={"id": {"S": "mark"}})),
            ("send", lambda: sqs.send_message(QueueUrl=url, MessageBody="more")),
            ("record", lambda: kinesis.put_record(StreamName="marks", Data=b"more", PartitionKey="a")),
            ("poll", lambda: sqs.receive_message(QueueUrl=idle, WaitTimeSeconds=2)),
        ]
    ]
    for thread in threads:
        thread.start()
    servers.until(lambda: failures or len(counts) == 5 and min(counts[name] for name in ("put", "send", "record")) > 3)
    five.cli("export", "two", "--remote", remote)
    five.cli("import", "one", "--remote", remote)
    after = dict(counts)
    servers.until(lambda: failures or all(counts[name] > after[name] for name in counts))
    stopping.set()
    for thread in threads:
        thread.join(30)
    assert not failures, failures


def test_a_poll_that_is_parked_during_an_import_gets_what_comes_after_it(start, tmp_path):
    server = start(services=servers.NATIVE)
    sqs = server.client("sqs")
    kept = sqs.create_queue(QueueName="kept")["QueueUrl"]
    server.cli("export", "one")
    gone = sqs.create_queue(QueueName="gone")["QueueUrl"]
    outcomes = {}

    def poll(url):
        try:
            outcomes[url] = [m["Body"] for m in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20).get("Messages", [])]
        except sqs.exceptions.QueueDoesNotExist as error:
            outcomes[url] = error.response["Error"]["Code"]

    threads = [threading.Thread(target=poll, args=(url,)) for url in (kept, gone)]
    for thread in threads:
        thread.start()
    # Should they not be parked yet, the answers are the same.
    time.sleep(0.5)
    server.cli("import", "one")
    sqs.send_message(QueueUrl=kept, MessageBody="new")
    for thread in threads:
        thread.join(25)
    assert outcomes[kept] == ["new"] and "NonExistentQueue" in outcomes[gone]
