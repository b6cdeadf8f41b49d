"""Archives that were cut off, damaged or made by somebody with bad intentions: each is refused in one sentence, and nothing changes."""

import hashlib
import io
import json
import pathlib
import tarfile

import pytest
import zstandard

import marks
import server as servers

UNTRUSTED = 6


class Archive:
    """A good archive, taken apart: what a test changes is put together again as an export would."""

    def __init__(self, packed):
        self.packed = packed
        tar = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed), read_across_frames=True).read()
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            self.entries = [(member, archive.extractfile(member).read()) for member in archive]
        self.manifest = json.loads(self.entries.pop(0)[1])

    def contents(self):
        return [self.manifest, *((member.name, content) for member, content in self.entries)]

    def files(self, store="emulators"):
        return self.manifest["stores"][store]["files"]

    def add(self, name, content=b"x", **header):
        member = tarfile.TarInfo(name)
        member.size = len(content)
        for field, value in header.items():
            setattr(member, field, value)
        self.entries.append((member, content))
        return self

    def replace(self, name, content):
        """With hashes that fit."""
        store, path = name.split("/", 1)
        (listed,) = [file for file in self.files(store) if file["path"] == path]
        digest = hashlib.sha256(content).hexdigest()
        listed.update(size=len(content), sha256=digest, chunks=[{"size": len(content), "sha256": digest}])
        at = [member.name for member, _ in self.entries].index(name)
        member = self.entries[at][0]
        member.size = len(content)
        self.entries[at] = (member, content)
        return self

    def tar(self, manifest=None):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
            text = json.dumps(self.manifest).encode() if manifest is None else manifest
            first = tarfile.TarInfo("manifest.json")
            first.size = len(text)
            archive.addfile(first, io.BytesIO(text))
            for member, content in self.entries:
                archive.addfile(member, io.BytesIO(content))
        return out.getvalue()

    def pack(self, tar=None):
        return zstandard.ZstdCompressor(write_checksum=True).compress(self.tar() if tar is None else tar)


@pytest.fixture(scope="module")
def good(native):
    marks.make(native, "here")
    return pathlib.Path(native.json("export", "good")["location"]).read_bytes()


def refused(native, tmp_path, packed, verbs=("import", "verify")):
    """The sentence of the import. Nothing is left of it, and the environment works as before."""
    (tmp_path / "bad.tar.zst").write_bytes(packed)
    generations = sorted(path.name for path in (native.data_dir / "gen").iterdir())
    for verb in verbs:
        outcome = native.cli(verb, "bad", "--remote", str(tmp_path), check=False)
        assert (outcome.returncode, outcome.stdout) == (UNTRUSTED, ""), outcome
        (sentence,) = outcome.stderr.strip().splitlines()
        assert sentence.startswith("statebox: ") and len(sentence) < 500, sentence
    servers.until(lambda: sorted(path.name for path in (native.data_dir / "gen").iterdir()) == generations)
    assert marks.read(native) == marks.everywhere("here", servers.NATIVE)
    return outcome.stderr


def with_format(archive, number):
    archive.manifest["format"] = number
    return archive


BROKEN = {
    "empty": lambda good: b"",
    "one byte": lambda good: good[:1],
    "cut in the manifest": lambda good: good[:300],
    "cut in the middle": lambda good: good[: len(good) // 2],
    "cut near the end": lambda good: good[:-40],
    "cut by a byte": lambda good: good[:-1],
    "garbage": lambda good: bytes(range(256)) * 64,
    "text": lambda good: b"<html>404 Not Found</html>",
    "not compressed": lambda good: Archive(good).tar(),
    "a tar without a manifest": lambda good: zstandard.compress(b"\0" * 10240),
    "more behind the end": lambda good: good + zstandard.compress(b"more"),
    "garbage behind the end": lambda good: good + b"garbage",
    "the manifest is no JSON": lambda good: Archive(good).pack(Archive(good).tar(b"{")),
    "the manifest is something else": lambda good: Archive(good).pack(Archive(good).tar(b"[1]")),
    "the manifest is deep": lambda good: Archive(good).pack(Archive(good).tar(b"[" * 100_000)),
    "no format": lambda good: with_format(Archive(good), None).pack(),
    "format is text": lambda good: with_format(Archive(good), "1").pack(),
    "newer format": lambda good: with_format(Archive(good), 2).pack(),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_whole_archive_is_refused(native, good, tmp_path, what):
    sentence = refused(native, tmp_path, BROKEN[what](good))
    if what == "newer format":
        assert "format 2" in sentence and "upgrade" in sentence


def test_a_flipped_bit_anywhere_is_found(native, good, tmp_path):
    for at in range(0, len(good), max(1, len(good) // 12)):
        broken = bytearray(good)
        broken[at] ^= 0x10
        (tmp_path / "bad.tar.zst").write_bytes(broken)
        outcome = native.cli("verify", "bad", "--remote", str(tmp_path), check=False)
        if outcome.returncode == 0:
            # zstd's frame header has a bit that means nothing: without it, the files are the same.
            assert Archive(bytes(broken)).contents() == Archive(good).contents(), at
        else:
            assert outcome.returncode == UNTRUSTED, (at, outcome)
            damaged = bytes(broken)
    refused(native, tmp_path, damaged)


EVIL = {
    "a path that goes up": lambda a: a.add("emulators/../../../evil"),
    "an absolute path": lambda a: a.add("/tmp/statebox-evil"),
    "a symbolic link": lambda a: a.add("emulators/link", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
    "a hard link": lambda a: a.add("emulators/link", b"", type=tarfile.LNKTYPE, linkname="emulators/CURRENT"),
    "a device": lambda a: a.add("emulators/null", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=3),
    "a pipe": lambda a: a.add("emulators/pipe", b"", type=tarfile.FIFOTYPE),
    "a file that nobody lists": lambda a: a.add("emulators/extra"),
    "a store that nobody lists": lambda a: a.add("postgres/data"),
    "a file twice": lambda a: a.add(a.entries[1][0].name, a.entries[1][1]),
    "a very long name": lambda a: a.add("emulators/" + "x" * 100_000),
    "zeros without end": lambda a: a.add("emulators/bomb", b"\0" * (64 << 20)),
}


@pytest.mark.parametrize("what", EVIL)
def test_what_an_export_would_never_write_is_refused(native, good, tmp_path, what):
    archive = Archive(good)
    EVIL[what](archive)
    refused(native, tmp_path, archive.pack(), verbs=["import"])
    assert not list(tmp_path.parent.rglob("evil")) and not pathlib.Path("/tmp/statebox-evil").exists()


def listed_up(archive):
    archive.files()[0]["path"] = "../../evil"


def listed_hash(archive):
    file = next(file for file in archive.files() if file["size"])
    file["sha256"] = "0" * 64


def listed_chunk(archive):
    file = next(file for file in archive.files() if file["size"])
    file["chunks"][0]["sha256"] = "0" * 64


def listed_size(archive):
    file = next(file for file in archive.files() if file["size"])
    file["size"] += 1


def listed_store(archive):
    archive.manifest["stores"]["../evil"] = archive.manifest["stores"].pop("emulators")


def missing_file(archive):
    archive.entries.pop()


@pytest.mark.parametrize("change", [listed_up, listed_hash, listed_chunk, listed_size, listed_store, missing_file])
def test_a_manifest_that_does_not_fit_its_files_is_refused(native, good, tmp_path, change):
    archive = Archive(good)
    change(archive)
    refused(native, tmp_path, archive.pack())


def test_data_of_a_newer_statebox_are_refused_before_anything_is_stopped(native, good, tmp_path):
    archive = Archive(good)
    archive.manifest["stores"]["emulators"]["facts"]["format"] = 999
    archive.manifest["statebox"] = "77.0.0"
    assert "77.0.0" in refused(native, tmp_path, archive.pack(), verbs=["import"])
    dry = native.cli("import", "bad", "--dry-run", "--remote", str(tmp_path), check=False)
    assert dry.returncode == UNTRUSTED


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST-"])
def test_data_that_the_engine_cannot_open_are_refused_though_every_hash_fits(native, good, tmp_path, name):
    archive = Archive(good)
    whole = next(member.name for member, _ in archive.entries if member.name.startswith(f"emulators/{name}"))
    refused(native, tmp_path, archive.replace(whole, b"not what it was\n").pack(), verbs=["import"])


@pytest.mark.timeout(200)
def test_the_real_servers_refuse_too_and_go_on(start, tmp_path):
    server = start()
    marks.make(server, "here")
    archive = pathlib.Path(server.json("export", "good", "--remote", str(tmp_path))["location"]).read_bytes()
    children = sorted(server.children())
    generations = sorted((server.data_dir / "gen").iterdir())

    def newer_redis(archive):
        archive.manifest["stores"]["redis"]["version"] = "99.0.0"
        archive.manifest["stores"]["redis"]["facts"]["rdb"] = "REDIS9999"

    def broken_redis(archive):
        archive.replace("redis/dump.rdb", b"REDIS0010" + b"\x99" * 100)

    def newer_mongodb(archive):
        archive.manifest["stores"]["mongodb"]["version"] = "99.0.0"
        archive.manifest["stores"]["mongodb"]["facts"]["featureCompatibilityVersion"] = "99.0"

    def broken_mongodb(archive):
        archive.replace("mongodb/WiredTiger.turtle", b"broken")

    def no_engine(archive):
        del archive.manifest["stores"]["redis"]["engine"]

    for change in (newer_redis, broken_redis, newer_mongodb, broken_mongodb, no_engine):
        bad = Archive(archive)
        change(bad)
        (tmp_path / "bad.tar.zst").write_bytes(bad.pack())
        outcome = server.cli("import", "bad", "--remote", str(tmp_path), check=False)
        assert outcome.returncode == UNTRUSTED, (change, outcome)
        # One sentence; of a trial, what the server wrote stands below it.
        (sentence,) = [line for line in outcome.stderr.splitlines() if line.startswith("statebox: ")]
        assert any(word in sentence for word in ("redis", "mongodb", "manifest.json")), sentence
        # Nothing was stopped: the same processes go on.
        assert sorted(server.children()) == children, change
        assert marks.read(server) == marks.everywhere("here"), change
    servers.until(lambda: sorted((server.data_dir / "gen").iterdir()) == generations)
