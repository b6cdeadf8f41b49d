"""The Debian package and the tarball, made by the project's command and installed where nothing else is."""

import os
import subprocess
import tarfile

import pytest

import podman as engine

pytestmark = pytest.mark.timeout(300)


def made(kind, folder):
    environment = os.environ | {"BINARY": os.environ["STATEBOX_BINARY"]}
    subprocess.run([engine.TOP / "packaging" / "package", kind, folder], check=True, env=environment, capture_output=True)
    (package,) = folder.iterdir()
    return package


def test_the_debian_package_brings_a_service_that_systemd_takes(podman, tmp_path):
    package = made("deb", tmp_path / "deb")
    script = f"""set -e
apt-get -qq update; apt-get -qq -y --no-install-recommends install /package/{package.name} systemd >/dev/null 2>&1
statebox --version
test -f /usr/share/man/man1/statebox-export.1.gz
bash -c '. /usr/share/bash-completion/completions/statebox; complete -p statebox'
systemd-analyze verify --man=no /lib/systemd/system/statebox.service
set -a; . /etc/default/statebox; STATEBOX_SERVICES=sqs STATEBOX_DATA_DIR=/var/lib/statebox
statebox serve & statebox wait; statebox status
dpkg --remove statebox
"""
    said = podman.run("run", "--rm", "--volume", f"{package.parent}:/package:ro", engine.BASE, "sh", "-c", script).stdout
    assert said.startswith("statebox ") and "-F _statebox statebox" in said and "sqs" in said, said


def test_the_tarball_runs_where_it_is_unpacked_and_is_the_same_each_time(tmp_path):
    package, again = made("tarball", tmp_path / "one"), made("tarball", tmp_path / "two")
    assert package.read_bytes() == again.read_bytes()
    with tarfile.open(package) as archive:
        archive.extractall(tmp_path / "there", filter="data")
    (top,) = (tmp_path / "there").iterdir()
    said = subprocess.run([top / "bin" / "statebox", "--version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith("statebox ")
    assert (top / "share" / "man" / "man1" / "statebox.1.gz").exists() and (top / "share" / "doc" / "statebox" / "LICENSE").exists()
