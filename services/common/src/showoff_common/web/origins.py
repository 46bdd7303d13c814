"""Which other sites a browser may call from: none, unless allowed.

Two sides of the same list. Reading answers: CORS headers, for allowed origins only. Doing things: a
page of any other site can send a picture here without asking, and with the credentials that the
browser has for us; so what is not a plain GET is refused where the browser says that it comes from
elsewhere (`Sec-Fetch-Site`, or `Origin` in older ones). Clients that are no browsers say neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from showoff_common.telemetry.logs import REQUEST_ID_HEADER
from showoff_common.telemetry.tracing import TRACE_ID_HEADER

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN: Final = frozenset({"same-origin", "none"})
_TOLD: Final = ("Retry-After", REQUEST_ID_HEADER, TRACE_ID_HEADER)
"""What a script of an allowed site may see of an answer, beside the few headers that all may."""


@dataclass(frozen=True)
class Origins:
    """The allowed ones, for example https://scans.example."""

    allowed: frozenset[str] = frozenset()

    def refuses(self, method: str, headers: Mapping[str, str]) -> bool:
        """Whether a request comes from a page that may not do this."""
        origin = headers.get("Origin")
        if method in _SAFE or origin in self.allowed:
            return False
        if site := headers.get("Sec-Fetch-Site"):
            return site not in _OWN
        # Hosts without their ports: a proxy in between may tell another one.
        return origin is not None and _host(origin) != _host(f"//{headers.get('Host', '')}")

    def answer(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Headers that let the asking page read the answer, if it may."""
        origin = headers.get("Origin")
        if origin not in self.allowed or origin is None:
            return {}
        return {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Headers": (
                "Authorization, Content-Type, traceparent, X-Request-Id"
            ),
            "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
            "Access-Control-Expose-Headers": ", ".join(_TOLD),
            "Access-Control-Max-Age": "600",
        }


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
