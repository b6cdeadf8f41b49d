import pytest

import disk
import server as servers


@pytest.fixture
def start(tmp_path):
    """Starts servers, each with a data directory and ports of its own; all are ended after the test."""
    running = []

    def start(name="data", wait=True, **more):
        server = servers.Server(tmp_path / name, **more)
        running.append(server)
        return server.start(wait=wait)

    yield start
    for server in running:
        server.end()


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    """One server with the emulated stores only, shared by a module whose tests use names of their own."""
    server = servers.Server(tmp_path_factory.mktemp("native"), services=servers.NATIVE).start()
    yield server
    server.end()


@pytest.fixture
def s3_server(tmp_path):
    """An S3 server that checks signatures and checksums; a context manager that gives its endpoint and credentials."""
    import contextlib
    import os
    import subprocess

    @contextlib.contextmanager
    def run():
        (port,) = servers.free_ports(1)
        root = tmp_path / "s3"
        root.mkdir()
        command = [
            os.environ["STATEBOX_S3S_FS"], "--host", "127.0.0.1", "--port", str(port),
            "--access-key", "AKEXAMPLE", "--secret-key", "SKEXAMPLE", str(root),
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            servers.until(lambda: servers.listens(port))
            yield f"http://127.0.0.1:{port}", {"aws_access_key_id": "AKEXAMPLE", "aws_secret_access_key": "SKEXAMPLE"}
        finally:
            process.kill()
            process.wait()

    return run()


def pytest_terminal_summary(terminalreporter):
    for way in sorted(disk.WAYS_TAKEN):
        terminalreporter.write_line(f"disks were filled by {way}")
