"""A picture as every browser can show it: a JPEG, as small as it is wanted."""

import io
from http import HTTPStatus
from typing import Final

from PIL import Image, ImageOps

from showoff_common.errors import Problem
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import BROKEN, open_picture
from showoff_common.telemetry.stages import stage
from showoff_common.work.pixel_budget import PixelBudget

_QUALITY: Final = 85
# It was within the limits of whoever took it; those are not to be judged again.
LIMITS: Final = PictureLimits(max_bytes=2**31, max_pixels=200_000_000)
# Four bytes each while they are decoded; a picture of more is decoded alone.
_PIXELS_AT_ONCE: Final = 20_000_000
BUDGET: Final = PixelBudget(_PIXELS_AT_ONCE)


def as_jpeg(data: bytes, width: int | None) -> bytes:
    """The first picture of a file, upright, on white, at most so many pixels wide.

    Raises:
        Problem: 404, it can't be decoded; 503, too much else is being decoded.
    """
    try:
        picture, orientation = open_picture(data, LIMITS)
        with BUDGET.hold(picture.width * picture.height), stage("render", {}):
            return _encoded(_upright(picture, width, sideways=orientation >= 5))
    except (*BROKEN, Problem) as error:
        if isinstance(error, Problem) and error.status == HTTPStatus.SERVICE_UNAVAILABLE:
            raise
        raise Problem(
            HTTPStatus.NOT_FOUND, "No rendition", "The picture can't be shown in another form."
        ) from None


def _upright(picture: Image.Image, width: int | None, *, sideways: bool) -> Image.Image:
    """Reduced before it is turned, so that little is held in memory."""
    if width is not None:
        size = (picture.height, width) if sideways else (width, picture.height)
        picture.thumbnail(size, reducing_gap=2.0)
    return ImageOps.exif_transpose(picture)


def _encoded(picture: Image.Image) -> bytes:
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, "white")
        picture.paste(clear, mask=clear.getchannel("A"))
    elif picture.mode.startswith("I;16"):
        picture = picture.point(lambda sample: sample / 257, "L")
    encoded = io.BytesIO()
    picture.convert("RGB").save(encoded, "JPEG", quality=_QUALITY)
    return encoded.getvalue()
