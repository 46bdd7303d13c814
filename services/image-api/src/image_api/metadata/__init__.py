"""Removes metadata from pictures before they are stored, without touching a pixel.

A white list per format names the parts that make up the picture; all others go: EXIF (place, time,
camera, thumbnail), XMP, IPTC, comments, texts, and whatever follows the picture's end, as the
videos of "motion photos" do. Beside the pixels stay the colour profile and the orientation, which
is written anew as an EXIF block that holds nothing else.

Nothing is decoded or unpacked: the result is never larger than the file that came, and the memory
and time it takes are bounded by the file's size.
"""

from collections.abc import Callable, Mapping
from typing import Final

from image_api.metadata import bmp, gif, heic, jpeg, png, tiff, webp
from showoff_common.messaging.events import MediaType

_CLEAN: Final[Mapping[MediaType, Callable[[bytes], bytes]]] = {
    "image/jpeg": jpeg.clean,
    "image/png": png.clean,
    "image/webp": webp.clean,
    "image/tiff": tiff.clean,
    "image/gif": gif.clean,
    "image/heic": heic.clean,
    "image/bmp": bmp.clean,
}


def without_metadata(data: bytes, media_type: MediaType) -> bytes:
    """Return a picture's file without its metadata; one that has none comes back byte for byte.

    So does what does not begin as ``media_type`` demands: it is no picture.
    """
    return _CLEAN[media_type](data)
