"""The one door of the platform on one machine: page at /, documentation at /docs, API at /api.

`show-off up` starts it, as `python -m show_off.front`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from image_api.app import create_store
from image_api.settings import StorageSettings
from show_off.pages import DOCUMENTATION, PAGE
from show_off.site import create_site
from show_off_api.app import create_app
from show_off_api.outbox.relay import DirectSender
from show_off_api.settings import ShowOffApiSettings
from showoff_common.hosts import is_loopback
from showoff_common.messaging.spans import EMBEDDED
from showoff_common.settings import load
from showoff_common.web.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class FrontSettings(ShowOffApiSettings, StorageSettings):
    """Settings of show-off-api and of what it keeps, and where the built pages lie."""

    port: int = Field(default=8080, ge=0, le=65535, description="Port to listen on.")
    page_dir: Path = Field(default=PAGE / "dist", description="The built page.")
    docs_dir: Path = Field(default=DOCUMENTATION / "dist", description="The built documentation.")
    page_log: Path | None = Field(
        default=None, description="What the build of the page says, where it is being built."
    )


def create_front(settings: FrontSettings) -> "WSGIApplication":
    """Page, documentation and API; what is read goes to storage without a broker between."""
    documents = {
        "show-off-api": "/api/openapi.json",
        "detection-api": f"{settings.detection_url}/openapi.json",
        "recognition-api": f"{settings.recognition_url}/openapi.json",
        "image-api": f"{settings.storage_url}/openapi.json",
    }
    site = create_site(settings.page_dir, settings.docs_dir, documents, settings.page_log)
    api = create_app(settings, DirectSender(create_store(settings, EMBEDDED).store))
    return DispatcherMiddleware(site, {"/api": api, "/api/metrics": _for_this_machine(api)})


def _for_this_machine(api: "WSGIApplication") -> "WSGIApplication":
    """The API's figures, to those who ask from this machine; nothing to all others."""

    def figures(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        path = "/metrics" if is_loopback(environ.get("REMOTE_ADDR", "")) else "/nothing"
        return api({**environ, "SCRIPT_NAME": "/api", "PATH_INFO": path}, start_response)

    return figures


def main() -> None:
    settings = load(FrontSettings)
    serve(lambda: create_front(settings), settings)


if __name__ == "__main__":
    main()
