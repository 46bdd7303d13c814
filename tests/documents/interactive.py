"""Reads of pictures that somebody waits for, alone and beside a long job, on one machine.

    python -m tests.documents.interactive --seconds 120

Starts the platform with its real models. Pictures arrive at random moments, in both halves at the
same ones; in the second half a job of scanned A4 pages is being read. Tells the times of the reads
and how many pages the job had meanwhile. Goal: a 95th percentile of at most 1.3 times.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import img2pdf
import pikepdf
from tests.documents import papers
from tests.documents.bench import WORDS, printed, scanned
from tests.load.arrivals import percentile
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff

SAMPLE = Path(__file__).parents[2] / "samples" / "images" / "receipt.png"
GOAL = 1.3
_AT_ONCE = 16
_SHEETS = 10


def reads(up: ShowOff, picture: bytes, moments: Sequence[float]) -> list[float]:
    """How long the reads take that begin at these seconds from now."""
    begun = time.perf_counter()

    def read(moment: float) -> float:
        time.sleep(max(0.0, begun + moment - time.perf_counter()))
        started = time.perf_counter()
        up.read(picture)
        return time.perf_counter() - started

    with ThreadPoolExecutor(_AT_ONCE) as clients:
        return list(clients.map(read, moments))


def scan(pages: int, dice: random.Random) -> bytes:
    """A4 at 300 dpi; what the first ten pages say, the next ten say again."""
    words = [word for word in WORDS.read_text().split() if word.isascii() and "'" not in word]
    sheets = [scanned(printed(dice, words), dice) for _ in range(min(pages, _SHEETS))]

    def repeat(pdf: pikepdf.Pdf) -> None:
        pdf.pages.extend([pdf.pages[page % _SHEETS] for page in range(_SHEETS, pages)])

    return papers.changed(bytes(img2pdf.convert(sheets)), repeat)


def arrivals(dice: random.Random, seconds: float, every: float) -> list[float]:
    """Random moments, on average one in so many seconds."""
    moments, moment = [], dice.expovariate(1 / every)
    while moment < seconds:
        moments.append(moment)
        moment += dice.expovariate(1 / every)
    return moments


def done(up: ShowOff, job: str) -> int:
    return int(httpx.get(f"{up.url}/api/jobs/{job}", timeout=60).json()["pages"]["done"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="of each half")
    parser.add_argument("--every", type=float, default=3, help="seconds between reads, on average")
    parser.add_argument("--picture", type=Path, default=SAMPLE)
    options = parser.parse_args()
    dice = random.Random(19)
    moments = arrivals(dice, options.seconds, options.every)
    document, picture = scan(int(options.seconds * 2) + 20, dice), options.picture.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        up = ShowOff(Path(folder))
        up.start()
        try:
            reads(up, picture, [0.0] * 3)
            alone = reads(up, picture, moments)
            files = {"file": ("scan.pdf", document, "application/pdf")}
            options_told = {"options": '{"formats": ["text"]}'}
            sent = httpx.post(f"{up.url}/api/jobs", files=files, data=options_told, timeout=60)
            job = str(sent.raise_for_status().json()["id"])
            wait_until(lambda: done(up, job) > 0)
            before, beside = done(up, job), reads(up, picture, moments)
            pages = done(up, job) - before
        finally:
            up.interrupt()
    _tell("alone", alone)
    _tell("beside a job", beside)
    ratio = percentile(beside, 95) / percentile(alone, 95)
    rate = 60 * pages / options.seconds
    sys.stdout.write(f"p95 {ratio:.2f} times (goal {GOAL}); the job: {rate:.1f} pages a minute\n")
    sys.exit(0 if ratio <= GOAL else 1)


def _tell(name: str, seconds: list[float]) -> None:
    median, p95 = percentile(seconds, 50), percentile(seconds, 95)
    sys.stdout.write(f"{name}: {len(seconds)} reads, median {median:.2f} s, p95 {p95:.2f} s\n")


if __name__ == "__main__":
    main()
