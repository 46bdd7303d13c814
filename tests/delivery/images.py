"""Build every image, start it as clusters do, and read a picture through the composed stack.

`make images-test`. Needs a container engine with `docker`; where none answers it says so and ends.
Fails where an image does not build, does not become healthy, runs as root, can write to its root
or is larger than it may be. Not a part of `make test`, which needs no engine.
"""

# ruff: noqa: T201 - it tells what it sees

import argparse
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
import zlib
from typing import Any

import httpx
from PIL import Image, ImageDraw, ImageFont
from tests.conftest import ROOT
from tests.delivery.dockerfiles import DOCKERFILES, PYTHON, Dockerfile
from tests.servers.processes import free_port, wait_until

MEGABYTE = 1_000_000
MODEL_SERVICES = ("detection", "recognition")
PROJECT = "show-off-images-test"


class Failed(Exception):  # noqa: N818 - what it is called in the output
    """An image is not as it should be."""


def docker(*arguments: str) -> str:
    """Its output.

    Raises:
        Failed: It ended with an error.
    """
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"docker {' '.join(arguments)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout.strip()


def engine_answers() -> bool:
    return (
        shutil.which("docker") is not None
        and subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0
    )


def tag(dockerfile: Dockerfile) -> str:
    """As docker-compose.yml names it."""
    return f"show-off/{dockerfile.title}:local"


def build(dockerfile: Dockerfile, options: list[str]) -> None:
    context = ROOT if dockerfile in PYTHON else dockerfile.path.parent
    names = ["--tag", tag(dockerfile), "--file", str(dockerfile.path)]
    docker("build", *options, *names, str(context))


def size(image: str) -> int:
    """Bytes as they travel: all layers, compressed."""
    compressor = zlib.compressobj(level=6)
    total = 0
    with subprocess.Popen(["docker", "save", image], stdout=subprocess.PIPE) as saved:
        assert saved.stdout
        while block := saved.stdout.read(1 << 20):
            total += len(compressor.compress(block))
    return total + len(compressor.flush())


def check_size(dockerfile: Dockerfile) -> str:
    limit = 400 if dockerfile.service in MODEL_SERVICES else 200
    compressed = size(tag(dockerfile)) / MEGABYTE
    unpacked = int(docker("image", "inspect", "--format", "{{.Size}}", tag(dockerfile)))
    if compressed > limit:
        raise Failed(f"{tag(dockerfile)}: {compressed:.0f} MB, may be {limit}")
    return f"{compressed:.0f} MB ({unpacked / MEGABYTE:.0f} MB unpacked)"


def check_start(dockerfile: Dockerfile) -> str:
    """Start it alone, with no more rights than in a cluster; wait until it calls itself well."""
    rights = ["--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"]
    folders = ["--tmpfs=/tmp"]
    if dockerfile in PYTHON:
        folders += [f"--volume=/var/lib/show-off/{each}" for each in ("outbox", "pictures")]
        folders += [
            "--env=SHOWOFF_DATABASE_URL=sqlite:////tmp/show-off.db"
        ]  # alone, without Postgres
    else:
        folders += ["--tmpfs=/etc/nginx/conf.d:uid=101"]
    often = "--health-interval=1s"
    begin = time.monotonic()
    container = docker("run", "--detach", often, *rights, *folders, tag(dockerfile))
    try:
        wait_until(lambda: health(container) != "starting", 120)
        seconds = time.monotonic() - begin
        if health(container) != "healthy":
            raise Failed(f"{tag(dockerfile)} is {health(container)}\n{logs(container)}")
        check_rights(container)
    finally:
        docker("rm", "--force", "--volumes", container)
    return f"healthy after {seconds:.0f} s"


def health(container: str) -> str:
    running, status = docker(
        "inspect", "--format", "{{.State.Running}} {{.State.Health.Status}}", container
    ).split()
    return status if running == "true" else "not running"


def logs(container: str) -> str:
    done = subprocess.run(
        ["docker", "logs", container], capture_output=True, text=True, check=False
    )
    return (done.stdout + done.stderr)[-3000:]


def check_rights(container: str) -> None:
    if docker("exec", container, "id", "-u") == "0":
        raise Failed(f"{container} runs as root")
    try:
        docker("exec", container, "touch", "/written")
    except Failed:
        return
    raise Failed(f"{container} can write to its root")


def picture() -> bytes:
    """A PNG with two lines of print, 800 by 300 pixels."""
    image = Image.new("RGB", (800, 300), "white")
    pen = ImageDraw.Draw(image)
    for top, line in ((60, "Composed of many"), (160, "containers")):
        pen.text((60, top), line, "black", ImageFont.load_default(size=56))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


class Composed:
    """docker-compose.yml as a project of its own, on free ports."""

    def __init__(self, command: str) -> None:
        self.command = [*shlex.split(command), "--project-name", PROJECT]
        self.url = f"http://127.0.0.1:{free_port()}"
        self.environment = {
            **os.environ,
            "SHOWOFF_PORT": self.url.rpartition(":")[2],
            "SHOWOFF_JAEGER_PORT": str(free_port()),
        }

    def is_there(self) -> bool:
        return self._run("version").returncode == 0

    def up(self) -> None:
        """Start all and wait for the door.

        Raises:
            Failed: It does not start.
        """
        done = self._run("up", "--detach", "--no-build")
        if done.returncode:
            raise Failed(f"{done.stdout[-3000:]}{done.stderr[-3000:]}")
        wait_until(self._is_ready)

    def down(self) -> None:
        self._run("down", "--volumes")

    def read(self) -> dict[str, Any]:
        answer = httpx.post(f"{self.url}/api/read", files={"image": picture()}, timeout=60)
        return dict(answer.raise_for_status().json())

    def keeps(self, identifier: str) -> bool:
        """Whether picture and text came through outbox, queue and database, to be looked at."""
        answer = httpx.get(f"{self.url}/api/images/{identifier}", timeout=10)
        return answer.is_success and "Composed" in answer.text

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/ready", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def check_composed(stack: Composed) -> None:
    begin = time.monotonic()
    try:
        stack.up()
        print(f"composed: ready after {time.monotonic() - begin:.0f} s")
        begin = time.monotonic()
        answer = stack.read()
        print(f"composed: read in {time.monotonic() - begin:.1f} s: {json.dumps(answer['text'])}")
        if "Composed" not in answer["text"]:
            raise Failed("the picture says something else")
        wait_until(lambda: stack.keeps(answer["id"]), 60)
        print("composed: picture and text are in the history")
    finally:
        stack.down()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="", help="options for docker build, in one word")
    parser.add_argument("--compose", default="docker compose", help="command of Compose")
    told = parser.parse_args()
    if not engine_answers():
        print("images-test: skipped, nothing was built: no container engine answers `docker info`")
        return
    os.environ.setdefault("DOCKER_BUILDKIT", "1")
    try:
        for dockerfile in DOCKERFILES:
            begin = time.monotonic()
            build(dockerfile, shlex.split(told.build))
            built = f"built in {time.monotonic() - begin:.0f} s"
            print(tag(dockerfile), built, check_size(dockerfile), check_start(dockerfile), sep=", ")
        stack = Composed(told.compose)
        if stack.is_there():
            check_composed(stack)
        else:
            print(f"images-test: the composed stack was skipped: no `{told.compose}` here")
    except (Failed, TimeoutError) as failure:
        sys.exit(f"images-test: {failure}")


if __name__ == "__main__":
    main()
