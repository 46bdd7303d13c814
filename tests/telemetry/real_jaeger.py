"""A Jaeger's program with our own configurations, asked for the trace of a read.

`python -m tests.telemetry.real_jaeger PROGRAM`, where a Jaeger v2 is at hand. Starts it once for
each overlay's configuration, with the platform beside it, and compares the edges. Not a part of
`make test`, which has no Jaeger.
"""

# ruff: noqa: T201 - it tells what it sees

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from tests.servers.postgres import Postgres
from tests.servers.processes import Process, free_port, listens, wait_until
from tests.telemetry import jaeger
from tests.telemetry.graph import READ
from tests.telemetry.platform import ROOT, running_platform

CONFIGURATIONS = {
    "minikube": ROOT / "k8s/base/jaeger/jaeger.yaml",
    "production": ROOT / "k8s/overlays/production/jaeger/jaeger.yaml",
}
_OWN_FOLDER = "/var/lib/jaeger"


@contextmanager
def running(program: str, configuration: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Jaeger with a configuration, but its folder and its ports: where it takes and tells traces.

    Raises:
        RuntimeError: It ends.
    """
    ports = {port: free_port() for port in (4318, 16686, 13133)}
    text = configuration.read_text(encoding="utf-8").replace(_OWN_FOLDER, str(folder / "kept"))
    for port, free in ports.items():
        text = text.replace(f"0.0.0.0:{port}", f"127.0.0.1:{free}")
    own = folder / "jaeger.yaml"
    own.write_text(text, encoding="utf-8")
    process = Process([program, f"--config={own}"], folder / "jaeger.log")
    process.start()
    try:
        wait_until(lambda: listens(ports[13133]) or not process.runs())
        if not process.runs():
            raise RuntimeError(process.last_words())
        health = f"http://127.0.0.1:{ports[13133]}/status"
        wait_until(lambda: httpx.get(health, timeout=10).is_success)  # as its probes ask
        yield f"http://127.0.0.1:{ports[4318]}", f"http://127.0.0.1:{ports[16686]}"
    finally:
        process.kill()


def check(program: str, name: str, postgres: Postgres, folder: Path) -> bool:
    """Whether a read's trace is there, edge for edge; says what it saw."""
    with running(program, CONFIGURATIONS[name], folder) as (takes, tells):
        told = {"OTEL_EXPORTER_OTLP_ENDPOINT": takes, "OTEL_BSP_SCHEDULE_DELAY": "200"}
        with running_platform(folder, postgres, told) as platform:
            found = jaeger.kept(tells, platform.read(), READ, 60)
        services = httpx.get(f"{tells}/api/services").json()["data"]
    wrong = sorted(found.calls ^ READ.calls)
    edges = len(READ.calls & found.calls)
    print(f"{name}: {edges} of {len(READ.calls)} edges, wrong: {wrong}, services: {services}")
    return found == READ


def main() -> None:
    (program,) = sys.argv[1:]
    subprocess.run([program, "version"], check=False)
    with (
        TemporaryDirectory(prefix="jaeger-", ignore_cleanup_errors=True) as folder,
        TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as data,
    ):
        postgres = Postgres(Path(data))
        try:
            postgres.start()
            good = []
            for name in CONFIGURATIONS:
                (own := Path(folder) / name).mkdir()
                good.append(check(program, name, postgres, own))
        finally:
            postgres.kill()
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
