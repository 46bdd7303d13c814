"""A page's picture as it is sent: as it is where it is small, else as a JPEG of high quality."""

import io
from pathlib import Path
from typing import Final

from PIL import Image

_SMALL: Final = 4 * 2**20  # bytes
_QUALITY: Final = 95


def encoded(path: Path) -> bytes:
    """The bytes to send; the pixels stay as many as they are."""
    if path.stat().st_size <= _SMALL:
        return path.read_bytes()
    with Image.open(path) as picture:
        mode = "L" if picture.mode in {"1", "L", "LA", "I;16"} else "RGB"
        out = io.BytesIO()
        picture.convert(mode).save(out, "JPEG", quality=_QUALITY, subsampling=0)
        return out.getvalue()


def size_and_dpi(path: Path) -> tuple[int, int, float]:
    """Width and height in pixels, and the resolution that the picture tells."""
    with Image.open(path) as picture:
        return *picture.size, float(picture.info.get("dpi", (72, 72))[0])
