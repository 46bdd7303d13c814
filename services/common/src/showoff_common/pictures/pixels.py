"""Decoding pictures as they are displayed: what the model services look at."""

from collections.abc import Callable, Iterator
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import (
    BROKEN,
    MEDIA_TYPES,
    check_size,
    not_a_picture,
    open_picture,
)
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


Samples = NDArray[Any]
Change = Callable[[Samples], Samples]

_BAND: Final = 256  # rows
_LIGHT: Final = 0.75  # mean luma of ink that white paper would swallow


def decode(
    data: bytes, limits: PictureLimits, mode: Literal["RGB", "L"] = "RGB", page: int = 0
) -> NDArray[np.uint8]:
    """Decode a picture as displayed: upright, transparency on paper.

    Args:
        data: Its bytes.
        limits: Beyond which it is not decoded.
        mode: In colour, or in grey (luma of ITU-R BT.601), which costs less.
        page: Which of its pictures, from 0; one beyond the last is broken.

    Returns:
        uint8 (H, W, 3), RGB, or (H, W), grey.

    Raises:
        Problem: As `pictures.read_header`, and 400 where the pixels are cut short or broken.
    """
    with stage("decode", {"showoff.picture.bytes": len(data)}) as span:
        picture, orientation = open_picture(data, limits)
        media_type = MEDIA_TYPES[str(picture.format)]
        try:
            if page:
                picture.seek(page)
                check_size(picture, limits)
            decoded = _loaded(picture, mode)
        except BROKEN as error:
            raise not_a_picture(f"It is broken or cut short ({error}).") from None
        del picture  # and its own samples
        if orientation in _UPRIGHT:
            decoded = decoded.transpose(_UPRIGHT[orientation])
        span.set_attribute("showoff.picture.width", decoded.width)
        span.set_attribute("showoff.picture.height", decoded.height)
        span.set_attribute("showoff.picture.type", media_type)
        return _array(decoded)


def _loaded(picture: Image.Image, mode: Literal["RGB", "L"]) -> Image.Image:
    """Load the pixels of a picture of any mode as 8-bit RGB or grey."""
    picture.draft(mode, None)  # a JPEG's decoder leaves out its colours
    picture.load()
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        picture = _eight_bits(picture)
    if picture.has_transparency_data:
        picture = _on_paper(picture)
    # By way of RGB: not every mode knows the way to grey.
    return picture if picture.mode == mode else picture.convert("RGB").convert(mode)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """16-bit samples by their 257th part; 32-bit ones, which have no agreed white, stretched.

    Of the latter the darkest becomes 0, the brightest 255.
    """
    if picture.mode.startswith("I;16"):
        return Image.fromarray(_array(picture, lambda samples: samples // 257))
    extremes = [(band.min(), band.max()) for _, band in _bands(picture, _finite)]
    low = min(float(low) for low, _ in extremes)
    scale = 255 / max(max(float(high) for _, high in extremes) - low, 1e-300)
    return Image.fromarray(_array(picture, lambda samples: (_finite(samples) - low) * scale))


def _on_paper(picture: Image.Image) -> Image.Image:
    """On white paper, or on black where white would swallow what is seen, band by band."""
    clear = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    colour = "black" if _is_light_ink(clear) else "white"
    flat = Image.new("RGB", picture.size)
    for top, band in _strips(clear):
        paper = Image.new("RGBA", band.size, colour)
        flat.paste(Image.alpha_composite(paper, band).convert("RGB"), (0, top))
    return flat


def _is_light_ink(clear: Image.Image) -> bool:
    """Whether an RGBA picture is mostly transparent, and light where it is not."""
    seen = light = 0.0
    for _, band in _strips(clear):
        luma, alpha = (np.asarray(band.convert("LA"), np.float32) / 255).transpose(2, 0, 1)
        seen += float(alpha.sum())
        light += float((alpha * luma).sum())
    return 0 < seen < clear.width * clear.height / 2 and light > _LIGHT * seen


def _strips(picture: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    for top in range(0, picture.height, _BAND):
        yield top, picture.crop((0, top, picture.width, min(top + _BAND, picture.height)))


def _array(picture: Image.Image, change: Change = lambda samples: samples) -> NDArray[np.uint8]:
    """The samples of a picture, changed band by band: what stands between is as small as a band."""
    shape = (picture.height, picture.width, *((3,) if picture.mode == "RGB" else ()))
    samples = np.empty(shape, np.uint8)
    for rows, band in _bands(picture, change):
        samples[rows] = band
    return samples


def _bands(picture: Image.Image, change: Change) -> Iterator[tuple[slice, Samples]]:
    for top in range(0, picture.height, _BAND):
        bottom = min(top + _BAND, picture.height)
        yield (
            slice(top, bottom),
            change(np.asarray(picture.crop((0, top, picture.width, bottom)))),
        )


def _finite(samples: Samples) -> Samples:
    return np.nan_to_num(np.asarray(samples, dtype=np.float64), posinf=0, neginf=0)
