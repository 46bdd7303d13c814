"""Files for the web, compressed where that makes them smaller: gzip, RFC 9110, 8.4.1.3."""

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Response
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as BaseResponse

_TEXT: Final = {"application/javascript", "application/json", "image/svg+xml"}
_WORTH_BYTES: Final = 1024  # less fits into one packet as it is


def compress(response: Response, file: Path, request: Request) -> BaseResponse:
    """Send ``file``, which ``response`` answers with, as gzip to clients that take it.

    Pictures and archives, compressed already, stay as they are.
    """
    if not _is_text(response.mimetype) or file.stat().st_size < _WORTH_BYTES:
        return response.make_conditional(request)
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.direct_passthrough = False
        response.set_data(_gzipped(file, file.stat().st_mtime_ns))
        response.content_encoding = "gzip"
        tag, _ = response.get_etag()
        response.set_etag(f"{tag}-gzip")  # other bytes, another tag
    return response.make_conditional(request)


def _is_text(media_type: str | None) -> bool:
    return media_type is not None and (media_type.startswith("text/") or media_type in _TEXT)


@lru_cache(maxsize=256)
def _gzipped(file: Path, _changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)
