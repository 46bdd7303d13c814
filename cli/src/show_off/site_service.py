"""The site as a process of its own, before it show-off-api in Go: `show_off.site_service`."""

from pathlib import Path

from flask import Flask
from pydantic import Field

from show_off.pages import DOCUMENTATION, PAGE
from show_off.site import create_site
from showoff_common.settings import ServiceSettings, load
from showoff_common.web.server import serve


class SiteSettings(ServiceSettings):
    """Where the built pages lie, and the services whose documents they show."""

    detection_url: str = Field(
        default="http://127.0.0.1:5001", description="Where detection-api listens."
    )
    recognition_url: str = Field(
        default="http://127.0.0.1:5002", description="Where recognition-api listens."
    )
    storage_url: str = Field(
        default="http://127.0.0.1:5003", description="Where image-api listens."
    )
    page_dir: Path = Field(default=PAGE / "dist", description="The built page.")
    docs_dir: Path = Field(default=DOCUMENTATION / "dist", description="The built documentation.")
    page_log: Path | None = Field(
        default=None, description="What the build of the page says, where it is being built."
    )


def site_of(settings: SiteSettings) -> Flask:
    """The site of a platform whose API is under /api."""
    documents = {
        "show-off-api": "/api/openapi.json",
        "detection-api": f"{settings.detection_url}/openapi.json",
        "recognition-api": f"{settings.recognition_url}/openapi.json",
        "image-api": f"{settings.storage_url}/openapi.json",
    }
    return create_site(settings.page_dir, settings.docs_dir, documents, settings.page_log)


def main() -> None:
    settings = load(SiteSettings)
    serve(lambda: site_of(settings), settings)


if __name__ == "__main__":
    main()
