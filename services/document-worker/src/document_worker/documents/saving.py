"""A page's picture as a file: as good as it can be, and small enough to be sent."""

import io
from pathlib import Path
from typing import Final

from PIL import Image

# Quality, and whether colours are halved: print does not suffer from the first.
_JPEG: Final = ((95, 0), (90, 2), (75, 2), (50, 2))


def save(
    picture: Image.Image, folder: Path, number: int, most: int, *, lossless: bool = False
) -> str:
    """Write a picture into a folder.

    Args:
        picture: Grey or RGB.
        folder: Where to.
        number: Of the page.
        most: Bytes; without loss it is tried first, where that is wanted, then with more and more.
        lossless: Whether it is.

    Returns:
        The name of the file.
    """
    if lossless and len(data := _encoded(picture, "PNG", compress_level=1)) <= most:
        name = f"page-{number}.png"
    else:
        name = f"page-{number}.jpg"
        for quality, subsampling in _JPEG:
            data = _encoded(picture, "JPEG", quality=quality, subsampling=subsampling)
            if len(data) <= most:
                break
    (folder / name).write_bytes(data)
    return name


def _encoded(picture: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
