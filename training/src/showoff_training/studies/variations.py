"""The same pictures as others would send them: turned, or made smaller by the page."""

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from showoff_training.measure.readers import Reader
from showoff_training.measure.scores import ReadLine

PAGE_QUALITY = 85  # of the JPEG that the page sends

# Maps points (4, 2) of a varied picture to those of the picture as it was.
Back = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def turned(read: Reader, degrees: int) -> Reader:
    """Read every picture turned clockwise by 90, 180 or 270 degrees."""

    def vary(picture: Image.Image) -> tuple[Image.Image, Back]:
        width, height = picture.size

        def back(points: NDArray[np.float64]) -> NDArray[np.float64]:
            x, y = points[:, 0], points[:, 1]
            before = {90: (y, height - x), 180: (width - x, height - y), 270: (width - y, x)}
            return np.stack(before[degrees], -1)

        return picture.rotate(-degrees, expand=True), back

    return _varied(read, vary, {"format": "PNG", "compress_level": 1})


def reduced(read: Reader, height: int) -> Reader:
    """Read every picture that is higher than a limit made that high, as JPEG."""
    return _scaled(read, lambda picture: height / picture.height)


def reduced_to_area(read: Reader, pixels: int) -> Reader:
    """Read every picture of more than so many pixels made of that many, as JPEG."""
    return _scaled(read, lambda picture: (pixels / (picture.width * picture.height)) ** 0.5)


def _scaled(read: Reader, share_of: Callable[[Image.Image], float]) -> Reader:
    def vary(picture: Image.Image) -> tuple[Image.Image, Back]:
        share = min(1.0, share_of(picture))
        size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
        return picture.resize(size, Image.Resampling.LANCZOS), lambda points: points / share

    return _varied(read, vary, {"format": "JPEG", "quality": PAGE_QUALITY})


def _varied(
    read: Reader,
    vary: Callable[[Image.Image], tuple[Image.Image, Back]],
    encoding: dict[str, str | int],
) -> Reader:
    def read_varied(data: bytes) -> list[ReadLine]:
        varied, back = vary(Image.open(io.BytesIO(data)).convert("RGB"))
        encoded = io.BytesIO()
        varied.save(encoded, **encoding)  # type: ignore[arg-type]
        return [replace(line, points=back(line.points)) for line in read(encoded.getvalue())]

    return read_varied
