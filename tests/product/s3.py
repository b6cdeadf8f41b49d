"""A real S3 server that checks signatures and checksums, and a door before it that can hold uploads."""

import contextlib
import os
import pathlib
import socket
import subprocess
import threading

import boto3

import server as servers

ACCESS_KEY, SECRET_KEY, BUCKET = "AKEXAMPLE", "SKEXAMPLE", "states"


class S3:
    """With one bucket. `remote` and `environment` are what a statebox needs to use it."""

    remote = f"s3://{BUCKET}/team"

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / BUCKET).mkdir(parents=True)
        (self.port,) = servers.free_ports(1)
        self.start(SECRET_KEY)

    def start(self, secret):
        command = [
            os.environ["STATEBOX_S3S_FS"], "--host", "127.0.0.1", "--port", str(self.port),
            "--access-key", ACCESS_KEY, "--secret-key", secret, str(self.folder),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        servers.until(lambda: servers.listens(self.port))

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self):
        return self.reached_by(self.endpoint)

    @staticmethod
    def reached_by(endpoint, secret=SECRET_KEY):
        return {
            "AWS_ENDPOINT_URL_S3": endpoint, "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": secret,
        }

    def client(self):
        return boto3.client(
            "s3", endpoint_url=self.endpoint, region_name="us-east-1",
            aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY,
        )

    def objects(self):
        return sorted(found["Key"] for found in self.client().list_objects_v2(Bucket=BUCKET).get("Contents", []))

    def uploads(self):
        """The files of uploads that were neither completed nor aborted."""
        return sorted(entry.name for entry in self.folder.iterdir() if entry.name.startswith(".upload"))

    def kill(self):
        self.process.kill()
        self.process.wait()


class Door:
    """Passes everything on to an S3 server. While it is shut, no request with `held` in it goes through: a part of an upload, unless said
    otherwise. Once it is broken, nothing does."""

    def __init__(self, port, held=b"partNumber="):
        self.target = port
        self.held = held
        self.is_shut = False
        self.is_broken = False
        self.breaks_after = None
        self.holds = threading.Event()
        self.opened = threading.Event()
        self.connections = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def shut(self):
        self.holds.clear()
        self.opened.clear()
        self.is_shut = True

    def open(self):
        self.is_shut = False
        self.opened.set()

    def cut(self):
        """Every connection breaks, also each new one, until it is mended."""
        self.is_broken = True
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.open()

    def cut_after(self, count):
        """All breaks once the server has said so many bytes on one connection."""
        self.breaks_after = count

    def mend(self):
        self.is_broken, self.breaks_after = False, None

    def close(self):
        """Every connection breaks, and no new one is taken."""
        self.listener.close()
        self.cut()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                try:
                    if self.is_broken:
                        raise ConnectionError
                    server = socket.create_connection(("127.0.0.1", self.target))
                except OSError:
                    client.close()
                    continue
                self.connections += [client, server]
                threading.Thread(target=self.pass_on, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self.pass_on, args=(server, client, False), daemon=True).start()

    def pass_on(self, source, target, is_request):
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                passed += len(data)
                if not is_request and self.breaks_after is not None and passed > self.breaks_after:
                    self.cut()
                if is_request and self.is_shut and self.held in data:
                    self.holds.set()
                    self.opened.wait()
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
