"""Write the vectors that come of the code: `python -m tests.contract.make_vectors`.

What goes in is chosen here; what comes out is what show-off-api in Python makes of it. A change of
theirs is a change of the contract: look at it before it is committed.
"""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, Final
from unittest.mock import patch

from tests.contract.vectors import CONTRACT
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from show_off_api.access.keys import Key, KeyRing
from showoff_common.hosts import Hosts
from showoff_common.pictures.regions import Region
from showoff_common.reading import between

Vector = dict[str, Any]
_KINDS: Final = ("application/json", "text/plain", "application/x-ndjson", "text/csv")
_ACCEPT: Final = (
    *("", "*/*", "text/plain", "text/*", "application/*", "application/x-ndjson", "image/png"),
    *("text/plain;q=0.5, application/json;q=0.4", "application/json;q=0.4, text/plain;q=0.5"),
    *("text/*;q=0.3, text/csv", "*/*;q=0.1, text/csv;q=0", "application/json;q=2", "x, */*;q=0"),
    *("garbage", "TEXT/PLAIN", "text/plain; charset=utf-8", "*/plain", "text/csv;q=0.0", ",,"),
)
_HOSTS: Final = (
    *("localhost", "LOCALHOST:5000", "a.localhost", "127.0.0.1", "127.0.0.1:1", "[::1]:5", "::1"),
    *("nas", "nas.lan", "evil.example", "scans.example", "a.scans.example", "scans.example."),
    *("", ":5000", "show-off-api.show-off.svc", "10.0.0.1", "evil.example:127.0.0.1"),
)
_REGIONS: Final = (
    *("1,2,3,4", " 007 ,2,3 ,4", "-5,0,10,10", "1,2,3", "1,2,0,4", "1,2,3,-4", "a,b,c,d", ""),
    *("1.5,2,3,4", "-0,0,1,1", "1,2,3,4,5", f"{'9' * 40},0,1,1", "１,2,3,4", "1,2,3,4\n"),
)


def limits() -> Iterator[Vector]:
    """How often a key may, by a clock that is told."""
    cases: dict[str, tuple[int, list[float]]] = {
        "none before": (3, [0, 1, 2, 3]),
        "at the turn of a minute": (2, [59, 59.5, 60, 61, 90, 119, 119.9]),
        "half of the minute before": (4, [0, 0, 0, 0, 90, 90, 90, 90]),
        "long after": (1, [0, 10, 300, 301]),
        "one a minute": (1, [0, 59, 60, 61, 119, 120]),
    }
    for name, (per_minute, at) in cases.items():
        ring, key = KeyRing([]), Key("a", per_minute, "0" * 64)
        moments = [600_000.0 + moment for moment in at]
        allowed = []
        for moment in moments:
            with patch("limits.storage.memory.time.time", lambda: moment):  # noqa: B023 - asked at once
                allowed.append(ring.may(key, "pictures"))
        given = {"per_minute": per_minute, "at": moments}
        yield {"name": name, "in": given, "out": {"allowed": allowed}}


def accept() -> Iterator[Vector]:
    """Which kind is answered."""
    for header in _ACCEPT:
        accepted = parse_accept_header(header, MIMEAccept)
        best = accepted.best_match(_KINDS) if accepted else _KINDS[0]
        given = {"accept": header, "kinds": _KINDS}
        yield {"name": header or "nothing", "in": given, "out": {"best": best}}


def hosts() -> Iterator[Vector]:
    """Which names are answered to."""
    for loopback in (True, False):
        for names in ((), ("scans.example",), (".scans.example",), ("*",)):
            for host in (*_HOSTS, None):
                known = Hosts(frozenset(names), loopback).know(host)
                where = "loopback" if loopback else "network"
                yield {
                    "name": f"{host} on {where}, {' '.join(names) or 'none'}",
                    "in": {"hosts": names, "loopback": loopback, "host": host},
                    "out": {"known": known},
                }


def regions() -> Iterator[Vector]:
    """What is read as a region, and passed on."""
    for text in _REGIONS:
        try:
            region: str | None = str(Region.parse(text))
        except ValueError:
            region = None
        yield {"name": repr(text), "in": {"roi": text}, "out": {"region": region}}


def parts() -> Iterator[Vector]:
    """Where words are along their lines, to hundredths of pixels."""
    random = Random(1)
    for number in range(60):
        quad: Any = [[round(random.uniform(-99, 4000), 3) for _ in "xy"] for _ in range(4)]
        start, end = sorted(round(random.random(), 4) for _ in range(2))
        given = {"points": quad, "start": start, "end": end}
        yield {"name": str(number), "in": given, "out": {"points": between(quad, start, end)}}


WRITTEN: Final = {
    "limits": limits,
    "accept": accept,
    "hosts": hosts,
    "regions": regions,
    "parts": parts,
}


def encoded(name: str) -> str:
    """The file of this name."""
    return json.dumps([*WRITTEN[name]()], indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name in WRITTEN:
        (CONTRACT / "vectors" / f"{name}.json").write_text(encoded(name), encoding="utf-8")
