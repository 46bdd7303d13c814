"""Opening pictures: what they are is judged from the header, before any pixel is decoded.

Their pixels are the matter of `pixels`: who only passes pictures on needs none of it.
"""

import io
import struct
import warnings
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import pillow_heif
from PIL import ExifTags, Image

from showoff_common.errors import Problem
from showoff_common.pictures.frames import count_frames
from showoff_common.pictures.limits import PictureLimits

pillow_heif.register_heif_opener(thumbnails=False)
# Pillow warns of oddities and of sizes that are judged below; strangers' pictures have many.
warnings.filterwarnings("ignore", module=r"PIL\.")

MEDIA_TYPES: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG with further pictures behind it, as telephones write
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "GIF": "image/gif",
    "HEIF": "image/heic",
}
_FORMATS: Final = tuple(name for name in MEDIA_TYPES if name != "MPO")

# Pictures and documents that people send and that are not read: offset, signature, name.
_NOT_READ: Final = (
    (0, b"%PDF", "PDF"),
    (0, b"<svg", "SVG"),
    (0, b"<?xml", "XML or SVG"),
    (0, b"8BPS", "Photoshop"),
    (0, b"\0\0\1\0", "ICO"),
    (0, b"\xff\x0a", "JPEG XL"),
    (4, b"JXL ", "JPEG XL"),
    (4, b"jP  ", "JPEG 2000"),
    (4, b"ftypavif", "AVIF"),
)

_ORIENTATIONS: Final = range(1, 9)
"""As EXIF has them; browsers, too, take any other for the first."""

# What Pillow's decoders raise on broken data.
BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    RuntimeError,
    ArithmeticError,
    LookupError,
    struct.error,
)


@dataclass(frozen=True)
class PictureHeader:
    """What the header says; width and height in pixels as displayed.

    Of a file that holds several pictures, the first is meant; `pages` tells how many there are,
    counted up to a thousand.
    """

    media_type: str
    width: int
    height: int
    pages: int = 1


def read_header(data: bytes, limits: PictureLimits) -> PictureHeader:
    """Judge an encoded picture without decoding its pixels.

    Raises:
        Problem: 400 not a picture, 413 too many bytes or pixels, 415 a type that is not read.
    """
    picture, orientation = open_picture(data, limits)
    width, height = picture.size
    if orientation >= 5:
        width, height = height, width
    pages = count_frames(picture, data)
    return PictureHeader(MEDIA_TYPES[str(picture.format)], width, height, pages)


def open_picture(data: bytes, limits: PictureLimits) -> tuple[Image.Image, int]:
    """Open lazily, within limits; the second value is the EXIF orientation yet to be applied.

    Raises:
        Problem: As `read_header`.
    """
    if not data:
        raise not_a_picture("It is empty.")
    if len(data) > limits.max_bytes:
        raise _too_large(f"{len(data)} bytes; at most {limits.max_bytes} are taken.")
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        check_size(picture, limits)
        return picture, _orientation(picture)
    except Image.DecompressionBombError:
        raise _too_large(f"More than {limits.max_pixels} pixels are not read.") from None
    except BROKEN:
        raise _unknown(data) from None


def check_size(picture: Image.Image, limits: PictureLimits) -> None:
    """Judge the size of a picture, or of the page of it that was turned to.

    Raises:
        Problem: 413, it has too many pixels.
    """
    width, height = picture.size
    if width * height > limits.max_pixels:
        raise _too_large(f"{width} x {height} pixels; at most {limits.max_pixels} are read.")


def _orientation(picture: Image.Image) -> int:
    if picture.format == "TIFF":
        return 1  # Pillow has it applied in loading
    # Not picture.getexif(): that of PNG decodes all pixels to look for EXIF behind them.
    told = Image.Image.getexif(picture).get(ExifTags.Base.Orientation, 1)
    return int(told) if told in _ORIENTATIONS else 1


def _unknown(data: bytes) -> Problem:
    start = data.lstrip()[:64]
    for offset, signature, name in _NOT_READ:
        if start.startswith(signature, offset) or data.startswith(signature, offset):
            return Problem(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "Picture type not read",
                f"This is {name}; send JPEG, PNG, WebP, TIFF, BMP, GIF or HEIC.",
            )
    return not_a_picture("Send JPEG, PNG, WebP, TIFF, BMP, GIF or HEIC.")


def not_a_picture(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, "Not a picture", detail)


def _too_large(detail: str) -> Problem:
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Picture too large", detail)
