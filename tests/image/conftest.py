import subprocess

import pytest

import podman as engine


@pytest.fixture(scope="session")
def podman(tmp_path_factory):
    allowed = subprocess.run(["unshare", "--mount", "--net", "true"], capture_output=True).returncode == 0
    if not allowed:
        pytest.skip("containers cannot be run here, without the right to make namespaces")
    made = engine.Podman(tmp_path_factory.mktemp("podman"))
    made.base()
    yield made
    made.close()


@pytest.fixture(scope="session")
def image(podman):
    podman.build("statebox", "localhost/statebox:tested")
    return "localhost/statebox:tested"


@pytest.fixture(scope="session")
def native_image(podman):
    podman.build("native", "localhost/statebox-native:tested")
    return "localhost/statebox-native:tested"


@pytest.fixture
def start(podman):
    made = []

    def start(image, *options, **more):
        made.append(engine.Container(podman, image, *options, **more))
        return made[-1]

    yield start
    for container in made:
        podman.run("rm", "--force", "--time", "0", container.name, check=False)
