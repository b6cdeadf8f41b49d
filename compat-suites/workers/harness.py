"""Gives each client's worker a server and hundreds of jobs, kills the server in the middle, and sees every job done."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import boto3
import botocore.config

HERE = pathlib.Path(__file__).resolve().parent
JOBS = int(os.environ.get("WORKER_JOBS", "400"))
PATIENCE_S = 120
VISIBILITY_S = 5


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "STATEBOX_", "SQS_"))}
    kept.update(
        AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1",
        AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null", **more,
    )
    return kept


class Server:
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        command = [
            os.environ["STATEBOX_BINARY"], "serve", "--services", "sqs", "--data-dir", str(self.folder / "data"), "--port", str(self.port),
        ]
        log = open(self.folder / "server.log", "a")
        self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment())
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(f"the server does not listen: {(self.folder / 'server.log').read_text()[-500:]}")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def client(self):
        config = botocore.config.Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=30)
        return boto3.client(
            "sqs", endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test",
            config=config,
        )


class Worker:
    """A process that prints `done JOB` for each job, before or after it deletes the message."""

    def __init__(self, command, server, url, folder, cache):
        more = dict(ENDPOINT=server.endpoint, QUEUE_URL=url, PYTHONPATH=str(HERE), PYTHONUNBUFFERED="1")
        self.log = folder / "worker.log"
        self.done, self.said = {}, []
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=open(self.log, "w"), stdin=subprocess.DEVNULL, env=environment(**more), cwd=cache,
            text=True, start_new_session=True,
        )
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            if "done " not in line:
                self.said.append(line)
            else:
                job = line.split("done ", 1)[1].split()[0]
                self.done[job] = self.done.get(job, 0) + 1

    def end(self):
        # Its own session: a worker may have children.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def send_all(server, url, send, jobs):
    """Each job until it was acknowledged, which may take a while: the server is killed meanwhile."""
    for job in jobs:
        while True:
            try:
                send(server, url, job)
                break
            except Exception:
                time.sleep(0.1)
        time.sleep(0.002)


def send_plainly(server, url, job):
    if not hasattr(server, "sender"):
        server.sender = server.client()
    server.sender.send_message(QueueUrl=url, MessageBody=job)


def send_by_celery(server, url, job):
    if not hasattr(server, "celery"):
        os.environ.update(ENDPOINT=server.endpoint, QUEUE_URL=url)
        import celery_jobs
        server.celery = celery_jobs
    server.celery.work.apply_async(args=[job], retry=False)


def check(name, command, send, cache):
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"worker-{name}-"))
    server = worker = None
    try:
        server = Server(folder)
        url = server.client().create_queue(QueueName="jobs", Attributes={"VisibilityTimeout": str(VISIBILITY_S)})["QueueUrl"]
        worker = Worker(command, server, url, folder, cache)
        jobs = [f"job-{number}" for number in range(JOBS)]
        sender = threading.Thread(target=send_all, args=(server, url, send, jobs), daemon=True)
        sender.start()
        deadline = time.monotonic() + PATIENCE_S
        for threshold in (JOBS // 4, JOBS // 2):
            wait(lambda: len(worker.done) >= threshold, deadline, worker, f"{threshold} jobs before the server is killed")
            server.kill()
            time.sleep(0.3)
            server.start()
        wait(lambda: not sender.is_alive() and len(worker.done) == JOBS, deadline, worker, "all jobs")
        wait(lambda: is_empty(server, url), deadline, worker, "an empty queue")
        again = sum(worker.done.values()) - JOBS
        print(f"ok   {name}", flush=True)
        print(f"     {JOBS} jobs, the server killed twice, {again} done more than once", flush=True)
        return True
    except Exception as error:
        tail = ("".join(worker.said) + worker.log.read_text())[-1500:] if worker else ""
        print(f"FAIL {name}: {str(error).splitlines()[0] if str(error) else type(error).__name__}", flush=True)
        print(tail, flush=True)
        return False
    finally:
        if worker:
            worker.end()
        if server:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def is_empty(server, url):
    try:
        told = server.client().get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    except Exception:
        return False
    return told["ApproximateNumberOfMessages"] == told["ApproximateNumberOfMessagesNotVisible"] == "0"


def wait(what, deadline, worker, named):
    while not what():
        assert worker.process.poll() is None, f"the worker ended with {worker.process.returncode}"
        assert time.monotonic() < deadline, f"never saw {named}; {len(worker.done)} of {JOBS} jobs are done"
        time.sleep(0.05)


def main():
    cache = pathlib.Path(sys.argv[1])
    sys.path.insert(0, str(HERE))
    python, java = str(cache / "venv/bin/python"), ["java", "-Xmx256m", "-cp", f"{cache}/classes:{cache}/lib/*"]
    # Celery runs on gevent: on its own event loop, kombu 5.7.0 never polls again after a poll that broke off.
    workers = {
        "boto3": ([python, str(HERE / "boto3_worker.py")], send_plainly),
        "celery": ([python, "-m", "celery", "-A", "celery_jobs", "worker", "-P", "gevent", "-c", "4", "-l", "WARNING"], send_by_celery),
        "sqs-consumer": (["node", "consumer.mjs"], send_plainly),
        "javascript-sdk-3": (["node", "sdk.mjs"], send_plainly),
        "go-sdk-2": ([str(cache / "go-worker")], send_plainly),
        "java-sdk-2-batch-manager": ([*java, "BatchManagerWorker"], send_plainly),
        "spring-cloud-aws": ([*java, "SpringWorker"], send_plainly),
    }
    named = sys.argv[2:] or list(workers)
    passed = sum(check(name, *workers[name], cache) for name in named)
    print(f"passed={passed} failed={len(named) - passed}")
    sys.exit(passed != len(named))


main()
