"""Decoding pictures as they are displayed: what the model services look at."""

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import BROKEN, MEDIA_TYPES, not_a_picture, open_picture
from showoff_common.telemetry.stages import stage

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


def decode(
    data: bytes, limits: PictureLimits, mode: Literal["RGB", "L"] = "RGB"
) -> NDArray[np.uint8]:
    """Decode a picture as displayed: the first frame, upright, transparency on white.

    Args:
        data: Its bytes.
        limits: Beyond which it is not decoded.
        mode: In colour, or in grey (luma of ITU-R BT.601), which costs less.

    Returns:
        uint8 (H, W, 3), RGB, or (H, W), grey.

    Raises:
        Problem: As `pictures.read_header`, and 400 where the pixels are cut short or broken.
    """
    with stage("decode", {"showoff.picture.bytes": len(data)}) as span:
        picture, orientation = open_picture(data, limits)
        try:
            decoded = _loaded(picture, mode)
        except BROKEN as error:
            raise not_a_picture(f"It is broken or cut short ({error}).") from None
        if orientation in _UPRIGHT:
            decoded = decoded.transpose(_UPRIGHT[orientation])
        span.set_attribute("showoff.picture.width", decoded.width)
        span.set_attribute("showoff.picture.height", decoded.height)
        span.set_attribute("showoff.picture.type", MEDIA_TYPES[str(picture.format)])
        return np.asarray(decoded)


def _loaded(picture: Image.Image, mode: Literal["RGB", "L"]) -> Image.Image:
    """Load the pixels of a picture of any mode as 8-bit RGB or grey."""
    picture.draft(mode, None)  # a JPEG's decoder leaves out its colours
    picture.load()
    if picture.mode.startswith("I;16"):
        picture = Image.fromarray((np.asarray(picture) // 257).astype(np.uint8))
    elif picture.mode in {"I", "F"}:
        picture = Image.fromarray(_stretch(np.asarray(picture, dtype=np.float64)))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    # By way of RGB: not every mode knows the way to grey.
    return picture if picture.mode == mode else picture.convert("RGB").convert(mode)


def _stretch(samples: NDArray[np.float64]) -> NDArray[np.uint8]:
    """32-bit samples have no agreed white: the darkest becomes 0, the brightest 255."""
    samples = np.nan_to_num(samples, posinf=0, neginf=0)
    low, high = samples.min(), samples.max()
    span = max(float(high - low), 1e-300)
    return np.asarray((samples - low) * (255 / span), dtype=np.uint8)
