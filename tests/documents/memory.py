"""Memory of each service while one long document is read: `--pages 1000`, told every 100 pages.

    python -m tests.documents.memory --pages 1000

Starts the platform with its real models. The pages are small ones, all the same; the largest file
that is taken says nothing of memory. Goal: from a tenth of the way on, no service grows by more
than a tenth and 16 MiB.
"""

import argparse
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import httpx
from tests.documents.interactive import done
from tests.faults.jobs_platform import scan
from tests.load.process_figures import name, resident_mb
from tests.servers.show_off import ShowOff

GROWTH, SPARE = 1.1, 16.0  # times, and MiB
_EVERY = 100  # pages
_PACKAGES = {"detection_api", "recognition_api", "image_api", "document_worker"}
_DOOR = "show_off.front"


def memory(up: ShowOff) -> dict[str, float]:
    """Resident MiB of each service, and of the processes that it starts: of the largest one."""
    found: dict[str, float] = {}
    for process in sorted(up.processes(3)):
        with suppress(FileNotFoundError, ValueError):  # it has ended meanwhile
            module = name(process)
            if module.partition(".")[0] in _PACKAGES or module == _DOOR:
                found[module] = max(found.get(module, 0), resident_mb(process))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--dpi", type=int, default=100, help="of the pages, of A5")
    options = parser.parse_args()
    step = min(_EVERY, max(options.pages // 10, 1))
    seen: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        up = ShowOff(Path(folder))
        up.start()
        try:
            files = {"file": ("scan.pdf", scan(options.pages, options.dpi), "application/pdf")}
            sent = httpx.post(f"{up.url}/api/jobs", files=files, timeout=60)
            job, begun = str(sent.raise_for_status().json()["id"]), time.monotonic()
            while (pages := done(up, job)) < options.pages:
                if pages >= step * (len(seen) + 1):
                    seen.append(memory(up))
                    _tell(f"{pages} pages", seen[-1])
                time.sleep(0.2)
            minutes = (time.monotonic() - begun) / 60
            while not httpx.get(f"{up.url}/api/jobs/{job}", timeout=60).json()["finished"]:
                time.sleep(0.2)
            seen.append(memory(up))
            _tell(f"assembled, after {minutes:.1f} min of reading", seen[-1])
        finally:
            up.interrupt()
    grown = {
        service: (first, last)
        for service, first in seen[0].items()
        if (last := max(it.get(service, 0) for it in seen)) > GROWTH * first + SPARE
    }
    for service, (first, last) in grown.items():
        sys.stdout.write(f"{service} grew from {first:.0f} to {last:.0f} MiB\n")
    sys.stdout.write("all flat\n" if not grown else "")
    sys.exit(1 if grown else 0)


def _tell(when: str, services: dict[str, float]) -> None:
    told = ", ".join(f"{service} {mib:.0f}" for service, mib in services.items())
    sys.stdout.write(f"{when}: {told} MiB\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
