"""The one door of the platform on one machine: page at /, documentation at /docs, API at /api.

`show-off up` starts it, as `python -m show_off.front`.
"""

from typing import TYPE_CHECKING

from pydantic import Field
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from show_off.site_service import SiteSettings, site_of
from show_off_api.app import create_app
from show_off_api.settings import ShowOffApiSettings
from showoff_common.hosts import is_loopback
from showoff_common.settings import check_writable, load
from showoff_common.web.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class FrontSettings(ShowOffApiSettings, SiteSettings):
    """Settings of show-off-api, and where the built pages lie."""

    port: int = Field(default=8080, ge=0, le=65535, description="Port to listen on.")


def create_front(settings: FrontSettings) -> "WSGIApplication":
    """Page, documentation and API."""
    api = create_app(settings)
    return DispatcherMiddleware(
        site_of(settings), {"/api": api, "/api/metrics": _for_this_machine(api)}
    )


def _for_this_machine(api: "WSGIApplication") -> "WSGIApplication":
    """The API's figures, to those who ask from this machine; nothing to all others."""

    def figures(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        path = "/metrics" if is_loopback(environ.get("REMOTE_ADDR", "")) else "/nothing"
        return api({**environ, "SCRIPT_NAME": "/api", "PATH_INFO": path}, start_response)

    return figures


def main() -> None:
    settings = load(FrontSettings)
    check_writable(files={"outbox": settings.outbox})
    serve(lambda: create_front(settings), settings)


if __name__ == "__main__":
    main()
