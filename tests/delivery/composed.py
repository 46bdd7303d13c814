"""docker-compose.yml, started: a picture read through it, and what its containers take."""

# ruff: noqa: T201 - it tells what it sees

import io
import json
import os
import shlex
import subprocess
import time
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import httpx
import pillow_heif
from PIL import Image, ImageDraw, ImageFont
from tests.conftest import ROOT
from tests.delivery.engine import Failed, cpu_seconds, docker, memory
from tests.servers.processes import free_port, wait_until
from tests.telemetry import jaeger
from tests.telemetry.graph import READ
from tests.telemetry.platform import RECEIPT, traced_post

from showoff_common.contracts.formats import FORMATS

pillow_heif.register_heif_opener()

PROJECT = "show-off-images-test"
KINDS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF", "HEIF")
READS = 20
LINES = (
    "Composed of many containers,",
    "this platform reads a page of",
    "ordinary print, line by line.",
)


def picture(lines: Sequence[str], kind: str = "PNG") -> bytes:
    """Black print on white, 1000 pixels wide, 60 a line."""
    image = Image.new("RGB", (1000, 60 * len(lines) + 60), "white")
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((60, 60 * number + 30), line, "black", ImageFont.load_default(size=36))
    written = io.BytesIO()
    image.save(written, kind)
    return written.getvalue()


class Composed:
    """docker-compose.yml as a project of its own, on free ports."""

    def __init__(self, command: str) -> None:
        self.command = [*shlex.split(command), "--project-name", PROJECT]
        self.url = f"http://127.0.0.1:{free_port()}"
        self.traces = f"http://127.0.0.1:{free_port()}"
        self.environment = {
            **os.environ,
            "SHOWOFF_PORT": self.url.rpartition(":")[2],
            "SHOWOFF_JAEGER_PORT": self.traces.rpartition(":")[2],
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

    def down(self, *, keep: bool = False) -> None:
        """Stop all and remove it, unless kept also what it stored."""
        self._run("down", *([] if keep else ["--volumes"]))

    def containers(self) -> dict[str, str]:
        """Names of the running ones by their services, but for Jaeger, which is not ours."""
        label = "com.docker.compose.service"
        output = docker(
            *("ps", "--filter", f"label=com.docker.compose.project={PROJECT}"),
            *("--format", f'{{{{.Label "{label}"}}}} {{{{.Names}}}}'),
        )
        return {
            service: name
            for service, name in (line.split() for line in output.splitlines())
            if service != "jaeger"
        }

    def read(self, data: bytes) -> dict[str, Any]:
        answer = httpx.post(f"{self.url}/api/read", files={"image": data}, timeout=60)
        return dict(answer.raise_for_status().json())

    def restart(self) -> None:
        """Restart every container, and wait for the door."""
        done = self._run("restart")
        if done.returncode:
            raise Failed(f"{done.stdout[-3000:]}{done.stderr[-3000:]}")
        wait_until(self._is_ready)

    def send_job(self, document: bytes) -> str:
        """POST a document; the job's id."""
        answer = httpx.post(f"{self.url}/api/jobs", files={"file": document}, timeout=60)
        return str(answer.raise_for_status().json()["id"])

    def show_job(self, identifier: str) -> dict[str, Any] | None:
        """A job as it stands; nothing while the service that knows it is starting."""
        answer = httpx.get(f"{self.url}/api/jobs/{identifier}", timeout=10)
        if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            return None
        return dict(answer.raise_for_status().json())

    def searchable(self, identifier: str) -> bytes:
        """The PDF of a job's first document, or what is said instead."""
        return httpx.get(f"{self.url}/api/jobs/{identifier}/documents/1/pdf", timeout=60).content

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
        for kind in KINDS:
            begin = time.monotonic()
            answer = stack.read(picture(LINES, kind))
            seconds = time.monotonic() - begin
            print(f"composed: {kind} read in {seconds:.1f} s: {json.dumps(answer['text'])}")
            if "Composed of many" not in answer["text"]:
                raise Failed("the picture says something else")
        wait_until(lambda: stack.keeps(answer["id"]), 60)
        print("composed: picture and text are in the history")
        check_formats(stack, answer["id"])
        check_trace(stack)
        measure(stack)
    finally:
        stack.down()


def check_formats(stack: Composed, identifier: str) -> None:
    """What makes the formats is in the images, which leave much out."""
    for name in FORMATS:
        answer = httpx.get(f"{stack.url}/api/images/{identifier}/{name}", timeout=30)
        if not answer.is_success or not answer.content:
            raise Failed(f"{name}: {answer.status_code} {answer.text[:500]}")
    print(f"composed: it comes in {len(FORMATS)} formats")


def check_trace(stack: Composed) -> None:
    """A read's trace in the composed Jaeger, edge for edge."""
    if not jaeger.is_jaeger(stack.traces):
        print("composed: no trace was looked at: a stand-in takes Jaeger's place")
        return
    call = traced_post(f"{stack.url}/api/read", files={"image": RECEIPT.read_bytes()})
    found = jaeger.kept(stack.traces, call, READ, 60)
    if found != READ:
        raise Failed(f"Jaeger has other edges: {sorted(found.calls ^ READ.calls)}")
    print(f"composed: Jaeger has all {len(READ.calls)} edges of a read")


def measure(stack: Composed) -> None:
    """Print what each container computes for a read, and what it holds afterwards."""
    containers = stack.containers()
    before = {service: cpu_seconds(name) for service, name in containers.items()}
    page = picture(LINES * 10)
    begin = time.monotonic()
    last = [stack.read(page) for _ in range(READS)][-1]
    seconds = (time.monotonic() - begin) / READS
    wait_until(lambda: stack.keeps(last["id"]), 60)
    print(f"composed: {READS} reads of {len(LINES) * 10} lines, {seconds:.2f} s each")
    for service, name in containers.items():
        computed = (cpu_seconds(name) - before[service]) / READS
        print(f"composed: {service}, {computed:.3f} CPU seconds a read, {memory(name)}")
