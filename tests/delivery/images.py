"""Build every image, start it as clusters do, and read a picture through the composed stack.

`make images-test`. Needs a container engine with `docker`; where none answers it says so and ends.
Fails where an image does not build, does not become healthy, runs as root, can write to its root
or is larger than it may be. Not a part of `make test`, which needs no engine.
"""

# ruff: noqa: T201 - it tells what it sees

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
import zlib

from tests.delivery.composed import Composed, check_composed
from tests.delivery.dockerfiles import DOCKERFILES, Dockerfile
from tests.delivery.engine import Failed, docker
from tests.delivery.restarts import check_restarts
from tests.servers.processes import wait_until

MEGABYTE = 1_000_000
FOLDERS = ("outbox", "pictures", "documents")
"""That a service may write to, beside /tmp."""
ADDED = {"detection-api": 200, "recognition-api": 200, "image-api": 225, "document-worker": 225}
"""Megabytes that an image may add to its base where it holds networks, or what makes PDFs."""


def engine_answers() -> bool:
    return (
        shutil.which("docker") is not None
        and subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0
    )


def tag(dockerfile: Dockerfile) -> str:
    """As docker-compose.yml names it."""
    return f"show-off/{dockerfile.service}:local"


def build(dockerfile: Dockerfile, options: list[str]) -> None:
    """From the root of the repository, where `make` is."""
    docker("build", *options, "--tag", tag(dockerfile), *dockerfile.build_options)


def size(image: str) -> int:
    """Bytes as they travel: all layers, compressed."""
    compressor = zlib.compressobj(level=6)
    total = 0
    with subprocess.Popen(["docker", "save", image], stdout=subprocess.PIPE) as saved:
        assert saved.stdout
        while block := saved.stdout.read(1 << 20):
            total += len(compressor.compress(block))
    return total + len(compressor.flush())


def unpacked(dockerfile: Dockerfile) -> tuple[int, int]:
    """Bytes of its base, and of what is added to it: a layer each instruction, newest first."""
    arguments = docker("history", "--human=false", "--format", "{{.Size}}", tag(dockerfile))
    layers = [int(layer) for layer in arguments.splitlines()]
    added = len(dockerfile.layers)
    return sum(layers[added:]), sum(layers[:added])


def check_size(dockerfile: Dockerfile) -> str:
    limit = 400 if dockerfile.service in ADDED else 200
    most_added = ADDED.get(dockerfile.service, 75)
    compressed = size(tag(dockerfile)) / MEGABYTE
    base, added = (part / MEGABYTE for part in unpacked(dockerfile))
    if base + added > limit or added > most_added:
        raise Failed(
            f"{tag(dockerfile)}: {base + added:.0f} MB unpacked, {added:.0f} MB more than its base;"
            f" may be {limit} and {most_added}"
        )
    return f"{compressed:.0f} MB ({base + added:.0f} MB unpacked, {added:.0f} more than its base)"


def check_start(dockerfile: Dockerfile) -> str:
    """Start it alone, with no more rights than in a cluster; wait until it calls itself well."""
    rights = ["--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"]
    folders = ["--tmpfs=/tmp"]
    if "nginx" in dockerfile.bases[-1]:
        folders += ["--tmpfs=/etc/nginx/conf.d:uid=101"]
    else:
        folders += [f"--volume=/var/lib/show-off/{each}" for each in FOLDERS]
        # Alone, without Postgres.
        folders.append("--env=SHOWOFF_DATABASE_URL=sqlite:////tmp/show-off.db")
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
    user = docker("inspect", "--format", "{{.Config.User}}", container)
    if user.partition(":")[0] in ("", "0", "root"):
        raise Failed(f"{container} runs as root")
    try:
        docker("exec", container, "touch", "/written")
    except Failed:
        return
    raise Failed(f"{container} can write to its root")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="", help="options for docker build, in one word")
    parser.add_argument("--sizes", action="store_true", help="only tell what built images weigh")
    parser.add_argument(
        "--restarts", type=int, default=0, help="only start and stop what is built, so many times"
    )
    parser.add_argument("--compose", default="docker compose", help="command of Compose")
    arguments = parser.parse_args()
    if not engine_answers():
        print("images-test: skipped, nothing was built: no container engine answers `docker info`")
        return
    os.environ.setdefault("DOCKER_BUILDKIT", "1")
    stack = Composed(arguments.compose)
    try:
        if arguments.sizes:
            for dockerfile in DOCKERFILES:
                print(tag(dockerfile), check_size(dockerfile), sep=", ")
            return
        if arguments.restarts:
            check_restarts(stack, arguments.restarts)
            return
        for dockerfile in DOCKERFILES:
            begin = time.monotonic()
            build(dockerfile, shlex.split(arguments.build))
            built = f"built in {time.monotonic() - begin:.0f} s"
            print(tag(dockerfile), built, check_size(dockerfile), check_start(dockerfile), sep=", ")
        if stack.is_there():
            check_composed(stack)
        else:
            print(f"images-test: the composed stack was skipped: no `{arguments.compose}` here")
    except (Failed, TimeoutError) as failure:
        sys.exit(f"images-test: {failure}")


if __name__ == "__main__":
    main()
