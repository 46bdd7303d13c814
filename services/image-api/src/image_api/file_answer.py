"""A file that is kept, as an answer."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Response, send_file

from image_api.files import disk
from showoff_common.errors import Problem


def send_kept(path: Path, media_type: str | None, **how: Any) -> Response:  # noqa: ANN401 - as `send_file` takes it
    """Send a file, as Flask's `send_file`; it may have been deleted since it was looked up.

    Raises:
        Problem: 404, it is not here.
        Unavailable: The disk refuses.
    """
    with disk():
        try:
            return send_file(path, media_type, **how)
        except FileNotFoundError:
            raise Problem(HTTPStatus.NOT_FOUND, "No file", "The file itself is not here.") from None
