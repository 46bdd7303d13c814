"""Opening pictures: what they are is judged from the header, before any pixel is decoded."""

import io
import struct
import warnings
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import ExifTags, Image

from showoff_common.picture_limits import PictureLimits
from showoff_common.problems import Problem
from showoff_common.stages import stage

pillow_heif.register_heif_opener(thumbnails=False)
# Pillow warns of oddities and of sizes that are judged below; strangers' pictures have many.
warnings.filterwarnings("ignore", module=r"PIL\.")

_MEDIA_TYPES: Final = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG with further pictures behind it, as telephones write
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "GIF": "image/gif",
    "HEIF": "image/heic",
}
_FORMATS: Final = tuple(name for name in _MEDIA_TYPES if name != "MPO")

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

# What Pillow's decoders raise on broken data.
_BROKEN: Final = (
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

# EXIF orientation (tag 0x0112, values 2 to 8) to what brings the stored picture upright.
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class PictureHeader:
    """What the header says; width and height in pixels as displayed."""

    media_type: str
    width: int
    height: int


def read_header(data: bytes, limits: PictureLimits) -> PictureHeader:
    """Judge an encoded picture without decoding its pixels.

    Raises:
        Problem: 400 not a picture, 413 too many bytes or pixels, 415 a type that is not read.
    """
    picture, orientation = _open(data, limits)
    width, height = picture.size
    if orientation >= 5:
        width, height = height, width
    return PictureHeader(_MEDIA_TYPES[str(picture.format)], width, height)


def decode(data: bytes, limits: PictureLimits) -> NDArray[np.uint8]:
    """Decode a picture as displayed: the first frame, upright, transparency on white.

    Returns:
        uint8 (H, W, 3), RGB.

    Raises:
        Problem: As `read_header`, and 400 where the pixels are cut short or broken.
    """
    with stage("decode", {"showoff.picture.bytes": len(data)}) as span:
        picture, orientation = _open(data, limits)
        try:
            rgb = _to_rgb(picture)
        except _BROKEN as error:
            raise _not_a_picture(f"It is broken or cut short ({error}).") from None
        if orientation in _UPRIGHT:
            rgb = rgb.transpose(_UPRIGHT[orientation])
        span.set_attribute("showoff.picture.width", rgb.width)
        span.set_attribute("showoff.picture.height", rgb.height)
        span.set_attribute("showoff.picture.type", _MEDIA_TYPES[str(picture.format)])
        return np.asarray(rgb)


def _open(data: bytes, limits: PictureLimits) -> tuple[Image.Image, int]:
    """Open lazily, within limits; the second value is the EXIF orientation yet to be applied."""
    if not data:
        raise _not_a_picture("It is empty.")
    if len(data) > limits.max_bytes:
        raise _too_large(f"{len(data)} bytes; at most {limits.max_bytes} are taken.")
    try:
        picture = Image.open(io.BytesIO(data), formats=_FORMATS)
        width, height = picture.size
        if width * height > limits.max_pixels:
            raise _too_large(f"{width} x {height} pixels; at most {limits.max_pixels} are read.")
        return picture, _orientation(picture)
    except Image.DecompressionBombError:
        raise _too_large(f"More than {limits.max_pixels} pixels are not read.") from None
    except _BROKEN:
        raise _unknown(data) from None


def _orientation(picture: Image.Image) -> int:
    if picture.format == "TIFF":
        return 1  # Pillow has it applied in loading
    # Not picture.getexif(): that of PNG decodes all pixels to look for EXIF behind them.
    return int(Image.Image.getexif(picture).get(ExifTags.Base.Orientation, 1))


def _to_rgb(picture: Image.Image) -> Image.Image:
    """8-bit RGB of any mode; loads the pixels."""
    picture.load()
    if picture.mode.startswith("I;16"):
        picture = Image.fromarray((np.asarray(picture) // 257).astype(np.uint8))
    elif picture.mode in {"I", "F"}:
        picture = Image.fromarray(_stretch(np.asarray(picture, dtype=np.float64)))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, picture).convert("RGB")
    return picture.convert("RGB")


def _stretch(samples: NDArray[np.float64]) -> NDArray[np.uint8]:
    """32-bit samples have no agreed white: the darkest becomes 0, the brightest 255."""
    samples = np.nan_to_num(samples, posinf=0, neginf=0)
    low, high = samples.min(), samples.max()
    span = max(float(high - low), 1e-300)
    return np.asarray((samples - low) * (255 / span), dtype=np.uint8)


def _unknown(data: bytes) -> Problem:
    start = data.lstrip()[:64]
    for offset, signature, name in _NOT_READ:
        if start.startswith(signature, offset) or data.startswith(signature, offset):
            return Problem(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "Picture type not read",
                f"This is {name}; send JPEG, PNG, WebP, TIFF, BMP, GIF or HEIC.",
            )
    return _not_a_picture("Send JPEG, PNG, WebP, TIFF, BMP, GIF or HEIC.")


def _not_a_picture(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, "Not a picture", detail)


def _too_large(detail: str) -> Problem:
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Picture too large", detail)
