"""Who may do what: asked of every request before its route, and before its body is taken in."""

from http import HTTPStatus
from typing import Final

import structlog
from apiflask import APIFlask
from flask import Response, g, request

from show_off_api.access.keys import Key, KeyRing
from showoff_common.errors import Problem
from showoff_common.hosts import is_loopback
from showoff_common.web.origins import Origins

# They contain no user data; probes, Prometheus, the documentation and the page ask without a key.
OPEN: Final = frozenset({"/", "/health", "/ready", "/metrics", "/openapi.json", "/doc", "/limits"})
REFUSALS: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
"""For the documents: what every guarded route may answer."""
# What is kept costs: each is limited, the other kinds of requests are not.
_COUNTED: Final = {
    ("POST", "/read"): "pictures",
    ("POST", "/correct-text"): "corrections",
    ("POST", "/jobs"): "jobs",
}
# Browsers ask their user for a password only where this stands alone, without Bearer beside it.
_BASIC: Final = 'Basic realm="show-off", charset="UTF-8"'
# For scripts that say, by custom in this header, that they ask their user themselves: the page.
_BEARER: Final = 'Bearer realm="show-off"'
_BY_SCRIPT: Final = "X-Requested-With"

_log = structlog.get_logger(__name__)


def install(app: APIFlask, keys: KeyRing, origins: Origins) -> None:
    """Let only those through who may.

    A key comes as `Authorization: Bearer KEY`, or as the password of Basic authentication: that is
    what a browser asks its user for who opens an address or tries the documentation.
    """

    @app.before_request
    def check() -> None:
        if request.path in OPEN or request.method == "OPTIONS":
            return
        if origins.refuses(request.method, dict(request.headers)):
            raise Problem(
                HTTPStatus.FORBIDDEN,
                "Another site's page",
                "Pages of other sites may not do this (SHOWOFF_ALLOWED_ORIGINS).",
            )
        if keys:
            key = _holder(keys)
            g.holder, g.reviews = key.name, key.reviews
            _check_limit(keys, key)

    @app.after_request
    def let_origins_read(response: Response) -> Response:
        response.headers.extend(origins.answer(dict(request.headers)))
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        # What pictures say is private; what may be cached says so itself, and for how long.
        response.headers.setdefault("Cache-Control", "private, no-store")
        if origins.allowed:
            response.vary.add("Origin")
        return response


def holder() -> str:
    """The name of the key that the request came with; empty where no keys are asked for."""
    return str(g.get("holder", ""))


def reviews() -> bool:
    """Whether the caller may do what reviewers may; without keys everybody may."""
    return bool(g.get("reviews", True))


def warn_if_open(keys: KeyRing, host: str) -> None:
    """Say it loudly where anyone who reaches ``host`` may read, see and delete everything."""
    if not keys and not is_loopback(host):
        _log.warning(
            "OPEN TO EVERYONE: no API keys are configured, and this is not only reachable from "
            "this machine. Whoever reaches it may send pictures, and see and delete all that are "
            "kept. Set SHOWOFF_KEYS_FILE or SHOWOFF_KEYS (python -m show_off_api.access.make_key).",
            host=host,
        )


def _holder(keys: KeyRing) -> Key:
    given = request.authorization
    secret = (given.token or given.password or "") if given else ""
    if key := keys.find(secret):
        return key
    raise Problem(
        HTTPStatus.UNAUTHORIZED,
        "API key needed",
        "Send a valid key as Authorization: Bearer KEY.",
        headers={"WWW-Authenticate": _BEARER if _BY_SCRIPT in request.headers else _BASIC},
    )


def _check_limit(keys: KeyRing, key: Key) -> None:
    counted = _COUNTED.get((request.method, request.path))
    if counted is not None and not keys.may(key, counted):
        raise Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            f"Too many {counted}",
            f"The key {key.name} may send {key.per_minute} {counted} a minute.",
            headers={"Retry-After": str(max(1, round(60 / key.per_minute)))},
        )
