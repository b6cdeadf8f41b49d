"""An import that fails after its flip: a server loads the new data when it is tried, and then does not start on it for everybody."""

import pytest

import marks
import server as servers

# Stands before the real server. What it finds in the file `refuse` is a pattern: where the command line or the settings
# file has it beside the public port, the server does not start.
DOUBLE = """#!/bin/sh
case "$1" in --version) exec {program} "$@" ;; esac
said="$* $([ -f "$1" ] && cat "$1")"
if [ -f {refuse} ] && echo "$said" | grep -q "port[ =]{port}" && echo "$said" | grep -q "$(cat {refuse})"; then
  echo "the public port is haunted" >&2
  exit 1
fi
exec {program} "$@"
"""


@pytest.fixture(scope="module")
def haunted(tmp_path_factory):
    """Five stores, an archive named `other`, and for each of the two real servers the file by which its start is refused."""
    folder = tmp_path_factory.mktemp("haunted")
    server = servers.Server(folder / "data", arguments=["--remote", str(folder / "remote")])
    refuse = {}
    for option, program, port in [
        ("--redis-server", "redis-server", server.redis_port),
        ("--mongod", servers.os.environ.get("STATEBOX_MONGOD", "mongod"), server.mongodb_port),
    ]:
        double, refuse[option] = folder / option.strip("-"), folder / f"refuse{option}"
        double.write_text(DOUBLE.format(program=program, refuse=refuse[option], port=port))
        double.chmod(0o755)
        server.arguments += [option, str(double)]
    server.start()
    marks.make(server, "other")
    server.cli("export", "other")
    server.refuse = refuse
    yield server
    server.end()


def generation(server):
    return int((server.data_dir / "CURRENT").read_text().split()[0])


@pytest.mark.parametrize("option, store", [("--redis-server", "redis"), ("--mongod", "mongodb")])
def test_an_import_whose_server_does_not_start_on_the_new_data_goes_back(haunted, option, store):
    marks.make(haunted, store)
    before = generation(haunted)
    # Numbers of generations that are gone are not given again, so the next may be any of these.
    later = "\\|".join(str(before + step) for step in range(1, 10))
    haunted.refuse[option].write_text(f"/gen/\\({later}\\)/")
    try:
        outcome = haunted.cli("import", "other", check=False)
    finally:
        haunted.refuse[option].unlink()
    assert outcome.returncode == 1 and outcome.stdout == "", outcome
    (sentence,) = [line for line in outcome.stderr.splitlines() if line.startswith("statebox: ")]
    assert sentence.startswith("statebox: the import did not work, and the environment is again what it was before: ")
    assert store in sentence and "the public port is haunted" in outcome.stderr
    assert haunted.cli("wait", "--timeout", "1").returncode == 0
    assert marks.read(haunted) == marks.everywhere(store)
    assert generation(haunted) == before and haunted.leftovers() == []
    marks.make(haunted, "goes on")
    assert marks.read(haunted) == marks.everywhere("goes on")


def test_where_going_back_fails_too_the_command_says_so_and_the_next_start_has_the_old_environment(haunted):
    marks.make(haunted, "old")
    before = generation(haunted)
    haunted.refuse["--redis-server"].write_text("/gen/")
    try:
        outcome = haunted.cli("import", "other", check=False)
        assert outcome.returncode == 1 and "neither did going back" in outcome.stderr, outcome
        assert haunted.cli("healthcheck", check=False).returncode == 1
        states = {store["name"]: store["state"] for store in haunted.status()["stores"]}
        assert states["redis"] == "failed", states
    finally:
        haunted.refuse["--redis-server"].unlink()
    haunted.stop()
    haunted.start()
    assert generation(haunted) == before
    assert marks.read(haunted) == marks.everywhere("old")
    haunted.cli("import", "other")
    assert marks.read(haunted) == marks.everywhere("other")
