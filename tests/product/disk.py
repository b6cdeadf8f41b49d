"""A small file system of the test's own, that it can fill. Only processes that are started within see it."""

import os
import pathlib
import subprocess

import pytest

# As whoever may not mount, in a user namespace of one's own; root may need none.
WAYS = (["unshare", "--map-root-user", "--mount"], ["unshare", "--mount"])


class SmallDisk:
    """Mounted at `path` for those who run `within`; everybody else reaches it by `outside`. Who is within sees also what `beside` sees."""

    def __init__(self, path, size, beside=None):
        self.path = pathlib.Path(path)
        self.path.mkdir(parents=True)
        script = 'mount -t tmpfs -o size="$2" none "$1" && echo mounted && exec cat'
        for way in WAYS:
            self.keeper = subprocess.Popen(
                [*(beside.within if beside else []), *way, "sh", "-c", script, "sh", str(path), size], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )
            if self.keeper.stdout.readline() == b"mounted\n":
                break
            self.close()
        else:
            sentence = "no small file system could be mounted here, so a full disk is not tested"
            if os.environ.get("CI"):
                pytest.fail(sentence)
            pytest.skip(sentence)
        spaces = ["--user", "--preserve-credentials"] if "--map-root-user" in way else []
        self.within = ["nsenter", "--target", str(self.keeper.pid), "--mount", *spaces, "--"]
        self.outside = pathlib.Path(f"/proc/{self.keeper.pid}/root{path}")

    def free(self):
        disk = os.statvfs(self.outside)
        return disk.f_bavail * disk.f_frsize

    def fill(self, leave=0):
        """Leaves so many bytes free."""
        with open(self.outside / "ballast", "ab") as ballast:
            try:
                while (count := min(1 << 20, self.free() - leave)) > 0:
                    ballast.write(b"\1" * count)
                    ballast.flush()
            except OSError:
                pass

    def clear(self):
        (self.outside / "ballast").unlink()

    def close(self):
        self.keeper.stdin.close()
        self.keeper.wait()
