"""Containers of the tests: podman with storage and settings of its own, and all that it leaves in the network put away again."""

import os
import pathlib
import shutil
import subprocess
import time
import uuid

TOP = pathlib.Path(__file__).parent.parent.parent
CACHE = pathlib.Path(os.environ.get("STATEBOX_CACHE", pathlib.Path.home() / ".cache" / "statebox"))
# runc, as crun does not start on every kernel's control groups; limits that a container without privileges may set.
SETTINGS = """[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
"""
STORAGE = """[storage]
driver = "overlay"
graphroot = "{0}/graph"
runroot = "{0}/run"
"""
BASE = "localhost/statebox-test-base:12"
# The image is not pulled: its base is a Debian made on the spot, and kept.
PACKAGES = "ca-certificates,libstdc++6"


def until(what, seconds=60, step=0.1):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := what():
            return answer
        time.sleep(step)
    raise AssertionError(f"not true within {seconds} s")


class Podman:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "containers.conf").write_text(SETTINGS)
        (self.folder / "storage.conf").write_text(STORAGE.format(self.folder))
        self.environment = os.environ | {
            "CONTAINERS_CONF": str(self.folder / "containers.conf"),
            "CONTAINERS_STORAGE_CONF": str(self.folder / "storage.conf"),
        }
        self.forwarded = pathlib.Path("/proc/sys/net/ipv4/ip_forward").read_text()

    def run(self, *arguments, check=True):
        """What the command says. Its complaints about a missing systemd are no failures: only the status counts."""
        outcome = subprocess.run(["podman", *arguments], env=self.environment, capture_output=True, text=True)
        if check:
            assert outcome.returncode == 0, f"podman {' '.join(arguments)}\n{outcome.stdout}{outcome.stderr}"
        return outcome

    def base(self):
        archive = CACHE / "image-base" / "bookworm.tar"
        if not archive.exists():
            archive.parent.mkdir(parents=True, exist_ok=True)
            made = archive.with_suffix(f".{os.getpid()}.tar")
            subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", f"--include={PACKAGES}", "bookworm", made], check=True)
            made.rename(archive)
        self.run("import", str(archive), BASE)

    def build(self, target, tag):
        """From the project's Containerfile, with the binary that is tested instead of one built inside."""
        context = self.folder / "context"
        if not context.exists():
            shutil.copytree(TOP / "packaging", context / "packaging")
            subprocess.run(["strip", "-o", context / "statebox", os.environ["STATEBOX_BINARY"]], check=True)
        self.run(
            "build", "--format", "docker", "--target", target, "--build-arg", f"BASE={BASE}", "--build-arg", "BINARY=statebox",
            "--file", str(context / "packaging" / "Containerfile"), "--tag", tag, str(context),
        )

    def close(self):
        self.run("rm", "--all", "--force", "--volumes", check=False)
        subprocess.run(["podman", "system", "reset", "--force"], env=self.environment, capture_output=True)
        for table in ("nat", "filter"):
            rules = subprocess.run(["iptables-save", "-t", table], capture_output=True, text=True).stdout
            kept = "".join(line for line in rules.splitlines(keepends=True) if "NETAVARK" not in line)
            subprocess.run(["iptables-restore", "-T", table], input=kept, text=True, check=False)
        pathlib.Path("/proc/sys/net/ipv4/ip_forward").write_text(self.forwarded)


class Container:
    """As a careful operator runs it: any user, nothing writable but the volume, no capabilities."""

    HARDENED = ["--user", "12345:12345", "--read-only", "--cap-drop=ALL", "--security-opt", "no-new-privileges"]

    def __init__(self, podman, image, *options, hardened=True, command=()):
        self.podman, self.name = podman, f"statebox-{uuid.uuid4().hex[:8]}"
        self.podman.run("run", "--detach", "--name", self.name, *(self.HARDENED if hardened else []), *options, image, *command)

    def logs(self):
        outcome = self.podman.run("logs", self.name)
        return outcome.stdout + outcome.stderr

    def is_running(self):
        return self.inspect("{{.State.Running}}") == "true"

    def inspect(self, form):
        return self.podman.run("inspect", self.name, "--format", form).stdout.strip()

    def ready(self, times=1):
        """`Ready.` as often: each start says it once."""
        until(lambda: self.logs().count("\nReady.") >= times or not self.is_running())
        assert self.is_running(), self.logs()
        return self

    def exec(self, *command, check=True):
        return self.podman.run("exec", self.name, *command, check=check)

    def exit_code(self):
        return int(self.inspect("{{.State.ExitCode}}"))
