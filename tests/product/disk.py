"""A small disk of the test's own, that it can fill. Only processes that are started within see it.

Where a file system may be mounted, the disk is one. Elsewhere (a container without privileges, a chroot) a preloaded library bounds what
the processes write below the folder: see tests/small-disk. `WAYS_TAKEN` says which it was; STATEBOX_TEST_MAY_MOUNT=no takes the second.
"""

import mmap
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile

# As whoever may not mount, in a user namespace of one's own; root may need none.
MOUNTING = (["unshare", "--map-root-user", "--mount"], ["unshare", "--mount"])
SOURCE = pathlib.Path(__file__).parent.parent / "small-disk" / "small_disk.c"
UNLIMITED = 1 << 62
WAYS_TAKEN = set()


def small_disk(path, size, beside=None):
    """`beside`: processes within the new disk also see that one."""
    if os.environ.get("STATEBOX_TEST_MAY_MOUNT") != "no":
        try:
            disk = MountedDisk(path, size, beside)
            WAYS_TAKEN.add("a mounted file system")
            return disk
        except PermissionError:
            pass
    disk = PreloadedDisk(path, beside)
    WAYS_TAKEN.add("a preloaded limit on writes, as nothing can be mounted here")
    return disk


class MountedDisk:
    """Mounted at `path` for those who run `within`; everybody else reaches it by `outside`."""

    def __init__(self, path, size, beside=None):
        self.path = pathlib.Path(path)
        self.path.mkdir(parents=True)
        script = 'mount -t tmpfs -o size="$2" none "$1" && echo mounted && exec cat'
        for way in MOUNTING:
            self.keeper = subprocess.Popen(
                [*(beside.within if beside else []), *way, "sh", "-c", script, "sh", str(path), size], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )
            if self.keeper.stdout.readline() == b"mounted\n":
                break
            self.close()
        else:
            self.path.rmdir()
            raise PermissionError("no file system can be mounted here")
        spaces = ["--user", "--preserve-credentials"] if "--map-root-user" in way else []
        self.within = ["nsenter", "--target", str(self.keeper.pid), "--mount", *spaces, "--"]
        self.arguments = []
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


class PreloadedDisk:
    """A folder below which those who run `within` can write no more than is left; deleting gives nothing back."""

    def __init__(self, path, beside=None):
        self.path = self.outside = pathlib.Path(path)
        self.path.mkdir(parents=True)
        self.tools = pathlib.Path(tempfile.mkdtemp(prefix="statebox-small-disk-"))
        library = self.tools / "small_disk.so"
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl"], check=True)
        control = self.tools / "left"
        control.write_bytes(struct.pack("=q", UNLIMITED))
        with control.open("r+b") as file:
            self.left = mmap.mmap(file.fileno(), 8)
        self.disks = [*(beside.disks if beside else []), f"{self.path}={control}"]
        settings = [f"LD_PRELOAD={library}", f"STATEBOX_TEST_SMALL_DISKS={':'.join(self.disks)}"]
        self.within = ["env", *settings]
        # Children get none of the server's variables: they are started by what sets these again.
        self.arguments = []
        for option, program in {"--redis-server": "redis-server", "--mongod": os.environ.get("STATEBOX_MONGOD", "mongod")}.items():
            started = self.tools / pathlib.Path(program).name
            started.write_text(f"#!/bin/sh\n{' '.join(settings)} exec {shutil.which(program)} \"$@\"\n")
            started.chmod(0o755)
            self.arguments += [option, str(started)]

    def free(self):
        return struct.unpack("=q", self.left[:])[0]

    def fill(self, leave=0):
        self.left[:] = struct.pack("=q", leave)

    def clear(self):
        self.fill(UNLIMITED)

    def close(self):
        self.left.close()
        shutil.rmtree(self.tools)
