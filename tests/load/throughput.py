"""Reads a second beside what people would pick instead: `make throughput ARGS="--peers VENV"`.

One run, the same pictures, the same cores, all over HTTP: show-off as `make up` starts it, RapidOCR
behind rapidocr_api, and Tesseract behind a minimal Flask server (tests/load/tesseract_server.py).
One server runs at a time. Clients send their next picture when the last was answered; what is no
200 is counted apart. The peers come from an environment of their own:

    python3 -m venv VENV && VENV/bin/pip install rapidocr_api onnxruntime flask pytesseract
    apt-get install tesseract-ocr

Without --peers only show-off is measured.
"""

import asyncio
import os
import sys
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table
from tests.load.arrivals import percentile
from tests.servers.processes import Process, free_port, listens, wait_until
from tests.servers.show_off import ShowOff

_SAMPLES = Path(__file__).parents[2] / "samples" / "images"
_GOAL = 4.0  # times RapidOCR's reads a second
_TIMEOUT = 300.0  # seconds


@dataclass(frozen=True)
class Peer:
    """A server that reads pictures.

    Attributes:
        started: Holds it running in a folder; gives the address to post to.
        field: Of the multipart form, that takes the picture.
    """

    name: str
    started: Callable[[Path], AbstractContextManager[str]]
    field: str


@dataclass(frozen=True)
class Figures:
    """Of one server with so many clients; times in seconds."""

    reads_a_second: float
    p95: float
    failed: int


@contextmanager
def _show_off(folder: Path) -> Iterator[str]:
    platform = ShowOff(folder)
    platform.start()
    try:
        yield f"{platform.url}/api/read"
    finally:
        platform.interrupt()


@contextmanager
def _process(folder: Path, port: int, path: str, *command: str) -> Iterator[str]:
    process = Process(command, folder / "peer.log", os.environ)
    process.start()
    try:
        wait_until(lambda: listens(port) or not process.runs())
        if not process.runs():
            raise RuntimeError(process.last_words())
        yield f"http://127.0.0.1:{port}{path}"
    finally:
        process.kill()


def _rapidocr(python: str) -> Peer:
    def started(folder: Path) -> AbstractContextManager[str]:
        port = free_port()
        module = "rapidocr_api.main"
        return _process(
            folder, port, "/ocr", python, "-m", module, "-ip", "127.0.0.1", "-p", str(port)
        )

    return Peer("RapidOCR (rapidocr_api)", started, "image_file")


def _tesseract(python: str) -> Peer:
    def started(folder: Path) -> AbstractContextManager[str]:
        port = free_port()
        server = str(Path(__file__).with_name("tesseract_server.py"))
        return _process(folder, port, "/read", python, server, str(port))

    return Peer("Tesseract (Flask + pytesseract)", started, "image")


async def _measure(
    url: str, field: str, pictures: list[bytes], clients: int, seconds: float
) -> Figures:
    taken: list[float] = []
    failed, numbers, started = 0, count(), time.perf_counter()

    async def keep_sending(client: httpx.AsyncClient) -> None:
        nonlocal failed
        while time.perf_counter() < started + seconds:
            sent, picture = time.perf_counter(), pictures[next(numbers) % len(pictures)]
            try:
                answer = await client.post(url, files={field: ("picture", picture)})
            except httpx.HTTPError:
                failed += 1
                continue
            if answer.is_success:
                taken.append(time.perf_counter() - sent)
            else:
                failed += 1

    async with httpx.AsyncClient(timeout=_TIMEOUT) as client, asyncio.TaskGroup() as senders:
        for _ in range(clients):
            senders.create_task(keep_sending(client))
    # Until the last answer, not until the last picture was sent: reads under way count as well.
    return Figures(len(taken) / (time.perf_counter() - started), percentile(taken, 95), failed)


def measure(
    peer: Peer, pictures: list[bytes], clients: list[int], seconds: float
) -> dict[int, Figures]:
    """Start a server, warm it up with each picture once, measure it, end it."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        peer.started(Path(folder)) as url,
    ):
        with httpx.Client(timeout=_TIMEOUT) as client:
            for picture in pictures:
                client.post(url, files={peer.field: ("picture", picture)}).raise_for_status()
        return {
            number: asyncio.run(_measure(url, peer.field, pictures, number, seconds))
            for number in clients
        }


def main() -> None:
    parser = ArgumentParser(
        "throughput", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", type=Path, help="environment that holds the other two")
    parser.add_argument("--seconds", type=float, default=60, help="a server and number of clients")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--pictures", type=Path, default=_SAMPLES, help="folder of pictures")
    options = parser.parse_args()
    pictures = [file.read_bytes() for file in sorted(options.pictures.iterdir()) if file.is_file()]
    peers = [Peer("show-off", _show_off, "image")]
    if options.peers:
        python = str(options.peers.resolve() / "bin" / "python")
        peers += [_rapidocr(python), _tesseract(python)]
    table = Table("server", "clients", "reads/s", "p95, s", "not 200")
    figures: dict[str, dict[int, Figures]] = {}
    for peer in peers:
        with Console(stderr=True).status(f"Measuring {peer.name}"):
            reported = measure(peer, pictures, options.clients, options.seconds)
        figures[peer.name] = reported
        for clients, it in reported.items():
            shown = (f"{it.reads_a_second:.2f}", f"{it.p95:.2f}", f"{it.failed}")
            table.add_row(peer.name, str(clients), *shown)
    console = Console()
    console.print(f"{len(pictures)} pictures in turn, {options.seconds:g} s each, in one run")
    console.print(table)
    sys.exit(0 if _tell_factor(figures, console) else 1)


def _tell_factor(figures: dict[str, dict[int, Figures]], console: Console) -> bool:
    ours, *others = figures.values()
    names = list(figures)[1:]
    for name, theirs in zip(names, others, strict=True):
        factors = [f"{ours[n].reads_a_second / theirs[n].reads_a_second:.1f}" for n in ours]
        console.print(f"{', '.join(factors)} times the reads/s of {name}", highlight=False)
    if not others:
        return True
    most = [max(it.reads_a_second for it in reported.values()) for reported in (ours, others[0])]
    console.print(f"best against best: {most[0] / most[1]:.1f} × {names[0]} (goal {_GOAL:g})")
    return most[0] >= _GOAL * most[1]


if __name__ == "__main__":
    main()
