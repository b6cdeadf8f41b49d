"""Starts the real binary on free ports, talks to it, ends it, and sees that nothing is left behind."""

import http.client
import inspect
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import boto3
import botocore.config
import pymongo
import redis

BINARY = os.environ.get("STATEBOX_BINARY", "statebox")
ALL = "sqs,dynamodb,kinesis,redis,mongodb"
NATIVE = "sqs,dynamodb,kinesis"


def free_ports(count):
    """Ports that nobody listens on now. Each test takes its own, so that none meet."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def clean_environment(**more):
    """Without the variables of whoever runs the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "STATEBOX_")) or k == "STATEBOX_MONGOD"}
    kept.update(AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null")
    kept.update(more)
    return kept


def until(what, seconds=30, step=0.02, told=lambda: ""):
    """Asks until the answer is true; fails loudly when it never is. `told` says what there is instead."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = what()
        if answer:
            return answer
        time.sleep(step)
    raise AssertionError(f"not true within {seconds} s: {inspect.getsource(what).strip()} {told()}")


def is_alive(pid):
    """A corpse is its parent's to bury, which of grandchildren is not the server."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


class Server:
    def __init__(self, data_dir, services=ALL, arguments=(), environment=None, within=()):
        """`within` is a command that runs another one somewhere else, in a mount namespace for one."""
        self.data_dir = self.named_dir = pathlib.Path(data_dir)
        self.within = list(within)
        self.services = services
        self.port, self.redis_port, self.mongodb_port = free_ports(3)
        self.arguments = list(arguments)
        self.environment = environment or {}
        self.process = None
        self.log = tempfile.NamedTemporaryFile("w+", prefix="statebox-log-", delete=False)

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.port}"

    def command(self):
        return [
            BINARY, "serve", "--data-dir", str(self.named_dir), "--port", str(self.port),
            "--redis-port", str(self.redis_port), "--mongodb-port", str(self.mongodb_port),
            "--services", self.services, *self.arguments,
        ]

    def start(self, wait=True):
        self.process = subprocess.Popen(
            [*self.within, *self.command()], stdout=self.log, stderr=subprocess.STDOUT, env=clean_environment(**self.environment),
        )
        if wait:
            self.wait()
        return self

    def wait(self, seconds=90):
        outcome = self.cli("wait", "--timeout", str(seconds), check=False)
        assert outcome.returncode == 0, f"{outcome.stderr}\n{self.output()}"

    def output(self):
        self.log.flush()
        return pathlib.Path(self.log.name).read_text()

    def children(self):
        """Process ids of all descendants."""
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    below = [int(child) for child in task.read_text().split()]
                except OSError:
                    continue
                found += below
                todo += below
        return found

    def child(self, name):
        for pid in self.children():
            try:
                if pathlib.Path(f"/proc/{pid}/comm").read_text().strip().startswith(name):
                    return pid
            except OSError:
                pass
        return None

    def kill(self):
        """kill -9, and waits until the process is gone."""
        self.process.kill()
        self.process.wait()

    def stop(self, seconds=30):
        """SIGTERM; the status must be 0 and no child may be left."""
        children = self.children()
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(seconds)
        assert status == 0, f"status {status}\n{self.output()}"
        left = [pid for pid in children if is_alive(pid)]
        assert not left, f"children are left: {left}\n{self.output()}"

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def cli(self, *arguments, check=True, environment=None, **more):
        outcome = subprocess.run(
            [BINARY, *arguments, "--endpoint", self.endpoint], capture_output=True, text=True,
            env=clean_environment(**(environment or {})), timeout=180, **more,
        )
        if check and outcome.returncode != 0:
            raise AssertionError(f"{arguments} ended with {outcome.returncode}: {outcome.stderr}\n{self.output()}")
        return outcome

    def json(self, *arguments):
        return json.loads(self.cli(*arguments, "--json").stdout)

    def refused(self, *arguments, code):
        """The one sentence of a command that ends with this code."""
        outcome = self.cli(*arguments, check=False)
        assert (outcome.returncode, outcome.stdout) == (code, ""), (outcome, self.output())
        # What takes longer than a second says how far it is.
        lines = [line for line in outcome.stderr.splitlines() if not line.endswith(" …")]
        assert len(lines) == 1 and lines[0].startswith("statebox: "), outcome.stderr
        return lines[0]

    def begun(self, *arguments):
        """A command that goes on beside the test."""
        return subprocess.Popen(
            [BINARY, *arguments, "--endpoint", self.endpoint],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment(),
            # Whoever runs the tests in the background may have them ignore it, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def follow(self, path, body):
        """Sends a long request and gives the lines of its answer as they come. Whoever stops listening goes away, as Ctrl-C does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
            with connection.getresponse() as answer:
                for line in answer:
                    yield json.loads(line)
        finally:
            connection.close()

    def leftovers(self):
        """What an action under way keeps in the data directory."""
        named = (self.data_dir / "CURRENT").read_text().split()
        begun = [path for path in (self.data_dir / "gen").iterdir() if path.name not in named]
        return sorted(map(str, [*begun, *(self.data_dir / "work").glob("*"), *(self.data_dir / "uploads").glob("*")]))

    def status(self):
        return self.json("status")

    def client(self, service, access_key="test", **config):
        settings = dict(retries={"max_attempts": 0}, connect_timeout=5, read_timeout=90, max_pool_connections=50)
        settings.update(config)
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id=access_key,
            aws_secret_access_key="secret", config=botocore.config.Config(**settings),
        )

    def redis(self, **more):
        return redis.Redis(port=self.redis_port, decode_responses=True, **more)

    def mongodb(self, **more):
        uri = f"mongodb://127.0.0.1:{self.mongodb_port}/?directConnection=true"
        return pymongo.MongoClient(uri, **{"serverSelectionTimeoutMS": 30_000, **more})

    def post(self, path, body=b"", headers=None, method="POST"):
        """A raw request: status, headers, body."""
        request = urllib.request.Request(self.endpoint + path, data=body, headers=headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
