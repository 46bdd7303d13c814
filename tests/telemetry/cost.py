"""What tracing costs: `python -m tests.telemetry.cost --reads 80`.

Two platforms alike, one sends its traces, one has OpenTelemetry switched off. Each picture is read
by both, by turns first; the ratio of the median latencies is printed.
"""

import random
import statistics
import time
from argparse import ArgumentParser

from tests.telemetry.platform import Platform, running_platform
from tests.telemetry.receiver import Receiver
from tests.telemetry.servers import own_servers


def main() -> None:
    parser = ArgumentParser("python -m tests.telemetry.cost", description=__doc__)
    parser.add_argument("--reads", type=int, default=80)
    count = parser.parse_args().reads
    on = {"OTEL_EXPORTER_OTLP_ENDPOINT": Receiver(keeps=False).url}
    off = {"OTEL_SDK_DISABLED": "true"}
    with own_servers() as (folder, postgres):
        for name in ("on", "off"):
            (folder / name).mkdir()
        with (
            running_platform(folder / "on", postgres, on) as traced,
            running_platform(folder / "off", postgres, off) as untraced,
        ):
            seconds = _measure({"on": traced, "off": untraced}, count)
    medians = {name: statistics.median(one) for name, one in seconds.items()}
    for name, median in medians.items():
        print(f"tracing {name}: median {1000 * median:.1f} ms of {count} reads")  # noqa: T201
    pairs = [on / off for on, off in zip(seconds["on"], seconds["off"], strict=True)]
    print(f"ratio of medians {medians['on'] / medians['off']:.3f}")  # noqa: T201
    print(f"median ratio of a pair {statistics.median(pairs):.3f}")  # noqa: T201


def _measure(platforms: dict[str, Platform], count: int) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in platforms}
    for _ in range(count):
        for name in random.sample(sorted(platforms), len(platforms)):
            started = time.perf_counter()
            platforms[name].read()
            seconds[name].append(time.perf_counter() - started)
    return seconds


if __name__ == "__main__":
    main()
