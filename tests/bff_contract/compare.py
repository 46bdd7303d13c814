"""Both show-off-api side by side: `python -m tests.bff_contract.compare`; prints a table.

In front of stand-ins that answer at once, without a broker: what is measured is show-off-api alone,
and, alike for both, the clients and stand-ins beside it.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import httpx
from tests.bff_contract.bff import COMMANDS, Bff, start
from tests.bff_contract.conftest import NO_BROKER
from tests.bff_contract.stand_ins import PICTURE, Services, found, running
from tools import go
from tools.requirements_of import LOCK, requirements_of

_CLIENTS: Final = 16
_OWN: Final = ("show-off-api", "showoff-common")


def main() -> None:
    parser = argparse.ArgumentParser("compare", description=__doc__)
    parser.add_argument("--reads", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    columns = {}
    with running() as services:
        for language, command in COMMANDS.items():
            with tempfile.TemporaryDirectory() as folder:
                columns[language] = measured(
                    command(), Path(folder), services, options.reads, options.seconds
                )
            columns[language] = {"installed, MB": f"{installed(language):.0f}", **columns[language]}
    sys.stdout.write(table(columns))


def measured(
    command: Sequence[str], folder: Path, services: Services, reads: int, seconds: float
) -> Mapping[str, str]:
    """One, from its start to its end."""
    settings = {
        "detection_url": services.detection.url,
        "recognition_url": services.recognition.url,
        "storage_url": services.images.url,
        "amqp_url": NO_BROKER,
        "outbox": folder / "outbox.db",
        "slots": 4,
        "log_level": "WARNING",
    }
    began = time.perf_counter()
    bff = start(command, folder, {}, **settings)
    cold = time.perf_counter() - began
    with closing(bff.client):
        idle = resident(bff.service.process.pid)
        bff.read()
        with httpx.Client() as client:
            own = times(lambda: call_models(services, client), reads)
        all_of_it = times(bff.read, reads)
        reads_a_second = at_once(bff, seconds, post)
        busy = resident(bff.service.process.pid)
        history = at_once(bff, seconds, lambda client: client.get("/images"))
    bff.stop()
    added = [round(1000 * (whole - part), 1) for whole, part in zip(all_of_it, own, strict=True)]
    return {
        "start to first answer, s": f"{cold:.2f}",
        "resident idle, MB": f"{idle:.0f}",
        f"resident at {_CLIENTS} clients, MB": f"{busy:.0f}",
        "added to a read, p50, ms": f"{added[0]}",
        "added to a read, p95, ms": f"{added[1]}",
        f"reads a second, {_CLIENTS} clients": f"{reads_a_second:.0f}",
        f"pages of the history a second, {_CLIENTS} clients": f"{history:.0f}",
    }


def call_models(services: Services, client: httpx.Client) -> None:
    """The two calls of a read, without anybody between."""
    files = {"image": ("picture", PICTURE)}
    lines = found("", "\n")["lines"]
    client.post(f"{services.detection.url}/lines", files=files)
    boxes = str([line["points"] for line in lines])  # type: ignore[attr-defined] # a list
    client.post(f"{services.recognition.url}/extract", files=files, data={"boxes": boxes})


def times(what: Callable[[], object], count: int) -> tuple[float, float]:
    """Median and 95th percentile of what is done so often, in seconds."""
    took = []
    for _ in range(count):
        began = time.perf_counter()
        what()
        took.append(time.perf_counter() - began)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def post(client: httpx.Client) -> httpx.Response:
    return client.post("/read", files={"image": ("picture", PICTURE)})


def at_once(bff: Bff, seconds: float, ask: Callable[[httpx.Client], httpx.Response]) -> float:
    """Good answers a second to many clients."""
    until = time.monotonic() + seconds

    def client(_number: int) -> int:
        answered = 0
        with httpx.Client(base_url=bff.service.url, timeout=60) as own:
            while time.monotonic() < until:
                answered += ask(own).is_success
        return answered

    with ThreadPoolExecutor(_CLIENTS) as executor:
        return sum(executor.map(client, range(_CLIENTS))) / seconds


def resident(pid: int) -> float:
    """Megabytes that a process and its children have in memory, each page counted once."""
    own = Path(f"/proc/{pid}")
    children = (own / "task" / str(pid) / "children").read_text().split()
    rollup = (own / "smaps_rollup").read_text()
    (shared_out,) = (int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:")
    return shared_out / 1024 + sum(resident(int(child)) for child in children)


def installed(language: str) -> float:
    """Megabytes of what it is made of, without Python itself and the base of its image."""
    if language == "go":
        with tempfile.TemporaryDirectory() as folder:
            return go.build_for("amd64", Path(folder)).stat().st_size / 1e6
    needed = requirements_of(set(_OWN), LOCK.read_text(encoding="utf-8"))
    names = [line.partition("==")[0] for line in needed.splitlines() if "==" in line]
    files = (file for name in names for file in distribution(name).files or [])
    paths = (Path(str(file.locate())) for file in files)
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def table(columns: Mapping[str, Mapping[str, str]]) -> str:
    rows = [["", *columns], ["---", *["--:" for _ in columns]]]
    rows += [[name, *(it[name] for it in columns.values())] for name in columns["go"]]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    main()
