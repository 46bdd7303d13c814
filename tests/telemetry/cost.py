"""What tracing costs: `python -m tests.telemetry.cost --rounds 6 --reads 50`.

The same picture is read in turns by two platforms that run beside each other: one that sends its
traces (*on*; every second read says in its `traceparent` that it is not to be traced: *spared*) and
one that sends none (*off*). What else the machine does meets all three, and a read
begins once what came of the one before is stored. What counts is the ratio of neighbours:

- on / off is what an operator gains by switching tracing off, as it is without the line that
  switches it on; with `--off sdk`, by `OTEL_SDK_DISABLED`, which leaves answers without a trace id.
  Two processes that are alike differ by some percent as long as they live, so every round starts
  both anew.
- on / spared has the same processes on both sides, so it is the more precise; spared reads still
  pass through the instrumentation.
- The processor time of on - spared, of all threads of the three services on the way, holds on a
  machine that is too busy for the other two: tracing computes, it waits for nothing.

Each is a median with its interval of 95 % confidence: bootstrap, rounds drawn first, then reads.
"""

import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
import numpy as np
from numpy.typing import NDArray
from tests.servers.postgres import Postgres
from tests.servers.processes import wait_until
from tests.telemetry.platform import RECEIPT, Platform, running_platform
from tests.telemetry.receiver import Receiver
from tests.telemetry.servers import own_servers

_KINDS: Final = ("on", "spared", "off")
_UNSAMPLED: Final = {"traceparent": f"00-{'1' * 32}-{'2' * 16}-00"}
_OFF: Final = {
    "exporter": {"OTEL_TRACES_EXPORTER": "none"},
    "sdk": {"OTEL_SDK_DISABLED": "true"},
}
_WARM_UP: Final = 3  # reads of each kind
_DRAWS: Final = 2000

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Cost:
    """Of a read: how long its answer took, and how much the services computed, in seconds."""

    latency: float
    processor: float


Round = Mapping[str, Sequence[Cost]]
"""The reads of each kind, neighbours at the same place."""


def main() -> None:
    parser = ArgumentParser("python -m tests.telemetry.cost")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--reads", type=int, default=50, help="of each kind in a round")
    parser.add_argument("--off", choices=_OFF, default="exporter", help="what is switched off")
    asked = parser.parse_args()
    rounds: list[Round] = []
    with own_servers() as (folder, postgres):
        for number in range(asked.rounds):
            with _platforms(folder / str(number), postgres, _OFF[asked.off]) as pair:
                rounds.append(_measured(*pair, asked.reads))
            print(f"round {number + 1}: {_summary(rounds[-1:])}", flush=True)  # noqa: T201
    print(f"all: {_summary(rounds)}")  # noqa: T201


@contextmanager
def _platforms(
    folder: Path, postgres: Postgres, off: Mapping[str, str]
) -> Iterator[tuple[Platform, Platform]]:
    on = {"OTEL_EXPORTER_OTLP_ENDPOINT": Receiver(keeps=False).url}
    for name in ("on", "off"):
        (folder / name).mkdir(parents=True)
    with (
        running_platform(folder / "on", postgres, on) as traced,
        running_platform(folder / "off", postgres, off) as untraced,
    ):
        yield traced, untraced


def _measured(traced: Platform, untraced: Platform, reads: int) -> Round:
    costs: dict[str, list[Cost]] = {kind: [] for kind in _KINDS}
    with httpx.Client(timeout=120) as client:
        for turn in range(_WARM_UP + reads):
            for place in range(len(_KINDS)):
                kind = _KINDS[(turn + place) % len(_KINDS)]
                platform = untraced if kind == "off" else traced
                headers = _UNSAMPLED if kind == "spared" else {}
                costs[kind].append(_read(client, platform, headers))
    return {kind: own[_WARM_UP:] for kind, own in costs.items()}


def _read(client: httpx.Client, platform: Platform, headers: Mapping[str, str]) -> Cost:
    """Read the picture; returns once it is stored."""
    kept, computed = _stored(client, platform), _processor(platform)
    picture = {"image": ("picture", RECEIPT.read_bytes())}
    started = time.perf_counter()
    client.post(f"{platform.bff.url}/read", files=picture, headers=headers).raise_for_status()
    latency = time.perf_counter() - started
    wait_until(lambda: _stored(client, platform) == kept + 2)
    return Cost(latency, _processor(platform) - computed)


def _stored(client: httpx.Client, platform: Platform) -> float:
    """Messages that the consumers have kept."""
    lines = client.get(f"http://127.0.0.1:{platform.metrics_port}/metrics").text.splitlines()
    name = "showoff_messages_kept_total{"
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))


def _processor(platform: Platform) -> float:
    """Seconds that the services, all their threads together, have computed since their start."""
    workers = (worker for service in platform.services for worker in _family(service.process.pid))
    return sum(time.clock_gettime(_clock(worker)) for worker in workers)


def _family(process: int) -> Iterator[int]:
    yield process
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    for child in children.split():
        yield from _family(int(child))


def _clock(process: int) -> int:
    """What Linux calls the processor time of another process: clock_getcpuclockid(3)."""
    return (~process << 3) | 2


def _summary(rounds: Sequence[Round]) -> str:
    on_off = [_latency(it, "on") / _latency(it, "off") for it in rounds]
    on_spared = [_latency(it, "on") / _latency(it, "spared") for it in rounds]
    computed = [1000 * (_processors(it, "on") - _processors(it, "spared")) for it in rounds]
    medians = [1000 * float(np.median([_latency(it, kind) for it in rounds])) for kind in _KINDS]
    return (
        f"on/off {_told(on_off)}, on/spared {_told(on_spared)}, "
        f"processor {_told(computed)} ms; medians "
        + ", ".join(f"{kind} {ms:.1f}" for kind, ms in zip(_KINDS, medians, strict=True))
        + " ms"
    )


def _latency(one: Round, kind: str) -> Values:
    return np.array([cost.latency for cost in one[kind]])


def _processors(one: Round, kind: str) -> Values:
    return np.array([cost.processor for cost in one[kind]])


def _told(rounds: Sequence[Values]) -> str:
    random = np.random.default_rng(0)
    medians = []
    for _ in range(_DRAWS):
        drawn = (rounds[number] for number in random.integers(len(rounds), size=len(rounds)))
        medians.append(np.median(np.concatenate([random.choice(one, len(one)) for one in drawn])))
    low, high = np.quantile(medians, [0.025, 0.975])
    return f"{np.median(np.concatenate(rounds)):.3f} ({low:.3f} to {high:.3f})"


if __name__ == "__main__":
    main()
