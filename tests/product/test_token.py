"""The control API's secret: who does not bring it learns nothing but health."""

import json
import os

import pytest

import server as servers

SECRET = "correct horse"


@pytest.fixture
def guarded(start):
    server = start(services="sqs", environment={"STATEBOX_TOKEN": SECRET}, wait=False)
    server.cli("wait", environment={"STATEBOX_TOKEN": SECRET})
    return server


def test_commands_that_bring_the_secret_work_and_others_are_told_what_is_missing(guarded):
    with_secret = {"STATEBOX_TOKEN": SECRET}
    guarded.client("sqs").create_queue(QueueName="q")
    guarded.cli("export", "kept", environment=with_secret)
    assert "kept" in guarded.cli("list", environment=with_secret).stdout
    for wrong in ({}, {"STATEBOX_TOKEN": "wrong"}, {"STATEBOX_TOKEN": SECRET + "!"}):
        for command in (["status"], ["export", "other"], ["import", "kept"], ["delete", "kept"], ["env"]):
            refused = guarded.cli(*command, check=False, environment=wrong)
            assert refused.returncode == 1 and "STATEBOX_TOKEN" in refused.stderr and SECRET not in refused.stderr, refused
    assert "kept" in guarded.cli("list", "--token", SECRET).stdout
    assert SECRET not in guarded.output() and SECRET not in guarded.cli("status", "--json", environment=with_secret).stdout


def test_health_needs_no_secret_and_everything_else_does(guarded):
    assert guarded.post("/_statebox/health", None, method="GET")[0] == 200
    assert guarded.cli("healthcheck").returncode == 0
    for method, path in (("GET", "/_statebox/status"), ("GET", "/_statebox/metrics"), ("GET", "/_statebox/nothing"), ("DELETE", "/_statebox/snapshots/a"), ("GET", "/_localstack/info")):
        status, headers, answer = guarded.post(path, None, method=method)
        assert status == 401 and headers["www-authenticate"] == "Bearer" and json.loads(answer)["error"]["message"], path
        assert guarded.post(path, None, {"Authorization": f"Bearer {SECRET}"}, method)[0] != 401, path
        assert guarded.post(path, None, {"Authorization": SECRET}, method)[0] == 401, path


@pytest.mark.skipif(
    any(os.path.exists(sign) for sign in ("/.dockerenv", "/run/.containerenv")) or any(name in os.environ for name in ("container", "KUBERNETES_SERVICE_HOST")),
    reason="in a container its runtime decides who may come in",
)
def test_beyond_loopback_a_secret_is_demanded_outside_of_containers(start):
    refused = start(services="sqs", arguments=["--host", "0.0.0.0"], wait=False)
    assert refused.process.wait(30) == 2 and "STATEBOX_TOKEN" in refused.output()


def test_beyond_loopback_the_secret_lets_in(start):
    served = start(services="sqs", arguments=["--host", "0.0.0.0"], environment={"STATEBOX_TOKEN": SECRET}, wait=False)
    served.cli("wait", environment={"STATEBOX_TOKEN": SECRET})
    served.client("sqs").list_queues()
    assert served.post("/_statebox/status", None, method="GET")[0] == 401
